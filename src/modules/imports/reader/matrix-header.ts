import type { Table, TableRow } from './blocks.js';
import { describePlace } from './blocks.js';
import type { HeaderCell } from './columns.js';
import { COLUMNS, COLUMN_NAMES, matchHeader } from './columns.js';
import type { Warning } from './reading.js';
import { fold } from './words.js';

/** The header of a matrix: what each column is, and what it is called. */
export interface Header {
  columns: HeaderCell[];
  names: string[];
}

export function texts(row: TableRow): string[] {
  return row.cells.map((cell) => cell.text);
}

/** Index of the header: the first row with several cells filled, captions above it passed over; -1 without one. */
export function headerIndex(table: Table): number {
  const first = table.rows.findIndex((row) => row.cells.filter((cell) => cell.text).length > 1);
  return first >= 0 && matchHeader(texts(table.rows[first])) ? first : -1;
}

/** Reads a header row; missing, further and doubtful columns are warnings. */
export function headerOf(row: TableRow, warnings: Warning[]): Header {
  const columns = matchHeader(texts(row))!;
  const names = row.cells.map((cell, index) => cell.text || `Column ${index + 1}`);
  const missing = COLUMNS.filter((column) => columns.every((cell) => cell.column !== column));
  for (const column of missing) {
    warnings.push({
      at: 'actions',
      message: `The matrix at ${describePlace(row.at)} has no column for "${COLUMN_NAMES[column]}".`,
    });
  }
  const others = names.filter((_, index) => columns[index].column === null && row.cells[index].text);
  if (others.length) {
    const list = others.map((name) => `"${name}"`).join(', ');
    warnings.push({ at: 'actions', message: `These columns are kept as extra fields: ${list}.` });
  }
  const renamed = columns.flatMap((cell, index) =>
    cell.column && cell.weight < 0.8 ? `"${names[index]}" as ${COLUMN_NAMES[cell.column]}` : [],
  );
  if (renamed.length)
    warnings.push({ at: 'actions', message: `Columns read by likeness: ${renamed.join(', ')}.` });
  return { columns, names };
}

/** The header again, at the top of a new page. */
export function isRepeated(cells: string[], header: Header): boolean {
  return cells.length >= 3 && header.names.every((name, index) => fold(cells[index] ?? '') === fold(name));
}

/** The unit that the header gives for the numbers below it: "Timeline (months)". */
export function unitOf({ columns, names }: Header): string | null {
  const name = names[columns.findIndex((cell) => cell.column === 'timeline')] ?? '';
  return /\b(days|weeks|months|quarters|years)\b/i.exec(name)?.[1] ?? null;
}
