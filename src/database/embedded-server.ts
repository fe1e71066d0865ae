import { mkdir, realpath, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Client, escapeIdentifier, escapeLiteral } from 'pg';
import { APP_ROLE, withDatabase } from './connection-url.js';
import { findBinaries } from './embedded/binaries.js';
import { initialise, launch, superuserUrl } from './embedded/cluster.js';
import { findHome, pgDataOf, readSecrets } from './embedded/home.js';
import type { Secrets } from './embedded/home.js';
import { findPostmaster, stopOrphan, stopPostmaster } from './embedded/postmaster.js';
import { isAlive } from './embedded/processes.js';
import { startLockHolder, takeStartLock } from './embedded/start-lock.js';
import { DatabaseSetupError, codeOf, messageOf } from './failure.js';

const OWNER_ROLE = 'heed_owner';
const DATABASE = 'heed';

export interface ServerUrls {
  /** Owns the database and migrates; no superuser. */
  ownerUrl: string;
  /** The application's lesser role. */
  appUrl: string;
}

export interface EmbeddedServer extends ServerUrls {
  /** For making other databases (tests); the application has no use for it. */
  superuserUrl: string;
  port: number;
  /** Ends the server and frees the data directory; may be called twice. */
  stop: () => Promise<void>;
}

export interface EmbeddedServerSettings {
  dataDir: string;
  /** Server settings on top of ours, such as `fsync: 'off'` for tests. */
  settings?: Record<string, string>;
  /** Leaves the server running when this process ends without `stop`: for a test run's, which others use. */
  outlive?: boolean;
}

/**
 * The PostgreSQL that Heed brings along, with its data in `dataDir`: made at the first start, stopped and started
 * again when it outlived a killed Heed. Refuses a data directory on which another live process works.
 *
 * @throws {DatabaseSetupError} with a message for whoever starts Heed
 */
export async function startEmbeddedServer({
  dataDir: given,
  settings = {},
  outlive = false,
}: EmbeddedServerSettings): Promise<EmbeddedServer> {
  const dataDir = await makeDataDir(given);
  const release = await takeStartLock(dataDir);
  try {
    const home = await findHome(dataDir);
    const binaries = await findBinaries(home.account, home.folder);
    await stopOrphan(home.pgData, binaries);
    await initialise(home, binaries);
    const { pid, port } = await launch(home, binaries, join(dataDir, 'postgres.log'), settings);
    // An ending that nobody foresaw: the server shuts down on its own from here.
    const abandon = (): void => void (isAlive(pid) && process.kill(pid, 'SIGINT'));
    if (!outlive) process.once('exit', abandon);
    const stop = once(async () => {
      process.off('exit', abandon);
      await stopPostmaster(pid, home.pgData, binaries.pgCtl);
      await release();
    });
    try {
      await makeRoles(port, home.secrets);
    } catch (error) {
      await stop();
      throw error;
    }
    return {
      ...urls(port, home.secrets),
      superuserUrl: superuserUrl(port, home.secrets.superuser),
      port,
      stop,
    };
  } catch (error) {
    await release();
    throw error;
  }
}

/** The server that another live Heed runs on this data directory: the command line works beside it. */
export async function findRunningServer(given: string): Promise<ServerUrls | null> {
  const dataDir = await realpath(given).catch(() => null);
  if (!dataDir || !(await startLockHolder(dataDir))) return null;
  const secrets = await readSecrets(dataDir);
  const postmaster = secrets && (await findPostmaster(pgDataOf(dataDir, secrets)));
  return postmaster ? urls(postmaster.port, secrets) : null;
}

/** Ends what is left of a server whose starter is gone and removes the data directory: for tests. */
export async function removeEmbeddedServer(dataDir: string): Promise<void> {
  const secrets = await readSecrets(dataDir).catch(() => null);
  const pgData = secrets && pgDataOf(dataDir, secrets);
  const left = pgData && (await findPostmaster(pgData));
  if (left) await stopPostmaster(left.pid, pgData, '');
  for (const folder of [secrets?.outside, dataDir]) {
    if (folder) await rm(folder, { recursive: true, force: true });
  }
}

/** Where PostgreSQL runs as another user, that user must pass through; what is secret in it has its own mode. */
async function makeDataDir(given: string): Promise<string> {
  try {
    await mkdir(given, { recursive: true, mode: process.getuid?.() === 0 ? 0o711 : 0o700 });
    return await realpath(given);
  } catch (error) {
    throw new DatabaseSetupError(
      `Cannot make the data directory ${given}: ${messageOf(error)}. Set HEED_DATA_DIR to a folder of yours.`,
      { cause: error },
    );
  }
}

function urls(port: number, { owner, app }: Secrets): ServerUrls {
  const url = (role: string, password: string): string =>
    `postgresql://${role}:${password}@127.0.0.1:${port}/${DATABASE}`;
  return { ownerUrl: url(OWNER_ROLE, owner), appUrl: url(APP_ROLE, app) };
}

/** Neither is a superuser, whom no grant or trigger would bind. */
async function makeRoles(port: number, { superuser, owner, app }: Secrets): Promise<void> {
  const url = superuserUrl(port, superuser);
  await withClient(url, async (client) => {
    for (const [role, password] of [
      [OWNER_ROLE, owner],
      [APP_ROLE, app],
    ] as const) {
      const { rowCount } = await client.query('SELECT FROM pg_roles WHERE rolname = $1', [role]);
      if (rowCount) continue;
      await client.query(`CREATE ROLE ${role} LOGIN PASSWORD ${escapeLiteral(password)}`);
    }
    await client.query(`CREATE DATABASE ${escapeIdentifier(DATABASE)} OWNER ${OWNER_ROLE}`).catch((error) => {
      if (codeOf(error) !== '42P04') throw error;
    });
    await client.query(`REVOKE ALL ON DATABASE ${DATABASE} FROM PUBLIC`);
    await client.query(`GRANT CONNECT ON DATABASE ${DATABASE} TO ${APP_ROLE}`);
  });
  await withClient(withDatabase(url, DATABASE), (client) =>
    client.query(`GRANT USAGE ON SCHEMA public TO ${APP_ROLE}`),
  );
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

function once(act: () => Promise<void>): () => Promise<void> {
  let done: Promise<void> | undefined;
  return () => (done ??= act());
}
