import { Client, escapeIdentifier } from 'pg';
import { APP_ROLE, withoutPassword } from './connection-url.js';
import { makeDataSource } from './data-source.js';
import { DatabaseSetupError, codeOf, messageOf } from './failure.js';

/** A fixed number of ours: https://www.postgresql.org/docs/current/explicit-locking.html#ADVISORY-LOCKS */
const MIGRATION_LOCK = 7_230_114;
const OLDEST_SERVER = 15;

export interface DatabaseUrls {
  /** DATABASE_URL: what the application works with. */
  url: string;
  /** MIGRATION_DATABASE_URL: the owner of the tables; null where there is only one login. */
  migrationUrl: string | null;
}

/** Why the database cannot hold the application to its lesser role; null where it can. */
export type Weakness = 'single-login' | 'superuser' | 'owner';

export interface PreparedDatabase {
  /** Hand both to makeDataSource. */
  url: string;
  role: typeof APP_ROLE | undefined;
  weakness: Weakness | null;
  /** The same for the console; pages have their own text, chosen by `weakness`. */
  warning: string | null;
}

const WARNINGS: Record<Weakness, string> = {
  'single-login':
    'Only DATABASE_URL is set: Heed migrates and works with the same login. Sessions run under the lesser role ' +
    `${APP_ROLE}, which stops mistakes, but whoever can run SQL of their own through Heed, or has this login, ` +
    'can go back to the full one and change evidence and history. Set MIGRATION_DATABASE_URL to the owner and ' +
    'DATABASE_URL to a login that owns nothing.',
  superuser:
    'DATABASE_URL logs in as a superuser, whom no grant or trigger binds: evidence and history can be changed ' +
    'through it. Use a login that owns nothing.',
  owner:
    "DATABASE_URL's login may act as the owner of the tables: evidence and history can be changed through it. " +
    'Use a login that owns nothing.',
};

/**
 * Brings the schema up to date as the owner and says how the application should connect.
 * Safe when several processes start at once.
 */
export async function prepareDatabase({ url, migrationUrl }: DatabaseUrls): Promise<PreparedDatabase> {
  const ownerUrl = migrationUrl ?? url;
  const owner = await connect(ownerUrl, migrationUrl ? 'MIGRATION_DATABASE_URL' : 'DATABASE_URL');
  try {
    await checkServer(owner);
    // Held by this session: it is free again when the process dies.
    await owner.query('SELECT pg_advisory_lock($1)', [MIGRATION_LOCK]);
    await ensureAppRole(owner);
    await runMigrations(ownerUrl);
    return await chooseRole(owner, url);
  } finally {
    await owner.end().catch(() => undefined);
  }
}

/** Runs what is pending; the caller holds the lock or is alone. */
export async function runMigrations(ownerUrl: string): Promise<string[]> {
  const dataSource = await makeDataSource({ url: ownerUrl, poolSize: 2 }).initialize();
  try {
    return (await dataSource.runMigrations()).map((migration) => migration.name);
  } finally {
    await dataSource.destroy();
  }
}

/** Roles belong to the whole server: another database's Heed may have made it, or be making it right now. */
export async function ensureAppRole(owner: Client): Promise<void> {
  const { rowCount } = await owner.query('SELECT FROM pg_roles WHERE rolname = $1', [APP_ROLE]);
  if (rowCount) return;
  try {
    await owner.query(`CREATE ROLE ${APP_ROLE} NOLOGIN`);
  } catch (error) {
    const code = codeOf(error);
    if (code === '42710' || code === '23505') return; // made by the other one meanwhile
    if (code !== '42501') throw error;
    throw new DatabaseSetupError(
      `The role ${APP_ROLE} is missing and this login may not create it. Run once as an administrator: ` +
        `CREATE ROLE ${APP_ROLE} NOLOGIN; GRANT ${APP_ROLE} TO ${await currentUser(owner)};`,
      { cause: error },
    );
  }
}

async function connect(url: string, variable: string): Promise<Client> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 10_000 });
  client.on('error', () => undefined); // a later query reports it
  try {
    await client.connect();
    return client;
  } catch (error) {
    throw new DatabaseSetupError(
      `${variable}: cannot connect to ${withoutPassword(url)}: ${messageOf(error)}`,
      { cause: error },
    );
  }
}

async function checkServer(client: Client): Promise<void> {
  const { rows } = await client.query<{ version: string; encoding: string }>(
    `SELECT current_setting('server_version_num') AS version, current_setting('server_encoding') AS encoding`,
  );
  const { version, encoding } = rows[0];
  const major = Math.floor(Number(version) / 10_000);
  if (major < OLDEST_SERVER) {
    throw new DatabaseSetupError(
      `The database server is PostgreSQL ${major}; Heed needs ${OLDEST_SERVER} or later.`,
    );
  }
  if (encoding !== 'UTF8') {
    throw new DatabaseSetupError(
      `The database stores text as ${encoding}; Heed needs UTF8. Create it with ENCODING 'UTF8' TEMPLATE template0.`,
    );
  }
}

async function chooseRole(owner: Client, url: string): Promise<PreparedDatabase> {
  const app = await connect(url, 'DATABASE_URL');
  try {
    const ownerName = await currentUser(owner);
    const appName = await currentUser(app);
    if (appName !== APP_ROLE && !(await canBecomeAppRole(app))) {
      // The login that made the role may grant it, to itself too (since PostgreSQL 16 it does not have it already).
      await owner.query(`GRANT ${APP_ROLE} TO ${escapeIdentifier(appName)}`).catch(() => undefined);
      if (!(await canBecomeAppRole(app))) {
        throw new DatabaseSetupError(
          `The login ${appName} may not work as ${APP_ROLE}. Run once as an administrator: ` +
            `GRANT ${APP_ROLE} TO ${escapeIdentifier(appName)};`,
        );
      }
    }
    const weakness = appName === ownerName ? 'single-login' : await loginWeakness(app, ownerName);
    return {
      url,
      role: appName === APP_ROLE ? undefined : APP_ROLE,
      weakness,
      warning: weakness && WARNINGS[weakness],
    };
  } finally {
    await app.end().catch(() => undefined);
  }
}

async function currentUser(client: Client): Promise<string> {
  const { rows } = await client.query<{ name: string }>('SELECT session_user AS name');
  return rows[0].name;
}

/** Asked by trying: what membership allows differs between PostgreSQL 15 and 16. */
async function canBecomeAppRole(client: Client): Promise<boolean> {
  try {
    await client.query(`SET ROLE ${APP_ROLE}`);
    await client.query('RESET ROLE');
    return true;
  } catch {
    return false;
  }
}

async function loginWeakness(app: Client, ownerName: string): Promise<Weakness | null> {
  const { rows } = await app.query<{ superuser: boolean; owner: boolean }>(
    `SELECT rolsuper AS superuser, pg_has_role(session_user, $1, 'MEMBER') AS owner
       FROM pg_roles WHERE rolname = session_user`,
    [ownerName],
  );
  const { superuser, owner } = rows[0];
  return superuser ? 'superuser' : owner ? 'owner' : null;
}
