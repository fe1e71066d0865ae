import type { Element } from '../xml.js';
import { children } from '../xml.js';

/** The rows of a table, those of its head and foot where they are shown; not those of tables in its cells. */
export function rowsOf(table: Element): Element[] {
  const groups = children(table);
  const inGroups = (names: string[]) =>
    groups.flatMap((group) =>
      group.name === 'tr'
        ? names.includes('tbody')
          ? [group]
          : []
        : names.includes(group.name)
          ? rows(group)
          : [],
    );
  return [...inGroups(['thead']), ...inGroups(['tbody', 'form']), ...inGroups(['tfoot'])];
}

function rows(group: Element): Element[] {
  return children(group).filter(({ name }) => name === 'tr');
}

/** Spans within what HTML allows; a height of 0 means down to the last row. */
export function cellsOf(row: Element): { cell: Element; columns: number; rows: number }[] {
  return children(row)
    .filter(({ name }) => name === 'td' || name === 'th')
    .map((cell) => {
      const height = span(cell.attributes.rowspan, 1);
      return {
        cell,
        columns: Math.min(Math.max(span(cell.attributes.colspan, 1), 1), 100),
        rows: height === 0 ? 10_000 : Math.min(height, 10_000),
      };
    });
}

function span(text: string | undefined, otherwise: number): number {
  const value = Number.parseInt(text ?? '', 10);
  return Number.isSafeInteger(value) && value >= 0 ? value : otherwise;
}
