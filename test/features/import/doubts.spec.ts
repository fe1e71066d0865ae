import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type TestApp, startTestApp } from '../../support/app.js';
import type { TestClient } from '../../support/client.js';
import { bring, commitForm, contributor, draftOf, formOf } from './support.js';

const HEADER =
  'Issue\tPathways to Solution\tImplementation of Solution\tActors Responsible\tImplementation Timelines';
const row = (timeline: string) => `Dark posts\tLight them\tBuy oil\tTown board\t${timeline}`;
const brief = (number: number, ...timelines: string[]) =>
  `Policy Brief\n\nNumber: ${number}\n\n15 November 2025\n\nLAMPS ${number}\n\nRecommendations\n\nThe board should mend the lamps.\n\nAction Matrix\n${HEADER}\n${timelines.map(row).join('\n')}`;

describe('what is doubtful', () => {
  let heed: TestApp;
  let client: TestClient;

  beforeAll(async () => {
    heed = await startTestApp();
    client = await contributor(heed);
  });
  afterAll(() => heed?.close());

  const itemOf = async (ref: string) => {
    const [item] = await heed.ownerDataSource.query(
      `SELECT timeline_kind AS kind, timeline_text AS text, timeline_reason AS reason, starts_on::text AS starts,
              due_on::text AS due, due_precision AS precision, due_basis AS basis FROM item WHERE ref = $1`,
      [ref],
    );
    return item;
  };

  test('leads from the counts to its place, says why in words, and is told apart by more than colour', async () => {
    const id = await bring(client, brief(1, 'Short-term (0–6 months)', 'When the moon is blue'));
    const { text } = await client.get(`/imports/${id}`);
    expect(text).toMatch(/href="#publication-publisher" data-import-next[^>]*>2 to look at/);
    expect(text).toContain('href="#actions-1-timelineText"');
    expect(text).toMatch(
      /data-doubt[\s\S]*?To look at:<\/strong>[^<]*<span dir="auto">The timeline was not understood/,
    );
    expect(text).toContain('F8');
  });

  test('a window counted from something else asks for that day, and counts from it', async () => {
    const id = await bring(
      client,
      brief(2, 'Within 90 days of adoption of the act', 'Within 6 months of adoption of the act'),
    );
    const page = await client.get(`/imports/${id}`);
    expect(page.text).toContain('Date of “adoption of the act”');
    expect(page.text).toContain('No due date can be derived.');
    const draft = await draftOf(client, id);
    draft.review.actions[0]!.anchorOn = '1 March 2026';
    draft.review.actions[1]!.anchorOn = 'March 2026';
    await client.post(`/imports/${id}`, formOf(draft));
    const saved = await client.get(`/imports/${id}`);
    expect(saved.text).toContain('30 May 2026 (derived from adoption of the act: 2026-03-01)');
    expect(saved.text).toContain('1 to look at');
    expect((await commitForm(client, await draftOf(client, id))).status).toBe(303);
    expect(await itemOf('PB-2.A1')).toEqual({
      kind: 'from_source',
      text: 'Within 90 days of adoption of the act',
      reason: 'adoption of the act: 2026-03-01',
      starts: '2026-03-01',
      due: '2026-05-30',
      precision: 'day',
      basis: 'derived',
    });
    expect(await itemOf('PB-2.A2')).toMatchObject({
      starts: '2026-03-31',
      due: '2026-09-30',
      precision: 'month',
    });
    expect((await client.get('/items/PB-2.A1')).text).toContain('adoption of the act: 2026-03-01');
  });

  test('a timeline that was not understood is set by hand with a reason, or left without a date', async () => {
    const id = await bring(client, brief(3, 'When the moon is blue', 'Before the frogs sing'));
    const draft = await draftOf(client, id);
    draft.review.actions[0]!.dueOn = 'December 2026';
    const without = await commitForm(client, draft);
    expect(without.status).toBe(422);
    expect(without.text).toContain('href="#actions-0-dueReason"');
    draft.review.actions[0]!.dueReason = 'The almanac says so.';
    expect((await commitForm(client, draft)).status).toBe(303);
    expect(await itemOf('PB-3.A1')).toEqual({
      kind: 'set_by_us',
      text: 'When the moon is blue',
      reason: 'The almanac says so.',
      starts: null,
      due: '2026-12-31',
      precision: 'month',
      basis: 'set_by_us',
    });
    expect(await itemOf('PB-3.A2')).toMatchObject({
      kind: 'from_source',
      due: null,
      text: 'Before the frogs sing',
    });
  });

  test('what the reader is not sure of is offered apart, with the reason, and not taken unless ticked', async () => {
    const text =
      'Policy Brief\n\nNumber: 4\n\nNovember 2025\n\nLAMPS\n\nOverview\n\nThe town board should mend the lamps before winter. Lamps are few along the river road.\n\n' +
      `Action Matrix\n${HEADER}\n${row('0–6 months')}`;
    const id = await bring(client, text);
    const draft = await draftOf(client, id);
    const { reading } = (await client.api('GET', `/api/v1/imports/${id}`)).json<{
      reading: { recommendations: { confidence: number }[] };
    }>();
    expect(reading.recommendations.map(({ confidence }) => confidence < 1)).toEqual([true]);
    expect(draft.review.recommendations.map(({ include }) => include)).toEqual([false]);
    const page = await client.get(`/imports/${id}`);
    for (const words of ['Perhaps also', 'perhaps 1 more', 'no recommendations', 'Track 1 item', '% sure'])
      expect(page.text).toContain(words);
    draft.review.recommendations[0]!.include = true;
    expect((await commitForm(client, draft)).status).toBe(303);
    const [{ confidence }] = await heed.ownerDataSource.query(
      'SELECT confidence FROM recommendation JOIN item ON id = item_id WHERE ref = $1',
      ['PB-4.R1'],
    );
    expect(Number(confidence)).toBeLessThan(1);
  });
});
