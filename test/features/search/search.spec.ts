import { type TestApp, startTestApp } from '../../support/app.js';
import type { TestClient } from '../../support/client.js';
import {
  type MadePublication,
  makePerson,
  makePublication,
  makeTeam,
  recordEvidence,
} from '../../support/data.js';
import type { CurrentUser } from '../../../src/shared/permissions.js';
import { servicesOf } from '../track/track-support.js';
import { found, groupOf, refs, search } from './search-support.js';

let heed: TestApp;
let client: TestClient;
let amina: CurrentUser;
let canals: MadePublication;
let harbours: MadePublication;

beforeAll(async () => {
  heed = await startTestApp({ today: '2026-11-22' });
  const app = servicesOf(heed);
  const team = await makeTeam(app, 'Rivers');
  amina = await makePerson(app, { name: 'Amina Bérard', role: 'contributor', teamId: team.id });
  const signedIn = await heed.person({ role: 'manager', name: 'Mina', teamId: team.id });
  client = await heed.signIn(signedIn);
  canals = await makePublication(app, {
    by: amina,
    series: 'Canal Paper',
    number: '11',
    refPrefix: 'CP-11',
    publisher: 'Institute of Weirs',
    title: 'Canals and policies of the lowlands',
    actions: [
      {
        title: 'Dredge the upper canal',
        pathway: 'Dredge the upper canal.',
        issue: 'Barges run aground every winter.',
        implementation: 'Buy a dredger; train its crew.',
        actors: ['Ministry of Waterways'],
        dueOn: '2026-06-30',
        ownerId: amina.id,
      },
      {
        title: 'Publish toll tariffs',
        pathway: 'Publish toll tariffs.',
        issue: 'Nobody knows what a passage through the canal costs.',
        implementation: 'A table on the web.',
        actors: ['Toll Office'],
        dueOn: '2027-03-31',
        extra: { Remarks: 'Zeppelin moorings excluded' },
      },
      {
        title: 'Mend gates',
        pathway: 'Mend gates.',
        issue: 'The gates of each lock leak.',
        implementation: 'Weld.',
        actors: ['Lock Board'],
      },
    ],
    recommendations: [
      {
        title: 'Lock gates',
        text: 'All lock gates should be inspected once a year by an independent engineer.',
      },
    ],
  });
  harbours = await makePublication(app, {
    by: amina,
    series: 'Harbour Paper',
    number: '2',
    refPrefix: 'HP-2',
    publisher: 'Institute of Weirs',
    title: 'Harbours under pressure',
    actions: [
      {
        title: 'Deepen the harbour',
        pathway: 'Deepen the harbour.',
        issue: 'x',
        implementation: 'y',
        actors: [],
      },
    ],
  });
  await recordEvidence(app, amina, {
    text: 'The ministry bought two dredgers for the canal.',
    sources: [
      {
        title: 'Gazette notice on barges',
        publisher: 'Official Gazette',
        url: 'https://gazette.example/n/4',
      },
    ],
    effects: [
      {
        item: canals.actions[0].ref,
        progressTo: 'in_progress',
        quote: 'Two suction dredgers were delivered.',
      },
    ],
  });
});
afterAll(() => heed?.close());

test('finds every kind of thing, and says how many of each', async () => {
  const result = await search(client, 'canal');
  expect(found(result)).toEqual({
    item: [canals.actions[0].ref, canals.actions[1].ref],
    publication: ['CP-11'],
    evidence: ['The ministry bought two dredgers for the canal.'],
  });
  expect(result.groups.map(({ type, total, more }) => [type, total, more])).toEqual([
    ['item', 2, false],
    ['publication', 1, false],
    ['evidence', 1, false],
    ['source', 0, false],
    ['actor', 0, false],
  ]);
  expect(found(await search(client, 'gazette'))).toEqual({ source: ['Gazette notice on barges'] });
  expect(found(await search(client, 'waterways'))).toMatchObject({ actor: ['Ministry of Waterways'] });
});

test('a title counts for more than a text, and that for more than a remark', async () => {
  expect(await refs(client, 'canal')).toEqual([canals.actions[0].ref, canals.actions[1].ref]);
  expect(await refs(client, 'zeppelin')).toEqual([canals.actions[1].ref]);
});

test('marks what was found, in the title and in the passage around it', async () => {
  const [hit] = groupOf(await search(client, 'inspection engineers'), 'item')!.hits;
  expect(hit.excerpt!.marks.map(([from, to]) => hit.excerpt!.text.slice(from, to))).toEqual([
    'inspected',
    'engineer',
  ]);
});

test.each(['CP-11.A2', 'cp11 a2', 'cp 11 a2', 'cp-11 A2', 'CP11A2', 'ＣＰ-１１.A2'])(
  'a reference comes first, however it is written: %s',
  async (typed) => {
    const result = await search(client, typed);
    expect(result.groups[0].type).toBe('item');
    expect(found(result).item[0]).toBe('CP-11.A2');
  },
);

test('a publication comes first by its code', async () => {
  const result = await search(client, 'cp11');
  expect(found(result)).toMatchObject({ publication: ['CP-11'] });
  expect(found(result).item).toHaveLength(4);
});

test('words may have other endings; all of them must be there, in any order', async () => {
  expect(await refs(client, 'dredging canals')).toEqual([canals.actions[0].ref]);
  expect(found(await search(client, 'policy')).publication).toEqual(['CP-11']);
  // Nothing has both: then either will do, and it is said.
  const either = await search(client, 'canal harbour');
  expect(either.reading).toBe('some');
  expect((await client.get('/search?q=canal+harbour')).text).toContain('Nothing has all of these words.');
});

test('what is mistyped is understood, and said', async () => {
  const result = await search(client, 'cannal tarifs');
  expect(result.reading).toBe('corrected');
  expect(result.corrections).toEqual([
    { typed: 'cannal', meant: 'canal' },
    { typed: 'tarifs', meant: 'tariffs' },
  ]);
  expect(found(result).item).toEqual([canals.actions[1].ref]);
  const page = await client.get('/search?q=zepelin');
  expect(page.text).toContain('Nothing has “zepelin”. Did you mean');
  expect(page.text).toContain('href="/search?q=zeppelin"');
});

test('quoted words stand together; what has a minus is not there', async () => {
  expect(await refs(client, '"lock gates"')).toEqual([canals.recommendations[0].ref]);
  expect(await refs(client, 'gates lock')).toHaveLength(2);
  expect(await refs(client, 'gates -engineer')).toEqual([canals.actions[2].ref]);
  expect(await refs(client, 'gates -"lock gates"')).toEqual([canals.actions[2].ref]);
});

describe('filters in the query', () => {
  test.each<[string, () => string[]]>([
    ['owner:amina', () => [canals.actions[0].ref]],
    ['owner:berard canal', () => [canals.actions[0].ref]],
    ['owner:me', () => []],
    ['progress:in_progress', () => [canals.actions[0].ref]],
    ['progress:"in progress"', () => [canals.actions[0].ref]],
    ['canal -progress:in', () => [canals.actions[1].ref]],
    ['actor:"toll office"', () => [canals.actions[1].ref]],
    ['actor:waterw canal', () => [canals.actions[0].ref]],
    ['publication:hp2', () => [harbours.actions[0].ref]],
    ['publication:"Harbours under"', () => [harbours.actions[0].ref]],
    ['due:<2027', () => [canals.actions[0].ref]],
    ['due:>=2027-03', () => [canals.actions[1].ref]],
    ['due:<۲۰۲۷', () => [canals.actions[0].ref]],
    ['due:2026 due:2027', () => [canals.actions[1].ref, canals.actions[0].ref]],
    ['due:overdue', () => [canals.actions[0].ref]],
    ['type:recommendation', () => [canals.recommendations[0].ref]],
    ['gates -type:recommendation', () => [canals.actions[2].ref]],
    ['team:rivers harbour', () => [harbours.actions[0].ref]],
  ])('%s', async (typed, expected) => {
    const result = typed.includes('type:')
      ? found(await search(client, typed)).item
      : await refs(client, typed);
    expect(result ?? []).toEqual(expected());
  });

  test('hold for evidence and sources through their items', async () => {
    expect(found(await search(client, 'type:evidence owner:amina'))).toEqual({
      evidence: ['The ministry bought two dredgers for the canal.'],
    });
    expect(found(await search(client, 'gazette progress:implemented'))).toEqual({});
    expect(found(await search(client, 'gazette progress:in_progress'))).toEqual({
      source: ['Gazette notice on barges'],
    });
  });
});

describe('what makes no sense', () => {
  test.each([
    ['due:soon', '“soon” is no date. After due: comes a year, month or day'],
    [
      'progress:quick',
      '“quick” is no progress. After progress: comes one of No public evidence, Not started',
    ],
    ['type:boat', '“boat” is no kind of thing.'],
    ['owner:', '“owner:” needs a value right after the colon, such as owner:me.'],
    ['-canal', 'This says only what must not be there.'],
    ['…!', 'Type a word to look for.'],
    ['x '.repeat(5_000).trim(), 'A search has at most 300 characters; this one has 9,999.'],
    [Array.from({ length: 30 }, (_, n) => `w${n}`).join(' '), 'A search has at most 20 words.'],
  ])('%#', async (typed, sentence) => {
    const query = new URLSearchParams({ q: typed });
    const page = await client.get(`/search?${query}`);
    expect([page.status, page.text.includes(sentence.replaceAll('"', '&quot;'))]).toEqual([422, true]);
    const answer = await client.api('GET', `/api/v1/search?${query}`);
    expect(answer.status).toBe(422);
    expect(answer.json().errors).toEqual([{ field: 'q', message: expect.stringContaining(sentence) }]);
    expect((await client.get(`/search/suggestions?${query}`)).json()).toMatchObject({ hits: [] });
  });

  test.each([
    "canal' OR 1=1 --",
    "'; DROP TABLE item; --",
    '& | ! ( ) <-> :* canal',
    "canal:* & !'x",
    'canal\\',
    '<script>alert(1)</script>',
    '"unclosed phrase',
    'https://canals.example/tenders?x=1&y=2',
    'a:b:c ::: -- - "" “”',
    '%_\\',
    'canal\u0007\u200f\u202e',
    '😀 canal 😀',
    'ﷺ ﷽ ½ ² Ⅷ',
    '\u0301\u064b\u0640',
    'É̂̃̄ सिंचाई योजना।',
    '𝒄𝒂𝒏𝒂𝒍',
    "heed'fold \u2019 \u02bc",
    '__proto__ constructor toString',
  ])('is never an error of ours: %s', async (typed) => {
    const query = new URLSearchParams({ q: typed });
    for (const path of ['/search', '/search/suggestions', '/api/v1/search'])
      expect([200, 422]).toContain((await client.get(`${path}?${query}`)).status);
  });

  test('a NUL, half a character, a list, a page too far or a field unknown are refused', async () => {
    for (const query of [
      'q=a%00b',
      'q=%ED%A0%80',
      'q[]=a&q[]=b',
      'q=a&page=0',
      'q=a&page=x',
      'q=a&role=admin',
    ])
      expect([query, [200, 422].includes((await client.get(`/search?${query}`)).status)]).toEqual([
        query,
        true,
      ]);
    expect((await client.get('/search?q=a%00b')).status).toBe(422);
    expect((await client.get('/search?q=canal&role=admin')).status).toBe(422);
    const far = await client.get('/search?q=canal+type%3Aitem&page=9999');
    expect(far.text).toContain('There are no more hits on this page.');
  });
});

test('the page says what was found, where it stands, and leads there', async () => {
  const { text } = await client.get('/search?q=dredgers');
  expect(text).toContain('href="/items/CP-11.A1"');
  expect(text).toContain('The ministry bought two <mark>dredgers</mark> for the canal.');
  expect(text).toMatch(/Two suction <mark>dredgers<\/mark> were delivered/);
  expect(text).toContain('href="/search?q=dredgers+type%3Aevidence"');
  const nothing = await client.get('/search?q=qwertyuiop+owner%3Ame');
  expect(nothing.text).toContain('Nothing for “qwertyuiop owner:me”');
  expect(nothing.text).toContain('href="/search?q=qwertyuiop"');
  const empty = await client.get('/search');
  expect([empty.status, empty.text.includes('How to search')]).toEqual([200, true]);
});

test('stored markup stays text', async () => {
  await makePublication(servicesOf(heed), {
    by: amina,
    title: '<img src=x onerror=alert(1)> bilge',
    refPrefix: 'XS-1',
    actions: 0,
  });
  const { text } = await client.get('/search?q=bilge');
  expect(text).toContain('&lt;img src=x onerror=alert(1)> <mark>bilge</mark>');
  expect(text).not.toContain('<img src=x');
});

test('suggestions: the last word need not be complete', async () => {
  const { hits, all } = (await client.get('/search/suggestions?q=upper+dre')).json<{
    hits: { kind: string; title: { text: string }; note: string; href: string }[];
    all: object;
  }>();
  expect(hits.map(({ kind, note, href }) => [kind, note, href])).toEqual([
    ['Item', canals.actions[0].ref, `/items/${canals.actions[0].ref}`],
  ]);
  expect(all).toEqual({ text: 'Search for “upper dre”', href: '/search?q=upper+dre' });
});
