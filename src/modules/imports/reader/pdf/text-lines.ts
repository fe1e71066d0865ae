import type { Page, Run, Segment } from './geometry.js';
import { quantile, segmentsOf } from './geometry.js';

/** Text on one height of the page, from left to right. */
export interface TextLine {
  y: number;
  segments: Segment[];
}

/** How far the lines of running text are apart, by twice the size of its letters. */
export type Pitches = ReadonlyMap<number, number>;

/** Where the columns of a table begin; text left of the second one belongs to the first. */
export type Lefts = number[];

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

export function linesOf(runs: Run[], page: number): TextLine[] {
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

export function columnOf(segment: Segment, lefts: Lefts): number {
  return Math.max(
    0,
    lefts.findLastIndex((left) => left <= segment.x + 2),
  );
}

/** Runs through more than one column, as running text does. */
export function isAcross(segment: Segment, lefts: Lefts): boolean {
  const next = lefts[columnOf(segment, lefts) + 1];
  return next !== undefined && segment.right > next + 6;
}

/** The distance that most lines have. */
export function commonest(gaps: number[]): number {
  const counts = Map.groupBy(gaps, (gap) => Math.round(gap * 4));
  const [most] = [...counts.values()].toSorted((a, b) => b.length - a.length);
  return most ? quantile(most, 0.5) : 0;
}
