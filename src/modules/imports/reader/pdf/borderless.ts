import type { HeaderFound } from './borderless-header.js';
import { columnsOf, headerAt } from './borderless-header.js';
import { bandsOf } from './borderless-rows.js';
import type { Page, Run, Segment } from './geometry.js';
import { quantile, segmentOf } from './geometry.js';
import type { PdfCell, PdfRow, PdfTable } from './tables.js';
import { cellOf } from './tables.js';
import type { Lefts, Pitches, TextLine } from './text-lines.js';
import { columnOf, isAcross, linesOf } from './text-lines.js';

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
      line.segments = byColumn(
        line.segments.flatMap((piece) => cutAt(piece, lefts)),
        lefts,
      );
    const end = endOf(lines, header ? header.to : 0, lefts);
    const to = (header && again(header, lines, end)) ?? end;
    if (to - from < 2 && !isRest) continue;
    tables.push(tableOf(page, lines.slice(from, to), lefts, header ? header.to - from : 0, pitches));
    i = to - 1;
  }
  return tables;
}

/** The same header again begins another table, however near. */
function again({ from, to }: HeaderFound, lines: TextLine[], end: number): number | null {
  const textAt = (index: number) => lines[index].segments.map(({ text }) => text).join('|');
  for (let at = to + 1; at + to - from <= end; at++)
    if (lines.slice(from, to).every((_, line) => textAt(from + line) === textAt(at + line))) return at;
  return null;
}

/** Cells that nearly touch may come as one text: it is cut where one, or a word, stands at the beginning of a column. */
function cutAt(segment: Segment, lefts: Lefts): Segment[] {
  const { runs, page } = segment;
  const next = lefts[columnOf(segment, lefts) + 1];
  if (next === undefined || !isAcross(segment, lefts)) return [segment];
  const cut = (before: Run[], after: Run[]) => [
    segmentOf(before, page),
    ...cutAt(segmentOf(after, page), lefts),
  ];
  const begins = runs.findIndex((run, index) => index > 0 && Math.abs(run.x - next) < 0.5 * run.size);
  if (begins > 0) return cut(runs.slice(0, begins), runs.slice(begins));
  const index = runs.findIndex(({ x, right }) => x < next && right > next);
  if (index === -1) return [segment];
  const run = runs[index];
  const placeOf = (at: number) => run.x + ((run.right - run.x) * at) / run.text.length;
  const spaces = [...run.text.matchAll(/\s+(?=\S)/g)].map((match) => match.index + match[0].length);
  const best = spaces.toSorted((a, b) => Math.abs(placeOf(a) - next) - Math.abs(placeOf(b) - next))[0];
  if (best === undefined || Math.abs(placeOf(best) - next) > run.size) return [segment];
  const origin = run.origin ?? run;
  const before = { ...run, text: run.text.slice(0, best).trim(), right: next - 2, origin, isCut: true };
  const after = { ...run, text: run.text.slice(best), x: next, isSpaced: false, origin, isCut: true };
  return cut([...runs.slice(0, index), before], [after, ...runs.slice(index + 1)]);
}

/** In justified text the words of a cell stand apart: those on one line of one column are one piece again. */
function byColumn(segments: Segment[], lefts: Lefts): Segment[] {
  const pieces: Segment[] = [];
  for (const segment of segments) {
    const last = pieces.at(-1);
    const isSame = last && !isAcross(last, lefts) && columnOf(last, lefts) === columnOf(segment, lefts);
    if (isSame && !isAcross(segment, lefts))
      pieces[pieces.length - 1] = segmentOf([...last.runs, ...segment.runs], segment.page);
    else pieces.push(segment);
  }
  return pieces;
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
      !lines[i - 1].segments.every(({ bold }) => bold) &&
      !isAboveRows(lines, i, lefts);
    if (isOther || isFar || isText || isHeading || line.segments[0].x < lefts[0] - 8) return i;
    if (gap > 0) gaps.push(gap);
  }
  return lines.length;
}

/** "Theme B: People" as a row of its own: below it the columns go on, without a header. */
function isAboveRows(lines: TextLine[], index: number, lefts: Lefts): boolean {
  const below = lines[index + 1]?.segments ?? [];
  const placed = below.filter((piece) => Math.abs(piece.x - lefts[columnOf(piece, lefts)]) < 3);
  return (
    placed.length > lefts.length / 2 && placed.length === below.length && headerAt(lines, index + 1) === null
  );
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
