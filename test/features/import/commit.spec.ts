import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { type TestApp, startTestApp } from '../../support/app.js';
import type { TestClient } from '../../support/client.js';
import {
  bring,
  commitForm,
  contributor,
  draftOf,
  formOf,
  historyOf,
  rowCounts,
  twinNumbered,
} from './support.js';

describe('committing an import', () => {
  let heed: TestApp;
  let client: TestClient;
  let number = 100;
  const next = () => twinNumbered(String(++number));

  beforeAll(async () => {
    heed = await startTestApp();
    client = await contributor(heed);
  });
  afterAll(() => heed?.close());

  const draftsLeft = async () => {
    const [{ count }] = await heed.ownerDataSource.query(
      'SELECT count(*) FROM import_draft WHERE publication_id IS NULL',
    );
    return Number(count);
  };

  test('leaving or discarding it stores nothing', async () => {
    const id = await bring(client, next());
    await client.get(`/imports/${id}`);
    const discarded = await client.post(`/imports/${id}/discard`, formOf(await draftOf(client, id)));
    expect([discarded.status, discarded.location]).toEqual([303, '/imports/new?done=importDiscarded']);
    expect(await rowCounts(heed)).toEqual({});
    expect(await draftsLeft()).toBe(0);
    expect((await client.get(`/imports/${id}`)).status).toBe(404);
    expect(await historyOf(heed)).toEqual([]);
  });

  test('a failure at the very last step leaves nothing but the draft', async () => {
    const id = await bring(client, next());
    const draft = await draftOf(client, id);
    await heed.ownerDataSource.query(
      `CREATE FUNCTION break_import() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'power cut'; END $$`,
    );
    await heed.ownerDataSource.query(
      `CREATE TRIGGER broken BEFORE UPDATE ON import_draft FOR EACH ROW EXECUTE FUNCTION break_import()`,
    );
    try {
      const broken = await commitForm(client, draft);
      expect(broken.status).toBe(500);
      expect(broken.text).not.toContain('power cut');
    } finally {
      await heed.ownerDataSource.query('DROP FUNCTION break_import() CASCADE');
    }
    expect(await rowCounts(heed)).toEqual({});
    expect(await historyOf(heed)).toEqual([]);
    expect(await historyOf(heed, 'actor.entered')).toEqual([]);
    expect(await draftsLeft()).toBe(1);
    expect((await commitForm(client, draft)).status).toBe(303);
    expect((await rowCounts(heed)).publication).toBe(1);
  });

  describe('with publications there', () => {
    afterEach(async () => {
      const [{ count }] = await heed.ownerDataSource.query(
        'SELECT count(*) FROM import_draft WHERE publication_id IS NULL',
      );
      expect(Number(count)).toBeLessThanOrEqual(10);
    });

    test('a double click makes one publication and leads to it twice', async () => {
      const draft = await draftOf(client, await bring(client, next()));
      const before = await rowCounts(heed);
      const answers = await Promise.all([commitForm(client, draft), commitForm(client, draft)]);
      expect(answers.map((answer) => answer.status)).toEqual([303, 303]);
      expect(answers[0]!.location).toBe(answers[1]!.location);
      const again = await client.post(`/imports/${draft.id}/commit`, { version: 1 });
      expect(again.location).toBe(answers[0]!.location);
      const after = await rowCounts(heed);
      expect(after.publication! - before.publication!).toBe(1);
      expect(after.item! - before.item!).toBe(13);
    });

    test('the same series and number again for a new publication is said in the preview, with a link, and refused at commit', async () => {
      const text = next();
      const first = await commitForm(client, await draftOf(client, await bring(client, text)));
      const publication = first.location!.split('?')[0]!;
      const before = await rowCounts(heed);
      const id = await bring(client, text);
      // Heed knows it and would compare it; this is to be another one.
      await client.post(`/imports/${id}/compares-with`, { publicationId: '', version: 1 });
      const page = await client.get(`/imports/${id}`);
      expect(page.text).toContain('There is a publication with this series and number already');
      expect(page.text).toContain(`href="${publication}"`);

      const draft = await draftOf(client, id);
      draft.review.actions[0]!.issue = 'Typed by hand';
      const refused = await commitForm(client, draft);
      expect(refused.status).toBe(409);
      expect(refused.text).toContain('is here already: “VARNHOLM GOES DARK AT NIGHT, ONCE AGAIN”');
      expect(refused.text).toContain('Typed by hand');
      const api = await client.api('POST', `/api/v1/imports/${id}/commit`, {}, { 'if-match': '"2"' });
      expect([api.status, api.json()]).toEqual([
        409,
        expect.objectContaining({
          code: 'publication.exists',
          link: publication,
          errors: [expect.objectContaining({ field: 'publication.number' })],
        }),
      ]);
      expect(await rowCounts(heed)).toEqual(before);

      draft.review.publication.number = String(++number);
      expect((await commitForm(client, draft)).status).toBe(303);
    });

    test('who may not see the publication in the way learns that there is one, and no more', async () => {
      const manager = await heed.signIn(await heed.person({ role: 'manager', teamId: await heed.team() }));
      const text = next();
      const draft = await draftOf(manager, await bring(manager, text));
      draft.review.publication.classification = 'restricted';
      draft.review.publication.title = 'Hush hush';
      const committed = await commitForm(manager, draft);
      // Restricted needs a grant: whoever imported it has read it.
      expect((await manager.get(committed.location!)).status).toBe(200);

      const id = await bring(client, text);
      const page = await client.get(`/imports/${id}`);
      expect(page.text).toContain('You may not see it');
      const refused = await commitForm(client, await draftOf(client, id));
      expect(refused.status).toBe(409);
      expect(page.text + refused.text).not.toMatch(/Hush hush|href="\/publications\/\d/);
    });

    test('of two commits of the same series and number at once, one wins', async () => {
      const text = next();
      const other = await contributor(heed);
      const [mine, theirs] = [
        await draftOf(client, await bring(client, text)),
        await draftOf(other, await bring(other, text)),
      ];
      const answers = await Promise.all([commitForm(client, mine), commitForm(other, theirs)]);
      expect(new Set(answers.map((answer) => answer.status))).toEqual(new Set([303, 409]));
      const rows = await heed.ownerDataSource.query('SELECT 1 FROM publication WHERE number = $1', [
        String(number),
      ]);
      expect(rows).toHaveLength(1);
    });

    test('two other publications at once share their actors', async () => {
      const other = await contributor(heed);
      const rename = (text: string) => text.replaceAll('valley road crews', `new crews of ${number}`);
      const text = rename(next());
      const again = text.replace(/Number: \d+/, `Number: ${++number}`);
      const [mine, theirs] = [
        await draftOf(client, await bring(client, text)),
        await draftOf(other, await bring(other, again)),
      ];
      const answers = await Promise.all([commitForm(client, mine), commitForm(other, theirs)]);
      expect(answers.map((answer) => answer.status)).toEqual([303, 303]);
    });

    test('a review saved in another window meanwhile is shown beside this one, and one chooses', async () => {
      const id = await bring(client, next());
      const [here, elsewhere] = [await draftOf(client, id), await draftOf(client, id)];
      elsewhere.review.actions[0]!.issue = 'Written elsewhere';
      expect((await client.post(`/imports/${id}`, formOf(elsewhere))).status).toBe(303);
      here.review.actions[0]!.issue = 'Written here';
      const stale = await commitForm(client, here);
      expect(stale.status).toBe(412);
      expect(stale.text).toContain('Written elsewhere');
      expect(stale.text).toContain('Written here');
      expect(stale.text).toContain('name="version" value="2"');
      expect((await commitForm(client, { ...here, version: 2 })).status).toBe(303);
      const rows = await heed.ownerDataSource.query(`SELECT 1 FROM action WHERE issue = 'Written here'`);
      expect(rows).toHaveLength(1);
    });
  });

  test('a draft is its maker’s alone, and a viewer imports nothing', async () => {
    const id = await bring(client, next());
    const draft = await draftOf(client, id);
    const manager = await heed.signIn('manager');
    for (const answer of [
      await manager.get(`/imports/${id}`),
      await manager.post(`/imports/${id}`, formOf(draft)),
      await manager.post(`/imports/${id}/commit`, formOf(draft)),
      await manager.post(`/imports/${id}/discard`),
      await manager.api('GET', `/api/v1/imports/${id}`),
      await manager.api('POST', `/api/v1/imports/${id}/commit`, {}, { 'if-match': '"1"' }),
      await manager.api('DELETE', `/api/v1/imports/${id}`),
      await client.get('/imports/not-an-id'),
      await client.get('/imports/00000000-0000-4000-8000-000000000000'),
    ])
      expect(answer.status).toBe(404);
    expect((await client.get(`/imports/${id}`)).status).toBe(200);
    const viewer = await heed.signIn('viewer');
    expect((await viewer.get('/import')).status).toBe(404);
    expect((await viewer.post('/imports', { text: next() })).status).toBe(404);
    expect((await viewer.api('POST', '/api/v1/imports', { text: next() })).status).toBe(403);
  });

  test('drafts that nobody came back to go after seven days, when the next one comes', async () => {
    const old = await bring(client, next());
    heed.clock.advance(8 * 86_400_000);
    // Sessions have ended too.
    const fresh = await bring(await contributor(heed), next());
    const rows = await heed.ownerDataSource.query('SELECT id FROM import_draft WHERE id IN ($1, $2)', [
      old,
      fresh,
    ]);
    expect(rows).toEqual([{ id: fresh }]);
  });

  test('over the API: draft, If-Match, partial review, result, discard', async () => {
    client = await contributor(heed);
    const created = await client.api('POST', '/api/v1/imports', { text: next(), filename: 'lamps.txt' });
    expect(created.status).toBe(201);
    const { id, reading, warnings } = created.json<{
      id: string;
      reading: { actions: unknown[] };
      warnings: unknown[];
    }>();
    expect([created.headers.get('location'), created.headers.get('etag')]).toEqual([
      `/api/v1/imports/${id}`,
      '"1"',
    ]);
    expect([reading.actions.length, warnings.length]).toEqual([5, 6]);
    const path = `/api/v1/imports/${id}/commit`;
    expect((await client.api('POST', path, {})).status).toBe(428);
    expect((await client.api('POST', path, {}, { 'if-match': '"9"' })).status).toBe(412);
    const wrong = await client.api(
      'POST',
      path,
      { publication: { date: '2025-02-30' } },
      { 'if-match': '"1"' },
    );
    expect([wrong.status, wrong.json().errors]).toEqual([
      422,
      [expect.objectContaining({ field: 'publication.date' })],
    ]);
    const unknown = await client.api('POST', path, { publication: { colour: 'red' } }, { 'if-match': '"1"' });
    expect(unknown.status).toBe(422);
    const done = await client.api('POST', path, { publication: { title: 'By API' } }, { 'if-match': '"1"' });
    const { publicationId } = done.json<{ publicationId: number }>();
    expect([done.status, done.headers.get('location')]).toEqual([
      200,
      `/api/v1/publications/${publicationId}`,
    ]);
    const again = await client.api('POST', path, {}, { 'if-match': '"1"' });
    expect(again.json()).toEqual({ publicationId });
    expect((await client.api('GET', `/api/v1/imports/${id}`)).json()).toMatchObject({ publicationId });

    const file = new FormData();
    file.append('file', new File([next()], 'lamps.txt'));
    const upload = await client.send('POST', '/api/v1/imports', {
      body: file,
      headers: { 'x-csrf-token': await client.csrf() },
    });
    expect(upload.status).toBe(201);
    const other = upload.json<{ id: string }>().id;
    expect((await client.api('DELETE', `/api/v1/imports/${other}`)).status).toBe(204);
    expect((await client.api('GET', `/api/v1/imports/${other}`)).status).toBe(404);
  });
});
