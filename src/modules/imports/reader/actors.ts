import {
  isAcronym,
  isMinistry,
  isPortfolio,
  isState,
  isUnnamedGroup,
  kindOf,
  standsAlone,
} from './actor-names.js';
import type { ActorMention } from './reading.js';
import { fold } from './words.js';

/** One piece of a cell on its way to becoming a mention. */
interface Piece {
  text: string;
  lead: boolean;
  qualifier: string | null;
}

/** What the whole matrix tells about the names in it. */
export interface ActorContext {
  /** Folded names that stand alone between separators somewhere in the matrix. */
  known: ReadonlySet<string>;
}

/** Collects the names that stand between separators without any "and" in them, over all cells of a matrix. */
export function actorContext(cells: string[]): ActorContext {
  const names = cells.flatMap((cell) => splitAtMarks(cell)).map((part) => fold(takeBrackets(part).name));
  return { known: new Set(names.filter((name) => name && !/ and |&/.test(name))) };
}

/**
 * Takes the names in a cell apart, at semicolons, bullets and line ends, commas, slashes and "and", without
 * breaking names that have these in them. What stands in brackets is kept as a qualifier, a mark of the lead as
 * `lead`. Where it is uncertain whether two names are one, they stay together and a warning says so.
 */
export function splitActors(
  cell: string,
  context: ActorContext,
): { actors: ActorMention[]; warnings: string[] } {
  const warnings: string[] = [];
  const pieces = splitAtMarks(cell).flatMap((part) => labelled(part));
  const split = pieces.flatMap((piece, index) =>
    splitAtAnd(piece.text, context, isLastOfList(cell, pieces, index), warnings).map((text) => ({
      ...piece,
      text,
    })),
  );
  const actors = split.map(mentionOf).filter((actor) => /[\p{L}\p{N}]/u.test(actor.name));
  const byName = new Map<string, ActorMention>();
  for (const actor of actors) {
    if (byName.has(fold(actor.name))) warnings.push(`"${actor.name}" is named twice.`);
    else byName.set(fold(actor.name), actor);
  }
  return { actors: [...byName.values()], warnings };
}

/**
 * Links each mention to the body whose name it begins with: another mention ("SCO members" to "SCO", "UN Security
 * Council" to "UN") or a state ("Pakistan's intelligence" to "Pakistan"). They stay actors of their own.
 */
export function linkActors(mentions: ActorMention[]): void {
  const names = new Map(mentions.map(({ name }) => [baseKey(name), name]));
  for (const mention of mentions) mention.linkedTo = baseOf(mention.name, names);
}

/** The longest beginning of a name that is a mention or a state by itself. */
function baseOf(name: string, names: ReadonlyMap<string, string>): string | null {
  const words = name.replace(/^the /i, '').split(/\s+/);
  for (let count = Math.min(words.length - 1, 8); count > 0; count--) {
    const start = words
      .slice(0, count)
      .join(' ')
      .replace(/['’]s?$/, '');
    const base = names.get(baseKey(start)) ?? (isState(start) ? start : null);
    if (base !== null && base !== name) return base;
  }
  return null;
}

function baseKey(name: string): string {
  return fold(name).replace(/^the /, '');
}

/** Splits at what separates names for certain, outside brackets; then at commas and slashes where they do. */
function splitAtMarks(cell: string): string[] {
  const strong = splitOutside(cell, /[;؛•▪●\n|]|(?<![^\n])\s*[*–—-]\s|(?:^|\s)\(?\d{1,2}[.)]\s/);
  return strong.flatMap((part) => keepPortfolios(splitOutside(part, /,|،/)).flatMap(splitAtSlash));
}

function splitAtSlash(part: string): string[] {
  return splitOutside(part, /\s*\/\s*(?!\d)/).length > 1 && !/\band\/or\b|\bn\/a\b/i.test(part)
    ? splitOutside(part, /\s*\/\s*(?!\d)/)
    : [part.replace(/\band\/or\b/gi, 'and')];
}

/** "Ministry of Education, Science and Technology": what follows the comma belongs to the name before it. */
function keepPortfolios(parts: string[]): string[] {
  const kept: string[] = [];
  for (const [index, part] of parts.entries()) {
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

/** Splits where the pattern matches outside round and square brackets; trimmed, empty pieces left out. */
function splitOutside(text: string, separator: RegExp): string[] {
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

const LABEL =
  /^(lead(?:ing)?(?: (?:agency|actor|body|entity|ministry|institution))?|support(?:ing|ed by)?(?: (?:agenc(?:y|ies)|actors?|partners?|bod(?:y|ies)|institutions?))?|partners?|with|in (?:collaboration|coordination|cooperation|partnership|consultation) with)\s*[:–—-]\s*(.+)$/i;
const JOINED =
  /\s+((?:in (?:close )?(?:collaboration|coordination|co-ordination|cooperation|partnership|consultation) with|with (?:the )?support (?:of|from)|supported by|as well as|along with|together with))\s+/i;

/** Takes off labels such as "Lead:", and splits at phrases that join a second body to the first. */
function labelled(part: string): Piece[] {
  const label = LABEL.exec(part);
  const text = label ? label[2] : part;
  const lead = label !== null && /^lead/i.test(label[1]);
  const support = label && !lead ? label[1].toLowerCase() : null;
  const joined = splitJoined(text);
  return joined.map(([name, phrase]) => ({
    text: name,
    lead: lead && !phrase,
    qualifier: phrase ?? support,
  }));
}

function splitJoined(text: string): [string, string | null][] {
  const match = JOINED.exec(text);
  if (!match) return [[text, null]];
  const phrase = match[1].toLowerCase();
  const role = /as well|along|together/.test(phrase) ? null : phrase;
  return [
    [text.slice(0, match.index), null],
    [text.slice(match.index + match[0].length), role],
  ];
}

/** In "police, courts and prisons" the "and" ends the list; in the only piece of a cell it need not. */
function isLastOfList(cell: string, pieces: Piece[], index: number): boolean {
  return pieces.length >= 2 && index === pieces.length - 1 && !/,\s*and\s/i.test(cell) && !cell.includes(';');
}

function splitAtAnd(text: string, context: ActorContext, endsList: boolean, warnings: string[]): string[] {
  const bare = text.replace(/^(?:and|&|or)\s+/i, '');
  const parts = splitOutside(bare, /\s+(?:and|&)\s+/i);
  if (parts.length < 2) return [bare];
  const names = parts.map((part) => takeBrackets(part).name);
  if (names.every((name) => standsAlone(name, context.known)) && !isOneMinistry(names)) return parts;
  if (isOneMinistry(names) || names.slice(1).every(isPortfolio)) return [bare];
  if (endsList && !names.some(isPortfolio) && !bare.includes('&')) {
    warnings.push(`"${bare}" ends the list and was read as ${names.length} actors.`);
    return parts;
  }
  warnings.push(`"${bare}" was kept as one actor; it may be ${names.length}.`);
  return [bare];
}

/** "Ministry of Law and Justice", but not "Ministry of Law and Ministry of Justice". */
function isOneMinistry(names: string[]): boolean {
  return isMinistry(names[0]) && names.slice(1).every(isPortfolio);
}

const CONDITION =
  /\s+((?:where|when|if|as|wherever|whenever)\s+(?:feasible|possible|appropriate|needed|necessary|required|applicable|relevant|available|funded|agreed|permitted|requested|invited)|subject to .+)$/i;

function mentionOf(piece: Piece): ActorMention {
  const { name: bare, brackets, abbreviation } = takeBrackets(piece.text);
  const condition = CONDITION.exec(bare);
  const marked = (condition ? bare.slice(0, condition.index) : bare).trim();
  const dashed = /\s*[–—-]\s*(?:lead|lead agency)$|^lead\s+(?=agency\b)|[*]+$/i;
  const isLeadMark = (text: string) => /^(?:lead|lead agency|lead actor|lead role|l|chair)$/i.test(text);
  const qualifiers = brackets.filter((text) => !isLeadMark(text));
  if (condition) qualifiers.push(condition[1]);
  if (piece.qualifier) qualifiers.unshift(piece.qualifier);
  const name = marked
    .replace(dashed, '')
    .replace(/[\s.,:–—-]+$/, '')
    .trim();
  return {
    name,
    qualifier: qualifiers.length ? qualifiers.join('; ') : null,
    lead: piece.lead || brackets.some(isLeadMark) || /[–—-]\s*lead(?: agency)?$/i.test(marked),
    abbreviation,
    kind: kindOf(name),
    unnamed: isUnnamedGroup(name),
    linkedTo: null,
  };
}

/** The name without what stands in brackets behind it, and an abbreviation of it apart from the rest. */
function takeBrackets(text: string): { name: string; brackets: string[]; abbreviation: string | null } {
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
