import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type TestApp, startTestApp } from '../../support/app.js';
import type { TestClient } from '../../support/client.js';
import { makePublication, recordEvidence } from '../../support/data.js';
import { servicesOf } from '../track/track-support.js';

let heed: TestApp;
let boss: TestClient;
let refs: string[];

beforeAll(async () => {
  heed = await startTestApp({ today: '2026-11-22' });
  const teamId = await heed.team('Sealed');
  const person = await heed.person({ role: 'manager', teamId });
  boss = await heed.signIn(person);
  const app = servicesOf(heed);
  const by = { ...person };
  const made = await makePublication(app, {
    by,
    date: '2025-12',
    classification: 'public',
    actions: [
      { ownerId: by.id, actors: [] },
      { ownerId: by.id, dueOn: '2026-10-01' },
      { ownerId: by.id },
      { ownerId: by.id, dueOn: '2026-10-01' },
      {},
    ],
  });
  refs = made.actions.map(({ ref }) => ref);
  // 1: two publishers, dated; 2: one publisher, partial and undated; 3: only parties to the matter, one publisher.
  await recordEvidence(app, by, {
    effects: [{ item: refs[1]!, progressTo: 'partially_implemented' }],
    sources: [
      { publisher: 'Ministry of Canals' },
      { publisher: 'The Gazette', standing: 'reporting', standingOf: 'x' },
    ],
  });
  await recordEvidence(app, by, { effects: [{ item: refs[2]!, progressTo: 'partially_implemented' }] });
  await recordEvidence(app, by, {
    effects: [{ item: refs[3]!, progressTo: 'in_progress' }],
    sources: [{ standing: 'party' }, { standing: 'party', publisher: ' ministry of canals' }],
  });
  // 4: what is claimed has lost what was behind it; its timeline was never read.
  await heed.ownerDataSource.query(
    `UPDATE item SET progress = 'in_progress', timeline_kind = 'from_source', timeline_text = 'soonish' WHERE ref = $1`,
    [refs[4]],
  );
});
afterAll(() => heed?.close());

const gapsOf = async (client: TestClient) =>
  Object.fromEntries(
    (await client.api('GET', '/api/v1/gaps'))
      .json<{ gap: string; count: number }[]>()
      .map(({ gap, count }) => [gap, count]),
  );
const listed = async (query: string) =>
  (await boss.api('GET', `/api/v1/items?${query}`))
    .json<{ items: { ref: string }[] }>()
    .items.map(({ ref }) => ref);

test('each gap names what is missing, and nothing else', async () => {
  expect(await gapsOf(boss)).toEqual({
    nothing_behind: 1,
    partial_undated: 1,
    one_publisher: 2,
    one_party: 1,
    no_owner: 1,
    no_actor: 1,
    unread_timeline: 1,
  });
  expect(await listed('gap=nothing_behind')).toEqual([refs[4]]);
  expect(await listed('gap=partial_undated')).toEqual([refs[2]]);
  expect(await listed('gap=one_publisher')).toEqual([refs[2], refs[3]]);
  expect(await listed('gap=one_party')).toEqual([refs[3]]);
  expect(await listed('gap=unread_timeline')).toEqual([refs[4]]);
  expect(await listed('actor=none')).toEqual([refs[0]]);
});

test('each number leads to as many rows', async () => {
  const { text } = await boss.get('/gaps');
  const links = [...text.matchAll(/class="h-number" href="\/items\?([^"]+)">(\d+)</g)];
  expect(links).toHaveLength(7);
  for (const [, query, count] of links)
    expect([query, (await listed(query!.replaceAll('&amp;', '&'))).length]).toEqual([query, Number(count)]);
});

test('evidence that one may not see is behind nothing one sees', async () => {
  await recordEvidence(
    servicesOf(heed),
    { ...boss.person!, role: 'manager' },
    {
      classification: 'confidential',
      effects: [{ item: refs[2]!, shows: 'background' }],
      sources: [{ publisher: 'A leaflet' }],
    },
  );
  expect((await gapsOf(boss)).one_publisher).toBe(1);
  expect((await gapsOf(await heed.signIn('viewer'))).one_publisher).toBe(2);
});
