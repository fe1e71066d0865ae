import type { Cell, TableRow } from './blocks.js';
import { UnreadableDocument } from './reading.js';

/** A cell that may span rows and columns, standing once, where it begins. */
export interface SpanningCell extends Cell {
  columns: number;
  rows: number;
}

/** A place in the grid: the cell that covers it, and whether that begins here. */
interface Slot {
  cell: SpanningCell;
  isFirstRow: boolean;
  isFirstColumn: boolean;
}

const MOST_SLOTS = 200_000;

/**
 * The rows of a table in which every column has its cell. A cell over several rows is repeated in each of them, as
 * it holds for each; one over several columns stands in the first of them. Two rows of headers become one.
 */
export function gridOf(rows: SpanningCell[][]): TableRow[] {
  const grid = place(rows);
  const headers = headerRows(grid);
  const read = grid.map((slots) => slots.map(cellOf));
  const header = headers > 1 ? [joined(grid.slice(0, headers))] : [];
  const from = headers > 1 ? headers : 0;
  return [...header, ...read.slice(from)].flatMap((cells, index): TableRow[] => {
    if (cells.every((cell) => !cell.text)) return [];
    const slots = grid[index + from - header.length] ?? [];
    const own = slots.find((slot) => slot?.isFirstRow && slot.cell.text)?.cell;
    return [{ at: (own ?? cells.find((cell) => cell.text) ?? cells[0]).at, cells }];
  });
}

/** https://html.spec.whatwg.org/multipage/tables.html#forming-a-table */
function place(rows: SpanningCell[][]): (Slot | undefined)[][] {
  const grid: (Slot | undefined)[][] = rows.map(() => []);
  let slots = 0;
  for (const [rowIndex, row] of rows.entries()) {
    let column = 0;
    for (const cell of row) {
      while (grid[rowIndex][column]) column++;
      const height = Math.min(Math.max(cell.rows, 1), rows.length - rowIndex);
      slots += height * cell.columns;
      if (slots > MOST_SLOTS)
        throw new UnreadableDocument('too_large', 'A table has more cells than any brief: it was not read.');
      for (let down = 0; down < height; down++)
        for (let across = 0; across < cell.columns; across++)
          grid[rowIndex + down][column + across] ??= {
            cell,
            isFirstRow: down === 0,
            isFirstColumn: across === 0,
          };
      column += cell.columns;
    }
  }
  const width = Math.max(0, ...grid.map((row) => row.length));
  return grid.map((row) => Array.from({ length: width }, (_, column) => row[column]));
}

function cellOf(slot: Slot | undefined, _: number, row: (Slot | undefined)[]): Cell {
  if (!slot) return { text: '', at: row.find(Boolean)?.cell.at ?? { paragraph: 1 } };
  return { text: slot.isFirstColumn ? slot.cell.text : '', at: slot.cell.at };
}

/** How many rows the header has: more than one where some of its cells span rows and the others columns. */
function headerRows(grid: (Slot | undefined)[][]): number {
  const first = grid[0] ?? [];
  if (first.length < 3 || first.some((slot) => !slot)) return 1;
  const height = Math.max(...first.map((slot) => slot!.cell.rows));
  const isSplit = first.some((slot) => slot!.cell.columns > 1 && slot!.cell.rows < height);
  const isCovered = first.every((slot) => slot!.cell.rows === height || slot!.cell.columns > 1);
  return isSplit && isCovered && height > 1 && height <= 3 && grid.length > height ? height : 1;
}

/** "Responsible" above "Lead" and "Support": "Responsible Lead" and "Responsible Support". */
function joined(rows: (Slot | undefined)[][]): Cell[] {
  return rows[0].map((_, column) => {
    const cells = new Set(rows.flatMap((row) => row[column]?.cell ?? []));
    const [first] = cells;
    return {
      text: [...cells]
        .map((cell) => cell.text)
        .filter(Boolean)
        .join(' '),
      at: first.at,
    };
  });
}
