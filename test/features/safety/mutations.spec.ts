import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { ROLES, type Role } from '../../../src/shared/permissions.js';
import { TEST_PASSWORD, type TestApp, type TestPerson, startTestApp } from '../../support/app.js';
import type { Answer, TestClient } from '../../support/client.js';
import { type Route, routesOf } from '../../support/routes.js';
import { NEW_PASSWORD } from './cases/access.js';
import type { Call, MutationCase } from './cases/case.js';
import { APART, mutationCases } from './mutation-cases.js';
import { changedTables, nextTransaction, rowDigest, writersSince } from './row-digest.js';

/**
 * Every route that changes something, called once as it should be and in every way that must be refused: what is done
 * stands in the history once, by whom did it, with one version for each item changed and no secret or name; what is
 * refused leaves every table as it was.
 */
let heed: TestApp;
let routes: Route[];
let cases: Record<string, MutationCase>;
const clients = {} as Record<Role | 'visitor', TestClient>;

beforeAll(async () => {
  heed = await startTestApp({ today: '2026-11-22' });
  routes = routesOf(heed.app).filter(({ isUnsafe }) => isUnsafe);
  const people = {} as Record<Role, TestPerson>;
  await heed.team('Taken');
  const teamId = await heed.team('Weirs');
  for (const role of ROLES) {
    // Names that stand in no other text: where one is found, it leaked.
    people[role] = await heed.person({
      role,
      teamId,
      name: `Zubaida ${role} Quillfeather`,
      email: `z.${role}@quillfeather.example`,
    });
    clients[role] = await heed.signIn(people[role]);
  }
  clients.visitor = heed.visitor();
  await clients.visitor.get('/sign-in');
  cases = mutationCases(heed, people);
}, 60_000);
afterAll(() => heed?.close());

const routeOf = (name: string) => routes.find((route) => route.name === name)!;

function send(client: TestClient, { method, isApi }: Route, { path, body, version }: Call): Promise<Answer> {
  if (!isApi) return client.post(path, { ...body, version });
  const headers: Record<string, string> = version === undefined ? {} : { 'if-match': `"${version}"` };
  return client.api(method, path, body ?? {}, headers);
}

interface Entry {
  seq: string;
  actor_id: number;
  action: string;
  item_ids: number[];
  before: object | null;
  after: object | null;
}
const entriesAfter = (seq: string) =>
  heed.ownerDataSource.query<Entry[]>(
    `SELECT entry.*, before, after FROM history_entry entry JOIN history_payload USING (seq) WHERE seq > $1 ORDER BY seq`,
    [seq],
  );
const lastSeq = async () =>
  (await heed.ownerDataSource.query('SELECT coalesce(max(seq), 0) AS seq FROM history_entry'))[0]
    .seq as string;

interface ItemState {
  id: number;
  row: string;
  version: number;
  versions: number;
}
/** Every item: its row with its actors, and how many versions of it are kept. */
const itemsNow = async () =>
  new Map(
    (
      await heed.ownerDataSource.query<ItemState[]>(
        `SELECT i.id, i.version, (SELECT count(*)::int FROM item_version v WHERE v.item_id = i.id) AS versions,
            i::text || (SELECT coalesce(string_agg(a::text, '' ORDER BY a.position), '') FROM item_actor a WHERE a.item_id = i.id) AS row
           FROM item i`,
      )
    ).map((item) => [item.id, item]),
  );

/** What the history must never hold: who people are, and whatever opens a door. */
async function leaksOf(entry: Entry): Promise<string[]> {
  const text = JSON.stringify(entry);
  const secrets = await heed.ownerDataSource.query<{ secret: string }[]>(
    `SELECT unnest(ARRAY[name, email, password_hash]) AS secret FROM person
     UNION SELECT encode(token_hash, 'hex') FROM session UNION SELECT encode(token_hash, 'hex') FROM api_token
     UNION SELECT encode(token_hash, 'hex') FROM setup_token`,
  );
  const named = [
    ...secrets.map(({ secret }) => secret),
    TEST_PASSWORD,
    NEW_PASSWORD,
    'Quillfeather',
    'Wrenfield',
  ]
    .filter(Boolean)
    .filter((secret) => text.includes(secret));
  // A token of ours has 43 characters, a hash 64; a digest column is binary and no text.
  const { digest: _, ...shown } = entry as Entry & { digest: unknown };
  return [...named, ...(JSON.stringify(shown).match(/[\w-]{43,}|\$(argon2|scrypt|2b)\S*/g) ?? [])];
}

/** Leaves everything as it was and answers this. */
async function refused(
  before: Record<string, string>,
  what: string,
  status: number,
  call: () => Promise<Answer>,
) {
  const answer = await call();
  const after = await rowDigest(heed);
  expect({ what, status: answer.status, changed: changedTables(before, after) }).toEqual({
    what,
    status,
    changed: [],
  });
}

test('every route that changes something has a call here, or a reason why not', () => {
  const known = [...Object.keys(cases), ...Object.keys(APART)];
  expect(known.toSorted()).toEqual(routes.map(({ name }) => name).toSorted());
});

// The names stand here at once, for the cases themselves need the application.
describe.each(Object.keys(mutationCases({} as TestApp, {} as Record<Role, TestPerson>)))('%s', (name) => {
  let route: Route;
  let one: MutationCase;
  let call: Call;
  let client: TestClient;

  beforeAll(async () => {
    route = routeOf(name);
    one = cases[name];
    client = clients[one.by];
    call = await one.ready(client);
  });

  test('refused, it leaves everything as it was', async () => {
    const { isApi } = route;
    const before = await rowDigest(heed);
    await refused(before, 'visitor', isApi ? 401 : 303, () => send(clients.visitor, route, call));
    const lesser = ROLES[ROLES.indexOf(one.by) - 1];
    if (lesser) await refused(before, lesser, isApi ? 403 : 404, () => send(clients[lesser], route, call));
    await refused(before, 'no CSRF token', 403, () =>
      client.send(route.method, call.path, {
        headers: { 'content-type': isApi ? 'application/json' : 'application/x-www-form-urlencoded' },
        body: isApi ? '{}' : '',
      }),
    );
    if (!one.noFields)
      await refused(before, 'a field that is none', 422, () =>
        send(client, route, { ...call, body: { ...call.body, isAdmin: 'true' } }),
      );
    if (call.version !== undefined) {
      await refused(before, 'a version that is gone', 412, () =>
        send(client, route, { ...call, version: 77 }),
      );
      if (isApi)
        await refused(before, 'no version', 428, () => send(client, route, { ...call, version: undefined }));
    }
    for (const [index, [status, change]] of (one.late ?? []).entries())
      await refused(before, `late ${index}`, status, () => send(client, route, change(call)));
  });

  test('done, it stands in the history once', async () => {
    const [seq, before] = [await lastSeq(), await itemsNow()];
    const [rows, next] = [await rowDigest(heed), await nextTransaction(heed)];
    const answer = await send(client, route, call);
    expect(answer.status).toBeLessThan(400);
    if (!route.isApi && answer.status === 200) expect(answer.text).not.toContain('alert-danger');

    const written = changedTables(rows, await rowDigest(heed));
    expect(written).toContain('history_entry');
    // All of it in one transaction: what is rolled back takes its entry with it.
    expect(await writersSince(heed, written, next)).toHaveLength(1);
    const entries = await entriesAfter(seq);
    const beside = (entry: Entry) => one.beside?.includes(entry.action) ?? false;
    expect(entries.filter((entry) => !beside(entry)).map(({ action }) => action)).toEqual(one.writes);
    expect([...new Set(entries.map((entry) => entry.actor_id))]).toEqual([client.person!.id]);
    for (const entry of entries) expect(await leaksOf(entry)).toEqual([]);

    const changed = [...(await itemsNow()).values()].filter(
      (item) => item.row !== before.get(item.id)?.row || item.versions !== before.get(item.id)?.versions,
    );
    expect(changed).toHaveLength(one.items ?? 0);
    for (const { id, version, versions } of changed) {
      const { version: old, versions: kept } = before.get(id) ?? { version: 0, versions: 0 };
      expect([version - old, versions - kept]).toEqual([1, 1]);
    }
    const named = new Set(entries.flatMap((entry) => entry.item_ids));
    expect(changed.map(({ id }) => id).filter((id) => !named.has(id))).toEqual([]);
  });
});
