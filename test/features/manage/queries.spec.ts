import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { FollowUpsService } from '../../../src/modules/tracking/index.js';
import { type TestApp, startTestApp } from '../../support/app.js';
import type { TestClient } from '../../support/client.js';
import { makePublication } from '../../support/data.js';
import { servicesOf } from '../track/track-support.js';

let heed: TestApp;
let boss: TestClient;
let statements = 0;

beforeAll(async () => {
  heed = await startTestApp({ today: '2026-11-22' });
  boss = await heed.signIn(await heed.person({ role: 'manager', teamId: await heed.team('Counting') }));
  heed.dataSource.logger.logQuery = () => {
    statements += 1;
  };
});
afterAll(() => heed?.close());

/** Items of several owners and actors, all past due, with a follow-up and a revised date each. */
async function grow(count: number): Promise<string[]> {
  const app = servicesOf(heed);
  const by = { ...boss.person! };
  const owners = [by, await heed.person({ role: 'contributor' })];
  const made = await makePublication(app, {
    by,
    actions: Array.from({ length: count }, (_, index) => ({
      dueOn: '2026-10-01',
      startsOn: '2026-01-01',
      ownerId: owners[index % 2]!.id,
      actors: [`Board ${index % 7}`],
    })),
  });
  const refs = made.actions.map(({ ref }) => ref);
  for (const ref of refs) {
    await app.get(FollowUpsService).plan(by, ref, { step: 'Call', assigneeId: by.id, dueOn: '2026-12-01' });
    await boss.api(
      'POST',
      `/api/v1/items/${ref}/due-revisions`,
      { kind: 'slipped', dueOn: '2026-11-01', reason: 'x' },
      { 'if-match': '"1"' },
    );
  }
  return refs;
}

const ADDRESSES = [
  '/',
  '/?since=2026-01-01',
  '/changes?since=2026-01-01',
  '/items',
  '/items?gap=one_publisher&sort=-due',
  '/overdue',
  '/overdue?group=team',
  '/overdue?group=publication',
  '/overdue?tab=ours',
  '/overlook',
  '/overlook?group=actor',
  '/slippage',
  '/workload',
  '/gaps',
  '/views',
];

async function count(refs: string[]): Promise<Map<string, number>> {
  const chosen = refs.map((ref) => `items=${ref}`).join('&');
  const bulk = ['owners', 'follow-ups', 'questions', 'due-revisions'].map((noun) => [
    noun,
    `/${noun}/new?${chosen}`,
  ]);
  const counts = new Map<string, number>();
  for (const [name, address] of [
    ...ADDRESSES.map((one) => [one, one]),
    ...bulk,
    ['hand-overs', `/hand-overs/new?from=${boss.person!.id}`],
  ]) {
    const several: number[] = [];
    // What is kept for a second is read again now and then: the fewest of three count.
    for (let n = 0; n < 3; n++) {
      statements = 0;
      const { status } = await boss.get(address!);
      expect([name, status]).toEqual([name, 200]);
      several.push(statements);
    }
    counts.set(name!, Math.min(...several));
  }
  return counts;
}

test('no page asks the database more often for sixty items than for ten', async () => {
  const ten = await count(await grow(10));
  const sixty = await count(await grow(50));
  for (const [name, few] of ten) {
    expect([name, (sixty.get(name) ?? 0) <= few + 1]).toEqual([name, true]);
    expect([name, few <= 16]).toEqual([name, true]);
  }
}, 120_000);
