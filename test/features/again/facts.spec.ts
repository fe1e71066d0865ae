import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type TestApp, startTestApp } from '../../support/app.js';
import type { TestClient } from '../../support/client.js';
import { type MadePublication, type PublicationWish, makePublication } from '../../support/data.js';
import { bring, contributor } from '../import/support.js';
import { change, itemRow, servicesOf } from '../track/track-support.js';
import { imported, original, rows } from './again-support.js';

let heed: TestApp;
let client: TestClient;
let teamId: number;

beforeAll(async () => {
  heed = await startTestApp({ today: '2026-11-22' });
  client = await contributor(heed);
  teamId = client.person!.teamId!;
});
afterAll(() => heed?.close());

const make = (wish: PublicationWish): Promise<MadePublication> =>
  makePublication(servicesOf(heed), { teamId, ...wish });
const patch = (id: number, body: object, version = 1) =>
  client.api('PATCH', `/api/v1/publications/${id}`, body, { 'if-match': `"${version}"` });
const form = (made: MadePublication, more: object) => {
  const { title, series, number, publisher, language, direction, classification } = made.publication;
  const facts = { title, series, number, publisher, language, direction, classification };
  return { ...facts, date: '2025-12', authors: '', disclaimer: '', teamId, version: 1, ...more };
};

describe('a corrected date', () => {
  const dated = () =>
    make({
      actions: [
        { window: { max: 6 }, carriesOut: [1] },
        { window: { max: 12 }, carriesOut: [1] },
        { dueOn: '2026-09-30' },
      ],
      recommendations: 1,
    });

  test('is shown with what it does, then moves what nobody revised, all or nothing', async () => {
    const made = await dated();
    const { id } = made.publication;
    const [a1, a2, a3] = made.actions.map(({ ref }) => ref);
    const r1 = made.recommendations[0]!.ref;
    expect((await change(heed, client, 'PUT', r1, 'timeline', { kind: 'from_actions' })).status).toBe(200);
    await change(heed, client, 'POST', a2!, 'due-revisions', {
      kind: 'slipped',
      dueOn: '2027-01-15',
      reason: 'x',
    });

    const shown = await client.post(`/publications/${id}/edit`, form(made, { date: '2026-03' }));
    expect(shown.status).toBe(200);
    expect(shown.text).toContain('Save and correct one due date');
    expect(shown.text).toContain('Somebody revised it by hand.');
    expect(shown.text).toContain('The source names the day itself.');
    expect(await itemRow(heed, a1!)).toMatchObject({ due_on: '2026-06-30' });
    const due = await client.api('GET', `/api/v1/publications/${id}/due-preview?date=2026-03`);
    expect(due.json<{ due: { ref: string; dueThen: string | null; why: string | null }[] }>().due).toEqual([
      expect.objectContaining({ ref: a1, dueNow: '2026-06-30', dueThen: '2026-09-30', why: null }),
      expect.objectContaining({ ref: a2, dueThen: null, why: 'revised' }),
      expect.objectContaining({ ref: a3, dueThen: null, why: 'stated' }),
    ]);

    const saved = await client.post(
      `/publications/${id}/edit`,
      form(made, { date: '2026-03', previewed: '2026-03' }),
    );
    expect([saved.status, saved.location]).toEqual([303, `/publications/${id}?done=publicationCorrected`]);
    expect(await itemRow(heed, a1!)).toMatchObject({
      due_on: '2026-09-30',
      first_due_on: '2026-06-30',
      slip_count: 0,
      due_basis: 'corrected',
    });
    expect(await itemRow(heed, a2!)).toMatchObject({ due_on: '2027-01-15', slip_count: 1 });
    expect(await itemRow(heed, a3!)).toMatchObject({ due_on: '2026-09-30', due_basis: 'stated' });
    const [entry] = await rows<{ before: object; after: object }>(
      heed,
      `SELECT before, after FROM history_entry JOIN history_payload USING (seq) WHERE action = 'publication.corrected' AND publication_id = $1`,
      [id],
    );
    expect(entry).toMatchObject({
      before: { publishedOn: '2025-12-31' },
      after: { publishedOn: '2026-03-31' },
    });
    const history = await client.get(`/items/${a1}/history`);
    expect(history.text).toContain('Due date 30 Jun 2026 → 30 Sep 2026');

    // There and back again: what was only ever corrected follows.
    expect((await patch(id, { date: '2025-12' }, 2)).status).toBe(200);
    expect(await itemRow(heed, a1!)).toMatchObject({ due_on: '2026-06-30', slip_count: 0, slip_days: 0 });
    const revisions = await rows(
      heed,
      `SELECT d.kind, cause FROM due_revision d JOIN item i ON i.id = d.item_id WHERE i.ref = $1`,
      [a1],
    );
    expect(revisions).toEqual([
      { kind: 'corrected', cause: 'anchor' },
      { kind: 'corrected', cause: 'anchor' },
    ]);
  });

  test('takes recommendations along that are due with their actions, once each', async () => {
    const made = await make({
      actions: [
        { window: { max: 6 }, carriesOut: [1] },
        { window: { max: 9 }, carriesOut: [1] },
      ],
      recommendations: 1,
    });
    const r1 = made.recommendations[0]!.ref;
    await change(heed, client, 'PUT', r1, 'timeline', { kind: 'from_actions' });
    expect((await patch(made.publication.id, { date: '2026-01' })).status).toBe(200);
    expect(await itemRow(heed, r1)).toMatchObject({ due_on: '2026-10-31', first_due_on: '2026-09-30' });
    const revisions = await rows<{ reason: string }>(
      heed,
      `SELECT reason FROM due_revision d JOIN item i ON i.id = d.item_id WHERE i.ref = $1`,
      [r1],
    );
    expect(revisions).toHaveLength(1);
    expect(revisions[0]!.reason).toContain(
      `${made.actions[1]!.ref}: The date of the publication was corrected`,
    );
  });

  test('given where there was none leads to the first due dates', async () => {
    const made = await make({ date: null, actions: 1 });
    await heed.ownerDataSource.query(
      `UPDATE item SET timeline_kind = 'from_source', timeline_text = '0–6 months', min_months = 0, max_months = 6 WHERE ref = $1`,
      [made.actions[0]!.ref],
    );
    expect((await patch(made.publication.id, { date: '2025-12-15' })).status).toBe(200);
    expect(await itemRow(heed, made.actions[0]!.ref)).toMatchObject({
      first_due_on: '2026-06-15',
      due_on: '2026-06-15',
      due_basis: 'derived',
    });
  });
});

describe('the other facts', () => {
  test('are corrected one by one; references stay', async () => {
    const made = await make({ actions: 1 });
    const { id, refPrefix } = made.publication;
    const answer = await patch(id, {
      title: 'Canals and locks, corrected',
      series: 'Canal Paper',
      number: '7b',
      authors: ['Ada Rook'],
      disclaimer: 'As the authors see it.',
    });
    expect([answer.status, answer.headers.get('etag')]).toEqual([200, '"2"']);
    const [row] = await rows(
      heed,
      'SELECT title, series, series_key, number, ref_prefix, authors FROM publication WHERE id = $1',
      [id],
    );
    expect(row).toEqual({
      title: 'Canals and locks, corrected',
      series: 'Canal Paper',
      series_key: 'canal paper',
      number: '7b',
      ref_prefix: refPrefix,
      authors: ['Ada Rook'],
    });
    expect((await client.get(`/items/${made.actions[0]!.ref}`)).status).toBe(200);
    const page = await client.get(`/publications/${id}/edit`);
    expect(page.text).toContain('value="Canal Paper"');
  });

  test('refused: another publication’s number, no title, nothing changed, an unknown field, no version', async () => {
    const [one, other] = [
      await make({ number: 'x1', series: 'Lock Paper' }),
      await make({ number: 'x2', series: 'Lock Paper' }),
    ];
    const { id } = other.publication;
    const taken = await patch(id, { number: 'x1' });
    expect([taken.status, taken.json().link]).toEqual([409, `/publications/${one.publication.id}`]);
    expect((await patch(id, { title: ' ' })).status).toBe(422);
    expect((await patch(id, {})).status).toBe(422);
    expect((await patch(id, { colour: 'red' })).status).toBe(422);
    expect((await patch(id, { date: '2026-02-30' })).status).toBe(422);
    expect((await client.api('PATCH', `/api/v1/publications/${id}`, { title: 'x' })).status).toBe(428);
    const again = await client.post(
      `/publications/${id}/edit`,
      form(other, { title: '', publisher: 'Typed by hand' }),
    );
    expect(again.status).toBe(422);
    expect(again.text).toContain('Typed by hand');
    expect(await rows(heed, `SELECT version FROM publication WHERE id = $1`, [id])).toEqual([{ version: 1 }]);
  });

  test('a form that is out of date shows both versions', async () => {
    const made = await make({});
    const { id } = made.publication;
    expect((await patch(id, { publisher: 'Theirs' })).status).toBe(200);
    const stale = await client.post(`/publications/${id}/edit`, form(made, { publisher: 'Mine' }));
    expect(stale.status).toBe(412);
    expect(stale.text).toMatch(/Publisher<\/th><td dir="auto">Mine<\/td><td dir="auto">Theirs/);
    expect(stale.text).toContain('name="version" value="2"');
  });

  test('stricter hides it, and whoever makes it so keeps seeing it; looser shows it', async () => {
    const made = await make({ actions: 1 });
    const { id } = made.publication;
    const viewer = await heed.signIn('viewer');
    const manager = await heed.signIn('manager');
    expect((await viewer.get(`/publications/${id}`)).status).toBe(200);
    expect((await patch(id, { classification: 'restricted' })).status).toBe(200);
    expect((await viewer.get(`/publications/${id}`)).status).toBe(404);
    expect((await manager.get(`/items/${made.actions[0]!.ref}`)).status).toBe(404);
    expect((await client.get(`/publications/${id}`)).status).toBe(200);
    expect((await patch(id, { classification: 'public' }, 2)).status).toBe(200);
    expect((await viewer.get(`/items/${made.actions[0]!.ref}`)).status).toBe(200);
  });

  test('another team’s is for that team and for managers; items go along to another team', async () => {
    const other = await heed.team();
    const made = await makePublication(servicesOf(heed), { teamId: other, actions: 2 });
    const { id } = made.publication;
    const page = await client.get(`/publications/${id}/edit`);
    expect([page.status, page.text.includes('name="title"')]).toEqual([200, false]);
    const refused = await patch(id, { title: 'Mine now' });
    expect([refused.status, refused.json().code]).toEqual([422, 'publication.otherTeam']);
    const manager = await heed.signIn('manager');
    const moved = await manager.api('PATCH', `/api/v1/publications/${id}`, { teamId }, { 'if-match': '"1"' });
    expect(moved.status).toBe(200);
    const teams = await rows(heed, 'SELECT DISTINCT team_id, version FROM item WHERE publication_id = $1', [
      id,
    ]);
    expect(teams).toEqual([{ team_id: teamId, version: 2 }]);
    // Nor may a contributor give it away.
    expect((await patch(id, { teamId: other }, 2)).status).toBe(422);
  });

  test('a failure at the end leaves everything as it was', async () => {
    const made = await make({ actions: [{ window: { max: 6 } }] });
    await heed.ownerDataSource.query(
      `CREATE FUNCTION break_facts() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'power cut'; END $$`,
    );
    await heed.ownerDataSource.query(
      `CREATE TRIGGER broken BEFORE INSERT ON history_payload FOR EACH ROW EXECUTE FUNCTION break_facts()`,
    );
    try {
      expect((await patch(made.publication.id, { date: '2026-03' })).status).toBe(500);
    } finally {
      await heed.ownerDataSource.query('DROP FUNCTION break_facts() CASCADE');
    }
    expect(await itemRow(heed, made.actions[0]!.ref)).toMatchObject({ due_on: '2026-06-30', version: 1 });
    expect(await rows(heed, 'SELECT version FROM publication WHERE id = $1', [made.publication.id])).toEqual([
      { version: 1 },
    ]);
  });
});

describe('the kept original', () => {
  test('is handed over byte for byte to who sees the publication, and runs nowhere', async () => {
    const id = await imported(client, original(300));
    const [{ id: document }] = await rows<{ id: number }>(
      heed,
      'SELECT id FROM publication_document WHERE publication_id = $1',
      [id],
    );
    const path = `/publications/${id}/documents/${document}`;
    expect((await client.get(`/publications/${id}`)).text).toContain(`href="${path}"`);
    for (const at of [path, `/api/v1${path}`]) {
      const file = await client.get(at);
      expect([file.status, file.text]).toEqual([200, original(300)]);
      expect(file.headers.get('content-disposition')).toMatch(/^attachment; filename="twin-brief\.txt"/);
      expect(file.headers.get('x-content-type-options')).toBe('nosniff');
      expect(file.headers.get('content-security-policy')).toContain('sandbox');
      expect(file.headers.get('content-type')).toBe('application/octet-stream');
    }
    const other = await make({});
    expect((await client.get(`/publications/${other.publication.id}/documents/${document}`)).status).toBe(
      404,
    );
    expect((await patch(id, { classification: 'restricted' })).status).toBe(200);
    expect((await (await heed.signIn('admin')).get(path)).status).toBe(404);
    expect((await heed.visitor().get(path)).status).toBe(303);
  });
});

describe('what an action carries out', () => {
  test('is said later, and what is due with its actions moves', async () => {
    const made = await make({
      actions: [{ window: { max: 6 }, carriesOut: [1] }, { window: { max: 12 } }],
      recommendations: 2,
    });
    const [a1, a2] = made.actions.map(({ ref }) => ref);
    const [r1, r2] = made.recommendations.map(({ ref }) => ref);
    await change(heed, client, 'PUT', r1!, 'timeline', { kind: 'from_actions' });
    expect(await itemRow(heed, r1!)).toMatchObject({ due_on: '2026-06-30' });
    const page = await client.get(`/items/${a2}`);
    expect(page.text).toContain('Change what it carries out');
    const linked = await client.post(`/items/${a2}/carries-out`, { version: 1, recommendations: [r1, r2] });
    expect([linked.status, linked.location]).toEqual([303, `/items/${a2}?done=linksChanged`]);
    expect(await itemRow(heed, r1!)).toMatchObject({
      due_on: '2026-12-31',
      due_basis: 'corrected',
      slip_count: 0,
    });
    expect(await itemRow(heed, r2!)).toMatchObject({ version: 1 });
    const less = await change(heed, client, 'PUT', a2!, 'carries-out', { recommendations: [r2] });
    expect(less.status).toBe(200);
    expect(await itemRow(heed, r1!)).toMatchObject({ due_on: '2026-06-30' });
    const stale = await client.post(`/items/${a2}/carries-out`, { version: 1, recommendations: [r1] });
    expect(stale.status).toBe(412);
    const strange = await make({ recommendations: 1 });
    const wrong = await change(heed, client, 'PUT', a1!, 'carries-out', {
      recommendations: [strange.recommendations[0]!.ref],
    });
    expect([wrong.status, wrong.json().code]).toEqual([422, 'links.notHere']);
    const notAction = await change(heed, client, 'PUT', r2!, 'carries-out', { recommendations: [r1] });
    expect(notAction.status).toBe(422);
  });
});

test('bringing is still possible after the facts were corrected: the correction is no difference', async () => {
  const id = await imported(client, original(310));
  expect((await patch(id, { title: 'Varnholm, in the dark', publisher: 'The Institute' })).status).toBe(200);
  const draft = await bring(client, original(310));
  const { comparison } = (await client.api('GET', `/api/v1/imports/${draft}/comparison`)).json<{
    comparison: { facts: object[]; hasNothingNew: boolean };
  }>();
  expect([comparison.facts, comparison.hasNothingNew]).toEqual([[], true]);
});
