import type { Block, Paragraph } from '../blocks.js';
import { splitListMark } from '../blocks.js';
import { endsSentence } from '../words.js';
import type { Page, Run, Segment, TagNode } from './geometry.js';
import { segmentsOf, toSuperscript } from './geometry.js';
import type { Dictionary } from './join-lines.js';
import { joinLines } from './join-lines.js';
import { linksIn } from './paragraphs.js';
import type { TaggedCell } from './tagged-tables.js';
import { isSameTable, mergeRows, tableOf } from './tagged-tables.js';
import type { PdfTable } from './tables.js';
import { cellOf, isFilled, joinTables } from './tables.js';

const BLOCKS =
  /^(?:P|H[1-6]?|LI|LBody|Title|Caption|BlockQuote|Quote|TOCI|Note|FENote|Figure|Formula|Index|BibEntry|Sect|Div|Art|Part|Aside|L|TOC|Document|Root)$/;
const CELLS = /^T[HD]$/;

/** A paragraph, as the tags tell it. */
interface Tagged {
  page: number;
  lines: Segment[];
  level: number | null;
  /** Bullet or number of an item, where tagged as such. */
  label: string | null;
  depth: number;
  isNote: boolean;
}

/**
 * Reads a PDF by its tags (ISO 32000-1, 14.8): paragraphs, headings, lists, notes and tables in their order.
 * @returns the blocks, and whether a table of theirs is uneven; null where the tags leave out more than a little
 */
export function taggedBlocks(
  pages: Page[],
  dictionary: Dictionary,
): { blocks: Block[]; isUneven: boolean } | null {
  const reader = new TagReader();
  for (const page of pages) reader.readPage(page);
  if (reader.covered < 0.95 * reader.total) return null;
  return { blocks: reader.blocks(dictionary), isUneven: reader.isUneven };
}

class TagReader {
  covered = 0;
  total = 0;
  /** Whether a table has cells over several rows or columns: the tags do not say which. */
  isUneven = false;
  private readonly found: (Tagged | PdfTable)[] = [];
  private page!: Page;
  private runs = new Map<string, Run[]>();
  private open: { runs: Run[]; level: number | null; label: string | null; isNote: boolean } | null = null;
  private notes: Tagged[] = [];
  private depth = 0;

  readPage(page: Page): void {
    this.page = page;
    this.runs = new Map();
    for (const run of page.runs) {
      if (run.isArtifact) continue;
      this.total += run.text.trim().length;
      if (run.tag !== null) this.runs.set(run.tag, [...(this.runs.get(run.tag) ?? []), run]);
    }
    if (page.tree) this.walk(page.tree);
    this.close();
  }

  blocks(dictionary: Dictionary): Block[] {
    const tables = this.found.filter((entry): entry is PdfTable => 'rows' in entry);
    for (const table of tables) table.rows = table.rows.filter(isFilled);
    const joined = joinTables(
      tables.filter(({ rows }) => rows.length > 0),
      dictionary,
    );
    return this.found.flatMap((entry): Block[] => {
      if (!('rows' in entry)) return [paragraphOf(entry, dictionary)];
      const found = joined.find(({ first }) => first === entry);
      return found ? [found.table] : [];
    });
  }

  private walk(node: TagNode): void {
    const role = node.role ?? '';
    if (role === 'Table') {
      this.close();
      this.readTable(node);
    } else if (/^(?:Note|FENote)$/.test(role)) this.readNote(node);
    else if (role === 'Lbl') this.readLabel(node);
    else if (BLOCKS.test(role)) {
      this.close();
      if (role === 'L') this.depth++;
      this.begin(role);
      for (const child of node.children ?? []) this.walk(child);
      this.close();
      if (role === 'L') this.depth--;
    } else if (node.type === 'content') {
      this.open ??= { runs: [], level: null, label: this.pendingLabel, isNote: false };
      this.open.runs.push(...this.take(node));
    } else for (const child of node.children ?? []) this.walk(child);
  }

  private pendingLabel: string | null = null;

  private begin(role: string): void {
    const level = /^H([1-6])$/.exec(role)?.[1];
    if (role === 'LI') this.pendingLabel = null;
    this.open = { runs: [], level: level ? Number(level) : role === 'Title' ? 1 : null, label: this.pendingLabel, isNote: false }; // prettier-ignore
  }

  /** The mark of a list item, or the raised number that cites a note. */
  private readLabel(node: TagNode): void {
    const runs = runsIn(node).flatMap((content) => this.take(content));
    const text = runs
      .map((run) => run.text)
      .join('')
      .trim();
    const isCiting = this.open !== null && this.open.runs.some((run) => run.text.trim());
    if (isCiting && /^\d{1,3}$/.test(text)) this.open!.runs.push(...raised(runs));
    else if (this.open?.isNote) this.open.runs.push(...(/^\d{1,3}$/.test(text) ? raised(runs) : runs));
    else {
      this.pendingLabel = text;
      if (this.open) this.open.label = text;
    }
  }

  /** A note stands within the paragraph that cites it; it is read after it. */
  private readNote(node: TagNode): void {
    const around = this.open;
    this.open = { runs: [], level: null, label: null, isNote: true };
    for (const child of node.children ?? []) {
      if (child.role === 'Lbl') this.readLabel(child);
      else for (const content of runsIn(child)) this.open.runs.push(...this.take(content));
    }
    const note = this.finished();
    if (note) this.notes.push(note);
    this.open = around;
    if (!around) this.close();
  }

  private close(): void {
    const paragraph = this.finished();
    if (paragraph) {
      this.found.push(paragraph);
      this.pendingLabel = null;
    }
    this.open = null;
    this.found.push(...this.notes);
    this.notes = [];
  }

  private finished(): Tagged | null {
    if (!this.open || !this.open.runs.some((run) => run.text.trim())) return null;
    const { runs, level, label, isNote } = this.open;
    const lines = segmentsOf(runs, this.page.number, 40);
    return { page: this.page.number, lines, level, label, depth: this.depth, isNote };
  }

  private take(content: TagNode): Run[] {
    const runs = this.runs.get(content.id ?? '') ?? [];
    this.runs.delete(content.id ?? '');
    this.covered += runs.reduce((sum, run) => sum + run.text.trim().length, 0);
    return runs;
  }

  private readTable(node: TagNode): void {
    const before = this.found.at(-1);
    const rows = rowsIn(node).map((row) =>
      (row.children ?? []).filter(({ role }) => CELLS.test(role ?? '')).map((cell) => this.readCell(cell)),
    );
    const table = tableOf(rows, this.page.number);
    if (!table) return;
    this.isUneven ||= rows.some((row) => row.length !== rows[0].length);
    table.isFirst = before === undefined || before.page !== this.page.number;
    // What a tag tree lists on every page is one table, whatever stands beside it there.
    if (before && 'rows' in before && isSameTable(before, table)) mergeRows(before, table);
    else this.found.push(table);
  }

  private readCell(node: TagNode): TaggedCell {
    const parts = blocksIn(node).map((part) => runsIn(part).flatMap((content) => this.take(content)));
    const cells = parts.map((part) => cellOf(part, this.page.number));
    const lines = cells.flatMap((cell, index) =>
      cell.lines.map((line, at) => (index > 0 && at === 0 ? { ...line, isNew: true } : line)),
    );
    const doubts = [...new Set(cells.flatMap((cell) => cell.doubts))];
    const xs = parts.flat().flatMap((run) => (run.text.trim() ? run.x : []));
    return { lines, doubts, x: xs.length > 0 ? Math.min(...xs) : null };
  }
}

function raised(runs: Run[]): Run[] {
  return runs.map((run) => (/\d/.test(run.text) ? { ...run, text: toSuperscript(run.text) } : run));
}

/** The pieces of content below a node, in their order. */
function runsIn(node: TagNode): TagNode[] {
  return node.type === 'content' ? [node] : (node.children ?? []).flatMap(runsIn);
}

/** The paragraphs of a cell; all of it where it has none. */
function blocksIn(cell: TagNode): TagNode[] {
  const children = cell.children ?? [];
  const isParted = children.length > 0 && children.every(({ role }) => /^(?:P|L|LI|Div)$/.test(role ?? ''));
  return isParted
    ? children.flatMap((child) => (/^(?:L|Div)$/.test(child.role ?? '') ? blocksIn(child) : [child]))
    : [cell];
}

function rowsIn(table: TagNode): TagNode[] {
  return (table.children ?? []).flatMap((child) =>
    child.role === 'TR' ? [child] : child.role === 'Table' ? [] : rowsIn(child),
  );
}

function paragraphOf(
  { page, lines, level, label, depth, isNote }: Tagged,
  dictionary: Dictionary,
): Paragraph {
  const texts = lines.map((line) => line.text + linksIn(line));
  const { list, text: first } = splitListMark(label ? `${label} ${texts[0]}` : texts[0]);
  const joined = joinLines([level === null && !isNote ? first : texts[0], ...texts.slice(1)], dictionary);
  const isHeading = level !== null && !(joined.text.length > 160 && endsSentence(joined.text));
  return {
    kind: 'paragraph',
    text: joined.text,
    pieces: [{ start: 0, at: { page } }],
    list: isHeading || isNote || !list ? null : { ...list, indent: Math.max(0, depth - 1) * 3 },
    runIn: null,
    headingLevel: isHeading ? level : null,
    afterFurniture: false,
  };
}
