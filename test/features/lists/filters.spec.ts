import {
  DueRevisionsService,
  FollowUpsService,
  type Item,
  OwnersService,
  ResponsesService,
} from '../../../src/modules/tracking/index.js';
import { ReadingsService } from '../../../src/modules/evidence/index.js';
import type { CurrentUser } from '../../../src/shared/permissions.js';
import { type TestApp, startTestApp } from '../../support/app.js';
import type { TestClient } from '../../support/client.js';
import { type MadePublication, makePerson, makePublication, recordEvidence } from '../../support/data.js';

let test: TestApp;
let client: TestClient;
let boss: CurrentUser;
let sara: CurrentUser;
let one: MadePublication;
let two: MadePublication;
/** References of the seven items: `a[0]` is the first action of the first publication, `r`, `b` likewise. */
let a: string[];
let r: string[];
let b: string[];

const refsOf = (items: Item[]) => items.map(({ ref }) => ref);

beforeAll(async () => {
  test = await startTestApp({ today: '2026-11-22' });
  const teamId = await test.team();
  const person = await test.person({ role: 'manager', teamId });
  boss = { ...person };
  client = await test.signIn(person);
  sara = await makePerson(test.app, { name: 'Sara', teamId });
  test.clock.set('2026-06-01T12:00:00Z');
  one = await makePublication(test.app, {
    by: boss,
    series: 'Brief',
    number: '2',
    actions: [
      { title: 'Zinc', window: { max: 6, term: 'short' }, ownerId: sara.id, actors: ['Ministry of Zinc'] },
      {
        title: 'amber',
        window: { max: 12, term: 'short-medium' },
        issue: '50 % of it is gone_',
        actors: ['Amber Board'],
      },
      { title: 'Copper', dueOn: '2028-01-01', startsOn: '2027-01-01', term: 'long', actors: [] },
    ],
    recommendations: [{ title: 'Regulate', text: 'Regulate the Łódź market.', term: 'ongoing' }],
  });
  two = await makePublication(test.app, {
    by: await makePerson(test.app, { role: 'manager', teamId: await test.team() }),
    series: 'Brief',
    number: '11',
    classification: 'public',
    actions: [
      { title: 'Tin', dueOn: '2026-03-31', actors: ['Ministry of Zinc'] },
      { title: 'معدنیات', dueOn: '2026-12-10', actors: ['وزارت'] },
      { title: 'Lead' },
    ],
  });
  [a, r, b] = [refsOf(one.actions), refsOf(one.recommendations), refsOf(two.actions)];

  await recordEvidence(test.app, sara, {
    eventOn: '2026-03-01',
    effects: [{ item: a[0], progressTo: 'in_progress' }],
  });
  // Done in time, and confirmed by somebody else than who recorded it.
  await recordEvidence(test.app, sara, {
    eventOn: '2026-03-02',
    effects: [{ item: b[0], progressTo: 'implemented' }],
  });
  await test.app
    .get(ReadingsService)
    .read(boss, await effectOf(b[0]), { verdict: 'confirmed', reason: null });
  test.clock.set('2026-11-20T12:00:00Z');
  await recordEvidence(test.app, sara, {
    eventOn: '2026-11-19',
    effects: [{ item: a[1], progressTo: 'implemented' }],
  });
  const { actorId } = (
    await test.ownerDataSource.query<{ actorId: number }[]>(
      'SELECT actor_id AS "actorId" FROM item_actor JOIN item ON item.id = item_id WHERE ref = $1',
      [b[1]],
    )
  )[0];
  await test.app.get(ResponsesService).record(boss, b[1], actorId, {
    response: 'rejected',
    respondedOn: '2026-11-01',
    reply: null,
    sourceUrl: null,
    version: 1,
  });
  const follow = test.app.get(FollowUpsService);
  await follow.plan(boss, b[1], { step: 'Call them', assigneeId: sara.id, dueOn: '2026-11-22' });
  await follow.plan(boss, b[2], { step: 'Write', assigneeId: boss.id, dueOn: '2026-11-23' });
  test.clock.set('2026-11-22T12:00:00Z');
});
afterAll(() => test.close());

async function effectOf(ref: string): Promise<number> {
  const rows = await test.ownerDataSource.query<{ id: number }[]>(
    'SELECT progress_effect_id AS id FROM item WHERE ref = $1',
    [ref],
  );
  return rows[0].id;
}

async function find(query: string, as = client): Promise<string[]> {
  const answer = await as.api('GET', `/api/v1/items?${query}`);
  expect([query, answer.status]).toEqual([query, 200]);
  const { items, total } = answer.json<{ items: { ref: string }[]; total: number }>();
  expect(total).toBe(items.length);
  return items.map(({ ref }) => ref);
}

it('lists everything by reference, as people read numbers: 2 before 11', async () => {
  expect(await find('')).toEqual([...a, ...r, ...b]);
  expect(await find('sort=-ref')).toEqual([...a, ...r, ...b].toReversed());
});

it.each<[string, () => string[]]>([
  ['kind=recommendation', () => r],
  ['kind=action', () => [...a, ...b]],
  ['progress=in_progress', () => [a[0]]],
  ['progress=in_progress&progress=implemented', () => [a[0], a[1], b[0]]],
  ['progress[]=in_progress&progress[]=implemented', () => [a[0], a[1], b[0]]],
  ['progress=reversed', () => []],
  ['claim=awaiting', () => [a[1]]],
  ['claim=confirmed', () => [b[0]]],
  ['response=rejected', () => [b[1]]],
  ['response=rejected&response=accepted', () => [b[1]]],
  ['timeliness=past_due', () => [a[0]]],
  ['timeliness=due_soon', () => [a[1], b[1]]],
  ['timeliness=done_in_time', () => [b[0]]],
  ['timeliness=window_not_open&timeliness=no_due_date', () => [a[2], r[0], b[2]]],
  ['open=no', () => [b[0]]],
  ['open=yes', () => [...a, ...r, b[1], b[2]]],
  ['owner=none', () => [a[1], a[2], ...r, ...b]],
  ['owner=me', () => []],
  ['term=short', () => [a[0]]],
  ['term=short&term=long', () => [a[0], a[2]]],
  ['term=none', () => b],
  // Everything was last looked at in June but what was recorded or answered since.
  ['check=due', () => [a[0], a[2], ...r, b[1], b[2]]],
  ['followUp=due', () => [b[1]]],
  ['followUp=mine', () => []],
  ['dueFrom=2026-12-01&dueTo=2026-12-31', () => [a[1], b[1]]],
  ['dueTo=2026-12-10', () => [a[0], b[0], b[1]]],
  ['q=zinc', () => [a[0], b[0]]],
  ['q=ZINC+ministry', () => [a[0], b[0]]],
  ['q=zinc+tin', () => [b[0]]],
  ['q=łódź', () => r],
  ['q=معدنیات', () => [b[1]]],
  ['q=وزارت', () => [b[1]]],
  // The signs that mean something to LIKE mean themselves.
  ['q=50+%25', () => [a[1]]],
  ['q=gone_', () => [a[1]]],
  ['q=%25%25%25', () => []],
  ["q=' OR 1=1 --", () => []],
  ['q=%5C', () => []],
  ['kind=action&open=yes&q=zinc', () => [a[0]]],
  // What a form leaves empty is not given.
  ['kind=&progress=&q=&owner=none&publication=', () => [a[1], a[2], ...r, ...b]],
])('filters: %s', async (query, expected) => {
  expect(await find(query)).toEqual(expected());
});

it('filters by publication, team, actor and person', async () => {
  expect(await find(`publication=${two.publication.id}`)).toEqual(b);
  expect(await find(`team=${one.publication.teamId}`)).toEqual([...a, ...r]);
  expect(await find(`owner=${sara.id}`)).toEqual([a[0]]);
  const { actors } = (await client.api('GET', '/api/v1/actors?q=zinc')).json<{ actors: { id: number }[] }>();
  expect(actors).toHaveLength(1);
  expect(await find(`actor=${actors[0].id}`)).toEqual([a[0], b[0]]);
  expect(await find('actor=999999')).toEqual([]);
  const { version } = (
    await test.ownerDataSource.query('SELECT version FROM item WHERE ref = $1', [b[2]])
  )[0];
  await test.app.get(OwnersService).assign(boss, b[2], { ownerId: boss.id, version });
  expect(await find('owner=me')).toEqual([b[2]]);
  await test.app.get(OwnersService).assign(boss, b[2], { ownerId: null, version: version + 1 });
});

it.each<[string, () => string[]]>([
  ['due', () => [b[0], a[0], b[1], a[1], a[2], r[0], b[2]]],
  ['-due', () => [a[2], a[1], b[1], a[0], b[0], r[0], b[2]]],
  ['progress', () => [a[2], r[0], b[1], b[2], a[0], a[1], b[0]]],
  ['-progress', () => [a[1], b[0], a[0], a[2], r[0], b[1], b[2]]],
  ['lastEvidence', () => [a[0], b[0], a[1], a[2], r[0], b[1], b[2]]],
  ['-lastEvidence', () => [a[1], b[0], a[0], a[2], r[0], b[1], b[2]]],
  ['days', () => [a[0], b[1], b[0], a[1], a[2], r[0], b[2]]],
  ['-days', () => [a[2], a[1], b[0], b[1], a[0], r[0], b[2]]],
  ['owner', () => [a[0], a[1], a[2], r[0], b[0], b[1], b[2]]],
])('sorts by %s, what has none last, equals by reference', async (sort, expected) => {
  expect(await find(`sort=${sort}`)).toEqual(expected());
});

it('sorts by title without regard to capitals', async () => {
  expect(await find('sort=title&dueTo=2028-12-31')).toEqual([a[1], a[2], b[0], a[0], b[1]]);
  expect(await find('sort=-title&term=short&term=long&term=short-medium')).toEqual([a[0], a[2], a[1]]);
});

it('pages: every row once, in order, with the total of the whole list', async () => {
  const seen: string[] = [];
  for (let page = 1; page <= 4; page++) {
    const answer = await client.api('GET', `/api/v1/items?sort=progress&pageSize=2&page=${page}`);
    const { items, ...rest } = answer.json<{ items: { ref: string }[]; total: number }>();
    expect(rest).toEqual({ total: 7, page, pageSize: 2 });
    seen.push(...items.map(({ ref }) => ref));
    const link = answer.headers.get('link') ?? '';
    expect(link.includes('rel="next"')).toBe(page < 4);
    expect(link.includes('rel="prev"')).toBe(page > 1);
  }
  expect(seen).toEqual(await find('sort=progress'));
  const beyond = await client.api('GET', '/api/v1/items?page=99');
  expect(beyond.json()).toMatchObject({ items: [], total: 7 });
});

it('leads from page to page with the filter kept', async () => {
  const answer = await client.api(
    'GET',
    '/api/v1/items?kind=action&progress=in_progress&progress=no_public_evidence&pageSize=2&sort=-due',
  );
  const next = /<([^>]+)>; rel="next"/.exec(answer.headers.get('link') ?? '')?.[1] ?? '';
  const page = (await client.api('GET', next)).json<{ items: { ref: string }[]; page: number }>();
  expect(page.page).toBe(2);
  expect(page.items.map(({ ref }) => ref)).toEqual([a[0], b[2]]);
});

it.each([
  'bogus=1',
  'sort=password_hash',
  'sort=due;drop table item',
  'progress=done',
  'progress=in_progress&progress=nonsense',
  'progress[x]=in_progress',
  'publication=abc',
  'publication=-1',
  'publication=99999999999',
  'owner=everyone',
  'timeliness=late',
  'check=yes',
  'dueFrom=2026-02-30',
  'dueTo=tomorrow',
  'page=0',
  'page=1.5',
  'pageSize=201',
  'pageSize=0',
  'q=%00',
  `q=${'x'.repeat(201)}`,
  'q[a]=b',
])('refuses %s with 422 and says which, API and page alike', async (query) => {
  const field = /^\w+/.exec(query)?.[0] ?? '';
  const api = await client.api('GET', `/api/v1/items?${query}`);
  expect(api.status).toBe(422);
  expect(api.headers.get('content-type')).toContain('application/problem+json');
  const { errors } = api.json<{ errors: { field: string; message: string }[] }>();
  expect(errors.map((error) => error.field)).toEqual([field]);
  const page = await client.get(`/items?kind=action&${query}`);
  expect(page.status).toBe(422);
  expect(page.text).toContain(`<code dir="ltr">${field}</code>`);
  const without = /href="(\/items[^"]*)"[^>]*>Show the list without it/.exec(page.text)?.[1];
  expect(without).toBe('/items?kind=action');
});

it('writes the address of a form anew, so that it can be kept', async () => {
  const answer = await client.get(
    '/items?q=&publication=&kind=action&progress%5B%5D=in_progress&progress%5B%5D=implemented&sort=-due',
  );
  expect([answer.status, answer.location]).toEqual([
    303,
    '/items?kind=action&progress=in_progress&progress=implemented&sort=-due',
  ]);
  const page = await client.get(answer.location ?? '');
  expect(page.status).toBe(200);
  expect([...page.text.matchAll(/class="h-chip"/g)]).toHaveLength(3);
  expect(page.text).toContain('href="/items?kind=action&amp;progress=implemented&amp;sort=-due"');
  expect(page.text).toContain(
    'href="/items.csv?kind=action&amp;progress=in_progress&amp;progress=implemented&amp;sort=-due"',
  );
});

it('says of an item all that a list needs', async () => {
  await test.app.get(DueRevisionsService).revise(boss, a[0], {
    kind: 'slipped',
    dueOn: '2026-09-30',
    precision: 'month',
    reason: 'They said so',
    sourceUrl: 'https://example.org',
    version: 2,
  });
  const { items } = (await client.api('GET', `/api/v1/items?q=${a[0]}`)).json<{ items: object[] }>();
  expect(items[0]).toMatchObject({
    ref: a[0],
    kind: 'action',
    title: 'Zinc',
    publication: {
      id: one.publication.id,
      refPrefix: 'BRI-2',
      publishedOn: '2025-12-31',
      publishedPrecision: 'month',
    },
    owner: { id: sara.id, name: 'Sara' },
    actors: [{ name: 'Ministry of Zinc', qualifier: null, lead: false, response: 'not_asked' }],
    timeline: {
      kind: 'from_source',
      term: 'short',
      minMonths: 0,
      maxMonths: 6,
      startsOn: '2025-12-31',
      firstDueOn: '2026-06-30',
      dueOn: '2026-09-30',
      precision: 'month',
      basis: 'announced',
    },
    slipCount: 1,
    slipDays: 92,
    progress: 'in_progress',
    progressOn: '2026-03-01',
    claim: 'none',
    confirmedProgress: 'in_progress',
    timeliness: 'past_due',
    days: -53,
    lastEvidence: {
      eventOn: '2026-03-01',
      text: 'The ministry opened a tender for a dredger.',
      shows: 'progress',
    },
    lastCheckedOn: '2026-06-01',
    daysUnchecked: 174,
    cadenceDays: 30,
    checkDue: true,
    nextFollowUp: null,
    version: 3,
  });
  const step = (await client.api('GET', `/api/v1/items?q=${b[1]}`)).json<{ items: object[] }>().items[0];
  expect(step).toMatchObject({
    nextFollowUp: { step: 'Call them', dueOn: '2026-11-22', assignee: { name: 'Sara' } },
  });
});
