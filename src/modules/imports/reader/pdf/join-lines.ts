import type { Segment } from './geometry.js';

/** Words of the document, as they stand where no line end cuts them. */
export interface Dictionary {
  words: ReadonlySet<string>;
  /** "step-free", where it stands whole. */
  compounds: ReadonlySet<string>;
  /** Whether words are cut at the ends of lines at all, as far as can be seen. */
  isHyphenated: boolean;
  /** Words that stand neither first nor last on a line, where words are cut without so much as a hyphen; else null. */
  inner: ReadonlySet<string> | null;
}

/** Lines put end to end, and what is doubtful about it. */
export interface Joined {
  text: string;
  /** Where in `text` each line begins. */
  starts: number[];
  doubts: string[];
}

export function dictionaryOf(segments: Segment[]): Dictionary {
  const words = new Set<string>();
  const inner = new Set<string>();
  const compounds = new Set<string>();
  for (const { text } of segments) {
    const folded = text.toLowerCase();
    for (const compound of folded.match(/\p{L}{2,}(?:-\p{L}{2,})+/gu) ?? []) compounds.add(compound);
    // The first and the last word of a line may be parts of one.
    const rest = folded.replace(/^\p{L}+/u, '').replace(/\p{L}+-$/u, '');
    for (const word of rest.match(/\p{L}{2,}/gu) ?? []) words.add(word);
    for (const word of rest.replace(/\p{L}+$/u, '').match(/\p{L}+/gu) ?? []) inner.add(word);
  }
  const broken = segments.filter(({ text }, index) => isBroken(text, segments[index + 1]?.text ?? '', inner));
  return {
    words,
    compounds,
    isHyphenated: isHyphenated(segments, words),
    inner: broken.length > 2 ? inner : null,
  };
}

/** "sto" above "p before": only together they are a word that stands elsewhere. */
function isBroken(text: string, next: string, words: ReadonlySet<string>): boolean {
  const [start, end] = [/\p{L}+$/u.exec(text)?.[0].toLowerCase(), /^\p{Ll}+/u.exec(next)?.[0]];
  return Boolean(start && end && words.has(start + end) && !(words.has(start) && words.has(end)));
}

/** One line in fifty that ends in a hyphen may be chance; a word put together that stands elsewhere is none. */
function isHyphenated(segments: Segment[], words: ReadonlySet<string>): boolean {
  const ends = segments.flatMap(({ text }, index) => {
    const start = /(\p{L}+)[-‐]$/u.exec(text)?.[1];
    const end = /^\p{Ll}+/u.exec(segments[index + 1]?.text ?? '')?.[0];
    return start && end ? [`${start}${end}`.toLowerCase()] : [];
  });
  // A file that tells soft hyphens from others has few others where words are cut.
  const soft = segments.filter(({ text }) => text.endsWith('\u00AD')).length;
  return (
    ends.length - 3 * soft > segments.length / 50 || (soft === 0 && ends.some((word) => words.has(word)))
  );
}

/** Puts the lines of a paragraph or a cell end to end; words and addresses that a line end cut are made whole. */
export function joinLines(lines: string[], dictionary: Dictionary): Joined {
  let text = '';
  const starts: number[] = [];
  const doubts: string[] = [];
  for (const line of lines) {
    if (text) text = seam(text, line, dictionary, doubts);
    starts.push(text.length);
    text += line;
  }
  return { text: text.replaceAll('\u00AD', ''), starts, doubts };
}

/** What stands before the next line: with a space behind it, or with its last word left open. */
function seam(text: string, next: string, dictionary: Dictionary, doubts: string[]): string {
  if (text.endsWith('\u00AD')) return text.slice(0, -1);
  const cut = /(\p{L}+)[-‐]$/u.exec(text.slice(-60));
  const end = /^\p{L}+/u.exec(next)?.[0];
  if (cut && end) return hyphened(text, cut[1], end, dictionary, doubts);
  if (dictionary.inner && isPartOfWord(text, next, dictionary.inner, doubts)) return text;
  if (/\d[–—-]$/.test(text) && /^\d/.test(next)) return text;
  if (/\S\/$/.test(text) || isCutAddress(text, next)) return text;
  return `${text} `;
}

/** Where words are cut without a hyphen, two halves of a word that stands elsewhere are that; all others may be one. */
function isPartOfWord(text: string, next: string, words: ReadonlySet<string>, doubts: string[]): boolean {
  const [start, end] = [/[\p{L}\d]+$/u.exec(text.slice(-60))?.[0], /^[\p{Ll}\d]+/u.exec(next)?.[0]];
  if (!start || !end || /\d$/.test(start) !== /^\d/.test(end)) return false;
  const [isStart, isEnd] = [words.has(start.toLowerCase()), words.has(end)];
  if (isStart && isEnd) return false;
  if (words.has((start + end).toLowerCase())) return true;
  doubts.push(`"${start}" and "${end}" were parted by the end of a line: they may be one word.`);
  return false;
}

function hyphened(
  text: string,
  start: string,
  end: string,
  dictionary: Dictionary,
  doubts: string[],
): string {
  // "Short- to medium-term"
  if (/^(?:to|and|or)$/i.test(end)) return `${text} `;
  if (!/^\p{Ll}/u.test(end)) return text;
  const [before, after] = [start.toLowerCase(), end.toLowerCase()];
  if (dictionary.compounds.has(`${before}-${after}`)) return text;
  if (dictionary.words.has(before + after)) return text.slice(0, -1);
  // "cooperative" and "coordinate" have no hyphen more often than one.
  const isPrefix = COMPOUNDS.test(before) && !(before === 'co' && /^(?:oper|ordin)/.test(after));
  const isCompound =
    !dictionary.isHyphenated || isPrefix || (dictionary.words.has(before) && dictionary.words.has(after));
  if (isCompound && (isPrefix || !dictionary.isHyphenated)) return text;
  if (dictionary.isHyphenated && NO_WORD.test(after)) return text.slice(0, -1);
  doubts.push(
    isCompound
      ? `"${start}-${end}" was cut by the end of a line: it may be one word.`
      : `"${start}${end}" was cut by the end of a line: it may have a hyphen.`,
  );
  return isCompound ? text : text.slice(0, -1);
}

/** Ends of English words that never stand by themselves, and so never behind a hyphen of their own. */
const NO_WORD =
  /^(?:[bcdfgklmnprstv]{0,2}(?:tions?|sions?|ments?|tures?|tives?|tively|tially|cially)|[sz]ations?|[lnrsv]it(?:y|ies)|bilit(?:y|ies)|dures?|ences?|ances?|ency|encies|ancy|ously|ably|ibly)$/;

/** What begins words with a hyphen more often than others. */
const COMPOUNDS =
  /^(?:short|medium|mid|long|near|non|self|cross|well|half|low|high|multi|inter|co|ex|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|one|two|three|four|five|six|ten)$/;

/** An address runs on where it breaks off at one of its marks, or the next line begins with what only an address has. */
function isCutAddress(text: string, next: string): boolean {
  const address = /https?:\/\/\S*$/i.exec(text.slice(-500))?.[0];
  if (!address) return false;
  const first = /^\S+/.exec(next)?.[0] ?? '';
  return /[/._=&?%#~-]$/.test(address)
    ? !/^[\p{Lu}(“"]/u.test(first) || /[/.]\S/.test(first)
    : /^[/?=&%#]|^[\p{Ll}\d_-]+[/=?_]/u.test(first);
}
