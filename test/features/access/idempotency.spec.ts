import type { EntityManager } from 'typeorm';
import { IdempotencyService } from '../../../src/modules/access/index.js';
import { type TestApp, startTestApp } from '../../support/app.js';

let heed: TestApp;
let personId: number;
let once: (key: string | null, body: object, work?: () => Promise<number>) => Promise<number>;
let made = 0;

beforeAll(async () => {
  heed = await startTestApp();
  personId = (await heed.person()).id;
  const service = heed.app.get(IdempotencyService);
  const makeTeam = async (manager: EntityManager) => {
    made += 1;
    const [{ id }] = await manager.query('INSERT INTO team (name) VALUES ($1) RETURNING id', [
      `Team ${made}`,
    ]);
    return id as number;
  };
  once = (key, body, work) =>
    heed.dataSource.transaction((manager) =>
      service.once(manager, { personId, key, route: 'team.create', body }, work ?? (() => makeTeam(manager))),
    );
});
afterAll(() => heed?.close());

test('the same key and content give the first result and do nothing more, 50 at once', async () => {
  const before = made;
  const body = { name: 'x', list: [1, { b: 2, a: 1 }] };
  const results = await Promise.all(Array.from({ length: 50 }, () => once('key-1', body)));
  expect(new Set(results).size).toBe(1);
  expect(made - before).toBe(1);
  expect(await once('key-1', { list: [1, { a: 1, b: 2 }], name: 'x' })).toBe(results[0]);
});

test('the same key with other content is refused', async () => {
  await once('key-2', { name: 'x' });
  await expect(once('key-2', { name: 'y' })).rejects.toMatchObject({ code: 'idempotency.otherContent' });
});

test('work that failed leaves the key free', async () => {
  await expect(
    once('key-3', {}, () => {
      throw new Error('not this time');
    }),
  ).rejects.toThrow('not this time');
  expect(await once('key-3', {})).toEqual(expect.any(Number));
});

test('a repetition that waits does the work itself where the first one fails', async () => {
  let fail!: () => void;
  const first = once(
    'key-4',
    {},
    () => new Promise((_, reject) => (fail = () => reject(new Error('failed')))),
  );
  while (!fail!) await new Promise((resolve) => setTimeout(resolve, 10));
  const second = once('key-4', {});
  await new Promise((resolve) => setTimeout(resolve, 100));
  fail();
  await expect(first).rejects.toThrow('failed');
  expect(await second).toEqual(expect.any(Number));
});

test('without a key the work is simply done; another person’s key is another', async () => {
  const before = made;
  await once(null, {});
  await once(null, {});
  expect(made - before).toBe(2);
  const mine = await once('key-5', {});
  personId = (await heed.person()).id;
  expect(await once('key-5', {})).not.toBe(mine);
});
