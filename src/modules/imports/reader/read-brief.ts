import { extname } from 'node:path';
import type { Block } from './blocks.js';
import { isCsv, readCsv } from './csv-blocks.js';
import { MAX_BYTES, checkText, decode, refuseLongLines } from './decode.js';
import type { FrontEnd } from './formats.js';
import { FRONT_ENDS, binaryFormatOf, mislabelled } from './formats.js';
import type { ReadingOptions } from './read-blocks.js';
import { readBlocks } from './read-blocks.js';
import type { Format, Reading } from './reading.js';
import { readText } from './text-blocks.js';

/** A file, or text pasted into a form. */
export type BriefInput = { bytes: Uint8Array; filename?: string } | { text: string };

/**
 * Reads a policy brief: what it is, its recommendations, its action matrix, its notes, and what is doubtful.
 * @throws UnreadableDocument with a message for the person who brought it: `empty`, `binary`, `too_large`,
 *   `encoding`, `format_not_read`, `malformed`, or `nothing_found` where there is neither a matrix nor a
 *   recommendation
 */
export function readBrief(input: BriefInput, options: ReadingOptions = {}): Reading {
  return readDocument(input, options).reading;
}

/** As `readBrief`, with the blocks that the reading was made from: they are kept for comparing a later version. */
export function readDocument(
  input: BriefInput,
  options: ReadingOptions = {},
): { reading: Reading; blocks: Block[] } {
  const { text, format: named, extension, warning } = textOf(input);
  const format = named === 'text' && isCsv(text) ? 'csv' : named;
  const document =
    format === 'csv' ? readCsv(text, extension === 'tsv' ? 'tsv' : 'csv') : readText(text, format);
  const reading = readBlocks(document, format, options);
  if (warning) reading.warnings.unshift({ at: 'document', message: warning });
  return { reading, blocks: document.blocks };
}

/**
 * As `readDocument`, for files of every format; those that are no text are known by what is in them, not by name.
 * @throws UnreadableDocument also `protected`, `scanned`
 */
export async function readFile(
  file: { bytes: Uint8Array; filename: string },
  options: ReadingOptions = {},
): Promise<{ reading: Reading; blocks: Block[] }> {
  const isSmall = file.bytes.byteLength <= MAX_BYTES;
  const format = isSmall ? binaryFormatOf(file.bytes, file.filename) : null;
  const frontEnd = format && FRONT_ENDS[format];
  const read =
    format && frontEnd ? await readWith(frontEnd, format, file.bytes, options) : readDocument(file, options);
  const warning = mislabelled(format, file.filename);
  if (warning) read.reading.warnings.unshift(warning);
  return read;
}

async function readWith(frontEnd: FrontEnd, format: Format, bytes: Uint8Array, options: ReadingOptions) {
  const document = await frontEnd(bytes);
  return { reading: readBlocks(document, format, options), blocks: document.blocks };
}

function textOf(input: BriefInput) {
  const extension =
    'filename' in input && input.filename ? extname(input.filename).slice(1).toLowerCase() : '';
  const format: 'text' | 'markdown' | 'csv' =
    extension === 'md' || extension === 'markdown'
      ? 'markdown'
      : extension === 'csv' || extension === 'tsv'
        ? 'csv'
        : 'text';
  if ('text' in input) checkText(input.text);
  const { text, warning } = 'text' in input ? { text: input.text, warning: null } : decode(input.bytes);
  refuseLongLines(text);
  return { text, warning, format, extension };
}
