import type { Block, Paragraph } from './blocks.js';
import { joinParagraphs, splitListMark } from './blocks.js';
import { plainInline } from './inline-marks.js';
import { dropPageFurniture } from './page-furniture.js';
import type { Place, Warning } from './reading.js';
import type { FileProperties } from './rich-document.js';
import type { Line } from './tables.js';
import { tableAt } from './tables.js';
import { endsOpen, endsSentence, startsLowercase } from './words.js';

/** What every front end hands to the rest of the reader. */
export interface Document {
  blocks: Block[];
  /** What stood above, below or between the pages; it may still name series, number and date. */
  furniture: string[];
  warnings: Warning[];
  /** Notes that the format itself ties to what cites them; the others are found in the text. */
  notes?: TiedNote[];
  properties?: FileProperties;
}

export interface TiedNote {
  marker: string;
  text: string;
  citedAt: Place[];
  at: Place;
}

/** Reads plain text or Markdown into blocks. Line ends of every kind; line numbers are those of the file. */
export function readText(text: string, format: 'text' | 'markdown'): Document {
  const split = splitLines(text, format);
  const { lines, heads, warnings } = dropPageFurniture(
    format === 'markdown' ? withFrontMatter(split) : split,
  );
  return { blocks: blocksOf(lines), furniture: heads, warnings };
}

function splitLines(text: string, format: 'text' | 'markdown'): Line[] {
  let pageEnded = false;
  return text
    .replace(/^\uFEFF/, '')
    .split(/\r\n|\r|\n/)
    .map((raw, index) => {
      const afterFurniture = pageEnded || raw.startsWith('\f');
      pageEnded = raw.includes('\f', 1);
      const line = raw
        .replaceAll(/[\f\v]/g, ' ')
        .replaceAll(/[\u00AD\u200B\u2060\uFEFF]/g, '')
        .replaceAll('\u00A0', ' ');
      return { number: index + 1, text: unescape(line, format), afterFurniture };
    });
}

/** The fields between `---` and `---` at the top of a Markdown file, as lines that the title page may have. */
function withFrontMatter(lines: Line[]): Line[] {
  const end =
    lines[0]?.text.trim() === '---'
      ? lines.findIndex(({ text }, index) => index > 0 && /^(?:---|\.\.\.)\s*$/.test(text))
      : -1;
  if (end < 2 || end > 60) return lines;
  return lines.map((line, index) => {
    if (index > end) return line;
    const field = /^([A-Za-z][\w -]*):\s+(\S.*)$/.exec(line.text);
    if (!field) return { ...line, text: '' };
    const value = field[2]
      .trim()
      .replace(/^\[(.*)\]$/, '$1')
      .replaceAll(/^["']|["']$|(?<=[,\s])["']|["'](?=[,\s])/g, '');
    return { ...line, text: `${field[1][0].toUpperCase()}${field[1].slice(1)}: ${value}` };
  });
}

/** Pandoc and the like write `\$` for a dollar sign; in Markdown any punctuation can stand so. Pipes wait. */
function unescape(line: string, format: 'text' | 'markdown'): string {
  if (!line.includes('\\')) return line;
  return line.replaceAll(format === 'markdown' ? /\\([!-/:-@[-`{}~])/g : /\\([$_*#&%~<>[\]])/g, '$1');
}

function blocksOf(lines: Line[]): Block[] {
  const width = wrapWidth(lines);
  const words = wordsIfHyphenated(lines);
  const blocks: Block[] = [];
  let open: Paragraph[] = [];
  const close = () => {
    if (open.length) blocks.push(joinParagraphs(open, words));
    open = [];
  };
  for (let i = 0; i < lines.length; i++) {
    const line = lines[i];
    const found = tableAt(lines, i);
    if (found) {
      close();
      blocks.push(found.table);
      i = found.to - 1;
    } else if (!line.text.trim()) close();
    else if (isUnderline(line.text)) {
      if (open.length === 1) open[0].headingLevel = line.text.trim().startsWith('=') ? 1 : 2;
      close();
    } else if (!RULER.test(line.text)) {
      if (open.length && !goesOn(open, lines[i - 1], line, width)) close();
      open.push(paragraphOf(line));
    }
  }
  close();
  return blocks;
}

/** The words of a text in which a line ends in a hyphen: they tell cut words from compounds. */
function wordsIfHyphenated(lines: Line[]): Set<string> {
  const words = new Set<string>();
  if (!lines.some((line) => /\p{L}-\s*$/u.test(line.text))) return words;
  for (const { text } of lines)
    for (const word of text.toLowerCase().match(/\p{L}{4,}/gu) ?? []) words.add(word);
  return words;
}

const RULER = /^\s*([-*_=])(\s*\1){2,}\s*$/;

function isUnderline(text: string): boolean {
  return /^\s*(={3,}|-{3,})\s*$/.test(text);
}

function paragraphOf(line: Line): Paragraph {
  const heading = /^\s{0,3}(#{1,6})\s+(.*?)\s*#*\s*$/.exec(line.text);
  const { list, text } = heading
    ? { list: null, text: heading[2] }
    : splitListMark(line.text.replace(/^\s*>\s?/, ''));
  const runIn = /^(?:\*\*|__)(.{2,120}?)(?:\*\*|__)/.exec(text)?.[1];
  return {
    kind: 'paragraph',
    text: plainInline(text).replaceAll(/\t+/g, ' ').trim(),
    pieces: [{ start: 0, at: { line: line.number } }],
    list,
    runIn: runIn ?? null,
    headingLevel: heading ? heading[1].length : null,
    afterFurniture: line.afterFurniture,
  };
}

/**
 * The column at which the lines of a text were broken, or null where each paragraph is one long line. Only lines
 * directly followed by another say anything about it.
 */
function wrapWidth(lines: Line[]): number | null {
  let [width, count] = [0, 0];
  for (const [i, line] of lines.entries()) {
    if (/[\t|]|\S\s{3,}\S/.test(line.text)) continue;
    const length = line.text.trimEnd().length;
    if (length > 140) return null;
    if (length <= 40 || !lines[i + 1]?.text.trim()) continue;
    count++;
    width = Math.max(width, length);
  }
  return count >= 2 ? width : null;
}

/** Whether a line goes on with the paragraph of the lines right above it, in a text broken at a width. */
function goesOn(above: Paragraph[], previous: Line, line: Line, width: number | null): boolean {
  const [first, last] = [above[0], above.at(-1)!];
  if (first.headingLevel !== null || line.afterFurniture) return false;
  const text = line.text.trim();
  if (splitListMark(line.text).list || /^(#|\[\^?\d+\]|[\u00B9\u00B2\u00B3\u2070-\u2079])/.test(text))
    return false;
  const hasTerminal = endsSentence(last.text);
  if (first.list && line.text.search(/\S/) > first.list.indent) return true;
  if (startsLowercase(text) && !hasTerminal) return true;
  if (width === null) return false;
  const length = previous.text.trimEnd().length;
  const firstWord = /^\S+/.exec(text)![0];
  // The writer's program broke the line because the next word did not fit; by hand one breaks a little sooner.
  if (length + 1 + firstWord.length > width) return true;
  return !hasTerminal && (endsOpen(last.text) || length > 0.75 * width);
}
