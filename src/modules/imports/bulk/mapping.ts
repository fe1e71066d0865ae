import { createHash } from 'node:crypto';
import { translator } from '../../../web/messages/index.js';
import { FIELDS, type Field, type RowsKind, headingKey } from './fields.js';
import type { CellSheet, SheetRow } from './read-cells.js';

/**
 * By column, what it holds: a field's key; `extra`, to be kept under its heading; `''`, left out; `note`, which is
 * Heed's own column of remarks.
 */
export type Mapping = string[];

export const EXTRA = 'extra';
export const NOTE = 'note';
export const LEFT_OUT = '';
/** Begins the headings of extra columns in what Heed exports. */
export const EXTRA_PREFIX = 'Extra: ';

/** Files are written in English, whatever language the page is in: they go to others and come back. */
export const fileWords = translator('en');

const fold = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();

/** A set of headers, whatever their case and spaces. */
export const headersKey = (headers: string[]): string =>
  createHash('sha256')
    .update(JSON.stringify(headers.map(fold)))
    .digest('hex');

export const mapsExtra = (rows: RowsKind): boolean => rows === 'items';

/** What the headers say themselves: by heading, key or synonym; each field once, in the order of the fields' own names. */
export function proposeMapping(rows: RowsKind, headers: string[]): Mapping {
  const folded = headers.map(fold);
  const mapping: Mapping = headers.map(() => LEFT_OUT);
  const take = (column: number, key: string) => {
    if (column >= 0 && mapping[column] === LEFT_OUT && !mapping.includes(key)) mapping[column] = key;
  };
  take(folded.indexOf(fold(fileWords('bulk.note'))), NOTE);
  const namesOf = ({ key }: Field) => [fold(fileWords.dynamic(headingKey(rows, key))), key.toLowerCase()];
  for (const field of FIELDS[rows]) for (const name of namesOf(field)) take(folded.indexOf(name), field.key);
  const statusNames = new Set(STATUS_KEYS.map((key) => fold(fileWords.dynamic(`bulk.status.${key}`))));
  for (const field of FIELDS[rows])
    for (const name of field.synonyms ?? [])
      take(folded.findIndex((it, column) => it === name && mapping[column] === LEFT_OUT && !(rows === 'items' && statusNames.has(it))), field.key); // prettier-ignore
  if (!mapsExtra(rows)) return mapping;
  return mapping.map((key, column) =>
    key === LEFT_OUT && folded[column] && !statusNames.has(folded[column]) ? EXTRA : key,
  );
}

/** Columns of an export of items that tell how things stand: nothing that a sheet may set. */
export const STATUS_KEYS = [
  'dueNow',
  'slippage',
  'progress',
  'progressOn',
  'claim',
  'timeliness',
  'days',
  'responses',
  'evidenceOn',
  'evidence',
  'checkedOn',
] as const;

/** The heading under which an extra column is kept. */
export const extraHeading = (header: string): string =>
  header.startsWith(EXTRA_PREFIX) ? header.slice(EXTRA_PREFIX.length) : header;

/** The keys that stand twice, and the needed ones that stand nowhere. */
export function faultsOf(rows: RowsKind, mapping: Mapping): { twice: string[]; missing: string[] } {
  const keys = mapping.filter((key) => key !== LEFT_OUT && key !== EXTRA);
  return {
    twice: [...new Set(keys.filter((key, index) => keys.indexOf(key) !== index))],
    missing: FIELDS[rows].flatMap(({ key, isNeeded }) => (isNeeded && !keys.includes(key) ? [key] : [])),
  };
}

export interface Table {
  headers: string[];
  rows: SheetRow[];
}

/** How far down a header may stand, below a title. */
const HEADER_WITHIN = 10;

/**
 * The sheet and the row that look most like a header of these rows; the rows below it are the table. Null: no sheet has
 * anything in it.
 */
export function findTable(rows: RowsKind, sheets: CellSheet[]): Table | null {
  const candidates = sheets.flatMap(({ rows: all }) =>
    all.slice(0, HEADER_WITHIN).map(({ cells }, index) => {
      const known = proposeMapping(rows, cells).filter((key) => key !== LEFT_OUT && key !== EXTRA).length;
      return { all, index, known };
    }),
  );
  if (candidates.length === 0) return null;
  const best = candidates.reduce((a, b) => (b.known > a.known ? b : a));
  const width = Math.max(...best.all.slice(best.index).map(({ cells }) => lastFilled(cells)));
  const headers = Array.from({ length: width }, (_, column) =>
    (best.all[best.index].cells[column] ?? '').trim(),
  );
  return {
    headers,
    rows: best.all.slice(best.index + 1).map(({ row, cells }) => ({ row, cells: cells.slice(0, width) })),
  };
}

const lastFilled = (cells: string[]): number => cells.findLastIndex((cell) => cell.trim() !== '') + 1;
