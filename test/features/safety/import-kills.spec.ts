import { type ChildProcess, spawn } from 'node:child_process';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { DataSource } from 'typeorm';
import { projectDir } from '../../../src/config/config.js';
import { makeDataSource } from '../../../src/database/data-source.js';
import { hashPassword } from '../../../src/modules/access/index.js';
import { TEST_PASSWORD, type TestPerson } from '../../support/app.js';
import { TestClient } from '../../support/client.js';
import { type TestDatabase, createTestDatabase } from '../../support/database.js';
import { build } from '../../support/embedded-child.js';
import { TWIN } from '../import/support.js';

// SAFETY 16: an import is wholly there or not at all. A server of its own is killed (SIGKILL) at a random moment around
// the commit, thirty times; the next one finds all or nothing, and the repeat makes exactly one.

const KILLS = 30;
const seed = Number(process.env.HEED_TEST_SEED ?? Math.floor(Math.random() * 2 ** 31));

/** Numbers from 0 to 1 that come again with the seed. https://en.wikipedia.org/wiki/Xorshift */
function randoms(from: number): () => number {
  let state = from || 1;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 2 ** 32;
  };
}

interface Server {
  child: ChildProcess;
  baseUrl: string;
  ended: Promise<unknown>;
}

const freePort = () =>
  new Promise<number>((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number };
      server.close(() => resolve(port));
    });
  });

async function start(database: TestDatabase): Promise<Server> {
  const port = await freePort();
  const { BASE_URL: _b, NODE_OPTIONS: _n, ...env } = process.env;
  const child = spawn(process.execPath, [join(projectDir, 'dist/src/main.js')], {
    env: {
      ...env,
      DATABASE_URL: database.appUrl,
      MIGRATION_DATABASE_URL: database.ownerUrl,
      PORT: String(port),
      HEED_TODAY: '2026-11-22',
    },
  });
  let output = '';
  const ended = new Promise((resolve) => child.on('exit', resolve));
  await new Promise<void>((resolve, reject) => {
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (text) => {
        output += String(text);
        if (output.includes('Ctrl-C stops it.')) resolve();
      });
    void ended.then(() => reject(new Error(`It did not start: ${output}`)));
  });
  return { child, baseUrl: `http://localhost:${port}`, ended };
}

describe('an import that is cut off', () => {
  let database: TestDatabase;
  let owner: DataSource;
  let person: TestPerson;
  let cookies: ReadonlyMap<string, string>;
  const servers: Promise<Server>[] = [];

  beforeAll(async () => {
    build();
    database = await createTestDatabase();
    owner = await makeDataSource({ url: database.ownerUrl }).initialize();
    const [team] = await owner.query<{ id: number }[]>(
      `INSERT INTO team (name) VALUES ('Lamps') RETURNING id`,
    );
    const email = 'writer@example.org';
    const [{ id }] = await owner.query<{ id: number }[]>(
      `INSERT INTO person (name, email, password_hash, role, team_id, created_at) VALUES ('Writer', $1, $2, 'contributor', $3, now()) RETURNING id`,
      [email, await hashPassword(TEST_PASSWORD), team!.id],
    );
    person = { id, name: 'Writer', email, role: 'contributor', teamId: team!.id };
  }, 300_000);
  afterAll(async () => {
    for (const { child, ended } of await Promise.all(servers)) {
      if (child.exitCode === null && child.signalCode === null) child.kill('SIGKILL');
      await ended;
    }
    await owner?.destroy();
    await database?.drop();
  }, 60_000);

  const next = () => {
    const server = start(database);
    servers.push(server);
    return server;
  };
  const clientOf = ({ baseUrl }: Server) => {
    const client = new TestClient(baseUrl, person);
    for (const [name, value] of cookies) client.cookies.set(name, value);
    return client;
  };
  const commit = (client: TestClient, id: string, number: number) =>
    client.api(
      'POST',
      `/api/v1/imports/${id}/commit`,
      { publication: { number: String(number), refPrefix: `PB-${number}` } },
      { 'if-match': '"1"' },
    );

  /** What is there of an import, by kind; a whole one has all. */
  async function thereOf(number: number) {
    const [row] = await owner.query(
      `SELECT (SELECT count(*)::int FROM publication WHERE number = $1) AS publications,
              (SELECT count(*)::int FROM item WHERE ref LIKE $2) AS items,
              (SELECT count(*)::int FROM item_version v JOIN item i ON i.id = v.item_id WHERE i.ref LIKE $2) AS versions,
              (SELECT count(*)::int FROM action a JOIN item i ON i.id = a.item_id WHERE i.ref LIKE $2) AS actions,
              (SELECT count(*)::int FROM publication_note n JOIN publication p ON p.id = n.publication_id WHERE p.number = $1) AS notes,
              (SELECT count(*)::int FROM history_entry h JOIN publication p ON p.id = h.publication_id
                WHERE p.number = $1 AND h.action = 'publication.imported') AS entries`,
      [String(number), `PB-${number}.%`],
    );
    return row as Record<string, number>;
  }
  const WHOLE = { publications: 1, items: 13, versions: 13, actions: 5, notes: 26, entries: 1 };
  const NOTHING = { publications: 0, items: 0, versions: 0, actions: 0, notes: 0, entries: 0 };

  /** Till the killed server's session in the database has ended too. */
  async function settled() {
    for (;;) {
      const [{ count }] = await owner.query(
        `SELECT count(*)::int FROM pg_stat_activity WHERE datname = current_database() AND xact_start IS NOT NULL AND pid <> pg_backend_pid()`,
      );
      if (count === 0) return;
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
  }

  test(`is wholly there or not at all, ${KILLS} times; the repeat makes one, and a further one nothing`, async () => {
    const random = randoms(seed);
    let server = await next();
    const first = new TestClient(server.baseUrl, person);
    await first.signIn(person.email, TEST_PASSWORD);
    cookies = first.cookies;
    const { id: original } = (await first.api('POST', '/api/v1/imports', { text: TWIN })).json<{
      id: string;
    }>();
    const copies = await owner.query<{ id: string }[]>(
      `INSERT INTO import_draft SELECT (jsonb_populate_record(d, jsonb_build_object('id', gen_random_uuid()))).*
         FROM import_draft d, generate_series(1, $2) WHERE id = $1 RETURNING id`,
      [original, KILLS],
    );
    // Each another document: the same one again would be compared with what came of it.
    await owner.query(
      `UPDATE import_draft SET content = content || convert_to(' ' || id, 'UTF8') WHERE id <> $1`,
      [original],
    );
    const began = performance.now();
    expect((await commit(first, original, 1000)).status).toBe(200);
    const lasts = performance.now() - began;

    const counts = { nothing: 0, whole: 0, acknowledged: 0 };
    for (const [index, { id }] of copies.entries()) {
      const number = 1001 + index;
      const following = next();
      const client = clientOf(server);
      const csrf = await client.csrf();
      expect(csrf).not.toBe('');
      const answer = commit(client, id, number).catch(() => null);
      await new Promise((resolve) => setTimeout(resolve, random() * lasts * 2.5));
      server.child.kill('SIGKILL');
      const acknowledged = (await answer)?.status === 200;
      await server.ended;
      await settled();
      const there = await thereOf(number);
      expect([there, `seed ${seed}, kill ${index}`]).toEqual([
        there.publications === 1 ? WHOLE : NOTHING,
        `seed ${seed}, kill ${index}`,
      ]);
      if (acknowledged) expect(there).toEqual(WHOLE);
      counts[there.publications === 1 ? 'whole' : 'nothing']++;
      if (acknowledged) counts.acknowledged++;

      server = await following;
      const again = await commit(clientOf(server), id, number);
      expect([again.status, await thereOf(number)]).toEqual([200, WHOLE]);
      const once = await commit(clientOf(server), id, number);
      expect(once.json()).toEqual(again.json());
      expect(await thereOf(number)).toEqual(WHOLE);
    }
    // Bodies that were entered in a transaction that did not come through are not there twice, or at all.
    const [{ doubles }] = await owner.query(
      `SELECT count(*)::int AS doubles FROM (SELECT name_key FROM actor GROUP BY 1 HAVING count(*) > 1) d`,
    );
    expect(doubles).toBe(0);
    process.stdout.write(
      `Killed ${KILLS} times within ${Math.round(lasts * 2.5)} ms of the commit (seed ${seed}): nothing there ${counts.nothing}, all there ${counts.whole} (acknowledged ${counts.acknowledged})\n`,
    );
  }, 300_000);
});
