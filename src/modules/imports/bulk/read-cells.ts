import { extname } from 'node:path';
import { parse } from 'csv-parse/sync';
import readExcel from 'read-excel-file/node';
import { decode, refuseLongLines } from '../reader/decode.js';
import { binaryFormatOf } from '../reader/formats.js';
import { UnreadableDocument } from '../reader/reading.js';
import { marksOf } from '../reader/xlsx/sheet-marks.js';
import { excerpt } from '../reader/words.js';
import { checkZip } from '../reader/zip-guard.js';
import { unescapeFormula } from './cell-text.js';

/** A row that is not wholly blank, numbered as the spreadsheet numbers it. */
export interface SheetRow {
  row: number;
  cells: string[];
}

export interface CellSheet {
  name: string;
  rows: SheetRow[];
}

export interface CellTable {
  format: 'xlsx' | 'csv';
  sheets: CellSheet[];
}

/** Beyond this a file is taken in parts. */
export const MOST_BULK_ROWS = 15_000;
const MOST_BULK_COLUMNS = 200;

/**
 * The cells of a workbook or of a CSV, TSV or pasted table, as text and as they are: spaces and line ends kept, days as
 * `2026-06-30`, what was escaped as a formula taken back. Runs apart from the server (reading-apart.ts).
 * @throws UnreadableDocument
 */
export async function readCells(bytes: Uint8Array, filename: string): Promise<CellTable> {
  const format = binaryFormatOf(bytes, filename);
  if (format === 'xlsx') return { format, sheets: await workbookOf(bytes) };
  if (format !== null)
    throw new UnreadableDocument('format_not_read', 'This is no table. Bring an Excel file (.xlsx), a .csv or a .tsv, or paste the rows.'); // prettier-ignore
  const { text } = decode(bytes);
  refuseLongLines(text);
  return { format: 'csv', sheets: [{ name: '', rows: delimited(text, extname(filename)) }] };
}

type Value = string | number | boolean | Date | null;

async function workbookOf(bytes: Uint8Array): Promise<CellSheet[]> {
  // Refuses what is built to explode, and sheets beyond all measure, before anything is unpacked.
  const marks = marksOf(checkZip(bytes));
  const data = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let sheets: { sheet: string; data: Value[][] }[];
  try {
    sheets = (await readExcel(data, { trim: false })) as typeof sheets;
  } catch (error) {
    const reason = error instanceof Error ? excerpt(error.message, 120) : '';
    throw new UnreadableDocument('malformed', `The workbook is broken (${reason}). Open it in its own program, save it again and bring that.`); // prettier-ignore
  }
  return sheets
    .filter(({ sheet }) => !marks.find(({ name }) => name === sheet)?.isHidden)
    .map(({ sheet: name, data }) => ({ name, rows: bounded(data.map((row) => row.map(textOf))) }));
}

function textOf(value: Value): string {
  if (value === null || value === undefined) return '';
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? '' : value.toISOString().slice(0, 10);
  if (typeof value === 'number') return String(Number(value.toPrecision(15)));
  // Our own writer marks words that its library would trip over (sheets.ts).
  if (typeof value === 'string' && value.endsWith('\u2060') && value.slice(0, -1) in {})
    return value.slice(0, -1);
  return String(value);
}

function delimited(text: string, extension: string): SheetRow[] {
  const head = text.replace(/^\uFEFF/, '').split(/\r\n|\r|\n/, 1)[0] ?? '';
  const count = (sign: string) => head.split(sign).length;
  // What is pasted from a spreadsheet has tabs.
  const isTabbed = /^\.(?:tsv|tab)$/i.test(extension) || count('\t') > Math.max(count(','), count(';'));
  const delimiter = isTabbed ? '\t' : count(';') > count(',') ? ';' : ',';
  try {
    const records: string[][] = parse(text, {
      delimiter,
      bom: true,
      relax_column_count: true,
      relax_quotes: true,
    });
    return bounded(records.map((record) => record.map(unescapeFormula)));
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new UnreadableDocument('malformed', `The table could not be read: ${reason}`);
  }
}

/** A workbook may hold, escaped, what no database keeps: NUL and halves of characters. */
const storable = (cell: string): string =>
  cell.replaceAll(/\r\n?/g, '\n').replaceAll(/\u0000|\p{Surrogate}/gu, '\uFFFD');

function bounded(rows: string[][]): SheetRow[] {
  const filled = rows
    .map((cells, index) => ({ row: index + 1, cells: cells.map(storable) }))
    .filter(({ cells }) => cells.some((cell) => cell.trim() !== ''));
  // The header, and a title above it, are no rows.
  if (filled.length > MOST_BULK_ROWS + 10)
    throw new UnreadableDocument('malformed', `The sheet has ${filled.length} rows; Heed takes up to ${MOST_BULK_ROWS} at a time. Bring it in parts.`); // prettier-ignore
  if (
    filled.some(
      ({ cells }) => cells.length > MOST_BULK_COLUMNS && cells.slice(MOST_BULK_COLUMNS).some(Boolean),
    )
  )
    throw new UnreadableDocument('malformed', `The sheet has more than ${MOST_BULK_COLUMNS} columns.`);
  return filled.map(({ row, cells }) => ({ row, cells: cells.slice(0, MOST_BULK_COLUMNS) }));
}
