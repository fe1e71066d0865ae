import { type Field, type RowsKind, fieldOf } from './fields.js';
import { EXTRA, LEFT_OUT, type Mapping, NOTE, extraHeading, fileWords } from './mapping.js';
import { cellText } from './cell-text.js';
import type { SheetRow } from './read-cells.js';
import { readCell } from './values.js';

export type Outcome = 'new' | 'changed' | 'unchanged';

/** What is wrong with one cell, or with a whole row where `column` is null. Messages are `bulk.wrong.<code>`. */
export interface CellError {
  row: number;
  /** Index of the column in the file. */
  column: number | null;
  field: string | null;
  value: string;
  code: string;
  values: Record<string, string>;
}

/** One row of the file as it would be entered. */
export interface PlannedRow {
  row: number;
  outcome: Outcome | 'error';
  /** What it is about: a reference, a name. */
  label: string;
  /** What would be entered or changed, by field. */
  shown: Record<string, string>;
}

export type Counts = Record<Outcome | 'error', number>;

/** What came of a commit. */
export interface BulkResult {
  counts: Counts;
  /** References, or names, of what is new and what was changed; at most so many as a page shows. */
  entered: string[];
  changed: string[];
}

/** Errors beyond these are counted only: nobody reads more, and the file of errors has every row. */
const MOST_PER_ROW = 20;

/** A row of the file, read cell by cell; what is wrong is noted once. */
export class RowValues {
  readonly values: Record<string, string> = {};
  readonly extra: Record<string, string> = {};
  readonly errors: CellError[] = [];

  constructor(
    readonly row: number,
    private readonly cells: string[],
    private readonly columns: ReadonlyMap<string, number>,
  ) {}

  /** The value in its one form; '' where the cell is blank or there is no such column. */
  get(field: string): string {
    return this.values[field] ?? '';
  }

  fail(field: string | null, code: string, values: Record<string, string> = {}): void {
    const column = field === null ? null : (this.columns.get(field) ?? null);
    if (this.errors.length >= MOST_PER_ROW) return;
    // What is wrong already is not missing beside.
    if (this.errors.some((error) => error.field === field && (error.code === code || code === 'required')))
      return;
    const value = column === null ? '' : (this.cells[column] ?? '');
    this.errors.push({ row: this.row, column, field, value, code, values });
  }

  get isWrong(): boolean {
    return this.errors.length > 0;
  }
}

/** Reads rows by their mapping; what Heed marked as an example is left out. */
export function readRows(
  rowsKind: RowsKind,
  headers: string[],
  mapping: Mapping,
  rows: SheetRow[],
): RowValues[] {
  const columns = new Map<string, number>();
  const fields: (Field | undefined)[] = mapping.map((key, column) => {
    if (key !== LEFT_OUT && key !== EXTRA && !columns.has(key)) columns.set(key, column);
    return fieldOf(rowsKind, key);
  });
  const note = mapping.indexOf(NOTE);
  const example = fileWords('bulk.template.example');
  const headings = extraHeadings(headers, mapping);
  for (const [column, heading] of headings.entries()) if (heading) columns.set(extraField(heading), column);
  return rows
    .filter(({ cells }) => note < 0 || cells[note]?.trim() !== example)
    .filter(({ cells }) =>
      mapping.some((key, column) => key !== LEFT_OUT && key !== NOTE && (cells[column] ?? '').trim()),
    ) // prettier-ignore
    .map(({ row, cells }) => {
      const read = new RowValues(row, cells, columns);
      for (const [column, field] of fields.entries()) {
        const cell = cells[column] ?? '';
        if (cell.trim() === '') continue;
        if (headings[column]) read.extra[headings[column]] = cellText(cell);
        if (!field) continue;
        const reading = readCell(field, cell);
        if ('value' in reading) read.values[field.key] = reading.value;
        else read.fail(field.key, reading.code, reading.values);
      }
      return read;
    });
}

/** The name under which an extra column can be blamed. */
export const extraField = (heading: string): string => `extra:${heading}`;

/** Headings of extra columns; the second of the same name is told apart. */
function extraHeadings(headers: string[], mapping: Mapping): string[] {
  const seen = new Map<string, number>();
  return headers.map((header, column) => {
    if (mapping[column] !== EXTRA) return '';
    const heading = extraHeading(header) || `Column ${column + 1}`;
    const count = (seen.get(heading) ?? 0) + 1;
    seen.set(heading, count);
    return count === 1 ? heading : `${heading} (${count})`;
  });
}

export function countsOf(rows: PlannedRow[]): Counts {
  const counts: Counts = { new: 0, changed: 0, unchanged: 0, error: 0 };
  for (const { outcome } of rows) counts[outcome]++;
  return counts;
}

/** Lets others have the processor now and then: a long plan must not stop the server. */
export async function breathe(index: number): Promise<void> {
  if (index % 200 === 199) await new Promise((go) => setImmediate(go));
}

/** What the rows of a sheet come to. */
export interface Plan {
  rows: PlannedRow[];
  errors: CellError[];
  /** To know, though nothing is wrong: messages `bulk.notice.<code>`. */
  notices: { code: string; values: Record<string, string | number> }[];
}

/** A row that is wrong has no other outcome. */
export const plannedRow = (
  row: RowValues,
  outcome: Outcome,
  label: string,
  shown: Record<string, string> = row.values,
): PlannedRow => ({ row: row.row, outcome: row.isWrong ? 'error' : outcome, label, shown });
