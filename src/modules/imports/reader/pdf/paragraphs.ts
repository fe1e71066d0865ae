import type { Block, Paragraph, Table } from '../blocks.js';
import { splitListMark } from '../blocks.js';
import { isKnownHeading } from '../heading-words.js';
import { endsOpen, endsSentence, startsLowercase } from '../words.js';
import type { Segment } from './geometry.js';
import { quantile } from './geometry.js';
import type { Dictionary } from './join-lines.js';
import { joinLines } from './join-lines.js';

/** What stands on the pages, in reading order. */
export type Flow = Segment | { table: Table };

/** How large the letters of running text are, and how far apart its lines. */
interface Measures {
  body: number;
  pitch: (size: number) => number;
  /** Where the lines of this one's column end. */
  rightEdge: (segment: Segment) => number;
}

/** Makes paragraphs of lines by their distance, indent, size and marks; headings are larger or bold. */
export function paragraphsOf(flow: Flow[], dictionary: Dictionary): Block[] {
  const segments = flow.filter((entry): entry is Segment => !('table' in entry));
  const measures = measure(segments);
  const groups: (Segment[] | Table)[] = [];
  let isAfterTable = false;
  for (const entry of flow) {
    if ('table' in entry) {
      groups.push(entry.table);
      isAfterTable = true;
      continue;
    }
    const open = groups.at(-1);
    if (Array.isArray(open) && !isAfterTable && goesOn(open, entry, measures)) open.push(entry);
    else groups.push([entry]);
    isAfterTable = false;
  }
  const levels = headingLevels(groups.filter(Array.isArray), measures);
  return groups.map((group, index): Block => {
    if (!Array.isArray(group)) return group;
    const above = groups[index - 1];
    const isNewColumn = Array.isArray(above) && isElsewhere(above.at(-1)!, group[0]);
    return paragraphOf(group, dictionary, levels.get(group) ?? null, isNewColumn);
  });
}

function measure(segments: Segment[]): Measures {
  const letters = new Map<number, number>();
  for (const { size, text } of segments) {
    const key = Math.round(size * 2) / 2;
    letters.set(key, (letters.get(key) ?? 0) + text.length);
  }
  const body = [...letters].toSorted((a, b) => b[1] - a[1])[0]?.[0] ?? 10;
  const gaps = new Map<number, number[]>();
  const edges = new Map<string, number>();
  const edgeKey = ({ page, x, size }: Segment) => `${page} ${Math.round(x / (4 * size))}`;
  for (const [index, segment] of segments.entries()) {
    const last = segments[index - 1];
    const gap = last && last.page === segment.page ? segment.y - last.y : 0;
    if (
      last &&
      gap > 0.5 * segment.size &&
      gap < 2.5 * segment.size &&
      Math.abs(last.size - segment.size) < 0.5
    ) {
      const key = Math.round(segment.size);
      gaps.set(key, [...(gaps.get(key) ?? []), gap]);
    }
    edges.set(edgeKey(segment), Math.max(edges.get(edgeKey(segment)) ?? 0, segment.right));
  }
  return {
    body,
    pitch: (size) => quantile(gaps.get(Math.round(size)) ?? [], 0.3) || 1.25 * size,
    rightEdge: (segment) => edges.get(edgeKey(segment)) ?? segment.right,
  };
}

/** Whether a line goes on with the paragraph of those before it. */
function goesOn(lines: Segment[], line: Segment, { pitch, rightEdge }: Measures): boolean {
  const last = lines.at(-1)!;
  const { list } = splitListMark(lines[0].text);
  if (Math.abs(last.size - line.size) > 0.08 * last.size) return false;
  if (/^[⁰¹²³⁴-⁹]/.test(line.text)) return false;
  const isShort = last.right + widthOfFirstWord(line) < rightEdge(last) - 0.5 * line.size;
  if (last.bold !== line.bold && (isShort || last.bold)) return false;
  if (startsItem(line, last, list !== null, isShort)) return false;
  // Some documents set their headings like their text.
  if (endsSentence(last.text) && /^\p{Lu}.*[^.]$/u.test(line.text) && isKnownHeading(line.text)) return false;
  if (isElsewhere(last, line))
    return !endsSentence(last.text) && (startsLowercase(line.text) || endsOpen(last.text)) && !line.bold;
  if (line.y - last.y > 1.28 * pitch(line.size)) return false;
  // Where the next word would have had room, the line was ended by hand.
  const room = rightEdge(last) - last.right - widthOfFirstWord(line);
  if (room > 4 * line.size && !startsLowercase(line.text) && !endsOpen(last.text)) return false;
  const isIndented = line.x > lines[0].x + 0.8 * line.size && list === null && lines.length > 1;
  if (isIndented && endsSentence(last.text)) return false;
  return !(isShort && endsSentence(last.text) && !startsLowercase(line.text) && list === null);
}

/** On another page, or higher up in another column. */
function isElsewhere(last: Segment, line: Segment): boolean {
  return last.page !== line.page || line.y < last.y - 1;
}

function widthOfFirstWord(line: Segment): number {
  const word = /^\S+/.exec(line.text)?.[0] ?? '';
  return ((line.right - line.x) * word.length) / Math.max(line.text.length, 1);
}

/** A bullet is always a new item; a number only where the line before has come to an end or this one is indented. */
function startsItem(line: Segment, last: Segment, isInList: boolean, isShort: boolean): boolean {
  const { list, text } = splitListMark(line.text);
  if (!list || !text) return false;
  if (list.kind === 'bullet') return !/^[–—-]/.test(list.text) || isShort || endsSentence(last.text);
  return isInList || endsSentence(last.text) || isShort || Math.abs(line.x - last.x) > 0.5 * line.size;
}

function paragraphOf(
  lines: Segment[],
  dictionary: Dictionary,
  level: number | null,
  isNewColumn: boolean,
): Paragraph {
  const { list, text: first } = splitListMark(lines[0].text);
  const joined = joinLines(
    [first, ...lines.slice(1).map(({ text }) => text)].map((text, index) => text + linksIn(lines[index])),
    dictionary,
  );
  const pieces = lines.flatMap((line, index) =>
    index === 0 || lines[index - 1].page !== line.page
      ? [{ start: joined.starts[index], at: { page: line.page } }]
      : [],
  );
  const indent = Math.max(0, Math.round(lines[0].x / (0.6 * lines[0].size)));
  return {
    kind: 'paragraph',
    text: joined.text,
    pieces,
    list: list && { ...list, indent },
    runIn: level === null ? runInOf(lines[0]) : null,
    headingLevel: level,
    afterFurniture: isNewColumn,
  };
}

/** The addresses that words of a line lead to, where they do not stand there themselves. */
export function linksIn({ runs }: Segment): string {
  return runs.map(({ link }) => (link ? ` <${link}>` : '')).join('');
}

/** What a paragraph begins with in bold. */
function runInOf({ runs, bold }: Segment): string | null {
  if (bold) return null;
  const words = runs.filter(({ text }) => !splitListMark(`${text} x`).list);
  const end = words.findIndex((run) => !run.bold);
  const text = words
    .slice(0, Math.max(end, 0))
    .map((run) => run.text)
    .join(' ')
    .replaceAll(/\s+/g, ' ')
    .trim();
  return text.length >= 2 ? text : null;
}

/**
 * Headings are what is larger than running text, or bold, and short. Above the running text, where title and facts
 * stand in many sizes, only the largest is one.
 */
function headingLevels(groups: Segment[][], { body }: Measures): Map<Segment[], number> {
  const firstBody = groups.findIndex(
    (lines) =>
      lines.length > 1 &&
      lines[0].size <= 1.1 * body &&
      !lines[0].bold &&
      lines.map(({ text }) => text).join(' ').length > 160,
  );
  const candidates = groups.filter((lines) => isHeadingLike(lines, body));
  const styleOf = ([line]: Segment[]) => Math.round(line.size * 2) + (line.bold ? 0.5 : 0);
  const front = new Set(groups.slice(0, Math.max(firstBody, 0)));
  const largest = Math.max(...candidates.filter((lines) => front.has(lines)).map(styleOf));
  const isHeading = (lines: Segment[]) =>
    !front.has(lines) ||
    styleOf(lines) === largest ||
    lines === groups[firstBody - 1] ||
    isKnownHeading(textOf(lines));
  const headings = candidates.filter(isHeading);
  const styles = [...new Set(headings.map(styleOf))].toSorted((a, b) => b - a);
  return new Map(headings.map((lines) => [lines, styles.indexOf(styleOf(lines)) + 1]));
}

function isHeadingLike(lines: Segment[], body: number): boolean {
  const text = textOf(lines);
  const isLarge = lines[0].size > 1.12 * body;
  const isBold = lines.every((line) => line.bold) && lines[0].size >= 0.95 * body;
  if (!isLarge && !isBold) return false;
  return (
    text.length < (isLarge ? 220 : 120) &&
    /\p{L}{2}/u.test(text) &&
    !(isBold && !isLarge && /[.;,]$/.test(text))
  );
}

function textOf(lines: Segment[]): string {
  return lines.map(({ text }) => text).join(' ');
}
