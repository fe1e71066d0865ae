import type { Day, Direction, Progress } from '../facts.js';

/**
 * A brief as paragraphs, tables and lists, in the words of its language but in no file format. `compose.ts` makes it
 * from the facts, once; HTML, PDF, DOCX and Markdown are each a plain walk over these few kinds of block. It is JSON:
 * the PDF template reads it as data.
 */
export interface BriefDocument {
  language: string;
  direction: Direction;
  title: string;
  /** The organisation: shown as the document's author. */
  author: string;
  /** The day as of which the brief speaks: stands as the document's date, so that two renderings are equal. */
  date: Day;
  /** "{page} / {pages}", to be filled by what counts the pages. */
  pageOf: string;
  contents: string;
  /** Set on every page; null for an approved brief. */
  draft: string | null;
  /** Set on every page where the publication has one. */
  classification: string | null;
  cover: Cover;
  sections: Section[];
}

export interface Cover {
  organisation: string;
  kind: string;
  title: Line;
  facts: Fact[];
  /** Said on the first page: that it is a draft, that something is left out, how to read it. */
  notices: string[];
  /** The editor's own, between the facts and the figures. */
  text: Block[];
  figures: Figure[];
  disclaimer: Fact | null;
}

export interface Section {
  id: string;
  heading: string;
  /** Wants a landscape page where there are pages. */
  wide: boolean;
  blocks: Block[];
}

export type Block =
  | { type: 'paragraph'; line: Line; look?: 'quiet' | 'source' }
  | { type: 'heading'; level: 3 | 4; line: Line }
  | { type: 'list'; ordered: boolean; start: number; items: Block[][] }
  | { type: 'quote'; blocks: Block[] }
  | { type: 'code'; text: string }
  | { type: 'chart'; chart: Chart }
  | { type: 'facts'; facts: Fact[] }
  | { type: 'table'; table: Table }
  | { type: 'item'; item: ItemBlock }
  | { type: 'sources'; sources: SourceBlock[] };

/** One paragraph. */
export interface Line {
  runs: Run[];
  /** Set only where it is not the document's. */
  dir?: Direction;
  /** BCP 47 tag, only where it is known and not the document's. */
  lang?: string;
  /** The first line of an entry among several in one place: wants a little room above it. */
  opens?: true;
}

/** A piece of text in one look. */
export interface Run {
  text: string;
  strong?: true;
  em?: true;
  code?: true;
  /** Of less weight: dates of record, labels. */
  quiet?: true;
  /** Past due. Nothing else is red. */
  alert?: true;
  /** The source's own words. */
  source?: true;
  /** A number of a source. */
  note?: true;
  /** An address outside: http, https or mailto. */
  href?: string;
  /** Id of an item or a source in this document. */
  to?: string;
  /** The status glyph of a progress stands before the text; the text says the same. */
  glyph?: Progress;
  dir?: Direction;
}

export interface Fact {
  label: string;
  lines: Line[];
}

export interface Figure {
  value: number;
  label: string;
  alert: boolean;
}

export interface Chart {
  svg: string;
  /** In px of the SVG's own coordinates. */
  width: number;
  height: number;
  title: string;
  description: string;
  table: Table;
}

export interface Table {
  caption: string;
  columns: Column[];
  rows: Row[];
}

export interface Column {
  heading: string;
  /** Relative to the other columns. */
  width: number;
  numeric?: true;
}

export interface Row {
  /** The first cell heads its row. */
  cells: Line[][];
  /** A row of totals. */
  total?: true;
}

export interface ItemBlock {
  id: string;
  ref: string;
  title: Line;
  progress: Progress;
  status: Line;
  blocks: Block[];
}

export interface SourceBlock {
  id: string;
  number: number;
  title: Line;
  details: Line[];
}

/** What a line says, without its looks. */
export const plainText = ({ runs }: Line): string => runs.map(({ text }) => text).join('');
