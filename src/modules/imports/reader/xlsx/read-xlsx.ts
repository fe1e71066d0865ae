import readExcel from 'read-excel-file/node';
import type { Block, Cell, Paragraph, TableRow } from '../blocks.js';
import { matchHeader } from '../columns.js';
import { isNotesHeading, isRecommendationsHeading } from '../heading-words.js';
import type { Warning } from '../reading.js';
import { UnreadableDocument } from '../reading.js';
import type { Document } from '../text-blocks.js';
import { excerpt } from '../words.js';
import { checkZip } from '../zip-guard.js';
import type { SheetMarks } from './sheet-marks.js';
import { addressOf, marksOf } from './sheet-marks.js';

/** A sheet as a grid of what its cells show; every row as long as the longest. */
interface Sheet {
  name: string;
  rows: string[][];
  marks: SheetMarks | undefined;
}

/**
 * Reads a workbook, macros and all (they are not looked at): every sheet's matrices wherever they stand in it, its
 * other rows as paragraphs. Places are cells.
 * @throws UnreadableDocument `malformed`, `protected` or `too_large`
 */
export async function readXlsx(bytes: Uint8Array): Promise<Document> {
  const zip = checkZip(bytes);
  const marks = marksOf(zip);
  const warnings: Warning[] = [];
  const sheets = (await valuesOf(bytes)).map(({ sheet: name, data }): Sheet => {
    const ofSheet = marks.find((mark) => mark.name === name);
    warnings.push(...doubtsOf(name, ofSheet));
    return { name, rows: fillMerged(texts(data, ofSheet), ofSheet), marks: ofSheet };
  });
  const read = sheets.map((sheet) => blocksOf(sheet));
  // What stands on a sheet of its own, such as title and date, is read first.
  const isFront = (blocks: Block[]) =>
    blocks.every((block) => block.kind === 'paragraph' && block.headingLevel === null);
  const front = read.filter(isFront);
  return {
    blocks: [...front, ...read.filter((blocks) => !isFront(blocks))].flat(),
    furniture: sheets.map(({ name }) => name).filter((name) => /\d|\s/.test(name)),
    warnings,
  };
}

type Value = string | number | boolean | Date | null;

async function valuesOf(bytes: Uint8Array): Promise<{ sheet: string; data: Value[][] }[]> {
  try {
    return (await readExcel(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength))) as { sheet: string; data: Value[][] }[]; // prettier-ignore
  } catch (error) {
    // What goes wrong within the library says nothing to whoever brought the file.
    const isTold = error instanceof Error && !(error instanceof TypeError || error instanceof RangeError);
    const reason = isTold ? ` (${excerpt(error.message, 120)})` : '';
    throw new UnreadableDocument(
      'malformed',
      `The workbook is broken${reason}, or was written by a program that leaves out what Excel needs. Open it in Excel or LibreOffice, save it again and bring that.`,
    );
  }
}

function texts(data: Value[][], marks: SheetMarks | undefined): string[][] {
  return data.map((row, index) =>
    row.map((value, column) => {
      const address = addressOf(index, column);
      if (value === null || value === undefined) return marks?.errors.get(address) ?? '';
      if (value instanceof Date) return dayOf(value);
      if (typeof value === 'number') return numberOf(value, marks?.percents.has(address) ?? false);
      return String(value).replaceAll(/\r\n?/g, '\n').trim();
    }),
  );
}

/** The day; the hour, where there is one, is left out as no matrix means it. */
function dayOf(value: Date): string {
  return Number.isNaN(value.getTime()) ? '' : value.toISOString().slice(0, 10);
}

/** Without what binary fractions add (0.1 + 0.2). */
function numberOf(value: number, isPercent: boolean): string {
  const plain = Number((isPercent ? value * 100 : value).toPrecision(15));
  return isPercent ? `${plain}%` : String(plain);
}

/** A cell merged over several rows stands in each of them; one merged over several columns only in the first. */
function fillMerged(rows: string[][], marks: SheetMarks | undefined): string[][] {
  for (const { top, left, bottom } of marks?.merges ?? []) {
    const text = rows[top]?.[left];
    if (!text) continue;
    for (let row = top + 1; row <= bottom && row < rows.length; row++) rows[row][left] ||= text;
  }
  return rows;
}

function doubtsOf(name: string, marks: SheetMarks | undefined): Warning[] {
  if (!marks) return [];
  const warn = (message: string) => ({ at: 'document', message });
  return [
    ...(marks.isHidden ? [warn(`The sheet "${name}" is hidden; it was read like the others.`)] : []),
    ...[...marks.errors]
      .slice(0, 50)
      .map(([cell, error]) => warn(`Cell ${cell} of ${name} holds an error: ${error}`)),
    ...marks.unresolved
      .slice(0, 50)
      .map((cell) => warn(`Cell ${cell} of ${name} holds a formula without its result: it was left blank.`)),
    ...(marks.hiddenColumns.size > 0 && !marks.isHidden
      ? [
          warn(
            `Columns of the sheet "${name}" are hidden; they were read like the others: ${columnsOf(marks)}.`,
          ),
        ]
      : []),
  ];
}

function columnsOf({ hiddenColumns }: SheetMarks): string {
  const names = [...hiddenColumns].slice(0, 20).map((column) => addressOf(0, column).replace(/\d+$/, ''));
  return names.join(', ') + (hiddenColumns.size > 20 ? ' …' : '');
}

function blocksOf(sheet: Sheet): Block[] {
  const { name, rows } = sheet;
  const blocks: Block[] = [];
  const isList = isRecommendationsHeading(name) || isNotesHeading(name);
  if (isList) blocks.push(paragraphOf(name, name, 0, 0, { headingLevel: 2 }));
  let table: (Span & { rows: TableRow[] }) | null = null;
  for (const [index, row] of rows.entries()) {
    const filled = row.flatMap((text, column) => (text ? [column] : []));
    if (filled.length === 0) continue;
    const isApart = rows[index - 1]?.every((text) => !text) ?? true;
    // Below a header only a blank row or the header again ends the matrix: a row may look like a header by chance.
    const header: Span | null = !table || isApart ? headerSpan(row, filled) : null;
    if (header) {
      table = { ...header, rows: [] };
      blocks.push({ kind: 'table', rows: table.rows });
    }
    const first = filled[0];
    // Below a matrix and a blank row, a line of text belongs to it no more.
    if (table && !header && isApart && filled.length === 1 && first <= table.left) table = null;
    if (table) {
      // What stands beside the matrix, such as a remark without a header, stays with its row.
      const right = Math.max(table.right, filled.at(-1)!);
      table.rows.push(rowOf(sheet, row, index, Math.min(table.left, first), right));
    } else if (filled.length <= 2 || isList) {
      blocks.push(lineOf(name, row, index, filled, isList));
    } else {
      table = { left: first, right: filled.at(-1)!, rows: [] };
      table.rows.push(rowOf(sheet, row, index, table.left, table.right));
      blocks.push({ kind: 'table', rows: table.rows });
    }
  }
  return blocks;
}

/** Where a table begins and ends across its sheet. */
interface Span {
  left: number;
  right: number;
}

function headerSpan(row: string[], filled: number[]): Span | null {
  const [left, right] = [filled[0], filled.at(-1)!];
  return matchHeader(row.slice(left, right + 1)) ? { left, right } : null;
}

function rowOf(
  { name: sheet, marks }: Sheet,
  row: string[],
  index: number,
  left: number,
  right: number,
): TableRow {
  const isHidden = marks?.hiddenRows.has(index) ?? false;
  const cells: Cell[] = [];
  for (let column = left; column <= right; column++) {
    const cell: Cell = { text: row[column] ?? '', at: { sheet, cell: addressOf(index, column) } };
    if (isHidden && cell.text)
      cell.doubts = [`Row ${index + 1} of ${sheet} is hidden; it was read like the others.`];
    cells.push(cell);
  }
  return { at: { sheet, cell: addressOf(index, left) }, cells };
}

/** A row outside every matrix: "Date" beside "March 2026", or "3" beside a recommendation. */
function lineOf(sheet: string, row: string[], index: number, filled: number[], isList: boolean): Paragraph {
  const [first, second] = filled;
  const label = row[first];
  const number = /^\(?(\d{1,3}|[a-z])[.)]?$/i.exec(label)?.[1];
  if (second !== undefined && number) {
    const text = filled
      .slice(1)
      .map((column) => row[column])
      .join(' ');
    const list = { kind: 'number' as const, text: `${number}.`, indent: 0 };
    return paragraphOf(text, sheet, index, first, { list });
  }
  const isField = !isList && filled.length === 2 && label.length <= 30;
  const text = filled.map((column) => row[column]).join(isField && !label.endsWith(':') ? ': ' : ' ');
  return paragraphOf(text, sheet, index, first, {});
}

function paragraphOf(
  text: string,
  sheet: string,
  row: number,
  column: number,
  more: Partial<Pick<Paragraph, 'list' | 'headingLevel'>>,
): Paragraph {
  return {
    kind: 'paragraph',
    text: text.replaceAll(/\s*\n\s*/g, ' '),
    pieces: [{ start: 0, at: { sheet, cell: addressOf(row, column) } }],
    list: null,
    runIn: null,
    headingLevel: null,
    afterFurniture: false,
    ...more,
  };
}
