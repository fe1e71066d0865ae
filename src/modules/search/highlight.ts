import { foldedWords, tokensOf, type Token } from './fold.js';

/** A text with the places that were found: pairs of UTF-16 offsets, in order, apart from each other. Never markup. */
export interface Marked {
  text: string;
  marks: [from: number, to: number][];
}

/** What to look for when marking: one word, or several that stand together. */
export interface Target {
  words: string[];
  /** Also what only begins like the last word. */
  begun: boolean;
  /** English stem of a single word: `polici` for `policies`. */
  stem?: string | null;
}

/** What of a text was looked for. */
export function mark(text: string, targets: Target[]): Marked {
  const tokens = tokensOf(text);
  const found = new Set<number>();
  for (const target of targets)
    for (let at = 0; at + target.words.length <= tokens.length; at++)
      if (standsAt(tokens, at, target)) target.words.forEach((_, n) => found.add(at + n));
  return { text, marks: [...found].toSorted((a, b) => a - b).map((n) => [tokens[n].from, tokens[n].to]) };
}

/** The targets of words as a person typed them. */
export const targetOf = (text: string, begun: boolean, stem?: string | null): Target => ({
  words: foldedWords(text),
  begun,
  stem,
});

function standsAt(tokens: Token[], at: number, { words, begun, stem }: Target): boolean {
  return words.every((word, n) =>
    tokens[at + n].words.some(
      (given) =>
        given === word ||
        (begun && n === words.length - 1 && given.startsWith(word)) ||
        (stem && words.length === 1 && hasStem(given, stem, word)),
    ),
  );
}

/**
 * Near enough to what PostgreSQL's stemmer does: polici → policy, policies; engin → engineering. Where the stem is the
 * word as it was typed, only with an ending after it: canals, but no canalboat.
 */
const hasStem = (word: string, stem: string, typed: string) =>
  (word.startsWith(stem) && (stem !== typed || ENDING.test(word.slice(stem.length)))) ||
  (stem.endsWith('i') && word === `${stem.slice(0, -1)}y`);

const ENDING =
  /^(e|y|s|es|ies|ed|d|er|ers|or|ors|ing|ings|ion|ions|ation|ations|ment|ments|al|ally|ly|ness|ive|able|ity|ities)?$/;

/**
 * The part of a text where most of what was looked for stands, cut at words, with "…" where something is left out.
 * Without anything found: its beginning.
 *
 * @param length about how many UTF-16 units
 */
export function excerpt({ text, marks }: Marked, length = 220): Marked {
  if (text.length <= length) return { text, marks };
  const from = marks.length === 0 ? 0 : wordStart(text, bestStart(text, marks, length));
  const end = wordEnd(text, Math.min(text.length, from + length));
  const before = from > 0 ? '…' : '';
  return {
    text: `${before}${text.slice(from, end).trimEnd()}${end < text.length ? '…' : ''}`,
    marks: marks
      .filter(([start, stop]) => start >= from && stop <= end)
      .map(([start, stop]) => [start - from + before.length, stop - from + before.length]),
  };
}

/**
 * Where a window begins that shows the most different words, and shows them with what stands before them; the beginning
 * where that is as good.
 */
function bestStart(text: string, marks: [number, number][], length: number): number {
  const shownFrom = (start: number) =>
    new Set(
      marks
        .filter(([from, to]) => from >= start && to <= start + length * 0.8)
        .map(([from, to]) => text.slice(from, to).toLowerCase()),
    ).size;
  let best = { start: 0, count: shownFrom(0) };
  for (const [start] of marks.slice(0, 200)) {
    const count = shownFrom(start);
    if (count > best.count) best = { start, count };
  }
  return Math.max(0, Math.min(best.start - Math.round(length * 0.2), text.length - length));
}

/** The start of the next word, unless it is far: never within a word, nor within a character of two halves. */
function wordStart(text: string, at: number): number {
  if (at === 0) return 0;
  const space = /\s\S/u.exec(text.slice(at - 1, at + 40));
  return space ? at + space.index : whole(text, at);
}

function wordEnd(text: string, at: number): number {
  if (at >= text.length) return text.length;
  const space = text.lastIndexOf(' ', at);
  return space > at - 40 ? space : whole(text, at);
}

const whole = (text: string, at: number): number =>
  /[\uDC00-\uDFFF]/.test(text[at] ?? '') ? Math.max(0, at - 1) : at;
