import { readFileSync, readdirSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type TestApp, startTestApp } from '../../support/app.js';
import type { TestClient } from '../../support/client.js';
import { makePublication } from '../../support/data.js';
import { contributor, longMatrix } from '../import/support.js';
import { BOMBS, type Bomb } from './bombs.js';

// SAFETY 15: what comes in is bounded. A bomb is refused within two seconds (half of one measured); here, where others
// work too, within ten. Figures are printed.

const LIMIT_MS = 10_000;
const MOST_MEGABYTES = 150;

/** Resident megabytes of this process, which is the server, and the most that any child of it had. */
const memory = () => process.memoryUsage().rss / 1024 / 1024;

function childrenMemory(): number {
  let most = 0;
  for (const pid of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
    try {
      if (!new RegExp(`^PPid:\\s*${process.pid}$`, 'm').test(readFileSync(`/proc/${pid}/status`, 'utf8')))
        continue;
      const pages = Number(readFileSync(`/proc/${pid}/statm`, 'utf8').split(' ')[1]);
      most = Math.max(most, (pages * 4096) / 1024 / 1024);
    } catch {
      // It has ended meanwhile.
    }
  }
  return most;
}

describe('uploads', () => {
  let heed: TestApp;
  let client: TestClient;
  let csrf: string;

  beforeAll(async () => {
    heed = await startTestApp();
    client = await contributor(heed);
    csrf = await client.csrf();
    await makePublication(heed.app, {
      teamId: await heed.team('Canals'),
      actions: 40,
      recommendations: 10,
      classification: 'public',
    });
  });
  afterAll(() => heed?.close());

  async function upload({ filename, bytes }: Pick<Bomb, 'filename' | 'bytes'>) {
    const form = new FormData();
    form.append('file', new File([new Uint8Array(bytes)], filename));
    const began = performance.now();
    const answer = await client.send('POST', '/api/v1/imports', {
      body: form,
      headers: { 'x-csrf-token': csrf },
    });
    return { answer, took: performance.now() - began };
  }

  test('that are bombs are refused, soon, and leave nothing', async () => {
    await upload({ filename: 'warm.txt', bytes: Buffer.from('Nothing') });
    const figures: string[] = [];
    for (const make of BOMBS) {
      const bomb = make();
      const before = memory();
      let [server, child] = [0, 0];
      const watch = setInterval(() => {
        server = Math.max(server, memory() - before);
        child = Math.max(child, childrenMemory());
      }, 50);
      const { answer, took } = await upload(bomb);
      clearInterval(watch);
      const { code } = answer.json<{ code: string }>();
      const size = (bomb.bytes.length / 1024 / 1024).toFixed(1);
      figures.push(
        `${bomb.name} (${size} MB): ${code} in ${Math.round(took)} ms, server +${Math.round(server)} MB, reader ${Math.round(child)} MB`,
      );
      expect([bomb.name, answer.status]).toEqual([bomb.name, code === 'tooLarge' ? 413 : 422]);
      expect(`${bomb.name}: ${code}`).toMatch(bomb.codes);
      expect(took).toBeLessThan(LIMIT_MS);
      // Its own bytes, as they come and as they go to the reader, and some to work with.
      expect(server).toBeLessThan(MOST_MEGABYTES + 4 * (bomb.bytes.length / 1024 / 1024));
    }
    process.stdout.write(`${figures.join('\n')}\n`);
    expect(await heed.ownerDataSource.query('SELECT 1 FROM import_draft')).toEqual([]);
    // A process that was answered by ends soon, not at once.
    for (let tries = 0; childrenCount() > 0 && tries < 100; tries++)
      await new Promise((done) => setTimeout(done, 100));
    expect(childrenCount()).toBe(0);
  }, 240_000);

  test('while two of them are read, lists stay quick', async () => {
    const list = async () => {
      const began = performance.now();
      expect((await client.get('/api/v1/items')).status).toBe(200);
      return performance.now() - began;
    };
    const p95 = (times: number[]) => times.toSorted((a, b) => a - b)[Math.floor(times.length * 0.95)]!;
    const times = async (count: number) => {
      const found: number[] = [];
      for (let n = 0; n < count; n++) found.push(await list());
      return found;
    };
    await times(10);
    const quiet = p95(await times(40));
    const long = { filename: 'long.txt', bytes: Buffer.from(longMatrix(15_000)) };
    let ended = 0;
    const readings = [upload(long), upload(long)].map((one) => one.finally(() => ended++));
    await new Promise((resolve) => setTimeout(resolve, 300));
    const busy: number[] = [];
    while (ended === 0 && busy.length < 200) busy.push(await list());
    await Promise.all(readings);
    process.stdout.write(
      `A list request, p95: ${quiet.toFixed(0)} ms alone, ${p95(busy).toFixed(0)} ms while two documents are read (${busy.length} requests)\n`,
    );
    expect(busy.length).toBeGreaterThan(5);
    // Two processors, both taken by the readings: it waits its share, but not for them.
    expect(p95(busy)).toBeLessThan(Math.max(500, quiet * 10));
  }, 120_000);

  test('many at once are read two by two, and the server stays up', async () => {
    const small = Array.from({ length: 6 }, (_, n) => ({
      filename: `deep-${n}.html`,
      bytes: Buffer.from('<div>'.repeat(50_000)),
    }));
    let most = 0;
    const watch = setInterval(() => (most = Math.max(most, childrenCount())), 20);
    const answers = await Promise.all(small.map(upload));
    clearInterval(watch);
    for (const { answer } of answers) expect([413, 422]).toContain(answer.status);
    expect(most).toBeLessThanOrEqual(2);
    expect((await client.get('/items')).status).toBe(200);
  }, 60_000);
});

function childrenCount(): number {
  return readdirSync('/proc').filter((pid) => {
    try {
      return (
        /^\d+$/.test(pid) &&
        readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('reading-worker') &&
        new RegExp(`^PPid:\\s*${process.pid}$`, 'm').test(readFileSync(`/proc/${pid}/status`, 'utf8'))
      );
    } catch {
      return false;
    }
  }).length;
}
