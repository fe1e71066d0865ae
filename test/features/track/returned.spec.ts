import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type TestApp, startTestApp } from '../../support/app.js';
import type { TestClient } from '../../support/client.js';
import { makePublication } from '../../support/data.js';
import { evidence, fieldsOf, growth, servicesOf } from './track-support.js';

let heed: TestApp;
let author: TestClient;
let other: TestClient;
let manager: TestClient;

beforeAll(async () => {
  heed = await startTestApp({ today: '2026-11-22' });
  author = await heed.signIn(await heed.person({ name: 'Sana Writer' }));
  other = await heed.signIn(await heed.person({ name: 'Kit' }));
  manager = await heed.signIn(await heed.person({ name: 'Omar Reader', role: 'manager' }));
});
afterAll(() => heed?.close());

const record = async (ref: string, progressTo: string | null, shows = 'progress', who = author) => {
  heed.clock.advance(60_000);
  const answer = await who.api('POST', '/api/v1/evidence', evidence([{ item: ref, progressTo, shows }]));
  expect(answer.status).toBe(201);
  return answer.json<{ id: number }>().id;
};
const claimOf = async (ref: string): Promise<number> =>
  (await heed.ownerDataSource.query('SELECT progress_effect_id AS id FROM item WHERE ref = $1', [ref]))[0].id;
/** A claim that the manager did not confirm. */
const returned = async (verdict: string, reason = 'A newspaper is not enough.') => {
  const { ref } = (await makePublication(servicesOf(heed))).actions[0];
  const update = await record(ref, 'implemented');
  heed.clock.advance(60_000);
  const path = `/api/v1/effects/${await claimOf(ref)}/readings`;
  expect((await manager.api('POST', path, { verdict, reason })).status).toBe(201);
  return { ref, update };
};
const count = async (who: TestClient) =>
  (await who.api('GET', '/api/v1/overview'))
    .json<{ needs: { need: string; count: number }[] }>()
    .needs.find(({ need }) => need === 'returned')?.count;
const refs = async (who: TestClient) =>
  (await who.api('GET', '/api/v1/readings/returned'))
    .json<{ claims: { ref: string }[] }>()
    .claims.map(({ ref }) => ref);

describe.each(['sent_back', 'better_source_wanted'])('a claim that is answered “%s”', (verdict) => {
  test('reaches its author with the reason and the ways on, and nobody else', async () => {
    const before = (await count(author))!;
    const { ref, update } = await returned(verdict);
    expect(await count(author)).toBe(before + 1);
    const overview = await author.get('/');
    expect(overview.text).toContain('href="/readings/returned"');
    const page = await author.get('/readings/returned');
    for (const part of [
      'A newspaper is not enough.',
      'Omar Reader',
      `href="/evidence/new?items=${ref}"`,
      `href="/evidence/${update}/correct"`,
      `href="/items/${ref}#record-check"`,
    ])
      expect(page.text).toContain(part);
    expect((await author.get(`/items/${ref}`)).text).toContain(`href="/evidence/${update}/correct"`);
    expect(await count(other)).toBe(0);
    expect(await refs(other)).not.toContain(ref);
    const viewer = await heed.signIn('viewer');
    expect((await viewer.get('/readings/returned')).status).toBe(404);
    expect(await count(viewer)).toBeUndefined();
    expect((await viewer.get(`/items/${ref}`)).text).not.toContain(`href="/evidence/${update}/correct"`);
  });

  test('stands until better evidence is recorded, it is corrected, or a search is noted', async () => {
    const better = await returned(verdict);
    const corrected = await returned(verdict);
    const searched = await returned(verdict);
    expect(await refs(author)).toEqual(expect.arrayContaining([better.ref, corrected.ref, searched.ref]));
    await record(better.ref, 'implemented');
    heed.clock.advance(60_000);
    const correction = evidence([{ item: corrected.ref, progressTo: 'in_progress' }], {
      reason: 'Too much.',
    });
    const path = `/api/v1/evidence/${corrected.update}/corrections`;
    expect((await author.api('POST', path, correction)).status).toBe(201);
    const search = { items: [searched.ref], searchedOn: '2026-11-22', places: 'The gazette' };
    expect((await author.api('POST', '/api/v1/checks', search)).status).toBe(201);
    const left = await refs(author);
    for (const { ref } of [better, corrected, searched]) expect(left).not.toContain(ref);
  });
});

describe('the queue', () => {
  test('shows each claim with what it rests on, and takes the verdict there', async () => {
    const { ref } = (await makePublication(servicesOf(heed))).actions[0];
    await record(ref, 'implemented');
    const effect = await claimOf(ref);
    const queue = await manager.get('/readings');
    for (const part of [
      'The ministry opened a tender',
      'Tender notice 4/26',
      `action="/effects/${effect}/readings"`,
    ])
      expect(queue.text).toContain(part);
    const { result, grew } = await growth(heed, () =>
      manager.post(`/effects/${effect}/readings`, { from: 'queue', verdict: 'confirmed' }),
    );
    expect([result.status, result.location]).toEqual([303, '/readings?done=claimRead']);
    expect(grew).toMatchObject({ second_reading: 1, history_entry: 1 });
  });

  test('says that a better source was wanted, and that none was found', async () => {
    const { ref } = await returned('better_source_wanted', 'Where is the gazette?');
    heed.clock.advance(60_000);
    const search = { items: [ref], searchedOn: '2026-11-22', places: 'Gazette of the coast' };
    await author.api('POST', '/api/v1/checks', search);
    const queue = await manager.get('/readings');
    expect(queue.text).toContain('Where is the gazette?');
    expect(queue.text).toContain('Gazette of the coast');
  });

  test('names to the author of a claim who may read it instead', async () => {
    const { ref } = (await makePublication(servicesOf(heed))).actions[0];
    await record(ref, 'implemented', 'progress', manager);
    const path = `/api/v1/effects/${await claimOf(ref)}/readings`;
    const page = await manager.get(`/items/${ref}`);
    expect(page.text).toContain('so another manager must read it.');
    const refused = await manager.api('POST', path, { verdict: 'confirmed' });
    expect(refused.status).toBe(422);
    expect(refused.json<{ detail: string }>().detail).not.toContain('Omar Reader');
    await heed.person({ name: 'Ada Manager', role: 'manager' });
    expect((await manager.get(`/items/${ref}`)).text).toContain('Ada Manager');
    const again = await manager.api('POST', path, { verdict: 'confirmed' });
    expect(again.json<{ detail: string }>().detail).toContain('Ada Manager');
    expect(fieldsOf(again)).toEqual({});
  });
});
