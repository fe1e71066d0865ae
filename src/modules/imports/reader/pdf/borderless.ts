import { matchHeader } from '../columns.js';
import type { Page, Run, Segment } from './geometry.js';
import { quantile, segmentOf, segmentsOf } from './geometry.js';
import type { PdfCell, PdfRow, PdfTable } from './tables.js';
import { cellOf } from './tables.js';

/** Text on one height of the page, from left to right. */
interface TextLine {
  y: number;
  segments: Segment[];
}

/** How far the lines of running text are apart, by twice the size of its letters. */
export type Pitches = ReadonlyMap<number, number>;

/** Where the columns of a table begin; text left of the second one belongs to the first. */
type Lefts = number[];

/**
 * The action matrices of a page whose cells no line divides: under a header that is known as an action matrix's,
 * columns are told by the gaps between them and rows by their distance, or by the lines between them.
 * @param above the columns of a table that reached the end of the page before
 */
export function borderlessTables(page: Page, runs: Run[], above: Lefts | null, pitches: Pitches): PdfTable[] {
  const lines = linesOf(runs, page.number);
  const tables: PdfTable[] = [];
  const hasHeader = [0, 1, 2].some((index) => lines[index] && headerAt(lines, index) !== null);
  for (let i = 0; i < lines.length; i++) {
    const header = headerAt(lines, i);
    const isRest = i === 0 && above !== null && !hasHeader && restOf(lines, above) > 0;
    if (!header && !isRest) continue;
    const from = header ? header.from : 0;
    const lefts = header ? columnsOf(lines.slice(from), header.cells) : above!;
    for (const line of lines.slice(header ? header.to : 0))
      line.segments = line.segments.flatMap((piece) => cutAt(piece, lefts));
    const to = endOf(lines, header ? header.to : 0, lefts);
    if (to - from < 2 && !isRest) continue;
    tables.push(tableOf(page, lines.slice(from, to), lefts, header ? header.to - from : 0, pitches));
    i = to - 1;
  }
  return tables;
}

/** The distances of lines that stand alone on their height, as running text does. */
export function pitchesOf(pages: [Page, Run[]][]): Pitches {
  const gaps = new Map<number, number[]>();
  for (const [page, runs] of pages) {
    const lines = linesOf(runs, page.number);
    for (const [index, { y, segments }] of lines.entries()) {
      const above = lines[index - 1];
      if (segments.length > 1 || above?.segments.length !== 1) continue;
      const [size, other] = [segments[0].size, above.segments[0].size];
      if (Math.abs(size - other) > 0.2 || y - above.y > 1.7 * size) continue;
      const key = Math.round(2 * size);
      gaps.set(key, [...(gaps.get(key) ?? []), y - above.y]);
    }
  }
  return new Map([...gaps].filter(([, all]) => all.length > 2).map(([size, all]) => [size, commonest(all)]));
}

function linesOf(runs: Run[], page: number): TextLine[] {
  const segments = segmentsOf(runs, page, isStretched(runs) ? 1 : 0.33).toSorted((a, b) => a.y - b.y);
  const lines: TextLine[] = [];
  for (const segment of segments) {
    const last = lines.at(-1);
    if (last && segment.y - last.y < 0.25 * segment.size) last.segments.push(segment);
    else lines.push({ y: segment.y, segments: [segment] });
  }
  for (const line of lines) line.segments.sort((a, b) => a.x - b.x);
  return lines;
}

/** In justified text most words stand apart; else pdf.js gives the text of a cell's line as one. */
function isStretched(runs: Run[]): boolean {
  const apart = runs.filter((run, index) => {
    const last = runs[index - 1];
    const gap = last && Math.abs(last.y - run.y) < 1 ? run.x - last.right : 0;
    return gap > 0.2 * run.size && gap < 1.5 * run.size;
  });
  return apart.length > 0.3 * runs.length;
}

interface HeaderFound {
  from: number;
  to: number;
  /** Where each of its cells stands. */
  cells: Span[];
}

interface Span {
  x: number;
  right: number;
}

/**
 * The header that has a full line here: as few of the lines around it as make most of its columns known. Where cells
 * are set in the middle of their height, those of one line stand between those of two.
 */
function headerAt(lines: TextLine[], index: number): HeaderFound | null {
  const { segments } = lines[index];
  if (segments.length < 3) return null;
  const { size } = segments[0];
  const isNear = (at: number) =>
    lines[at] !== undefined && Math.abs(lines[at].y - lines[at - 1].y) < 1.6 * size;
  let best: (HeaderFound & { known: number }) | null = null;
  for (let from = index; from >= Math.max(0, index - 2); from--) {
    if (from < index && !isNear(from + 1)) break;
    for (let to = index + 1; to <= index + 3; to++) {
      if (to > index + 1 && !isNear(to - 1)) break;
      const found = columnsIn(lines.slice(from, to), size);
      const known = new Set(matchHeader(found.map(({ text }) => text))?.map(({ column }) => column) ?? [])
        .size;
      if (known > (best?.known ?? 0)) best = { from, to, cells: found, known };
    }
  }
  if (!best) return null;
  // What stands between two lines of a cell belongs to the same row.
  const isBetween = (at: number) => lines[at] !== undefined && lines[at - 1] !== undefined && lines[at].y - lines[at - 1].y < 0.8 * size; // prettier-ignore
  while (isBetween(best.from)) best.from--;
  while (isBetween(best.to)) best.to++;
  const cells = columnsIn(lines.slice(best.from, best.to), size);
  return { ...best, cells: cells.length > 0 ? cells : best.cells };
}

/** The cells of a header by what stands above what. */
function columnsIn(lines: TextLine[], size: number): (Span & { text: string })[] {
  const pieces = lines.flatMap((line) => line.segments);
  if (pieces.some((piece) => piece.text.length > 60 || Math.abs(piece.size - size) > 0.12 * size)) return [];
  const cells: (Span & { text: string; y: number })[] = [];
  for (const { x, right, text, y } of pieces) {
    // On one line there is one cell beside the other, however near.
    const shared = (cell: Span) => Math.min(right, cell.right) - Math.max(x, cell.x);
    const [above] = cells
      .filter((cell) => Math.abs(cell.y - y) > 1 && shared(cell) > 1)
      .toSorted((a, b) => shared(b) - shared(a));
    // But the "to" of "Pathway   to" in justified text is none.
    const beside = cells.findLast((cell) => Math.abs(cell.y - y) <= 1 && cell.right < x);
    const over = /^\p{Ll}/u.test(text) && beside ? beside : above;
    if (!over) cells.push({ x, right, text, y });
    else Object.assign(over, { x: Math.min(x, over.x), right: Math.max(right, over.right), text: `${over.text} ${text}`, y }); // prettier-ignore
  }
  return cells.toSorted((a, b) => a.x - b.x);
}

/** Columns begin at the widest gap that no text covers, between two cells of the header. */
function columnsOf(lines: TextLine[], header: Span[]): Lefts {
  const body = lines.slice(0, 60).flatMap((line) => line.segments);
  return header.map((cell, index) => {
    const before = header[index - 1];
    if (!before)
      return Math.min(
        cell.x,
        ...body.filter((piece) => piece.right < (header[1]?.x ?? 0)).map((piece) => piece.x),
      );
    // Cells may begin left of a header that is set in the middle of its column.
    const covering = body.filter(
      (piece) =>
        piece.right > before.x &&
        piece.x < cell.right &&
        piece.right - piece.x < 1.2 * (cell.right - before.x),
    );
    const edges = covering.map((piece) => ({ x: piece.x, right: piece.right })).toSorted((a, b) => a.x - b.x);
    let [reach, best, bestGap] = [before.x, cell.x, 0];
    for (const { x, right } of edges) {
      if (x - reach > bestGap && x <= cell.x + 2) [best, bestGap] = [x, x - reach];
      reach = Math.max(reach, right);
    }
    return bestGap > 2 ? best : cell.x;
  });
}

function columnOf(segment: Segment, lefts: Lefts): number {
  return Math.max(
    0,
    lefts.findLastIndex((left) => left <= segment.x + 2),
  );
}

/** Runs through more than one column, as running text does. */
function isAcross(segment: Segment, lefts: Lefts): boolean {
  const next = lefts[columnOf(segment, lefts) + 1];
  return next !== undefined && segment.right > next + 6;
}

/** Cells that nearly touch may come as one text: it is cut where a space stands at the beginning of a column. */
function cutAt(segment: Segment, lefts: Lefts): Segment[] {
  const [run] = segment.runs;
  const next = lefts[columnOf(segment, lefts) + 1];
  if (next === undefined || segment.runs.length > 1 || !isAcross(segment, lefts)) return [segment];
  const placeOf = (index: number) => run.x + ((run.right - run.x) * index) / run.text.length;
  const at = [...run.text.matchAll(/\s+(?=\S)/g)].map((match) => match.index + match[0].length);
  const best = at.toSorted((a, b) => Math.abs(placeOf(a) - next) - Math.abs(placeOf(b) - next))[0];
  if (best === undefined || Math.abs(placeOf(best) - next) > run.size) return [segment];
  const origin = run.origin ?? run;
  const before = { ...run, text: run.text.slice(0, best).trim(), right: next - 2, origin, isCut: true };
  const after = { ...run, text: run.text.slice(best), x: next, isSpaced: false, origin, isCut: true };
  return [segmentOf([before], segment.page), ...cutAt(segmentOf([after], segment.page), lefts)];
}

function endOf(lines: TextLine[], from: number, lefts: Lefts): number {
  const size = lines[from]?.segments[0]?.size ?? 0;
  const gaps: number[] = [];
  for (let i = from; i < lines.length; i++) {
    const line = lines[i];
    const gap = i > from ? line.y - lines[i - 1].y : 0;
    const typical = quantile(gaps, 0.5) || 1.4 * size;
    const isOther = line.segments.some(
      (piece) => Math.abs(piece.size - size) > 0.12 * size && piece.text.length > 3,
    );
    const isFar = gap > Math.max(3.2 * typical, 4.5 * size);
    const isText = line.segments.some((piece) => isAcross(piece, lefts));
    const isHeading =
      line.segments.length === 1 &&
      line.segments[0].bold &&
      i > from &&
      !lines[i - 1].segments.every(({ bold }) => bold);
    if (isOther || isFar || isText || isHeading || line.segments[0].x < lefts[0] - 8) return i;
    if (gap > 0) gaps.push(gap);
  }
  return lines.length;
}

/** How many lines at the top of a page stand in these columns. */
function restOf(lines: TextLine[], lefts: Lefts): number {
  const to = endOf(lines, 0, lefts);
  const inColumns = lines
    .slice(0, to)
    .flatMap((line) => line.segments)
    .filter((piece) => Math.abs(piece.x - lefts[columnOf(piece, lefts)]) < 4);
  return inColumns.length > 0 &&
    lines.slice(0, to).some((line) => line.segments.some((piece) => columnOf(piece, lefts) > 0))
    ? to
    : 0;
}

function tableOf(
  page: Page,
  lines: TextLine[],
  lefts: Lefts,
  headerLines: number,
  pitches: Pitches,
): PdfTable {
  const { bands, doubt } = bandsOf(page, lines, lefts, headerLines, pitches);
  const rows = bands.map((band, index): PdfRow => {
    const isHeader = headerLines > 0 && index === 0;
    const cells = cellsOf(band, lefts, page.number);
    if (doubt && !isHeader) cells[0].doubts.push(doubt);
    return { page: page.number, cells, isGuessed: !isHeader };
  });
  const runs = lines.flatMap((line) =>
    line.segments.flatMap((segment) => segment.runs.map((run) => run.origin ?? run)),
  );
  return { page: page.number, rows, lefts, runs, isLast: true, isFirst: true };
}

function cellsOf(band: Segment[], lefts: Lefts, page: number): PdfCell[] {
  const held = lefts.map((): Segment[] => []);
  for (const piece of band) held[columnOf(piece, lefts)].push(piece);
  return held.map((pieces, column) => {
    const over = pieces.filter((piece) => isAcross(piece, lefts));
    const doubts = over.length > 0 ? [`"${over[0].text.slice(0, 60)}" reaches into the next column.`] : [];
    return cellOf(column < lefts.length ? pieces.flatMap(({ runs }) => runs) : [], page, doubts);
  });
}

/**
 * The pieces of each row, the header first: told by lines drawn between them, else by where the cells of a column end
 * and which of them stand beside each other, else by capitals in most columns.
 */
function bandsOf(
  page: Page,
  lines: TextLine[],
  lefts: Lefts,
  headerLines: number,
  pitches: Pitches,
): { bands: Segment[][]; doubt: string | null } {
  const drawn = page.horizontals
    .filter(
      ({ at, from, to }) =>
        at > lines[0].y && at < lines.at(-1)!.y && from < (lefts[1] ?? 0) && to > lefts.at(-1)!,
    )
    .map(({ at }) => at)
    .filter((at) => headerLines === 0 || at > lines[headerLines - 1].y);
  // One line is that under the header.
  if (drawn.length > 1 || (drawn.length === 1 && headerLines === 0))
    return {
      bands: splitAt(lines, (index) => drawn.some((at) => at > lines[index - 1].y && at <= lines[index].y)),
      doubt: null,
    };
  const bands = rowsOf(lines, lefts, pitches);
  const isTold =
    bands.length > (headerLines > 0 ? 2 : 1) && (headerLines === 0 || bands[0].length <= 3 * lefts.length);
  const body = lines.slice(headerLines);
  const starts = (index: number) => startsRow(body[index], lefts);
  if (isTold || body.filter((_, index) => starts(index)).length < 2) return { bands, doubt: null };
  const header = lines.slice(0, headerLines).flatMap((line) => line.segments);
  return {
    bands: [...(headerLines > 0 ? [header] : []), ...splitAt(body, starts)],
    doubt: 'Nothing but capitals shows where the rows begin: compare this row with the document.',
  };
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

/** The distance that most lines have. */
function commonest(gaps: number[]): number {
  const counts = Map.groupBy(gaps, (gap) => Math.round(gap * 4));
  const [most] = [...counts.values()].toSorted((a, b) => b.length - a.length);
  return most ? quantile(most, 0.5) : 0;
}

function startsRow(line: TextLine, lefts: Lefts): boolean {
  const capital = line.segments.filter(({ text }) => /^["“(]?[\p{Lu}\d]/u.test(text));
  return (
    columnOf(line.segments[0], lefts) === 0 &&
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
