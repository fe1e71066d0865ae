import { parse } from 'csv-parse/sync';
import mammoth from 'mammoth';
import readXlsxFile from 'read-excel-file/node';
import { extractText, getDocumentProxy } from 'unpdf';
import type { BriefFacts } from '../../src/modules/briefs/facts.js';

/* Reads a rendered brief back, so that what it says can be compared with the facts. */

/** Plain words: no no-break spaces, one space for any run of space. */
export const flat = (text: string): string => text.replace(/[\s\u00A0\u2002]+/g, ' ').trim();

/** What stands in a brief, in its order: everything, and item by item from its heading to the next. */
export interface Read {
  all: string;
  /** By reference. */
  items: Map<string, string>;
  sources: string;
}

const ENTITIES: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" };

export const htmlText = (html: string): string =>
  flat(
    html
      .replace(/<(style|title|svg)[\s\S]*?<\/\1>/g, ' ')
      .replace(/<\/(p|h\d|li|td|th|dt|dd|div|tr)>|<br ?\/?>/g, ' ')
      .replace(/<[^>]*>/g, '')
      .replace(/&(amp|lt|gt|quot|#39);/g, (_, name: string) => ENTITIES[name]),
  );

export function readHtml(html: string): Read {
  const items = [...html.matchAll(/<article class="item"[\s\S]*?<\/article>/g)].map(([article]) =>
    htmlText(article),
  );
  return {
    all: htmlText(html),
    items: byRef(items),
    sources: htmlText(html.slice(html.indexOf('<section id="sources"'))),
  };
}

export async function readDocx(docx: Buffer): Promise<Read & { html: string }> {
  const { value: html } = await mammoth.convertToHtml({ buffer: docx });
  const [before = '', sources = ''] = html.split(/<h1>(?:<a[^>]*><\/a>)?Sources<\/h1>/);
  const details = before.split('<h1>Actions in detail</h1>')[1] ?? '';
  const items = details
    .split(/<h1>(?!Recommendations)/)[0]
    .split('<h2>')
    .slice(1)
    .map(htmlText);
  return { all: htmlText(html), items: byRef(items), sources: htmlText(sources), html };
}

export function readMarkdown(markdown: string): Read {
  const plain = (text: string) =>
    flat(
      text
        .replace(/<a id="[^"]*"><\/a>/g, '')
        .replace(/(?<!\\)\[((?:\\.|[^\]])*)\]\(<?[^)]*\)/g, '$1')
        .replace(/(?<!\\)\*+|<br>/g, ' ')
        .replace(/\\(?=\S)/g, ''),
    );
  const [before = '', sources = ''] = markdown.split('\n## Sources\n');
  const items = before
    .split('\n### <a id=')
    .slice(1)
    .map((part) => plain(`<a id=${part.split('\n## ')[0]}`));
  return { all: plain(markdown), items: byRef(items), sources: plain(sources) };
}

/** Items are found by their headings; one whose title comes out in visual order, by its reference. */
export async function readPdf(pdf: Buffer, { items }: BriefFacts): Promise<Read> {
  const document = await getDocumentProxy(new Uint8Array(pdf));
  const { text } = await extractText(document, { mergePages: false });
  // Running heads and feet out: they would stand in the middle of an item.
  const pages = text.map((page) =>
    page.replace(/^[\s\S]{0,120}?DRAFT\n/, '').replace(/\n.*\n?\d+ \/ \d+\s*$/, ''),
  );
  const all = flat(pages.join('\n'));
  const detail = all.slice(all.indexOf('Actions in detail'), all.indexOf('Where we last searched'));
  const starts: number[] = [];
  for (const { ref, title } of items) {
    const found = detail.indexOf(`${ref} ${title}`);
    starts.push(found >= 0 ? found : detail.indexOf(`${ref} `, starts.at(-1)));
  }
  const parts = starts.map((start, i) => detail.slice(start, starts[i + 1]));
  return { all, items: byRef(parts), sources: all.slice(all.lastIndexOf('Sources 1.')) };
}

const byRef = (items: string[]) => new Map(items.map((item) => [item.split(' ')[0], item]));

export const readCsv = (csv: string): Record<string, string>[] =>
  parse(csv, { bom: true, columns: true, relax_column_count: false });

export type Cells = Record<string, unknown>;

export async function readXlsx(xlsx: Buffer): Promise<Map<string, Cells[]>> {
  const sheets = await readXlsxFile(xlsx);
  return new Map(
    sheets.map(({ sheet, data }) => {
      const [head = [], ...rows] = data;
      return [sheet, rows.map((row) => Object.fromEntries(head.map((name, i) => [String(name), row[i]])))];
    }),
  );
}
