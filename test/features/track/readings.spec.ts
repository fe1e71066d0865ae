import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type TestApp, startTestApp } from '../../support/app.js';
import type { TestClient } from '../../support/client.js';
import { makePublication } from '../../support/data.js';
import { evidence, fieldsOf, growth, itemRow, lastHistory, servicesOf } from './track-support.js';

let heed: TestApp;
let staff: TestClient;
let manager: TestClient;

beforeAll(async () => {
  heed = await startTestApp({ today: '2026-11-22' });
  staff = await heed.signIn('contributor');
  manager = await heed.signIn('manager');
});
afterAll(() => heed?.close());

const record = async (item: string, progressTo: string, eventOn: string, who = staff, shows = 'progress') => {
  const answer = await who.api(
    'POST',
    '/api/v1/evidence',
    evidence([{ item, progressTo, shows }], { eventOn }),
  );
  expect(answer.status).toBe(201);
};
const claimOf = async (ref: string) =>
  Number(
    (await heed.ownerDataSource.query('SELECT progress_effect_id AS id FROM item WHERE ref = $1', [ref]))[0]
      .id,
  );
const read = async (who: TestClient, ref: string, verdict: object) =>
  who.api('POST', `/api/v1/effects/${await claimOf(ref)}/readings`, verdict);
const item = async () =>
  (await makePublication(servicesOf(heed), { actions: [{ dueOn: '2026-06-30' }] })).actions[0].ref;

describe('a second reading', () => {
  test('confirms a claim; until then it is open, past due and does not count', async () => {
    const ref = await item();
    await record(ref, 'in_progress', '2026-02-01');
    await record(ref, 'implemented', '2026-06-15');
    expect(await itemRow(heed, ref)).toMatchObject({
      progress: 'implemented',
      claim: 'awaiting',
      confirmed_progress: 'in_progress',
      confirmed_on: '2026-02-01',
    });
    const before = await staff.api('GET', `/api/v1/items/${ref}`);
    expect(before.json()).toMatchObject({ timeliness: 'past_due', claim: 'awaiting' });
    const { result, grew } = await growth(heed, () => read(manager, ref, { verdict: 'confirmed' }));
    expect(result.status).toBe(201);
    expect(grew).toEqual({ second_reading: 1, item_version: 1, history_entry: 1 });
    expect(await itemRow(heed, ref)).toMatchObject({
      claim: 'confirmed',
      confirmed_progress: 'implemented',
      confirmed_on: '2026-06-15',
    });
    // By the date of the event, not of the record.
    expect((await staff.api('GET', `/api/v1/items/${ref}`)).json()).toMatchObject({
      timeliness: 'done_in_time',
    });
    expect(await lastHistory(heed)).toMatchObject({
      action: 'claim.confirmed',
      actor_id: manager.person!.id,
    });
  });

  test('of one’s own claim is refused, and the page says why not', async () => {
    const ref = await item();
    await record(ref, 'implemented', '2026-03-01', manager);
    const { result, grew } = await growth(heed, () => read(manager, ref, { verdict: 'confirmed' }));
    expect(result.status).toBe(422);
    expect(result.json<{ detail: string }>().detail).toMatch(/recorded this claim yourself/);
    expect(grew).toEqual({});
    const page = await manager.get(`/items/${ref}`);
    expect(page.text).toContain('You recorded this claim yourself, so another manager must read it.');
    expect(page.text).not.toContain('name="verdict"');
  });

  test('is not a contributor’s', async () => {
    const ref = await item();
    await record(ref, 'implemented', '2026-03-01');
    const other = await heed.signIn('contributor');
    expect((await read(other, ref, { verdict: 'confirmed' })).status).toBe(403);
    expect((await other.get('/readings')).status).toBe(404);
    const page = await other.get(`/items/${ref}`);
    expect(page.text).toContain('A manager who did not record it reads it.');
    expect(page.text).not.toContain('name="verdict"');
    expect(await itemRow(heed, ref)).toMatchObject({ claim: 'awaiting' });
  });

  test('sends a claim back, with a reason, to what was confirmed last', async () => {
    const ref = await item();
    await record(ref, 'partially_implemented', '2026-02-01');
    await record(ref, 'implemented', '2026-05-01');
    const mute = await read(manager, ref, { verdict: 'sent_back' });
    expect(Object.keys(fieldsOf(mute))).toEqual(['reason']);
    const back = await read(manager, ref, {
      verdict: 'sent_back',
      reason: 'The minister only announced it.',
    });
    expect(back.status).toBe(201);
    expect(await itemRow(heed, ref)).toMatchObject({
      progress: 'partially_implemented',
      progress_on: '2026-02-01',
      claim: 'sent_back',
    });
    expect((await staff.get(`/items/${ref}`)).text).toContain('The minister only announced it.');
    expect((await read(manager, ref, { verdict: 'confirmed' })).status).toBe(422);
  });

  test('sent back after a confirmed one: what was confirmed stands confirmed again', async () => {
    const ref = await item();
    await record(ref, 'implemented', '2026-03-01');
    await read(manager, ref, { verdict: 'confirmed' });
    await record(ref, 'reversed', '2026-08-01', staff, 'reversal');
    expect(await itemRow(heed, ref)).toMatchObject({ progress: 'reversed', claim: 'awaiting' });
    await read(manager, ref, { verdict: 'sent_back', reason: 'A rumour.' });
    expect(await itemRow(heed, ref)).toMatchObject({
      progress: 'implemented',
      progress_on: '2026-03-01',
      claim: 'confirmed',
    });
  });

  test('wants a better source; with one the claim is renewed and can be confirmed', async () => {
    const ref = await item();
    await record(ref, 'implemented', '2026-03-01');
    await read(manager, ref, { verdict: 'better_source_wanted', reason: 'A newspaper is not enough.' });
    expect(await itemRow(heed, ref)).toMatchObject({
      progress: 'implemented',
      claim: 'better_source_wanted',
    });
    await record(ref, 'implemented', '2026-03-01');
    expect(await itemRow(heed, ref)).toMatchObject({ progress: 'implemented', claim: 'awaiting' });
    expect((await read(manager, ref, { verdict: 'confirmed' })).status).toBe(201);
    expect(await itemRow(heed, ref)).toMatchObject({ claim: 'confirmed', confirmed_progress: 'implemented' });
  });

  test('by two managers at once: one verdict', async () => {
    const ref = await item();
    await record(ref, 'implemented', '2026-03-01');
    const second = await heed.signIn('manager');
    const { result, grew } = await growth(heed, () =>
      Promise.all([manager, second].map((who) => read(who, ref, { verdict: 'confirmed' }))),
    );
    expect(result.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([201, 422]);
    expect(grew).toEqual({ second_reading: 1, item_version: 1, history_entry: 1 });
  });

  test('stands in a queue, the oldest first, until it is given on the item’s page', async () => {
    const [first, second] = [await item(), await item()];
    await record(second, 'superseded', '2026-03-01', staff, 'background');
    heed.clock.advance(60_000);
    await record(first, 'implemented', '2026-03-01');
    const queue = await manager.get('/readings');
    expect(queue.status).toBe(200);
    expect(queue.text.indexOf(`/items/${second}#reading`)).toBeGreaterThan(0);
    expect(queue.text.indexOf(`/items/${first}#reading`)).toBeGreaterThan(
      queue.text.indexOf(`/items/${second}#reading`),
    );
    const path = `/effects/${await claimOf(first)}/readings`;
    const refused = await manager.post(path, { verdict: 'sent_back', reason: '' });
    expect(refused.status).toBe(422);
    expect(refused.text).toContain('Say why: the author reads it.');
    const given = await manager.post(path, { verdict: 'confirmed', reason: '' });
    expect([given.status, given.location]).toEqual([303, `/items/${first}?done=claimRead`]);
    expect((await manager.get('/readings')).text).not.toContain(`/items/${first}#reading`);
  });
});
