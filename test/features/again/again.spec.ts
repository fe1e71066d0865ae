import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type TestApp, startTestApp } from '../../support/app.js';
import type { TestClient } from '../../support/client.js';
import { recordEvidence } from '../../support/data.js';
import { bring, contributor, draftOf, formOf } from '../import/support.js';
import { change, itemRow, servicesOf } from '../track/track-support.js';
import {
  comparisonForm,
  comparisonOf,
  differencesOf,
  imported,
  original,
  revised,
  rows,
} from './again-support.js';

let heed: TestApp;
let client: TestClient;
let number = 10;

beforeAll(async () => {
  heed = await startTestApp({ today: '2026-11-22' });
  client = await contributor(heed);
});
afterAll(() => heed?.close());

const ref = (short: string) => `PB-${number}.${short}`;
const statusOf = async (id: string) =>
  Object.fromEntries(
    (await comparisonOf(client, id)).comparison.rows.map((row) => [row.ref ?? row.row, row.status]),
  );
const historyOf = (action: string) =>
  rows<{ item_ids: number[]; after: { items: { ref: string; did: string; dueTo: string | null }[] } }>(
    heed,
    `SELECT e.item_ids, p.after FROM history_entry e JOIN history_payload p USING (seq) WHERE action = $1 ORDER BY seq`,
    [action],
  );

describe('a document that Heed knows', () => {
  test('the very same: nothing has changed, and there is nothing to do', async () => {
    number++;
    const publication = await imported(client, original(number));
    const id = await bring(client, original(number));
    const review = await client.get(`/imports/${id}`);
    expect(review.text).toContain(`Compare with PB-${number}`);
    const page = await client.get(`/imports/${id}/compare`);
    expect(page.text).toContain('This is the very file that was brought on 22 Nov 2026');
    expect(page.text).toContain('Nothing has changed. There is nothing to do.');
    expect(page.text).not.toContain('compare/commit');
    const { comparison, version } = await comparisonOf(client, id);
    expect(comparison).toMatchObject({ hasNothingNew: true, facts: [], due: [] });
    const [before] = await rows(heed, 'SELECT count(*) FROM history_entry');
    const done = await client.api('POST', `/api/v1/imports/${id}/commit`, {}, { 'if-match': `"${version}"` });
    expect([done.status, done.json()]).toEqual([200, { publicationId: publication }]);
    expect(await rows(heed, 'SELECT count(*) FROM history_entry')).toEqual([before]);
  });

  test('what the reviewer corrected at first is no difference from the same document', async () => {
    number++;
    const draft = await draftOf(client, await bring(client, original(number)));
    draft.review.actions[0]!.issue = 'Dark river posts, as corrected by hand';
    draft.review.actions[2]!.include = false;
    draft.review.publication.title = 'Varnholm goes dark';
    expect((await client.post(`/imports/${draft.id}/commit`, formOf(draft))).status).toBe(303);
    const { comparison } = await comparisonOf(client, await bring(client, original(number)));
    expect(comparison.facts).toEqual([]);
    expect(comparison.hasNothingNew).toBe(true);
    // What was left out then is offered again, but not proposed.
    expect(differencesOf(comparison)).toEqual([
      expect.objectContaining({ id: 'actions[2]:new', isAccepted: false, refusedOn: '2026-11-22' }),
    ]);
  });

  test('may be said to be a new one after all, or another', async () => {
    number++;
    await imported(client, original(number));
    const id = await bring(client, revised(number));
    const other = await imported(client, original(number + 500));
    expect(
      (await client.post(`/imports/${id}/compares-with`, { publicationId: String(other), version: 1 }))
        .location,
    ).toBe(`/imports/${id}/compare`);
    expect((await comparisonOf(client, id)).comparison.publication.id).toBe(other);
    const none = await client.api(
      'PUT',
      `/api/v1/imports/${id}/comparison/publication`,
      { publicationId: null },
      { 'if-match': '"2"' },
    );
    expect(none.json()).toEqual({ id, comparison: null });
    expect((await client.get(`/imports/${id}/compare`)).text).toContain('reviewed as a new publication');
    const draft = await draftOf(client, id);
    expect((await client.post(`/imports/${id}/commit`, formOf(draft))).status).toBe(409);
    draft.review.publication.number = String(number + 900);
    draft.review.publication.refPrefix = `PB-${number + 900}`;
    expect((await client.post(`/imports/${id}/commit`, formOf(draft))).status).toBe(303);
  });
});

describe('a revised document', () => {
  let publication: number;
  let id: string;

  beforeAll(async () => {
    number = 40;
    publication = await imported(client, original(number));
    const staff = client.person!;
    const app = servicesOf(heed);
    await recordEvidence(app, staff, { effects: [{ item: ref('A1'), progressTo: 'in_progress' }] });
    await recordEvidence(app, staff, { effects: [{ item: ref('R5'), progressTo: 'implemented' }] });
    await change(heed, client, 'PUT', ref('A4'), 'owner', { ownerId: staff.id });
    const [{ actor_id: harth }] = await rows<{ actor_id: number }>(
      heed,
      `SELECT actor_id FROM item_actor ia JOIN item i ON i.id = ia.item_id JOIN actor a ON a.id = actor_id
        WHERE i.ref = $1 AND a.name = 'Harth'`,
      [ref('A4')],
    );
    await change(heed, client, 'PUT', ref('A4'), `actors/${harth}/response`, {
      response: 'accepted',
      respondedOn: '2026-02-01',
    });
    // Revised by hand: it stays.
    await change(heed, client, 'POST', ref('A3'), 'due-revisions', {
      kind: 'slipped',
      dueOn: '2027-03-31',
      reason: 'They said so.',
    });
    await change(heed, client, 'PUT', ref('R1'), 'timeline', {
      kind: 'set_by_us',
      dueOn: '2026-12-31',
      precision: 'day',
      reason: 'A date to ask on.',
    });
    id = await bring(client, revised(number));
  });

  test('is compared: reworded, moved, new, gone, the rest unchanged', async () => {
    const saved = await client.post(`/imports/${id}/commit`, formOf(await draftOf(client, id)));
    expect([saved.status, saved.location]).toEqual([303, `/imports/${id}/compare`]);
    const status = await statusOf(id);
    expect(status).toMatchObject({
      [ref('A1')]: 'reworded',
      [ref('A2')]: 'reworded',
      [ref('A3')]: 'unchanged',
      [ref('A4')]: 'reworded',
      'actions[5]': 'new',
      [ref('R3')]: 'moved',
      [ref('R5')]: 'gone',
    });
    expect(Object.values(status).filter((one) => one === 'unchanged')).toHaveLength(8);
    const page = await client.get(`/imports/${id}/compare`);
    expect(page.text).toMatch(/<del><span[^>]*>deleted: <\/span>week<span/);
    expect(page.text).toContain('every ');
    expect(page.text).toContain('Named newly: Bridge Masters of Vell');
    expect(page.text).toContain('No longer named: Harth. It stays, with a mark.');
  });

  test('shows first what another date does to the due dates, and why some stay', async () => {
    const { comparison } = await comparisonOf(client, id);
    const due = Object.fromEntries(
      comparison.due.map((one) => [one.ref, [one.dueNow, one.dueThen, one.why]]),
    );
    expect(due).toEqual({
      [ref('A1')]: ['2026-05-31', '2026-07-31', null],
      // The words of the source changed too: 6–12 months.
      [ref('A2')]: ['2027-05-31', '2027-01-31', null],
      [ref('A3')]: ['2027-03-31', null, 'revised'],
      [ref('A4')]: ['2027-05-31', '2027-07-31', null],
      [ref('A5')]: ['2027-11-30', '2028-01-31', null],
      [ref('R1')]: ['2026-12-31', null, 'set_by_us'],
    });
    const page = await client.get(`/imports/${id}/compare`);
    expect(page.text).toContain('Somebody revised it by hand.');
    expect(page.text).toContain('We set it ourselves.');
  });

  test('killed at the very last step, leaves nothing', async () => {
    const dump = () =>
      rows(
        heed,
        `SELECT i.*, (SELECT count(*) FROM item_version v WHERE v.item_id = i.id) FROM item i ORDER BY id`,
      );
    const before = await dump();
    await heed.ownerDataSource.query(
      `CREATE FUNCTION break_again() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'power cut'; END $$`,
    );
    await heed.ownerDataSource.query(
      `CREATE TRIGGER broken BEFORE UPDATE ON import_draft FOR EACH ROW EXECUTE FUNCTION break_again()`,
    );
    try {
      const broken = await client.post(
        `/imports/${id}/compare/commit`,
        comparisonForm(await comparisonOf(client, id)),
      );
      expect(broken.status).toBe(500);
    } finally {
      await heed.ownerDataSource.query('DROP FUNCTION break_again() CASCADE');
    }
    expect(await dump()).toEqual(before);
    expect(await rows(heed, 'SELECT 1 FROM earlier_wording')).toEqual([]);
    expect(
      await rows(heed, 'SELECT 1 FROM publication_document WHERE publication_id = $1', [publication]),
    ).toHaveLength(1);
    expect(await historyOf('publication.reimported')).toEqual([]);
  });

  test('taken over but for what was left: each item keeps what it has', async () => {
    const form = comparisonForm(await comparisonOf(client, id), (one) => one === `${ref('R3')}:place`);
    const done = await client.post(`/imports/${id}/compare/commit`, form);
    expect([done.status, done.location]).toEqual([303, `/publications/${publication}?done=broughtUpToDate`]);
    const again = await client.post(`/imports/${id}/compare/commit`, form);
    expect(again.location).toContain(`/publications/${publication}`);

    const a1 = await itemRow(heed, ref('A1'));
    expect(a1).toMatchObject({
      progress: 'in_progress',
      first_due_on: '2026-05-31',
      due_on: '2026-07-31',
      due_basis: 'corrected',
      slip_count: 0,
      slip_days: 0,
    });
    const [words] = await rows(heed, 'SELECT implementation FROM action WHERE item_id = $1', [a1.id]);
    expect(words.implementation).toContain('every night');
    expect(await rows(heed, 'SELECT words FROM earlier_wording WHERE item_id = $1', [a1.id])).toEqual([
      { words: { implementation: 'Open joint depots, walk the river posts every week' } },
    ]);
    expect(
      await rows(heed, 'SELECT kind, cause, reason, from_on, to_on FROM due_revision WHERE item_id = $1', [
        a1.id,
      ]),
    ).toEqual([
      {
        kind: 'corrected',
        cause: 'anchor',
        reason: 'The date of the publication was corrected from November 2025 to January 2026.',
        from_on: '2026-05-31',
        to_on: '2026-07-31',
      },
    ]);
    // One version more, whatever changed at once.
    const versions = await rows(
      heed,
      'SELECT version FROM item_version WHERE item_id = $1 AND valid_to IS NULL',
      [a1.id],
    );
    expect(versions).toEqual([{ version: a1.version }]);

    expect(await itemRow(heed, ref('A2'))).toMatchObject({
      due_on: '2027-01-31',
      first_due_on: '2027-05-31',
    });
    expect(await itemRow(heed, ref('A3'))).toMatchObject({
      due_on: '2027-03-31',
      due_basis: 'announced',
      slip_count: 1,
    });
    expect(await itemRow(heed, ref('A6'))).toMatchObject({
      due_on: '2026-07-31',
      first_due_on: '2026-07-31',
      version: 1,
    });
    expect(await itemRow(heed, ref('R5'))).toMatchObject({ progress: 'implemented', claim: 'awaiting' });
    const [gone] = await rows(heed, 'SELECT gone_document_id AS document FROM item WHERE ref = $1', [
      ref('R5'),
    ]);
    expect(gone.document).not.toBeNull();
    const [order] = await rows(
      heed,
      `SELECT array_agg(ref ORDER BY position) AS refs FROM item WHERE publication_id = $1 AND kind = 'recommendation'`,
      [publication],
    );
    // R3 was left where it was.
    expect(order.refs).toEqual(['R1', 'R2', 'R3', 'R4', 'R5', 'R6', 'R7', 'R8'].map(ref));
    const actors = await rows(
      heed,
      `SELECT a.name, ia.response, ia.gone_document_id IS NOT NULL AS gone FROM item_actor ia JOIN actor a ON a.id = ia.actor_id
        JOIN item i ON i.id = ia.item_id WHERE i.ref = $1 AND a.name IN ('Harth', 'Bridge Masters of Vell') ORDER BY a.name`,
      [ref('A4')],
    );
    expect(actors).toEqual([
      { name: 'Bridge Masters of Vell', response: 'not_asked', gone: false },
      { name: 'Harth', response: 'accepted', gone: true },
    ]);
    expect(await itemRow(heed, ref('A4'))).toMatchObject({ owner_id: client.person!.id });
    const [entry] = await historyOf('publication.reimported');
    expect(entry!.after.items).toContainEqual(
      expect.objectContaining({ ref: ref('A1'), did: 'reworded due', dueTo: '2026-07-31' }),
    );
    expect(entry!.after.items).toContainEqual(expect.objectContaining({ ref: ref('A6'), did: 'new' }));
    const [facts] = await rows(heed, 'SELECT published_on, version FROM publication WHERE id = $1', [
      publication,
    ]);
    expect(facts).toEqual({ published_on: '2026-01-31', version: 2 });
  });

  test('the item’s page says how it read before, and that one is gone', async () => {
    const item = await client.get(`/items/${ref('A1')}`);
    expect(item.text).toContain('Reworded in “twin-brief.txt”, 22 Nov 2026');
    expect(item.text).toContain('walk the river posts every week');
    expect(item.text).toContain('walk the river posts every night');
    const gone = await client.get(`/items/${ref('R5')}`);
    expect(gone.text).toContain('No longer in “twin-brief.txt”, brought on 22 Nov 2026');
    expect((await client.get(`/publications/${publication}`)).text).toContain(
      'no longer in the document of 22 Nov 2026',
    );
    const { wordings } = (await client.api('GET', `/api/v1/items/${ref('A1')}/documents`)).json<{
      wordings: object[];
    }>();
    expect(wordings).toHaveLength(1);
    const history = await client.get(`/items/${ref('A1')}/history`);
    expect(history.text).toContain(
      'Brought up to date by another document: reworded, due date 31 May 2026 → 31 Jul 2026',
    );
  });

  test('brought again, asks nothing again; what was left is shown as left', async () => {
    const next = await bring(client, revised(number));
    const { comparison } = await comparisonOf(client, next);
    expect(comparison.hasNothingNew).toBe(true);
    expect(differencesOf(comparison)).toEqual([
      expect.objectContaining({ id: `${ref('R3')}:place`, isAccepted: false, refusedOn: '2026-11-22' }),
    ]);
    const page = await client.get(`/imports/${next}/compare`);
    expect(page.text).toContain('left as it was on 22 Nov 2026');
    // Thought over: it is moved now, and its reference stays.
    const form = comparisonForm(await comparisonOf(client, next));
    const done = await client.post(`/imports/${next}/compare/commit`, { ...form, accepted: form.shown });
    expect(done.status).toBe(303);
    const [order] = await rows(
      heed,
      `SELECT array_agg(ref ORDER BY position) AS refs FROM item WHERE publication_id = $1 AND kind = 'recommendation'`,
      [publication],
    );
    expect(order.refs).toEqual(['R1', 'R2', 'R4', 'R5', 'R6', 'R7', 'R3', 'R8'].map(ref));
  });

  test('the first document again: everything back, the gone one too, no number given twice', async () => {
    const back = await bring(client, original(number));
    const done = await client.post(
      `/imports/${back}/compare/commit`,
      comparisonForm(await comparisonOf(client, back)),
    );
    expect(done.status).toBe(303);
    expect(await itemRow(heed, ref('A1'))).toMatchObject({
      due_on: '2026-05-31',
      first_due_on: '2026-05-31',
      slip_count: 0,
    });
    const marks = await rows(
      heed,
      `SELECT ref FROM item WHERE publication_id = $1 AND gone_document_id IS NOT NULL ORDER BY ref`,
      [publication],
    );
    expect(marks).toEqual([{ ref: ref('A6') }]);
    expect(await rows(heed, `SELECT 1 FROM item WHERE publication_id = $1`, [publication])).toHaveLength(14);
    expect(
      await rows(heed, `SELECT 1 FROM earlier_wording w JOIN item i ON i.id = w.item_id WHERE i.ref = $1`, [
        ref('A1'),
      ]),
    ).toHaveLength(2);
  });
});

describe('who may, and two at once', () => {
  test('of what one may not see, nothing is hinted; of another team’s, nothing is taken over', async () => {
    number = 60;
    const manager = await heed.signIn(await heed.person({ role: 'manager', teamId: await heed.team() }));
    const draft = await draftOf(manager, await bring(manager, original(number)));
    draft.review.publication.classification = 'restricted';
    draft.review.publication.title = 'Hush hush';
    expect((await manager.post(`/imports/${draft.id}/commit`, formOf(draft))).status).toBe(303);
    const id = await bring(client, original(number));
    const page = await client.get(`/imports/${id}`);
    expect(page.text).toContain('You may not see it');
    expect(page.text).not.toMatch(/Hush hush|Compare with PB-60/);
    expect((await client.api('GET', `/api/v1/imports/${id}/comparison`)).json()).toEqual({
      id,
      comparison: null,
    });
    const [{ id: hidden }] = await rows<{ id: number }>(
      heed,
      `SELECT id FROM publication WHERE title = 'Hush hush'`,
    );
    const chosen = await client.post(`/imports/${id}/compares-with`, {
      publicationId: String(hidden),
      version: 1,
    });
    expect(chosen.status).toBe(422);

    number = 61;
    await imported(manager, original(number));
    const theirs = await bring(client, original(number));
    expect((await comparisonOf(client, theirs)).comparison).toBeNull();
    expect((await client.get(`/imports/${theirs}`)).text).toContain(
      'There is a publication with this series and number already',
    );
  });

  test('of two who bring it up to date at once, the second is told', async () => {
    number = 70;
    const publication = await imported(client, original(number));
    const [team] = await rows<{ team_id: number }>(heed, 'SELECT team_id FROM publication WHERE id = $1', [
      publication,
    ]);
    const colleague = await heed.signIn(await heed.person({ role: 'contributor', teamId: team!.team_id }));
    const [mine, theirs] = [await bring(client, revised(number)), await bring(colleague, revised(number))];
    const forms = [
      comparisonForm(await comparisonOf(client, mine)),
      comparisonForm(await comparisonOf(colleague, theirs)),
    ];
    const answers = await Promise.all([
      client.post(`/imports/${mine}/compare/commit`, forms[0]!),
      colleague.post(`/imports/${theirs}/compare/commit`, forms[1]!),
    ]);
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([303, 412]));
    const told = answers.find(({ status }) => status === 412)!;
    expect(told.text).toContain('brought PB-70 up to date');
    expect(told.text).toContain('Nothing has changed');
    expect(await rows(heed, 'SELECT 1 FROM item WHERE publication_id = $1', [publication])).toHaveLength(14);
  });

  test('over REST the commit takes the decisions; a doubtful row is what a person says', async () => {
    number = 80;
    const publication = await imported(client, original(number));
    const doubtful = original(number).replace(
      'Dark river posts between Varnholm and Ostrand\tShare the rounds and report broken lamps\tOpen joint depots, walk the river posts every week',
      'Posts along the river\tReport what is broken to both towns and share the cost of it\tOpen depots at the quay; count the posts twice a year',
    );
    const id = await bring(client, doubtful);
    const { comparison, version } = await comparisonOf(client, id);
    const row = comparison.rows.find((one) => one.row === 'actions[0]')!;
    expect(row.isCertain).toBe(false);
    const stale = await client.api(
      'POST',
      `/api/v1/imports/${id}/commit`,
      { decisions: { publicationVersion: 9 } },
      { 'if-match': `"${version}"` },
    );
    expect(stale.status).toBe(412);
    const wrong = await client.api(
      'POST',
      `/api/v1/imports/${id}/commit`,
      { decisions: { colour: 'red' } },
      { 'if-match': `"${version}"` },
    );
    expect(wrong.status).toBe(422);
    const done = await client.api(
      'POST',
      `/api/v1/imports/${id}/commit`,
      { decisions: { pairs: [{ row: 'actions[0]', item: ref('A1') }], publicationVersion: 1 } },
      { 'if-match': `"${version}"` },
    );
    expect([done.status, done.json()]).toEqual([200, { publicationId: publication }]);
    const [words] = await rows(
      heed,
      'SELECT issue FROM action a JOIN item i ON i.id = a.item_id WHERE i.ref = $1',
      [ref('A1')],
    );
    expect(words.issue).toBe('Posts along the river');
    expect(await rows(heed, 'SELECT 1 FROM item WHERE publication_id = $1', [publication])).toHaveLength(13);
  });

  test('the page keeps choices, and takes or leaves a whole section without scripts', async () => {
    number = 90;
    await imported(client, original(number));
    const id = await bring(client, revised(number));
    const form = comparisonForm(await comparisonOf(client, id));
    const saved = await client.post(`/imports/${id}/compare`, { ...form, all: 'refuse:fact' });
    expect(saved.location).toBe(`/imports/${id}/compare?done=comparisonSaved`);
    const { comparison } = await comparisonOf(client, id);
    expect(comparison.facts[0]).toMatchObject({ id: 'publication:date', isAccepted: false });
    // Without the date only the timeline that reads otherwise moves.
    expect(comparison.due.map((one) => [one.ref, one.dueThen])).toEqual([[ref('A2'), '2026-11-30']]);
    const stale = await client.post(`/imports/${id}/compare`, form);
    expect(stale.status).toBe(412);
    expect(stale.text).toContain('saved in another window');
  });
});
