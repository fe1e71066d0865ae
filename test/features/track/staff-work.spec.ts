import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type TestApp, startTestApp } from '../../support/app.js';
import type { TestClient } from '../../support/client.js';
import { makePublication } from '../../support/data.js';
import { change, fieldsOf, growth, itemRow, lastHistory, servicesOf } from './track-support.js';

let heed: TestApp;
let staff: TestClient;
let me: number;

beforeAll(async () => {
  heed = await startTestApp({ today: '2026-11-22' });
  staff = await heed.signIn('contributor');
  me = staff.person!.id;
});
afterAll(() => heed?.close());

const item = async (wish: object = {}) =>
  (await makePublication(servicesOf(heed), { actions: [wish] })).actions[0].ref;

describe('an owner', () => {
  test('is assigned, handed over and taken away', async () => {
    const ref = await item();
    const { result, grew } = await growth(heed, () =>
      change(heed, staff, 'PUT', ref, 'owner', { ownerId: me }),
    );
    expect([result.status, result.headers.get('etag')]).toEqual([200, '"2"']);
    expect(grew).toEqual({ item_version: 1, history_entry: 1 });
    expect(await itemRow(heed, ref)).toMatchObject({ owner_id: me, version: 2 });
    expect(await lastHistory(heed)).toMatchObject({
      action: 'owner.assigned',
      actor_id: me,
      before: { ownerId: null },
      after: { ownerId: me },
    });
    const versions = await heed.ownerDataSource.query(
      `SELECT v.version, v.owner_id, v.valid_to IS NULL AS current FROM item_version v JOIN item i ON i.id = v.item_id
        WHERE i.ref = $1 ORDER BY v.version`,
      [ref],
    );
    expect(versions).toEqual([
      { version: 1, owner_id: null, current: false },
      { version: 2, owner_id: me, current: true },
    ]);
    await change(heed, staff, 'PUT', ref, 'owner', { ownerId: null });
    expect(await itemRow(heed, ref)).toMatchObject({ owner_id: null, version: 3 });
  });

  test('is one of the staff who may record', async () => {
    const ref = await item();
    const viewer = await heed.person({ role: 'viewer' });
    for (const ownerId of [viewer.id, 987_654]) {
      const { result, grew } = await growth(heed, () =>
        change(heed, staff, 'PUT', ref, 'owner', { ownerId }),
      );
      expect(Object.keys(fieldsOf(result))).toEqual(['ownerId']);
      expect(grew).toEqual({});
    }
    for (const ownerId of ['me', 1.5, -1, 2 ** 40])
      expect(Object.keys(fieldsOf(await change(heed, staff, 'PUT', ref, 'owner', { ownerId })))).toEqual([
        'ownerId',
      ]);
  });

  test('is not assigned by a viewer', async () => {
    const ref = await item();
    const viewer = await heed.signIn('viewer');
    expect((await change(heed, viewer, 'PUT', ref, 'owner', { ownerId: me })).status).toBe(403);
    const page = await viewer.get(`/items/${ref}`);
    expect(page.status).toBe(200);
    expect(page.text).not.toContain('<form action="/items/');
  });
});

describe('If-Match', () => {
  test('428 without it, 412 when it is out of date, and nothing is stored', async () => {
    const ref = await item();
    const put = (headers: Record<string, string>) =>
      growth(heed, () => staff.api('PUT', `/api/v1/items/${ref}/owner`, { ownerId: me }, headers));
    for (const [headers, status] of [
      [{}, 428],
      [{ 'if-match': '"2"' }, 412],
      [{ 'if-match': 'one' }, 412],
    ] as [Record<string, string>, number][]) {
      const { result, grew } = await put(headers);
      expect(result.status).toBe(status);
      expect(result.headers.get('content-type')).toContain('application/problem+json');
      expect(grew).toEqual({});
    }
    const { headers } = await staff.api('GET', `/api/v1/items/${ref}`);
    expect((await put({ 'if-match': headers.get('etag')! })).result.status).toBe(200);
  });

  test('of two people who change the same version at once, one is told', async () => {
    const ref = await item();
    const other = await heed.signIn('contributor');
    const { result, grew } = await growth(heed, () =>
      Promise.all(
        [staff, other].map((who) =>
          who.api('PUT', `/api/v1/items/${ref}/owner`, { ownerId: who.person!.id }, { 'if-match': '"1"' }),
        ),
      ),
    );
    expect(result.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 412]);
    expect(grew).toEqual({ item_version: 1, history_entry: 1 });
  });
});

describe('a check', () => {
  test('says where was searched and that nothing was found, on several items at once', async () => {
    const [a, b] = [await item(), await item()];
    const body = { items: [a, b], searchedOn: '2026-11-20', places: 'Ministry site\nGazette' };
    const { result, grew } = await growth(heed, () => staff.api('POST', '/api/v1/checks', body));
    expect([result.status, result.json()]).toEqual([201, { items: [a, b] }]);
    expect(grew).toEqual({ check_record: 2, item_version: 2, history_entry: 1 });
    expect(await itemRow(heed, a)).toMatchObject({
      last_checked_on: '2026-11-20',
      progress: 'no_public_evidence',
    });
    expect(await lastHistory(heed)).toMatchObject({
      action: 'check.recorded',
      after: { searchedOn: '2026-11-20' },
    });
    const page = await staff.get(`/items/${b}`);
    expect(page.text).toContain('Searched: Ministry site, Gazette');
    // The next search begins where the last one went.
    expect(page.text).toMatch(/<textarea[^>]*name="places"[^>]*>\s*Ministry site\nGazette/);
    const history = await staff.api('GET', `/api/v1/items/${b}/history`);
    expect(history.text).not.toContain(a);
  });

  test('an older one does not bring the last check back', async () => {
    const ref = await item();
    for (const searchedOn of ['2026-10-01', '2026-09-01'])
      await staff.api('POST', '/api/v1/checks', { items: [ref], searchedOn, places: 'Gazette' });
    expect(await itemRow(heed, ref)).toMatchObject({ last_checked_on: '2026-10-01' });
  });

  test('bad input', async () => {
    const ref = await item();
    const good = { items: [ref], searchedOn: '2026-11-20', places: 'Gazette' };
    for (const [more, field] of [
      [{ searchedOn: '2026-11-23' }, 'searchedOn'],
      [{ searchedOn: '2026-11-31' }, 'searchedOn'],
      [{ places: ' ' }, 'places'],
      [{ items: [] }, 'items'],
      [{ items: [ref, 'NO-1.A1'] }, 'items[1]'],
      [{ updateId: 99_999 }, 'updateId'],
    ] as const) {
      const { result, grew } = await growth(heed, () =>
        staff.api('POST', '/api/v1/checks', { ...good, ...more }),
      );
      expect([result.status, Object.keys(fieldsOf(result))]).toEqual([422, [field]]);
      expect(grew).toEqual({});
    }
  });

  test('its form for several items keeps what was typed; a double click makes one', async () => {
    const [a, b] = [await item(), await item()];
    const form = await staff.get(`/checks/new?items[]=${a}&items[]=${b}`);
    expect(form.text).toContain(`value="${b}"`);
    const bad = await staff.post('/checks/new', {
      items: [a, b],
      searchedOn: '2026-11-20',
      places: '',
      note: 'Typed.',
    });
    expect(bad.status).toBe(422);
    expect(bad.text).toContain('Typed.');
    expect(bad.text).toContain('href="#places"');
    const good = {
      items: [a, b],
      searchedOn: '2026-11-20',
      places: 'Gazette',
      idempotencyKey: 'check-click-1',
    };
    const { result, grew } = await growth(heed, () =>
      Promise.all([staff.post('/checks/new', good), staff.post('/checks/new', good)]),
    );
    expect(result.map(({ status }) => status)).toEqual([303, 303]);
    expect(grew.check_record).toBe(2);
  });
});

describe('a follow-up', () => {
  const plan = (ref: string, more: object = {}, headers: Record<string, string> = {}) =>
    staff.api(
      'POST',
      `/api/v1/items/${ref}/follow-ups`,
      { step: 'Call the harbour master', assigneeId: me, dueOn: '2026-12-01', ...more },
      headers,
    );

  test('is planned and finished', async () => {
    const ref = await item();
    const planned = await growth(heed, () => plan(ref));
    expect(planned.result.status).toBe(201);
    expect(planned.grew).toEqual({ follow_up: 1, history_entry: 1 });
    const { id } = planned.result.json<{ id: number }>();
    expect((await staff.get(`/items/${ref}`)).text).toContain('Call the harbour master');
    const done = (body: object, match = '"1"') =>
      staff.api('POST', `/api/v1/follow-ups/${id}/done`, body, { 'if-match': match });
    expect(Object.keys(fieldsOf(await done({ doneOn: '2026-11-23' })))).toEqual(['doneOn']);
    expect((await done({}, '"7"')).status).toBe(412);
    const finished = await growth(heed, () => done({ note: 'He expects it in May.' }));
    expect(finished.result.json()).toMatchObject({ id, ref, doneOn: '2026-11-22', version: 2 });
    expect(finished.grew).toEqual({ history_entry: 1 });
    expect(await lastHistory(heed)).toMatchObject({
      action: 'followUp.done',
      after: { doneOn: '2026-11-22' },
    });
    expect((await done({}, '"2"')).status).toBe(422);
    const page = await staff.get(`/items/${ref}`);
    expect(page.text).toContain('He expects it in May.');
  });

  test('two clicks plan one', async () => {
    const ref = await item();
    const { result, grew } = await growth(heed, () =>
      Promise.all([1, 2].map(() => plan(ref, {}, { 'idempotency-key': 'plan-1' }))),
    );
    expect(result[0].text).toBe(result[1].text);
    expect(grew.follow_up).toBe(1);
  });

  test('bad input, and no such one', async () => {
    const ref = await item();
    expect(Object.keys(fieldsOf(await plan(ref, { step: '' })))).toEqual(['step']);
    expect(Object.keys(fieldsOf(await plan(ref, { assigneeId: null })))).toEqual(['assigneeId']);
    expect(Object.keys(fieldsOf(await plan(ref, { assigneeId: 99_999 })))).toEqual(['assigneeId']);
    expect(Object.keys(fieldsOf(await plan(ref, { dueOn: '31.12.2026' })))).toEqual(['dueOn']);
    const unknown = await staff.api('POST', '/api/v1/follow-ups/99999/done', {}, { 'if-match': '"1"' });
    expect(unknown.status).toBe(404);
  });
});

describe('a response', () => {
  test('is the actor’s own, with its words; what was said before stays', async () => {
    const ref = await item({ actors: ['Ministry of Canals', 'District councils'] });
    const actors = await heed.ownerDataSource.query<{ id: number }[]>(
      `SELECT a.id FROM item_actor ia JOIN item i ON i.id = ia.item_id JOIN actor a ON a.id = ia.actor_id
        WHERE i.ref = $1 ORDER BY ia.position`,
      [ref],
    );
    const path = `actors/${actors[0].id}/response`;
    const respond = (body: object) => change(heed, staff, 'PUT', ref, path, body);
    await respond({ response: 'under_consideration', respondedOn: '2026-02-01' });
    const { result, grew } = await growth(heed, () =>
      respond({
        response: 'rejected',
        respondedOn: '2026-04-01',
        reply: 'We shall not.',
        sourceUrl: 'https://a.example',
      }),
    );
    expect(result.status).toBe(200);
    expect(grew).toEqual({ response_record: 1, item_version: 1, history_entry: 1 });
    const details = (await staff.api('GET', `/api/v1/items/${ref}`)).json<{ actors: object[] }>();
    expect(details.actors).toMatchObject([
      {
        response: 'rejected',
        responses: [
          { from: 'under_consideration', response: 'rejected', reply: 'We shall not.' },
          { from: 'not_asked', response: 'under_consideration' },
        ],
      },
      { response: 'not_asked', responses: [] },
    ]);
    // Their response is not our assessment.
    expect(await itemRow(heed, ref)).toMatchObject({ progress: 'no_public_evidence' });
    expect((await staff.get(`/items/${ref}`)).text).toContain('We shall not.');
    expect(Object.keys(fieldsOf(await respond({ response: 'accepted', respondedOn: '2026-11-23' })))).toEqual(
      ['respondedOn'],
    );
    expect(
      (
        await change(heed, staff, 'PUT', ref, 'actors/99999/response', {
          response: 'accepted',
          respondedOn: '2026-04-01',
        })
      ).status,
    ).toBe(404);
  });
});
