import { RunCollector, citation, cleanText } from '../rich-document.js';
import type { Element } from '../xml.js';
import { child, descendants, textOf } from '../xml.js';
import type { Relation } from './package.js';
import { toggle } from './styles.js';
import { content } from './walk.js';

/** What reading the runs of a paragraph needs to know of the document around it. */
export interface RunContext {
  relations: ReadonlyMap<string, Relation>;
  /** Index of the note; `mark` is what its author typed instead of a number. Null where there is none. */
  noteIndex(kind: 'footnote' | 'endnote', id: string, mark: string | null): number | null;
  /** Whether the addresses of links are written out, as in a list of references. */
  showsAddresses: boolean;
}

/** Fields whose result is no text of the document's own: numbers of pages, contents, index. */
const SILENT_FIELD = /^\s*(?:PAGE|NUMPAGES|SECTIONPAGES|TOC|INDEX|XE|TC)\b/i;
/** Bullets and arrows of the fonts for symbols, where a run has them one by one. */
const SYMBOL_FONT = /symbol|wingdings|webdings/i;

/** The text of a paragraph in Word, and the text boxes that are anchored in it. */
export class Runs extends RunCollector {
  readonly boxes: Element[] = [];
  private readonly fields: { instruction: string; isResult: boolean }[] = [];

  constructor(
    private readonly context: RunContext,
    private readonly isStyleBold: boolean,
  ) {
    super();
  }

  read(paragraph: Element): this {
    for (const element of content(paragraph)) {
      if (element.name === 'w:r') this.readRun(element);
      else if (element.name === 'w:hyperlink') this.readLink(element);
      else if (element.name === 'w:fldSimple') this.readField(element);
      else if (element.name.startsWith('m:')) this.add(cleanText(textOf(element)), false);
    }
    return this;
  }

  private readLink(element: Element): void {
    const from = this.text.length;
    this.read(element);
    this.showAddress(from, this.context.relations.get(element.attributes['r:id'] ?? ''));
  }

  private showAddress(from: number, relation: Relation | undefined): void {
    const isWeb = relation?.isOutside && /^https?:\/\//i.test(relation.target);
    const shown = this.text.slice(from);
    if (isWeb && this.context.showsAddresses && !shown.includes('://'))
      this.add(` <${relation.target}>`, false);
  }

  private readField(element: Element): void {
    if (!SILENT_FIELD.test(element.attributes['w:instr'] ?? '')) this.read(element);
  }

  private readRun(run: Element): void {
    const properties = child(run, 'w:rPr');
    if (toggle(properties, 'w:vanish')) return;
    const isBold = toggle(properties, 'w:b') ?? this.isStyleBold;
    const isRaised = child(properties, 'w:vertAlign')?.attributes['w:val'] === 'superscript';
    for (const element of content(run)) this.readPart(element, isBold, isRaised, run);
  }

  private readPart(element: Element, isBold: boolean, isRaised: boolean, run: Element): void {
    if (element.name === 'w:fldChar') return this.turnField(element.attributes['w:fldCharType']);
    const field = this.fields.at(-1);
    if (element.name === 'w:instrText' && field && !field.isResult) field.instruction += textOf(element);
    if (this.fields.some(({ isResult, instruction }) => !isResult || SILENT_FIELD.test(instruction))) return;
    switch (element.name) {
      case 'w:t':
        if (isRaised) this.addRaised(cleanText(textOf(element)), isBold);
        else this.add(cleanText(textOf(element)), isBold);
        break;
      case 'w:br':
      case 'w:cr':
        this.add(element.attributes['w:type'] === 'page' ? '\n\n' : '\n', isBold);
        break;
      case 'w:tab':
      case 'w:ptab':
        this.add('\t', isBold);
        break;
      case 'w:noBreakHyphen':
        this.add('-', isBold);
        break;
      case 'w:sym':
        this.add(symbolOf(element), isBold);
        break;
      case 'w:footnoteReference':
      case 'w:endnoteReference':
        this.cite(element, run);
        break;
      case 'w:drawing':
      case 'w:pict':
      case 'w:object':
        this.boxes.push(...descendants(element, 'w:txbxContent'));
        break;
      default:
    }
  }

  private cite({ name, attributes }: Element, run: Element): void {
    const kind = name === 'w:footnoteReference' ? 'footnote' : 'endnote';
    const isTyped = attributes['w:customMarkFollows'] !== undefined;
    const mark = isTyped ? cleanText(textOf(child(run, 'w:t'))).trim() : null;
    const index = this.context.noteIndex(kind, attributes['w:id'] ?? '', mark);
    // A mark of the author's own stands in the same run as text.
    if (index !== null) this.add(citation(index), false);
    if (isTyped && child(run, 'w:t')) child(run, 'w:t')!.children = [];
  }

  private turnField(type: string | undefined): void {
    if (type === 'begin') this.fields.push({ instruction: '', isResult: false });
    else if (type === 'separate' && this.fields.length > 0) this.fields.at(-1)!.isResult = true;
    else if (type === 'end') this.fields.pop();
  }
}

function symbolOf({ attributes }: Element): string {
  const code = Number.parseInt(attributes['w:char'] ?? '', 16);
  if (!code) return '';
  if (!SYMBOL_FONT.test(attributes['w:font'] ?? '') && code < 0xe000) return String.fromCodePoint(code);
  return [0xb7, 0xa7, 0xa8, 0xd8, 0xfc, 0x76, 0x6e].includes(code & 0xff) ? '•' : '';
}
