import { isAcronym, isMinistry, isMinistryBackwards, isPortfolio } from './actor-names.js';

export const LABEL =
  /^((?:lead(?:ing)?|primary|principal|main)(?: (?:agency|actor|body|entity|ministry|institution))?|(?:secondary|others?)(?: (?:agenc(?:y|ies)|actors?|bod(?:y|ies)|institutions?))?|support(?:ing|ed by)?(?: (?:agenc(?:y|ies)|actors?|partners?|bod(?:y|ies)|institutions?))?|partners?|with|in (?:collaboration|coordination|cooperation|partnership|consultation) with)\s*[:–—-]\s*(.+)$/i;
export const LEADS = /^(?:lead|primary|principal|main)/i;

/** Splits at what separates names for certain, outside brackets; then at commas and slashes where they do. */
export function splitAtMarks(cell: string): string[] {
  const strong = splitOutside(
    cell.replaceAll(TRAILING_CONDITION, ' ($1)'),
    /[;؛•▪●\n|]|(?<![^\n])\s*[*–—-]\s|(?:^|\s)\(?\d{1,2}[.)]\s/,
  );
  return strong.flatMap((part) => {
    const pieces = keepPortfolios(splitOutside(part, /,|،/)).flatMap(splitAtSlash);
    // "Support: police, courts": all of them support. A lead is one body.
    const label = LABEL.exec(part)?.[1];
    return label && !LEADS.test(label)
      ? pieces.map((piece, index) => (index === 0 ? piece : `${label}: ${piece}`))
      : pieces;
  });
}

/** "Donors, where feasible": no name, but a condition of the one before it. */
const TRAILING_CONDITION =
  /,\s*((?:where|when|if|as|wherever|whenever)\s+(?:feasible|possible|appropriate|needed|necessary|required|applicable|relevant|available|funded|agreed|permitted|requested|invited))(?=\s*(?:[,;.)•/\n]|$))/gi;

function splitAtSlash(part: string): string[] {
  return splitOutside(part, /\s*\/\s*(?!\d)|\s\+\s/).length > 1 && !/\band\/or\b|\bn\/a\b/i.test(part)
    ? splitOutside(part, /\s*\/\s*(?!\d)|\s\+\s/)
    : [part.replace(/\band\/or\b/gi, 'and')];
}

/** "Ministry of Education, Science and Technology": what follows the comma belongs to the name before it. */
function keepPortfolios(parts: string[]): string[] {
  const kept: string[] = [];
  for (let index = 0; index < parts.length; index++) {
    const backwards = backwardsFrom(parts, index);
    if (backwards) {
      kept.push(parts.slice(index, backwards).join(', '));
      index = backwards - 1;
      continue;
    }
    const part = parts[index];
    const above = kept.at(-1);
    const rest = parts.slice(index).join(', ');
    const [first = '', second = ''] = part.split(/\s+(?:and|&)\s+/, 2);
    const endsList = parts.slice(index).some((later) => /\s(?:and|&)\s|^and\s/.test(later)) && rest !== '';
    const isTail = isPortfolio(part.replace(/^and /, '')) || (isPortfolio(first) && isPortfolio(second));
    if (above && isMinistry(above) && isTail && endsList && !/\sand\s/.test(above)) {
      kept[kept.length - 1] = `${above}, ${part}`;
    } else kept.push(part);
  }
  return kept;
}

/** No ministry is for more things than this. */
const MOST_SUBJECTS = 6;

/** Where a name such as "Planning, Development & Special Initiatives Division" that begins at `start` ends; else 0. */
function backwardsFrom(parts: string[], start: number): number {
  if (!isPortfolio(parts[start])) return 0;
  for (let end = start + 2; end <= Math.min(start + MOST_SUBJECTS, parts.length); end++)
    if (isMinistryBackwards(takeBrackets(parts.slice(start, end).join(', ')).name)) return end;
  return 0;
}

/** Splits where the pattern matches outside round and square brackets; trimmed, empty pieces left out. */
export function splitOutside(text: string, separator: RegExp): string[] {
  const parts: string[] = [];
  const pattern = new RegExp(separator, 'g');
  const depths = bracketDepths(text);
  let start = 0;
  for (const match of text.matchAll(pattern)) {
    if (depths(match.index) > 0) continue;
    parts.push(text.slice(start, match.index));
    start = match.index + match[0].length;
  }
  parts.push(text.slice(start));
  return parts.map((part) => part.trim()).filter(Boolean);
}

/** Depth of brackets at an offset, asked for in rising order. */
function bracketDepths(text: string): (offset: number) => number {
  let [at, depth] = [0, 0];
  return (offset) => {
    for (; at < offset; at++) {
      if (text[at] === '(' || text[at] === '[') depth++;
      else if ((text[at] === ')' || text[at] === ']') && depth > 0) depth--;
    }
    return depth;
  };
}

/** The name without what stands in brackets behind it, and an abbreviation of it apart from the rest. */
export function takeBrackets(text: string): {
  name: string;
  brackets: string[];
  abbreviation: string | null;
} {
  const brackets: string[] = [];
  let abbreviation: string | null = null;
  const name = text.replaceAll(/\s*[([]([^()[\]]{1,300})[)\]]/g, (_, inner: string, offset: number) => {
    if (isAbbreviationOf(inner.trim(), text.slice(0, offset))) abbreviation = inner.trim();
    else brackets.push(inner.trim());
    return '';
  });
  return { name: name.replaceAll(/[()]/g, '').replaceAll(/\s+/g, ' ').trim(), brackets, abbreviation };
}

function isAbbreviationOf(short: string, name: string): boolean {
  if (!/^[A-Za-z&.-]{2,12}$/.test(short) || !(isAcronym(short) || /\p{Lu}.*\p{Lu}/u.test(short)))
    return false;
  const initials = (name.match(/\p{L}+/gu) ?? []).map((word) => word[0].toLowerCase()).join('');
  return initials.length >= 2 && short[0].toLowerCase() === initials[0];
}
