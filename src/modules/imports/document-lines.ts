import type { Passage } from './passages.js';
import { placeId } from './passages.js';
import { decode } from './reader/decode.js';
import type { Place, Reading } from './reader/reading.js';

/** A passage that something was read from. */
export interface Mark {
  kind: 'action' | 'recommendation' | 'note' | 'section';
  /** Index in its list of the reading. */
  index: number;
  /** `A3`, `R2`, a note's marker. */
  label: string;
}

/** A line of a text, or a paragraph or row of a document that has no lines. */
export interface DocumentLine {
  id: string;
  /** Its number, as the reader counts lines, paragraphs or pages; or its cell. */
  number: string;
  text: string;
  marks: Mark[];
}

/** A line, or how many were left out. */
export type ShownLine = DocumentLine | { leftOut: number };

/** More would make a page that no browser scrolls well. */
const MOST_LINES = 1_500;
const MOST_CHARACTERS = 300_000;
/** Of a long document: so many lines around each passage, and so much of a line. */
const AROUND = 2;
const LONGEST_LINE = 20_000;

/** The document as the review shows it. */
export interface ShownDocument {
  lines: ShownLine[];
  /** Ids of the lines that rows were read from, by the row's path (`actions[2]`). */
  ids: Map<string, string>;
}

/**
 * The document's own lines, or the passages kept of it, with what was found in them; a long one only around its marks.
 * Blank lines are dropped. Null where there is nothing to show.
 */
export function documentLines(
  content: Buffer,
  passages: Passage[] | null,
  reading: Reading,
): ShownDocument | null {
  const kept = passages ?? linesOf(content, reading);
  if (!kept) return null;
  const all = numbered(kept.filter(({ text }) => text.trim()));
  const ids = new Map<string, string>();
  for (const { path, at, mark, words } of found(reading)) {
    const line = likeliest(all.get(placeId(at)) ?? [], words);
    if (!line) continue;
    line.marks.push(mark);
    ids.set(path, line.id);
  }
  const lines = [...all.values()].flat().toSorted((a, b) => a.order - b.order);
  const length = lines.reduce((sum, { text }) => sum + text.length, 0);
  const isLong = lines.length > MOST_LINES || length > MOST_CHARACTERS;
  return { lines: isLong ? aroundMarks(lines) : lines, ids };
}

type Numbered = DocumentLine & { order: number };

/** By their place: a page of a PDF has many passages, a line only one. */
function numbered(passages: Passage[]): Map<string, Numbered[]> {
  const byPlace = new Map<string, Numbered[]>();
  let before = '';
  for (const [order, { at, text }] of passages.entries()) {
    const place = placeId(at);
    const there = byPlace.get(place) ?? [];
    const cut = text.length > LONGEST_LINE ? `${text.slice(0, LONGEST_LINE)}…` : text;
    const number = numberOf(at);
    there.push({
      order,
      id: there.length === 0 ? place : `${place}-${there.length + 1}`,
      // A page is named where it begins.
      number: 'page' in at && number === before ? '' : number,
      text: cut.replaceAll('\f', ' '),
      marks: [],
    });
    before = number;
    byPlace.set(place, there);
  }
  return byPlace;
}

/** Of the passages at one place the one with most of the words; the first where none has any. */
function likeliest(lines: Numbered[], words: string[]): Numbered | undefined {
  if (lines.length < 2) return lines[0];
  const needles = words.map((text) => folded(text).slice(0, NEEDLE)).filter((needle) => needle.length > 1);
  let best = lines[0];
  let most = 0;
  for (const line of lines) {
    const text = folded(line.text);
    const has = needles.filter(
      (needle) => text.includes(needle) || (text.length > 8 && needle.startsWith(text)),
    );
    const score = has.reduce((sum, needle) => sum + needle.length, 0);
    if (score > most) [best, most] = [line, score];
  }
  return best;
}

const NEEDLE = 60;
const folded = (text: string): string => text.toLowerCase().replaceAll(/[^\p{L}\p{N}]+/gu, '');

/** Null where places in it are no lines. */
function linesOf(content: Buffer, reading: Reading): Passage[] | null {
  if (found(reading).some(({ at }) => !('line' in at) || 'page' in at)) return null;
  const lines = decode(content).text.replace(/^\uFEFF/, '').split(/\r\n|\r|\n/); // prettier-ignore
  return lines.map((text, index) => ({ at: { line: index + 1 }, text }));
}

function numberOf(at: Place): string {
  if ('page' in at) return String(at.page);
  if ('sheet' in at) return at.cell;
  return String('line' in at ? at.line : at.paragraph);
}

function aroundMarks(lines: DocumentLine[]): ShownLine[] {
  const kept = new Set<number>();
  for (const [index, line] of lines.entries())
    for (let near = index - AROUND; line.marks.length > 0 && near <= index + AROUND; near++) kept.add(near);
  const shown: ShownLine[] = [];
  for (const [index, line] of lines.entries()) {
    const last = shown.at(-1);
    if (kept.has(index) && shown.length < MOST_LINES) shown.push(line);
    else if (last && 'leftOut' in last) last.leftOut++;
    else shown.push({ leftOut: 1 });
  }
  return shown;
}

interface Found {
  /** In the reading: `actions[2]`. */
  path: string;
  at: Place;
  mark: Mark;
  /** Some of its words, to find it by among the passages of a page. */
  words: string[];
}

const found = ({ sections, recommendations, actions, notes }: Reading): Found[] => [
  ...sections.map(({ at, heading }, index) => foundAs('section', index, '§', at, [heading])),
  ...recommendations.map(({ at, text }, index) =>
    foundAs('recommendation', index, `R${index + 1}`, at, [text]),
  ),
  ...actions.map(({ at, issue, pathway, implementation, actorsText }, index) =>
    foundAs('action', index, `A${index + 1}`, at, [issue, pathway, implementation, actorsText]),
  ),
  ...notes.map(({ at, marker, text }, index) => foundAs('note', index, marker ?? '*', at, [text])),
];

const foundAs = (kind: Mark['kind'], index: number, label: string, at: Place, words: string[]): Found => ({
  path: `${kind}s[${index}]`,
  at,
  mark: { kind, index, label },
  words,
});
