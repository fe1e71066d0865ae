import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { randomBytes } from 'node:crypto';
import { Client } from 'pg';
import { migrations } from '../../migrations/index.js';
import { makeDataSource } from '../../src/database/data-source.js';
import { DatabaseSetupError } from '../../src/database/failure.js';
import { prepareDatabase } from '../../src/database/migrate.js';
import type { DatabaseUrls } from '../../src/database/migrate.js';
import { createEmptyDatabase } from '../support/database.js';
import type { TestDatabase } from '../support/database.js';

let database: TestDatabase;
let roles: string[];

beforeEach(async () => {
  database = await createEmptyDatabase();
  roles = [];
});

afterEach(async () => {
  await asAdmin(
    ...roles.flatMap((role) => [
      `REASSIGN OWNED BY ${role} TO CURRENT_USER`,
      `DROP OWNED BY ${role}`,
      `DROP ROLE ${role}`,
    ]),
  );
  await database.drop();
});

async function asAdmin(...statements: string[]): Promise<void> {
  const client = new Client({ connectionString: database.adminUrl });
  await client.connect();
  try {
    for (const statement of statements) await client.query(statement);
  } finally {
    await client.end();
  }
}

/** A login of the test's own; its URL. */
async function makeLogin(attributes = ''): Promise<{ name: string; url: string }> {
  const name = `heed_test_login_${randomBytes(4).toString('hex')}`;
  await asAdmin(`CREATE ROLE ${name} LOGIN PASSWORD 'pw' ${attributes}`);
  roles.push(name);
  const url = new URL(database.adminUrl);
  [url.username, url.password] = [name, 'pw'];
  return { name, url: url.href };
}

async function sessionOf(urls: DatabaseUrls): Promise<{ user: string; weakness: string | null }> {
  const { url, role, weakness, warning } = await prepareDatabase(urls);
  expect(warning === null).toBe(weakness === null);
  const dataSource = await makeDataSource({ url, role, poolSize: 3 }).initialize();
  try {
    const rows: Array<{ name: string }> = await dataSource.query('SELECT current_user AS name');
    return { user: rows[0]?.name ?? '', weakness };
  } finally {
    await dataSource.destroy();
  }
}

const refusal = async (urls: DatabaseUrls): Promise<string> => {
  const error: unknown = await prepareDatabase(urls).catch((thrown: unknown) => thrown);
  return error instanceof DatabaseSetupError ? error.message : String(error);
};

describe('the roles Heed works as', () => {
  test('two addresses: the owner migrates, the application is the lesser role', async () => {
    expect(await sessionOf({ url: database.appUrl, migrationUrl: database.ownerUrl })).toEqual({
      user: 'heed_app',
      weakness: null,
    });
  });

  test('one address: it migrates, then every session is the lesser role, and the weakness is said', async () => {
    const login = await makeLogin('CREATEROLE');
    await asAdmin(`GRANT heed_app TO ${login.name} WITH ADMIN OPTION`);
    await ownDatabase(login.name);
    expect(await sessionOf({ url: login.url, migrationUrl: null })).toEqual({
      user: 'heed_app',
      weakness: 'single-login',
    });
    // The second start finds everything there.
    expect(await sessionOf({ url: login.url, migrationUrl: null })).toMatchObject({ user: 'heed_app' });
  });

  test('the same login twice is one login', async () => {
    const login = await makeLogin();
    await asAdmin(`GRANT heed_app TO ${login.name}`);
    await ownDatabase(login.name);
    expect(await sessionOf({ url: login.url, migrationUrl: login.url })).toMatchObject({
      weakness: 'single-login',
    });
  });

  test('an application login of another name works as the lesser role', async () => {
    const login = await makeLogin();
    await asAdmin(`GRANT heed_app TO ${login.name}`);
    expect(await sessionOf({ url: login.url, migrationUrl: database.ownerUrl })).toEqual({
      user: 'heed_app',
      weakness: null,
    });
  });

  test('a login that may not become the lesser role is refused with the command that helps', async () => {
    const login = await makeLogin();
    expect(await refusal({ url: login.url, migrationUrl: database.ownerUrl })).toContain(
      `GRANT heed_app TO "${login.name}"`,
    );
  });

  test('an unreachable server is named without its password', async () => {
    const said = await refusal({ url: 'postgresql://me:hunter2@127.0.0.1:1/heed', migrationUrl: null });
    expect(said).toMatch(/^DATABASE_URL: cannot connect to postgresql:\/\/me@127\.0\.0\.1:1\/heed: /);
    expect(said).not.toContain('hunter2');
  });

  test('processes that start at once migrate once', async () => {
    const urls = { url: database.appUrl, migrationUrl: database.ownerUrl };
    await Promise.all([1, 2, 3, 4].map(() => prepareDatabase(urls)));
    const dataSource = await makeDataSource({ url: database.ownerUrl }).initialize();
    try {
      expect(await dataSource.showMigrations()).toBe(false);
      const rows: unknown[] = await dataSource.query('SELECT name FROM migrations');
      expect(rows).toHaveLength(migrations.length);
    } finally {
      await dataSource.destroy();
    }
  });
});

describe('values', () => {
  test('days are ISO strings, instants are dates, bigint is a string, int a number, whatever the time zone', async () => {
    const dataSource = await makeDataSource({ url: database.appUrl }).initialize();
    try {
      const [row] = await dataSource.query<unknown[]>(
        `SELECT date '2026-03-29' AS day, ARRAY[date '2026-03-29', '2028-02-29'] AS days, null::date AS none,
                date '2026-03-29'::timestamptz AS instant, 9007199254740993::bigint AS big, 7 AS small,
                current_setting('TimeZone') AS zone`,
      );
      expect(row).toEqual({
        day: '2026-03-29',
        days: ['2026-03-29', '2028-02-29'],
        none: null,
        instant: new Date('2026-03-29T00:00:00Z'),
        big: '9007199254740993',
        small: 7,
        zone: 'UTC',
      });
    } finally {
      await dataSource.destroy();
    }
  });
});

async function ownDatabase(name: string): Promise<void> {
  const current = new URL(database.adminUrl).pathname.slice(1);
  await asAdmin(`GRANT ${name} TO CURRENT_USER`, `ALTER DATABASE ${current} OWNER TO ${name}`);
}
