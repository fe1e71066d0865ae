import type { ListMark } from '../blocks.js';
import { lettersOf, romanOf } from '../list-numbers.js';
import { isHeadingText, opensNotes } from '../rich-blocks.js';
import type { RichBlock, RichCell, RichNote, RichTable } from '../rich-document.js';
import { RunCollector, citation, cleanText } from '../rich-document.js';
import type { Element } from '../xml.js';
import { child, children, descendants, textOf } from '../xml.js';
import type { OdtStyles } from './styles.js';

/** Where an item of a list stands. */
interface Item {
  list: string | undefined;
  depth: number;
  mark: ListMark | null;
}

/** No text of the document's own. */
const SKIPPED = new Set([
  'text:tracked-changes', 'text:table-of-content', 'text:alphabetical-index', 'text:page-number', 'text:page-count',
  'office:annotation', 'office:forms', 'text:sequence-decls', 'text:variable-decls', 'table:covered-table-cell',
]); // prettier-ignore

/** Walks through the text of an OpenDocument file. What was deleted with changes tracked is kept elsewhere in it. */
export class OdtBody {
  readonly notes: RichNote[] = [];
  private readonly counts = new Map<string, number>();
  private isInNotes = false;

  constructor(private readonly styles: OdtStyles) {}

  read(container: Element, item: Item | null = null): RichBlock[] {
    return children(container).flatMap((element) => {
      switch (element.name) {
        case 'text:h':
        case 'text:p':
          return this.paragraph(element, item);
        case 'text:list':
          return this.list(element, item);
        case 'table:table':
          return [this.table(element)];
        default:
          return SKIPPED.has(element.name) ? [] : this.read(element, item);
      }
    });
  }

  private paragraph(element: Element, item: Item | null): RichBlock[] {
    const style = this.styles.style(element.attributes['text:style-name']);
    const runs = new RunCollector();
    const boxes: Element[] = [];
    this.runs(element, runs, boxes, style.isBold);
    const outline =
      element.name === 'text:h' ? Number(element.attributes['text:outline-level'] ?? 1) || 1 : null;
    const level = style.isTitle ? 1 : outline;
    const headingLevel = level !== null && runs.text.trim() && isHeadingText(runs.text) ? level : null;
    if (headingLevel !== null) this.isInNotes = opensNotes(runs.text);
    else if (runs.text.length < 60 && opensNotes(runs.text)) this.isInNotes = true;
    const list = item?.mark ?? null;
    if (item && runs.text.trim()) item.mark = null;
    return [
      { kind: 'paragraph', text: runs.text, bold: runs.bold, list, headingLevel },
      ...boxes.flatMap((box) => this.read(box)),
    ];
  }

  private runs(
    element: Element,
    runs: RunCollector,
    boxes: Element[],
    isBold: boolean,
    isRaised = false,
  ): void {
    for (const node of element.children) {
      if (typeof node === 'string') {
        if (isRaised) runs.addRaised(cleanText(node), isBold);
        else runs.add(cleanText(node), isBold);
        continue;
      }
      switch (node.name) {
        case 'text:s':
          runs.add(' ', isBold);
          break;
        case 'text:tab':
          runs.add('\t', isBold);
          break;
        case 'text:line-break':
          runs.add('\n', isBold);
          break;
        case 'text:note':
          runs.add(citation(this.note(node)), false);
          break;
        case 'text:span': {
          const style = this.styles.style(node.attributes['text:style-name']);
          if (!style.isHidden)
            this.runs(node, runs, boxes, isBold || style.isBold, isRaised || style.isRaised);
          break;
        }
        case 'text:a':
          this.link(node, runs, boxes, isBold);
          break;
        case 'draw:frame':
        case 'draw:custom-shape':
          boxes.push(
            ...descendants(node, 'draw:text-box'),
            ...(node.name === 'draw:custom-shape' ? [node] : []),
          );
          break;
        default:
          if (!SKIPPED.has(node.name)) this.runs(node, runs, boxes, isBold, isRaised);
      }
    }
  }

  private link(element: Element, runs: RunCollector, boxes: Element[], isBold: boolean): void {
    const from = runs.text.length;
    this.runs(element, runs, boxes, isBold);
    const address = element.attributes['xlink:href'] ?? '';
    if (this.isInNotes && /^https?:\/\//i.test(address) && !runs.text.slice(from).includes('://'))
      runs.add(` <${address}>`, false);
  }

  /** @returns its index */
  private note(element: Element): number {
    const index = this.notes.length;
    const note: RichNote = {
      marker: cleanText(textOf(child(element, 'text:note-citation'))).trim(),
      blocks: [],
    };
    this.notes.push(note);
    const wasInNotes = this.isInNotes;
    this.isInNotes = true;
    const body = child(element, 'text:note-body');
    if (body) note.blocks = this.read(body);
    this.isInNotes = wasInNotes;
    return index;
  }

  private list(element: Element, parent: Item | null): RichBlock[] {
    const depth = parent ? parent.depth + 1 : 0;
    const list = element.attributes['text:style-name'] ?? parent?.list;
    const goesOn =
      element.attributes['text:continue-numbering'] === 'true' || 'text:continue-list' in element.attributes;
    const key = `${list}/${depth}`;
    const level = this.styles.listLevel(list, depth);
    if (!goesOn) this.counts.set(key, (level?.start ?? 1) - 1);
    return children(element).flatMap((inner) => {
      if (inner.name !== 'text:list-item') return this.read(inner, null);
      // An item that holds nothing but another list shows no mark of its own.
      const isHolder = children(inner).every(({ name }) => name === 'text:list');
      const start = Number(inner.attributes['text:start-value'] ?? NaN);
      const count = Number.isNaN(start) ? (this.counts.get(key) ?? 0) + 1 : start;
      if (!isHolder) this.counts.set(key, count);
      return this.read(inner, { list, depth, mark: isHolder ? null : this.markOf(list, depth, count) });
    });
  }

  private markOf(list: string | undefined, depth: number, count: number): ListMark | null {
    const level = this.styles.listLevel(list, depth);
    const indent = depth * 4;
    if (!level || level.isBullet) return { kind: 'bullet', text: '•', indent };
    if (!level.format) return null;
    const letters = /a/i.test(level.format)
      ? lettersOf(count)
      : /i/i.test(level.format)
        ? romanOf(count)
        : null;
    const text =
      letters === null ? String(count) : /[AI]/.test(level.format) ? letters.toUpperCase() : letters;
    return {
      kind: letters === null ? 'number' : 'letter',
      text: `${level.prefix}${text}${level.suffix}`.trim(),
      indent,
    };
  }

  private table(element: Element): RichTable {
    const rows = rowsOf(element).flatMap((row): RichCell[][] => {
      const cells = children(row).flatMap((cell): RichCell[] => {
        if (cell.name !== 'table:table-cell') return [];
        const number = (name: string) => Math.min(Number(cell.attributes[`table:number-${name}`] ?? 1) || 1, 1000);
        const one = { blocks: this.read(cell), columns: Math.min(number('columns-spanned'), 100), rows: number('rows-spanned') };
        return [one, ...Array.from({ length: Math.min(number('columns-repeated'), 100) - 1 }, () => ({ ...one, blocks: [] }))];
      });
      return [cells];
    });
    return { kind: 'table', rows };
  } // prettier-ignore
}

function rowsOf(element: Element): Element[] {
  return children(element).flatMap((inner) => {
    if (inner.name === 'table:table-row') return [inner];
    return /^table:table-(?:header-)?rows?(?:-group)?$/.test(inner.name) ? rowsOf(inner) : [];
  });
}
