import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type TestApp, startTestApp } from '../../support/app.js';
import type { TestClient } from '../../support/client.js';
import { makePublication } from '../../support/data.js';
import { evidence, fieldsOf, growth, itemRow, servicesOf } from './track-support.js';

/** What an item holds after a claim, its reading and a correction have crossed each other. */

let heed: TestApp;
let staff: TestClient;
let manager: TestClient;
let reader: TestClient;

beforeAll(async () => {
  heed = await startTestApp({ today: '2026-11-22' });
  staff = await heed.signIn('contributor');
  manager = await heed.signIn('manager');
  reader = await heed.signIn('manager');
});
afterAll(() => heed?.close());

const newItem = async () => (await makePublication(servicesOf(heed), { date: '2025-12' })).actions[0].ref;
const record = async (item: string, progressTo: string, eventOn: string, shows = 'progress') => {
  const body = evidence([{ item, progressTo, shows }], { eventOn });
  const answer = await staff.api('POST', '/api/v1/evidence', body);
  expect(answer.status).toBe(201);
  return answer.json<{ id: number }>().id;
};
const correct = (id: number, effects: object[], more: object = {}) =>
  staff.api(
    'POST',
    `/api/v1/evidence/${id}/corrections`,
    evidence(effects, { reason: 'Misread.', text: 'Put right.', ...more }),
  );
const basisOf = async (ref: string) =>
  (
    await heed.ownerDataSource.query<{ effect: number; update: number }[]>(
      `SELECT e.id AS effect, e.update_id AS update FROM item i JOIN effect e ON e.id = i.progress_effect_id WHERE i.ref = $1`,
      [ref],
    )
  )[0];
const read = async (ref: string, verdict: string) => {
  const { effect } = await basisOf(ref);
  return reader.api('POST', `/api/v1/effects/${effect}/readings`, { verdict, reason: 'Because.' });
};

describe('evidence corrected beneath a claim that waits', () => {
  test('must say what holds now; the claim goes on waiting', async () => {
    const ref = await newItem();
    const base = await record(ref, 'in_progress', '2026-02-01');
    const claim = await record(ref, 'implemented', '2026-05-01');
    const other = await newItem();

    const silent = await growth(heed, () => correct(base, [{ item: other, shows: 'background' }]));
    expect(silent.result.status).toBe(422);
    expect(fieldsOf(silent.result).effects).toContain(ref);
    expect(silent.grew).toEqual({});

    const done = await correct(base, [{ item: ref, progressTo: 'not_started' }], { eventOn: '2026-02-03' });
    expect(done.status).toBe(201);
    expect(await itemRow(heed, ref)).toMatchObject({
      progress: 'implemented',
      progress_on: '2026-05-01',
      claim: 'awaiting',
      confirmed_progress: 'not_started',
      confirmed_on: '2026-02-03',
    });
    expect((await basisOf(ref)).update).toBe(claim);

    await read(ref, 'sent_back');
    expect(await itemRow(heed, ref)).toMatchObject({
      progress: 'not_started',
      progress_on: '2026-02-03',
      claim: 'sent_back',
      confirmed_progress: 'not_started',
    });
    expect((await basisOf(ref)).update).toBe(done.json<{ id: number }>().id);
  });

  test('the claim can still be confirmed', async () => {
    const ref = await newItem();
    const base = await record(ref, 'in_progress', '2026-02-01');
    await record(ref, 'implemented', '2026-05-01');
    await correct(base, [{ item: ref, shows: 'background', progressTo: 'no_public_evidence' }]);
    await read(ref, 'confirmed');
    expect(await itemRow(heed, ref)).toMatchObject({
      progress: 'implemented',
      claim: 'confirmed',
      confirmed_progress: 'implemented',
      confirmed_on: '2026-05-01',
    });
  });
});

describe('a correction of a confirmed claim that still says the same', () => {
  const corrected = async () => {
    const ref = await newItem();
    await record(ref, 'in_progress', '2026-02-01');
    const id = await record(ref, 'implemented', '2026-05-01');
    await read(ref, 'confirmed');
    await correct(id, [{ item: ref, progressTo: 'implemented' }], { eventOn: '2026-05-02' });
    expect(await itemRow(heed, ref)).toMatchObject({ claim: 'awaiting', confirmed_progress: 'implemented' });
    return ref;
  };

  test('confirmed, it counts from its own date', async () => {
    const ref = await corrected();
    await read(ref, 'confirmed');
    expect(await itemRow(heed, ref)).toMatchObject({ claim: 'confirmed', confirmed_on: '2026-05-02' });
  });

  test('sent back, nothing rests on what was struck: it falls back to what held before', async () => {
    const ref = await corrected();
    await read(ref, 'sent_back');
    expect(await itemRow(heed, ref)).toMatchObject({
      progress: 'in_progress',
      progress_on: '2026-02-01',
      claim: 'sent_back',
      confirmed_progress: 'in_progress',
      confirmed_on: '2026-02-01',
    });
  });
});

test('a claim whose update was corrected by one who did not see the item cannot be confirmed', async () => {
  const team = await heed.team('Insiders');
  const insider = await heed.signIn(await heed.person({ role: 'contributor', teamId: team }));
  const made = await makePublication(servicesOf(heed), {
    teamId: team,
    actions: [{ classification: 'confidential' }, {}],
  });
  const [hidden, open] = made.actions.map(({ ref }) => ref);
  const both = evidence([
    { item: hidden, shows: 'progress', progressTo: 'implemented' },
    { item: open, shows: 'progress' },
  ]);
  const recorded = await insider.api('POST', '/api/v1/evidence', both);
  expect(recorded.status).toBe(201);
  expect((await correct(recorded.json<{ id: number }>().id, [{ item: open }])).status).toBe(201);
  const { effect } = await basisOf(hidden);
  const confirm = () => manager.api('POST', `/api/v1/effects/${effect}/readings`, { verdict: 'confirmed' });
  const { result, grew } = await growth(heed, confirm);
  expect([result.status, grew]).toEqual([422, {}]);
  expect(result.text).toContain('corrected');
  await read(hidden, 'sent_back');
  expect(await itemRow(heed, hidden)).toMatchObject({ progress: 'no_public_evidence', claim: 'sent_back' });
});

describe('evidence whose date is put right to before the publication', () => {
  test.each(['implemented', 'partially_implemented', 'superseded'])(
    'is baseline: it cannot move the item on to %s',
    async (progressTo) => {
      const ref = await newItem();
      const id = await record(ref, 'in_progress', '2026-01-17');
      const { result, grew } = await growth(heed, () =>
        correct(id, [{ item: ref, progressTo }], { eventOn: '2025-01-17' }),
      );
      expect(result.status).toBe(422);
      expect(Object.keys(fieldsOf(result))).toEqual(['effects[0].progressTo']);
      expect(grew).toEqual({});
    },
  );

  test('gives back what the update had moved the item from', async () => {
    const ref = await newItem();
    await record(ref, 'in_progress', '2026-01-17');
    const id = await record(ref, 'partially_implemented', '2026-03-17');
    const done = await correct(id, [{ item: ref, progressTo: 'in_progress' }], { eventOn: '2025-03-17' });
    expect(done.status).toBe(201);
    expect(await itemRow(heed, ref)).toMatchObject({ progress: 'in_progress', claim: 'none' });
  });
});
