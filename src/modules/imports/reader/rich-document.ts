import type { ListMark } from './blocks.js';
import type { Warning } from './reading.js';

/**
 * What DOCX, ODT and HTML make of a document first, each in its own way. `documentOf` makes of it the blocks that
 * the rest of the reader knows.
 */
export interface RichDocument {
  blocks: RichBlock[];
  notes: RichNote[];
  /** What stands in the headers and footers of pages. */
  furniture: string[];
  warnings: Warning[];
  properties: FileProperties;
}

/** What the file says of itself, where no reader of the document sees it. */
export interface FileProperties {
  title?: string;
  author?: string;
  /** `YYYY-MM-DD` */
  date?: string;
  language?: string;
}

export type RichBlock = RichParagraph | RichTable;

export interface RichParagraph {
  kind: 'paragraph';
  /** Line breaks inside it as `\n`, tabs as `\t`, citations of notes by `citation`. */
  text: string;
  /** What it begins with in bold. */
  bold: string;
  list: ListMark | null;
  headingLevel: number | null;
}

export interface RichTable {
  kind: 'table';
  /** A cell that spans rows or columns stands once, where it begins. */
  rows: RichCell[][];
}

export interface RichCell {
  blocks: RichBlock[];
  columns: number;
  rows: number;
}

/** A note that the format itself ties to the places that cite it. */
export interface RichNote {
  /** As it is printed: `1`, `iv`, `*`. */
  marker: string;
  blocks: RichBlock[];
}

const [OPEN, CLOSE] = ['\uE000', '\uE001'];

/** What stands in a text where it cites a note, by the index of the note. */
export function citation(index: number): string {
  return `${OPEN}${index}${CLOSE}`;
}

/** Puts the printed marker where a note is cited, and tells which notes are. */
export function resolveCitations(
  text: string,
  notes: RichNote[],
): { text: string; cited: number[]; length: number } {
  const cited: number[] = [];
  const resolved = text.replaceAll(/\s*\uE000(\d+)\uE001/g, (_, index: string) => {
    cited.push(Number(index));
    return raised(notes[Number(index)].marker);
  });
  return { text: resolved, cited, length: resolved.length };
}

/** Text of a document without what is not seen in it. */
export function cleanText(text: string): string {
  // oxlint-disable-next-line no-control-regex
  return text
    .replaceAll(/[\u00A0\t\n\v\f\r]/g, ' ')
    .replaceAll(/[\p{Cc}\u00AD\u200B\u2060\uFEFF\uE000\uE001]/gu, '');
}

const RAISED: Record<string, string> = {
  ...Object.fromEntries(Array.from('⁰¹²³⁴⁵⁶⁷⁸⁹', (raisedDigit, digit) => [String(digit), raisedDigit])),
  ...Object.fromEntries(
    Array.from('ivxlcabdefg', (letter, index) => [letter, Array.from('ⁱᵛˣˡᶜᵃᵇᵈᵉᶠᵍ')[index]]),
  ),
};

/** As it is printed: `12` as `¹²`, `iv` as `ⁱᵛ`; what has no raised letters stands in brackets. */
export function raised(marker: string): string {
  const letters = Array.from(marker);
  if (/^[*†‡§]+$/.test(marker)) return marker;
  return letters.every((letter) => letter in RAISED)
    ? letters.map((letter) => RAISED[letter]).join('')
    : `[${marker}]`;
}

/** Collects the runs of a paragraph. */
export class RunCollector {
  text = '';
  bold = '';
  private isBoldOver = false;

  add(text: string, isBold: boolean): void {
    this.text += text;
    if (this.isBoldOver) return;
    if (isBold) this.bold += text;
    else if (text.trim()) this.isBoldOver = true;
  }

  /** A raised number cites a note, as in plain text; a raised "th" is just set so. */
  addRaised(text: string, isBold: boolean): void {
    const isNumber = /^\s*\d{1,3}(?:\s*[,–-]\s*\d{1,3})*\s*$/.test(text);
    this.add(isNumber ? text.replaceAll(/\d/g, (digit) => RAISED[digit]) : text, isBold);
  }
}
