import * as fc from 'fast-check';
import {
  CLAIMS,
  type Claim,
  PROGRESS,
  type Progress,
  TERMINAL,
  TIMELINESS,
  timelinessOf,
} from '../../../src/modules/tracking/index.js';
import { addDays } from '../../../src/shared/calendar-date.js';
import { type TestApp, startTestApp } from '../../support/app.js';
import type { TestClient } from '../../support/client.js';
import { makePublication } from '../../support/data.js';

const TODAY = '2026-11-22';
const COUNT = 400;

let test: TestApp;
let client: TestClient;

interface Generated {
  progress: Progress;
  claim: Claim;
  confirmedOn: string | null;
  startsOn: string | null;
  dueOn: string | null;
}

/** Days around today, and around the edge of "due soon", more often than others. */
const day = fc
  .oneof(fc.constantFrom(-61, -60, -1, 0, 1, 59, 60, 61), fc.integer({ min: -900, max: 900 }))
  .map((distance) => addDays(TODAY, distance));
const maybeDay = fc.option(day, { freq: 4 });
const generated: fc.Arbitrary<Generated> = fc.record({
  progress: fc.oneof(fc.constantFrom(...PROGRESS), fc.constantFrom(...TERMINAL)),
  claim: fc.oneof(fc.constantFrom(...CLAIMS), fc.constant('confirmed' as const)),
  confirmedOn: maybeDay,
  startsOn: maybeDay,
  dueOn: maybeDay,
});

const items = new Map<string, Generated>();

beforeAll(async () => {
  test = await startTestApp({ today: TODAY });
  const { actions } = await makePublication(test.app, { actions: COUNT });
  const states = fc.sample(generated, { numRuns: COUNT, seed: 20_261_122 });
  for (const [index, { ref }] of actions.entries()) items.set(ref, states[index]);
  // As the owner of the tables, because not every one of these states can be reached through the commands.
  await test.ownerDataSource.query(
    `UPDATE item SET progress = s.progress, claim = s.claim, confirmed_on = s."confirmedOn", starts_on = s."startsOn",
        first_due_on = s."dueOn", due_on = s."dueOn", due_precision = 'day', due_basis = 'stated'
       FROM jsonb_to_recordset($1::jsonb) AS s(ref text, progress text, claim text, "confirmedOn" date,
            "startsOn" date, "dueOn" date) WHERE item.ref = s.ref`,
    [JSON.stringify([...items].map(([ref, state]) => ({ ref, ...state })))],
  );
});
afterAll(() => test.close());

async function listed(query: string): Promise<{ ref: string; timeliness: string; days: number | null }[]> {
  const found: { ref: string; timeliness: string; days: number | null }[] = [];
  for (let page = 1; page <= Math.ceil(COUNT / 200) + 1; page++) {
    const answer = await client.api('GET', `/api/v1/items?pageSize=200&page=${page}&${query}`);
    found.push(...answer.json<{ items: typeof found }>().items);
  }
  return found;
}

describe.each([TODAY, '2026-11-23', '2024-02-29', '2031-07-01'])('on %s', (today) => {
  const calendar = { today, dueSoonDays: 60 };
  beforeAll(async () => {
    test.clock.set(`${today}T12:00:00Z`);
    client = await test.signIn('manager');
  });

  it('the database says of every item what timelinessOf says', async () => {
    const rows = await listed('');
    expect(rows).toHaveLength(COUNT);
    for (const { ref, timeliness, days } of rows)
      expect({ ref, timeliness, days }).toEqual({ ref, ...timelinessOf(items.get(ref)!, calendar) });
  });

  it('each item is found under one timeliness only, its own', async () => {
    const seen = new Set<string>();
    for (const value of TIMELINESS) {
      const expected = [...items].filter(([, state]) => timelinessOf(state, calendar).timeliness === value);
      const found = (await listed(`timeliness=${value}`)).map(({ ref }) => ref);
      expect(found.toSorted()).toEqual(expected.map(([ref]) => ref).toSorted());
      for (const ref of found) {
        expect(seen.has(ref)).toBe(false);
        seen.add(ref);
      }
    }
    expect(seen.size).toBe(COUNT);
  });

  it('the longest past due come first', async () => {
    const days = (await listed('timeliness=past_due&sort=days')).map((row) => row.days ?? 0);
    expect(days).toEqual(days.toSorted((a, b) => a - b));
    const overview = (await client.api('GET', '/api/v1/overview')).json<{
      needs: { need: string; count: number }[];
    }>();
    expect(overview.needs.find(({ need }) => need === 'past_due')?.count).toBe(days.length);
  });
});

it('generates every timeliness', () => {
  const reached = [...items.values()].map(
    (state) => timelinessOf(state, { today: TODAY, dueSoonDays: 60 }).timeliness,
  );
  expect(new Set(reached)).toEqual(new Set(TIMELINESS));
});
