import { createHash } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { type TestApp, startTestApp } from '../../support/app.js';
import type { TestClient } from '../../support/client.js';
import { TWIN, bring, commitForm, contributor, draftOf, formOf, historyOf, rowCounts } from './support.js';

describe('from a brief to tracked items', () => {
  let heed: TestApp;
  let client: TestClient;

  beforeAll(async () => {
    heed = await startTestApp();
    client = await contributor(heed);
    await heed.ownerDataSource.query(
      `INSERT INTO actor (name, name_key, kind, version) VALUES ('Varnholm', 'varnholm', 'state', 1), ('Valley Round Table', 'valley round table', 'igo', 1)`,
    );
    await heed.ownerDataSource.query(
      `INSERT INTO actor_alias (actor_id, alias, alias_key) SELECT id, 'VRT', 'vrt' FROM actor WHERE name_key = 'valley round table'`,
    );
  });
  afterAll(() => heed?.close());

  let id: string;
  beforeEach(async () => {
    id = await bring(client, TWIN);
  });

  test('shows every row, every cell, the doubts, the actors Heed knows and the derived dates; stores nothing', async () => {
    const { status, text } = await client.get(`/imports/${id}`);
    expect(status).toBe(200);
    for (const words of ['5 actions', '8 recommendations', '26 notes', '6 to look at', 'Track 13 items'])
      expect(text).toContain(words);
    const { review } = await draftOf(client, id);
    expect(review.actions).toHaveLength(5);
    expect(review.recommendations).toHaveLength(8);
    const onPage = text.replaceAll('&#39;', "'").replaceAll('&quot;', '"');
    for (const row of review.actions)
      for (const cell of [row.issue, row.pathway, row.implementation, row.timelineText])
        expect(onPage).toContain(cell);
    for (const row of review.recommendations) expect(onPage).toContain(row.text);
    expect(text).toContain('0–6 months → 31 May 2026 (derived from November 2025, its last day)');
    expect(text).toContain('it may be 2.');
    expect(text).toContain('known actor');
    expect(text).toContain('known as Valley Round Table');
    expect(text).toContain('unnamed group');
    expect(text).toMatch(/\d+% alike/);
    // Anchors both ways: from the row to its line, from the margin to its row.
    expect(text).toMatch(/href="#line-129"/);
    expect(text).toMatch(/id="line-129"[\s\S]*?href="#actions-0"/);
    expect(await rowCounts(heed)).toEqual({ actor: 2, actor_alias: 1 });
    expect(await historyOf(heed)).toEqual([]);
  });

  test('keeps what was changed for later, reads a new timeline and goes on from there', async () => {
    const draft = await draftOf(client, id);
    draft.review.actions[0]!.timelineText = 'Within 9 months';
    draft.review.publication.title = 'Lamps of Varnholm';
    const saved = await client.post(`/imports/${id}`, formOf(draft));
    expect([saved.status, saved.location]).toEqual([303, `/imports/${id}?done=importSaved`]);
    const page = await client.get(`/imports/${id}`);
    expect(page.text).toContain('Lamps of Varnholm');
    expect(page.text).toContain('0–9 months → 31 Aug 2026');
    const list = await client.get('/import');
    expect(list.text).toContain('Lamps of Varnholm');
    expect((await draftOf(client, id)).version).toBe(2);
  });

  test('adds and removes actors without scripts, keeping what was typed', async () => {
    const draft = await draftOf(client, id);
    draft.review.actions[0]!.issue = 'Typed before adding';
    const more = await client.post(`/imports/${id}`, { ...formOf(draft), add: 'actions[0].actors' });
    expect(more.status).toBe(200);
    expect(more.text).toContain('Typed before adding');
    expect(more.text).toContain('name="actions[0][actors][4][name]"');
    const less = await client.post(`/imports/${id}`, { ...formOf(draft), remove: 'actions[0].actors[0]' });
    expect(less.text).not.toContain('value="Varnholm&#39;s wardens"');
    expect((await draftOf(client, id)).version).toBe(1);
  });

  test('commits what the reviewer made of it: publication, items, actors, links, versions, file, one entry of history', async () => {
    const draft = await draftOf(client, id);
    const { review } = draft;
    const owner = await heed.person({ role: 'contributor' });
    review.publication.title = 'Lamps of Varnholm';
    review.publication.date = '2025-12';
    review.publication.ownerId = client.person!.id;
    review.actions[0]!.pathway = 'Share the rounds — as reviewed';
    review.actions[0]!.recommendationIndexes = [0, 3];
    review.actions[1]!.recommendationIndexes = [3];
    review.actions[1]!.ownerId = owner.id;
    review.actions[0]!.actors[1]!.lead = true;
    review.actions[2]!.include = false;
    review.recommendations[3]!.timelineKind = 'from_actions';
    review.recommendations[7]!.include = false;
    review.recommendations[7]!.text = '';
    const answer = await commitForm(client, draft);
    expect(answer.status).toBe(303);
    expect(answer.location).toMatch(/^\/publications\/\d+\?done=imported$/);
    const publicationId = Number(/\d+/.exec(answer.location!)![0]);

    const db = heed.ownerDataSource;
    const [publication] = await db.query('SELECT * FROM publication WHERE id = $1', [publicationId]);
    expect(publication).toMatchObject({
      title: 'Lamps of Varnholm',
      series: 'Policy Brief',
      number: '4',
      ref_prefix: 'PB-4',
      published_on: '2025-12-31',
      published_precision: 'month',
      classification: 'internal',
      team_id: client.person!.teamId,
      created_by: client.person!.id,
    });
    // The row left out leaves its number free: references keep the numbers of the document.
    const items = await db.query('SELECT * FROM item ORDER BY kind, position');
    expect(items.map((item: { ref: string }) => item.ref)).toEqual([
      'PB-4.A1',
      'PB-4.A2',
      'PB-4.A4',
      'PB-4.A5',
      'PB-4.R1',
      'PB-4.R2',
      'PB-4.R3',
      'PB-4.R4',
      'PB-4.R5',
      'PB-4.R6',
      'PB-4.R7',
    ]);
    // Counted anew from the date that the reviewer gave.
    expect(items[0]).toMatchObject({
      title: 'Share the rounds — as reviewed',
      timeline_kind: 'from_source',
      timeline_text: 'Short-term (0–6 months)',
      term: 'short',
      min_months: 0,
      max_months: 6,
      starts_on: '2025-12-31',
      first_due_on: '2026-06-30',
      due_on: '2026-06-30',
      due_basis: 'derived',
      due_precision: 'month',
      owner_id: client.person!.id,
      progress: 'no_public_evidence',
      at: { line: 129 },
    });
    expect(items[1]).toMatchObject({ owner_id: owner.id, due_on: '2027-06-30' });
    // From its actions: A1 and A2.
    expect(items.find((item: { ref: string }) => item.ref === 'PB-4.R4')).toMatchObject({
      timeline_kind: 'from_actions',
      starts_on: '2025-12-31',
      due_on: '2027-06-30',
      due_basis: 'derived',
    });
    expect(items.find((item: { ref: string }) => item.ref === 'PB-4.R1')).toMatchObject({
      timeline_kind: 'none_in_source',
      due_on: null,
    });
    const versions = await db.query('SELECT item_id, version, valid_to FROM item_version');
    expect(versions).toHaveLength(11);
    expect(versions.every((row: { valid_to: unknown }) => row.valid_to === null)).toBe(true);

    const links = await db.query(
      `SELECT a.ref AS action, r.ref AS recommendation FROM action_recommendation ar
         JOIN item a ON a.id = ar.action_id JOIN item r ON r.id = ar.recommendation_id ORDER BY 1, 2`,
    );
    expect(links).toEqual([
      { action: 'PB-4.A1', recommendation: 'PB-4.R1' },
      { action: 'PB-4.A1', recommendation: 'PB-4.R4' },
      { action: 'PB-4.A2', recommendation: 'PB-4.R4' },
    ]);
    const actors = await db.query(
      `SELECT a.name, ia.verbatim, ia.qualifier, ia.lead, p.name AS parent FROM item_actor ia
         JOIN item i ON i.id = ia.item_id JOIN actor a ON a.id = ia.actor_id LEFT JOIN actor p ON p.id = a.parent_id
        ORDER BY i.ref, ia.position`,
    );
    expect(actors.slice(0, 3)).toEqual([
      {
        name: "Varnholm's wardens",
        verbatim: "Varnholm's wardens",
        qualifier: null,
        lead: false,
        parent: 'Varnholm',
      },
      {
        name: "Ostrand's wardens",
        verbatim: "Ostrand's wardens",
        qualifier: 'where funded',
        lead: true,
        parent: 'Ostrand',
      },
      { name: 'LCU members', verbatim: 'LCU members', qualifier: null, lead: false, parent: 'LCU' },
    ]);
    // Known by another name: the same actor, with the source's word kept.
    expect(actors).toContainEqual(expect.objectContaining({ name: 'Valley Round Table', verbatim: 'VRT' }));
    expect(
      await db.query(`SELECT 1 FROM actor WHERE name_key IN ('varnholm', 'vrt', 'valley round table')`),
    ).toHaveLength(2);

    const [document] = await db.query(
      'SELECT d.*, f.content, f.size FROM publication_document d JOIN stored_file f USING (sha256)',
    );
    expect(document).toMatchObject({
      sha256: createHash('sha256').update(TWIN).digest('hex'),
      filename: 'twin-brief.txt',
      format: 'text',
      imported_by: client.person!.id,
    });
    expect(document.content.toString('utf8')).toBe(TWIN);
    // What was read stays as it was read, whatever the reviewer made of it.
    expect(document.reading.actions[0].pathway).toBe('Share the rounds and report broken lamps');
    expect(document.reading.recommendations).toHaveLength(8);
    expect(await db.query('SELECT 1 FROM publication_note')).toHaveLength(26);

    const history = await historyOf(heed);
    expect(history).toHaveLength(1);
    expect(history[0]).toMatchObject({ actor_id: client.person!.id, publication_id: publicationId });
    expect(new Set(history[0]!.item_ids)).toEqual(new Set(items.map((item: { id: number }) => item.id)));
    expect(history[0]!.after.items).toContain('PB-4.A1');

    // The draft keeps only where it led.
    const [left] = await db.query(
      'SELECT publication_id, length(content) AS size, reading, review FROM import_draft WHERE id = $1',
      [id],
    );
    expect(left).toEqual({ publication_id: publicationId, size: 0, reading: {}, review: null });
    expect((await client.get(`/imports/${id}`)).location).toBe(`/publications/${publicationId}`);
    expect((await client.get(answer.location!)).text).toContain('Lamps of Varnholm');
  });

  test('takes pasted text the same way', async () => {
    const answer = await client.post('/imports', { text: TWIN.replaceAll('\n', '\r\n') });
    expect(answer.status).toBe(303);
    const page = await client.get(answer.location!);
    expect(page.text).toContain('5 actions');
    expect(page.text).toContain('8 recommendations');
  });
});
