import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type TestApp, startTestApp } from '../../support/app.js';
import type { TestClient } from '../../support/client.js';
import { makePublication } from '../../support/data.js';
import { evidence, fieldsOf, growth, itemRow, lastHistory, servicesOf } from './track-support.js';

let heed: TestApp;
let staff: TestClient;
let first: string;
let second: string;
let third: string;
let ministry: number;

beforeAll(async () => {
  heed = await startTestApp({ today: '2026-11-22' });
  staff = await heed.signIn('contributor');
  const actions = [{ actors: ['Ministry of Canals', 'Harbour Board'] }, { actors: ['Harbour Board'] }];
  const made = await makePublication(servicesOf(heed), { actions });
  const other = await makePublication(servicesOf(heed), { actions: [{ actors: ['Ministry of Canals'] }] });
  [first, second, third] = [...made.actions, ...other.actions].map(({ ref }) => ref) as [
    string,
    string,
    string,
  ];
  [{ id: ministry }] = await heed.ownerDataSource.query(
    `SELECT id FROM actor WHERE name = 'Ministry of Canals'`,
  );
});
afterAll(() => heed?.close());

const list = async (ref: string, who = staff) =>
  (await who.api('GET', `/api/v1/items/${ref}/watch-places`))
    .json<{ places: { id: number; name: string; of: string }[] }>()
    .places.map(({ id, name, of }) => ({ id, name, of }));
const add = (ref: string, body: object) => staff.api('POST', `/api/v1/items/${ref}/watch-places`, body);
const checks = (ref: string) =>
  heed.ownerDataSource.query<
    { places: string; result: string; update_id: number | null; searched_on: string }[]
  >(
    `SELECT c.places, c.result, c.update_id, c.searched_on FROM check_record c JOIN item i ON i.id = c.item_id
      WHERE i.ref = $1 ORDER BY c.id`,
    [ref],
  );

describe('a watch list', () => {
  test('has the item’s own places and those of its publication and actors', async () => {
    const { result, grew } = await growth(heed, () =>
      staff.post(`/items/${first}/watch-places`, {
        url: 'https://www.gazette.example/canals',
        name: '',
        for: 'item',
      }),
    );
    expect([result.status, result.location]).toEqual([303, `/items/${first}?done=placeWatched`]);
    expect(grew).toEqual({ history_entry: 1 });
    expect(await lastHistory(heed)).toMatchObject({
      action: 'watch.added',
      after: { name: 'gazette.example' },
    });
    await add(first, { name: 'Parliament record', of: 'publication' });
    await add(first, {
      name: 'Press room',
      url: 'https://canals.example/press',
      of: 'actor',
      actorId: ministry,
    });
    expect((await list(first)).map(({ name, of }) => [name, of])).toEqual([
      ['gazette.example', 'item'],
      ['Parliament record', 'publication'],
      ['Press room', 'actor'],
    ]);
    expect((await list(second)).map(({ name }) => name)).toEqual(['Parliament record']);
    expect((await list(third)).map(({ name }) => name)).toEqual(['Press room']);
    const page = (await staff.get(`/items/${third}`)).text;
    expect(page).toContain('href="https://canals.example/press"');
    expect(page).toContain('for all items of Ministry of Canals');
  });

  test('takes no place twice, none without a name, none of a body that the item does not name', async () => {
    const same = await add(first, { name: 'Parliament record' });
    expect(fieldsOf(same).name).toContain('on this list already');
    expect(Object.keys(fieldsOf(await add(first, {})))).toEqual(['name']);
    const foreign = await add(second, { name: 'x', of: 'actor', actorId: ministry });
    expect(foreign.json()).toMatchObject({ status: 422, errors: [{ field: 'actorId' }] });
    const bad = await staff.post(`/items/${first}/watch-places`, {
      url: 'gazette',
      name: 'Kept',
      for: 'item',
    });
    expect(bad.status).toBe(422);
    expect(bad.text).toContain('value="Kept"');
  });

  test('loses a place for every item that had it; who was second is told', async () => {
    const { id } = (await list(third))[0]!;
    const done = await staff.post(`/items/${third}/watch-places/removals`, { placeId: id });
    expect(done.status).toBe(303);
    expect((await list(first)).map(({ name }) => name)).not.toContain('Press room');
    const again = await staff.post(`/items/${first}/watch-places/removals`, { placeId: id });
    expect(again.status).toBe(422);
    expect(again.text).toContain('somebody removed it first');
    // Of another item's own place nobody is told anything.
    const [own] = await list(first);
    const foreign = await staff.api('POST', `/api/v1/items/${third}/watch-places/removals`, {
      placeId: own!.id,
    });
    expect(foreign.status).toBe(422);
    const viewer = await heed.signIn('viewer');
    expect((await viewer.get(`/items/${first}`)).text).not.toContain('/watch-places');
    expect((await list(first, viewer)).length).toBe(2);
  });
});

describe('a check of several items', () => {
  test('offers the places of their lists ticked, and records those that were searched', async () => {
    const form = await staff.get(`/checks/new?items=${first}&items=${second}`);
    expect(form.text.match(/name="watched\[\]"[^>]*checked/g)).toHaveLength(2);
    const body = {
      items: [first, second],
      searchedOn: '2026-11-21',
      watched: ['Parliament record'],
      places: 'The town hall',
    };
    const { result, grew } = await growth(heed, () => staff.post('/checks/new', body));
    expect(result.status).toBe(303);
    expect(result.location).toBe(
      `/follow-ups/new?items=${first}&items=${second}&back=%2Fitems&done=checkRecorded`,
    );
    expect(grew).toEqual({ check_record: 2, item_version: 2, history_entry: 1 });
    for (const ref of [first, second]) {
      expect((await checks(ref)).at(-1)).toMatchObject({
        places: 'Parliament record\nThe town hall',
        result: 'nothing_found',
      });
      expect(await itemRow(heed, ref)).toMatchObject({ last_checked_on: '2026-11-21' });
    }
    expect((await staff.get(result.location!)).text).toContain('Check recorded.');
  });

  test('needs a place; what was unticked stays so', async () => {
    const none = await staff.post('/checks/new', { items: [first], searchedOn: '2026-11-21', note: 'Kept' });
    expect(none.status).toBe(422);
    expect(none.text).toContain('tick a place or name one');
    expect(none.text).toContain('Kept</textarea>');
    expect(none.text).not.toMatch(/name="watched\[\]"[^>]*checked/);
  });

  test('that found something leads to recording it, with the items and places filled in', async () => {
    const body = {
      items: [first, second],
      searchedOn: '2026-11-20',
      watched: ['Parliament record'],
      found: 'true',
    };
    const { result, grew } = await growth(heed, () => staff.post('/checks/new', body));
    expect(grew).toEqual({});
    expect(result.status).toBe(303);
    const form = await staff.get(result.location!);
    expect(form.text).toContain('name="searchedPlaces"');
    expect(form.text).toContain('Parliament record</textarea>');
    expect(form.text).toContain('value="2026-11-20"');
    for (const ref of [first, second]) expect(form.text).toContain(`value="${ref}"`);
    const wish = evidence(
      [
        { item: first, progressTo: 'in_progress' },
        { item: second, shows: 'background' },
      ],
      { searchedOn: '2026-11-20', searchedPlaces: 'Parliament record' },
    ) as Record<string, never>;
    const recorded = await growth(heed, () => staff.post('/evidence', wish));
    expect(recorded.result.status).toBe(303);
    expect(recorded.grew).toMatchObject({ evidence_update: 1, effect: 2, check_record: 2, history_entry: 1 });
    const [check] = (await checks(first)).slice(-1);
    expect(check).toMatchObject({ result: 'found', places: 'Parliament record' });
    expect(check!.update_id).not.toBeNull();
    const future = await staff.api('POST', '/api/v1/evidence', { ...wish, searchedOn: '2026-11-23' });
    expect(Object.keys(fieldsOf(future))).toEqual(['searchedOn']);
  });
});
