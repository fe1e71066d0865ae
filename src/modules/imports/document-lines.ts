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

export interface DocumentLine {
  /** From 1, as the reader counts. */
  number: number;
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

/**
 * The document's own lines with what was found in them; a long one only around its passages. Blank lines are dropped.
 * Null where places in it are no lines.
 */
export function documentLines(content: Buffer, reading: Reading): ShownLine[] | null {
  const marks = marksByLine(reading);
  if (!marks) return null;
  const { text } = decode(content);
  const all = text
    .replace(/^\uFEFF/, '')
    .split(/\r\n|\r|\n/)
    .map((line, index): DocumentLine => {
      const cut = line.length > LONGEST_LINE ? `${line.slice(0, LONGEST_LINE)}…` : line;
      return { number: index + 1, text: cut.replaceAll('\f', ' '), marks: marks.get(index + 1) ?? [] };
    });
  const written = all.filter((line) => line.text.trim());
  const isLong = written.length > MOST_LINES || text.length > MOST_CHARACTERS;
  return isLong ? aroundMarks(written) : written;
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

function marksByLine(reading: Reading): Map<number, Mark[]> | null {
  const found: [Place, Mark][] = [
    ...reading.sections.map(({ at }, index): [Place, Mark] => [at, { kind: 'section', index, label: '§' }]),
    ...reading.recommendations.map(({ at }, index): [Place, Mark] => [
      at,
      { kind: 'recommendation', index, label: `R${index + 1}` },
    ]),
    ...reading.actions.map(({ at }, index): [Place, Mark] => [
      at,
      { kind: 'action', index, label: `A${index + 1}` },
    ]),
    ...reading.notes.map(({ at, marker }, index): [Place, Mark] => [
      at,
      { kind: 'note', index, label: marker ?? '*' },
    ]),
  ];
  const byLine = new Map<number, Mark[]>();
  for (const [at, mark] of found) {
    if (!('line' in at) || 'page' in at || at.line === undefined) return null;
    byLine.set(at.line, [...(byLine.get(at.line) ?? []), mark]);
  }
  return byLine;
}
