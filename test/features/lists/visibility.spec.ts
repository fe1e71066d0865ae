import { CLASSIFICATIONS, type Classification } from '../../../src/modules/publications/index.js';
import { type TestApp, type TestPerson, startTestApp } from '../../support/app.js';
import type { TestClient } from '../../support/client.js';
import { makePublication, recordEvidence } from '../../support/data.js';

interface Made {
  id: number;
  ref: string;
  /** A word that stands in the titles of this publication, its item and its actor, and nowhere else. */
  word: string;
  level: Classification;
  team: 'a' | 'b';
}

let test: TestApp;
const teams = { a: 0, b: 0 };
const made: Made[] = [];
const people: Record<string, TestPerson> = {};
const clients: Record<string, TestClient> = {};
/** Who was given leave to see what, beside their role. */
let granted: { item: Made; publication: Made };

/** What DESIGN.md says a role sees; written apart from the SQL. */
function sees(person: TestPerson, { level, team }: Made): boolean {
  if (level === 'public' || level === 'internal') return true;
  if (level === 'restricted') return false;
  if (person.role === 'viewer') return false;
  return person.role !== 'contributor' || person.teamId === teams[team];
}

const seesItem = (who: string, it: Made) =>
  sees(people[who], it) || (who === 'guest' && (it === granted.item || it === granted.publication));
const seesPublication = (who: string, it: Made) =>
  sees(people[who], it) || (who === 'guest' && it === granted.publication);

const WORDS = ['Alder', 'Birch', 'Cedar', 'Dogwood', 'Elder', 'Fir', 'Gorse', 'Hazel'];
const WHO = ['viewer', 'contributorA', 'contributorB', 'contributorOfNone', 'manager', 'admin', 'guest'];

beforeAll(async () => {
  test = await startTestApp({ today: '2026-11-22' });
  teams.a = await test.team('Team A');
  teams.b = await test.team('Team B');
  const manager = await test.person({ role: 'manager', name: 'Maker', teamId: teams.a });
  for (const team of ['a', 'b'] as const)
    for (const level of CLASSIFICATIONS) {
      const word = WORDS[made.length];
      const { publication, actions } = await makePublication(test.app, {
        by: manager,
        teamId: teams[team],
        title: `${word} paper`,
        classification: level,
        actions: [{ title: `${word} action`, dueOn: '2026-10-01', actors: ['Common Body', `${word} Body`] }],
      });
      made.push({ id: publication.id, ref: actions[0].ref, word, level, team });
    }
  // Whoever enters a restricted publication keeps seeing it; the maker is none of the people who look here.
  people.viewer = await test.person({ role: 'viewer' });
  people.contributorA = await test.person({ role: 'contributor', teamId: teams.a });
  people.contributorB = await test.person({ role: 'contributor', teamId: teams.b });
  people.contributorOfNone = await test.person({ role: 'contributor' });
  people.manager = await test.person({ role: 'manager', teamId: teams.a });
  people.admin = await test.person({ role: 'admin' });
  people.guest = await test.person({ role: 'viewer' });
  const restricted = made.filter(({ level }) => level === 'restricted');
  granted = { item: restricted[0], publication: restricted[1] };
  await test.ownerDataSource.query(
    `INSERT INTO item_grant (person_id, item_id, granted_by, granted_at) SELECT $1, id, $1, now() FROM item WHERE ref = $2`,
    [people.guest.id, granted.item.ref],
  );
  await test.ownerDataSource.query(
    'INSERT INTO publication_grant (person_id, publication_id, granted_by, granted_at) VALUES ($1, $2, $1, now())',
    [people.guest.id, granted.publication.id],
  );
  for (const who of WHO) clients[who] = await test.signIn(people[who]);
});
afterAll(() => test.close());

interface List {
  total: number;
  items: { ref: string; publication: { id: number | null; title: string | null } }[];
}
const list = async (who: string, query = '') =>
  (await clients[who].api('GET', `/api/v1/items?pageSize=200${query}`)).json<List>();

describe.each(WHO)('what %s sees', (who) => {
  it('are the same items in list, count, search and export', async () => {
    const mine = made.filter((it) => seesItem(who, it)).map(({ ref }) => ref);
    const { items, total } = await list(who);
    expect(items.map(({ ref }) => ref).toSorted()).toEqual(mine.toSorted());
    expect(total).toBe(mine.length);
    for (const it of made) {
      const found = await list(who, `&q=${it.word}`);
      expect([it.word, found.total]).toEqual([it.word, seesItem(who, it) ? 1 : 0]);
    }
    const page = (await clients[who].get('/items')).text;
    const csv = (await clients[who].get('/items.csv')).text;
    for (const it of made) {
      expect([it.ref, page.includes(it.ref)]).toEqual([it.ref, seesItem(who, it)]);
      expect([it.ref, csv.includes(it.ref)]).toEqual([it.ref, seesItem(who, it)]);
    }
  });

  it('are the same numbers on the overview and in the overdue list', async () => {
    const mine = made.filter((it) => seesItem(who, it));
    const overview = (await clients[who].api('GET', '/api/v1/overview')).json<{
      needs: { need: string; count: number }[];
      progress: { count: number }[];
      byPublication: { id: number }[];
    }>();
    expect(overview.progress.reduce((sum, { count }) => sum + count, 0)).toBe(mine.length);
    expect(overview.needs.find(({ need }) => need === 'past_due')?.count).toBe(mine.length);
    expect(new Set(overview.byPublication.map(({ id }) => id))).toEqual(
      new Set(made.filter((it) => seesPublication(who, it)).map(({ id }) => id)),
    );
    const overdue = (await clients[who].get('/overdue?group=actor')).text;
    const home = (await clients[who].get('/')).text;
    for (const it of made) {
      expect([it.word, overdue.includes(`${it.word} Body`)]).toEqual([it.word, seesItem(who, it)]);
      expect([it.word, home.includes(`${it.word} paper`)]).toEqual([it.word, seesPublication(who, it)]);
    }
  });

  it('are the same publications in list, page and API; hidden and missing look the same', async () => {
    const page = (await clients[who].get('/publications')).text;
    const { total } = (await clients[who].api('GET', '/api/v1/publications')).json<{ total: number }>();
    expect(total).toBe(made.filter((it) => seesPublication(who, it)).length);
    const missing = await clients[who].get('/publications/999999');
    for (const it of made) {
      const may = seesPublication(who, it);
      expect([it.word, page.includes(`${it.word} paper`)]).toEqual([it.word, may]);
      const one = await clients[who].get(`/publications/${it.id}`);
      expect([it.word, one.status]).toEqual([it.word, may ? 200 : 404]);
      if (!may) expect(unsaid(one.text)).toBe(unsaid(missing.text));
      const api = await clients[who].api('GET', `/api/v1/publications/${it.id}`);
      expect(api.status).toBe(may ? 200 : 404);
    }
  });

  it('are the same actors, and of each only what it owes that one may see', async () => {
    const mine = made.filter((it) => seesItem(who, it));
    const { actors } = (await clients[who].api('GET', '/api/v1/actors?pageSize=200')).json<{
      actors: { id: number; name: string; items: { total: number; pastDue: number } }[];
    }>();
    expect(actors.map(({ name }) => name).toSorted()).toEqual(
      ['Common Body', ...mine.map(({ word }) => `${word} Body`)].toSorted(),
    );
    const common = actors.find(({ name }) => name === 'Common Body');
    expect(common?.items).toEqual({ total: mine.length, open: mine.length, pastDue: mine.length });
    const page = (await clients[who].get(`/actors/${common?.id}`)).text;
    for (const it of made) expect([it.ref, page.includes(it.ref)]).toEqual([it.ref, seesItem(who, it)]);
    const [hidden] = await test.ownerDataSource.query<{ id: number }[]>(
      'SELECT id FROM actor WHERE NOT id = ANY($1) LIMIT 1',
      [actors.map(({ id }) => id)],
    );
    if (hidden) expect((await clients[who].get(`/actors/${hidden.id}`)).status).toBe(404);
  });
});

/** A page without what differs from one request to the next. */
const unsaid = (html: string) => html.replaceAll(/nonce="[^"]*"|content="[^"]*"|value="[^"]*"/g, '');

it('tells a guest of one item nothing of its publication', async () => {
  const { items } = await list('guest', `&q=${granted.item.word}`);
  expect(items[0].publication).toMatchObject({ id: null, title: null });
  expect((await clients.guest.get('/items')).text).not.toContain(`${granted.item.word} paper`);
  const other = await list('guest', `&q=${granted.publication.word}`);
  expect(other.items[0].publication.title).toBe(`${granted.publication.word} paper`);
});

it('takes an item for as strict as the stricter of itself and its publication', async () => {
  const by = await test.person({ role: 'manager', teamId: teams.a });
  const { actions } = await makePublication(test.app, {
    by,
    classification: 'public',
    actions: [{ title: 'Quince action', classification: 'confidential' }, { title: 'Rowan action' }],
  });
  const seen = async (who: string) => (await list(who, '&q=action')).items.map(({ ref }) => ref);
  expect(await seen('viewer')).not.toContain(actions[0].ref);
  expect(await seen('viewer')).toContain(actions[1].ref);
  expect(await seen('contributorA')).toContain(actions[0].ref);
  expect(await seen('contributorB')).not.toContain(actions[0].ref);
  const page = await clients.viewer.get(`/publications/${actions[0].publicationId}`);
  expect(page.text).toContain(actions[1].ref);
  expect(page.text).not.toContain(actions[0].ref);
});

it('shows as latest evidence and as news only what one may see', async () => {
  const by = await test.person({ role: 'contributor', teamId: teams.a });
  const { actions } = await makePublication(test.app, { by, classification: 'internal', actions: 1 });
  const { ref } = actions[0];
  await recordEvidence(test.app, by, {
    eventOn: '2026-02-01',
    text: 'Openly announced.',
    effects: [{ item: ref }],
  });
  await recordEvidence(test.app, by, {
    eventOn: '2026-05-01',
    text: 'Whispered in a corridor.',
    classification: 'confidential',
    effects: [{ item: ref }],
  });
  const latest = async (who: string) => {
    const { items } = (await clients[who].api('GET', `/api/v1/items?q=${ref}`)).json<{
      items: { lastEvidence: { text: string; eventOn: string } }[];
    }>();
    return items[0].lastEvidence;
  };
  expect(await latest('viewer')).toMatchObject({ text: 'Openly announced.', eventOn: '2026-02-01' });
  expect(await latest('contributorB')).toMatchObject({ text: 'Openly announced.' });
  expect(await latest('contributorA')).toMatchObject({
    text: 'Whispered in a corridor.',
    eventOn: '2026-05-01',
  });
  expect(await latest('manager')).toMatchObject({ text: 'Whispered in a corridor.' });
  const news = async (who: string) =>
    (await clients[who].api('GET', '/api/v1/overview'))
      .json<{ changes: { action: string; items: { ref: string }[] }[] }>()
      .changes.filter(({ action, items }) => action === 'evidence.recorded' && items[0]?.ref === ref).length;
  expect(await news('viewer')).toBe(1);
  expect(await news('manager')).toBe(2);
});

it('says of a change on several items only the ones that one may see', async () => {
  const by = await test.person({ role: 'manager', teamId: teams.a });
  const open = await makePublication(test.app, { by, classification: 'public', actions: 1 });
  const shut = await makePublication(test.app, { by, classification: 'confidential', actions: 1 });
  const [seen, hidden] = [open.actions[0].ref, shut.actions[0].ref];
  await recordEvidence(test.app, by, { effects: [{ item: seen }, { item: hidden }] });
  const { changes } = (await clients.viewer.api('GET', '/api/v1/overview')).json<{
    changes: { items: { ref: string }[]; itemCount: number }[];
  }>();
  expect(changes[0]).toMatchObject({ items: [{ ref: seen }], itemCount: 1 });
  expect((await clients.viewer.get('/')).text).not.toContain(hidden);
});
