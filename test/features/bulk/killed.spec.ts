import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { type TestApp, startTestApp } from '../../support/app.js';
import type { TestClient } from '../../support/client.js';
import { type Sheet, bringText, commit, tableCounts } from './support.js';

// Each sheet is read in a process of its own.
jest.setTimeout(120_000);

const ROWS = 300;

/** SAFETY 16: wherever it is cut off, a commit is wholly there or not at all, and can be done again. */
describe('a commit that is cut off', () => {
  let heed: TestApp;
  let client: TestClient;

  beforeAll(async () => {
    heed = await startTestApp();
    client = await heed.signIn(await heed.person({ role: 'contributor', teamId: await heed.team() }));
  });
  afterAll(() => heed?.close());

  const sheet = (number: number) =>
    'Series,Number,Publication,Recommendation,Issue,Actors,Carries out\n' +
    `Policy Brief,${number},Of many,Mend it.,,,\n` +
    Array.from(
      { length: ROWS },
      (_, n) => `Policy Brief,${number},,,Issue ${n},Board ${number} ${n},R1\n`,
    ).join('');

  const kindOf = (statement: string) =>
    /^\s*(?:WITH started.*?)?(INSERT INTO "?\w+"?|UPDATE "?\w+"?|COMMIT)/s.exec(statement)?.[1];

  test('by an error at any statement leaves everything as it was; the same commit then goes through', async () => {
    const seen: string[] = [];
    heed.dataSource.logger.logQuery = (statement) => {
      if (kindOf(statement)) seen.push(statement);
    };
    const trial = await bringText(client, 'items', sheet(100));
    seen.length = 0;
    expect((await commit(client, trial)).status).toBe(200);
    const writes = seen.length;
    expect(writes).toBeGreaterThan(10);

    const brought = await bringText(client, 'items', sheet(101));
    const before = await tableCounts(heed);
    const points = Array.from({ length: 10 }, () => Math.floor(Math.random() * writes));
    for (const point of points) {
      let count = 0;
      heed.dataSource.logger.logQuery = (statement) => {
        if (kindOf(statement) && count++ === point) throw new Error(`cut off at ${point}`);
      };
      const answer = await commit(client, brought);
      heed.dataSource.logger.logQuery = () => undefined;
      expect([point, answer.status]).toEqual([point, 500]);
      expect([point, await tableCounts(heed)]).toEqual([point, before]);
    }
    expect((await commit(client, brought)).status).toBe(200);
    expect((await tableCounts(heed)).item! - before.item!).toBe(ROWS + 1);
  }, 60_000);

  test('by taking its connection away at ten moments leaves all or nothing', async () => {
    const results: string[] = [];
    let brought: Sheet | null = null;
    for (let n = 0; n < 10; n++) {
      brought ??= await bringText(client, 'items', sheet(200 + n));
      const before = await tableCounts(heed);
      const answer = commit(client, brought);
      await new Promise((wait) => setTimeout(wait, 20 + n * 40 + Math.random() * 40));
      await cut();
      const { status } = await answer;
      const after = await tableCounts(heed);
      const items = after.item! - before.item!;
      results.push(items === 0 ? 'nothing' : 'all');
      if (status === 200) expect(items).toBe(ROWS + 1);
      if (items === 0) expect(after).toEqual(before);
      else {
        expect([items, after.action! - before.action!, after.action_recommendation! - before.action_recommendation!]).toEqual([ROWS + 1, ROWS, ROWS]); // prettier-ignore
        // Done again, it answers what came of it.
        expect((await commit(client, brought)).json()).toMatchObject({ counts: { new: ROWS + 1 } });
        brought = null;
      }
    }
    // At least one was cut off, or the moments were no test.
    expect(results).toContain('nothing');
  }, 120_000);

  /** As the database sees the death of the server: the connection of the commit is gone. */
  const cut = () =>
    heed.dataSource.query(
      `SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory' AND objid = 4711025
          AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`,
    );
});
