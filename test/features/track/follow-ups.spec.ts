import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type TestApp, startTestApp } from '../../support/app.js';
import type { TestClient } from '../../support/client.js';
import { makePublication } from '../../support/data.js';
import { fieldsOf, growth, lastHistory, servicesOf } from './track-support.js';

let heed: TestApp;
let sana: TestClient;
let omar: TestClient;

beforeAll(async () => {
  heed = await startTestApp({ today: '2026-11-22' });
  sana = await heed.signIn(await heed.person({ name: 'Sana' }));
  omar = await heed.signIn(await heed.person({ name: 'Omar' }));
});
afterAll(() => heed?.close());

const newItem = async (dueOn = '2027-03-31') =>
  (await makePublication(servicesOf(heed), { actions: [{ dueOn }] })).actions[0].ref;
const plan = async (ref: string, dueOn = '2026-12-01') =>
  (
    await sana.api('POST', `/api/v1/items/${ref}/follow-ups`, {
      step: 'Call them',
      assigneeId: sana.person!.id,
      dueOn,
    })
  ).json<{ id: number; version: number }>();
const row = async (id: number) =>
  (await heed.ownerDataSource.query('SELECT * FROM follow_up WHERE id = $1', [id]))[0];
const words = async (path: string) =>
  (await sana.get(path)).text.replaceAll(/<[^>]*>/g, ' ').replaceAll(/\s+/g, ' ');

describe('the next step', () => {
  test('is asked for after evidence or a check, with days to choose from, and oneself to do it', async () => {
    const ref = await newItem();
    const check = { searchedOn: '2026-11-22', places: 'Gazette' };
    const { location } = await sana.post(`/items/${ref}/checks`, check);
    const page = (await sana.get(location!)).text;
    expect(page).toContain('What is the next step?');
    expect(page).toMatch(new RegExp(`<option value="${sana.person!.id}" selected`));
    const days = [...page.matchAll(/name="when" value="([^"]+)"/g)].map(([, day]) => day);
    expect(days).toEqual(['2026-12-06', '2026-12-22', '2027-03-31']);
    expect((await sana.get(`/items/${ref}`)).text).not.toContain('What is the next step?');
    const form = { step: 'Ask again', assigneeId: sana.person!.id, when: '2026-12-22', dueOn: '' };
    const { result, grew } = await growth(heed, () => sana.post(`/items/${ref}/follow-ups`, form));
    expect(result.status).toBe(303);
    expect(grew).toEqual({ follow_up: 1, history_entry: 1 });
    expect(await lastHistory(heed)).toMatchObject({ after: { dueOn: '2026-12-22' } });
    // One is planned: nobody is asked again.
    const again = await sana.post(`/items/${ref}/checks`, check);
    expect((await sana.get(again.location!)).text).not.toContain('What is the next step?');
  });

  test('a day that was typed holds; one that has passed is refused, and one must be chosen', async () => {
    const ref = await newItem('2026-06-30');
    const form = { step: 'Ask', assigneeId: sana.person!.id };
    const typed = await sana.post(`/items/${ref}/follow-ups`, {
      ...form,
      when: '2026-12-06',
      dueOn: '2026-12-09',
    });
    expect(typed.status).toBe(303);
    expect(await lastHistory(heed)).toMatchObject({ after: { dueOn: '2026-12-09' } });
    const past = await sana.post(`/items/${ref}/follow-ups`, { ...form, dueOn: '2026-11-21' });
    expect(past.status).toBe(422);
    expect(past.text).toContain('This day has passed. Choose today or a later day; today is 22 Nov 2026.');
    expect(past.text).toContain('Ask</textarea>');
    const none = await sana.post(`/items/${ref}/follow-ups`, form);
    expect(none.text).toContain('Choose one of the days, or enter one.');
    const { status } = await sana.api('POST', `/api/v1/items/${ref}/follow-ups`, {
      ...form,
      dueOn: '2026-11-22',
    });
    expect(status).toBe(201);
  });
});

describe('a follow-up', () => {
  test('is postponed with a reason, to a day to come', async () => {
    const ref = await newItem();
    const { id, version } = await plan(ref);
    const path = `/follow-ups/${id}/postponements`;
    const mute = await sana.post(path, { version, dueOn: '2026-12-24' });
    expect(mute.status).toBe(422);
    expect(mute.text).toContain('value="2026-12-24"');
    const past = await sana.api(
      'POST',
      `/api/v1${path}`,
      { dueOn: '2026-11-01', reason: 'x' },
      { 'if-match': `"${version}"` },
    );
    expect(fieldsOf(past).dueOn).toContain('This day has passed');
    const { result, grew } = await growth(heed, () =>
      sana.post(path, { version, dueOn: '2026-12-24', reason: 'They are on leave.' }),
    );
    expect([result.status, result.location]).toEqual([303, `/items/${ref}?done=followUpPostponed`]);
    expect(grew).toEqual({ history_entry: 1 });
    expect(await row(id)).toMatchObject({ due_on: '2026-12-24', version: 2 });
    expect(await words(`/items/${ref}/history`)).toContain(
      'Follow-up moved from 1 Dec 2026 to 24 Dec 2026: They are on leave.',
    );
  });

  test('is handed to a colleague, who sees the item', async () => {
    const ref = await newItem();
    const { id, version } = await plan(ref);
    const path = `/follow-ups/${id}/assignee`;
    const viewer = await heed.person({ role: 'viewer' });
    expect((await sana.post(path, { version, assigneeId: viewer.id })).status).toBe(422);
    expect((await sana.post(path, { version, assigneeId: sana.person!.id })).text).toContain(
      'It is theirs already',
    );
    expect((await sana.post(path, { version, assigneeId: omar.person!.id })).status).toBe(303);
    expect(await row(id)).toMatchObject({ assignee_id: omar.person!.id });
    expect(await lastHistory(heed)).toMatchObject({
      action: 'followUp.reassigned',
      before: { assigneeId: sana.person!.id },
      after: { assigneeId: omar.person!.id },
    });
    expect(await words(`/items/${ref}/history`)).toContain('Follow-up handed to Omar');
  });

  test('is given up with a reason and stays on the item; it is due no more', async () => {
    const ref = await newItem();
    const { id, version } = await plan(ref, '2026-11-22');
    const due = async () => (await words('/overdue?tab=ours')).includes(ref);
    expect(await due()).toBe(true);
    const path = `/follow-ups/${id}/cancellation`;
    expect((await sana.post(path, { version, reason: ' ' })).status).toBe(422);
    expect((await sana.post(path, { version, reason: 'The office was closed.' })).status).toBe(303);
    expect(await row(id)).toMatchObject({ done_on: '2026-11-22', cancelled: true });
    expect(await due()).toBe(false);
    const page = await words(`/items/${ref}`);
    expect(page).toContain('given up 22 Nov 2026');
    expect(page).toContain('The office was closed.');
    const late = await omar.api('POST', `/api/v1/follow-ups/${id}/done`, {}, { 'if-match': '"2"' });
    expect(late.json<{ detail: string }>().detail).toContain('Plan a new follow-up instead');
  });

  test('that a colleague changed meanwhile is looked at first', async () => {
    const ref = await newItem();
    const { id, version } = await plan(ref);
    await omar.post(`/follow-ups/${id}/postponements`, { version, dueOn: '2026-12-05', reason: 'Leave.' });
    for (const [end, form] of [
      ['postponements', { dueOn: '2026-12-06', reason: 'Mine' }],
      ['assignee', { assigneeId: omar.person!.id }],
      ['cancellation', { reason: 'Mine' }],
    ] as const) {
      const answer = await sana.post(`/follow-ups/${id}/${end}`, { version, ...form });
      expect([end, answer.status]).toEqual([end, 412]);
    }
    const without = await sana.api('POST', `/api/v1/follow-ups/${id}/cancellation`, { reason: 'x' });
    expect(without.status).toBe(428);
    expect(await row(id)).toMatchObject({ due_on: '2026-12-05', cancelled: false });
  });
});
