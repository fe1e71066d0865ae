import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { runMigrations } from '../../src/database/migrate.js';
import { makeDataSource } from '../../src/database/data-source.js';
import { createEmptyDatabase } from '../support/database.js';
import type { TestDatabase } from '../support/database.js';
import { migrations } from '../../migrations/index.js';

describe('migrations and entities', () => {
  let database: TestDatabase;

  beforeAll(async () => {
    database = await createEmptyDatabase();
  });

  afterAll(() => database?.drop());

  test('agree: after the migrations nothing is left to change', async () => {
    const names = await runMigrations(database.ownerUrl);
    expect(names).toHaveLength(migrations.length);
    const dataSource = await makeDataSource({ url: database.ownerUrl }).initialize();
    try {
      const { upQueries } = await dataSource.driver.createSchemaBuilder().log();
      expect(upQueries.map(({ query }) => query)).toEqual([]);
    } finally {
      await dataSource.destroy();
    }
  });

  test('run once: a second run has nothing to do', async () => {
    expect(await runMigrations(database.ownerUrl)).toEqual([]);
  });
});
