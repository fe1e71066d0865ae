import fc from 'fast-check';
import type { EntityManager } from 'typeorm';
import { HistorySealer, HistoryService, verifyHistory } from '../../../src/modules/history/index.js';
import { type TestApp, startTestApp } from '../../support/app.js';

let heed: TestApp;
let history: HistoryService;
let sealer: HistorySealer;
beforeAll(async () => {
  heed = await startTestApp();
  history = heed.app.get(HistoryService);
  sealer = heed.app.get(HistorySealer);
});
afterAll(() => heed?.close());

const record = (after: object = { text: 'x' }) =>
  heed.dataSource.transaction((manager) =>
    history.record(manager, {
      actorId: null,
      action: 'thing.changed',
      subjectType: 'thing',
      subjectId: 7,
      itemIds: [1, 2],
      publicationId: 3,
      before: { text: 'before' },
      after,
    }),
  );
const codeOf = async (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'allowed',
    (error: { driverError?: { code: string }; code?: string }) =>
      error.driverError?.code ?? error.code ?? 'unknown',
  );

/** What verify finds once the owner, its own triggers switched off, has done this; then all is as before. */
async function verifiedAfter(edit: (manager: EntityManager) => Promise<unknown>): Promise<unknown> {
  const runner = heed.ownerDataSource.createQueryRunner();
  await runner.startTransaction();
  try {
    for (const table of ['history_entry', 'history_payload', 'history_seal'])
      await runner.query(`ALTER TABLE ${table} DISABLE TRIGGER USER`);
    await edit(runner.manager);
    return await verifyHistory(runner.manager);
  } finally {
    await runner.rollbackTransaction();
    await runner.release();
  }
}

test('what is recorded can be read back by item, publication and subject, newest first', async () => {
  const [first, second] = [
    await record(),
    await record({ text: 'نیا', list: [1.5, null, true], inner: { b: 1, a: 2 } }),
  ];
  const read = await history.ofItem(2);
  expect(read.map(({ seq }) => seq)).toEqual([second, first]);
  expect(read[0]).toMatchObject({
    actorId: null,
    action: 'thing.changed',
    subjectType: 'thing',
    subjectId: '7',
    itemIds: [1, 2],
    publicationId: 3,
    before: { text: 'before' },
    after: { text: 'نیا', list: [1.5, null, true], inner: { a: 2, b: 1 } },
    redacted: false,
  });
  expect((await history.ofPublication(3, { limit: 1 })).map(({ seq }) => seq)).toEqual([second]);
  expect((await history.ofSubject('thing', 7, { before: second })).map(({ seq }) => seq)).toEqual([first]);
  expect(await history.ofItem(3)).toEqual([]);
});

test('nothing is left of a transaction that fails', async () => {
  const before = await history.ofItem(99);
  const failing = heed.dataSource.transaction(async (manager) => {
    await history.record(manager, {
      actorId: null,
      action: 'a.b',
      subjectType: 'a',
      subjectId: 1,
      itemIds: [99],
    });
    throw new Error('later');
  });
  await expect(failing).rejects.toThrow('later');
  expect(await history.ofItem(99)).toEqual(before);
});

test.each([
  `UPDATE history_entry SET action = 'nothing'`,
  'UPDATE history_entry SET digest = digest',
  'DELETE FROM history_entry',
  'TRUNCATE history_entry CASCADE',
  'ALTER TABLE history_entry DISABLE TRIGGER ALL',
  'ALTER TABLE history_entry ADD COLUMN x int',
  'DROP TABLE history_entry CASCADE',
  'DROP FUNCTION refuse_change CASCADE',
  `CREATE OR REPLACE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END'`,
  `INSERT INTO history_entry (seq, at, action, subject_type, subject_id, digest) OVERRIDING SYSTEM VALUE
   VALUES (1000000, now(), 'a', 'b', 'c', '\\x00')`,
  `SELECT setval(pg_get_serial_sequence('history_entry', 'seq'), 1)`,
  'UPDATE history_payload SET after = NULL, before = NULL, redacted_at = now()',
  'DELETE FROM history_payload',
  'TRUNCATE history_payload',
  `INSERT INTO history_payload (seq, after, redacted_at) SELECT max(seq), NULL, now() FROM history_entry`,
  'UPDATE history_seal SET hash = hash',
  'DELETE FROM history_seal',
  'TRUNCATE history_seal',
  `INSERT INTO history_seal (from_seq, to_seq, leaves, previous_hash, hash, sealed_at)
   VALUES (1000000, 1000001, '\\x00', '\\x00', '\\x00', '2000-01-01')`,
  'DELETE FROM person',
  'DELETE FROM team',
  'DELETE FROM organisation',
  `INSERT INTO organisation (id, name) VALUES (2, 'Another')`,
  'SET ROLE postgres',
  `GRANT ALL ON history_entry TO heed_app`,
])('the application’s role may not: %s', async (sql) => {
  await record();
  const code = await codeOf(heed.dataSource.query(sql));
  // GRANT without a grant option only warns; then nothing was granted.
  if (code === 'allowed') {
    expect(sql).toMatch(/^GRANT/);
    expect(await codeOf(heed.dataSource.query('DELETE FROM history_entry'))).toBe('42501');
  } else expect(['42501', '42809', '22023']).toContain(code);
});

test('a digest that is not the payload’s is refused', async () => {
  const work = heed.dataSource.query(
    `WITH entry AS (INSERT INTO history_entry (at, action, subject_type, subject_id, digest)
                    VALUES (now(), 'a', 'b', 'c', sha256('other')) RETURNING seq)
     INSERT INTO history_payload (seq, after) SELECT seq, '{"a": 1}' FROM entry`,
  );
  expect(await codeOf(work)).toBe('23514');
});

test('the owner may not change history either, but may redact a payload, which verifies', async () => {
  const seq = await record({ text: 'somebody’s name' });
  const owner = heed.ownerDataSource;
  expect(await codeOf(owner.query(`UPDATE history_entry SET action = 'x'`))).toBe('23001');
  expect(await codeOf(owner.query('DELETE FROM history_entry'))).toBe('23001');
  expect(await codeOf(owner.query('TRUNCATE history_entry CASCADE'))).toBe('23001');
  expect(await codeOf(owner.query(`UPDATE history_payload SET after = '{}' WHERE seq = $1`, [seq]))).toBe(
    '23001',
  );
  const redact = 'UPDATE history_payload SET before = NULL, after = NULL, redacted_at = now() WHERE seq = $1';
  await owner.query(redact, [seq]);
  expect(await codeOf(owner.query(redact, [seq]))).toBe('23001');
  const [entry] = await history.ofItem(1, { limit: 1 });
  expect(entry).toMatchObject({ seq, before: null, after: null, redacted: true });
  await sealer.seal();
  expect(await sealer.verify()).toMatchObject({ ok: true });
});

test('entries written at once by many are all sealed, in one chain, however many seal', async () => {
  await Promise.all([
    ...Array.from({ length: 60 }, (_, i) => record({ i })),
    ...Array.from({ length: 6 }, () => sealer.seal()),
  ]);
  await sealer.seal();
  const result = await sealer.verify();
  expect(result).toMatchObject({ ok: true });
  if (result.ok) expect(result.sealed).toBe(result.entries);
});

test('a transaction that takes its number early and ends late is not left out', async () => {
  const runner = heed.dataSource.createQueryRunner();
  await runner.startTransaction();
  const early = await history.record(runner.manager, {
    actorId: null,
    action: 'a.b',
    subjectType: 'a',
    subjectId: 1,
  });
  const late = await record();
  const sealing = sealer.seal();
  await new Promise((resolve) => setTimeout(resolve, 300));
  await runner.commitTransaction();
  await runner.release();
  await sealing;
  await sealer.seal();
  const result = await sealer.verify();
  expect(result).toMatchObject({ ok: true });
  if (result.ok) expect(result.sealed).toBe(result.entries);
  expect(Number(early)).toBeLessThan(Number(late));
});

test('whatever is edited behind its back, verify names the first bad entry', async () => {
  for (let i = 0; i < 30; i += 1) await record({ i });
  await sealer.seal();
  expect(await sealer.verify()).toMatchObject({ ok: true });
  const owner = heed.ownerDataSource;
  const seqs = (await owner.query('SELECT seq FROM history_entry ORDER BY seq')).map(
    (row: { seq: string }) => row.seq,
  );
  const edits = [
    `UPDATE history_entry SET action = action || 'x' WHERE seq = $1`,
    `UPDATE history_entry SET at = at + interval '1 microsecond' WHERE seq = $1`,
    `UPDATE history_entry SET subject_id = '8' || subject_id WHERE seq = $1`,
    `UPDATE history_entry SET subject_type = 'other' WHERE seq = $1`,
    'UPDATE history_entry SET item_ids = item_ids || 5 WHERE seq = $1',
    'UPDATE history_entry SET publication_id = coalesce(publication_id, 0) + 1 WHERE seq = $1',
    `UPDATE history_entry SET digest = sha256('other') WHERE seq = $1`,
    `UPDATE history_payload SET redacted_at = NULL, after = coalesce(after, '{}') || '{"edited": true}' WHERE seq = $1`,
    `WITH payload AS (UPDATE history_payload SET redacted_at = NULL, before = '{"all": "of it"}' WHERE seq = $1 RETURNING *)
     UPDATE history_entry entry SET digest = history_digest(payload.before, payload.after) FROM payload WHERE entry.seq = payload.seq`,
    'WITH payload AS (DELETE FROM history_payload WHERE seq = $1) DELETE FROM history_entry WHERE seq = $1',
  ];
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...edits), fc.constantFrom(...seqs), async (edit, seq) => {
      const found = await verifiedAfter(async (manager) => {
        await manager.query('ALTER TABLE history_payload DROP CONSTRAINT fk_history_payload_seq');
        await manager.query(edit, [seq]);
      });
      expect(found).toMatchObject({ ok: false, seq });
    }),
    { numRuns: 200 },
  );
}, 120_000);

test('a seal that is edited or taken out of the middle shows', async () => {
  await record();
  await sealer.seal();
  await record();
  await sealer.seal();
  const after = (edit: string) => verifiedAfter((manager) => manager.query(edit));
  const second = '(SELECT from_seq FROM history_seal ORDER BY from_seq OFFSET 1 LIMIT 1)';
  expect(await after(`UPDATE history_seal SET hash = sha256('x') WHERE from_seq = ${second}`)).toMatchObject({
    ok: false,
    reason: 'seal',
  });
  expect(
    await after(`UPDATE history_seal SET leaves = leaves || '\\x00' WHERE from_seq = ${second}`),
  ).toMatchObject({ ok: false });
  expect(await after(`DELETE FROM history_seal WHERE from_seq = ${second}`)).toMatchObject({ ok: false });
});
