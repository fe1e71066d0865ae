import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { type TestApp, startTestApp } from '../../support/app.js';
import type { TestClient } from '../../support/client.js';
import { bring, commitForm, contributor, draftOf, formOf, twinNumbered } from './support.js';

describe('rows that the reader missed', () => {
  let heed: TestApp;
  let client: TestClient;
  let id: string;
  let number = 300;

  beforeAll(async () => {
    heed = await startTestApp();
    client = await contributor(heed);
  });
  afterAll(() => heed?.close());
  beforeEach(async () => {
    id = await bring(client, twinNumbered(String(++number)));
  });

  const press = async (button: { add?: string; remove?: string }) =>
    client.post(`/imports/${id}`, { ...formOf(await draftOf(client, id)), ...button });
  const errorsOf = (text: string) => text.match(/class="h-errors"[\s\S]*?<\/div>/)?.[0] ?? '';

  test('are added by a button, kept with what was typed, and stand after those that were read', async () => {
    const draft = await draftOf(client, id);
    draft.review.actions[0]!.issue = 'Typed before adding';
    const added = await client.post(`/imports/${id}`, { ...formOf(draft), add: 'actions' });
    expect([added.status, added.location]).toEqual([303, `/imports/${id}?at=actions-5#actions-5`]);
    const { text } = await client.get(added.location!.replace(/#.*/, ''));
    expect(text).toContain('Typed before adding');
    expect(text).toContain('name="actions[5][issue]"');
    expect(text).toContain(`PB-${number}.A6`);
    expect(text).toContain('Track 14 items');
    expect(text.match(/added by you/g)).toHaveLength(1);
    expect(text).toMatch(/<span[^>]*data-focus[^>]*>added by you/);
    await press({ add: 'recommendations' });
    const { review, version } = await draftOf(client, id);
    expect([review.actions.length, review.recommendations.length, version]).toEqual([6, 9, 3]);
  });

  test('are tracked like the others: reference, actors, timeline, what they carry out', async () => {
    await press({ add: 'recommendations' });
    await press({ add: 'actions' });
    const draft = await draftOf(client, id);
    draft.review.recommendations[8]!.text = 'The board should count its lamps. Twice.';
    Object.assign(draft.review.actions[5]!, {
      pathway: 'Count the lamps',
      timelineText: 'Within 9 months',
      recommendationIndexes: [8],
      actors: [
        { ...draft.review.actions[0]!.actors[0]!, name: 'Lamp counters', verbatim: '', linkedTo: '' },
        { ...draft.review.actions[0]!.actors[0]!, name: 'Varnholm' },
      ],
    });
    const committed = await commitForm(client, draft);
    expect(committed.status).toBe(303);
    const rows = await heed.ownerDataSource.query(
      `SELECT ref, title, at, position, due_on::text, term, timeline_text,
              (SELECT actors_text FROM action WHERE item_id = item.id) AS actors
         FROM item WHERE ref = ANY($1) ORDER BY ref`,
      [[`PB-${number}.A6`, `PB-${number}.R9`]],
    );
    expect(rows).toMatchObject([
      {
        ref: `PB-${number}.A6`,
        title: 'Count the lamps',
        at: {},
        position: 6,
        due_on: '2026-08-31',
        timeline_text: 'Within 9 months',
        actors: 'Lamp counters, Varnholm',
      },
      {
        ref: `PB-${number}.R9`,
        title: 'The board should count its lamps',
        at: {},
        position: 9,
        due_on: null,
      },
    ]);
    const [{ carries }] = await heed.ownerDataSource.query(
      `SELECT rec.ref AS carries FROM action_recommendation JOIN item rec ON rec.id = recommendation_id
         JOIN item act ON act.id = action_id WHERE act.ref = $1`,
      [`PB-${number}.A6`],
    );
    expect(carries).toBe(`PB-${number}.R9`);
    for (const path of [`/items/PB-${number}.A6`, `/items/PB-${number}.R9`, committed.location!])
      expect((await client.get(path)).status).toBe(200);
  });

  test('can be removed again; what was read can only be left out', async () => {
    await press({ add: 'recommendations' });
    await press({ add: 'recommendations' });
    const draft = await draftOf(client, id);
    draft.review.recommendations[9]!.text = 'The one that stays.';
    draft.review.actions[0]!.recommendationIndexes = [0, 8, 9];
    const removed = await client.post(`/imports/${id}`, { ...formOf(draft), remove: 'recommendations[8]' });
    expect([removed.status, removed.location]).toEqual([
      303,
      `/imports/${id}?at=recommendations#recommendations`,
    ]);
    const { review } = await draftOf(client, id);
    expect(review.recommendations[8]).toMatchObject({ text: 'The one that stays.' });
    expect(review.recommendations).toHaveLength(9);
    expect(review.actions[0]!.recommendationIndexes).toEqual([0, 8]);
    await press({ remove: 'actions[0]' });
    expect((await draftOf(client, id)).review.actions).toHaveLength(5);
  });

  test('without words are refused at their own field, unless they are left out', async () => {
    await press({ add: 'actions' });
    const draft = await draftOf(client, id);
    const refused = await commitForm(client, draft);
    expect(refused.status).toBe(422);
    expect(errorsOf(refused.text)).toContain('href="#actions-5-pathway"');
    draft.review.actions[5]!.include = false;
    expect((await commitForm(client, draft)).status).toBe(303);
  });

  test('come in where something else is wrong, which is kept and said', async () => {
    const draft = await draftOf(client, id);
    draft.review.publication.date = '2025-02-31';
    const answer = await client.post(`/imports/${id}`, { ...formOf(draft), add: 'actions' });
    expect(answer.status).toBe(303);
    const { text } = await client.get(`/imports/${id}`);
    expect(text).toContain('name="actions[5][issue]"');
    expect(text).toContain('value="2025-02-31"');
    expect(errorsOf(text)).toContain('There is no such date');
  });

  test('a row more in a stale window is refused with both versions', async () => {
    const draft = await draftOf(client, id);
    await press({ add: 'actions' });
    const stale = await client.post(`/imports/${id}`, { ...formOf(draft), add: 'recommendations' });
    expect(stale.status).toBe(412);
    expect((await draftOf(client, id)).review.recommendations).toHaveLength(8);
  });

  test('come in over the API too', async () => {
    const draft = await draftOf(client, id);
    const actions = [...draft.review.actions.map(() => ({})), { issue: 'Missed', actors: [] }];
    const send = (body: unknown) =>
      client.api('POST', `/api/v1/imports/${id}/commit`, body, { 'if-match': '"1"' });
    expect((await send({ actions: actions.slice(2) })).status).toBe(422);
    expect((await send({ actions })).status).toBe(200);
    expect((await client.get(`/items/PB-${number}.A6`)).text).toContain('Missed');
  });
});

describe('a matrix of 400 rows', () => {
  let heed: TestApp;
  let client: TestClient;

  beforeAll(async () => {
    heed = await startTestApp();
    client = await contributor(heed);
  });
  afterAll(() => heed?.close());

  test('is reviewed and committed by its form, with a bounded page', async () => {
    const rows = Array.from(
      { length: 400 },
      (_, n) =>
        `Issue ${n} of the long list\tPathway ${n}\tStep ${n}\tCouncil ${n % 9}, Office ${n % 7} (where funded), Guild ${n % 5}, neighbouring towns\tWithin ${(n % 24) + 1} months`,
    );
    const recommendations = Array.from(
      { length: 60 },
      (_, n) => `The board should do thing number ${n} well.`,
    );
    const brief = [
      'Policy Brief 77',
      'November 2025',
      'A Very Long Brief',
      '',
      'Recommendations',
      '',
      recommendations.join('\n\n'),
      '',
      'Action Matrix',
      'Issue\tPathway\tImplementation\tActors\tTimeline',
      ...rows,
    ].join('\n');
    const id = await bring(client, brief);
    const page = await client.get(`/imports/${id}`);
    expect(page.text).toContain('400 actions');
    expect(page.text.length).toBeLessThan(10_000_000);
    const draft = await draftOf(client, id);
    expect(draft.review.actions).toHaveLength(400);
    draft.review.actions[399]!.issue = 'The very last issue';
    const saved = await client.post(`/imports/${id}`, formOf(draft));
    expect(saved.status).toBe(303);
    const again = await draftOf(client, id);
    expect(again.review.actions[399]).toMatchObject({
      issue: 'The very last issue',
      minMonths: 0,
      maxMonths: 16,
    });
    const committed = await commitForm(client, again);
    expect([committed.status, committed.location]).toEqual([303, expect.stringContaining('done=imported')]);
    const [{ count }] = await heed.ownerDataSource.query(
      `SELECT count(*)::int FROM item WHERE ref LIKE 'PB-77.A%'`,
    );
    expect(count).toBe(400);
  }, 60_000);
});
