import { stringify } from 'csv-stringify/sync';
import writeExcelFile from 'write-excel-file/node';
import type { Cell, Row, Sheet as ExcelSheet } from 'write-excel-file/node';
import { isCalendarDate } from '../../../shared/calendar-date.js';
import { escapeFormula } from './cell-text.js';
import { CUT_MARK } from './values.js';

/** A sheet to be written. */
export interface Sheet {
  name: string;
  columns: { heading: string; width: number; isDay?: boolean }[];
  rows: SheetLine[];
}

export interface SheetLine {
  cells: string[];
  /** Columns whose cell is marked as wrong. */
  wrong?: ReadonlySet<number>;
  isExample?: boolean;
}

export type FileFormat = 'xlsx' | 'csv';

export const FILE_TYPES: Record<FileFormat, string> = {
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  csv: 'text/csv; charset=utf-8',
};

/** One sheet as CSV or, with what goes beside it, as a workbook. */
export const writeFile = (format: FileFormat, sheets: [Sheet, ...Sheet[]]): Promise<Buffer> | string =>
  format === 'csv' ? csvOf(sheets[0]) : workbookOf(sheets);

/** UTF-8 with a mark, so that Excel reads it as such; what a spreadsheet would compute is escaped. */
function csvOf({ columns, rows }: Sheet): string {
  const lines = [columns.map(({ heading }) => heading), ...rows.map(({ cells }) => cells)];
  return stringify(
    lines.map((cells) => cells.map(escapeFormula)),
    { bom: true, record_delimiter: 'windows' },
  );
}

function workbookOf(sheets: Sheet[]): Promise<Buffer> {
  const written = sheets.map(({ name, columns, rows }): ExcelSheet<Buffer> => ({
    sheet: name,
    data: [columns.map(({ heading }) => head(heading)), ...rows.map((line) => lineOf(line, columns))],
    columns: columns.map(({ width }) => ({ width })),
    stickyRowsCount: 1,
    orientation: 'landscape',
  }));
  return writeExcelFile(written, { fontFamily: 'Calibri', fontSize: 11 }).toBuffer();
}

const INK = '#1f2933';
const WASH = '#eef1f4';
const WRONG = '#fbe3c6';
const SOFT = '#6b7785';

const head = (value: string): Cell => ({
  value: storable(value),
  type: String,
  format: '@',
  fontWeight: 'bold',
  backgroundColor: WASH,
  alignVertical: 'bottom',
  wrap: true,
  bottomBorderStyle: 'thin',
  bottomBorderColor: INK,
});

const lineOf = ({ cells, wrong, isExample }: SheetLine, columns: Sheet['columns']): Row =>
  cells.map((text, column): Cell => {
    const look = {
      alignVertical: 'top' as const,
      ...(wrong?.has(column) && { backgroundColor: WRONG }),
      ...(isExample && { fontStyle: 'italic' as const, textColor: SOFT }),
    };
    if (text === '') return wrong?.has(column) ? { value: '', type: String, ...look } : null;
    // Excel knows no day before 1900, and has one too many in that year.
    if (columns[column].isDay && isCalendarDate(text) && text > '1900-03-01')
      return {
        value: new Date(`${text}T00:00:00Z`),
        type: Date,
        format: 'yyyy-mm-dd',
        align: 'left',
        ...look,
      };
    // As text (@), or Excel would read a reference or a number of a brief as something else.
    return { value: storable(text), type: String, format: '@', wrap: true, ...look };
  });

/** What Excel allows in a cell. */
const CELL_LIMIT = 32_767;

const escapedUnits = (character: string): string =>
  Array.from({ length: character.length }, (_, index) => {
    const code = character.charCodeAt(index).toString(16).toUpperCase().padStart(4, '0');
    return `_x${code}_`;
  }).join('');

function storable(plain: string): string {
  // What looks like an escaped character of a workbook is escaped itself, and so is what the writer would take out.
  // ECMA-376 part 1, 22.9.2.19.
  const text = plain
    .replaceAll(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_')
    .replaceAll(/[\u007F-\u0084\u0086-\u009F\uFFFD]|\p{Noncharacter_Code_Point}/gu, escapedUnits);
  const cut =
    text.length <= CELL_LIMIT
      ? text
      : text.slice(0, CELL_LIMIT - CUT_MARK.length).replace(/\p{Surrogate}$/u, '') + CUT_MARK;
  // write-excel-file 4.1.1 looks its shared strings up in a plain object: a cell that says just "toString" would spoil
  // the file. A word joiner, which read-cells.ts takes off again, makes it another string.
  return cut in {} ? `${cut}\u2060` : cut;
}
