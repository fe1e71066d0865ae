import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import fc from 'fast-check';
import { readCells } from '../../../src/modules/imports/bulk/read-cells.js';
import { type FileFormat, writeFile } from '../../../src/modules/imports/bulk/sheets.js';
import { type TestApp, startTestApp } from '../../support/app.js';
import type { TestClient } from '../../support/client.js';
import { bringFile, commit, enter, fileAt } from './support.js';

// Each sheet is read in a process of its own.
jest.setTimeout(120_000);

/** What breaks spreadsheets: formulas, quotes, separators, line ends, spaces, directions, scripts, emoji, numbers. */
const piece = fc.oneof(
  fc.constantFrom('=1+1', '+92', '-5', '@me', "'", "'=x", '\t', '\n', '\r\n', '"', '""', ',', ';', ' ', '  ', '007', '1e5', '#REF!', 'TRUE', 'toString', '__proto__', '_x000D_', '<b>&amp;', '𝟙', '🇵🇰👩‍🔬', 'یہ اردو ہے', '\u200F', '\u202E', '\u2066', 'é', 'e\u0301', '２', '＝1', '\uFFFD', '\u0085', '\u009F', '\uFDD0', '\u{1FFFE}', '\uD800'), // prettier-ignore
  fc.string({ unit: 'grapheme', maxLength: 12 }),
);
const words = fc.array(piece, { minLength: 1, maxLength: 5 }).map((parts) => parts.join(''));
const someWords = words.filter((text) => /[\p{L}\p{N}]/u.test(text));

const written = (text: string) =>
  text.replace(/\p{Surrogate}/gu, '\uFFFD').replace(/\r\n?/g, '\n').replace(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/g, ''); // prettier-ignore

describe('a cell comes back as it went', () => {
  test.each<[FileFormat, number]>([
    ['csv', 1_000],
    ['xlsx', 150],
  ])('from %s', async (format, numRuns) => {
    const row = fc.array(fc.oneof(words, fc.constant('')), { minLength: 3, maxLength: 3 });
    await fc.assert(
      fc.asyncProperty(fc.array(row, { minLength: 1, maxLength: 6 }), async (rows) => {
        const cells = rows.map((row) => ['x', ...row.map(written)]);
        const columns = ['Key', 'A', 'B', 'C'].map((heading) => ({ heading, width: 10 }));
        const bytes = Buffer.from(
          await writeFile(format, [{ name: 'S', columns, rows: cells.map((cells) => ({ cells })) }]),
        );
        const { sheets } = await readCells(bytes, `file.${format}`);
        const back = sheets[0]!.rows.slice(1).map(({ cells }) => [...cells, '', '', '', ''].slice(0, 4));
        expect(back).toEqual(cells);
      }),
      { numRuns },
    );
  });
});

test('a workbook with a NUL and half a character in it, escaped, is read with both replaced', async () => {
  const { default: writeExcelFile } = await import('write-excel-file/node');
  const bytes = await writeExcelFile([[{ value: 'a_x0000_b' }, { value: 'c_xD800_d' }]]).toBuffer();
  expect((await readCells(bytes, 'x.xlsx')).sheets[0]!.rows[0]!.cells).toEqual(['a\uFFFDb', 'c\uFFFDd']);
});

const FILES = ['actors', 'items', 'evidence'] as const;

describe('what Heed exports imports again', () => {
  let here: TestApp;
  let there: TestApp;
  let client: TestClient;
  let abroad: TestClient;

  beforeAll(async () => {
    [here, there] = await Promise.all([startTestApp(), startTestApp()]);
    [client, abroad] = await Promise.all([here, there].map(arrive));
  });
  afterAll(() => Promise.all([here?.close(), there?.close()]));

  /** The same people and team, and nothing else. */
  async function arrive(heed: TestApp): Promise<TestClient> {
    const teamId = await heed.team('Roads & "Rails"');
    await heed.person({ role: 'contributor', teamId, email: 'keeper@example.org', name: 'Kay Keeper' });
    return heed.signIn(await heed.person({ role: 'admin', teamId, email: 'admin@example.org' }));
  }

  /** The columns that an import takes, without those that tell how things stand. */
  async function columnsOf(from: TestClient, kind: string): Promise<string[][]> {
    const { sheets } = await readCells(await fileAt(from, `/${kind}.csv`), 'x.csv');
    const [head, ...rows] = sheets[0]!.rows.map(({ cells }) => cells);
    const end = kind === 'items' ? head!.indexOf('Due now') : head!.length;
    // Its own numbers are each Heed's own.
    const own = kind === 'evidence' ? [head!.indexOf('Update'), head!.indexOf('Corrects')] : [];
    return [head!, ...rows].map((cells) =>
      cells.slice(0, end).map((cell, column) => (own.includes(column) && cell ? 'x' : cell)),
    );
  }

  async function carry(kind: (typeof FILES)[number], format: FileFormat): Promise<void> {
    const bytes = await fileAt(client, `/${kind}.${format}`);
    const same = await bringFile(client, kind, bytes, `x.${format}`);
    expect([kind, same.errors, same.counts.new, same.counts.changed]).toEqual([kind, [], 0, 0]);
    const brought = await bringFile(abroad, kind, bytes, `x.${format}`);
    expect([kind, brought.errors, brought.counts.changed]).toEqual([kind, [], 0]);
    const answer = await commit(abroad, brought);
    expect([kind, answer.status, answer.text.slice(0, 400)]).toEqual([kind, 200, expect.any(String)]);
    expect(await columnsOf(abroad, kind)).toEqual(await columnsOf(client, kind));
  }

  test('all there is, into an empty Heed: actors, items, evidence, corrections, several sources and effects', async () => {
    await enter(
      client,
      'actors',
      'Name,Kind,Belongs to,Other names\nBoard of Works and Roads,Agency,State,BoW\nState,State,,\n',
    );
    await enter(
      client,
      'items',
      `Series,Number,Publication,Published,Recommendation,Issue,Pathway,Actors,Timeline,Owner,Carries out,Budget,Kind,First due on,Why this date,Authors,Language,Classification of the publication
Policy Brief,5,"=Crossings, ""now""",2025-12,"+Fund them
at once",,,,,,,,,,,A. Author; B. Writer,ur,Confidential
,,,,,,,,,,,,,,,,,
Policy Brief,5,,,,یہ مسئلہ ہے,@Build,"Board of Works and Roads (lead); donors (where feasible)",0–6 months,keeper@example.org,R1,007,,,,,,
Policy Brief,5,,,,Two,,Ministry of Law and Justice,Ongoing,,,,,,,,,
Policy Brief,5,,,,Three,,,,,,,,2027-03,We chose it,,,
Policy Brief,5,,,Keep at it,,,,,,,,,2027-05-31,We chose it too,,,
,,A report of its own,,,Four,,,By June 2026,,,,,,,,,
`,
    );
    await enter(
      client,
      'evidence',
      `Items,Event date,What happened,Shows,Moves to,Quote,Source,URL,Update
"PB-5.A1, PB-5.A2",2026-06,"-The tender
is open.",Progress,In progress,"""Bids""",Notice,https://example.org/1,u
PB-5.A3,,,Background,,,Evening Post,,u
PB-5.A1,2026-09-01,Done.,Progress,Implemented,,Report,,
PB-5.A1,2025-01-01,Before.,Background,,,,,
`,
    );
    const wrong = await here.ownerDataSource.query(`SELECT id FROM evidence_update WHERE text = 'Done.'`);
    const corrected = await client.api('POST', `/api/v1/evidence/${wrong[0].id}/corrections`, {
      eventOn: '2026-09-02',
      text: 'Half done.',
      reason: 'Misread',
      sources: [{ title: 'Report' }],
      effects: [{ item: 'PB-5.A1', shows: 'progress', progressTo: 'partially_implemented' }],
    });
    expect(corrected.status).toBe(201);
    for (const kind of FILES) await carry(kind, 'xlsx');
    const states = `SELECT ref, progress, progress_on::text, claim, confirmed_progress, owner_id IS NULL AS free FROM item ORDER BY ref`;
    expect(await there.ownerDataSource.query(states)).toEqual(await here.ownerDataSource.query(states));
  });

  test('whatever the words are', async () => {
    const row = fc.record({
      issue: someWords,
      pathway: words,
      implementation: words,
      actor: someWords,
      qualifier: fc.option(someWords, { nil: '' }),
      timeline: words,
      extra: words,
      evidence: someWords,
      source: someWords,
    });
    const seed = Number(process.env.HEED_SEED ?? Date.now() % 1_000_000);
    const rows = fc.sample(row, { seed, numRuns: 60 });
    const [title] = fc.sample(someWords, { seed, numRuns: 1 });
    const sheetOf = (headings: string[], cells: string[][]) => ({
      name: 'S',
      columns: headings.map((heading) => ({ heading, width: 9 })),
      rows: cells.map((line) => ({ cells: line.map(written) })),
    });
    const items = sheetOf(
      ['Series', 'Number', 'Publication', 'Issue', 'Pathway to solution', 'Implementation', 'Actors, one a line', 'Timeline', 'Extra: Odd'], // prettier-ignore
      rows.map((row) => ['Policy Brief', '9', title!, row.issue, row.pathway, row.implementation, actorLine(row.actor, row.qualifier), row.timeline, row.extra]), // prettier-ignore
    );
    const evidence = sheetOf(
      ['Items', 'Date of the event', 'What happened', 'Shows', 'Source title'],
      rows.map((row, index) => [`PB-9.A${index + 1}`, '2026-10-01', row.evidence, 'Background', row.source]),
    );
    try {
      for (const [kind, sheet] of [
        ['items', items],
        ['evidence', evidence],
      ] as const) {
        const brought = await bringFile(client, kind, Buffer.from(await writeFile('csv', [sheet])), 'i.csv');
        expect(brought.errors).toEqual([]);
        expect((await commit(client, brought)).status).toBe(200);
      }
      for (const kind of FILES) await carry(kind, 'csv');
      for (const kind of FILES) await carry(kind, 'xlsx');
    } catch (error) {
      throw new Error(`with HEED_SEED=${seed}`, { cause: error });
    }
  }, 120_000);

  const actorLine = (name: string, qualifier: string) =>
    [name, qualifier]
      .map((part) =>
        written(part)
          .replace(/\s*\n\s*/g, ' ')
          .trim()
          .replaceAll(/[\\|]/g, String.raw`\$&`),
      )
      .join(' | ')
      .replace(/ \| $/, '');
});
