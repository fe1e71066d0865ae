import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { getDocumentProxy } from 'unpdf';
import type { BriefFacts, ItemFacts } from '../../src/modules/briefs/facts.js';
import {
  renderCsv,
  renderDocx,
  renderHtml,
  renderMarkdown,
  renderPdf,
  renderXlsx,
} from '../../src/modules/briefs/render/index.js';
import { textsFor } from '../../src/modules/briefs/render/texts.js';
import { fixture } from './fixture.js';
import {
  flat,
  readCsv,
  readDocx,
  readHtml,
  readMarkdown,
  readPdf,
  readXlsx,
  type Read,
} from './read-back.js';

const t = textsFor('en');

/** Arabic script comes out of a PDF in visual order: there, only the rest is compared. */
const latin = (text: string) => !/[\u0600-\u08FF]/.test(text);

/** What each item must say, in any format. */
function claims({ progress, timeline, timeliness, actors, evidence, lastSearch }: ItemFacts): string[] {
  return [
    t(`progress.${progress.value}`),
    ...(progress.on === null
      ? []
      : [
          t(progress.confirmed ? 'progress.confirmedOn' : 'progress.recordedOn', { day: t.day(progress.on) }),
        ]),
    ...(progress.awaitingSecondReading ? [t('progress.awaiting')] : []),
    ...(timeline.text === null ? [] : [timeline.text]),
    ...(timeline.due === null ? [] : [t.dueWithBasis(timeline.due)]),
    ...(timeliness.value === 'not_counted' ? [] : [t.timeliness(timeliness)]),
    ...actors.map((actor) => `${t.actor(actor)}: ${t(`response.${actor.response.value}`)}`),
    ...evidence.flatMap(({ happenedOn, text }) => [t.date(happenedOn), text]),
    ...(lastSearch === null ? ['no search recorded'] : [t.day(lastSearch.on), ...lastSearch.where]),
  ];
}

const together = (text: string) => text.replace(/\s/g, '');

function expectSame(read: Read, facts: BriefFacts, comparable: (text: string) => boolean = () => true): void {
  expect([...read.items.keys()]).toEqual(facts.items.map((item) => item.ref));
  for (const item of facts.items) {
    const said = read.items.get(item.ref)!;
    for (const claim of claims(item).filter(comparable)) expect(said).toContain(flat(claim));
  }
  for (const { title, url, archivedUrl, author } of facts.sources) {
    if (comparable(title)) expect(read.sources).toContain(title);
    for (const address of [url, archivedUrl])
      if (address) expect(together(read.sources)).toContain(together(address));
    expect(read.sources).toContain(`Author: ${author ?? 'not given'}`);
  }
  const { summary } = facts;
  const figures: [number, string][] = [
    [summary.items, 'items tracked'],
    [summary.pastDue, 'past due, 1 of them newly'],
    [summary.dueSoon, 'due within 60 days'],
    [summary.moved, 'changed in the period'],
    [summary.evidenceRecorded, 'evidence updates recorded'],
    [summary.searchedNothingFound, 'searches that found nothing'],
    [summary.awaitingSecondReading, 'awaiting second reading'],
  ];
  // Without spaces: a PDF gives the figures row by row and the labels after them.
  for (const [value, label] of figures)
    expect(together(read.all)).toMatch(new RegExp(`${value}.{0,60}${together(label)}`));
  for (const change of [
    'Progress: No public evidence → In progress',
    'Response of Bureau of Even Surfaces: not asked → ',
    'Correction of evidence of 2 May 2026',
    'The Department counted 240 instruments where there were 112.',
    'Fell past due',
    'New evidence: 4 Aug 2026',
    'Sent to the Committee before its autumn session.',
    'One date passed without a word.',
  ])
    expect(together(read.all)).toContain(together(change));
  expect(read.all).toContain('1 Jun 2026 to 22 Nov 2026');
  expect(read.all).toContain('December 2025');
  expect(read.all).toContain('DRAFT');
}

describe('one set of facts in every format', () => {
  it('HTML', () => {
    const html = renderHtml(fixture);
    expectSame(readHtml(html), fixture);
    expect(html).toContain('0–6 months, to June 2026 (derived)');
    expect(html).not.toMatch(/<script|<link|<img|@import|url\(http/);
  });

  it('Markdown', () => {
    expectSame(readMarkdown(renderMarkdown(fixture)), fixture);
  });

  it('DOCX, with real headings and repeated table heads', async () => {
    const read = await readDocx(await renderDocx(fixture));
    // The mark stands in the header, which mammoth does not read.
    expectSame({ ...read, all: `${read.all} DRAFT` }, fixture);
    expect(read.html).toContain('<h1>Action matrix</h1>');
    expect(read.html).toContain('<thead>');
  });

  it('PDF', async () => {
    const pdf = await renderPdf(fixture);
    const read = await readPdf(pdf, fixture);
    expectSame({ ...read, all: `${read.all} DRAFT` }, fixture, latin);
  });

  it('CSV and XLSX, in the same columns', async () => {
    const rows = readCsv(renderCsv(fixture.items));
    const sheets = await readXlsx(await renderXlsx(fixture));
    const cells = sheets.get('Items')!;
    expect(rows.map((row) => row['Ref'])).toEqual(fixture.items.map((item) => item.ref));
    expect(Object.keys(cells[0])).toEqual(Object.keys(rows[0]));
    fixture.items.forEach((item, i) => {
      expect(rows[i]).toMatchObject({
        'Due on': item.timeline.due?.on ?? '',
        Progress: t(`progress.${item.progress.value}`),
        Timeliness: t(`timeliness.${item.timeliness.value}`),
      });
      expect(cells[i]).toMatchObject({
        Ref: item.ref,
        'Due on': item.timeline.due && new Date(`${item.timeline.due.on}T00:00:00Z`),
        Progress: t(`progress.${item.progress.value}`),
        Days: item.timeliness.days,
      });
    });
    expect(sheets.get('Sources')!.map((row) => [row['No.'], row['Title'], row['Address']])).toEqual(
      fixture.sources.map(({ note, title, url }) => [note, title, url ?? 'not given']),
    );
    const changes = sheets.get('Changes')!;
    expect(changes).toContainEqual(
      expect.objectContaining({
        Ref: 'SN-4.A1',
        Recorded: new Date('2026-07-01T00:00:00Z'),
        'What changed': 'Fell past due',
      }),
    );
    expect(changes).toHaveLength(
      fixture.items.flatMap((i) => [...i.moves, ...i.evidence.filter(({ isNew }) => isNew)]).length,
    );
    expect(sheets.get('Evidence')).toHaveLength(
      fixture.items.flatMap((i) => [...i.evidence, ...i.baseline]).length,
    );
    const summary = sheets.get('Summary')!.map((row) => Object.values(row));
    expect(summary).toContainEqual(['past due, 1 of them newly', fixture.summary.pastDue]);
    expect(summary).toContainEqual(['Implemented', fixture.summary.byProgress.implemented]);
  });

  it('the table beside the chart and the chart itself give the counts by progress', () => {
    const html = renderHtml(fixture);
    const description = /<desc[^>]*>(.*?)<\/desc>/.exec(html)![1];
    for (const [progress, count] of Object.entries(fixture.summary.byProgress)) {
      const label = t(`progress.${progress as keyof typeof fixture.summary.byProgress}`);
      if (count > 0) expect(description).toContain(`${label} ${count}`);
      else expect(description).not.toContain(label);
    }
  });
});

describe('the files are sound', () => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'heed-brief-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('PDF: tagged, PDF/UA-1, with title, author, bookmarks and a DRAFT mark and number on every page', async () => {
    const pdf = await renderPdf(fixture);
    const document = await getDocumentProxy(new Uint8Array(pdf));
    const { info } = await document.getMetadata();
    expect(info).toMatchObject({
      Title: expect.stringContaining(fixture.title),
      Author: fixture.organisation.name,
    });
    expect(await document.getMarkInfo()).toMatchObject({ Marked: true });
    expect(pdf.toString('latin1')).toContain('<pdfuaid:part>1</pdfuaid:part>');
    const outline = await document.getOutline();
    expect(outline.map((entry) => entry.title)).toContain('Action matrix');
    for (let number = 1; number <= document.numPages; number++) {
      const page = await document.getPage(number);
      const { items } = await page.getTextContent();
      const words = flat(items.map((item) => ('str' in item ? item.str : '')).join(' '));
      expect(words).toContain('DRAFT');
      expect(words).toContain(`${number} / ${document.numPages}`);
    }
    const file = path.join(folder, 'brief.pdf');
    writeFileSync(file, pdf);
    if (has('qpdf')) expect(execFileSync('qpdf', ['--check', file]).toString()).toContain('No syntax');
    if (has('pdfinfo')) expect(spawnSync('pdfinfo', [file]).stdout.toString()).toMatch(/Tagged:\s+yes/);
  });

  it('the same facts give the same PDF, byte for byte', async () => {
    const [one, two] = await Promise.all([renderPdf(fixture), renderPdf(fixture)]);
    expect(one.equals(two)).toBe(true);
  });

  it('an approved brief has a number and no DRAFT mark anywhere', async () => {
    const final: BriefFacts = { ...fixture, status: 'final', number: '3' };
    const { all } = await readPdf(await renderPdf(final), final);
    for (const text of [all, renderHtml(final), renderMarkdown(final)]) {
      expect(text).not.toContain('DRAFT');
      expect(text).toContain('Progress brief 3');
    }
  });
});

const has = (tool: string) => spawnSync(tool, ['--version']).error === undefined;
