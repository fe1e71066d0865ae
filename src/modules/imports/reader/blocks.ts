import type { Place } from './reading.js';

/**
 * What every front end (text, Markdown, CSV, later DOCX, PDF, HTML) makes of a document, and all that the rest
 * of the reader knows of it: paragraphs and tables in the order of the document.
 */
export type Block = Paragraph | Table;

export interface Paragraph {
  kind: 'paragraph';
  /** Without the bullet or number before it, in one line. */
  text: string;
  /** The lines (pages, paragraphs) it came from and the offset in `text` at which each begins; at least one. */
  pieces: Piece[];
  /** The bullet or number before it. */
  list: ListMark | null;
  /** What it begins with in bold, such as a title run in with the text. */
  runIn: string | null;
  /** Where the format itself says that this is a heading: its level, from 1. */
  headingLevel: number | null;
  /** Whether page furniture was taken out just before it. */
  afterFurniture: boolean;
}

export interface Piece {
  start: number;
  at: Place;
}

export interface ListMark {
  kind: 'bullet' | 'number' | 'letter';
  /** Verbatim, such as `•`, `3.`, `(a)`, `2.1`. */
  text: string;
  /** Columns of indentation. */
  indent: number;
}

export interface Table {
  kind: 'table';
  rows: TableRow[];
}

export interface TableRow {
  at: Place;
  cells: Cell[];
  /** Whether its cells were put together from several lines. */
  joined?: boolean;
}

export interface Cell {
  text: string;
  at: Place;
  /** What the front end is not sure of, as sentences. */
  doubts?: string[];
}

/** Where the paragraph begins. */
export function placeOf(paragraph: Paragraph): Place {
  return paragraph.pieces[0].at;
}

/** Where the character at this offset of the paragraph's text stands. */
export function placeAt(paragraph: Paragraph, offset: number): Place {
  return paragraph.pieces.findLast((piece) => piece.start <= offset)?.at ?? placeOf(paragraph);
}

/** "line 12", "page 3, line 4", "cell B7 of Matrix", "paragraph 9". */
export function describePlace(at: Place): string {
  if ('page' in at) return `page ${at.page}${at.line === undefined ? '' : `, line ${at.line}`}`;
  if ('sheet' in at) return `cell ${at.cell} of ${at.sheet}`;
  return 'line' in at ? `line ${at.line}` : `paragraph ${at.paragraph}`;
}

/**
 * One paragraph of several: texts put end to end, every line remembered. A word cut by a hyphen is put together
 * where `words` has it whole ("imple-" + "mentation"); otherwise the hyphen stays ("cross-" + "border"). An
 * address in angle brackets that was cut in two takes no space either.
 */
export function joinParagraphs(parts: Paragraph[], words: ReadonlySet<string> = new Set()): Paragraph {
  if (parts.length === 1) return parts[0];
  let text = '';
  const texts: string[] = [];
  const pieces: Piece[] = [];
  let length = 0;
  for (const [index, part] of parts.entries()) {
    const next = parts[index + 1]?.text;
    for (const piece of part.pieces) pieces.push({ start: piece.start + length, at: piece.at });
    text = next === undefined ? part.text : part.text + glue(part.text, next);
    if (next !== undefined && isCutWord(part.text, next, words)) text = part.text.slice(0, -1);
    texts.push(text);
    length += text.length;
  }
  return { ...parts[0], text: texts.join(''), pieces };
}

function glue(text: string, next: string): string {
  const isCompound = /[\p{L}\p{N}]-$/u.test(text.slice(-2)) && /^\p{L}/u.test(next);
  return isCompound || /<https?:\/\/[^\s>]*$/.test(text.slice(-500)) ? '' : ' ';
}

function isCutWord(text: string, next: string, words: ReadonlySet<string>): boolean {
  const start = /(\p{L}{2,})-$/u.exec(text.slice(-40))?.[1];
  const end = /^\p{Ll}+/u.exec(next)?.[0];
  return start !== undefined && end !== undefined && words.has((start + end).toLowerCase());
}

const BULLET = /^([•◦▪●○‣·∙■□➢➤✓✔\uF0B7\uF0A7*+–—-]|o(?=\s{2}|\t))\s+/u;
/** Also "R3.", as many number their recommendations. */
const NUMBER =
  /^(\(?[\d٠-٩۰-۹]{1,3}\)|[٠-٩۰-۹]{1,3}[.\-–]|\d{1,3}(?:\.\d{1,3})*\.|\(R\d{1,2}\)|R\d{1,2}[.:)])\s+/;
/** "2.1 Findings" and "IV. Findings", but neither "3.5 million lamps" nor "I. Khan wrote that …". */
const SECTION_NUMBER = /^(\d{1,3}(?:\.\d{1,3})+|[IVX]{1,5}\.)\s+(?=\p{Lu}[^.!?]{2,100}$)/u;
const LETTER = /^(\([a-z]{1,4}\)|\(?[A-Z]\)|[a-z]\)|[ivx]{1,4}\)|[a-hivx]\.|[ivx]{2,4}\.)\s+/;

const MARKS: [ListMark['kind'], RegExp][] = [
  ['bullet', BULLET],
  ['number', NUMBER],
  ['number', SECTION_NUMBER],
  ['letter', LETTER],
];

/** The bullet or number a line begins with, and the text after it. */
export function splitListMark(line: string): { list: ListMark | null; text: string } {
  const body = line.trimStart();
  const indent = line.slice(0, line.length - body.length).replaceAll('\t', '    ').length;
  for (const [kind, pattern] of MARKS) {
    const match = pattern.exec(body);
    if (match) return { list: { kind, text: match[1], indent }, text: body.slice(match[0].length).trim() };
  }
  return { list: null, text: body.trim() };
}
