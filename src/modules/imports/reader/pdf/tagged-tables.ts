import type { CellLine, PdfCell, PdfRow, PdfTable } from './tables.js';
import { isFilled } from './tables.js';

export interface TaggedCell {
  lines: CellLine[];
  doubts: string[];
  x: number | null;
}

/** A row with fewer cells than the others lacks those that reach into it from above: its own are placed where they stand. */
export function tableOf(rows: TaggedCell[][], page: number): PdfTable | null {
  const width = Math.max(0, ...rows.map((row) => row.length));
  if (width < 2 || rows.length === 0) return null;
  const lefts = Array.from({ length: width }, (_, column) => {
    const xs = rows.filter((row) => row.length === width).flatMap((row) => row[column].x ?? []);
    return xs.length > 0 ? Math.min(...xs) : null;
  });
  const placed = rows.map((row): PdfRow => {
    const cells = Array.from({ length: width }, (): PdfCell => ({ lines: [], doubts: [] }));
    for (const [index, cell] of row.entries()) {
      const column = row.length === width || cell.x === null ? index : nearest(lefts, cell.x, index);
      cells[column].lines.push(...cell.lines);
      cells[column].doubts.push(...cell.doubts);
    }
    return { page, cells, isGuessed: false };
  });
  return { page, rows: placed, lefts: [], runs: [], isLast: true, isFirst: true };
}

function nearest(lefts: (number | null)[], x: number, least: number): number {
  let best = least;
  for (const [column, left] of lefts.entries())
    if (column >= least && left !== null && Math.abs(left - x) < Math.abs((lefts[best] ?? -999) - x))
      best = column;
  return best;
}

/** A tag tree names all rows of a table on each of its pages, those of other pages blank. */
export function isSameTable(above: PdfTable, below: PdfTable): boolean {
  return (
    above.page < below.page &&
    above.rows.length === below.rows.length &&
    above.rows.every((row, index) => row.cells.length === below.rows[index].cells.length) &&
    below.rows.some((row, index) => isFilled(row) !== isFilled(above.rows[index]))
  );
}

export function mergeRows(above: PdfTable, below: PdfTable): void {
  for (const [index, row] of above.rows.entries()) {
    const wasBlank = !isFilled(row);
    for (const [column, cell] of below.rows[index].cells.entries())
      row.cells[column].lines.push(...cell.lines);
    if (wasBlank && isFilled(row)) row.page = below.page;
  }
}
