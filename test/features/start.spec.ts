import { afterEach, beforeAll, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import { withDatabase } from '../../src/database/connection-url.js';
import {
  findRunningServer,
  removeEmbeddedServer,
  startEmbeddedServer,
} from '../../src/database/embedded-server.js';
import { openDatabase } from '../../src/database/open-database.js';
import { StarterFailed, build, copyClone, startInChild } from '../support/embedded-child.js';

jest.setTimeout(120_000);

const isRoot = process.getuid?.() === 0;
const NOBODY = 65_534;

let folder: string;
let dataDir: string;

beforeAll(build);

beforeEach(() => {
  folder = mkdtempSync(join(process.env.HEED_TEST_RUN ?? '', 'start-'));
  chmodSync(folder, 0o711);
  dataDir = join(folder, 'data');
});

afterEach(async () => {
  await removeEmbeddedServer(dataDir);
  rmSync(folder, { recursive: true, force: true });
});

async function query<T extends object>(url: string, ...statements: string[]): Promise<T[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    let rows: T[] = [];
    for (const statement of statements) ({ rows } = await client.query<T>(statement));
    return rows;
  } finally {
    await client.end();
  }
}

const isAlive = (pid: number): boolean => {
  try {
    return process.kill(pid, 0) && !/^\d+ \(.*\) Z/s.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch {
    return false;
  }
};

const secretsOf = (directory: string): { outside: string | null } =>
  JSON.parse(readFileSync(join(directory, 'postgres.json'), 'utf8'));

const pidFile = (): string => join(secretsOf(dataDir).outside ?? dataDir, 'postgres', 'postmaster.pid');

const postmasterPid = (): number => Number.parseInt(readFileSync(pidFile(), 'utf8'), 10);

const refusal = async (start: Promise<unknown>): Promise<string> => {
  try {
    await start;
  } catch (error) {
    if (error instanceof Error) return error.message;
    throw error;
  }
  return 'started';
};

describe('the embedded server', () => {
  test('is a durable UTF-8 cluster on loopback, with two roles that are no superusers', async () => {
    const server = await startEmbeddedServer({ dataDir });
    try {
      const [facts] = await query(
        withDatabase(server.superuserUrl, 'heed'),
        `SELECT current_setting('server_encoding') AS encoding,
                current_setting('fsync') AS fsync, current_setting('listen_addresses') AS addresses,
                current_setting('unix_socket_directories') AS sockets,
                (SELECT datlocprovider FROM pg_database WHERE datname = current_database()) AS provider,
                (SELECT bool_or(rolsuper OR rolcreaterole OR rolcreatedb OR rolbypassrls)
                   FROM pg_roles WHERE rolname LIKE 'heed\\_%') AS mighty`,
      );
      expect(facts).toEqual({
        encoding: 'UTF8',
        fsync: 'on',
        addresses: '127.0.0.1',
        sockets: '',
        provider: 'i',
        mighty: false,
      });
      expect(await query(server.appUrl, 'SELECT current_user AS name')).toEqual([{ name: 'heed_app' }]);
      expect(statSync(join(dataDir, 'postgres.json')).mode & 0o777).toBe(0o600);
      await query(server.ownerUrl, 'CREATE TABLE t (id int)');
      await expect(query(server.appUrl, 'CREATE TABLE u (id int)')).rejects.toThrow(/permission denied/);
      await expect(query(server.appUrl, 'SELECT FROM t')).rejects.toThrow(/permission denied/);
      await expect(query(server.appUrl.replace(/:[^:@]+@/, ':wrong@'), 'SELECT 1')).rejects.toThrow(
        /password/,
      );
    } finally {
      await server.stop();
    }
    expect(existsSync(pidFile())).toBe(false);
    expect(existsSync(join(dataDir, 'heed.lock'))).toBe(false);
  });

  test('loses nothing committed when its starter is killed with -9; the next start takes over', async () => {
    const first = await startInChild({ dataDir });
    await query(first.server.ownerUrl, 'CREATE TABLE t (id int)', 'INSERT INTO t VALUES (1)');
    const unfinished = new Client({ connectionString: first.server.ownerUrl });
    unfinished.on('error', () => undefined);
    await unfinished.connect();
    await unfinished.query('BEGIN');
    await unfinished.query('INSERT INTO t VALUES (2)');
    await first.kill();
    const orphan = postmasterPid();
    expect(isAlive(orphan)).toBe(true);

    const second = await startInChild({ dataDir });
    expect(isAlive(orphan)).toBe(false);
    expect(await query(second.server.ownerUrl, 'SELECT id FROM t')).toEqual([{ id: 1 }]);
    await second.stop();
    await unfinished.end().catch(() => undefined);
  });

  test('loses nothing committed when server and starter are killed with -9', async () => {
    const first = await startInChild({ dataDir });
    await query(first.server.ownerUrl, 'CREATE TABLE t (id int)', 'INSERT INTO t VALUES (1)');
    const pid = postmasterPid();
    process.kill(pid, 'SIGKILL');
    await first.kill();

    const second = await startInChild({ dataDir });
    expect(await query(second.server.ownerUrl, 'SELECT id FROM t')).toEqual([{ id: 1 }]);
    await second.stop();
  });

  test('does not outlive a starter that ends by itself without stopping it', async () => {
    const starter = await startInChild({ dataDir });
    const pid = postmasterPid();
    await starter.quit();
    for (let i = 0; isAlive(pid) && i < 100; i++) await sleep(100);
    expect(isAlive(pid)).toBe(false);
  });

  test('a second start on the same data directory is refused in plain words; the first goes on', async () => {
    const first = await startInChild({ dataDir });
    const failure = await startInChild({ dataDir }).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(StarterFailed);
    expect(failure).toMatchObject({
      exitCode: 1,
      message: expect.stringMatching(
        new RegExp(
          `^Heed is already running on the data directory .*/data \\(process ${first.pid}, since .*HEED_DATA_DIR`,
        ),
      ),
    });
    expect(await refusal(startEmbeddedServer({ dataDir }))).toMatch(/already running/);
    expect(await query(first.server.appUrl, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);

    // The command line works beside it.
    expect(await findRunningServer(dataDir)).toEqual({
      appUrl: first.server.appUrl,
      ownerUrl: first.server.ownerUrl,
    });
    const beside = await openDatabase({ dataDir, database: null, beside: true });
    expect(beside).toMatchObject({ url: first.server.appUrl, role: undefined, weakness: null });
    await beside.close();
    expect(await query(first.server.appUrl, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);

    await first.stop();
    expect(await findRunningServer(dataDir)).toBeNull();
  });

  test('of many starts at once one comes up', async () => {
    const starts = await Promise.allSettled(Array.from({ length: 4 }, () => startInChild({ dataDir })));
    const up = starts.flatMap((start) => (start.status === 'fulfilled' ? [start.value] : []));
    expect(up).toHaveLength(1);
    await up[0]?.stop();
  });

  test('what a crash leaves behind does not stop it: numbers that other processes have by now', async () => {
    await (await startEmbeddedServer({ dataDir })).stop();
    // This process lives, but is neither the server nor the starter that the files speak of.
    const stale = [process.pid, join(dataDir, 'postgres'), '1', '5432', '', '127.0.0.1', '', 'ready'].join(
      '\n',
    );
    writeFileSync(pidFile(), stale);
    writeFileSync(
      join(dataDir, 'heed.lock'),
      JSON.stringify({ pid: process.pid, birth: 'another', since: '2026-01-01', token: 'x' }),
    );
    const server = await startEmbeddedServer({ dataDir });
    expect(await query(server.appUrl, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
    await server.stop();
  });

  test('a first start that was broken off is begun again', async () => {
    mkdirSync(join(dataDir, 'postgres.new', 'base'), { recursive: true });
    chmodSync(dataDir, 0o711);
    const server = await startEmbeddedServer({ dataDir });
    await server.stop();
    expect(existsSync(join(dataDir, 'postgres.new'))).toBe(false);
  });

  test('data of another version of PostgreSQL are left alone, and it says so', async () => {
    await (await startEmbeddedServer({ dataDir })).stop();
    writeFileSync(join(dataDir, 'postgres', 'PG_VERSION'), '13\n');
    expect(await refusal(startEmbeddedServer({ dataDir }))).toMatch(
      /made by PostgreSQL 13; this is PostgreSQL 18/,
    );
    expect(existsSync(join(dataDir, 'heed.lock'))).toBe(false);
  });

  test('a data directory that cannot be made is named', async () => {
    writeFileSync(join(folder, 'file'), '');
    expect(await refusal(startEmbeddedServer({ dataDir: join(folder, 'file', 'data') }))).toMatch(
      /^Cannot make the data directory .*file\/data: .*HEED_DATA_DIR/,
    );
  });
});

describe('users and folders', () => {
  test('starts for an ordinary user', async () => {
    const clone = join(folder, 'clone');
    copyClone(clone);
    dataDir = join(clone, 'data');
    if (isRoot) chownSync(clone, NOBODY, NOBODY);
    const starter = await startInChild({ dataDir, clone, ...(isRoot && { uid: NOBODY }) });
    expect(await query(starter.server.appUrl, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
    expect(statSync(dataDir).mode & 0o777).toBe(0o700);
    await starter.stop();
    if (!isRoot) return;
    // Once started by root, it still runs as its owner, who is not locked out afterwards.
    await (await startInChild({ dataDir, clone })).stop();
    expect(statSync(join(dataDir, 'postgres')).uid).toBe(NOBODY);
    await (await startInChild({ dataDir, clone, uid: NOBODY })).stop();
  });

  test('starts from a clone below a folder of mode 0700, also for root, and finds its data again', async () => {
    const clone = join(folder, 'private', 'clone');
    copyClone(clone);
    chmodSync(join(folder, 'private'), 0o700);
    dataDir = join(clone, 'data');
    const first = await startInChild({ dataDir, clone });
    await query(first.server.ownerUrl, 'CREATE TABLE t (id int)', 'INSERT INTO t VALUES (1)');
    await first.kill();

    const second = await startInChild({ dataDir, clone });
    expect(await query(second.server.ownerUrl, 'SELECT id FROM t')).toEqual([{ id: 1 }]);
    const { outside } = secretsOf(dataDir);
    if (isRoot) {
      // PostgreSQL's user cannot pass the folder: data and programs lie outside, the passwords stay here.
      const owner = statSync(outside ?? '').uid;
      expect(owner).not.toBe(0);
      expect(
        execFileSync('ps', ['-o', 'uid=', '-p', String(postmasterPid())], { encoding: 'utf8' }).trim(),
      ).toBe(String(owner));
      expect(statSync(join(dataDir, 'postgres.json')).mode & 0o777).toBe(0o600);
    }
    await second.stop();
  });

  test('a copy of such a clone does not work on the same data by mistake', async () => {
    if (!isRoot) return; // an ordinary user keeps the data in the clone: there is nothing to confuse
    const clone = join(folder, 'private');
    copyClone(clone);
    chmodSync(clone, 0o700);
    dataDir = join(clone, 'data');
    await (await startInChild({ dataDir, clone })).stop();
    const copied = join(clone, 'copied');
    mkdirSync(copied);
    writeFileSync(join(copied, 'postgres.json'), readFileSync(join(dataDir, 'postgres.json')));
    const failure = await startInChild({ dataDir: copied, clone }).catch((error: unknown) => error);
    expect(failure).toMatchObject({ message: expect.stringMatching(/is a copy of .*private\/data/) });
  });
});
