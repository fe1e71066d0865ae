import type { ListMark } from '../blocks.js';
import { isHeadingText, opensNotes } from '../rich-blocks.js';
import type { RichBlock, RichCell, RichNote, RichParagraph, RichTable } from '../rich-document.js';
import type { Element } from '../xml.js';
import { child } from '../xml.js';
import { DocxNotes } from './notes.js';
import { Numbering } from './numbering.js';
import type { Relation, WordPackage, WordPart } from './package.js';
import { Runs } from './runs.js';
import type { Styles } from './styles.js';
import { numberingOf, outlineLevel, readStyles } from './styles.js';
import { content } from './walk.js';

/** Walks through the body of a Word file, its notes, headers and footers. */
export class DocxBody {
  private readonly styles: Styles;
  private readonly numbering: Numbering;
  private readonly noteParts: DocxNotes;
  private relations: ReadonlyMap<string, Relation>;
  private isInNotes = false;

  constructor(file: WordPackage) {
    this.styles = readStyles(file.part('styles')?.root);
    this.numbering = new Numbering(file.part('numbering')?.root);
    this.noteParts = new DocxNotes(file);
    this.relations = file.relations;
  }

  read(container: Element | undefined): RichBlock[] {
    const blocks: RichBlock[] = [];
    let cut: RichParagraph | undefined;
    for (const element of content(container)) {
      if (element.name === 'w:tbl') blocks.push(this.table(element));
      if (element.name !== 'w:p') continue;
      const { paragraph, boxes, isJoined } = this.paragraph(element);
      // A paragraph whose end was deleted with changes tracked runs into the next.
      const whole = joinCut(cut, paragraph);
      cut = isJoined ? whole : undefined;
      if (whole && !isJoined) blocks.push(whole);
      for (const box of boxes) blocks.push(...this.read(box));
    }
    return cut ? [...blocks, cut] : blocks;
  }

  /** The footnotes and endnotes, in the order in which they are cited. */
  notes(): RichNote[] {
    this.isInNotes = true;
    return this.noteParts.cited().map(({ marker, root, relations }) => {
      this.relations = relations;
      return { marker, blocks: this.read(root) };
    });
  }

  /** The paragraphs of a header or footer. */
  textsOf({ root, relations }: WordPart): string[] {
    this.relations = relations;
    const paragraphs = (blocks: RichBlock[]): RichParagraph[] =>
      blocks.flatMap((block) =>
        block.kind === 'paragraph' ? [block] : block.rows.flat().flatMap((cell) => paragraphs(cell.blocks)),
      );
    return paragraphs(this.read(root))
      .flatMap(({ text }) => text.split('\n'))
      .map((text) => text.replaceAll(/\s+/g, ' ').trim());
  }

  paragraphsOf(texts: string[]): RichParagraph[] {
    return texts.map((text) => ({ kind: 'paragraph', text, bold: '', list: null, headingLevel: null }));
  }

  private paragraph(element: Element): {
    paragraph: RichParagraph | undefined;
    boxes: Element[];
    isJoined: boolean;
  } {
    const properties = child(element, 'w:pPr');
    const style = this.styles(child(properties, 'w:pStyle')?.attributes['w:val']);
    const runs = new Runs(
      {
        relations: this.relations,
        noteIndex: (kind, id, mark) => this.noteParts.indexOf(kind, id, mark),
        showsAddresses: this.isInNotes,
      },
      style.isBold,
    ).read(element);
    const numbering = numberingOf(properties, style.numbering);
    const mark = numbering && this.numbering.next(numbering.id, numbering.level);
    const endMark = child(properties, 'w:rPr');
    const isJoined = child(endMark, 'w:del') !== undefined || child(endMark, 'w:moveFrom') !== undefined;
    if (/^(?:toc|index) ?\d|^table of figures/.test(style.name))
      return { paragraph: undefined, boxes: [], isJoined };
    const level = (style.isTitle ? 1 : (outlineLevel(properties) ?? style.headingLevel)) || null;
    const headingLevel = level !== null && isHeadingText(runs.text) && runs.text.trim() ? level : null;
    if (headingLevel !== null) this.isInNotes = opensNotes(runs.text);
    else if (runs.text.length < 60 && opensNotes(runs.text)) this.isInNotes = true;
    const { list, text } = labelled(mark, runs.text);
    return {
      paragraph: { kind: 'paragraph', text, bold: runs.bold, list, headingLevel },
      boxes: runs.boxes,
      isJoined,
    };
  }

  private table(element: Element): RichTable {
    const rows: RichCell[][] = [];
    /** By column of the grid: the cell that the next row may go on with. */
    let above: RichCell[] = [];
    for (const row of content(element)) {
      if (row.name !== 'w:tr' || child(child(row, 'w:trPr'), 'w:del')) continue;
      const below: RichCell[] = [];
      rows.push(this.row(row, above, below));
      above = below;
    }
    return { kind: 'table', rows };
  }

  private row(row: Element, above: RichCell[], below: RichCell[]): RichCell[] {
    const cells: RichCell[] = [];
    const skipped = Number(child(child(row, 'w:trPr'), 'w:gridBefore')?.attributes['w:val'] ?? 0);
    let column = 0;
    if (skipped > 0 && skipped < 100) {
      cells.push({ blocks: [], columns: skipped, rows: 1 });
      column = skipped;
    }
    for (const element of content(row)) {
      if (element.name !== 'w:tc') continue;
      const properties = child(element, 'w:tcPr');
      const columns = Math.min(
        Math.max(Number(child(properties, 'w:gridSpan')?.attributes['w:val'] ?? 1) || 1, 1),
        100,
      );
      const merge = child(properties, 'w:vMerge');
      const goesOn = merge && merge.attributes['w:val'] !== 'restart' ? above[column] : undefined;
      const cell = goesOn ?? { blocks: this.read(element), columns, rows: 1 };
      if (goesOn) goesOn.rows++;
      else cells.push(cell);
      below[column] = cell;
      column += columns;
    }
    return cells;
  }
}

function joinCut(cut: RichParagraph | undefined, next: RichParagraph | undefined): RichParagraph | undefined {
  return cut && next ? { ...cut, text: cut.text + next.text } : (next ?? cut);
}

/** A mark such as "Recommendation 1:" is part of the text. */
function labelled(mark: ListMark | null, text: string): { list: ListMark | null; text: string } {
  const isLabel = mark !== null && /\p{L}{3}/u.test(mark.text.replaceAll(/[ivxlcdm]+/gi, ''));
  return isLabel ? { list: null, text: `${mark.text} ${text}` } : { list: mark, text };
}
