import type { Block, Cell, Paragraph } from './blocks.js';
import { splitListMark } from './blocks.js';
import { isNotesHeading } from './heading-words.js';
import type { Place } from './reading.js';
import type {
  RichBlock,
  RichCell,
  RichDocument,
  RichNote,
  RichParagraph,
  RichTable,
} from './rich-document.js';
import { resolveCitations } from './rich-document.js';
import { layoutOf, withTypedTables } from './rich-layout.js';
import { gridOf } from './rich-tables.js';
import type { Document } from './text-blocks.js';
import { countWords, endsSentence } from './words.js';

/**
 * Makes blocks of a document that has paragraphs, tables and notes of its own. Places are paragraphs, counted from
 * 1 through the whole document as one reads it, cells of tables row by row, notes last; empty ones do not count.
 */
export function documentOf(rich: RichDocument): Document {
  return new Builder(rich).document();
}

class Builder {
  private readonly blocks: Block[] = [];
  private readonly citedAt: Place[][];
  private count = 0;
  /** Whether running text has begun: what stands above it says what the document is. */
  private isInBody = false;

  constructor(private readonly rich: RichDocument) {
    this.citedAt = rich.notes.map(() => []);
  }

  document(): Document {
    this.addAll(this.rich.blocks);
    const { furniture, warnings, properties } = this.rich;
    const notes = this.rich.notes
      .map((note, index) => ({ note, citedAt: this.citedAt[index] }))
      .filter(({ citedAt }) => citedAt.length > 0)
      .map(({ note, citedAt }) => ({
        marker: note.marker,
        text: this.noteText(note),
        citedAt,
        at: this.next(),
      }));
    return { blocks: this.blocks, furniture, warnings, notes, properties };
  }

  private addAll(blocks: RichBlock[]): void {
    for (const block of withTypedTables(blocks)) {
      if (block.kind === 'paragraph') this.addParagraph(block);
      else this.addTable(block);
    }
  }

  private addParagraph(rich: RichParagraph): void {
    for (const part of linesOf(rich)) {
      const { text, cited } = resolveCitations(part.text, this.rich.notes);
      if (!text.trim()) continue;
      const at = this.place(cited);
      const paragraph = paragraphOf({ ...part, text }, at);
      this.isInBody ||= text.length > 160 || (paragraph.headingLevel ?? 0) > 1;
      this.blocks.push(paragraph);
    }
  }

  private addTable(table: RichTable): void {
    const above = this.blocks.at(-1);
    const layout = layoutOf(table, { isInBody: this.isInBody, above });
    if (layout) {
      this.addAll(layout);
      return;
    }
    const cells = table.rows.map((row) =>
      row.map((cell) => ({ ...this.cellOf(cell), columns: cell.columns, rows: cell.rows })),
    );
    const rows = gridOf(cells);
    if (rows.length > 0) this.blocks.push({ kind: 'table', rows });
    this.isInBody = true;
  }

  private cellOf({ blocks }: RichCell): Cell {
    let at: Place | null = null;
    const lines = this.cellLines(blocks, (place) => (at ??= place));
    return { text: lines.join('\n'), at: at ?? { paragraph: Math.max(this.count, 1) } };
  }

  /** A line for each paragraph, list marks as they are printed. */
  private cellLines(blocks: RichBlock[], seen: (at: Place) => void): string[] {
    return blocks.flatMap((block): string[] => {
      if (block.kind === 'table')
        return block.rows.map((row) =>
          row
            .map((cell) => this.cellLines(cell.blocks, seen).join(' '))
            .filter(Boolean)
            .join(' | '),
        );
      const { text, cited } = resolveCitations(block.text, this.rich.notes);
      const lines = text.split('\n').map(oneLine).filter(Boolean);
      if (block.list && (lines.length > 0 || block.list.kind !== 'bullet'))
        lines[0] = `${block.list.text} ${lines[0] ?? ''}`.trim();
      if (lines.length > 0) seen(this.place(cited));
      return lines;
    });
  }

  private noteText({ marker, blocks }: RichNote): string {
    const texts = blocks.map((block) =>
      block.kind === 'paragraph' ? resolveCitations(block.text, this.rich.notes).text : '',
    );
    const text = oneLine(texts.join(' '));
    // Some writers print the marker by hand before the note.
    const printed = /^[[(]?([\w*†‡§]{1,6})[\])]?[.:)]?\s+/.exec(text);
    return printed?.[1] === marker ? text.slice(printed[0].length) : text;
  }

  private place(cited: number[]): Place {
    const at = this.next();
    for (const index of cited) this.citedAt[index].push(at);
    return at;
  }

  private next(): Place {
    return { paragraph: ++this.count };
  }
}

function oneLine(text: string): string {
  return text.replaceAll(/\s+/g, ' ').trim();
}

function paragraphOf(rich: RichParagraph, at: Place): Paragraph {
  const text = oneLine(rich.text);
  const typed = rich.list || rich.headingLevel !== null ? { list: rich.list, text } : splitListMark(text);
  const bold = oneLine(rich.bold);
  const isRunIn = bold.length >= 2 && bold.length <= 120 && bold.length < typed.text.length;
  return {
    kind: 'paragraph',
    text: typed.text,
    pieces: [{ start: 0, at }],
    list: typed.list,
    runIn: isRunIn && typed.text.startsWith(bold) ? bold : null,
    headingLevel: rich.headingLevel,
    afterFurniture: false,
  };
}

/**
 * A paragraph in which lines are broken by hand, as so many paragraphs where that is what was meant: at an empty
 * line, after a sentence, before a bullet or number, and among short lines such as those of a masthead.
 */
function linesOf(rich: RichParagraph): RichParagraph[] {
  if (!rich.text.includes('\n') || rich.headingLevel !== null) return [rich];
  const lines = rich.text.split('\n').map(oneLine);
  const areShort = lines.every((line) => line.length < 80);
  const parts: string[] = [];
  let isAfterBlank = true;
  for (const line of lines) {
    const above = parts.at(-1);
    const isNew =
      isAfterBlank ||
      above === undefined ||
      areShort ||
      endsSentence(above) ||
      splitListMark(line).list !== null;
    if (line && isNew) parts.push(line);
    else if (line) parts[parts.length - 1] = `${above} ${line}`;
    isAfterBlank = line === '';
  }
  return parts.map((text, index) => ({
    ...rich,
    text,
    bold: index === 0 ? rich.bold.split('\n')[0] : '',
    list: index === 0 ? rich.list : null,
  }));
}

/** A paragraph set as a heading by mistake: it is a whole text. */
export function isHeadingText(text: string): boolean {
  return text.length <= 200 && !(endsSentence(text) && countWords(text) > 20);
}

/** Whether a heading opens the notes: there a link's address belongs to the text. */
export function opensNotes(text: string): boolean {
  return isNotesHeading(oneLine(text));
}
