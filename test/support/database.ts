import { randomBytes } from 'node:crypto';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client, escapeIdentifier, escapeLiteral } from 'pg';
import { APP_ROLE, withDatabase, withSettings } from '../../src/database/connection-url.js';
import { startEmbeddedServer } from '../../src/database/embedded-server.js';
import { codeOf, messageOf } from '../../src/database/failure.js';
import { ensureAppRole, runMigrations } from '../../src/database/migrate.js';

export interface TestDatabase {
  /** Owns the tables. For looking and preparing; not for what is tested. */
  ownerUrl: string;
  /** The application's lesser role: what tests and the application under test use. */
  appUrl: string;
  /** May make roles: for tests of how Heed gets its roles. */
  adminUrl: string;
  drop(): Promise<void>;
}

/** What one run's workers share: the server, and a migrated database to clone. */
interface RunState {
  adminUrl: string;
  ownerUrl: string;
  appUrl: string;
  ownerRole: string;
  template: string;
}

/** A migrated database without rows, of the suite's own. */
export function createTestDatabase(): Promise<TestDatabase> {
  return make(({ template }) => template);
}

/** A database without a single table, for tests of the migrations themselves. */
export function createEmptyDatabase(): Promise<TestDatabase> {
  return make(() => 'template0');
}

async function make(chooseTemplate: (state: RunState) => string): Promise<TestDatabase> {
  const state = await serverOfRun();
  const name = `${state.template}_${randomBytes(6).toString('hex')}`;
  await withClient(state.adminUrl, (client) =>
    createDatabase(client, name, state.ownerRole, chooseTemplate(state)),
  );
  return {
    ownerUrl: withDatabase(state.ownerUrl, name),
    appUrl: withDatabase(state.appUrl, name),
    adminUrl: withDatabase(state.adminUrl, name),
    drop: () =>
      withClient(state.adminUrl, async (client) => {
        await client.query(`DROP DATABASE IF EXISTS ${escapeIdentifier(name)} (FORCE)`);
      }),
  };
}

/** The first worker that asks starts it; the others wait for what it writes. */
async function serverOfRun(): Promise<RunState> {
  const folder = process.env.HEED_TEST_RUN;
  if (!folder) throw new Error('Tests with a database need the globalSetup of jest.config.js.');
  const path = join(folder, 'state.json');
  const isFirst = await mkdir(join(folder, 'first')).then(
    () => true,
    () => false,
  );
  if (isFirst) {
    const state = await startRun(folder).catch((error: unknown) => ({ failure: messageOf(error) }));
    await writeFile(`${path}.new`, JSON.stringify(state));
    await rename(`${path}.new`, path);
  }
  for (const end = Date.now() + 120_000; Date.now() < end; await sleep(100)) {
    const text = await readFile(path, 'utf8').catch(() => null);
    if (text === null) continue;
    const state: RunState & { failure?: string } = JSON.parse(text);
    if (state.failure) throw new Error(`No database for the tests: ${state.failure}`);
    return state;
  }
  throw new Error('No database for the tests: the worker that starts the server did not come back.');
}

async function startRun(folder: string): Promise<RunState> {
  const given = process.env.TEST_DATABASE_URL;
  const server = given ? await useServer(given, folder) : await startServer(folder);
  await runMigrations(server.ownerUrl);
  return server;
}

async function startServer(folder: string): Promise<RunState> {
  const server = await startEmbeddedServer({
    dataDir: join(folder, 'data'),
    outlive: true,
    // The data need not outlive the run.
    settings: { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', max_connections: '200' },
  });
  const template = 'heed_test';
  const ownerRole = new URL(server.ownerUrl).username;
  await withClient(server.superuserUrl, (client) => createDatabase(client, template, ownerRole));
  return {
    adminUrl: server.superuserUrl,
    ownerUrl: withDatabase(server.ownerUrl, template),
    appUrl: withDatabase(server.appUrl, template),
    ownerRole,
    template,
  };
}

/** Two logins of the run's own: an owner, and one that may only be heed_app. */
async function useServer(adminUrl: string, folder: string): Promise<RunState> {
  const template = `heed_test_${randomBytes(4).toString('hex')}`;
  const [ownerRole, appRole] = [`${template}_owner`, `${template}_app`];
  const password = randomBytes(18).toString('base64url');
  await writeFile(
    join(folder, 'made.json'),
    JSON.stringify({ prefix: template, roles: [ownerRole, appRole] }),
  );
  await withClient(adminUrl, async (client) => {
    await ensureAppRole(client);
    for (const role of [ownerRole, appRole]) {
      await client.query(`CREATE ROLE ${role} LOGIN PASSWORD ${escapeLiteral(password)}`);
    }
    await client.query(`GRANT ${ownerRole} TO CURRENT_USER`);
    await client.query(`GRANT ${APP_ROLE} TO ${appRole}`);
    await createDatabase(client, template, ownerRole);
  });
  const login = (role: string): string => {
    const url = new URL(withDatabase(adminUrl, template));
    [url.username, url.password] = [role, password];
    return url.href;
  };
  return {
    adminUrl,
    ownerUrl: login(ownerRole),
    appUrl: withSettings(login(appRole), { role: APP_ROLE }),
    ownerRole,
    template,
  };
}

async function createDatabase(
  client: Client,
  name: string,
  owner: string,
  template = 'template0',
): Promise<void> {
  const sql =
    `CREATE DATABASE ${escapeIdentifier(name)} OWNER ${escapeIdentifier(owner)} ` +
    `ENCODING 'UTF8' TEMPLATE ${escapeIdentifier(template)}`;
  for (let attempt = 1; ; attempt++) {
    try {
      await client.query(sql);
      return;
    } catch (error) {
      // Something is connected to the template, such as a clone being made.
      if (codeOf(error) !== '55006' || attempt === 50) throw error;
      await sleep(100);
    }
  }
}

async function withClient<T>(url: string, use: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return await use(client);
  } finally {
    await client.end();
  }
}
