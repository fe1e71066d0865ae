import { matchHeader } from '../columns.js';
import type { Dictionary } from './join-lines.js';
import { joinLines } from './join-lines.js';
import type { Segment } from './geometry.js';
import type { Lefts, TextLine } from './text-lines.js';

export interface HeaderFound {
  from: number;
  to: number;
  /** Where each of its cells stands. */
  cells: Span[];
}

export interface Span {
  x: number;
  right: number;
}

/**
 * The header that has a full line here: as few of the lines around it as make most of its columns known. Where cells
 * are set in the middle of their height, those of one line stand between those of two.
 */
export function headerAt(lines: TextLine[], index: number): HeaderFound | null {
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
      const known = fitOf(found.map(({ text }) => text));
      if (known > (best?.known ?? 0)) best = { from, to, cells: found, known };
    }
  }
  if (!best) return null;
  // What stands between two lines of a cell belongs to the same row.
  const isBetween = (at: number) => lines[at] !== undefined && lines[at - 1] !== undefined && lines[at].y - lines[at - 1].y < 0.8 * size; // prettier-ignore
  while (isBetween(best.from)) best.from--;
  while (isBetween(best.to)) best.to++;
  // In bold, the header ends where the bold text does.
  const isBold = (at: number) => lines[at] !== undefined && lines[at].segments.every(({ bold }) => bold);
  const bold = lines.findIndex((_, at) => at >= best.from && !isBold(at));
  const isNext = (at: number) =>
    at < bold && bold - best.from <= 4 && lines[at].y - lines[at - 1].y < 1.6 * size;
  while (isNext(best.to)) best.to++;
  const cells = columnsIn(lines.slice(best.from, best.to), size);
  const byGutters = cellsByGutters(lines, best, size);
  const fit = (of: { text: string }[]) => fitOf(of.map(({ text }) => text));
  if (fit(byGutters) > Math.max(fit(cells), 30)) return { ...best, cells: byGutters };
  return { ...best, cells: cells.length > 0 ? cells : best.cells };
}

/** The cells of a header by the gaps that no text below it covers: in justified text its own words stand apart. */
function cellsByGutters(
  lines: TextLine[],
  { from, to }: HeaderFound,
  size: number,
): (Span & { text: string })[] {
  const left = Math.min(...lines.slice(from, to).flatMap((line) => line.segments.map(({ x }) => x)));
  const right = Math.max(
    ...lines.slice(from, to).flatMap((line) => line.segments.map((piece) => piece.right)),
  );
  // Running text, and notes in smaller letters, stand below the table.
  const isText = (piece: Segment) =>
    piece.right - piece.x > 0.55 * (right - left) ||
    (Math.abs(piece.size - size) > 0.12 * size && piece.text.length > 3);
  const end = lines.findIndex(
    (line, index) => index >= to && (line.y - lines[index - 1].y > 4.5 * size || line.segments.some(isText)),
  );
  const region = lines.slice(from, end === -1 ? from + 60 : Math.min(end, from + 60));
  const columns: Span[] = [];
  for (const piece of region.flatMap((line) => line.segments).toSorted((a, b) => a.x - b.x)) {
    const last = columns.at(-1);
    if (last && piece.x < last.right + 0.3 * size) last.right = Math.max(last.right, piece.right);
    else columns.push({ x: piece.x, right: piece.right });
  }
  return columns.flatMap((column) => {
    const own = lines.slice(from, to).map(({ segments }) =>
      segments
        .filter(({ x }) => x >= column.x && x <= column.right)
        .map(({ text }) => text)
        .join(' '),
    );
    const text = joinLines(own.filter(Boolean), NO_WORDS).text;
    return text ? [{ ...column, text }] : [];
  });
}

const NO_WORDS: Dictionary = { words: new Set(), compounds: new Set(), isHyphenated: true, inner: null };

/** How well these cells are a header: by how many columns are known, then by how little else there is. */
function fitOf(cells: string[]): number {
  const matched = (matchHeader(cells) ?? []).filter(({ column }) => column !== null);
  const weight = matched.reduce((sum, cell) => sum + cell.weight, 0) - 0.2 * (cells.length - matched.length);
  return 10 * new Set(matched.map(({ column }) => column)).size + weight;
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
    else Object.assign(over, { x: Math.min(x, over.x), right: Math.max(right, over.right), text: joinLines([over.text, text], NO_WORDS).text, y }); // prettier-ignore
  }
  return cells.toSorted((a, b) => a.x - b.x);
}

/** Columns begin at the widest gap that no text covers, between two cells of the header. */
export function columnsOf(lines: TextLine[], header: Span[]): Lefts {
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
        piece.right - piece.x < 1.2 * (Math.max(cell.right, (header[index + 1]?.x ?? 0) - 4) - before.x),
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
