import {
  fitsAbbreviation,
  isMinistry,
  isMinistryBackwards,
  isPortfolio,
  isState,
  standsAlone,
} from './actor-names.js';
import { splitOutside, takeBrackets } from './actor-pieces.js';

/** What the whole matrix tells about the names in it. */
export interface ActorContext {
  /** Folded names that stand alone between separators somewhere in the matrix. */
  known: ReadonlySet<string>;
}

/** Splits at "and" where that certainly joins two names; what is uncertain stays one name, with a warning. */
export function splitAtAnd(
  text: string,
  context: ActorContext,
  endsList: boolean,
  warnings: string[],
): string[] {
  const bare = text.replace(/^(?:and|&|or)\s+/i, '');
  const several = /^(?:the )?(ministr|department)(?:ies|s) (of|for) (.+)$/i.exec(bare);
  if (several && /,|\s(?:and|&)\s/.test(several[3])) {
    warnings.push(`"${bare}" was read as one actor for each of its subjects.`);
    const noun = /^m/i.test(several[1]) ? 'Ministry' : 'Department';
    return several[3]
      .split(/\s*,\s*(?:and\s+)?|\s+(?:and|&)\s+/)
      .map((subject) => `${noun} ${several[2]} ${subject}`);
  }
  const parts = joinAbbreviated(splitOutside(bare, /\s+(?:and|&)\s+/i), bare);
  if (/\sor\s/.test(bare)) warnings.push(`"${bare}" was kept as one actor; it may be 2.`);
  if (parts.length < 2) return [bare];
  const names = parts.map((part) => withoutMark(takeBrackets(part).name));
  const whole = withoutMark(takeBrackets(bare).name);
  if (isState(whole) || isMinistryBackwards(whole)) return [bare];
  // "Ministry of Law, Justice" and "Human Rights" are one, "Parliament" behind them is another.
  const own = isMinistry(names[0]) ? 1 + countWhile(names.slice(1), isPortfolio) : 1;
  if (own === parts.length) return [bare];
  if (own > 1 && names.slice(own).every((name) => standsAlone(name, context.known)))
    return [bare.slice(0, bare.indexOf(parts[own])).replace(/\s+(?:and|&)\s+$/i, ''), ...parts.slice(own)];
  if (names.every((name) => standsAlone(name, context.known))) return parts;
  if (names.every(isPortfolio))
    warnings.push(`"${bare}" names no body: does it belong to the name before it?`);
  if (names.slice(1).every(isPortfolio)) return [bare];
  if (endsList && !names.some(isPortfolio) && !bare.includes('&')) {
    warnings.push(`"${bare}" ends the list and was read as ${names.length} actors.`);
    return parts;
  }
  warnings.push(`"${bare}" was kept as one actor; it may be ${names.length}.`);
  return [bare];
}

function countWhile(names: string[], fits: (name: string) => boolean): number {
  const end = names.findIndex((name) => !fits(name));
  return end === -1 ? names.length : end;
}

/** "National Database and Registration Authority (NADRA)": the abbreviation tells where the name begins. */
function joinAbbreviated(parts: string[], whole: string): string[] {
  const joined: string[] = [];
  for (const part of parts) {
    const { name, abbreviation } = takeBrackets(part);
    const short = abbreviation ?? /\(([A-Z]{3,10})\)\s*$/.exec(part)?.[1];
    const above = joined.at(-1);
    const both = above && whole.slice(whole.indexOf(above), whole.indexOf(part) + part.length);
    if (short && both && !fitsAbbreviation(short, name) && fitsAbbreviation(short, takeBrackets(both).name))
      joined[joined.length - 1] = both;
    else joined.push(part);
  }
  return joined;
}

/** Without a mark of the lead or of support behind a dash. */
export function withoutMark(name: string): string {
  return name.replace(/\s*[–—-]\s*(?:lead|lead agency|support(?:ing)?)$/i, '');
}
