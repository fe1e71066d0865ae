import type { Page, Segment } from './geometry.js';
import type { Lefts, Pitches, TextLine } from './text-lines.js';
import { columnOf, commonest } from './text-lines.js';

/**
 * The pieces of each row, the header first: told by lines drawn between them or backgrounds, else by where the cells of a column end
 * and which of them stand beside each other, else by capitals in most columns.
 */
export function bandsOf(
  page: Page,
  lines: TextLine[],
  lefts: Lefts,
  headerLines: number,
  pitches: Pitches,
): { bands: Segment[][]; doubt: string | null } {
  const drawn = [...page.horizontals, ...page.shades]
    .filter(
      ({ at, from, to }) =>
        at > lines[0].y && at < lines.at(-1)!.y && from < (lefts[1] ?? 0) && to > lefts.at(-1)!,
    )
    .map(({ at }) => at)
    .filter((at) => headerLines === 0 || at > lines[headerLines - 1].y);
  // One line is that under the header.
  if (drawn.length > 1 || (drawn.length === 1 && headerLines === 0)) {
    const isBelowLine = (index: number) =>
      drawn.some((at) => at > lines[index - 1].y && at <= lines[index].y);
    // There may be lines between the rows and none under the header.
    const first = lines.findIndex((_, index) => index > headerLines && isBelowLine(index));
    const below = lines.slice(headerLines, Math.max(first, 0)).flatMap((line) => line.segments);
    const begun = below.filter(({ text }) => /^["“(]?[\p{Lu}\d]/u.test(text));
    const isJoined =
      headerLines > 0 && new Set(begun.map((piece) => columnOf(piece, lefts))).size > lefts.length / 2;
    return {
      bands: splitAt(lines, (index) => isBelowLine(index) || (isJoined && index === headerLines)),
      doubt: null,
    };
  }
  const bands = wholeHeader(rowsOf(lines, lefts, pitches), lines.slice(0, headerLines));
  const body = lines.slice(headerLines);
  const isBanner = (index: number) => isBoldAlone(body, index);
  const starts = (index: number) =>
    startsRow(body[index], lefts) || isBanner(index) || (index > 0 && isBanner(index - 1));
  // With all in one band, not even the header stands apart.
  const isOne = bands.length === 1 && headerLines > 0 && body.length > 0;
  // The rest of a row from the page before may stand above the first one that begins here.
  const begun = body.filter((_, index) => starts(index) && (headerLines > 0 || index > 0)).length;
  // Many beginnings in few rows: the distances tell something else.
  const isTold =
    bands.length > (headerLines > 0 ? 2 : 1) &&
    (headerLines === 0 || bands[0].length <= 3 * lefts.length) &&
    begun < 1.5 * bands.length;
  if (isTold || (!isOne && begun < (headerLines > 0 ? 2 : 1))) return { bands, doubt: null };
  const header = lines.slice(0, headerLines).flatMap((line) => line.segments);
  return {
    bands: [...(headerLines > 0 ? [header] : []), ...splitAt(body, starts)],
    doubt: 'Nothing but capitals shows where the rows begin: compare this row with the document.',
  };
}

/** Small letters in the header are nearer to each other than lines are below it: its lines are one row all the same. */
function wholeHeader(bands: Segment[][], header: TextLine[]): Segment[][] {
  const own = new Set(header.flatMap((line) => line.segments));
  const last = bands.findLastIndex((band) => band.every((piece) => own.has(piece)));
  return last > 0 ? [bands.slice(0, last + 1).flat(), ...bands.slice(last + 1)] : bands;
}

interface ColumnCell {
  column: number;
  pieces: Segment[];
  top: number;
  bottom: number;
}

/** Cells that stand beside each other, wholly or in part, are a row. */
function rowsOf(lines: TextLine[], lefts: Lefts, pitches: Pitches): Segment[][] {
  const cells = cellsInColumns(lines, lefts, pitches).toSorted((a, b) => a.top - b.top);
  const rows: { cells: ColumnCell[]; bottom: number }[] = [];
  for (const cell of cells) {
    const last = rows.at(-1);
    if (last && cell.top <= last.bottom + 1.5) {
      last.cells.push(cell);
      last.bottom = Math.max(last.bottom, cell.bottom);
    } else rows.push({ cells: [cell], bottom: cell.bottom });
  }
  const joined: ColumnCell[][] = [];
  for (const row of rows) {
    const columns = new Set(row.cells.map(({ column }) => column));
    // A second paragraph in a few columns, and none in the first, is the rest of the row above.
    const isRest = joined.length > 1 && !columns.has(0) && columns.size < lefts.length / 2;
    if (isRest) joined.at(-1)!.push(...row.cells);
    else joined.push(row.cells);
  }
  return joined.map((row) => row.flatMap(({ pieces }) => pieces));
}

/** The lines of one cell are as far apart as lines ever are in this table; between two cells there is a little more. */
function cellsInColumns(lines: TextLine[], lefts: Lefts, pitches: Pitches): ColumnCell[] {
  const pieces = lines.flatMap((line) => line.segments);
  const columns = lefts.map((_, column) => pieces.filter((piece) => columnOf(piece, lefts) === column));
  const gaps = columns
    .flatMap((own) => own.slice(1).map((piece, index) => piece.y - own[index].y))
    .filter((gap) => gap > 3);
  // Cells have the lines of running text, where any of theirs are as far apart.
  const usual = pitches.get(Math.round(2 * (pieces[0]?.size ?? 0)));
  const isUsual = usual !== undefined && gaps.some((gap) => Math.abs(gap - usual) < 0.15);
  const pitch = isUsual ? usual : commonest(gaps);
  return columns.flatMap((own, column) => {
    const cells: ColumnCell[] = [];
    for (const piece of own) {
      const last = cells.at(-1);
      // Between two rows there is a little more, or less, than between two lines.
      if (last && Math.abs(piece.y - last.bottom - pitch) <= 0.03 * pitch + 0.2) {
        last.pieces.push(piece);
        last.bottom = piece.y;
      } else cells.push({ column, pieces: [piece], top: piece.y, bottom: piece.y });
    }
    return cells;
  });
}

/** A line of bold text in the first column, beside and below which there is none. */
function isBoldAlone(lines: TextLine[], index: number): boolean {
  const isBold = (line: TextLine | undefined) =>
    line !== undefined && line.segments.every(({ bold }) => bold);
  return lines[index].segments.length === 1 && isBold(lines[index]) && !isBold(lines[index - 1]) && !isBold(lines[index + 1]); // prettier-ignore
}

function startsRow(line: TextLine, lefts: Lefts): boolean {
  const capital = line.segments.filter(({ text }) => /^["“(]?[\p{Lu}\d]/u.test(text));
  const others = line.segments.filter((segment) => columnOf(segment, lefts) > 0).length;
  // Beside a first cell that goes on from the row above all others begin.
  const isBeside = others === lefts.length - 1 && capital.length >= others && others > 2;
  return (
    (columnOf(line.segments[0], lefts) === 0 || isBeside) &&
    capital.length > 0.7 * line.segments.length &&
    line.segments.length > lefts.length / 2
  );
}

function splitAt(lines: TextLine[], isStart: (index: number) => boolean): Segment[][] {
  const rows: Segment[][] = [];
  for (const [index, line] of lines.entries()) {
    if (index === 0 || isStart(index)) rows.push([...line.segments]);
    else rows.at(-1)!.push(...line.segments);
  }
  return rows;
}
