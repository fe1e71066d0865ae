import { decode } from '../decode.js';
import { documentOf } from '../rich-blocks.js';
import type { FileProperties, RichBlock } from '../rich-document.js';
import { cleanText } from '../rich-document.js';
import type { Document } from '../text-blocks.js';
import type { Element } from '../xml.js';
import { child, descendants, parseHtml, textOf } from '../xml.js';
import { HtmlBody } from './body.js';
import { HtmlNotes } from './notes.js';
import { hiddenClasses, mendTables } from './page-styles.js';

/**
 * Reads a web page, or what word processors save as one: its article without what surrounds it, headings, lists
 * counted, merged cells repeated, and the notes that links lead to. Nothing is run or fetched.
 * @throws UnreadableDocument as for any text, or `too_large` where it is built of too many or too deep elements
 */
export function readHtml(bytes: Uint8Array): Document {
  const { text, warning } = decodeHtml(withoutControls(bytes));
  const page = parseHtml(text);
  const body = [...descendants(page, 'body')][0] ?? page;
  const root = mainOf(body);
  mendTables(root);
  const notes = new HtmlNotes(root);
  const reader = new HtmlBody(notes, root === body, hiddenClasses(page));
  const blocks = [...titleOutside(body, root, reader), ...reader.read(root)];
  return documentOf({
    blocks: [...blocks, ...reader.footers.filter(isProse)],
    notes: notes.read((note) => reader.readNote(note)),
    furniture: reader.footers.flatMap((block) =>
      block.kind === 'paragraph' && !isProse(block) ? block.text.split('\n') : [],
    ),
    warnings: [warning, ...changesIn(root)]
      .filter((message) => message !== null)
      .map((message) => ({ at: 'document', message })),
    properties: propertiesOf(page),
  });
}

/** Some writers leave control characters of their own formats in a page; NUL means that it is something else. */
function withoutControls(bytes: Uint8Array): Uint8Array {
  const isWide = bytes[0] === 0xff || bytes[0] === 0xfe || bytes.subarray(0, 64).includes(0);
  const text = isWide ? '' : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
  // oxlint-disable-next-line no-control-regex
  const controls = /[\u0001-\u0008\u000E-\u001F]/g;
  return controls.test(text) ? Buffer.from(text.replaceAll(controls, ''), 'latin1') : bytes;
}

/** What was deleted is left out; what is only struck through may be meant. */
function changesIn(root: Element): string[] {
  const has = (...names: string[]) => names.some((name) => !descendants(root, name).next().done);
  return [
    ...(has('del')
      ? ['The page marks what was deleted and inserted: it was read as if all was accepted.']
      : []),
    ...(has('s', 'strike') ? ['Some of the text is struck through: it was read like the rest.'] : []),
  ];
}

/** A page in another encoding than the usual ones says so itself. */
function decodeHtml(bytes: Uint8Array): { text: string; warning: string | null } {
  const head = Buffer.from(bytes.subarray(0, 2048)).toString('latin1');
  const named = /<meta[^>]{1,200}charset\s*=\s*["']?\s*([\w-]{2,30})/i.exec(head)?.[1];
  if (named && !/^(?:utf-?8|utf-?16.*|iso-8859-1|us-ascii)$/i.test(named)) {
    try {
      new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    } catch {
      const text = decodeAs(named, bytes);
      if (text !== null) return { text, warning: null };
    }
  }
  return decode(bytes);
}

function decodeAs(label: string, bytes: Uint8Array): string | null {
  try {
    return new TextDecoder(label).decode(bytes);
  } catch {
    return null;
  }
}

/** The element that holds the text of the page: its own word for it, where most of the text is inside. */
function mainOf(body: Element): Element {
  const all = textOf(body).length;
  const candidates = [...descendants(body, 'main'), ...byRole(body, 'main'), ...descendants(body, 'article')];
  return candidates.find((element) => textOf(element).trim().length > 0.4 * all) ?? body;
}

function byRole(element: Element, role: string): Element[] {
  return element.children.flatMap((node): Element[] => {
    if (typeof node === 'string') return [];
    return node.attributes.role === role ? [node] : byRole(node, role);
  });
}

/** Some pages have their title above what they call their main part. */
function titleOutside(body: Element, root: Element, reader: HtmlBody): RichBlock[] {
  if (root === body || [...descendants(root, 'h1')].length > 0) return [];
  const [title] = descendants(body, 'h1');
  return title ? reader.read({ name: 'div', attributes: {}, children: [title] }) : [];
}

function isProse(block: RichBlock): boolean {
  return block.kind === 'paragraph' && (block.text.length > 100 || /^disclaimer/i.test(block.text));
}

function propertiesOf(page: Element): FileProperties {
  const metas = new Map(
    [...descendants(page, 'meta')].map(({ attributes }): [string, string] => [
      (attributes.name ?? attributes.property ?? '').toLowerCase(),
      cleanText(attributes.content ?? '').trim(),
    ]),
  );
  const first = (...names: string[]) => names.map((name) => metas.get(name)).find(Boolean);
  const date = first('citation_publication_date', 'citation_date', 'article:published_time', 'dc.date', 'dcterms.date', 'dcterms.issued', 'date'); // prettier-ignore
  const [title] = descendants(page, 'title');
  return {
    title: first('citation_title', 'og:title', 'dc.title') ?? (cleanText(textOf(title)).trim() || undefined),
    author: first('citation_author', 'author', 'dc.creator', 'article:author'),
    date: date?.slice(0, 10).replaceAll('/', '-'),
    language: /^[a-z]{2}(?![a-z])/i.exec(child(page, 'html')?.attributes.lang ?? '')?.[0].toLowerCase(),
  };
}
