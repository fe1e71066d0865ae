import type { ListMark } from '../blocks.js';
import { splitListMark } from '../blocks.js';
import { lettersOf, romanOf } from '../list-numbers.js';
import { isHeadingText, opensNotes } from '../rich-blocks.js';
import type { RichBlock, RichTable } from '../rich-document.js';
import { RunCollector, citation, cleanText } from '../rich-document.js';
import type { Element, Node } from '../xml.js';
import { children, textOf } from '../xml.js';
import type { HtmlNotes } from './notes.js';
import { isHidden } from './page-styles.js';
import { cellsOf, rowsOf } from './tables.js';

/** What no reader of the page reads as its text. */
const SKIPPED = new Set(
  `script style noscript template svg math iframe object embed canvas video audio map select button input textarea
   datalist dialog nav head title link meta base img picture o:p del`.split(/\s+/),
);
const BLOCKS = new Set(
  `address article aside blockquote body center dd details dir div dl dt fieldset figcaption figure footer form header
   hgroup hr html legend main p pre section summary tbody td tfoot th thead tr caption search`.split(/\s+/),
);
/** Parts of a page that are not of its text, where pages call them so. */
const AROUND = /(?:^|[\s_-])(?:breadcrumbs?|cookies?|navbar|skip-?link|share|sharing|social|newsletter|related-posts?|comments|pagination)(?:$|[\s_-])/i; // prettier-ignore

/** Walks through a web page as one reads it. */
export class HtmlBody {
  readonly footers: RichBlock[] = [];
  private out: RichBlock[] = [];
  private runs = new RunCollector();
  private mark: ListMark | null = null;
  private headingLevel: number | null = null;
  private depth = 0;
  private boldness = 0;
  private isInNotes = false;

  /** @param isWholePage whether what surrounds the text is among it */
  constructor(
    private readonly notes: HtmlNotes,
    private readonly isWholePage: boolean,
    private readonly hiddenClasses: ReadonlySet<string> = new Set(),
  ) {}

  /** The blocks inside an element. */
  read(element: Element): RichBlock[] {
    const { out, runs, mark, headingLevel } = this;
    Object.assign(this, { out: [], runs: new RunCollector(), mark: null, headingLevel: null });
    for (const node of element.children) this.node(node);
    this.flush();
    const read = this.out;
    Object.assign(this, { out, runs, mark, headingLevel });
    return read;
  }

  readNote(element: Element): RichBlock[] {
    this.isInNotes = true;
    return this.read(element);
  }

  private node(node: Node): void {
    if (typeof node === 'string') this.runs.add(cleanText(node), this.boldness > 0);
    else if (!this.isLeftOut(node)) this.element(node);
  }

  private isLeftOut(element: Element): boolean {
    const { name, attributes } = element;
    return (
      SKIPPED.has(name) ||
      isHidden(element, this.hiddenClasses) ||
      /^(?:navigation|search|doc-toc)$/.test(attributes.role ?? '') ||
      (name !== 'body' && AROUND.test(`${attributes.class ?? ''} ${attributes.id ?? ''}`))
    );
  }

  private element(element: Element): void {
    if (this.notes.isNote(element)) return;
    const level = /^h([1-6])$/.exec(element.name)?.[1];
    if (level) return this.block(element, Number(level));
    switch (element.name) {
      case 'br':
        return this.runs.add('\n', this.boldness > 0);
      case 'a':
        return this.link(element);
      case 'sup':
        return this.raised(element);
      case 'b':
      case 'strong':
        return this.bold(element);
      case 'ul':
      case 'ol':
      case 'menu':
        return this.list(element);
      case 'li':
        return this.item(element, { kind: 'bullet', text: '•', indent: this.depth * 4 });
      case 'dl':
        return this.definitions(element);
      case 'table':
        return this.table(element);
      case 'footer':
        if (this.isWholePage) return void this.footers.push(...this.read(element));
        return this.block(element, null);
      case 'pre':
        return this.preformatted(element);
      default:
        if (/mso-list\s*:\s*ignore/i.test(element.attributes.style ?? '')) return this.typedMark(element);
        if (BLOCKS.has(element.name)) return this.block(element, this.headingLevel);
        return this.inside(element);
    }
  }

  private inside(element: Element): void {
    for (const node of element.children) this.node(node);
  }

  private block(element: Element, headingLevel: number | null): void {
    this.flush();
    const around = this.headingLevel;
    this.headingLevel = headingLevel;
    this.inside(element);
    this.flush();
    this.headingLevel = around;
  }

  /** Ends the paragraph that is open. */
  private flush(): void {
    const { text, bold } = this.runs;
    this.runs = new RunCollector();
    if (!text.trim()) return;
    const headingLevel = this.headingLevel !== null && isHeadingText(text) ? this.headingLevel : null;
    if (headingLevel !== null) this.isInNotes = opensNotes(text);
    else if (text.length < 60 && opensNotes(text)) this.isInNotes = true;
    this.out.push({ kind: 'paragraph', text, bold, list: this.mark, headingLevel });
    this.mark = null;
  }

  private bold(element: Element): void {
    this.boldness++;
    this.inside(element);
    this.boldness--;
  }

  private link(element: Element): void {
    const note = this.notes.indexOf(element);
    if (note !== null) return this.runs.add(citation(note), false);
    if (this.notes.isWayBack(element)) return;
    const from = this.runs.text.length;
    this.inside(element);
    const address = element.attributes.href ?? '';
    const isShown = this.runs.text.slice(from).includes('://');
    if (this.isInNotes && /^https?:\/\//i.test(address) && !isShown) this.runs.add(` <${address}>`, false);
  }

  private raised(element: Element): void {
    if (children(element).length > 0) return this.inside(element);
    this.runs.addRaised(cleanText(textOf(element)), this.boldness > 0);
  }

  private preformatted(element: Element): void {
    this.flush();
    this.runs.add(textOf(element).split(/\r\n|\r|\n/).map(cleanText).join('\n'), false); // prettier-ignore
    this.flush();
  }

  private list(element: Element): void {
    this.flush();
    this.depth++;
    let count = integer(element.attributes.start) ?? 1;
    for (const inner of children(element)) {
      if (inner.name !== 'li') this.node(inner);
      else {
        count = integer(inner.attributes.value) ?? count;
        if (!this.notes.isNote(inner)) this.item(inner, this.markOf(element, count));
        count++;
      }
    }
    this.depth--;
  }

  private item(element: Element, mark: ListMark): void {
    this.flush();
    this.mark = mark;
    this.inside(element);
    this.flush();
    this.mark = null;
  }

  private markOf({ name, attributes }: Element, count: number): ListMark {
    const indent = (this.depth - 1) * 4;
    if (name !== 'ol') return { kind: 'bullet', text: '•', indent };
    const style = /list-style(?:-type)?\s*:\s*([\w-]+)/i.exec(attributes.style ?? '')?.[1] ?? '';
    const type = attributes.type ?? TYPES[style.toLowerCase()] ?? '1';
    const letters = /a/i.test(type) ? lettersOf(count) : /i/i.test(type) ? romanOf(count) : null;
    if (letters === null) return { kind: 'number', text: `${count}.`, indent };
    return { kind: 'letter', text: `${/[AI]/.test(type) ? letters.toUpperCase() : letters}.`, indent };
  }

  /** Word writes the marks of its lists into the text. */
  private typedMark(element: Element): void {
    const { list } = splitListMark(`${cleanText(textOf(element)).trim()}  x`);
    this.mark ??= list ?? { kind: 'bullet', text: '•', indent: 0 };
    if (this.mark.kind === 'bullet') this.mark = { ...this.mark, text: '•' };
  }

  /** A short definition stands in one line with its term. */
  private definitions(element: Element): void {
    this.flush();
    const entries = children(element).flatMap((inner) => (inner.name === 'div' ? children(inner) : [inner]));
    for (const [index, entry] of entries.entries()) {
      const next = entries[index + 1];
      const isField =
        entry.name === 'dt' &&
        next?.name === 'dd' &&
        entries[index + 2]?.name !== 'dd' &&
        textOf(next).length < 80;
      this.inside(entry);
      if (isField) this.runs.add(/:\s*$/.test(this.runs.text) ? ' ' : ': ', false);
      else this.flush();
    }
    this.flush();
  }

  private table(element: Element): void {
    this.flush();
    const caption = children(element).find(({ name }) => name === 'caption');
    if (caption) this.block(caption, null);
    const rows = rowsOf(element).map((row) =>
      cellsOf(row).map(({ cell, columns, rows: height }) => ({
        blocks: this.read(cell),
        columns,
        rows: height,
      })),
    );
    const table: RichTable = { kind: 'table', rows };
    if (rows.length > 0) this.out.push(table);
  }
}

const TYPES: Record<string, string> = {
  'lower-alpha': 'a',
  'lower-latin': 'a',
  'upper-alpha': 'A',
  'upper-latin': 'A',
  'lower-roman': 'i',
  'upper-roman': 'I',
};

function integer(text: string | undefined): number | null {
  const value = Number.parseInt(text ?? '', 10);
  return Number.isSafeInteger(value) ? value : null;
}
