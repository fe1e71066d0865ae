import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { DataSource } from 'typeorm';
import { makeDataSource } from '../../../src/database/data-source.js';
import { type TestDatabase, createTestDatabase } from '../../support/database.js';

let database: TestDatabase;
let dataSource: DataSource;

beforeAll(async () => {
  database = await createTestDatabase();
  dataSource = await makeDataSource({ url: database.appUrl }).initialize();
  await dataSource.query(`INSERT INTO team (name) VALUES ('A'), ('B')`);
});
afterAll(async () => {
  await dataSource.destroy();
  await database.drop();
});

const versions = async () =>
  (await dataSource.query<{ version: number }[]>('SELECT version FROM team ORDER BY name')).map(
    ({ version }) => version,
  );
const touch = 'UPDATE team SET version = version + 1 WHERE name = $1';

test('of two transactions that lock each other out, both are done, each once', async () => {
  const before = await versions();
  let arrived = 0;
  let runs = 0;
  let bothThere: () => void;
  const meeting = new Promise<void>((resolve) => (bothThere = resolve));
  const crosswise = (first: string, second: string) =>
    dataSource.transaction(async (manager) => {
      runs += 1;
      await manager.query(touch, [first]);
      if ((arrived += 1) === 2) bothThere();
      await meeting;
      await manager.query(touch, [second]);
    });
  await Promise.all([crosswise('A', 'B'), crosswise('B', 'A')]);
  expect(runs).toBeGreaterThan(2);
  expect(await versions()).toEqual(before.map((version) => version + 2));
});

test('what PostgreSQL keeps giving up is given up after three more tries, and nothing else is tried again', async () => {
  const tried = async (sqlState: string) => {
    let runs = 0;
    const work = dataSource.transaction('SERIALIZABLE', async (manager) => {
      runs += 1;
      await manager.query(`DO $$ BEGIN RAISE EXCEPTION 'x' USING ERRCODE = '${sqlState}'; END $$`);
    });
    await expect(work).rejects.toMatchObject({ code: sqlState });
    return runs;
  };
  expect([await tried('40001'), await tried('40P01'), await tried('23505')]).toEqual([4, 4, 1]);
});
