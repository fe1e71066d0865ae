import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type TestApp, startTestApp } from '../../support/app.js';
import type { TestClient } from '../../support/client.js';
import { makePublication } from '../../support/data.js';
import { change, evidence, fieldsOf, growth, itemRow, lastHistory, servicesOf } from './track-support.js';

let heed: TestApp;
let staff: TestClient;

beforeAll(async () => {
  heed = await startTestApp({ today: '2026-11-22' });
  staff = await heed.signIn('contributor');
});
afterAll(() => heed?.close());

const made = (wish: object = {}) =>
  makePublication(servicesOf(heed), { date: '2025-12', actions: [{ window: { max: 6 } }], ...wish });
const revise = (ref: string, body: object) =>
  change(heed, staff, 'POST', ref, 'due-revisions', { reason: 'Said so.', ...body });
const setTimeline = (ref: string, body: object) => change(heed, staff, 'PUT', ref, 'timeline', body);

describe('a revised due date', () => {
  test('keeps the first one and says who moved it; only what the actor announced is slippage', async () => {
    const { ref } = (await made()).actions[0];
    const first = await growth(heed, () =>
      revise(ref, {
        kind: 'slipped',
        dueOn: '2026-09-10',
        precision: 'month',
        sourceUrl: 'https://a.example/1',
      }),
    );
    expect(first.result.status).toBe(201);
    expect(first.grew).toEqual({ due_revision: 1, item_version: 1, history_entry: 1 });
    expect(await itemRow(heed, ref)).toMatchObject({
      first_due_on: '2026-06-30',
      due_on: '2026-09-30',
      due_precision: 'month',
      due_basis: 'announced',
      slip_count: 1,
      slip_days: 92,
    });
    expect(await lastHistory(heed)).toMatchObject({
      action: 'due.revised',
      before: { dueOn: '2026-06-30' },
      after: { dueOn: '2026-09-30', kind: 'slipped', reason: 'Said so.' },
    });
    await revise(ref, { kind: 're_estimated', dueOn: '2027-01-15' });
    expect(await itemRow(heed, ref)).toMatchObject({
      due_basis: 're_estimated',
      slip_count: 1,
      slip_days: 92,
    });
    await revise(ref, { kind: 'corrected', dueOn: '2026-08-31' });
    expect(await itemRow(heed, ref)).toMatchObject({ due_basis: 'corrected', slip_count: 1, slip_days: 92 });
    await revise(ref, { kind: 'slipped', dueOn: '2026-08-01' });
    // Announced for an earlier day: nobody slipped.
    expect(await itemRow(heed, ref)).toMatchObject({
      first_due_on: '2026-06-30',
      due_on: '2026-08-01',
      slip_count: 1,
      slip_days: 92,
    });
    const page = (await staff.get(`/items/${ref}`)).text;
    for (const words of [
      'The actor announced it',
      'We re-estimated it',
      'The reading or anchor was corrected',
    ])
      expect(page).toContain(words);
    expect(page).toContain('First due date 30 Jun 2026');
    expect(page).toContain('slipped once');
  });

  test('moves the recommendations that take their timeline from their actions, and no others', async () => {
    const { actions, recommendations } = await made({
      actions: [
        { window: { max: 6 }, carriesOut: [1, 2] },
        { window: { max: 12 }, carriesOut: [1] },
      ],
      recommendations: 2,
    });
    const [r1, r2] = recommendations.map(({ ref }) => ref);
    for (const ref of [r1, r2]) await setTimeline(ref, { kind: 'from_actions' });
    expect(await itemRow(heed, r1)).toMatchObject({ first_due_on: '2026-12-31', due_on: '2026-12-31' });
    expect(await itemRow(heed, r2)).toMatchObject({ first_due_on: '2026-06-30', due_on: '2026-06-30' });
    const { grew } = await growth(heed, () =>
      revise(actions[0].ref, { kind: 'slipped', dueOn: '2026-09-30' }),
    );
    // The first recommendation still waits for the later of its two actions.
    expect(grew).toEqual({ due_revision: 2, item_version: 2, history_entry: 1 });
    expect(await itemRow(heed, r1)).toMatchObject({ due_on: '2026-12-31', slip_count: 0 });
    expect(await itemRow(heed, r2)).toMatchObject({
      first_due_on: '2026-06-30',
      due_on: '2026-09-30',
      slip_count: 1,
      slip_days: 92,
    });
    const history = await staff.api('GET', `/api/v1/items/${r2}/history`);
    expect(history.json<{ entries: object[] }>().entries[0]).toMatchObject({
      action: 'due.revised',
      after: null,
    });
    expect((await staff.get(`/items/${r2}`)).text).toContain('Due date moved with its actions');
  });

  test('a first date of ours for an action moves what follows it; what slips later is laid to the right action', async () => {
    const { actions, recommendations } = await made({
      actions: [{ window: { max: 6 }, carriesOut: [1] }, { carriesOut: [1] }],
      recommendations: 1,
    });
    const [dated, undated] = actions.map(({ ref }) => ref);
    const follower = recommendations[0].ref;
    await setTimeline(follower, { kind: 'from_actions' });
    const { result, grew } = await growth(heed, () =>
      setTimeline(undated, { kind: 'set_by_us', dueOn: '2027-12-31', reason: 'A guess of ours.' }),
    );
    expect(result.status).toBe(200);
    expect(grew).toEqual({ item_version: 2, due_revision: 1, history_entry: 1 });
    expect(await itemRow(heed, follower)).toMatchObject({
      first_due_on: '2026-06-30',
      due_on: '2027-12-31',
      due_basis: 're_estimated',
      slip_count: 0,
    });
    const history = await staff.api('GET', `/api/v1/items/${follower}/history`);
    expect(history.json<{ entries: object[] }>().entries[0]).toMatchObject({
      action: 'timeline.set',
      after: null,
    });
    expect((await staff.get(`/items/${follower}/history`)).text).toContain('Due date moved with its actions');
    await revise(dated, { kind: 'slipped', dueOn: '2026-09-30' });
    expect(await itemRow(heed, follower)).toMatchObject({
      due_on: '2027-12-31',
      slip_count: 0,
      slip_days: 0,
    });
  });

  test('does not move what is settled: it stays done late', async () => {
    const { actions, recommendations } = await made({
      actions: [{ window: { max: 6 }, carriesOut: [1] }],
      recommendations: 1,
    });
    const follower = recommendations[0].ref;
    await setTimeline(follower, { kind: 'from_actions' });
    const claim = evidence([{ item: follower, progressTo: 'implemented' }], { eventOn: '2026-08-01' });
    await staff.api('POST', '/api/v1/evidence', claim);
    const [{ id }] = await heed.ownerDataSource.query<{ id: number }[]>(
      'SELECT progress_effect_id AS id FROM item WHERE ref = $1',
      [follower],
    );
    const manager = await heed.signIn('manager');
    await manager.api('POST', `/api/v1/effects/${id}/readings`, { verdict: 'confirmed' });
    const { grew } = await growth(heed, () =>
      revise(actions[0].ref, { kind: 'slipped', dueOn: '2026-12-31' }),
    );
    expect(grew).toEqual({ item_version: 1, due_revision: 1, history_entry: 1 });
    expect((await staff.api('GET', `/api/v1/items/${follower}`)).json()).toMatchObject({
      timeliness: 'done_late',
      timeline: { dueOn: '2026-06-30' },
    });
  });

  test('is refused without a reason, without a due date, for the same day, and on what is settled', async () => {
    const { actions } = await made({ actions: [{ window: { max: 6 } }, {}] });
    const [a, b] = actions.map(({ ref }) => ref);
    const { result, grew } = await growth(heed, () => revise(a, { kind: 'slipped', dueOn: '2026-06-30' }));
    expect(fieldsOf(result)).toEqual({ dueOn: 'It is due on 30 Jun 2026 already. Enter another date.' });
    expect(grew).toEqual({});
    expect(Object.keys(fieldsOf(await revise(a, { kind: 'slipped', dueOn: '2026-02-30' })))).toEqual([
      'dueOn',
    ]);
    expect(Object.keys(fieldsOf(await revise(a, { kind: 'late', dueOn: '2027-02-20' })))).toEqual(['kind']);
    expect(
      Object.keys(fieldsOf(await revise(a, { kind: 'slipped', dueOn: '2027-02-20', reason: '' }))),
    ).toEqual(['reason']);
    expect(fieldsOf(await revise(b, { kind: 'slipped', dueOn: '2027-02-20' })).dueOn).toMatch(
      /no due date yet/,
    );
  });

  test('the first one is not to be changed, whoever asks the database', async () => {
    const { ref } = (await made()).actions[0];
    for (const source of [heed.dataSource, heed.ownerDataSource])
      await expect(
        source.query(`UPDATE item SET first_due_on = '2030-01-01' WHERE ref = $1`, [ref]),
      ).rejects.toThrow(/first due date never change/);
    const renumber = `UPDATE item SET ref = 'PB-0.A1' WHERE ref = $1`;
    await expect(heed.ownerDataSource.query(renumber, [ref])).rejects.toThrow(/never change/);
    await expect(heed.dataSource.query(renumber, [ref])).rejects.toThrow(/permission denied/);
    expect(await itemRow(heed, ref)).toMatchObject({ first_due_on: '2026-06-30' });
  });
});

describe('a timeline for what has none in its source', () => {
  test('none in source, ongoing, from its actions, set by us', async () => {
    const { recommendations } = await made({
      actions: [{ window: { max: 6 }, carriesOut: [1] }],
      recommendations: 2,
    });
    const [r1, r2] = recommendations.map(({ ref }) => ref);
    const set = await growth(heed, () => setTimeline(r1, { kind: 'ongoing' }));
    expect(set.grew).toEqual({ item_version: 1, history_entry: 1 });
    expect(await itemRow(heed, r1)).toMatchObject({ timeline_kind: 'ongoing', due_on: null });
    await setTimeline(r1, { kind: 'none_in_source' });
    expect(await itemRow(heed, r1)).toMatchObject({ timeline_kind: 'none_in_source', due_on: null });
    await setTimeline(r1, { kind: 'from_actions' });
    expect(await itemRow(heed, r1)).toMatchObject({
      timeline_kind: 'from_actions',
      first_due_on: '2026-06-30',
      due_on: '2026-06-30',
      due_basis: 'derived',
    });
    const ours = {
      kind: 'set_by_us',
      dueOn: '2027-02-03',
      precision: 'month',
      reason: 'The board wants it.',
    };
    await setTimeline(r2, ours);
    expect(await itemRow(heed, r2)).toMatchObject({
      timeline_kind: 'set_by_us',
      timeline_reason: 'The board wants it.',
      first_due_on: '2027-02-28',
      due_on: '2027-02-28',
      due_basis: 'set_by_us',
    });
    expect(await lastHistory(heed)).toMatchObject({
      action: 'timeline.set',
      after: { timelineKind: 'set_by_us', dueOn: '2027-02-28', reason: 'The board wants it.' },
    });
  });

  test('is refused where there is a due date, where no action has one, and without date or reason', async () => {
    const { actions, recommendations } = await made({ recommendations: 1 });
    const [a, r] = [actions[0].ref, recommendations[0].ref];
    const { result, grew } = await growth(heed, () => setTimeline(a, { kind: 'ongoing' }));
    expect(fieldsOf(result).kind).toMatch(/has a due date, 30 Jun 2026/);
    expect(grew).toEqual({});
    expect(fieldsOf(await setTimeline(r, { kind: 'from_actions' })).kind).toMatch(
      /No action with a due date/,
    );
    expect(Object.keys(fieldsOf(await setTimeline(r, { kind: 'set_by_us', reason: 'x' })))).toEqual([
      'dueOn',
    ]);
    expect(Object.keys(fieldsOf(await setTimeline(r, { kind: 'set_by_us', dueOn: '2027-01-01' })))).toEqual([
      'reason',
    ]);
    expect(Object.keys(fieldsOf(await setTimeline(r, { kind: 'from_source' })))).toEqual(['kind']);
  });
});
