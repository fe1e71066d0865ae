import type { Cell, Table, TableRow } from './blocks.js';
import { matchHeader } from './columns.js';
import { plainInline } from './inline-marks.js';

/** A line of a text document, as it stands; `number` counts from 1. */
export interface Line {
  number: number;
  text: string;
  /** Whether page furniture was taken out, or a page ended, between this line and the one before. */
  afterFurniture: boolean;
}

/** A table found in the lines `from` to `to` (indices, `to` excluded). */
export interface FoundTable {
  from: number;
  to: number;
  table: Table;
}

/**
 * Finds the table that begins at a line, whichever way its cells are kept apart: by pipes (Markdown or drawn),
 * by tabs, or by two and more spaces. The last is taken for a table only under a header that is known as an action
 * matrix's, because running text has double spaces too.
 * @returns null where no table begins there
 */
export function tableAt(lines: Line[], index: number): FoundTable | null {
  return pipeTable(lines, index) ?? tabTable(lines, index) ?? spacedTable(lines, index);
}

const RULE = /^[\s|+:=-]*$/;

function pipeTable(lines: Line[], from: number): FoundTable | null {
  const start = lines[from].text;
  const isBorder = /^\s*\+[-=+]{2,}\s*$/.test(start);
  if (pipeCells(isBorder ? (lines[from + 1]?.text ?? '') : start).length < 3) return null;
  const isFramed = isBorder || start.trimStart().startsWith('|');
  const isRow = (text: string) =>
    /^\s*\|.*\|/.test(text) || pipeCells(text, isFramed).length >= 3 || /^\s*\+[-=+]{2,}\s*$/.test(text);
  const to = endOfRun(lines, from, isRow);
  if (to === from) return null;
  const drawn = lines.slice(from, to).some((line) => /^\s*\+[-=+]+\s*$/.test(line.text));
  const rows: TableRow[] = [];
  let afterRule = true;
  for (const line of lines.slice(from, to).filter(({ text }) => text.trim())) {
    if (RULE.test(line.text) && /[-=]{2,}/.test(line.text)) {
      afterRule = true;
      continue;
    }
    const row = rowOf(line, pipeCells(line.text, isFramed));
    // Between two drawn rules all lines are one row.
    if (drawn && !afterRule) appendCells(rows.at(-1)!, row.cells);
    else rows.push(row);
    afterRule = false;
  }
  return asTable(rows, from, to);
}

/** The cells between pipes; in a table without a frame a pipe at either end has a blank cell beside it. */
function pipeCells(text: string, isFramed = text.trimStart().startsWith('|')): string[] {
  const bare = text.trim();
  const inner = isFramed ? bare.replace(/^\|/, '').replace(/(?<!\\)\|$/, '') : bare;
  return inner
    .split(/(?<!\\)\|/)
    .map((cell) => cell.replaceAll(String.raw`\|`, '|').replaceAll(/<br\s*\/?>/gi, '\n'));
}

function tabTable(lines: Line[], from: number): FoundTable | null {
  if (lines[from].text.split('\t').length < 3) return null;
  const to = endOfRun(lines, from, (text) => text.trimEnd().includes('\t') || /\S.*\t/.test(text));
  const rows = lines
    .slice(from, to)
    .filter(({ text }) => text.trim())
    .map((line) => rowOf(line, line.text.split('\t')));
  return asTable(rows, from, to);
}

/** From `from` to the end of the rows that follow each other, single empty lines between them allowed. */
function endOfRun(lines: Line[], from: number, isRow: (text: string) => boolean): number {
  let to = from;
  for (let i = from; i < lines.length; i++) {
    if (isRow(lines[i].text)) to = i + 1;
    else if (lines[i].text.trim() || i > to) break;
  }
  return to;
}

function asTable(rows: TableRow[], from: number, to: number): FoundTable | null {
  const isWide = rows.some((row) => row.cells.filter((cell) => cell.text).length >= 3);
  return rows.length >= 2 && isWide ? { from, to, table: { kind: 'table', rows } } : null;
}

interface SpacedCell {
  start: number;
  text: string;
}

function spacedTable(lines: Line[], from: number): FoundTable | null {
  const header = spacedCells(lines[from].text);
  if (!matchHeader(header.map((cell) => cell.text))) return null;
  const rows = [
    rowOf(
      lines[from],
      header.map((cell) => cell.text),
    ),
  ];
  let to = from + 1;
  // At most one empty line between two rows.
  for (let i = to; i < lines.length && i <= to + 1; i++) {
    const line = lines[i];
    if (RULE.test(line.text)) {
      if (line.text.trim()) to = i + 1;
      continue;
    }
    const isBelowRow = i === to && rows.length > 1 && !RULE.test(lines[i - 1].text);
    const cells = spacedCells(line.text);
    const placed = cellsByColumn(cells, header);
    const continued = isBelowRow && placed !== null && continuesRow(placed, cells, header);
    if (!continued && cells.length < 3) break;
    if (!continued && placed === null && i > to) break;
    // What cannot be put under the headers stays in its own order: the matrix reader says so.
    const row = rowOf(line, placed ?? cells.map((cell) => cell.text));
    if (continued) appendCells(rows.at(-1)!, row.cells);
    else rows.push(row);
    to = i + 1;
  }
  return rows.length >= 2 ? { from, to, table: { kind: 'table', rows } } : null;
}

function spacedCells(text: string): SpacedCell[] {
  return [...text.matchAll(/\S+(?:[ \u00A0]\S+)*/g)].map((match) => ({ start: match.index, text: match[0] }));
}

/** The cells of a line by column; an indented line that lacks one cell has its first one blank. */
function cellsByColumn(cells: SpacedCell[], header: SpacedCell[]): string[] | null {
  const plain = cells.map((cell) => cell.text);
  if (cells.length === header.length) return plain;
  const isIndented = cells.length === header.length - 1 && cells[0].start >= header[0].start + 2;
  return place(cells, header) ?? (isIndented ? ['', ...plain] : null);
}

/** Puts cells under the headers above which they begin; null where one begins between two headers. */
function place(cells: SpacedCell[], header: SpacedCell[]): string[] | null {
  const row = header.map(() => '');
  for (const cell of cells) {
    const column = header.findIndex((head) => Math.abs(head.start - cell.start) <= 1);
    if (column === -1 || row[column]) return null;
    row[column] = cell.text;
  }
  return row;
}

/**
 * Whether a line right under a row goes on with that row's cells: it stays within the columns and either fills few
 * of them, neither the first nor the last among them, or goes on in small letters in most of them.
 */
function continuesRow(placed: string[], cells: SpacedCell[], header: SpacedCell[]): boolean {
  const overflows = cells.some(({ start, text }) =>
    header.some((head) => head.start > start + 1 && head.start < start + text.length),
  );
  const isPartial = (!placed[0] || !placed.at(-1)) && cells.length < header.length - 1;
  const small = cells.filter(({ text }) => /^[\p{Ll}(]/u.test(text)).length;
  return !overflows && (isPartial || small > cells.length / 2);
}

function rowOf(line: Line, cells: string[]): TableRow {
  const at = { line: line.number };
  return { at, cells: cells.map((text): Cell => ({ text: plainInline(text.trim()), at })) };
}

function appendCells(row: TableRow, cells: Cell[]): void {
  row.joined = true;
  cells.forEach((cell, index) => {
    const target = row.cells[index];
    if (!target) row.cells.push(cell);
    else if (cell.text) target.text = target.text ? `${target.text} ${cell.text}` : cell.text;
  });
}
