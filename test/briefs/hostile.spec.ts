import fc from 'fast-check';
import { extractText, getDocumentProxy } from 'unpdf';
import type { BriefFacts, ItemFacts } from '../../src/modules/briefs/facts.js';
import {
  PdfError,
  renderCsv,
  renderDocx,
  renderHtml,
  renderMarkdown,
  renderPdf,
  renderXlsx,
} from '../../src/modules/briefs/render/index.js';
import { fixture, manyItems, withItems } from './fixture.js';
import { flat, htmlText, readCsv, readDocx, readMarkdown, readXlsx } from './read-back.js';

/* eslint-disable no-control-regex -- control characters are what is tested */

const HOSTILE = {
  typst: '#set page(width: 1pt) #panic("x") *a _b_ $x^2$ @ref <label> \\ ~ // /* `raw`',
  html: '</style></title><script>alert(1)</script> <img src=x onerror=alert(2)> &amp; "q" \'s\'',
  formula: '=1+1',
  command: '@SUM(A1)',
  markdown: '# h [x](javascript:alert(1)) **b** | cell | `code` ![i](http://x) 1. - + ---',
  bidi: 'safe \u202Edesrever\u2066 \u2067open',
  emoji: 'gauge 🌡️ family 👨‍👩‍👧 flag 🇬🇧 汉字',
  nul: 'be\u0000fore\u0007\uFFFEafter\uD800end',
  long: 'damp '.repeat(2000),
  unbroken: 'x'.repeat(10_000),
  lines: 'one\r\ntwo\u2028three\n\n\nfour',
  percent: '{page} {pages} {{count, plural}} %s ${x}',
};

const STRUCTURE = new Set(
  'id ref publication code language direction kind value basis precision shows unit status from to asOf on date happenedOn recordedOn correctedOn startsOn dueOn approvedOn related'.split(
    ' ',
  ),
);

/** One text in every place where free text can stand. */
function filled<T>(value: T, text: string, key = ''): T {
  if (STRUCTURE.has(key) && (typeof value === 'string' || key === 'related')) return value;
  if (typeof value === 'string') return text as T;
  if (Array.isArray(value)) return value.map((inner) => filled(inner as unknown, text, key)) as T;
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value).map(([k, inner]) => [k, filled(inner as unknown, text, k)]),
  ) as T;
}

const [action] = fixture.items as [ItemFacts];
const recommendation = fixture.items.at(-1)!;

/** What is left of a text once what no file can hold is taken out. */
const cleaned = (text: string) =>
  flat(text.replace(/[\u0000\u0007\uFFFE\u202A-\u202E\u2066-\u2069]/g, '').replace(/\uD800/, '\uFFFD'));

describe.each(Object.entries(HOSTILE))('hostile text everywhere: %s', (_, text) => {
  const facts = filled(withItems([action, recommendation]), text);

  it('HTML has no element of its making', () => {
    const html = renderHtml(facts);
    expect(html).not.toMatch(/<script|<img|href="javascript/i);
    expect(html.match(/<\/?style>/g)).toHaveLength(2);
    expect(html).not.toMatch(/[\u0000\u202A-\u202E\u2066-\u2069\uFFFE]/);
    expect(html.match(/<article/g)).toHaveLength(2);
    expect(htmlText(html)).toContain(cleaned(text));
  });

  it('Markdown keeps its headings and table rows', () => {
    const markdown = renderMarkdown(facts);
    expect(markdown.match(/^### <a/gm)).toHaveLength(2);
    expect(markdown).not.toMatch(/(?<!\\)\]\(<?javascript/);
    expect([...readMarkdown(markdown).items.keys()]).toEqual([action.ref, recommendation.ref]);
    const bars = markdown
      .split('\n')
      .filter((line) => line.startsWith('| [**SN-4.'))
      .map((line) => line.match(/(?<!\\)\|/g)!.length);
    // Matrix, past due, and changes and searches: six, five and four columns.
    expect(bars.toSorted((a, b) => a - b)).toEqual([5, 5, 5, 5, 5, 5, 5, 6, 7]);
  });

  it('CSV has its rows, and no formula', () => {
    const rows = readCsv(renderCsv(facts.items));
    expect(rows).toHaveLength(2);
    for (const cell of rows.flatMap((row) => Object.values(row))) expect(cell).not.toMatch(/^[=+\-@\t\r]/);
  });
});

describe('all hostile texts in one brief', () => {
  const items = Object.values(HOSTILE).flatMap((text, i) => [
    { ...filled(action, text), ref: `SN-4.A${i + 1}` },
    { ...filled(recommendation, text), ref: `SN-4.R${i + 1}` },
  ]);
  const facts = { ...filled(withItems([]), Object.values(HOSTILE).join(' ').slice(0, 3000)), items };

  it('PDF is sound, and nothing of it was read as markup', async () => {
    const document = await getDocumentProxy(new Uint8Array(await renderPdf(facts)));
    expect(await document.getMarkInfo()).toMatchObject({ Marked: true });
    const { text } = await extractText(document, { mergePages: true });
    expect(flat(text)).toContain('#set page(width: 1pt) #panic("x")');
    expect(flat(text)).toContain('=1+1');
  }, 60_000);

  it('DOCX is sound and says the same', async () => {
    const { all } = await readDocx(await renderDocx(facts));
    for (const text of Object.values(HOSTILE)) expect(all).toContain(cleaned(text));
  }, 60_000);

  it('XLSX is sound and its formulas are text', async () => {
    const cells = (await readXlsx(await renderXlsx(facts))).get('Items')!;
    expect(cells).toHaveLength(items.length);
    // write-excel-file leaves the replacement character out.
    const titles = Object.values(HOSTILE).map((text) => cleaned(text).replace('\uFFFD', ''));
    expect(cells.filter((_, i) => i % 2 === 0).map((row) => flat(String(row['Title'])))).toEqual(titles);
  });

  it('XLSX takes the names of what every JavaScript object has', async () => {
    const names = ['toString', 'constructor', '__proto__'];
    const named = names.map((title) => ({ ...fixture.items[5], title }));
    const cells = (await readXlsx(await renderXlsx(withItems(named)))).get('Items')!;
    expect(cells.map((row) => String(row['Title']).replace('\u2060', ''))).toEqual(names);
  });
});

describe('few and many', () => {
  it.each([0, 300])(
    '%i items in every format',
    async (size) => {
      const facts = manyItems(size);
      const [pdf, docx, xlsx] = await Promise.all([renderPdf(facts), renderDocx(facts), renderXlsx(facts)]);
      const document = await getDocumentProxy(new Uint8Array(pdf));
      expect(document.numPages).toBeGreaterThan(size === 0 ? 1 : 100);
      expect((await readXlsx(xlsx)).get('Items')).toHaveLength(size);
      expect((await readDocx(docx)).items.size).toBe(size);
      expect(renderHtml(facts).match(/<article/g) ?? []).toHaveLength(size);
      expect(renderMarkdown(facts).match(/^### <a/gm) ?? []).toHaveLength(size);
      expect(readCsv(renderCsv(facts.items))).toHaveLength(size);
    },
    60_000,
  );

  it('a right-to-left brief', async () => {
    const facts: BriefFacts = { ...fixture, direction: 'rtl', language: 'ur' };
    const html = renderHtml(facts);
    expect(html).toContain('<html lang="ur" dir="rtl">');
    expect((await renderPdf(facts)).subarray(0, 5).toString()).toBe('%PDF-');
    expect((await readDocx(await renderDocx(facts))).items.size).toBe(facts.items.length);
  });

  it('any text at all makes well-formed files', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary', maxLength: 80 }), async (text) => {
        const item: ItemFacts = { ...fixture.items[5], title: text, commentary: text };
        const facts = withItems([item]);
        expect(htmlText(renderHtml(facts))).toContain('SN-4.R1');
        expect((await readXlsx(await renderXlsx(facts))).get('Items')).toHaveLength(1);
        expect(readCsv(renderCsv([item]))).toHaveLength(1);
        expect((await readDocx(await renderDocx(facts))).all).toContain('SN-4.R1');
      }),
      { numRuns: 8 },
    );
  }, 60_000);
});

describe('when the PDF cannot be made', () => {
  it('says what is wrong with a template', async () => {
    const template = new URL('./broken.typ', import.meta.url).pathname;
    const made = renderPdf(fixture, { template });
    await expect(made).rejects.toBeInstanceOf(PdfError);
    await expect(made).rejects.toThrow(/broken\.typ.*line 3.*unknown variable/s);
  });

  it('gives up when the time is up', async () => {
    await expect(renderPdf(fixture, { timeout: 1 })).rejects.toThrow('not ready after');
  });
});
