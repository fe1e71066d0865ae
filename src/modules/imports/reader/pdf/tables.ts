import type { Cell, Table, TableRow } from '../blocks.js';
import { endsOpen, fold } from '../words.js';
import type { Segment } from './geometry.js';
import { segmentsOf } from './geometry.js';
import type { Dictionary } from './join-lines.js';
import { joinLines } from './join-lines.js';
import type { Run } from './geometry.js';

/** A table found on one page, on its way to becoming a block. */
export interface PdfTable {
  page: number;
  rows: PdfRow[];
  /** Where its columns begin, for knowing its other half on the next page; empty where the file itself tells. */
  lefts: number[];
  /** What it was taken from. */
  runs: Run[];
  /** Whether text follows below it on the page, or stands above it: then no row runs over the page's end there. */
  isLast: boolean;
  isFirst: boolean;
}

export interface PdfRow {
  page: number;
  cells: PdfCell[];
  /** Whether the rows were told apart by their distance alone. */
  isGuessed: boolean;
}

export interface PdfCell {
  /** Its lines, as they stand. */
  lines: CellLine[];
  doubts: string[];
}

export interface CellLine {
  text: string;
  right: number;
  /** The line that its letters stand on. */
  y: number;
  /** How wide its first word is. */
  word: number;
  size: number;
  /** Whether it stands apart from the line above, or the file says that it begins a paragraph. */
  isNew: boolean;
}

/** The lines of a cell from the runs in it. */
export function cellOf(runs: Run[], page: number, doubts: string[] = []): PdfCell {
  const all = [...doubts];
  if (runs.some((run) => run.isOffPage)) all.push(OFF_PAGE);
  if (runs.some((run) => run.isStruck)) all.push(STRUCK);
  return { lines: linesOf(segmentsOf(runs, page, 40)), doubts: all };
}

const STRUCK = 'A line is drawn through some of the text: it may have been deleted.';
const OFF_PAGE = 'The text reaches over the edge of the page: what stands beyond it may be lost.';

function linesOf(segments: Segment[]): CellLine[] {
  const sorted = segments.toSorted((a, b) => (Math.abs(a.y - b.y) < 0.35 * a.size ? a.x - b.x : a.y - b.y));
  const gaps = sorted.slice(1).map((segment, index) => segment.y - sorted[index].y);
  const pitch = Math.min(...gaps.filter((gap) => gap > 3));
  return sorted.map((segment, index): CellLine => {
    const first = /^\S+/.exec(segment.text)?.[0].length ?? 0;
    return {
      text: segment.text,
      right: segment.right,
      y: segment.y,
      word: ((segment.right - segment.x) * first) / Math.max(segment.text.length, 1),
      size: segment.size,
      isNew: index > 0 && gaps[index - 1] > 1.3 * pitch,
    };
  });
}

/** The tables of all pages as blocks: those that go on over a page's end joined, and the rows that it cuts. */
export function joinTables(tables: PdfTable[], dictionary: Dictionary): { first: PdfTable; table: Table }[] {
  const chains: PdfTable[][] = [];
  for (const table of tables) {
    const last = chains.at(-1)?.at(-1);
    if (last && goesOn(last, table)) chains.at(-1)!.push(table);
    else chains.push([table]);
  }
  return chains.map((chain) => ({ first: chain[0], table: tableOf(chain, dictionary) }));
}

function goesOn(above: PdfTable, below: PdfTable): boolean {
  return (
    below.page === above.page + 1 &&
    above.isLast &&
    below.isFirst &&
    above.rows[0]?.cells.length === below.rows[0]?.cells.length &&
    (above.lefts.every((left, index) => Math.abs(left - below.lefts[index]) < 12) ||
      isSame(above.rows[0], below.rows[0]))
  );
}

interface Merged extends PdfRow {
  isCut: boolean;
}

function tableOf(chain: PdfTable[], dictionary: Dictionary): Table {
  const rows: Merged[] = chain[0].rows.map((row) => ({ ...row, isCut: false }));
  const header = chain[0].rows.find((row) => row.cells.filter(({ lines }) => lines.length).length > 1);
  for (const part of chain.slice(1)) {
    const rest = header && part.rows[0] && isSame(part.rows[0], header) ? part.rows.slice(1) : part.rows;
    for (const [index, row] of rest.entries()) {
      const last = rows.at(-1)!;
      if (index === 0 && last !== rows[0] && isCutOff(last, row)) appendRow(last, row, rest.slice(1));
      else rows.push({ ...row, isCut: false });
    }
  }
  const edges = rows[0].cells.map((_, column) =>
    Math.max(0, ...rows.flatMap((row) => (row.cells[column]?.lines ?? []).map(({ right }) => right))),
  );
  return { kind: 'table', rows: rows.filter(isFilled).map((row) => rowOf(row, edges, dictionary)) };
}

export function isFilled({ cells }: PdfRow): boolean {
  return cells.some(({ lines }) => lines.length > 0);
}

function isSame(row: PdfRow, header: PdfRow): boolean {
  const text = ({ cells }: PdfRow) =>
    cells
      .map(({ lines }) =>
        fold(
          lines
            .map((line) => line.text)
            .join('')
            .replaceAll(/[\s\u00AD-]/g, ''),
        ),
      )
      .join('|');
  return text(row) === text(header);
}

/** Whether the first row of a page is the rest of the last one of the page before. */
function isCutOff(above: PdfRow, below: PdfRow): boolean {
  const filled = below.cells.flatMap((cell, index) => (cell.lines.length ? [index] : []));
  const goingOn = filled.filter((index) => {
    const [before, after] = [above.cells[index].lines.at(-1)?.text ?? '', below.cells[index].lines[0].text];
    return before !== '' && (/^[\p{Ll}(–]/u.test(after) || /[-\u00AD–/]$/.test(before) || endsOpen(before));
  });
  const startsSmall = goingOn.includes(0) && /^\p{Ll}/u.test(below.cells[0].lines[0].text);
  const isPartial = filled.length < below.cells.length && !below.cells[0].lines.length;
  return (
    filled.length > 0 &&
    // No row begins with a small letter in its first column.
    (goingOn.length > filled.length / 2 ||
      (startsSmall && goingOn.length >= filled.length / 2) ||
      (isPartial && goingOn.length > 0 && filled.length <= 2))
  );
}

/** @param others the rows below: a cell that reaches into them from this one is cut in them too */
function appendRow(above: Merged, below: PdfRow, others: PdfRow[]): void {
  above.isCut = true;
  for (const [index, cell] of below.cells.entries()) {
    const whole: PdfCell = {
      lines: [...above.cells[index].lines, ...cell.lines],
      doubts: [...above.cells[index].doubts, ...cell.doubts],
    };
    above.cells[index] = whole;
    if (cell.lines.length === 0) continue;
    const isHeld = (row: PdfRow) => textOf(row.cells[index]) === textOf(cell);
    for (const row of others.slice(
      0,
      Math.max(
        others.findIndex((other) => !isHeld(other)),
        0,
      ),
    ))
      row.cells[index] = whole;
  }
}

function textOf({ lines }: PdfCell): string {
  return lines.map(({ text }) => text).join('');
}

function rowOf({ page, cells, isGuessed, isCut }: Merged, edges: number[], dictionary: Dictionary): TableRow {
  const at = { page };
  const row: TableRow = {
    at,
    cells: cells.map(({ lines, doubts }, column): Cell => {
      const joined = paragraphsOf(lines, edges[column]).map((paragraph) => joinLines(paragraph, dictionary));
      const all = [...doubts, ...joined.flatMap((part) => part.doubts)];
      if (joined.some((part) => ARABIC.test(part.text))) all.push(OUT_OF_ORDER);
      const text = joined
        .map((part) => part.text)
        .join('\n')
        .trim();
      return { text, at, ...(all.length > 0 && { doubts: all }) };
    }),
  };
  return isGuessed || isCut ? { ...row, joined: true } : row;
}

const BULLET = /^(?:[•◦▪●○‣·■□➢➤✓\uF0B7\uF0A7]|[–—-]\s|\(?\d{1,2}[.)]\s|\(?[a-z]\)\s)/u;

/** Letters that are written from right to left. */
export const ARABIC = /[\u0590-\u08FF\uFB1D-\uFDFF\uFE70-\uFEFC]/u;
const OUT_OF_ORDER =
  'The cell is written from right to left: in a PDF its words and figures may be out of order.';

/** A line begins a paragraph where it has a bullet, stands apart, or would have had room for its first word above. */
function paragraphsOf(lines: CellLine[], edge: number): string[][] {
  const paragraphs: string[][] = [];
  for (const [index, line] of lines.entries()) {
    const above = lines[index - 1];
    const hadRoom =
      above !== undefined &&
      edge - above.right > line.word + 0.6 * line.size &&
      /^["“(]?[\p{Lu}\d]/u.test(line.text) &&
      !endsOpen(above.text) &&
      !/[-\u00AD–/]$/.test(above.text);
    if (paragraphs.length === 0 || line.isNew || hadRoom || BULLET.test(line.text))
      paragraphs.push([line.text]);
    else paragraphs.at(-1)!.push(line.text);
  }
  return paragraphs;
}
