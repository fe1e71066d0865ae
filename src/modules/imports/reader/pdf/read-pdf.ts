import type { Block, Table } from '../blocks.js';
import { describePlace } from '../blocks.js';
import { headerIndex } from '../matrix-header.js';
import type { Warning } from '../reading.js';
import { UnreadableDocument } from '../reading.js';
import type { Document } from '../text-blocks.js';
import { countWords } from '../words.js';
import { borderlessTables } from './borderless.js';
import { dropFurniture } from './furniture.js';
import type { Page, Run } from './geometry.js';
import { partNames, quantile, segmentsOf, settleHyphens, toSuperscript } from './geometry.js';
import type { Dictionary } from './join-lines.js';
import { dictionaryOf } from './join-lines.js';
import { nonsenseIn } from './nonsense.js';
import { MOST_PAGES, openPdf } from './open-pdf.js';
import type { Flow } from './paragraphs.js';
import { paragraphsOf } from './paragraphs.js';
import { ruledTables } from './ruled.js';
import type { PdfTable } from './tables.js';
import { ARABIC, joinTables } from './tables.js';
import { taggedBlocks } from './tagged.js';
import { pitchesOf } from './text-lines.js';

/**
 * Reads a PDF: by its tags where it has good ones, else by the lines drawn on its pages, else by the gaps between
 * columns. Places are pages.
 * @throws UnreadableDocument `protected`, `malformed`, `too_large`, or `scanned` where it holds pictures of text
 */
export async function readPdf(bytes: Uint8Array): Promise<Document> {
  const { pages, count } = await openPdf(bytes);
  refuseScanned(pages, bytes);
  const warnings = [...nonsenseIn(pages), ...doubtsOf(pages, count)];
  settleHyphens(pages.flatMap((page) => page.runs));
  for (const page of pages) page.runs = partNames(page.runs);
  const { runs, heads } = dropFurniture(pages);
  const segments = pages.flatMap((page) => segmentsOf(runs.get(page)!, page.number, 3));
  const dictionary = dictionaryOf(segments);
  const tagged = pages.some(({ tree }) => tree !== null) ? taggedBlocks(pages, dictionary) : null;
  const blocks = bestOf(tagged, () => laidOut(pages, runs, dictionary));
  raiseNotes(blocks);
  warnings.push(...guesses(blocks));
  return { blocks, furniture: heads, warnings };
}

function hasMatrix(blocks: Block[]): boolean {
  return blocks.some((block) => block.kind === 'table' && headerIndex(block) >= 0);
}

/**
 * Tags are believed first, but where they tell of no matrix and the pages show one. The tables whose cells span rows or
 * columns are taken from the lines on the pages, which show how far they reach.
 */
function bestOf(tagged: { blocks: Block[]; isUneven: boolean } | null, layout: () => Block[]): Block[] {
  if (!tagged) return layout();
  const { blocks, isUneven } = tagged;
  if (hasMatrix(blocks) && !isUneven) return blocks;
  const laidOutBlocks = layout();
  if (!hasMatrix(blocks)) return hasMatrix(laidOutBlocks) ? laidOutBlocks : blocks;
  const matrices = (of: Block[]) =>
    of.flatMap((block) => (block.kind === 'table' && headerIndex(block) >= 0 ? block : []));
  const [own, drawn] = [matrices(blocks), matrices(laidOutBlocks)];
  const isDrawn = drawn.every(({ rows }) => rows.filter((row) => row.joined).length <= 1 + rows.length / 8);
  const isWhole = wordsIn(drawn) >= wordsIn(own);
  if (own.length !== drawn.length || !isDrawn || !isWhole) return blocks;
  return blocks.map((block) =>
    block.kind === 'table' && own.includes(block) ? drawn[own.indexOf(block)] : block,
  );
}

/** A matrix that nothing but distance divides may lack a row, or have one too many. */
function guesses(blocks: Block[]): Warning[] {
  return blocks.flatMap((block): Warning[] => {
    if (block.kind !== 'table' || headerIndex(block) < 0) return [];
    const guessed = block.rows.filter((row) => row.joined).length;
    if (guessed === 0 || guessed < block.rows.length / 2) return [];
    const place = describePlace(block.rows[0].at);
    const message = `No lines divide the rows of the matrix on ${place}: count them in the document, and compare each.`;
    return [{ at: 'actions', message }];
  });
}

function wordsIn(tables: Table[]): number {
  const texts = tables.flatMap(({ rows }) => rows.flatMap(({ cells }) => cells.map(({ text }) => text)));
  return countWords(texts.join(' '));
}

/** The document by what its pages look like. */
function laidOut(pages: Page[], runs: Map<Page, Run[]>, dictionary: Dictionary): Block[] {
  const tables: PdfTable[] = [];
  const rest = new Map<Page, Run[]>();
  // The columns of a table that reached the end of the page before.
  let open: number[] | null = null;
  let openRuled: number[] | null = null;
  const pitches = pitchesOf([...runs]);
  for (const page of pages) {
    const own = runs.get(page)!;
    const ruled = ruledTables(page, own, openRuled, pitches);
    const left = without(own, ruled);
    const borderless = borderlessTables(page, left, ruled.length === 0 ? open : null, pitches);
    const found = [...ruled, ...borderless].toSorted((a, b) => topOf(a) - topOf(b));
    rest.set(page, without(left, borderless));
    for (const table of found) markEnds(table, own);
    const last = found.at(-1);
    open = last && borderless.includes(last) && last.isLast ? last.lefts : null;
    openRuled = last && ruled.includes(last) && last.isLast ? last.lefts : null;
    tables.push(...found);
  }
  const joined = joinTables(tables, dictionary);
  const flow = pages.flatMap((page): Flow[] => {
    const segments = segmentsOf(rest.get(page)!, page.number, 3);
    const places = new Map(runs.get(page)!.map((run, index) => [run, index]));
    const order = (run: Run) => places.get(run) ?? 0;
    const starts = joined
      .filter(({ first }) => first.page === page.number)
      .map(({ first, table }) => ({ at: Math.min(...first.runs.map(order)), table }));
    return [
      ...segments.map((segment) => ({ at: order(segment.runs[0]), entry: segment as Flow })),
      ...starts.map(({ at, table }) => ({ at, entry: { table } as Flow })),
    ]
      .toSorted((a, b) => a.at - b.at)
      .map(({ entry }) => entry);
  });
  return paragraphsOf(flow, dictionary);
}

function without(runs: Run[], tables: PdfTable[]): Run[] {
  const taken = new Set(tables.flatMap((table) => table.runs));
  return runs.filter((run) => !taken.has(run));
}

function topOf({ runs }: PdfTable): number {
  return Math.min(...runs.map(({ y }) => y));
}

/** Whether text stands above or below the table on its page; small print below may be notes, and does not count. */
function markEnds(table: PdfTable, runs: Run[]): void {
  const own = new Set(table.runs);
  const [top, bottom] = [topOf(table), Math.max(...table.runs.map(({ y }) => y))];
  const size = Math.max(...table.runs.map((run) => run.size));
  const others = runs.filter((run) => !own.has(run) && run.text.trim());
  table.isFirst = !others.some(({ y }) => y < top);
  const below = segmentsOf(
    others.filter(({ y }) => y > bottom),
    table.page,
    3,
  );
  const isNote = below[0] !== undefined && /^(?:[⁰¹²³⁴-⁹*†]|\d{1,2}(?=\p{Lu}))/u.test(below[0].text);
  table.isLast = isNote || below.every((line) => line.size <= 0.92 * size);
}

/**
 * Some fonts have raised figures of their own, which a PDF gives as plain ones: "1District Board, Ledger 2023" at the
 * foot of a page, and "burnt.1" in its text.
 */
function raiseNotes(blocks: Block[]): void {
  const markers = new Set<string>();
  for (const block of blocks) {
    if (block.kind !== 'paragraph' || block.headingLevel !== null || block.list) continue;
    const marker = /^(\d{1,2})(?=[\p{Lu}“"][\p{L}’.]*[\s,])/u.exec(block.text)?.[1];
    if (!marker || Number(marker) !== markers.size + 1) continue;
    markers.add(marker);
    block.text = toSuperscript(marker) + block.text.slice(marker.length);
  }
  if (markers.size === 0) return;
  for (const block of blocks) {
    if (block.kind !== 'paragraph') continue;
    block.text = block.text.replaceAll(/(?<=\p{L}[.,;:!?”"’)]{0,2})\d{1,2}(?=\s|$)/gu, (number) =>
      markers.has(number) ? toSuperscript(number) : number,
    );
  }
}

function doubtsOf(pages: Page[], count: number): Warning[] {
  const warnings: Warning[] = [];
  const warn = (message: string) => warnings.push({ at: 'document', message });
  if (count > pages.length) warn(`The PDF has ${count} pages; only the first ${MOST_PAGES} were read.`);
  const text = pages.flatMap((page) => page.runs.map((run) => run.text)).join(' ');
  const letters = text.match(/\p{L}/gu)?.length ?? 0;
  if ((text.match(new RegExp(ARABIC, 'gu'))?.length ?? 0) > 0.2 * letters) {
    warn(
      'The text runs from right to left. A PDF keeps such text in the order in which it looks, not in which it is read: words and letters may be out of order. Bring the document as DOCX or HTML if you can.',
    );
    for (const at of ['publication', 'recommendations', 'notes'])
      warnings.push({ at, message: 'Written from right to left: compare each word with the document.' });
  }
  if (pages.some(({ runs }) => runs.some((run) => run.isStruck)))
    for (const at of ['document', 'recommendations'])
      warnings.push({ at, message: 'Some of the text is struck through, as what was deleted is shown: it was read like the rest.' }); // prettier-ignore
  const blank = pages.filter((page) => !page.runs.some((run) => run.text.trim())).map(({ number }) => number);
  if (blank.length > 0)
    warn(`There is no text on page ${blank.slice(0, 20).join(', ')}: if it is scanned, it was not read.`);
  return warnings;
}

function refuseScanned(pages: Page[], bytes: Uint8Array): void {
  const byPage = pages.map(({ runs }) => runs.reduce((sum, run) => sum + run.text.trim().length, 0));
  const letters = byPage.reduce((sum, count) => sum + count, 0);
  // Scanners and libraries stamp their name on each page.
  const isStamped = quantile(byPage, 0.5) < 80 && letters < 1_500;
  if (!isStamped) return;
  const hasPictures = /\/Subtype\s*\/Image/.test(
    Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1'),
  );
  if (hasPictures)
    throw new UnreadableDocument(
      'scanned',
      'The PDF holds pictures of pages and no text: it was scanned. Run it through text recognition (OCR) first, or bring the document it was printed from.',
    );
  if (letters === 0) throw new UnreadableDocument('empty', 'There is no text in the PDF.');
}
