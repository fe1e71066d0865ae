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

/**
 * The document's own lines, or the passages kept of it, with what was found in them; a long one only around its marks.
 * Blank lines are dropped. Null where there is nothing to show.
 */
export function documentLines(
  content: Buffer,
  passages: Passage[] | null,
  reading: Reading,
): ShownLine[] | null {
  const kept = passages ?? linesOf(content, reading);
  if (!kept) return null;
  const marks = marksById(reading);
  const seen = new Set<string>();
  const all = kept
    .filter(({ text }) => text.trim())
    .map(({ at, text }): DocumentLine => {
      const id = placeId(at);
      // Where several share a place, the first is the one that links lead to.
      const isFirst = !seen.has(id);
      seen.add(id);
      const cut = text.length > LONGEST_LINE ? `${text.slice(0, LONGEST_LINE)}…` : text;
      return {
        id: isFirst ? id : '',
        number: numberOf(at),
        text: cut.replaceAll('\f', ' '),
        marks: isFirst ? (marks.get(id) ?? []) : [],
      };
    });
  const length = all.reduce((sum, { text }) => sum + text.length, 0);
  return all.length > MOST_LINES || length > MOST_CHARACTERS ? aroundMarks(all) : all;
}

/** Null where places in it are no lines. */
function linesOf(content: Buffer, reading: Reading): Passage[] | null {
  if (placed(reading).some(([at]) => !('line' in at) || 'page' in at)) return null;
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

function marksById(reading: Reading): Map<string, Mark[]> {
  const byId = new Map<string, Mark[]>();
  for (const [at, mark] of placed(reading)) byId.set(placeId(at), [...(byId.get(placeId(at)) ?? []), mark]);
  return byId;
}

function placed({ sections, recommendations, actions, notes }: Reading): [Place, Mark][] {
  return [
    ...sections.map(({ at }, index): [Place, Mark] => [at, { kind: 'section', index, label: '§' }]),
    ...recommendations.map(({ at }, index): [Place, Mark] => [
      at,
      { kind: 'recommendation', index, label: `R${index + 1}` },
    ]),
    ...actions.map(({ at }, index): [Place, Mark] => [at, { kind: 'action', index, label: `A${index + 1}` }]),
    ...notes.map(({ at, marker }, index): [Place, Mark] => [
      at,
      { kind: 'note', index, label: marker ?? '*' },
    ]),
  ];
}
