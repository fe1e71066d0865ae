import { ActorsService } from '../../../src/modules/actors/index.js';
import { EvidenceService } from '../../../src/modules/evidence/index.js';
import type { CurrentUser } from '../../../src/shared/permissions.js';
import { type TestApp, startTestApp } from '../../support/app.js';
import type { TestClient } from '../../support/client.js';
import {
  type MadePublication,
  makeActor,
  makePerson,
  makePublication,
  recordEvidence,
} from '../../support/data.js';
import { servicesOf } from '../track/track-support.js';
import { found, groupOf, refs, search } from './search-support.js';

let heed: TestApp;
let client: TestClient;
let maker: CurrentUser;
let made: MadePublication;

beforeAll(async () => {
  heed = await startTestApp({ today: '2026-11-22' });
  client = await heed.signIn('manager');
  maker = await makePerson(servicesOf(heed), { role: 'manager' });
  made = await makePublication(servicesOf(heed), {
    by: maker,
    actions: [{ title: 'Build sluices', pathway: 'Build sluices.', issue: 'a', implementation: 'b' }],
    recommendations: [{ text: 'Plant willows along the towpath.' }],
  });
});
afterAll(() => heed?.close());

const sql = (text: string, values: unknown[] = []) => heed.ownerDataSource.query(text, values);

test('an item that is reworded, by whatever way', async () => {
  const [{ id, ref }] = made.actions;
  // Not by the way that keeps what it was: here it is about the index alone.
  for (const table of ['action', 'recommendation']) await sql(`ALTER TABLE ${table} DISABLE TRIGGER wording`);
  await sql(`UPDATE item SET title = 'Build aqueducts' WHERE id = $1`, [id]);
  expect([await refs(client, 'aqueducts'), await refs(client, 'sluices')]).toEqual([[ref], [ref]]);
  await sql(
    `UPDATE action SET pathway = 'Build aqueducts.', extra = '{"Notes": "Kept dry"}' WHERE item_id = $1`,
    [id],
  );
  expect([await refs(client, 'sluices'), await refs(client, 'kept dry')]).toEqual([[], [ref]]);
  await sql(`UPDATE recommendation SET text = 'Plant poplars.' WHERE item_id = $1`, [
    made.recommendations[0].id,
  ]);
  expect(await refs(client, 'poplars')).toEqual([made.recommendations[0].ref]);
  expect(await refs(client, 'towpath')).toEqual([made.recommendations[0].ref]); // still its title
});

test('many rows in one statement', async () => {
  await sql(
    `INSERT INTO publication_note (publication_id, position, marker, text, cited_at)
    SELECT $1, 100 + n, n::text, 'Quarterly almanac ' || n, '[]' FROM generate_series(1, 40) n`,
    [made.publication.id],
  );
  expect(found(await search(client, '"almanac 37"')).publication).toEqual([made.publication.refPrefix]);
  await sql('DELETE FROM publication_note WHERE publication_id = $1 AND position > 100', [
    made.publication.id,
  ]);
  expect(found(await search(client, 'almanac'))).toEqual({});
});

test('evidence that was corrected stays, is marked, and comes after what holds', async () => {
  const app = servicesOf(heed);
  const { ref } = made.actions[0];
  const wish = { eventOn: '2026-03-01', classification: 'public' as const, sources: [] };
  const effects = [
    {
      item: ref,
      version: null,
      shows: 'background' as const,
      quote: null,
      quotePlace: null,
      progressTo: null,
      overridesNewer: false,
    },
  ];
  const sources = [
    {
      title: 'Bulletin',
      publisher: null,
      author: null,
      publishedOn: null,
      url: null,
      archivedUrl: null,
      kind: 'news' as const,
      standing: 'reporting' as const,
      standingOf: null,
    },
  ];
  const { updateId } = await recordEvidence(app, maker, {
    text: 'Nine aqueducts stand, nine aqueducts.',
    effects: [{ item: ref, shows: 'background' }],
  });
  const corrected = await app
    .get(EvidenceService)
    .correct(
      maker,
      updateId,
      { ...wish, sources, effects, text: 'Seven aqueducts stand.', reason: 'Miscounted' },
      null,
    );
  const { hits } = groupOf(await search(client, 'aqueducts type:evidence'), 'evidence')!;
  expect(hits.map(({ facts, title }) => [title.text, facts])).toEqual([
    ['Seven aqueducts stand.', expect.objectContaining({ isCorrection: true, correctedBy: null })],
    [
      'Nine aqueducts stand, nine aqueducts.',
      expect.objectContaining({ isCorrection: false, correctedBy: corrected.updateId }),
    ],
  ]);
  expect((await client.get('/search?q=nine+aqueducts')).text).toContain('corrected since');
});

test('a body that is renamed, and another name of it', async () => {
  const app = servicesOf(heed);
  const actors = app.get(ActorsService);
  const actor = await makeActor(app, maker, 'Inland Navigation Trust');
  expect(found(await search(client, 'navigation trust')).actor).toEqual(['Inland Navigation Trust']);
  const { name: _, ...fields } = actor;
  await actors.change(
    maker,
    actor.id,
    { kind: fields.kind, parentId: null, successorId: null, name: 'Waterways Corporation' },
    actor.version,
  );
  expect(found(await search(client, 'inland navigation'))).toEqual({});
  await actors.addAlias(maker, actor.id, 'Kanalverwaltung');
  const { hits } = groupOf(await search(client, 'kanalverwaltung'), 'actor')!;
  expect(hits.map(({ title, facts }) => [title.text, facts])).toEqual([
    ['Waterways Corporation', expect.objectContaining({ aliases: ['Kanalverwaltung'] })],
  ]);
});

test('what is not committed is not found, and leaves nothing', async () => {
  const runner = heed.ownerDataSource.createQueryRunner();
  await runner.startTransaction();
  await runner.query(`UPDATE item SET title = 'Vanishing viaduct' WHERE id = $1`, [made.actions[0].id]);
  expect(await refs(client, 'viaduct')).toEqual([]);
  await runner.rollbackTransaction();
  await runner.release();
  expect(await refs(client, 'viaduct')).toEqual([]);
});

test('two sessions that add names of one body at a time both count', async () => {
  const app = servicesOf(heed);
  const { id } = await makeActor(app, maker, 'Ferry Guild');
  const [one, other] = [0, 1].map(() => heed.ownerDataSource.createQueryRunner());
  const add = 'INSERT INTO actor_alias (actor_id, alias, alias_key) VALUES ($1, $2, $2)';
  await one.startTransaction();
  await other.startTransaction();
  await one.query(add, [id, 'brotherhood']);
  const waiting = other.query(add, [id, 'confraternity']);
  await one.commitTransaction();
  await waiting;
  await other.commitTransaction();
  await Promise.all([one.release(), other.release()]);
  for (const alias of ['brotherhood', 'confraternity'])
    expect([alias, found(await search(client, alias)).actor]).toEqual([alias, ['Ferry Guild']]);
});

test('the index holds everything, and the application cannot write it', async () => {
  const [{ missing }] = await sql(`SELECT count(*)::int AS missing FROM (
    SELECT 'item' AS kind, id FROM item UNION ALL SELECT 'publication', id FROM publication
    UNION ALL SELECT 'evidence', id FROM effect UNION ALL SELECT 'source', id FROM source
    UNION ALL SELECT 'actor', id FROM actor) thing
    WHERE NOT EXISTS (SELECT FROM search_entry e WHERE e.kind = thing.kind AND e.subject_id = thing.id)`);
  expect(missing).toBe(0);
  for (const statement of [
    'DELETE FROM search_entry',
    'UPDATE search_entry SET subject_id = 0',
    `INSERT INTO search_word (word, grams) VALUES ('x', '{}')`,
    'SELECT heed_search_rebuild()',
  ])
    await expect(heed.dataSource.query(statement)).rejects.toThrow(/permission denied/);
});

test('made anew, the index is the same', async () => {
  const content = () =>
    sql('SELECT kind, subject_id, vector::text FROM search_entry ORDER BY kind, subject_id');
  const before = await content();
  await sql('DELETE FROM search_entry');
  await sql('SELECT heed_search_rebuild()');
  expect(await content()).toEqual(before);
});

test('a text of very many words is found by its beginning', async () => {
  const words = Array.from(
    { length: 60_000 },
    (_, n) => `w${n.toString(36)}é${(n * 7919).toString(36)}`,
  ).join(' ');
  await sql('UPDATE action SET implementation = $2, extra = $3 WHERE item_id = $1', [
    made.actions[0].id,
    `Cofferdam ${words}`,
    JSON.stringify({ more: words.toUpperCase() }),
  ]);
  expect(await refs(client, 'cofferdam')).toEqual([made.actions[0].ref]);
});
