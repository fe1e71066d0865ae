import { matchHeader } from '../columns.js';
import type { Page, Rule, Run } from './geometry.js';
import { distinct } from './geometry.js';
import { partRows } from './part-rows.js';
import type { PdfRow, PdfTable } from './tables.js';
import { cellOf } from './tables.js';
import type { Lefts, Pitches } from './text-lines.js';

/** How far a line may miss another one and still meet it. */
const NEAR = 2.2;
const MOST_COLUMNS = 30;
const CUT = 'The cell stands so near to the next one that their words may be mixed.';
const MOST_ROWS = 400;

/**
 * The tables of a page whose cells are divided by lines.
 * @param runs the text that belongs to nothing else yet
 * @param above the columns of a table that reached the end of the page before: of its last row there may be little left
 */
export function ruledTables(page: Page, runs: Run[], above: Lefts | null, pitches: Pitches): PdfTable[] {
  const taken = new Set<Run>();
  // The largest first: a table within a cell of another one is text of that cell.
  const clusters = clustersOf(page).toSorted((a, b) => lengthOf(b) - lengthOf(a));
  return clusters.flatMap(({ horizontals, verticals }) => {
    const xs = boundaries(verticals, horizontals);
    const ys = boundaries(horizontals, verticals);
    if (xs.length < 4 || ys.length < 2 || xs.length > MOST_COLUMNS || ys.length > MOST_ROWS) return [];
    const left = runs.filter((run) => !taken.has(run));
    const table = tableOf(page, left, { xs, ys, horizontals, verticals }, above);
    if (table) partRows(table, pitches);
    for (const run of table?.runs ?? []) taken.add(run);
    return table ?? [];
  });
}

function lengthOf({ horizontals, verticals }: Cluster): number {
  return [...horizontals, ...verticals].reduce((sum, { from, to }) => sum + to - from, 0);
}

interface Cluster {
  horizontals: Rule[];
  verticals: Rule[];
}

/** Lines that meet each other, directly or through others. */
function clustersOf({ horizontals, verticals }: Page): Cluster[] {
  const parent = [...horizontals, ...verticals].map((_, index) => index);
  const root = (index: number): number => {
    let at = index;
    while (parent[at] !== at) at = parent[at] = parent[parent[at]];
    return at;
  };
  for (const [i, h] of horizontals.entries())
    for (const [j, v] of verticals.entries())
      if (within(v.at, h.from, h.to) && within(h.at, v.from, v.to))
        parent[root(i)] = root(horizontals.length + j);
  const clusters = new Map<number, Cluster>();
  const clusterOf = (index: number) => {
    const key = root(index);
    if (!clusters.has(key)) clusters.set(key, { horizontals: [], verticals: [] });
    return clusters.get(key)!;
  };
  horizontals.forEach((rule, index) => clusterOf(index).horizontals.push(rule));
  verticals.forEach((rule, index) => clusterOf(horizontals.length + index).verticals.push(rule));
  return [...clusters.values()];
}

function within(at: number, from: number, to: number): boolean {
  return at >= from - NEAR && at <= to + NEAR;
}

/** Where columns or rows end: at lines, and where the lines across them do, for a table that is open at its sides. */
function boundaries(lines: Rule[], across: Rule[]): number[] {
  const ends = across.flatMap(({ from, to }) => [from, to]);
  const found = distinct(
    lines.map(({ at }) => at),
    NEAR,
  );
  if (ends.length === 0 || found.length === 0) return found;
  const [first, last] = [Math.min(...ends), Math.max(...ends)];
  if (first < found[0] - 12) found.unshift(first);
  if (last > found.at(-1)! + 12) found.push(last);
  return found;
}

interface Grid extends Cluster {
  xs: number[];
  ys: number[];
}

function tableOf(page: Page, runs: Run[], grid: Grid, above: Lefts | null): PdfTable | null {
  const { xs, ys } = grid;
  const [columns, rows] = [xs.length - 1, ys.length - 1];
  const inside = runs.filter((run) => {
    const [x, y] = centre(run);
    return x > xs[0] && x < xs.at(-1)! && y > ys[0] && y < ys.at(-1)!;
  });
  const regions = regionsOf(grid);
  const held = Array.from({ length: columns * rows }, (): Run[] => []);
  for (const run of inside.flatMap((one) => splitAt(one, grid))) {
    const [x, y] = centre(run);
    const column = Math.max(
      0,
      Math.min(
        xs.findLastIndex((at) => at <= x),
        columns - 1,
      ),
    );
    const row = Math.max(
      0,
      Math.min(
        ys.findLastIndex((at) => at <= y),
        rows - 1,
      ),
    );
    held[regions[row * columns + column]].push(run);
  }
  const table: PdfRow[] = [];
  for (let row = 0; row < rows; row++) {
    const cells = Array.from({ length: columns }, (_, column) => {
      const region = regions[row * columns + column];
      // A cell over several rows stands in each of them; one over several columns only in its first.
      const isOwn = region % columns === column;
      const own = isOwn ? held[region] : [];
      return cellOf(own, page.number, own.some((run) => run.isCut) ? [CUT] : []);
    });
    table.push({ page: page.number, cells, isGuessed: false });
  }
  joinHeader(table, regions, held);
  const isRest = above?.every((left) => xs.some((x) => Math.abs(x - left) < 2 * NEAR)) ?? false;
  const used = Array.from({ length: columns }, (_, column) =>
    isRest
      ? above!.some((left) => Math.abs(xs[column] - left) < 2 * NEAR)
      : table.some(({ cells }) => cells[column].lines.length > 0),
  );
  const filled = table
    .map((row) => ({ ...row, cells: row.cells.filter((_, column) => used[column]) }))
    .filter(({ cells }) => cells.some(({ lines }) => lines.length > 0));
  if (filled.length === 0 || used.filter(Boolean).length < 3) return null;
  const lefts = xs.slice(0, -1).filter((_, column) => used[column]);
  return { page: page.number, rows: filled, lefts, runs: inside, isLast: true, isFirst: true };
}

/**
 * "Responsible" above "Lead" and "Support", beside cells that are as high as both: one header of "Responsible Lead"
 * and "Responsible Support".
 */
function joinHeader(table: PdfRow[], regions: number[], held: Run[][]): void {
  const columns = table[0].cells.length;
  const filled = table.findIndex(({ cells }) => cells.filter(({ lines }) => lines.length > 0).length > 1);
  if (filled === -1 || filled + 2 >= table.length) return;
  const [top, below] = [filled * columns, (filled + 1) * columns];
  const every = Array.from({ length: columns }, (_, column) => column);
  const isHigh = (column: number) => regions[below + column] === regions[top + column];
  const isWide = (column: number) => regions[top + column] !== top + column && !isHigh(column);
  if (!every.some(isHigh) || !every.some(isWide)) return;
  const { page } = table[filled];
  const joined = every.map((column) => {
    const above = cellOf(held[regions[top + column]], page);
    if (isHigh(column)) return above;
    return { lines: [...above.lines, ...cellOf(held[regions[below + column]], page).lines], doubts: [] };
  });
  const textsOf = (cells: PdfRow['cells']) =>
    cells.map(({ lines }) => lines.map(({ text }) => text).join(' '));
  // Names of columns are short: what is longer is an action, though it has a table of its own in a cell.
  const isAction =
    textsOf(table[filled + 1].cells.filter((_, column) => !isHigh(column))).join('').length > 80;
  if (isAction || !matchHeader(textsOf(joined))) return;
  table[filled].cells = joined;
  table.splice(filled + 1, 1);
}

/** Cells that stand very near to each other may come as one text: it is cut at the space next to the line. */
function splitAt(run: Run, { verticals }: Grid): Run[] {
  const y = run.y - 0.3 * run.size;
  const cut = verticals.find(
    ({ at, from, to }) =>
      at > run.x + 0.5 * run.size && at < run.right - 0.5 * run.size && y > from && y < to,
  );
  if (!cut) return [run];
  const wanted = (run.text.length * (cut.at - run.x)) / (run.right - run.x);
  const spaces = [...run.text.matchAll(/\s+/g)].map(({ index }) => index);
  if (spaces.length === 0) return [run];
  const at = spaces.reduce((best, space) =>
    Math.abs(space - wanted) < Math.abs(best - wanted) ? space : best,
  );
  const rest = { ...run, text: run.text.slice(at).trim(), x: cut.at + 1, isSpaced: false, isCut: true };
  return [{ ...run, text: run.text.slice(0, at), right: cut.at - 1, isCut: true }, ...splitAt(rest, { xs: [], ys: [], horizontals: [], verticals: verticals.filter((one) => one.at > cut.at) })]; // prettier-ignore
}

function centre(run: Run): [number, number] {
  return [(run.x + run.right) / 2, run.y - 0.3 * run.size];
}

/** For each field of the grid the field at which its cell begins: fields with no line between them are one cell. */
function regionsOf({ xs, ys, horizontals, verticals }: Grid): number[] {
  const [columns, rows] = [xs.length - 1, ys.length - 1];
  const regions = Array.from({ length: columns * rows }, (_, index) => index);
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      const index = row * columns + column;
      const [x, y] = [(xs[column] + xs[column + 1]) / 2, (ys[row] + ys[row + 1]) / 2];
      const isOpenLeft = column > 0 && !verticals.some((line) => crosses(line, xs[column], y));
      const isOpenAbove = row > 0 && !horizontals.some((line) => crosses(line, ys[row], x));
      if (isOpenLeft) regions[index] = regions[index - 1];
      else if (isOpenAbove) regions[index] = regions[index - columns];
    }
  }
  return regions;
}

/** Whether a line stands at this place and covers this point of it. */
function crosses(line: Rule, at: number, point: number): boolean {
  return Math.abs(line.at - at) <= NEAR && point >= line.from - 1 && point <= line.to + 1;
}
