import { splitListMark } from './blocks.js';
import type { Warning } from './reading.js';
import type { Line } from './tables.js';
import { countWords, endsSentence, excerpt, fold } from './words.js';

const PAGE_NUMBER =
  /^(?:page|p\.|pg\.?|seite)?\s*[-–—|[(]?\s*(?:page\s+)?\d{1,4}\s*(?:(?:of|\/)\s*\d{1,4})?\s*[-–—|\])]?\s*(?:page)?$/i;

/** A line of a table of contents: "Recommendations ........ 7". */
const CONTENTS_LINE = /\.{4,}\s*\d{1,4}\s*$|(?:\s\.){4,}\s*\d{1,4}\s*$/;

/** Icons and buttons that stay behind where a page was copied from a browser. */
const SHARE_BAR = /^icon-\S+(?:\s+icon-\S+)*$/i;

/**
 * Takes page numbers and running heads out of the lines of a text, so that what they cut in two can be joined.
 * A running head is a short line that comes back, the same but for its numbers. Its first appearance stays where
 * it stands above all running text: there it is the masthead.
 * @returns the lines left, those after a cut marked, and the running heads taken out, each once
 */
export function dropPageFurniture(lines: Line[]): { lines: Line[]; heads: string[]; warnings: Warning[] } {
  const bodyStart = findBodyStart(lines);
  const heads = runningHeads(lines);
  const kept: Line[] = [];
  let [lastDropped, lastText] = [0, 0];
  for (const [index, line] of lines.entries()) {
    const text = line.text.trim();
    const head = heads.get(keyOf(text));
    const isMasthead = index < bodyStart && head?.[0] === line;
    const isFurniture =
      (index > bodyStart && isPageNumber(lines, index)) ||
      SHARE_BAR.test(text) ||
      (text.length < 200 && CONTENTS_LINE.test(text)) ||
      (head !== undefined && !isMasthead);
    if (isFurniture) {
      lastDropped = line.number;
      continue;
    }
    // The mark goes to the first line with text after the furniture.
    const isAfter = text !== '' && lastText > 0 && lastDropped > lastText;
    kept.push(isAfter ? { ...line, afterFurniture: true } : line);
    if (text) lastText = line.number;
  }
  return {
    lines: kept,
    heads: [...heads.values()].map(([first]) => first.text.trim()),
    warnings: warningsOf(heads),
  };
}

function warningsOf(heads: Map<string, Line[]>): Warning[] {
  return [...heads.values()].map((found) => ({
    at: 'document',
    message:
      `"${excerpt(found[0].text.trim())}" comes back ${found.length} times ` +
      `(lines ${found
        .slice(0, 10)
        .map((line) => line.number)
        .join(', ')}): left out as a running head.`,
  }));
}

/** Index of the first line of running text: a long one, or one of two long enough that follow each other. */
function findBodyStart(lines: Line[]): number {
  const start = lines.findIndex(({ text }, index) => {
    const next = lines[index + 1]?.text.trim() ?? '';
    return (
      text.trim().length > 120 ||
      countWords(text.slice(0, 500)) > 18 ||
      (text.trim().length > 55 && next.length > 55)
    );
  });
  return start === -1 ? lines.length : start;
}

/** A number standing alone; but not a line between two others of a paragraph or a table. */
function isPageNumber(lines: Line[], index: number): boolean {
  const text = lines[index].text.trim();
  if (text.length > 30 || !PAGE_NUMBER.test(text)) return false;
  if (/^(?:19|20)\d\d$/.test(text)) return false;
  const isAlone = !lines[index - 1]?.text.trim() || !lines[index + 1]?.text.trim();
  return isAlone || lines[index].afterFurniture || /page|[-–—|]/i.test(text);
}

/** Lines that come back, by what is the same in them: three times, or twice with another number. */
function runningHeads(lines: Line[]): Map<string, Line[]> {
  const places = new Map<string, Line[]>();
  for (const line of lines) {
    if (!couldBeHead(line.text)) continue;
    const key = keyOf(line.text.trim());
    const found = places.get(key);
    if (found) found.push(line);
    else places.set(key, [line]);
  }
  return new Map([...places].filter(([key, found]) => found.length >= (key.includes('#') ? 2 : 3)));
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
    !COUNTED.test(text) &&
    !/\b(months?|weeks?|days|years?|term|ibid)\b/i.test(text) &&
    splitListMark(text).list === null
  );
}

/** "Action 1", "Action 2": they count parts of the text, not its pages. */
const COUNTED =
  /^(?:action|activity|recommendation|measure|step|option|pillar|priority|objective|goal|proposal|challenge|problem|phase|table|box|annex)\s+(?:no\.?\s*)?\d{1,2}$/i;

function keyOf(text: string): string {
  return fold(text).replaceAll(/\d+/g, '#');
}
