import { type TestApp, startTestApp } from '../../support/app.js';
import type { TestClient } from '../../support/client.js';
import { makePublication, recordEvidence } from '../../support/data.js';
import type { CurrentUser } from '../../../src/shared/permissions.js';
import { FollowUpsService } from '../../../src/modules/tracking/index.js';

let test: TestApp;
let client: TestClient;
let boss: CurrentUser;
let publicationId: number;
let actorId: number;
let statements = 0;

beforeAll(async () => {
  test = await startTestApp({ today: '2026-11-22' });
  const person = await test.person({ role: 'manager', teamId: await test.team() });
  boss = person;
  client = await test.signIn(person);
  // Whatever the application asks of the database goes past here.
  test.dataSource.logger.logQuery = () => {
    statements += 1;
  };
});
afterAll(() => test.close());

/** Publications with items of every kind, evidence, follow-ups and actors of their own, all past due. */
async function grow(publications: number, actions: number): Promise<void> {
  for (let n = 0; n < publications; n++) {
    const made = await makePublication(test.app, {
      by: boss,
      actions: Array.from({ length: actions }, (_, index) => ({
        dueOn: '2026-10-01',
        ownerId: boss.id,
        actors: ['Ministry of Canals', `Board ${Math.random()}`],
        extra: { Budget: String(index) },
        carriesOut: [1],
      })),
      recommendations: 2,
      notes: [{ marker: '1', text: 'A note', url: null, sameAs: null, citedAt: [] }],
    });
    publicationId ??= made.publication.id;
    for (const { ref } of made.actions) {
      await recordEvidence(test.app, boss, { effects: [{ item: ref, progressTo: 'in_progress' }] });
      await test.app
        .get(FollowUpsService)
        .plan(boss, ref, { step: 'Call', assigneeId: boss.id, dueOn: '2026-11-22' });
    }
  }
  const actors = await test.ownerDataSource.query<{ id: number }[]>(
    `SELECT id FROM actor WHERE name = 'Ministry of Canals'`,
  );
  actorId = actors[0].id;
}

const addresses = (): string[] => [
  '/',
  '/items',
  '/items?sort=-lastEvidence&q=canal&timeliness=past_due',
  '/overdue',
  '/overdue?group=owner',
  '/overdue?group=actor',
  '/overdue?tab=ours',
  '/publications',
  `/publications/${publicationId}`,
  '/actors?sort=pastDue',
  `/actors/${actorId}`,
  '/api/v1/items',
  '/api/v1/overview',
  '/api/v1/publications',
  `/api/v1/publications/${publicationId}`,
  '/api/v1/actors',
  `/api/v1/actors/${actorId}`,
];

async function count(): Promise<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const address of addresses()) {
    // What is kept for a second (settings, session) is read again now and then: the fewest of three count.
    const several: number[] = [];
    for (let n = 0; n < 3; n++) {
      statements = 0;
      const { status } = await client.get(address);
      expect([address, status]).toEqual([address, 200]);
      several.push(statements);
    }
    counts[address] = Math.min(...several);
  }
  return counts;
}

it('asks the database as often for sixty rows as for five', async () => {
  await grow(1, 3);
  const few = await count();
  await grow(6, 9);
  const many = await count();
  // The session and the list itself; the settings, where they are not kept any more.
  expect(few['/api/v1/items']).toBeGreaterThanOrEqual(2);
  expect(few['/api/v1/items']).toBeLessThanOrEqual(3);
  for (const address of addresses()) {
    // Settings that are read again after a second are no growth with rows.
    expect([address, many[address] <= few[address] + 1]).toEqual([address, true]);
    expect([address, few[address] <= 11]).toEqual([address, true]);
  }
}, 120_000);
