import { type ChildProcess, spawn } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { projectDir } from '../../src/config/config.js';
import { TestClient } from '../support/client.js';
import { createEmptyDatabase } from '../support/database.js';
import { build } from '../support/embedded-child.js';

/** What `npm start` and `npm run demo` run, as a process of its own with the embedded server. */
interface Started {
  child: ChildProcess;
  output(): string;
  /** Its exit code; null when it was killed. */
  ended: Promise<number | null>;
}

let dataDir: string;
let port: number;
let started: Started[];

beforeAll(() => build(), 300_000);
beforeEach(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'heed-whole-'));
  chmodSync(dataDir, 0o711);
  port = await freePort();
  started = [];
});
afterEach(async () => {
  for (const { child, ended } of started) {
    if (child.exitCode === null && child.signalCode === null) child.kill('SIGTERM');
    await ended;
  }
  rmSync(dataDir, { recursive: true, force: true });
}, 60_000);

function start(...flags: string[]): Started {
  return startWith({}, ...flags);
}

function startWith(more: Record<string, string>, ...flags: string[]): Started {
  const {
    DATABASE_URL: _d,
    MIGRATION_DATABASE_URL: _m,
    BASE_URL: _b,
    NODE_OPTIONS: _n,
    ...env
  } = process.env;
  const child = spawn(process.execPath, [join(projectDir, 'dist/src/main.js'), ...flags], {
    env: {
      ...env,
      HEED_DATA_DIR: join(dataDir, 'data'),
      PORT: String(port),
      HEED_TODAY: '2026-11-22',
      ...more,
    },
  });
  let text = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (text += String(chunk)));
  const ended = new Promise<number | null>((resolve) => child.on('exit', (code) => resolve(code)));
  const one = { child, output: () => text, ended };
  started.push(one);
  return one;
}

async function ready(one: Started): Promise<string> {
  const end = Date.now() + 90_000;
  while (!one.output().includes('Ctrl-C stops it.')) {
    if (one.child.exitCode !== null || Date.now() > end) throw new Error(`It did not start: ${one.output()}`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return one.output();
}

const freePort = () =>
  new Promise<number>((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port: free } = server.address() as { port: number };
      server.close(() => resolve(free));
    });
  });

test('npm start prints a one-time link and no password; a second one says so and stops; Ctrl-C ends it cleanly', async () => {
  const heed = start();
  const output = await ready(heed);
  expect(output).toContain(`Heed is ready: http://localhost:${port}`);
  expect(output.toLowerCase()).not.toContain('password');
  const link = /http:\/\/localhost:\d+(\/setup\?token=\S+)/.exec(output)![1];
  const visitor = new TestClient(`http://localhost:${port}`, null);
  expect((await visitor.get(link)).status).toBe(200);
  expect((await visitor.get('/setup?token=guessed')).status).toBe(404);

  const second = start();
  expect(await second.ended).toBe(1);
  expect(second.output()).toMatch(/already|in use/i);
  expect(second.output()).not.toContain('    at ');
  expect((await visitor.get(link)).status).toBe(200);

  heed.child.kill('SIGINT');
  expect(await heed.ended).toBe(0);
  expect(heed.output()).toContain('Stopping');
  await expect(visitor.get('/')).rejects.toThrow();
}, 180_000);

test('npm run demo prints how to sign in as each role; after kill -9 the next start has all that was there', async () => {
  const demo = start('--demo');
  const signInsOf = (output: string) =>
    [...output.matchAll(/^ {2}(contributor|manager|admin) +(\S+@\S+) +(\S.*)$/gm)].map(
      ([, role, email, password]) => ({ role, email, password: password.trim() }),
    );
  const signIns = signInsOf(await ready(demo));
  expect(signIns.map(({ role }) => role)).toEqual(['contributor', 'manager', 'admin']);
  for (const { email, password } of signIns)
    expect((await new TestClient(`http://localhost:${port}`, null).signIn(email, password)).status).toBe(303);
  const total = async ({ email, password }: { email: string; password: string }) => {
    const client = new TestClient(`http://localhost:${port}`, null);
    await client.signIn(email, password);
    return (await client.api('GET', '/api/v1/items')).json<{ total: number }>().total;
  };
  const before = await total(signIns[0]);
  expect(before).toBeGreaterThan(20);

  demo.child.kill('SIGKILL');
  await demo.ended;
  const again = start('--demo');
  expect(await total(signInsOf(await ready(again))[0])).toBe(before);
}, 180_000);

test('on a server of one’s own it makes its tables, keeps nothing beside it, and stops cleanly; the next start has all', async () => {
  const database = await createEmptyDatabase();
  try {
    const urls = { DATABASE_URL: database.appUrl, MIGRATION_DATABASE_URL: database.ownerUrl };
    const first = startWith(urls);
    const output = await ready(first);
    expect(existsSync(join(dataDir, 'data'))).toBe(false);
    const token = /\/setup\?token=(\S+)/.exec(output)![1];
    const admin = new TestClient(`http://localhost:${port}`, null);
    const setup = await admin.post('/setup', {
      token,
      organisation: 'Institute of Canals',
      timeZone: 'Europe/Vienna',
      name: 'Ada',
      email: 'ada@example.org',
      password: 'a quiet lake at dawn',
    });
    expect(setup.status).toBe(303);
    first.child.kill('SIGTERM');
    expect(await first.ended).toBe(0);

    const again = startWith(urls);
    expect(await ready(again)).not.toContain('/setup?token=');
    const back = new TestClient(`http://localhost:${port}`, null);
    expect((await back.signIn('ada@example.org', 'a quiet lake at dawn')).status).toBe(303);
    for (const said of [output, again.output()])
      for (const url of Object.values(urls)) expect(said).not.toContain(new URL(url).password || url);
    again.child.kill('SIGTERM');
    expect(await again.ended).toBe(0);
  } finally {
    for (const { child, ended } of started) {
      if (child.exitCode === null && child.signalCode === null) child.kill('SIGTERM');
      await ended;
    }
    await database.drop();
  }
}, 180_000);

test('a server that is not there is said in a sentence, without the password', async () => {
  const one = startWith({ DATABASE_URL: 'postgres://heed:s3cret-word@127.0.0.1:1/heed' });
  expect(await one.ended).toBe(1);
  expect(one.output()).toContain('127.0.0.1:1');
  expect(one.output()).not.toContain('s3cret-word');
  expect(one.output()).not.toContain('    at ');
}, 60_000);
