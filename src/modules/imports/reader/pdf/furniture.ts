import { matchHeader } from '../columns.js';
import { fold } from '../words.js';
import type { Page, Run, Segment } from './geometry.js';
import { segmentsOf } from './geometry.js';

/** Running heads and feet stand within this share of the page's height. */
const ZONE = 0.14;
const PAGE_NUMBER =
  /^(?:page|p\.)?\s*[-–—|[(]?\s*(?:\d{1,4}|[ivxl]{1,6})\s*(?:(?:of|\/)\s*\d{1,4})?\s*[-–—|\])]?$/i;

/**
 * Takes what comes back at the same place of most pages, and page numbers, out of the text.
 * @returns the runs left, by page, and the running heads, each once
 */
export function dropFurniture(pages: Page[]): { runs: Map<Page, Run[]>; heads: string[] } {
  const edges = new Map(pages.map((page) => [page, edgesOf(page)]));
  const places = new Map<string, { page: Page; y: number }[]>();
  for (const [page, lines] of edges)
    for (const line of lines.flat())
      places.set(keyOf(line), [...(places.get(keyOf(line)) ?? []), { page, y: line.y }]);
  const masthead = segmentsOf(pages[0]?.runs ?? [], 1, 3).filter(({ y }) => y < 0.45 * pages[0].height);
  const onFirst = new Set(masthead.map(keyOf));
  const comesBack = (line: Segment, page: Page) => {
    // The masthead again, as the head of the pages after it.
    if (page !== pages[0] && onFirst.has(keyOf(line)) && line.text.length > 5) return true;
    const same = places
      .get(keyOf(line))!
      .filter((place) => place.page !== page && Math.abs(place.y - line.y) < 5);
    const onPages = new Set(same.map((place) => place.page)).size + 1;
    return onPages >= 2 && onPages >= 0.4 * pages.length;
  };
  const heads = new Set<string>();
  const runs = new Map<Page, Run[]>();
  for (const [page, sides] of edges) {
    const dropped = new Set<Run>(page.runs.filter((run) => run.isArtifact));
    for (const artifact of segmentsOf(
      page.runs.filter((run) => run.isArtifact),
      page.number,
      3,
    ))
      if (!isPageNumber(artifact.text) && isAtEdge(artifact, page)) heads.add(artifact.text);
    for (const lines of sides) {
      for (const line of lines) {
        const isNumber = isPageNumber(line.text);
        if (!isNumber && !comesBack(line, page)) break;
        for (const run of line.runs) dropped.add(run);
        if (!isNumber) heads.add(line.text);
      }
    }
    runs.set(
      page,
      page.runs.filter((run) => !dropped.has(run)),
    );
  }
  return { runs, heads: [...heads] };
}

/** A header of a table that is repeated on each page is marked like a running head, but stands with the table. */
function isAtEdge({ y }: Segment, { height }: Page): boolean {
  return y < 0.08 * height || y > (1 - ZONE) * height;
}

function isPageNumber(text: string): boolean {
  return PAGE_NUMBER.test(text) && !/^(?:19|20)\d\d$/.test(text);
}

/** The lines at the top of a page and those at its foot, each from the edge inwards; no header of a matrix. */
function edgesOf(page: Page): [Segment[], Segment[]] {
  const lines = segmentsOf(
    page.runs.filter((run) => !run.isArtifact),
    page.number,
    3,
  ).toSorted((a, b) => a.y - b.y);
  const pieces = segmentsOf(
    page.runs.filter((run) => !run.isArtifact),
    page.number,
    0.55,
  );
  const headers = pieces.filter((piece) => {
    const beside = pieces.filter(({ y }) => Math.abs(y - piece.y) < 3).map(({ text }) => text);
    return beside.length > 2 && matchHeader(beside) !== null;
  });
  // Words just above it may belong to it.
  const isHeader = (line: Segment) => headers.some(({ y, size }) => Math.abs(y - line.y) < 1.7 * size);
  const top = lines.filter(({ y }) => y < ZONE * page.height);
  const foot = lines.filter(({ y }) => y > (1 - ZONE) * page.height).toReversed();
  const until = (zone: Segment[]) => {
    const end = zone.findIndex(isHeader);
    return end === -1 ? zone : zone.slice(0, end);
  };
  return [until(top), until(foot)];
}

function keyOf({ text }: Segment): string {
  return fold(text).replaceAll(/\d+/g, '#');
}
