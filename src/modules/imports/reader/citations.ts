import type { Block, Cell, Paragraph } from './blocks.js';

/** How notes are marked; the same style is then looked for in the text that cites them. */
export type NoteStyle = 'superscript' | 'bracket' | 'caret' | 'number' | 'symbol' | 'round';

const SUPERSCRIPTS = '⁰¹²³⁴⁵⁶⁷⁸⁹';

/** `12` from `¹²`. */
export function fromSuperscript(text: string): string {
  return Array.from(text, (digit) => SUPERSCRIPTS.indexOf(digit)).join('');
}

/** One marker in the text. It stands in a paragraph or in a cell of a table. */
export interface Citation {
  marker: string;
  paragraph: Paragraph | null;
  cell: Cell | null;
  offset: number;
}

/** In the text notes may be marked otherwise than in their list: "1." there and ¹ or [1] here. */
const FALLBACKS: Record<NoteStyle, NoteStyle[]> = {
  superscript: ['superscript'],
  bracket: ['bracket', 'superscript'],
  caret: ['caret', 'bracket', 'superscript'],
  number: ['superscript', 'bracket', 'caret', 'number', 'round'],
  symbol: ['symbol'],
  round: ['round'],
};

const PATTERNS: Record<NoteStyle, RegExp> = {
  superscript: /(?<=\S)[⁰¹²³⁴-⁹]+(?:\s?[,–-]\s?[⁰¹²³⁴-⁹]+)*/g,
  bracket: /\[(\d{1,3}(?:\s*[,;–-]\s*\d{1,3})*)\]/g,
  caret: /\[\^([^\]\s]{1,10})\]|\^(\d{1,3})\^?/g,
  // A number right behind a full stop, quotation mark or bracket; "2.5" and "G7" are none.
  number: /(?<=\p{L}[.,;:!?]|[”"’')\]][.,;]?)(\d{1,3})(?=\s|$)/gu,
  // "(3)" or "(2, 4)" behind a word; what the list has no note for is no citation.
  round: /(?<=[\p{L}\p{N}”"’).,;:]\s?)\((\d{1,3}(?:\s*[,;–-]\s*\d{1,3})*)\)/gu,
  symbol: /(?<=\S)([*†‡§]{1,3})/g,
};

/**
 * The citations in a text, in the first of the styles that has any note of the list.
 * @param isRaisedTaken whether raised numbers cite other notes than these
 */
export function citationsOf(
  blocks: Block[],
  style: NoteStyle,
  markers: ReadonlySet<string | null>,
  isRaisedTaken = false,
): Citation[] {
  for (const candidate of FALLBACKS[style]) {
    if (isRaisedTaken && candidate === 'superscript') continue;
    const found = [...search(blocks, candidate, markers)];
    if (found.some(({ marker }) => markers.has(marker))) return found;
  }
  return [];
}

function* search(
  blocks: Block[],
  style: NoteStyle,
  markers: ReadonlySet<string | null>,
): Generator<Citation> {
  for (const block of blocks) {
    if (block.kind === 'paragraph') {
      for (const [marker, offset] of inText(block.text, style, markers))
        yield { marker, paragraph: block, cell: null, offset };
    } else {
      for (const cell of block.rows.flatMap((row) => row.cells)) {
        for (const [marker, offset] of inText(cell.text, style, markers))
          yield { marker, paragraph: null, cell, offset };
      }
    }
  }
}

function* inText(
  text: string,
  style: NoteStyle,
  markers: ReadonlySet<string | null>,
): Generator<[string, number]> {
  for (const match of text.matchAll(PATTERNS[style])) {
    const raw = match[1] ?? match[2] ?? match[0];
    const plain = style === 'superscript' ? raw.replaceAll(/[⁰¹²³⁴-⁹]+/g, fromSuperscript) : raw;
    // A bare number may be anything: only one that a note has is a citation.
    const isCertain = style !== 'number' && style !== 'symbol' && style !== 'round';
    for (const marker of style === 'symbol' ? [plain] : expand(plain)) {
      if (isCertain || markers.has(marker)) yield [marker, match.index];
    }
  }
}

/** "1, 3–5" → 1, 3, 4, 5. */
function expand(list: string): string[] {
  return list.split(/\s*[,;]\s*/).flatMap((part) => {
    const range = /^(\d+)\s*[–-]\s*(\d+)$/.exec(part);
    if (!range) return [part];
    const [from, to] = [Number(range[1]), Number(range[2])];
    if (to < from || to - from > 50) return [part];
    return Array.from({ length: to - from + 1 }, (_, i) => String(from + i));
  });
}
