import { splitListMark } from './blocks.js';
import type { Warning } from './reading.js';
import type { Line } from './tables.js';
import { countWords, endsSentence, excerpt, fold } from './words.js';

const PAGE_NUMBER =
  /^(?:page|p\.|pg\.?|seite)?\s*[-–—|[(]?\s*(?:page\s+)?\d{1,4}\s*(?:(?:of|\/)\s*\d{1,4})?\s*[-–—|\])]?\s*(?:page)?$/i;

/** A line of a table of contents: "Recommendations ........ 7". */
const CONTENTS_LINE = /\.{4,}\s*\d{1,4}\s*$|(?:\s\.){4,}\s*\d{1,4}\s*$/;

/** Icons and buttons that stay behind where a page was copied from a browser. */
const SHARE_BAR = /^(?:icon-\S+\s*)+$/i;

/**
 * Takes page numbers and running heads out of the lines of a text, so that what they cut in two can be joined.
 * A running head is a short line that comes back, the same but for its numbers. Its first appearance stays where
 * it stands above all running text: there it is the masthead.
 * @returns the lines left, those after a cut marked, and what was taken out
 */
export function dropPageFurniture(lines: Line[]): { lines: Line[]; dropped: Line[]; warnings: Warning[] } {
  const bodyStart = lines.findIndex(({ text }) => text.trim().length > 120 || countWords(text) > 18);
  const heads = runningHeads(lines);
  const kept: Line[] = [];
  const dropped: Line[] = [];
  for (const [index, line] of lines.entries()) {
    const text = line.text.trim();
    const key = keyOf(text);
    const isMasthead = heads.has(key) && index < bodyStart && heads.get(key)![0] === line.number;
    const isFurniture =
      (index > bodyStart && isPageNumber(lines, index)) ||
      SHARE_BAR.test(text) ||
      CONTENTS_LINE.test(text) ||
      (heads.has(key) && !isMasthead);
    if (isFurniture) dropped.push(line);
    else kept.push({ ...line, afterFurniture: line.afterFurniture || isCutBefore(dropped, kept, line) });
  }
  const warnings = [...heads].map(([key, numbers]): Warning => {
    const text = lines.find((line) => keyOf(line.text.trim()) === key)!.text.trim();
    return {
      at: 'document',
      message: `"${excerpt(text)}" comes back on lines ${numbers.join(', ')}: left out as a running head.`,
    };
  });
  return { lines: kept, dropped, warnings };
}

/** The flag goes to the first line with text after the furniture; empty lines pass it on. */
function isCutBefore(dropped: Line[], kept: Line[], line: Line): boolean {
  const lastText = kept.findLast(({ text }) => text.trim());
  const lastDropped = dropped.at(-1);
  return (
    line.text.trim() !== '' &&
    lastDropped !== undefined &&
    lastDropped.number > (lastText?.number ?? Infinity)
  );
}

/** A number standing alone; but not a line between two others of a paragraph or a table. */
function isPageNumber(lines: Line[], index: number): boolean {
  const text = lines[index].text.trim();
  if (!PAGE_NUMBER.test(text)) return false;
  const isAlone = !lines[index - 1]?.text.trim() || !lines[index + 1]?.text.trim();
  return isAlone || lines[index].afterFurniture || /page|[-–—|]/i.test(text);
}

function runningHeads(lines: Line[]): Map<string, number[]> {
  const places = new Map<string, number[]>();
  for (const line of lines) {
    const text = line.text.trim();
    if (!couldBeHead(line.text)) continue;
    const key = keyOf(text);
    places.set(key, [...(places.get(key) ?? []), line.number]);
  }
  return new Map([...places].filter(([key, numbers]) => numbers.length >= (/#/.test(key) ? 2 : 3)));
}

function couldBeHead(line: string): boolean {
  const text = line.trim();
  return (
    text.length >= 4 &&
    text.length <= 100 &&
    countWords(text) >= 2 &&
    !/\t|\S\s*\|.*\|/.test(line) &&
    !endsSentence(text) &&
    !text.includes('://') &&
    !/^[#+|=*-]/.test(text) &&
    !/^[\p{L} ]{1,30}:/u.test(text) &&
    !/\b(months?|weeks?|days|years?|term|ibid)\b/i.test(text) &&
    splitListMark(text).list === null
  );
}

function keyOf(text: string): string {
  return fold(text).replaceAll(/\d+/g, '#');
}
