import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type TestApp, type TestPerson, startTestApp } from '../../support/app.js';
import type { TestClient } from '../../support/client.js';
import { makePublication, recordEvidence } from '../../support/data.js';
import { itemRow, servicesOf } from '../track/track-support.js';
import { textOf } from './manage-support.js';

let heed: TestApp;
let boss: TestClient;
let person: TestPerson;
let refs: string[];
let secret: string;

beforeAll(async () => {
  heed = await startTestApp({ today: '2026-11-22' });
  const teamId = await heed.team('Sealed');
  person = await heed.person({ role: 'manager', teamId, name: 'Bo Manager' });
  boss = await heed.signIn(person);
  heed.clock.set('2026-11-02T12:00:00Z');
  const made = await makePublication(servicesOf(heed), { by: { ...person }, date: '2025-12', actions: 5 });
  refs = made.actions.map(({ ref }) => ref);
  const hidden = await makePublication(servicesOf(heed), {
    by: { ...person },
    classification: 'confidential',
    actions: [{}],
  });
  secret = hidden.actions[0]!.ref;
  await recordEvidence(
    servicesOf(heed),
    { ...person },
    {
      effects: [{ item: refs[0]!, progressTo: 'in_progress' }],
    },
  );
  heed.clock.set('2026-11-18T12:00:00Z');
  const items = await Promise.all(
    [...refs, secret].map(async (ref) => ({ ref, version: (await itemRow(heed, ref)).version })),
  );
  await boss.post('/owners/new', { items, ownerId: person.id, step: 'apply' });
  heed.clock.set('2026-11-22T12:00:00Z');
});
afterAll(() => heed?.close());

test('since last Monday: one line for what was done at a stroke, under what it is about', async () => {
  const home = textOf(await boss.get('/'));
  expect(home).toContain('Since 16 Nov 2026');
  expect(home).toMatch(
    /Owners and follow-ups 1 18 Nov 2026 \S+ \S+ \S+ and 3 more owner assigned · Bo Manager/,
  );
  expect(home).not.toContain('evidence recorded: In progress');
});

test('since any other day, on the overview and on a page of its own', async () => {
  expect(textOf(await boss.get('/?since=2026-11-01'))).toContain(`${refs[0]} evidence recorded: In progress`);
  const page = textOf(await boss.get('/changes?since=2026-11-01'));
  expect(page).toMatch(/Progress and second readings 1 2 Nov 2026/);
  expect(page).toContain('Owners and follow-ups');
  expect(textOf(await boss.get('/changes?since=2026-11-20'))).toContain(
    'Nothing was recorded since 20 Nov 2026',
  );
  expect((await boss.get('/changes?since=31-11-2026')).status).toBe(422);
  expect((await boss.get('/?since=2026-02-30')).status).toBe(422);
});

test('tells nobody of what they may not see', async () => {
  const other = await heed.signIn('contributor');
  const page = textOf(await other.get('/changes?since=2026-11-01'));
  expect(page).not.toContain(secret);
  expect(page).toMatch(/\S+ \S+ \S+ and 2 more owner assigned/);
  const { changes } = (await other.api('GET', '/api/v1/changes?since=2026-11-18')).json<{
    changes: unknown[];
  }>();
  expect(changes).toHaveLength(5);
});
