import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type TestApp, startTestApp } from '../../support/app.js';
import type { TestClient } from '../../support/client.js';

const BRIEF = join(import.meta.dirname, '../../../../shared/documents/policy-brief-11.txt');
const isHere = existsSync(BRIEF);
if (!isHere) console.warn('Skipped: the real brief (../shared/documents/policy-brief-11.txt) is not here.');

(isHere ? describe : describe.skip)('the real brief', () => {
  let heed: TestApp;
  let client: TestClient;

  beforeAll(async () => {
    heed = await startTestApp();
    client = await heed.signIn(await heed.person({ role: 'contributor', teamId: await heed.team() }));
  });
  afterAll(() => heed?.close());

  test('comes in as 5 actions with their due dates, 8 recommendations and 19 actors', async () => {
    const file = new File([readFileSync(BRIEF)], 'policy-brief-11.txt', { type: 'text/plain' });
    const brought = await client.post('/imports', { file });
    expect(brought.status).toBe(303);
    const page = await client.get(brought.location!);
    expect(page.status).toBe(200);
    expect(page.text).toContain('5 actions');
    expect(page.text).toContain('8 recommendations');
    expect(page.text).toContain('26 notes');
    expect(page.text).toContain('0–6 months → 30 Jun 2026 (derived from December 2025, its last day)');

    const id = brought.location!.split('/').at(-1)!;
    const committed = await client.api('POST', `/api/v1/imports/${id}/commit`, {}, { 'if-match': '"1"' });
    expect([committed.status, committed.text]).toEqual([200, expect.any(String)]);
    const items = await heed.dataSource.query<
      { ref: string; due: string | null; precision: string; basis: string }[]
    >(
      'SELECT ref, due_on AS due, due_precision AS precision, due_basis AS basis FROM item ORDER BY kind, position',
    );
    expect(items.filter(({ ref }) => ref.includes('.A')).map(({ due }) => due)).toEqual([
      '2026-06-30',
      '2027-06-30',
      '2026-12-31',
      '2027-06-30',
      '2027-12-31',
    ]);
    expect(items.filter(({ ref }) => ref.includes('.R'))).toHaveLength(8);
    expect(items.filter(({ ref }) => ref.includes('.R')).every(({ due }) => due === null)).toBe(true);
    const actors = await heed.dataSource.query<{ name: string; parent: string | null; kind: string }[]>(
      'SELECT a.name, p.name AS parent, a.kind FROM actor a LEFT JOIN actor p ON p.id = a.parent_id ORDER BY a.name',
    );
    expect(actors).toHaveLength(19);
    expect(actors).toContainEqual(expect.objectContaining({ name: 'SCO members', parent: 'SCO' }));
    expect(actors).toContainEqual({ name: 'neighbouring countries', parent: null, kind: 'group' });
  });
});
