import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type TestApp, startTestApp } from '../../support/app.js';
import type { TestClient } from '../../support/client.js';
import { makePublication } from '../../support/data.js';
import { evidence, servicesOf } from './track-support.js';

let heed: TestApp;
let staff: TestClient;
let manager: TestClient;

beforeAll(async () => {
  heed = await startTestApp({ today: '2026-11-22' });
  staff = await heed.signIn('contributor');
  manager = await heed.signIn('manager');
});
afterAll(() => heed?.close());

const newItem = async () => (await makePublication(servicesOf(heed))).actions[0].ref;
const record = async (item: string, progressTo: string, eventOn: string) => {
  const answer = await staff.api('POST', '/api/v1/evidence', evidence([{ item, progressTo }], { eventOn }));
  expect(answer.status).toBe(201);
  return answer.json<{ id: number }>().id;
};
const standing = async (ref: string) => (await staff.api('GET', `/api/v1/items/${ref}`)).json();
const words = async (path: string) =>
  (await staff.get(path)).text.replaceAll(/<[^>]*>/g, ' ').replaceAll(/\s+/g, ' ');

describe('an event known only to the month or year', () => {
  test('is kept and shown as such: on the update, on the item, in the list', async () => {
    const ref = await newItem();
    const id = await record(ref, 'in_progress', '2026-03');
    expect(await standing(ref)).toMatchObject({
      progressOn: '2026-03-31',
      progressPrecision: 'month',
      confirmedPrecision: 'month',
    });
    const [version] = await heed.ownerDataSource.query(
      `SELECT v.progress_precision FROM item_version v JOIN item i ON i.id = v.item_id WHERE i.ref = $1 AND valid_to IS NULL`,
      [ref],
    );
    expect(version).toEqual({ progress_precision: 'month' });
    expect(await words(`/items/${ref}`)).toContain('since March 2026');
    expect(await words(`/items/${ref}`)).not.toContain('31 Mar 2026');
    expect(await words(`/evidence/${id}`)).toContain('Update of March 2026');
    expect((await staff.get(`/evidence/${id}`)).text).toMatch(/<title>[^<]*March 2026/);
    expect((await standing(ref)).lastEvidence).toMatchObject({ eventOn: '2026-03' });
  });

  test('comes back with the claim that is sent back', async () => {
    const ref = await newItem();
    await record(ref, 'in_progress', '2026');
    await record(ref, 'implemented', '2026-11-10');
    // The year is not over: what has passed of it counts.
    expect(await standing(ref)).toMatchObject({ progressPrecision: 'day', confirmedPrecision: 'year' });
    expect(await words(`/items/${ref}`)).toContain('In progress, 2026');
    const [{ id }] = await heed.ownerDataSource.query(
      'SELECT progress_effect_id AS id FROM item WHERE ref = $1',
      [ref],
    );
    const back = { verdict: 'sent_back', reason: 'Announced only.' };
    expect((await manager.api('POST', `/api/v1/effects/${id}/readings`, back)).status).toBe(201);
    expect(await standing(ref)).toMatchObject({ progress: 'in_progress', progressPrecision: 'year' });
  });

  test('is newer than a day only where it certainly is', async () => {
    const ref = await newItem();
    await record(ref, 'in_progress', '2026-06');
    const before = await staff.api(
      'POST',
      '/api/v1/evidence',
      evidence([{ item: ref, progressTo: 'partially_implemented' }], { eventOn: '2026-05-31' }),
    );
    expect(before.status).toBe(422);
    expect(before.text).toContain('Newer evidence, of June 2026');
    await record(ref, 'partially_implemented', '2026-06-01');
  });
});
