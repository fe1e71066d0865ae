import type { Block, Cell, Table } from './blocks.js';
import { matchHeader } from './columns.js';
import { headerIndex } from './matrix-header.js';

/**
 * A matrix whose header stands in its first column, each action in a column of its own, or each in a table of its own
 * with names on the left: as tables with the header above. Tables of one action that follow each other are one.
 */
export function turned(blocks: Block[]): Block[] {
  const read: Block[] = [];
  for (const block of blocks) {
    const table = block.kind === 'table' ? turn(block) : null;
    const last = read.at(-1);
    if (table && last?.kind === 'table' && isSameHeader(last, table)) last.rows.push(...table.rows.slice(1));
    else read.push(table ?? block);
  }
  return read;
}

/** Null where the table is no such matrix. */
function turn(table: Table): Table | null {
  const rows = table.rows.filter((row) => row.cells.some(({ text }) => text));
  const names = rows.map((row) => row.cells[0]?.text ?? '');
  const width = Math.max(0, ...rows.map((row) => row.cells.length));
  if (rows.length < 3 || width < 2 || headerIndex(table) >= 0 || !matchHeader(names)) return null;
  const columns = Array.from({ length: width }, (_, column) =>
    rows.map((row): Cell => row.cells[column] ?? { text: '', at: row.at }),
  );
  return {
    kind: 'table',
    rows: columns
      .filter((cells) => cells.some(({ text }) => text))
      .map((cells) => ({ at: (cells.find(({ text }) => text) ?? cells[0]).at, cells })),
  };
}

function isSameHeader(above: Table, below: Table): boolean {
  const [one, other] = [above.rows[0].cells, below.rows[0].cells];
  return one.length === other.length && one.every(({ text }, index) => text === other[index].text);
}
