import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type TestApp, startTestApp } from '../../support/app.js';
import type { TestClient } from '../../support/client.js';
import { bring, commitForm, contributor, draftOf } from './support.js';

let app: TestApp;
let author: TestClient;

beforeAll(async () => {
  app = await startTestApp({ today: '2026-11-22' });
  await app.ownerDataSource.query('UPDATE organisation SET fiscal_year_start_month = 7');
  author = await contributor(app);
});

afterAll(() => app?.close());

const corpus = (name: string) => readFileSync(join(import.meta.dirname, '../../corpus/text', name), 'utf8');

describe('what running text seems to recommend', () => {
  test('is suggested, and tracked only where the reviewer takes it', async () => {
    const draft = await draftOf(author, await bring(author, corpus('running-prose.txt'), 'prose.txt'));
    const { recommendations } = draft.review;
    expect(recommendations.map(({ include }) => include)).toEqual([false, false, false, false]);
    expect(recommendations[0]!.addressee).toBe('County of Corran');

    const refused = await commitForm(author, draft);
    expect(refused.status).toBe(422);

    recommendations[1]!.include = true;
    const committed = await commitForm(author, draft);
    expect(committed.status).toBe(303);
    const items = await app.ownerDataSource.query<{ addressee: string; confidence: string }[]>(
      'SELECT addressee, confidence FROM recommendation',
    );
    expect(items).toHaveLength(1);
    expect(items[0]!.addressee).toBe('Harbour Board');
    expect(Number(items[0]!.confidence)).toBeLessThan(1);
  });
});

describe('fiscal years', () => {
  test('are counted from the month in the settings, and the draft says why a day stands there', async () => {
    const { review } = await draftOf(author, await bring(author, corpus('fiscal-years.txt'), 'wells.txt'));
    expect(review.actions.map(({ dueOn }) => dueOn)).toEqual(['', '2027-06-30', '2026-06-30', '', '', '']);
    expect(review.actions[2]!.dueReason).toContain('fiscal year');
  });
});
