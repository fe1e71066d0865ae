import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type TestApp, startTestApp } from '../../support/app.js';
import type { TestClient } from '../../support/client.js';
import { makePublication } from '../../support/data.js';
import { growth, itemRow, lastHistory, servicesOf } from './track-support.js';

let heed: TestApp;
let staff: TestClient;

beforeAll(async () => {
  heed = await startTestApp({ today: '2026-11-22' });
  staff = await heed.signIn('contributor');
});
afterAll(() => heed?.close());

describe('one owner for several items', () => {
  const made = () =>
    makePublication(servicesOf(heed), { date: '2025-12', actions: [{ window: { max: 6 } }, {}, {}] });
  const read = async (refs: string[]) => {
    const items = await Promise.all(refs.map((ref) => itemRow(heed, ref)));
    return items.map(({ version }, index) => ({ ref: refs[index]!, version: Number(version) }));
  };

  test('is chosen from the list of items and takes them all at once, each with its history', async () => {
    const refs = (await made()).actions.map(({ ref }) => ref);
    const owner = await heed.person({ role: 'contributor' });
    const list = await staff.get('/items');
    expect(list.text).toContain('formAction="/owners/new"'.toLowerCase());
    const page = await staff.get(`/owners/new?${refs.map((ref) => `items=${ref}`).join('&')}`);
    for (const ref of refs) expect(page.text).toContain(`value="${ref}"`);
    const items = await read(refs);
    const { result, grew } = await growth(heed, () =>
      staff.post('/owners/new', { items, ownerId: owner.id }),
    );
    expect([result.status, result.location]).toEqual([303, '/items?done=ownerAssigned']);
    expect(grew).toEqual({ item_version: 3, history_entry: 3 });
    for (const ref of refs) expect(await itemRow(heed, ref)).toMatchObject({ owner_id: owner.id });
    expect(await lastHistory(heed)).toMatchObject({ action: 'owner.assigned', after: { ownerId: owner.id } });
  });

  test('is refused where one of them changed meanwhile, and none is changed', async () => {
    const refs = (await made()).actions.map(({ ref }) => ref);
    const owner = await heed.person({ role: 'contributor', name: 'Quick Colleague' });
    const items = await read(refs);
    await staff.post('/owners/new', { items: items.slice(2), ownerId: owner.id });
    const { result, grew } = await growth(heed, () =>
      staff.post('/owners/new', { items, ownerId: staff.person!.id }),
    );
    expect(result.status).toBe(412);
    expect(grew).toEqual({});
    expect(result.text).toContain('Quick Colleague');
    expect(result.text).toContain(`value="${items[2]!.version + 1}"`);
  });

  test('is nobody who may not record, and never of an item that one may not see', async () => {
    const [{ ref }] = (await made()).actions;
    const viewer = await heed.person({ role: 'viewer' });
    const hidden = (await makePublication(servicesOf(heed), { classification: 'restricted', actions: [{}] }))
      .actions[0]!.ref;
    const refused = await staff.post('/owners/new', { items: await read([ref]), ownerId: viewer.id });
    expect(refused.status).toBe(422);
    const items = await read([ref, hidden]);
    expect((await staff.post('/owners/new', { items, ownerId: staff.person!.id })).status).toBe(404);
    expect((await staff.get(`/owners/new?items=${hidden}`)).text).not.toContain(hidden);
    expect((await itemRow(heed, ref)).owner_id).toBeNull();
  });
});

test('a list of items leads to a progress brief of the same items', async () => {
  await makePublication(servicesOf(heed), { date: '2025-12', actions: [{ window: { max: 1 } }] });
  const { text } = await staff.get('/items?timeliness=past_due');
  expect(text).toContain('href="/briefs/new?timeliness=past_due"');
  expect((await staff.get('/briefs/new?timeliness=past_due')).status).toBe(200);
});
