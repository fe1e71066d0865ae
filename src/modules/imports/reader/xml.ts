import { Parser } from 'htmlparser2';
import { UnreadableDocument } from './reading.js';

/** An element of XML or HTML with its attributes; text is a string. Comments and instructions are left out. */
export interface Element {
  name: string;
  attributes: Record<string, string>;
  children: Node[];
}

export type Node = Element | string;

/** Real documents are some twenty deep; whatever walks the tree may then call itself for each level. */
const MOST_DEPTH = 256;
/** A brief has some ten thousand; each takes about a hundred bytes. */
const MOST_NODES = 600_000;

/**
 * The tree of a part of a zipped document. Entities that the document declares itself are refused, as no writer of
 * documents makes them.
 * @throws UnreadableDocument `malformed`, or `too_large` where it has too many or too deeply nested elements
 */
export function parseXml(bytes: Uint8Array): Element {
  const [first, second] = bytes;
  const encoding =
    first === 0xff && second === 0xfe ? 'utf-16le' : first === 0xfe && second === 0xff ? 'utf-16be' : 'utf-8';
  return parse(new TextDecoder(encoding).decode(bytes), true);
}

/** The tree of a web page, end tags filled in. @throws UnreadableDocument `too_large`, as for XML */
export function parseHtml(text: string): Element {
  return parse(text, false);
}

function parse(text: string, isXml: boolean): Element {
  const root: Element = { name: '', attributes: {}, children: [] };
  const open = [root];
  let nodes = 0;
  const add = (node: Node) => {
    if (++nodes > MOST_NODES) throw tooMuch('more elements');
    open.at(-1)!.children.push(node);
  };
  const parser = new Parser(
    {
      onopentag(name, attributes) {
        const element: Element = { name, attributes, children: [] };
        add(element);
        open.push(element);
        if (open.length > MOST_DEPTH) throw tooMuch('more levels of elements');
      },
      onclosetag() {
        open.pop();
      },
      ontext(data) {
        const siblings = open.at(-1)!.children;
        const last = siblings.at(-1);
        if (typeof last === 'string') siblings[siblings.length - 1] = last + data;
        else add(data);
      },
      onprocessinginstruction(_, data) {
        if (isXml && /^!doctype/i.test(data) && /\[|<!entity/i.test(data)) throw declaresEntities();
      },
    },
    { xmlMode: isXml },
  );
  parser.end(text);
  return root;
}

/** The first child element of that name. */
export function child(element: Element | undefined, name: string): Element | undefined {
  return element?.children.find((node): node is Element => typeof node !== 'string' && node.name === name);
}

export function children(element: Element | undefined): Element[] {
  return (element?.children ?? []).filter((node): node is Element => typeof node !== 'string');
}

/** The elements of that name at any depth, in the order of the document; not those inside one that was found. */
export function* descendants(element: Element | undefined, name: string): Generator<Element> {
  for (const inner of children(element)) {
    if (inner.name === name) yield inner;
    else yield* descendants(inner, name);
  }
}

export function textOf(node: Node | undefined): string {
  if (node === undefined || typeof node === 'string') return node ?? '';
  return node.children.map(textOf).join('');
}

function tooMuch(what: string): UnreadableDocument {
  return new UnreadableDocument(
    'too_large',
    `The document has ${what} than any brief: it was not read to its end.`,
  );
}

function declaresEntities(): UnreadableDocument {
  return new UnreadableDocument(
    'malformed',
    'The document declares entities of its own, as only files made to do harm do: it was not read.',
  );
}
