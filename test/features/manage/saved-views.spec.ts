import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type TestApp, startTestApp } from '../../support/app.js';
import type { TestClient } from '../../support/client.js';
import { makePublication } from '../../support/data.js';
import { servicesOf } from '../track/track-support.js';
import { textOf } from './manage-support.js';

let heed: TestApp;
let sara: TestClient;
let omar: TestClient;
let open: string;
let sealed: string;

beforeAll(async () => {
  heed = await startTestApp({ today: '2026-11-22' });
  const teamId = await heed.team('Sealed');
  const by = await heed.person({ role: 'manager', teamId });
  sara = await heed.signIn(await heed.person({ role: 'contributor', teamId, name: 'Sara Kiani' }));
  omar = await heed.signIn(await heed.person({ role: 'contributor', name: 'Omar Aziz' }));
  const make = async (classification: 'public' | 'confidential', title: string) =>
    (
      await makePublication(servicesOf(heed), {
        by: { ...by },
        classification,
        actions: [{ title, dueOn: '2026-10-01', actors: ['Board of Locks'] }],
      })
    ).actions[0]!.ref;
  open = await make('public', 'Open gate');
  sealed = await make('confidential', 'Sealed gate');
});
afterAll(() => heed?.close());

const query = 'timeliness=past_due&sort=-due&columns=due&columns=owner';
const idOf = (location: string | null) => Number(/view=(\d+)/.exec(location ?? '')![1]);
const save = async (client: TestClient, form: object) => {
  const answer = await client.post('/views/new', { list: 'items', query, ...form });
  expect(answer.status).toBe(303);
  return idOf(answer.location);
};
const versionOf = async (id: number) =>
  Number((await heed.ownerDataSource.query('SELECT version FROM saved_view WHERE id = $1', [id]))[0].version);

test('a list is saved with filter, sort and columns, pinned as a tab, and opened by its link', async () => {
  const list = await sara.get(`/items?${query}`);
  expect(list.text).toContain(
    `href="/views/new?list=items&amp;query=${encodeURIComponent(query).replaceAll('%20', '+')}"`,
  );
  expect(list.text).not.toContain('Last evidence</th>');
  const id = await save(sara, { name: 'Late ones', pinned: true });
  const opened = await sara.get(`/views/${id}`);
  expect([opened.status, opened.location]).toEqual([303, `/items?${query}&view=${id}`]);
  const shown = await sara.get(opened.location!);
  expect(shown.text).toMatch(new RegExp(`href="/views/${id}" aria-current="page"[^>]*>Late ones<`));
  expect((await sara.get('/items')).text).toContain(`href="/views/${id}"`);
  // Nobody else's, until it is shared.
  expect((await omar.get(`/views/${id}`)).status).toBe(404);
  expect((await omar.get('/views')).text).not.toContain('Late ones');
  const twice = await sara.post('/views/new', { list: 'items', query, name: 'Late ones' });
  expect([twice.status, textOf(twice).includes('Replace the one of this name')]).toEqual([422, true]);
  const replaced = await sara.post('/views/new', {
    list: 'items',
    query: 'owner=none&page=3',
    name: 'Late ones',
    replace: true,
  });
  expect([idOf(replaced.location), replaced.location]).toEqual([
    id,
    `/items?owner=none&view=${id}&done=viewSaved`,
  ]);
});

test('a shared one shows each reader what they may see, and can be pinned by each', async () => {
  const id = await save(sara, { name: 'Shared late ones', shared: true });
  const [hers, his] = await Promise.all(
    [sara, omar].map(async (client) => (await client.get((await client.get(`/views/${id}`)).location!)).text),
  );
  expect([hers!.includes(sealed), his!.includes(open), his!.includes(sealed)]).toEqual([true, true, false]);
  expect(textOf(await omar.get('/views'))).toContain('Shared late ones Items Shared by Sara Kiani');
  await omar.post(`/views/${id}/pin`, { pinned: true });
  expect((await omar.get('/items')).text).toContain(`href="/views/${id}"`);
  expect((await sara.get('/items')).text).not.toContain(`href="/views/${id}"`);
  // It is hers alone to change or delete.
  const change = { name: 'Mine now', version: 1 };
  expect((await omar.post(`/views/${id}`, change)).status).toBe(404);
  expect((await omar.post(`/views/${id}/removal`, { version: 1 })).status).toBe(404);
  expect((await sara.post(`/views/${id}`, { name: 'Not shared any more', version: 77 })).status).toBe(412);
  const unshared = await sara.post(`/views/${id}`, {
    name: 'Not shared any more',
    version: await versionOf(id),
  });
  expect(unshared.location).toBe('/views?done=saved');
  expect((await omar.get(`/views/${id}`)).status).toBe(404);
  expect((await omar.get('/items')).text).not.toContain(`href="/views/${id}"`);
});

test('it is renamed, and deleted after asking', async () => {
  const id = await save(sara, { name: 'To go' });
  const page = await sara.get(`/views/${id}/edit`);
  expect(page.text).toContain('data-confirm="Delete the view “To go”?');
  await sara.post(`/views/${id}`, { name: 'To go soon', version: 1 });
  expect(textOf(await sara.get('/views'))).toContain('To go soon');
  expect((await sara.post(`/views/${id}/removal`, { version: 1 })).status).toBe(412);
  expect((await sara.post(`/views/${id}/removal`, { version: 2 })).location).toBe('/views?done=removed');
  expect((await sara.get(`/views/${id}`)).status).toBe(404);
});

test('a filter for what is not there any more says so', async () => {
  const id = await save(sara, { name: 'Of nobody', query: 'actor=999999' });
  const { location } = await sara.get(`/views/${id}`);
  const text = textOf(await sara.get(location!));
  expect(text).toContain('not there any more, or that you may not see: Actor.');
  const broken = await save(sara, { name: 'Broken', query: 'colour=red' });
  expect((await sara.get((await sara.get(`/views/${broken}`)).location!)).status).toBe(422);
});

test('overdue has its own', async () => {
  const id = await save(sara, { list: 'overdue', query: 'group=actor', name: 'By actor', pinned: true });
  expect((await sara.get(`/views/${id}`)).location).toBe(`/overdue?group=actor&view=${id}`);
  expect((await sara.get(`/overdue?group=actor&view=${id}`)).text).toMatch(
    /aria-current="page"[^>]*>By actor</,
  );
});

test('an export keeps the sort of its list', async () => {
  const made = await makePublication(servicesOf(heed), {
    actions: [{ dueOn: '2026-03-01' }, { dueOn: '2026-01-01' }, { dueOn: '2026-02-01' }],
  });
  const [a, b, c] = made.actions.map(({ ref }) => ref);
  const list = await sara.get(`/items?publication=${made.publication.id}&sort=due`);
  const href = /href="(\/items\.csv\?[^"]+)"/.exec(list.text)![1]!.replaceAll('&amp;', '&');
  expect(href).toContain('sort=due');
  const { text } = await sara.get(href);
  expect(
    [...text.matchAll(/TP-\d+\.A\d/g)].map(([ref]) => ref).filter((ref, at, all) => all.indexOf(ref) === at),
  ).toEqual([b, c, a]);
});
