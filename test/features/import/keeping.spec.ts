import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { type TestApp, startTestApp } from '../../support/app.js';
import type { TestClient } from '../../support/client.js';
import {
  TWIN,
  bring,
  commitForm,
  contributor,
  draftOf,
  fileOf,
  formOf,
  rowCounts,
  twinNumbered,
} from './support.js';

describe('a review that is kept', () => {
  let heed: TestApp;
  let client: TestClient;
  let id: string;
  let number = 500;

  beforeAll(async () => {
    heed = await startTestApp();
    client = await contributor(heed);
  });
  afterAll(() => heed?.close());
  beforeEach(async () => {
    id = await bring(client, twinNumbered(String(++number)));
  });

  const autosave = (form: ReturnType<typeof formOf>) => client.post(`/imports/${id}/autosave`, form);

  test.each([
    ['14 October 2026', '2026-10-14', '2027-04-14'],
    ['14 Oct 2026', '2026-10-14', '2027-04-14'],
    ['October 2026', '2026-10', '2027-04-30'],
  ])('takes the date as people write it: %s', async (words, date, due) => {
    const draft = await draftOf(client, id);
    draft.review.publication.date = words;
    expect((await client.post(`/imports/${id}`, formOf(draft))).status).toBe(303);
    expect((await draftOf(client, id)).review.publication.date).toBe(date);
    const committed = await commitForm(client, await draftOf(client, id));
    expect(committed.status).toBe(303);
    const [row] = await heed.ownerDataSource.query('SELECT due_on::text FROM item WHERE ref = $1', [
      `PB-${number}.A1`,
    ]);
    expect(row.due_on).toBe(due);
  });

  test('is kept with fields in error, which are said; only the commit refuses them', async () => {
    const draft = await draftOf(client, id);
    draft.review.publication.date = '03/04/2026';
    draft.review.publication.title = '';
    draft.review.actions[0]!.maxMonths = 'soon' as never;
    draft.review.actions[1]!.issue = 'Typed beside the errors';
    const saved = await client.post(`/imports/${id}`, formOf(draft));
    expect([saved.status, saved.location]).toEqual([303, `/imports/${id}?done=importSaved`]);
    const { text } = await client.get(saved.location!);
    for (const words of [
      'value="03/04/2026"',
      'value="soon"',
      'Typed beside the errors',
      'This can be two dates',
    ])
      expect(text).toContain(words);
    expect(text).toContain('href="#publication-title"');
    const before = await rowCounts(heed);
    const refused = await commitForm(client, await draftOf(client, id));
    expect(refused.status).toBe(422);
    expect(refused.text).toContain('This can be two dates');
    const api = await client.api('POST', `/api/v1/imports/${id}/commit`, {}, { 'if-match': '"2"' });
    expect([api.status, JSON.stringify(api.json().errors)]).toEqual([
      422,
      expect.stringContaining('publication.date'),
    ]);
    expect(await rowCounts(heed)).toEqual(before);
  });

  test('saves itself: a new version, what follows from what was typed, and no reload', async () => {
    const draft = await draftOf(client, id);
    draft.review.actions[0]!.timelineText = 'Within 9 months';
    const saved = await autosave(formOf(draft));
    expect(saved.status).toBe(200);
    const answer = saved.json<{
      version: number;
      words: string;
      fields: object;
      due: Record<string, string>;
    }>();
    expect(answer).toMatchObject({
      version: 2,
      words: 'Saved 12:00',
      fields: { 'actions[0][maxMonths]': '9', 'actions[0][term]': '' },
    });
    expect(answer.due['actions[0]']).toContain('31 Aug 2026');
    // The page now has the new window; sending it again changes nothing.
    const next = { ...(await draftOf(client, id)) };
    expect(next.review.actions[0]).toMatchObject({ timelineText: 'Within 9 months', maxMonths: 9 });
    next.review.publication.date = 'some day';
    const wrong = (await autosave(formOf(next))).json();
    expect(wrong).toMatchObject({ version: 3, words: 'Saved 12:00; 1 field to put right before tracking' });
    expect((await client.get(`/imports/${id}`)).text).toContain('value="some day"');
  });

  test('saves itself from one window only: the other is told, and shown both by “Save”', async () => {
    const [here, there] = [await draftOf(client, id), await draftOf(client, id)];
    here.review.publication.title = 'Here';
    there.review.publication.title = 'There';
    expect((await autosave(formOf(here))).status).toBe(200);
    expect((await autosave(formOf(there))).status).toBe(412);
    const both = await client.post(`/imports/${id}`, formOf(there));
    expect(both.status).toBe(412);
    expect(both.text).toContain('Saved elsewhere');
    expect((await draftOf(client, id)).review.publication.title).toBe('Here');
  });

  test('is kept over the API, with what is wrong named', async () => {
    const path = `/api/v1/imports/${id}/review`;
    const put = (body: object, version: number) =>
      client.api('PUT', path, body, { 'if-match': `"${version}"` });
    expect((await client.api('PUT', path, {})).status).toBe(428);
    const saved = await put({ publication: { date: 'October 2026', title: '' } }, 1);
    expect([saved.status, saved.headers.get('etag')]).toEqual([200, '"2"']);
    expect(saved.json()).toMatchObject({
      review: { publication: { title: '' } },
      errors: [{ field: 'publication.title' }],
    });
    expect((await put({}, 1)).status).toBe(412);
    expect((await put({ publication: { colour: 'red' } }, 2)).status).toBe(422);
    expect((await put({ colour: 'red' }, 2)).status).toBe(422);
    const right = await put({ publication: { title: 'Lamps' } }, 2);
    expect(right.json()).toMatchObject({
      errors: [],
      review: { publication: { date: '2026-10', title: 'Lamps' } },
    });
  });

  test('is no more when it was committed', async () => {
    const draft = await draftOf(client, id);
    const form = formOf(draft);
    expect((await commitForm(client, draft)).status).toBe(303);
    expect((await autosave(form)).status).toBe(409);
    const put = await client.api('PUT', `/api/v1/imports/${id}/review`, {}, { 'if-match': '"2"' });
    expect([put.status, put.json().code]).toEqual([409, 'import.committed']);
  });

  test('what cannot be stored at all is refused with its field', async () => {
    const draft = await draftOf(client, id);
    draft.review.actions[0]!.issue = 'a\u0000b';
    expect((await client.post(`/imports/${id}`, formOf(draft))).status).toBe(422);
    expect((await autosave(formOf(draft))).status).toBe(422);
    draft.review.actions[0]!.issue = 'said as \\u0000';
    expect((await client.post(`/imports/${id}`, formOf(draft))).status).toBe(303);
  });

  test('goes seven days after it was last saved, not after the document was brought', async () => {
    const person = await heed.person({ role: 'contributor', teamId: await heed.team() });
    const day = 86_400_000;
    let mine = await heed.signIn(person);
    const kept = await bring(mine, twinNumbered(String(++number)));
    heed.clock.advance(6 * day);
    // The session has ended too.
    mine = await heed.signIn(person);
    expect((await mine.post(`/imports/${kept}`, formOf(await draftOf(mine, kept)))).status).toBe(303);
    heed.clock.advance(2 * day);
    client = await contributor(heed);
    await bring(client, twinNumbered(String(++number)));
    mine = await heed.signIn(person);
    expect((await mine.get(`/imports/${kept}`)).status).toBe(200);
    heed.clock.advance(6 * day);
    client = await contributor(heed);
    await bring(client, twinNumbered(String(++number)));
    mine = await heed.signIn(person);
    expect((await mine.get(`/imports/${kept}`)).status).toBe(404);
  });
});

test('more than 20 MB: the form comes back with what was pasted and says the limit', async () => {
  const heed = await startTestApp();
  try {
    const client = await contributor(heed);
    const big = fileOf(new Uint8Array(21 * 1024 * 1024).fill(0x61), 'big.txt');
    const page = await client.post('/imports', { file: big, text: TWIN });
    expect(page.status).toBe(413);
    expect(page.text).toContain('This is larger than 20 MB');
    expect(page.text).toContain('VARNHOLM GOES DARK AT NIGHT');
    expect(page.text).toContain('href="#file"');
    expect(await heed.ownerDataSource.query('SELECT 1 FROM import_draft')).toEqual([]);
  } finally {
    await heed.close();
  }
});
