import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deflateRawSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { importCommand } from '../../../src/cli/import.command.js';
import { readCells } from '../../../src/modules/imports/bulk/read-cells.js';
import { type TestApp, type TestPerson, startTestApp } from '../../support/app.js';
import type { TestClient } from '../../support/client.js';
import { bringText, enter, fileAt, tableCounts } from './support.js';

// Each sheet is read in a process of its own.
jest.setTimeout(120_000);

let heed: TestApp;
let client: TestClient;
let person: TestPerson;

beforeAll(async () => {
  heed = await startTestApp({ today: '2026-11-22' });
  person = await heed.person({ role: 'contributor', teamId: await heed.team('Roads') });
  client = await heed.signIn(person);
});
afterAll(() => heed?.close());

const cellsOf = async (bytes: Buffer, name: string) => (await readCells(bytes, name)).sheets.map(({ rows }) => rows.map(({ cells }) => cells)); // prettier-ignore
const versionIn = (text: string) => /name="version" value="(\d+)"/.exec(text)![1]!;
const SHEET = 'Series,Number,Publication,Published,Issue,Owner,Priority\n=A,1,One,2026-13,Gates leak,,High\n=A,1,,,Gates rust,who@where.org,\n=A,1,,,Gates are fine,,Low\n'; // prettier-ignore

describe('the pages, without a script', () => {
  test('lead from a file to what is wrong with it, back as a file, and in', async () => {
    const page = await client.get('/import/bulk');
    expect(page.status).toBe(200);
    expect((await client.get('/import')).text).toContain('href="/import/bulk"');
    const nothing = await client.post('/import/bulk', { rows: 'items' });
    expect([nothing.status, nothing.text]).toEqual([422, expect.stringContaining('Choose a file')]);
    const brought = await client.post('/import/bulk', {
      rows: 'items',
      file: new File([SHEET], 'gates.csv'),
    });
    expect(brought.status).toBe(303);
    const here = brought.location!;
    const check = await client.get(here);
    expect(check.text).toContain('2 rows to correct');
    expect(check.text).toContain('This is no date');
    expect(check.text).toContain('gates.csv');
    expect(check.text).not.toContain(`action="${here}/commit"`);
    expect((await client.get('/import/bulk')).text).toContain('gates.csv');

    const file = (await fileAt(client, `${here}/errors?which=all`)).toString('utf8');
    const [[head, ...rows]] = await cellsOf(Buffer.from(file), 'x.csv');
    expect(head!.slice(0, 3)).toEqual(['What to correct', 'Series', 'Number']);
    expect(rows.map(([note, series]) => [note, series])).toEqual([
      [expect.stringContaining('Published: This is no date'), '=A'],
      [expect.stringContaining('Owner: Nobody here'), '=A'],
      [undefined, '=A'].map((cell) => cell ?? ''),
    ]);
    expect(file).toContain("'=A");
    const wrongOnly = (await cellsOf(await fileAt(client, `${here}/errors`), 'x.csv'))[0]!;
    expect(wrongOnly).toHaveLength(3);

    // Corrected in that very file and returned; its remarks are left out.
    const corrected = file.replace('2026-13', '2026-03').replace('who@where.org', person.email);
    const again = (
      await client.post('/import/bulk', { rows: 'items', file: new File([corrected], 'gates-2.csv') })
    ).location!;
    const right = await client.get(again);
    expect(right.text).toContain('Track 3 new items');
    const entered = await client.post(`${again}/commit`, { version: versionIn(right.text) });
    expect(entered.location).toBe(`${again}?done=bulkEntered`);
    const done = await client.get(again);
    expect(done.text).toContain('3 new, 0 changed');
    expect(done.text).toContain('/items/A-1.A1');
    expect((await client.post(`${again}/commit`, {})).location).toBe(again);
    expect(
      await heed.ownerDataSource.query(`SELECT extra FROM action ORDER BY item_id DESC LIMIT 1`),
    ).toEqual([{ extra: { Priority: 'Low' } }]);
    expect((await client.get(`${again}/errors`)).status).toBe(409);
  });

  test('a sheet whose columns say nothing is mapped first, and keeps what was chosen where that is refused', async () => {
    const here = (await client.post('/import/bulk', { rows: 'owners', text: 'Wer\tWas\nnobody\tA-1.A1\n' }))
      .location!;
    const page = await client.get(here);
    expect(page.text).toContain('No column is said to hold: Reference, Owner');
    const twice = await client.post(here, { version: versionIn(page.text), columns: ['ref', 'ref'] });
    expect(twice.status).toBe(422);
    expect(twice.text).toContain('Two columns hold the same');
    const mapped = await client.post(here, { version: versionIn(page.text), columns: ['owner', 'ref'] });
    expect(mapped.location).toBe(`${here}?done=bulkMapped`);
    const stale = await client.post(here, { version: versionIn(page.text), columns: ['', ''] });
    expect([stale.status, stale.text]).toEqual([412, expect.stringContaining('changed in another window')]);
    expect((await client.get(here)).text).toContain('1 as they are');
    expect((await client.post(`${here}/discard`)).location).toBe('/import/bulk?done=bulkDiscarded');
    expect((await client.get(here)).status).toBe(404);
  });

  test('templates have an example that is not imported, the values that are allowed, and come in again', async () => {
    for (const kind of ['items', 'actors', 'evidence', 'owners']) {
      const bytes = await fileAt(client, `/import/bulk/template.xlsx?rows=${kind}`);
      const [sheet, notes] = await cellsOf(bytes, 'x.xlsx');
      expect(sheet).toHaveLength(2);
      expect(sheet![1]![0]).toContain('EXAMPLE');
      expect(notes!.length).toBeGreaterThan(2);
      const brought = await client.post('/import/bulk', {
        rows: kind,
        file: new File([new Uint8Array(bytes)], 't.xlsx'),
      });
      const page = await client.get(brought.location!);
      expect([kind, page.text.includes('There is nothing to enter')]).toEqual([kind, true]);
      expect((await fileAt(client, `/import/bulk/template.csv?rows=${kind}`)).toString()).toContain(
        'EXAMPLE',
      );
    }
  });
});

describe('bad files', () => {
  const bring = (name: string, bytes: Uint8Array | string) =>
    client.post('/import/bulk', { rows: 'items', file: new File([bytes as Uint8Array<ArrayBuffer>], name) });

  test('are refused with the reason: empty, other, broken, too long', async () => {
    const cases: [string, Uint8Array | string, number, RegExp][] = [
      ['empty.csv', 'Series,Number\n', 422, /no rows below a header/],
      ['image.png', Buffer.from('89504e470d0a1a0a0000', 'hex'), 422, /does not read|no text/],
      ['page.html', '<!doctype html><table><tr><td>x</td></tr></table>', 422, /This is no table/],
      ['cut.xlsx', Buffer.from('504b0304140000000800', 'hex'), 422, /broken/],
      ['long.csv', `Issue\n${'x\n'.repeat(15_020)}`, 422, /15021 rows; Heed takes up to 15000/],
    ];
    for (const [name, bytes, status, why] of cases) {
      const answer = await bring(name, bytes);
      expect([name, answer.status, why.test(answer.text)]).toEqual([name, status, true]);
    }
    expect(
      await heed.ownerDataSource.query(
        `SELECT filename FROM bulk_draft WHERE filename IN ('long.csv', 'cut.xlsx')`,
      ),
    ).toEqual([]);
  });

  test('a workbook made to explode is refused before it does', async () => {
    const started = Date.now();
    const answer = await bring('bomb.xlsx', bomb());
    expect(answer.status).toBe(413);
    expect(Date.now() - started).toBeLessThan(20_000);
  });

  /** One sheet of 200 MB of spaces, packed to 200 KB. */
  function bomb(): Uint8Array {
    const part = (name: string, content: Buffer, offset: number) => {
      const packed = deflateRawSync(content);
      const local = Buffer.alloc(30);
      local.writeUInt32LE(0x04034b50, 0);
      local.writeUInt16LE(8, 8);
      local.writeUInt32LE(packed.length, 18);
      local.writeUInt32LE(content.length, 22);
      local.writeUInt16LE(name.length, 26);
      const central = Buffer.alloc(46);
      central.writeUInt32LE(0x02014b50, 0);
      central.writeUInt16LE(8, 10);
      central.writeUInt32LE(packed.length, 20);
      central.writeUInt32LE(content.length, 24);
      central.writeUInt16LE(name.length, 28);
      central.writeUInt32LE(offset, 42);
      return {
        body: Buffer.concat([local, Buffer.from(name), packed]),
        entry: Buffer.concat([central, Buffer.from(name)]),
      };
    };
    const first = part('xl/workbook.xml', Buffer.from('<workbook/>'), 0);
    const second = part('xl/worksheets/sheet1.xml', Buffer.alloc(200 * 1024 * 1024, 32), first.body.length);
    const directory = Buffer.concat([first.entry, second.entry]);
    const end = Buffer.alloc(22);
    end.writeUInt32LE(0x06054b50, 0);
    end.writeUInt16LE(2, 8);
    end.writeUInt16LE(2, 10);
    end.writeUInt32LE(directory.length, 12);
    end.writeUInt32LE(first.body.length + second.body.length, 16);
    return Buffer.concat([first.body, second.body, directory, end]);
  }
});

describe('statements', () => {
  test('do not grow with the rows, neither to look nor to enter', async () => {
    let statements = 0;
    heed.dataSource.logger.logQuery = () => {
      statements += 1;
    };
    const sheet = (number: number, rows: number) =>
      `Series,Number,Publication,Recommendation,Issue,Actors,Timeline,Carries out,Owner\n` +
      `Policy Brief,${number},Of ${rows},Mend it.,,,,,\n` +
      Array.from({ length: rows }, (_, n) => `Policy Brief,${number},,,Issue ${n},Board ${n % 7}; Ministry of Works,Within ${(n % 9) + 1} months,R1,${person.email}\n`).join(''); // prettier-ignore
    const spent = async (number: number, rows: number) => {
      statements = 0;
      await enter(client, 'items', sheet(number, rows));
      return statements;
    };
    await spent(70, 20);
    const few = await spent(71, 20);
    const many = await spent(72, 400);
    expect(many).toBeLessThanOrEqual(few + 2);
    const refs = (number: number, rows: number) => `Item,Owner\n${Array.from({ length: rows }, (_, n) => `PB-${number}.A${n + 1},nobody\n`).join('')}`; // prettier-ignore
    statements = 0;
    await enter(client, 'owners', refs(71, 20));
    const fewOwners = statements;
    statements = 0;
    await enter(client, 'owners', refs(72, 400));
    expect(statements).toBeLessThanOrEqual(fewOwners + 2);
  });
});

describe('heed import --rows', () => {
  const environment = { ...process.env };
  let folder: string;
  beforeAll(() => {
    process.env.DATABASE_URL = heed.database.appUrl;
    process.env.MIGRATION_DATABASE_URL = heed.database.ownerUrl;
    folder = mkdtempSync(join(tmpdir(), 'heed-rows-'));
  });
  afterAll(() => {
    process.env = environment;
    rmSync(folder, { recursive: true, force: true });
  });

  async function run(...args: string[]) {
    const said = { out: '', err: '' };
    const spies = (['out', 'err'] as const).map((name) =>
      jest.spyOn(process[`std${name}`], 'write').mockImplementation((text) => {
        said[name] += String(text);
        return true;
      }),
    );
    try {
      return { status: await importCommand(args), ...said };
    } finally {
      for (const spy of spies) spy.mockRestore();
    }
  }

  test('says what rows come to, writes those to correct, and enters what is right', async () => {
    const [wrong, right, errors] = ['wrong.csv', 'right.csv', 'errors.csv'].map((name) => join(folder, name));
    writeFileSync(wrong, 'Name,Kind\nHarbour Board,Agency\nTide Office,Club\n');
    writeFileSync(right, 'Name,Kind\nHarbour Board,Agency\n');
    const before = await tableCounts(heed);
    expect(await run('--rows', 'actors', right)).toMatchObject({
      status: 1,
      err: expect.stringContaining('--as EMAIL'),
    });
    const refused = await run('--rows', 'actors', '--as', person.email, '--errors', errors, wrong);
    expect(refused).toMatchObject({ status: 2, out: expect.stringContaining('Row 3, Kind: No such value') });
    expect(readFileSync(errors, 'utf8')).toContain('Tide Office');
    expect(readFileSync(errors, 'utf8')).not.toContain('Harbour');
    const dry = await run('--rows', 'actors', '--as', person.email, '--dry-run', '--json', right);
    expect([dry.status, JSON.parse(dry.out)]).toMatchObject([0, { counts: { new: 1 }, result: null }]);
    expect(await tableCounts(heed)).toEqual(before);
    const entered = await run('--rows', 'actors', '--as', person.email, right);
    expect(entered).toMatchObject({ status: 0, out: expect.stringContaining('1 new') });
    expect((await bringText(client, 'actors', readFileSync(right, 'utf8'))).counts.unchanged).toBe(1);
    expect(await run('--rows', 'actors', '--as', person.email, join(folder, 'none.csv'))).toMatchObject({
      status: 2,
    });
  });
});
