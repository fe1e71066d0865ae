import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type TestApp, startTestApp } from '../../support/app.js';
import { makePublication, recordEvidence } from '../../support/data.js';
import { ReadingsService } from '../../../src/modules/evidence/index.js';
import { change, servicesOf } from './track-support.js';

let heed: TestApp;

beforeAll(async () => {
  heed = await startTestApp({ today: '2026-11-22' });
  const app = servicesOf(heed);
  const staff = await heed.signIn('contributor');
  const made = await makePublication(app, {
    recommendations: 1,
    actions: [{ window: { max: 6 }, actors: ['Ministry of Canals'] }],
  });
  const { ref } = made.actions[0];
  await recordEvidence(app, staff.person!, { effects: [{ item: ref, progressTo: 'implemented' }] });
  const [{ id }] = await heed.ownerDataSource.query('SELECT id FROM effect');
  await app.get(ReadingsService).read(made.by, id, { verdict: 'better_source_wanted', reason: 'x' });
  await change(heed, staff, 'POST', ref, 'due-revisions', {
    kind: 'slipped',
    dueOn: '2026-12-01',
    reason: 'x',
  });
  const [actor] = await heed.ownerDataSource.query('SELECT id FROM actor');
  const response = { response: 'accepted', respondedOn: '2026-02-01' };
  await change(heed, staff, 'PUT', ref, `actors/${actor.id}/response`, response);
  await staff.api('POST', '/api/v1/checks', { items: [ref], searchedOn: '2026-11-01', places: 'x' });
});
afterAll(() => heed?.close());

const TABLES: Record<string, string> = {
  evidence_update: 'text',
  source: 'title',
  effect: 'quote',
  second_reading: 'reason',
  due_revision: 'reason',
  response_record: 'reply',
  check_record: 'places',
};

describe.each(Object.entries(TABLES))('%s', (table, column) => {
  const refused = (sql: string) => expect(heed.dataSource.query(sql)).rejects.toThrow(/permission denied/);

  test('has rows to protect', async () => {
    const [{ count }] = await heed.ownerDataSource.query(`SELECT count(*)::int AS count FROM ${table}`);
    expect(count).toBeGreaterThan(0);
  });

  test('refuses the application every change', async () => {
    await refused(`UPDATE ${table} SET ${column} = 'changed'`);
    await refused(`DELETE FROM ${table}`);
    await refused(`TRUNCATE ${table} CASCADE`);
    await refused(`INSERT INTO ${table} OVERRIDING SYSTEM VALUE SELECT * FROM ${table}`);
    await refused(`INSERT INTO ${table} (id) OVERRIDING SYSTEM VALUE VALUES (1000)`);
  });

  test('refuses even the owner of the tables to rewrite it', async () => {
    const owner = (sql: string) => expect(heed.ownerDataSource.query(sql)).rejects.toThrow();
    await owner(`UPDATE ${table} SET ${column} = 'changed'`);
    await owner(`DELETE FROM ${table}`);
    await owner(`TRUNCATE ${table} CASCADE`);
  });
});

test.each([
  `UPDATE item SET ref = 'XX-1.A1'`,
  `UPDATE item SET classification = 'public', team_id = 1`,
  `UPDATE item SET created_at = now()`,
  `UPDATE item SET kind = 'action'`,
  `UPDATE item_actor SET actor_id = 1`,
  `UPDATE publication SET ref_prefix = 'XX-1'`,
  `UPDATE earlier_wording SET words = '{}'`,
  `DELETE FROM earlier_wording`,
  `DELETE FROM publication_note`,
  `DELETE FROM publication_section`,
  `UPDATE publication_note SET text = 'Another'`,
  `UPDATE publication_document SET reading = '{}'`,
  `UPDATE stored_file SET content = ''`,
  `DELETE FROM publication`,
  `DELETE FROM progress_brief`,
  `DELETE FROM actor`,
  `DELETE FROM person`,
])('what is published stays: the application may not %s', async (sql) => {
  await expect(heed.dataSource.query(sql)).rejects.toThrow(/permission denied/);
});

test.each([`UPDATE action SET issue = 'Another'`, `UPDATE recommendation SET text = 'Another'`])(
  'published wording never changes silently: %s',
  async (sql) => {
    for (const dataSource of [heed.dataSource, heed.ownerDataSource])
      await expect(dataSource.query(sql)).rejects.toThrow(/the earlier wording of item \d+ is not kept/);
  },
);

test('an item’s versions can only be closed', async () => {
  const as = (sql: string) => expect(heed.dataSource.query(sql)).rejects.toThrow();
  await as(`UPDATE item_version SET progress = 'implemented'`);
  await as(`UPDATE item_version SET valid_to = NULL`);
  await as(`DELETE FROM item_version`);
  await as(`DELETE FROM item`);
});
