import { matchHeader } from '../columns.js';
import type { Page, Run, Segment } from './geometry.js';
import { quantile, segmentsOf } from './geometry.js';
import type { PdfCell, PdfRow, PdfTable } from './tables.js';
import { cellOf } from './tables.js';

/** Text on one height of the page, from left to right. */
interface TextLine {
  y: number;
  segments: Segment[];
}

/** Where the columns of a table begin; text left of the second one belongs to the first. */
type Lefts = number[];

/**
 * The action matrices of a page whose cells no line divides: under a header that is known as an action matrix's,
 * columns are told by the gaps between them and rows by their distance, or by the lines between them.
 * @param above the columns of a table that reached the end of the page before
 */
export function borderlessTables(page: Page, runs: Run[], above: Lefts | null): PdfTable[] {
  const lines = linesOf(runs, page.number);
  const tables: PdfTable[] = [];
  for (let i = 0; i < lines.length; i++) {
    const header = headerAt(lines, i);
    const isRest = i === 0 && above !== null && !header && restOf(lines, above) > 0;
    if (!header && !isRest) continue;
    const from = header ? header.from : 0;
    const lefts = header ? columnsOf(lines.slice(from), header.cells) : above!;
    const to = endOf(lines, header ? header.to : 0, lefts);
    if (to - from < 2 && !isRest) continue;
    tables.push(tableOf(page, lines.slice(from, to), lefts, header ? header.to - from : 0));
    i = to - 1;
  }
  return tables;
}

function linesOf(runs: Run[], page: number): TextLine[] {
  const segments = segmentsOf(runs, page, 0.55).toSorted((a, b) => a.y - b.y);
  const lines: TextLine[] = [];
  for (const segment of segments) {
    const last = lines.at(-1);
    if (last && segment.y - last.y < 0.25 * segment.size) last.segments.push(segment);
    else lines.push({ y: segment.y, segments: [segment] });
  }
  for (const line of lines) line.segments.sort((a, b) => a.x - b.x);
  return lines;
}

interface HeaderFound {
  from: number;
  to: number;
  cells: Segment[];
}

/** The header that has its fullest line here; words above and below it may belong to its cells. */
function headerAt(lines: TextLine[], index: number): HeaderFound | null {
  const { segments } = lines[index];
  if (segments.length < 3 || segments.some(({ text }) => text.length > 60)) return null;
  const size = segments[0].size;
  const belongs = (at: number, near: number) => {
    const [line, other] = [lines[at], lines[near]];
    return (
      line !== undefined &&
      Math.abs(line.y - other.y) < 1.5 * size &&
      line.segments.length < segments.length &&
      line.segments.every((piece) => Math.abs(piece.size - size) < 0.5 && piece.bold === segments[0].bold) &&
      line.segments.every((piece) => segments.some((cell) => overlaps(cell, piece)))
    );
  };
  let [from, to] = [index, index + 1];
  // Only where the letters tell the header from the rows can its words above and below be known.
  const isTold =
    segments[0].bold &&
    !(
      lines[index + 1]?.segments.every(({ bold }) => bold) &&
      lines[index + 3]?.segments.every(({ bold }) => bold)
    );
  if (isTold) {
    while (belongs(from - 1, from) && index - from < 2) from--;
    while (belongs(to, to - 1) && to - index < 4) to++;
  }
  const texts = segments.map((cell) =>
    lines
      .slice(from, to)
      .flatMap((line) =>
        line.segments.filter((piece) => piece === cell || (line !== lines[index] && overlaps(cell, piece))),
      )
      .map(({ text }) => text)
      .join(' '),
  );
  return matchHeader(texts) ? { from, to, cells: segments } : null;
}

function overlaps(a: Segment, b: Segment): boolean {
  return a.x < b.right + 1 && b.x < a.right + 1;
}

/** Columns begin at the widest gap that no text covers, between two cells of the header. */
function columnsOf(lines: TextLine[], header: Segment[]): Lefts {
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

function tableOf(page: Page, lines: TextLine[], lefts: Lefts, headerLines: number): PdfTable {
  const [header, body] = [lines.slice(0, headerLines), lines.slice(headerLines)];
  const bands = bandsOf(page, body, lefts);
  const rows = [...(header.length > 0 ? [header] : []), ...bands.rows].map((band, index): PdfRow => ({
    page: page.number,
    cells: cellsOf(band, lefts, page.number),
    isGuessed: header.length === 0 || index > 0,
  }));
  const runs = lines.flatMap((line) => line.segments.flatMap((segment) => segment.runs));
  if (bands.doubt)
    for (const row of rows.slice(header.length > 0 ? 1 : 0)) row.cells[0].doubts.push(bands.doubt);
  return { page: page.number, rows, lefts, runs, isLast: true, isFirst: true };
}

function cellsOf(band: TextLine[], lefts: Lefts, page: number): PdfCell[] {
  const held = lefts.map((): Segment[] => []);
  for (const line of band) for (const piece of line.segments) held[columnOf(piece, lefts)].push(piece);
  return held.map((pieces, column) => {
    const over = pieces.filter((piece) => isAcross(piece, lefts));
    const doubts = over.length > 0 ? [`"${over[0].text.slice(0, 60)}" reaches into the next column.`] : [];
    return cellOf(column < lefts.length ? pieces.flatMap(({ runs }) => runs) : [], page, doubts);
  });
}

/** The lines of each row: told by lines drawn between them, else by wider gaps, else by capitals in most columns. */
function bandsOf(page: Page, lines: TextLine[], lefts: Lefts): { rows: TextLine[][]; doubt: string | null } {
  if (lines.length === 0) return { rows: [], doubt: null };
  const drawn = page.horizontals
    .filter(
      ({ at, from, to }) => at > lines[0].y && at < lines.at(-1)!.y && from < lefts[1] && to > lefts.at(-1)!,
    )
    .map(({ at }) => at);
  if (drawn.length > 0) {
    const rows = splitAt(lines, (index) =>
      drawn.some((at) => at > lines[index - 1].y && at <= lines[index].y),
    );
    return { rows, doubt: null };
  }
  const gaps = lines.slice(1).map((line, index) => line.y - lines[index].y);
  const pitch = pitchOf(lines, lefts);
  // In a tight table the rows stand hardly farther apart than the lines of a cell.
  const isWider = (index: number) => gaps[index - 1] > 1.02 * pitch + 0.2 && startsRow(lines[index], lefts);
  const byGap = splitAt(lines, (index) => gaps[index - 1] > 1.22 * pitch || isWider(index));
  const isTold = byGap.length > 1 && byGap.every((row) => row.length < 40);
  const starts = (index: number) => startsRow(lines[index], lefts);
  if (isTold || lines.filter((_, index) => starts(index)).length < 2) return { rows: byGap, doubt: null };
  return {
    rows: splitAt(lines, starts),
    doubt: 'Nothing but capitals shows where the rows begin: compare this row with the document.',
  };
}

/** The distance of two lines of one cell: the commonest small one within columns. */
function pitchOf(lines: TextLine[], lefts: Lefts): number {
  const gaps: number[] = [];
  for (let column = 0; column < lefts.length; column++) {
    const own = lines.filter((line) => line.segments.some((piece) => columnOf(piece, lefts) === column));
    own.slice(1).forEach((line, index) => gaps.push(line.y - own[index].y));
  }
  return quantile(gaps, 0.2);
}

function startsRow(line: TextLine, lefts: Lefts): boolean {
  const capital = line.segments.filter(({ text }) => /^["“(]?[\p{Lu}\d]/u.test(text));
  return (
    columnOf(line.segments[0], lefts) === 0 &&
    capital.length > 0.7 * line.segments.length &&
    line.segments.length > lefts.length / 2
  );
}

function splitAt(lines: TextLine[], isStart: (index: number) => boolean): TextLine[][] {
  const rows: TextLine[][] = [];
  for (const [index, line] of lines.entries()) {
    if (index === 0 || isStart(index)) rows.push([line]);
    else rows.at(-1)!.push(line);
  }
  return rows;
}
