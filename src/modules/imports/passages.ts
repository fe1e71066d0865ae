import type { Block } from './reader/blocks.js';
import { describePlace, placeOf } from './reader/blocks.js';
import type { Place, Reading } from './reader/reading.js';

/** A paragraph, a row of a table (cells apart by tabs) or a note of a document, as the review shows it. */
export interface Passage {
  at: Place;
  text: string;
}

/** The passages of a document whose places are no lines of text; null where they are, as those are shown as they came. */
export function passagesOf(blocks: Block[], reading: Reading): Passage[] | null {
  if (['text', 'markdown', 'csv'].includes(reading.format)) return null;
  const passages = blocks.flatMap((block): Passage[] =>
    block.kind === 'paragraph'
      ? [{ at: placeOf(block), text: block.list ? `${block.list.text} ${block.text}` : block.text }]
      : block.rows.map((row) => ({ at: row.at, text: row.cells.map((cell) => cell.text).join('\t') })),
  );
  const shown = new Set(passages.map(({ at }) => describePlace(at)));
  const notes = reading.notes.filter(({ at }) => !shown.has(describePlace(at)));
  return [...passages, ...notes.map(({ at, marker, text }) => ({ at, text: `${marker ?? '•'} ${text}` }))];
}

/** Of the element in which a place is shown: `line-12`, `paragraph-9`, `page-3-line-4`, `cell-B7-of-Matrix`. */
export function placeId(at: Place): string {
  return describePlace(at)
    .replaceAll(/[^\p{L}\p{N}]+/gu, '-')
    .replaceAll(/^-|-$/g, '');
}

/** The id for the first place that a sentence of the reader names; null where it names none. */
export function placeIdIn(message: string): string | null {
  const found = /\b(?:page \d+(?:, line \d+)?|line \d+|paragraph \d+)/.exec(message)?.[0];
  return found?.replaceAll(/[, ]+/g, '-') ?? null;
}
