import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type TestApp, startTestApp } from '../../support/app.js';
import type { TestClient } from '../../support/client.js';
import { makePublication } from '../../support/data.js';
import { servicesOf } from '../track/track-support.js';
import { textOf } from './manage-support.js';

let heed: TestApp;
let boss: TestClient;
let refs: string[];
let actors: Record<string, number>;
let publication: number;

beforeAll(async () => {
  heed = await startTestApp({ today: '2026-11-22' });
  boss = await heed.signIn('manager');
  const made = await makePublication(servicesOf(heed), {
    actions: [
      { dueOn: '2026-03-01', actors: ['Board of Locks', 'Ministry of Tides'] },
      { dueOn: '2026-05-01', actors: ['Board of Locks'] },
      { dueOn: '2026-07-01', actors: ['Ministry of Tides'] },
    ],
  });
  refs = made.actions.map(({ ref }) => ref);
  publication = made.publication.id;
  const rows = await heed.ownerDataSource.query<{ id: number; name: string }[]>('SELECT id, name FROM actor');
  actors = Object.fromEntries(rows.map(({ id, name }) => [name, id]));
  const revise = async (ref: string, version: number, body: object) => {
    const answer = await boss.api('POST', `/api/v1/items/${ref}/due-revisions`, body, {
      'if-match': `"${version}"`,
    });
    expect(answer.status).toBe(201);
  };
  const tides = actors['Ministry of Tides'];
  await revise(refs[0]!, 1, { kind: 'slipped', dueOn: '2026-03-31', reason: 'Floods', movedBy: tides });
  await revise(refs[0]!, 2, { kind: 're_estimated', dueOn: '2026-06-30', reason: 'Our guess' });
  await revise(refs[0]!, 3, { kind: 'slipped', dueOn: '2026-07-10', reason: 'Nobody said who' });
  await revise(refs[1]!, 1, { kind: 'slipped', dueOn: '2026-05-11', reason: 'Budget' });
});
afterAll(() => heed?.close());

const ledger = async (query: string) =>
  (await boss.api('GET', `/api/v1/slippage${query}`)).json<{
    items: number;
    slipped: number;
    slipDays: number;
    rows: { ref: string; slipCount: number; slipDays: number; moves: { days: number; counts: boolean }[] }[];
  }>();

test('the ledger has every move, and counts only what actors moved', async () => {
  const all = await ledger('');
  expect([all.items, all.slipped, all.slipDays]).toEqual([2, 2, 50]);
  expect(all.rows.map(({ ref, slipCount, slipDays }) => [ref, slipCount, slipDays])).toEqual([
    [refs[0], 2, 40],
    [refs[1], 1, 10],
  ]);
  expect(all.rows[0]!.moves.map(({ days, counts }) => [days, counts])).toEqual([
    [30, true],
    [91, false],
    [10, true],
  ]);
  const page = textOf(await boss.get('/slippage'));
  expect(page).toContain('Actors moved 2 due dates, by 50 days in all.');
  expect(page).toMatch(/1 Mar 2026 → 31 Mar 2026 \+30 Ministry of Tides/);
  expect(page).toContain('(+91)');
});

test('of one actor it counts what that one moved, and what nobody was named for', async () => {
  expect((await ledger(`?actor=${actors['Ministry of Tides']}`)).slipDays).toBe(40);
  expect((await ledger(`?actor=${actors['Board of Locks']}`)).slipDays).toBe(20);
  expect((await ledger(`?publication=${publication}`)).slipDays).toBe(50);
});

test('one item has a page of its own, also where its date never moved', async () => {
  const moved = textOf(await boss.get(`/items/${refs[0]}/slippage`));
  expect(moved).toContain('first due 1 Mar 2026 , now 10 Jul 2026 · slipped twice, 40 days');
  expect(textOf(await boss.get(`/items/${refs[2]}/slippage`))).toContain('This date was never moved');
  expect((await boss.get('/items/NO-1.A1/slippage')).status).toBe(404);
  expect((await boss.get('/slippage?actor=x')).status).toBe(422);
});

test('hidden items count for nobody who may not see them', async () => {
  const teamId = await heed.team('Sealed');
  const by = await heed.person({ role: 'manager', teamId });
  const secret = await makePublication(servicesOf(heed), {
    by: { ...by },
    classification: 'confidential',
    actions: [{ dueOn: '2026-03-01' }],
  });
  const [{ ref }] = secret.actions;
  await boss.api(
    'POST',
    `/api/v1/items/${ref}/due-revisions`,
    { kind: 'slipped', dueOn: '2026-04-01', reason: 'x' },
    { 'if-match': '"1"' },
  );
  expect((await ledger('')).items).toBe(3);
  const other = await heed.signIn('contributor');
  const seen = (await other.api('GET', '/api/v1/slippage')).json<{ items: number; slipDays: number }>();
  expect([seen.items, seen.slipDays]).toEqual([2, 50]);
  expect((await other.get(`/items/${ref}/slippage`)).status).toBe(404);
});
