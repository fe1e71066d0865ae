import { execFile, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { chown, mkdir, open, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { Client } from 'pg';
import { DatabaseSetupError, codeOf, messageOf, textOf } from '../failure.js';
import { identity } from './account.js';
import type { Binaries } from './binaries.js';
import type { Home } from './home.js';
import { stopPostmaster } from './postmaster.js';
import type { Postmaster } from './postmaster.js';

const LOG_LIMIT = 5 * 1024 * 1024;
/** Crash recovery of a large database may take its time; the server says that it is at it. */
const READY_WITHIN_MS = 10 * 60_000;

/** Nothing of our locale or PG* variables may reach the server. */
const environment = { PATH: process.env.PATH, LC_ALL: 'C', TZ: 'UTC' };

/** Makes the data folder; whole or not at all. */
export async function initialise({ pgData, account, secrets }: Home, binaries: Binaries): Promise<void> {
  if (await stat(pgData).catch(() => null)) return checkVersion(pgData, binaries);
  const draft = `${pgData}.new`;
  await rm(draft, { recursive: true, force: true });
  await mkdir(draft, { mode: 0o700 });
  if (account) await chown(draft, account.uid, account.gid);
  const passwordFile = join(draft, '..', `.heed-${randomUUID()}`);
  await writeFile(passwordFile, secrets.superuser, { mode: 0o600 });
  if (account) await chown(passwordFile, account.uid, account.gid);
  try {
    await promisify(execFile)(
      binaries.initdb,
      [
        `--pgdata=${draft}`,
        '--username=postgres',
        `--pwfile=${passwordFile}`,
        '--auth=scram-sha-256',
        // Text is Unicode whatever the machine's locale is; ICU sorts it alike everywhere.
        '--encoding=UTF8',
        '--locale-provider=icu',
        '--icu-locale=und',
        '--locale=C',
      ],
      { ...identity(account), env: environment, cwd: '/' },
    );
    await rename(draft, pgData);
  } catch (error) {
    const said = textOf(error, 'stderr')?.trim() || messageOf(error);
    throw new DatabaseSetupError(`Cannot create the database in ${pgData}: ${said}`, { cause: error });
  } finally {
    await rm(passwordFile, { force: true });
    await rm(draft, { recursive: true, force: true });
  }
}

async function checkVersion(pgData: string, { major }: Binaries): Promise<void> {
  const made = (await readFile(join(pgData, 'PG_VERSION'), 'utf8').catch(() => '')).trim();
  if (made === major) return;
  throw new DatabaseSetupError(
    `The database in ${pgData} was made by PostgreSQL ${made || '(unknown)'}; this is PostgreSQL ${major}. ` +
      'Move it with pg_dump and pg_restore, or start the version of Heed that made it.',
  );
}

/** Starts the server on a free port of the loopback address and waits until it answers. */
export async function launch(
  home: Home,
  binaries: Binaries,
  logPath: string,
  settings: Record<string, string>,
): Promise<Postmaster> {
  const patience = Date.now() + 20_000;
  for (;;) {
    const port = await freePort();
    const { pid, failure } = await launchOn(port, home, binaries, logPath, settings);
    if (pid) return { pid, port };
    // Another program took the port meanwhile, or the remains of a killed server are not gone yet.
    const passing = /could not bind|could not create any TCP|pre-existing shared memory|lock file/i.test(
      failure,
    );
    if (!passing || Date.now() > patience) {
      throw new DatabaseSetupError(`The database server does not start. It says (${logPath}):\n${failure}`);
    }
    await sleep(500);
  }
}

async function launchOn(
  port: number,
  { pgData, account, secrets }: Home,
  { postgres, pgCtl }: Binaries,
  logPath: string,
  settings: Record<string, string>,
): Promise<{ pid?: number; failure: string }> {
  const all = {
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    log_checkpoints: 'off',
    ...settings,
  };
  const log = await openLog(logPath);
  const child = spawn(
    postgres,
    [
      '-D',
      pgData,
      '-p',
      String(port),
      ...Object.entries(all).flatMap(([name, value]) => ['-c', `${name}=${value}`]),
    ],
    // In a group of its own: Ctrl-C is for us, and we stop the server when we have done with it.
    { ...identity(account), env: environment, cwd: '/', stdio: ['ignore', log.fd, log.fd], detached: true },
  );
  const end = { said: '' };
  child.once('error', (error) => (end.said = error.message));
  child.once('exit', (code, signal) => (end.said = `it ended with ${signal ?? code}`));
  child.unref();
  await log.close();
  const url = superuserUrl(port, secrets.superuser);
  const limit = Date.now() + READY_WITHIN_MS;
  let problem = '';
  while (!end.said && Date.now() < limit) {
    problem = await answers(url);
    if (!problem && child.pid) return { pid: child.pid, failure: '' };
    await sleep(50);
  }
  if (!end.said && child.pid) await stopPostmaster(child.pid, pgData, pgCtl);
  return { failure: (await log.tail()) || end.said || problem };
}

export const superuserUrl = (port: number, password: string): string =>
  `postgresql://postgres:${password}@127.0.0.1:${port}/postgres`;

/** '' when the server answers, else what it said. */
async function answers(url: string): Promise<string> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 5_000 });
  client.on('error', () => undefined);
  try {
    await client.connect();
    return '';
  } catch (error) {
    return `${codeOf(error) ?? ''} ${messageOf(error)}`;
  } finally {
    await client.end().catch(() => undefined);
  }
}

async function openLog(
  path: string,
): Promise<{ fd: number; close(): Promise<void>; tail(): Promise<string> }> {
  const size = (await stat(path).catch(() => null))?.size ?? 0;
  if (size > LOG_LIMIT) await rename(path, `${path}.1`);
  const start = size > LOG_LIMIT ? 0 : size;
  const file = await open(path, 'a', 0o600);
  return {
    fd: file.fd,
    close: () => file.close(),
    tail: async () =>
      (await readFile(path)).subarray(start).toString().trim().split('\n').slice(-10).join('\n'),
  };
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}
