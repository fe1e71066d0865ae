import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { ImportDraftsService } from '../../../src/modules/imports/index.js';
import { type TestApp, startTestApp } from '../../support/app.js';
import type { TestClient } from '../../support/client.js';
import { TWIN, contributor, fileOf, longMatrix, rowCounts } from './support.js';

/** Takes many seconds. */
const LONG = longMatrix(60_000);

describe('a document that takes long', () => {
  let heed: TestApp;
  let client: TestClient;
  let drafts: ImportDraftsService;

  beforeAll(async () => {
    heed = await startTestApp();
    client = await contributor(heed);
    drafts = heed.app.get(ImportDraftsService);
  });
  beforeEach(() => {
    drafts.patience = 0;
  });
  afterAll(() => heed?.close());

  const bring = async (text: string, by = client) => {
    const answer = await by.post('/imports', { file: fileOf(text, 'brief.txt') });
    expect(answer.status).toBe(303);
    return answer.location!;
  };
  const rows = () =>
    heed.ownerDataSource.query<{ id: string; state: string }[]>('SELECT id, state FROM import_draft');
  const until = async (path: string, words: string) => {
    for (const end = Date.now() + 25_000; ;) {
      const { text } = await client.get(path);
      if (text.includes(words)) return text;
      if (Date.now() > end) throw new Error(`“${words}” did not come: ${text}`);
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
  };

  test('says at once that it is being read, reloads without scripts, and shows the review when it is', async () => {
    const began = Date.now();
    const path = await bring(TWIN);
    expect(Date.now() - began).toBeLessThan(1_500);
    const page = await client.get(path);
    expect([page.status, page.text]).toEqual([200, expect.stringContaining('Reading the document')]);
    expect(page.text).toContain('<noscript><meta http-equiv="refresh" content="2"');
    expect(page.text).toMatch(/Heed is reading it|Just begun|so far/);
    expect(await until(path, 'Track 13 items')).toContain('5 actions');
    expect((await client.get('/import')).text).toContain('13 rows');
  });

  test('is cancelled: its process ends and nothing stays', async () => {
    const path = await bring(LONG);
    await until(path, 'Heed is reading it');
    expect((await client.get('/import')).text).toContain('being read');
    // Meanwhile there is nothing to save or to track.
    const early = await client.api('POST', `/api/v1${path}/commit`, {}, { 'if-match': '"2"' });
    expect([early.status, early.json().code]).toEqual([409, 'import.notRead']);
    expect((await client.post(`${path}/autosave`, { version: 2 })).status).toBe(409);
    expect((await client.post(path, { version: 2 })).location).toBe(path);
    const cancelled = await client.post(`${path}/discard`);
    expect([cancelled.status, cancelled.location]).toEqual([303, '/imports/new?done=importCancelled']);
    expect((await client.get(path)).status).toBe(404);
    expect((await client.get(cancelled.location!)).text).toContain('Cancelled. Nothing of it was stored.');
    await quiet();
    expect(await rowCounts(heed)).toEqual({});
  });

  test('waits for its turn, with its place in the queue; one person cannot fill it', async () => {
    const [first, second] = [await bring(LONG), await bring(LONG)];
    const third = await bring(TWIN);
    expect(await until(third, 'Yours is next.')).toContain('Other documents are being read');
    const fourth = await client.post('/imports', { text: TWIN });
    expect([fourth.status, fourth.text]).toEqual([
      422,
      expect.stringContaining('reading 3 documents of yours'),
    ]);
    expect(fourth.text).toContain('VARNHOLM GOES DARK');
    const other = await contributor(heed);
    const theirs = await bring(TWIN, other);
    expect((await other.get(theirs)).text).toContain('Yours is number 2 in the queue.');
    await client.post(`${first}/discard`);
    await until(third, 'Track 13 items');
    await client.post(`${second}/discard`);
    await quiet();
  }, 60_000);

  test('nor can one person fill it with many at once that are waited for', async () => {
    const answers = await Promise.all(
      Array.from({ length: 8 }, () => client.api('POST', '/api/v1/imports', { text: TWIN })),
    );
    const codes = answers.map((answer) => answer.status);
    expect(new Set(codes)).toEqual(new Set([201, 422]));
    expect(answers.find(({ status }) => status === 422)!.text).toContain('reading 3 documents of yours');
    // What is read counts no more.
    expect((await client.api('POST', '/api/v1/imports', { text: TWIN })).status).toBe(201);
  });

  test('that cannot be read says why on its page, and can be read again or discarded', async () => {
    const path = await bring('Overview\n\nLamps are few.\n');
    const text = await until(path, 'was not read');
    expect(text).toContain('Nothing to track was found');
    expect((await client.post(`${path}/attempts`)).location).toBe(path);
    await until(path, 'was not read');
    expect((await client.api('GET', `/api/v1${path}`)).json()).toMatchObject({
      state: 'failed',
      failure: 'import.nothing_found',
    });
    expect((await client.post(`${path}/discard`)).location).toBe('/imports/new?done=importDiscarded');
  });

  test('whose server was stopped says so and is read again from the bytes that are kept', async () => {
    const path = await bring(LONG);
    await until(path, 'Heed is reading it');
    const id = path.split('/').at(-1)!;
    // As after kill -9: nobody beats for it any more.
    await client.post(`${path}/discard`);
    await heed.ownerDataSource.query(
      `INSERT INTO import_draft (id, created_by, created_at, filename, content, reading, version, state, reading_since, beat_at)
       VALUES ($1, $2, $3, 'twin.txt', $4, '{}', 2, 'reading', now() - interval '1 hour', now() - interval '11 s')`,
      [id, client.person!.id, heed.clock.now(), Buffer.from(TWIN)],
    );
    const page = await client.get(path);
    expect(page.text).toContain('Reading was interrupted');
    expect(page.text).not.toContain('http-equiv="refresh"');
    expect((await client.post(`${path}/attempts`)).status).toBe(303);
    await until(path, 'Track 13 items');
    const again = await client.post(`${path}/attempts`);
    expect([again.status, again.text]).toEqual([409, expect.stringContaining('read already')]);
  });

  test('is stopped with the application, which leaves it to be read again', async () => {
    const own = await startTestApp();
    const staff = await contributor(own);
    own.app.get(ImportDraftsService).patience = 0;
    const answer = await staff.post('/imports', { file: fileOf(LONG, 'brief.txt') });
    expect(answer.status).toBe(303);
    await own.app.close();
    const [left] = await own.ownerDataSource.query('SELECT state, beat_at FROM import_draft');
    expect(left).toEqual({ state: 'reading', beat_at: null });
    await own.close();
  });

  test('over the API: 201 when it is read, or 202 with an address to ask', async () => {
    const at = '/api/v1/imports';
    const waited = await client.api('POST', at, { text: TWIN });
    expect([waited.status, waited.json().state]).toEqual([201, 'read']);
    const answer = await client.api('POST', at, { text: LONG }, { prefer: 'respond-async' });
    expect([answer.status, answer.headers.get('preference-applied')]).toEqual([202, 'respond-async']);
    expect(answer.json()).toMatchObject({ state: 'reading', progress: { interrupted: false } });
    const path = answer.headers.get('location')!;
    expect((await client.api('GET', path)).json()).toMatchObject({ state: 'reading' });
    expect((await client.api('POST', `${path}/attempts`)).status).toBe(409);
    expect((await client.api('DELETE', path)).status).toBe(204);
    expect((await client.api('GET', path)).status).toBe(404);
    await quiet();
  });

  test('quick ones lead straight to the review', async () => {
    drafts.patience = 60_000;
    const path = await bring(TWIN.replace('Number: 4', 'Number: 44'));
    expect((await client.get(path)).text).toContain('Track 13 items');
  });

  /** Nothing is read any more, soon; what was cancelled does not come back. */
  async function quiet() {
    for (const end = Date.now() + 20_000; ;) {
      await new Promise((resolve) => setTimeout(resolve, 500));
      const left = (await rows()).filter(({ state }) => state === 'reading');
      if (left.length === 0) return;
      if (Date.now() > end) throw new Error(`Still being read: ${JSON.stringify(left)}`);
    }
  }
});
