import type { RichBlock, RichNote } from '../rich-document.js';
import { cleanText } from '../rich-document.js';
import type { Element } from '../xml.js';
import { children, textOf } from '../xml.js';

const MARKER = /^[[(]?(\d{1,3}|[ivxlc]{1,6}|[a-z]|[*†‡§]{1,3})[\])]?$/i;
const WAY_BACK =
  /^(?:[\s↩↑⇑⤴^⏎.,[\]()*†‡§]|\uFE0E|\uFE0F|\d{1,3}|[a-z]\b|[ivxlc]+\b)*$|^(?:back|back to (?:text|top)|return(?: to text)?|jump (?:back )?up.*)$/i;
/** What a note may be; a link to anything larger or to a heading leads somewhere else. */
const NOTE_ELEMENTS = new Set(['li', 'p', 'div', 'dd', 'tr', 'aside']);
const INLINE = new Set(['a', 'span', 'sup', 'b', 'strong', 'i', 'em', 'small', 'font', 'cite', 'td']);

/** The notes of a page: what short links such as `¹` or `[1]` lead to, further down. */
export class HtmlNotes {
  private readonly parents = new Map<Element, Element>();
  private readonly order = new Map<Element, number>();
  private readonly targets = new Map<string, Element>();
  private readonly found: { marker: string; element: Element }[] = [];
  private readonly indices = new Map<Element, number>();
  private readonly citations = new Map<Element, number>();

  constructor(root: Element) {
    const links: Element[] = [];
    this.look(root, links);
    for (const link of links) this.tie(link);
  }

  /** Index of the note that a link cites; null where it cites none. */
  indexOf(link: Element): number | null {
    return this.citations.get(link) ?? null;
  }

  /** Whether the element is a note: it is read apart from the text. */
  isNote(element: Element): boolean {
    return this.indices.has(element);
  }

  /** A link from a note back to the text. */
  isWayBack(link: Element): boolean {
    const isInNote = (element: Element | undefined): boolean =>
      element !== undefined && (this.isNote(element) || isInNote(this.parents.get(element)));
    const href = link.attributes.href ?? '';
    return href.includes('#') && WAY_BACK.test(cleanText(textOf(link)).trim()) && isInNote(link);
  }

  /** The notes in the order in which they are cited. */
  read(blocksOf: (element: Element) => RichBlock[]): RichNote[] {
    return this.found.map(({ marker, element }) => ({ marker, blocks: blocksOf(element) }));
  }

  private look(root: Element, links: Element[]): void {
    // Without calling itself, as this goes through the page before anything else does.
    const waiting = [root];
    for (let element = waiting.pop(); element; element = waiting.pop()) {
      this.order.set(element, this.order.size);
      const { id, name, href } = element.attributes;
      for (const label of [id, element.name === 'a' ? name : undefined])
        if (label && !this.targets.has(label)) this.targets.set(label, element);
      if (element.name === 'a' && href?.includes('#')) links.push(element);
      const inner = children(element);
      for (const other of inner) this.parents.set(other, element);
      waiting.push(...inner.toReversed());
    }
  }

  private tie(link: Element): void {
    const marker = MARKER.exec(cleanText(textOf(link)).trim())?.[1];
    const { href = '' } = link.attributes;
    const label = decodeLabel(href.slice(href.indexOf('#') + 1));
    const target = this.targets.get(label);
    if (!marker || !target || (!href.startsWith('#') && !/^[^?#/]*(?:\.x?html?)?#/i.test(href))) return;
    const element = this.noteAt(target);
    if (!element || this.order.get(element)! < this.order.get(link)! || this.isInside(link, element)) return;
    let index = this.indices.get(element);
    if (index === undefined) {
      index = this.found.length;
      this.indices.set(element, index);
      this.found.push({ marker, element });
    }
    this.citations.set(link, index);
  }

  /** The whole note where the label marks its beginning only. */
  private noteAt(target: Element): Element | null {
    let element: Element | undefined = target;
    while (element && INLINE.has(element.name)) element = this.parents.get(element);
    return element && NOTE_ELEMENTS.has(element.name) && textOf(element).trim().length > 3 ? element : null;
  }

  private isInside(element: Element, other: Element): boolean {
    for (let at: Element | undefined = element; at; at = this.parents.get(at)) if (at === other) return true;
    return false;
  }
}

function decodeLabel(label: string): string {
  try {
    return decodeURIComponent(label);
  } catch {
    return label;
  }
}
