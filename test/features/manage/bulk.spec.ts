import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type TestApp, type TestPerson, startTestApp } from '../../support/app.js';
import type { Answer, TestClient, TestForm } from '../../support/client.js';
import { type ActionWish, makePublication } from '../../support/data.js';
import { growth, itemRow, lastHistory, servicesOf } from '../track/track-support.js';
import { textOf } from './manage-support.js';

let heed: TestApp;
let staff: TestClient;
let sara: TestPerson;

beforeAll(async () => {
  heed = await startTestApp({ today: '2026-11-22' });
  staff = await heed.signIn('contributor');
  sara = await heed.person({ role: 'contributor', name: 'Sara Kiani' });
});
afterAll(() => heed?.close());

const make = async (...wishes: ActionWish[]) =>
  (await makePublication(servicesOf(heed), { date: '2025-12', actions: wishes })).actions.map(
    ({ ref }) => ref,
  );
const read = async (refs: string[]) =>
  Promise.all(refs.map(async (ref) => ({ ref, version: Number((await itemRow(heed, ref)).version) })));
/** `?done=bulkOwner.3.17` → 17. */
const undoOf = ({ location }: Answer) => /\.(\d+)$/.exec(location ?? '')?.[1];
const historyOf = async (ref: string) =>
  heed.ownerDataSource.query<{ action: string; before: object; after: object }[]>(
    `SELECT action, before, after FROM history_entry JOIN history_payload USING (seq)
      WHERE item_ids @> ARRAY[(SELECT id FROM item WHERE ref = $1)] AND action <> 'publication.entered' ORDER BY seq`,
    [ref],
  );
const followUpsOf = (ref: string) =>
  heed.ownerDataSource.query<{ kind: string; step: string; assignee_id: number; due_on: string }[]>(
    `SELECT f.kind, f.step, f.assignee_id, f.due_on::text FROM follow_up f JOIN item i ON i.id = f.item_id WHERE i.ref = $1`,
    [ref],
  );

async function chosen(path: string, refs: string[], form: TestForm) {
  const items = await read(refs);
  return { path, form: { items, back: '/overdue?group=actor', ...form } };
}
const preview = async (path: string, refs: string[], form: TestForm) => {
  const { form: sent } = await chosen(path, refs, form);
  return staff.post(path, { ...sent, step: 'preview' });
};
const apply = async (path: string, refs: string[], form: TestForm) => {
  const { form: sent } = await chosen(path, refs, form);
  return staff.post(path, { ...sent, step: 'apply' });
};

describe('one owner for several items', () => {
  test('is chosen in the list, previewed, done at once, and undone', async () => {
    const old = await heed.person({ role: 'contributor', name: 'Old Hand' });
    const refs = await make({ ownerId: old.id }, {}, {});
    expect((await staff.get('/items')).text).toContain('action="/owners/new"');
    const page = await staff.get(`/owners/new?${refs.map((ref) => `items=${ref}`).join('&')}&back=/overdue`);
    for (const ref of refs) expect(page.text).toContain(`value="${ref}"`);

    const seen = await growth(heed, () => preview('/owners/new', refs, { ownerId: sara.id }));
    expect([seen.result.status, seen.grew]).toEqual([200, {}]);
    expect(textOf(seen.result)).toMatch(/Old Hand → Sara Kiani/);
    expect(textOf(seen.result)).toContain('Assign 3 items');

    const { result, grew } = await growth(heed, () => apply('/owners/new', refs, { ownerId: sara.id }));
    expect(result.status).toBe(303);
    expect(result.location).toMatch(/^\/overdue\?group=actor&done=bulkOwner\.3\.\d+$/);
    expect(grew).toEqual({ item_version: 3, history_entry: 3 });
    for (const ref of refs) expect(await itemRow(heed, ref)).toMatchObject({ owner_id: sara.id });

    const back = await staff.get(result.location!);
    expect(textOf(back)).toContain('Owner assigned on 3 items.');
    const undo = undoOf(result)!;
    expect(back.text).toContain(`action="/undo/${undo}"`);
    const undone = await staff.post(`/undo/${undo}`, { back: '/overdue?group=actor' });
    expect([undone.status, undone.location]).toEqual([303, '/overdue?group=actor&done=undone.3']);
    expect((await itemRow(heed, refs[0]!)).owner_id).toBe(old.id);
    expect((await itemRow(heed, refs[1]!)).owner_id).toBeNull();
    expect((await historyOf(refs[0]!)).map(({ action }) => action)).toEqual([
      'owner.assigned',
      'owner.undone',
    ]);
    expect(textOf(await staff.get(`/items/${refs[0]}/history`))).toContain('undone');
    expect((await staff.post(`/undo/${undo}`)).status).toBe(422);
  });

  test('is not undone where somebody changed one of them since, nor by anybody else, nor later', async () => {
    const refs = await make({}, {});
    const boss = await heed.signIn('manager');
    const done = await apply('/owners/new', refs, { ownerId: sara.id });
    const undo = `/undo/${undoOf(done)}`;
    expect((await boss.post(undo)).status).toBe(404);
    await boss.api(
      'PUT',
      `/api/v1/items/${refs[1]}/owner`,
      { ownerId: boss.person!.id },
      { 'if-match': `"${(await itemRow(heed, refs[1]!)).version}"` },
    );
    const { result, grew } = await growth(heed, () => staff.post(undo));
    expect([result.status, grew]).toEqual([422, {}]);
    expect(textOf(result)).toContain(`somebody has changed ${refs[1]} since`);
    expect((await itemRow(heed, refs[0]!)).owner_id).toBe(sara.id);

    const [late] = await make({});
    const again = `/undo/${undoOf(await apply('/owners/new', [late!], { ownerId: sara.id }))}`;
    heed.clock.advance(11 * 60_000);
    expect(textOf(await staff.post(again))).toContain('too long ago');
    heed.clock.advance(-11 * 60_000);
    expect((await staff.post(again)).status).toBe(303);
  });

  test('is refused where one of them changed meanwhile, and the page shows how they are now', async () => {
    const refs = await make({}, {}, {});
    const items = await read(refs);
    await apply('/owners/new', [refs[2]!], { ownerId: sara.id });
    const { result, grew } = await growth(heed, () =>
      staff.post('/owners/new', { items, ownerId: staff.person!.id, step: 'apply' }),
    );
    expect([result.status, grew]).toEqual([412, {}]);
    expect(textOf(result)).toContain(`Somebody else changed ${refs[2]} meanwhile`);
    expect(result.text).toContain(`value="${items[2]!.version + 1}"`);
  });

  test('is nobody who may not see an item: which, is said; the others are left to choose', async () => {
    const teamId = await heed.team('Sealed');
    const manager = await heed.person({ role: 'manager', teamId });
    const by = { ...manager };
    const secret = await makePublication(servicesOf(heed), {
      by,
      classification: 'confidential',
      actions: [{}],
    });
    const open = await make({});
    const refs = [...open, secret.actions[0]!.ref];
    const boss = await heed.signIn(manager);
    const items = await read(refs);
    const form = { items, ownerId: sara.id };
    const before = await boss.post('/owners/new', { ...form, step: 'preview' });
    expect(textOf(before)).toContain(`One of 2 items refuses`);
    expect(textOf(before)).toContain(`This person may not see ${refs[1]}`);
    expect(textOf(before)).not.toContain('Assign 2 items');
    const { result, grew } = await growth(heed, () => boss.post('/owners/new', { ...form, step: 'apply' }));
    expect([result.status, grew]).toEqual([422, {}]);
    const rest = await boss.post('/owners/new', { ...form, step: 'leaveOut' });
    expect(textOf(rest)).toContain('Assign one item');
    expect(rest.text).not.toContain(`value="${refs[1]}"`);
    // One at a time as well, and whoever may not record is no owner at all.
    const one = await boss.api(
      'PUT',
      `/api/v1/items/${refs[1]}/owner`,
      { ownerId: sara.id },
      { 'if-match': '"1"' },
    );
    expect(one.status).toBe(422);
    const viewer = await heed.person({ role: 'viewer' });
    expect((await apply('/owners/new', open, { ownerId: viewer.id })).status).toBe(422);
    // What one does not see oneself is not there.
    expect((await staff.post('/owners/new', { ...form, step: 'apply' })).status).toBe(404);
    expect((await staff.get(`/owners/new?items=${refs[1]}`)).text).not.toContain(refs[1]!);
  });

  test('goes to all that a filter asks for', async () => {
    const made = await makePublication(servicesOf(heed), { date: '2025-12', actions: 55 });
    const query = `publication=${made.publication.id}`;
    const list = await staff.get(`/items?${query}`);
    expect(textOf(list)).toContain('All 55 that match');
    expect(list.text).toContain(`value="${query}"`);
    const page = await staff.get(
      `/owners/new?matching=${encodeURIComponent(query)}&items=${made.actions[0]!.ref}`,
    );
    expect(page.text.match(/name="items\[\d+\]\[ref\]"/g)).toHaveLength(55);
  });

  test('sent twice it is done once', async () => {
    const refs = await make({}, {});
    const { form } = await chosen('/owners/new', refs, { ownerId: sara.id, idempotencyKey: 'twice' });
    const [first, second] = [
      await staff.post('/owners/new', { ...form, step: 'apply' }),
      await staff.post('/owners/new', { ...form, step: 'apply' }),
    ];
    expect([first.status, second.status, second.location]).toEqual([303, 303, first.location]);
    expect((await historyOf(refs[0]!)).length).toBe(1);
  });
});

describe('a follow-up on several items', () => {
  const step = { what: 'Call the ministry', dueOn: '2026-12-01' };

  test('is planned for one person, or for each item’s owner, and undone', async () => {
    const refs = await make({ ownerId: sara.id }, {});
    const page = await preview('/follow-ups/new', refs, { ...step, assigneeId: sara.id });
    expect(textOf(page)).toContain('Nothing planned → Call the ministry Sara Kiani , 1 Dec 2026');
    const { result, grew } = await growth(heed, () =>
      apply('/follow-ups/new', refs, { ...step, assigneeId: sara.id }),
    );
    expect(result.location).toMatch(/done=bulkFollowUp\.2\.\d+$/);
    expect(grew).toEqual({ follow_up: 2, history_entry: 2 });
    for (const ref of refs)
      expect(await followUpsOf(ref)).toEqual([
        { kind: 'step', step: 'Call the ministry', assignee_id: sara.id, due_on: '2026-12-01' },
      ]);
    await staff.post(`/undo/${undoOf(result)}`);
    for (const ref of refs) expect(await followUpsOf(ref)).toEqual([]);
    expect(await lastHistory(heed)).toMatchObject({
      action: 'followUp.undone',
      before: { step: 'Call the ministry', assigneeId: sara.id },
    });
    // Without anybody named, an item without an owner refuses.
    const refused = await preview('/follow-ups/new', refs, step);
    expect(textOf(refused)).toContain(`${refs[1]} has no owner`);
  });

  test('is not undone once it was done', async () => {
    const [ref] = await make({ ownerId: sara.id });
    const done = await apply('/follow-ups/new', [ref!], step);
    await heed.ownerDataSource.query(
      `UPDATE follow_up SET done_on = '2026-11-22', version = version + 1 WHERE item_id = (SELECT id FROM item WHERE ref = $1)`,
      [ref],
    );
    expect((await staff.post(`/undo/${undoOf(done)}`)).status).toBe(422);
    expect(await followUpsOf(ref!)).toHaveLength(1);
  });

  test('as a question to the owner stands among the owner’s follow-ups', async () => {
    const [ref] = await make({ ownerId: sara.id });
    const done = await apply('/questions/new', [ref!], { what: 'Is the tender out?', dueOn: '2026-11-22' });
    expect(done.location).toMatch(/done=bulkQuestion\.1\.\d+$/);
    expect(await followUpsOf(ref!)).toEqual([
      { kind: 'question', step: 'Is the tender out?', assignee_id: sara.id, due_on: '2026-11-22' },
    ]);
    expect(await lastHistory(heed)).toMatchObject({ action: 'followUp.asked' });
    const queue = await (await heed.signIn(sara)).get('/items?followUp=mine');
    expect(queue.text).toContain(ref!);
    expect(textOf(await staff.get(`/items/${ref}/history`))).toContain('asked');
  });

  test('says what is missing, and keeps what was typed', async () => {
    const refs = await make({ ownerId: sara.id });
    const past = await preview('/follow-ups/new', refs, { what: 'Call', dueOn: '2026-11-21' });
    expect(past.status).toBe(422);
    const answer = await preview('/follow-ups/new', refs, { what: 'Call', dueOn: '31 November' });
    expect(answer.status).toBe(422);
    expect(answer.text).toContain('value="Call"');
    expect(answer.text).toContain(`value="${refs[0]}"`);
  });
});

describe('the due dates of several items', () => {
  const slip = { by: 'months', amount: 3, kind: 'slipped', reason: 'The ministry announced it.' };

  test('move together, each from where it was; only what the actor moved is slippage', async () => {
    const refs = await make({ dueOn: '2026-08-31' });
    const page = await preview('/due-revisions/new', [refs[0]!], slip);
    expect(textOf(page)).toContain('31 Aug 2026 → 30 Nov 2026 91 days later');
    expect(textOf(page)).toContain('cannot be undone');
    const { result, grew } = await growth(heed, () => apply('/due-revisions/new', [refs[0]!], slip));
    expect(result.location).toMatch(/done=bulkDue\.1$/);
    expect(grew).toEqual({ due_revision: 1, item_version: 1, history_entry: 1 });
    expect(await itemRow(heed, refs[0]!)).toMatchObject({
      first_due_on: '2026-08-31',
      due_on: '2026-11-30',
      slip_count: 1,
      slip_days: 91,
    });
    // The item's one actor moved it, without being named.
    const [{ moved_by: mover }] = await heed.ownerDataSource.query(
      'SELECT moved_by FROM due_revision ORDER BY id DESC LIMIT 1',
    );
    expect(mover).not.toBeNull();
  });

  test('refuse by reference what cannot be, and nothing is kept', async () => {
    const refs = await make(
      { dueOn: '2026-12-31', startsOn: '2026-06-01' },
      {},
      { dueOn: '2027-03-31', precision: 'month' },
    );
    const wish = { by: 'day', dueOn: '2026-05-31', kind: 'corrected', reason: 'Misread.' };
    const early = await preview('/due-revisions/new', refs, wish);
    expect(textOf(early)).toContain(`${refs[0]} begins on 1 Jun 2026: it cannot be due on 31 May 2026`);
    expect(textOf(early)).toContain(`${refs[1]} has no due date yet`);
    const { result, grew } = await growth(heed, () => apply('/due-revisions/new', refs, wish));
    expect([result.status, grew]).toEqual([422, {}]);
    const days = await preview('/due-revisions/new', refs, { ...slip, by: 'days', amount: 10 });
    expect(textOf(days)).toContain(`${refs[2]} is due in a month, not on a day`);
    const one = await staff.api(
      'POST',
      `/api/v1/items/${refs[0]}/due-revisions`,
      { kind: 'corrected', dueOn: '2026-05-31', reason: 'Misread.' },
      { 'if-match': '"1"' },
    );
    expect([one.status, one.text.includes('begins on 1 Jun 2026')]).toEqual([422, true]);
  });

  test('do not move a recommendation twice that moves with its action', async () => {
    const made = await makePublication(servicesOf(heed), {
      recommendations: 1,
      actions: [{ carriesOut: [1], dueOn: '2026-12-31' }],
    });
    const refs = [made.actions[0]!.ref, made.recommendations[0]!.ref];
    await staff.api(
      'PUT',
      `/api/v1/items/${refs[1]}/timeline`,
      { kind: 'from_actions' },
      { 'if-match': '"1"' },
    );
    const both = await preview('/due-revisions/new', refs, slip);
    expect(textOf(both)).toContain(`${refs[1]} takes its date from its actions`);
    expect((await apply('/due-revisions/new', [refs[0]!], slip)).status).toBe(303);
    expect((await itemRow(heed, refs[1]!)).due_on).toBe('2027-03-31');
  });

  test.each([
    [{ ...slip, amount: 0 }, 'whole number other than 0'],
    [{ ...slip, amount: 'x' }, 'whole number other than 0'],
    [{ ...slip, amount: 400 }, 'at most 120'],
    [{ ...slip, by: 'day' }, 'Fill in this field'],
    [{ ...slip, reason: ' ' }, 'Fill in this field'],
    [{ ...slip, movedBy: 999_999 }, 'not responsible'],
  ])('are refused with a word about %j', async (wish, word) => {
    const refs = await make({ dueOn: '2026-08-31' });
    expect(textOf(await apply('/due-revisions/new', refs, wish as TestForm))).toContain(word);
    expect((await itemRow(heed, refs[0]!)).due_on).toBe('2026-08-31');
  });
});
