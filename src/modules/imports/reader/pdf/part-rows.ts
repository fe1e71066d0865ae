import { matchHeader } from '../columns.js';
import type { CellLine, PdfCell, PdfRow, PdfTable } from './tables.js';
import type { Pitches } from './text-lines.js';
import { commonest } from './text-lines.js';

const SEVERAL = 'No line divides the row, but its text stands apart as that of several rows: compare it.';
const CAPITALS = 'Nothing but capitals shows where the rows begin: compare this row with the document.';

/**
 * Tables of LaTeX, and of designers, often have lines between their columns and under their header and none between
 * their rows. What stands apart in all columns is a row there. In a table that has lines between other rows it is one
 * row all the same, with a doubt.
 */
export function partRows(table: PdfTable, pitches: Pitches): void {
  const [header, body] = table.rows;
  const isUndivided = table.rows.length === 2 && isHeader(header);
  if (isUndivided) {
    const [rows, doubt] = [rowsIn(body, bandsOf(body, pitches)), rowsIn(body, startsOf(body))];
    if (rows.length > 1) table.rows = [header, ...rows];
    else if (doubt.length > 1) {
      for (const row of doubt) row.cells[0].doubts.push(CAPITALS);
      table.rows = [header, ...doubt];
    }
    return;
  }
  for (const [index, row] of table.rows.entries()) {
    const isShared = (cell: PdfCell, column: number) =>
      [table.rows[index - 1], table.rows[index + 1]].some(
        (other) => textOf(other?.cells[column]) === textOf(cell),
      );
    const own = { ...row, cells: row.cells.filter((cell, column) => !isShared(cell, column)) };
    if (own.cells.length < 3 || isHeader(row) || rowsIn(own, bandsOf(own, pitches)).length < 2) continue;
    for (const cell of row.cells) cell.doubts.push(SEVERAL);
  }
}

function isHeader({ cells }: PdfRow): boolean {
  return matchHeader(cells.map(textOf)) !== null;
}

function textOf(cell: PdfCell | undefined): string {
  return (cell?.lines ?? []).map(({ text }) => text).join(' ');
}

/** Heights at which a row may begin: below a gap that goes through all columns. */
function bandsOf({ cells }: PdfRow, pitches: Pitches): number[] {
  const columns = cells.map(({ lines }) => lines).filter((lines) => lines.length > 0);
  const gaps = columns
    .flatMap((lines) => lines.slice(1).map((line, index) => line.y - lines[index].y))
    .filter((gap) => gap > 3);
  const usual = pitches.get(Math.round(2 * (columns[0]?.[0].size ?? 0)));
  const isUsual = usual !== undefined && gaps.some((gap) => Math.abs(gap - usual) < 0.15);
  const pitch = isUsual ? usual : commonest(gaps);
  const blocks = columns
    .flatMap((lines) => {
      const found: { top: number; bottom: number }[] = [];
      for (const { y } of lines) {
        const last = found.at(-1);
        if (last && y - last.bottom <= 1.03 * pitch + 0.2) last.bottom = y;
        else found.push({ top: y, bottom: y });
      }
      return found;
    })
    .toSorted((a, b) => a.top - b.top);
  const starts: number[] = [];
  let reach = -Infinity;
  for (const { top, bottom } of blocks) {
    if (top > reach + 1.5) starts.push(top);
    reach = Math.max(reach, bottom);
  }
  return starts;
}

/** Heights at which most columns, the first among them, have a line that begins with a capital. */
function startsOf({ cells }: PdfRow): number[] {
  return (cells[0]?.lines ?? []).flatMap(({ y }) => {
    const beside = cells.flatMap(
      ({ lines }) => lines.find((line) => Math.abs(line.y - y) < 0.3 * line.size) ?? [],
    );
    const capital = beside.filter(({ text }) => /^["“(]?[\p{Lu}\d]/u.test(text));
    return capital.length > 0.7 * beside.length && beside.length > cells.length / 2 ? [y] : [];
  });
}

/** The row cut at these heights; as it is where that leaves one with most of its cells blank. */
function rowsIn(row: PdfRow, starts: number[]): PdfRow[] {
  const part = (line: CellLine) =>
    Math.max(
      0,
      starts.findLastIndex((start) => start <= line.y + 0.3 * line.size),
    );
  const rows = starts.map((_, index): PdfRow => ({
    page: row.page,
    isGuessed: true,
    cells: row.cells.map(({ lines, doubts }) => ({
      lines: lines.filter((line) => part(line) === index),
      doubts: [...doubts],
    })),
  }));
  const isFull = ({ cells }: PdfRow) =>
    cells.filter(({ lines }) => lines.length > 0).length > cells.length / 2;
  return rows.every(isFull) ? rows : [row];
}
