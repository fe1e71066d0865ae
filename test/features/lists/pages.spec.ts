import { ChecksService, ReadingsService } from '../../../src/modules/evidence/index.js';
import { FollowUpsService } from '../../../src/modules/tracking/index.js';
import type { CurrentUser } from '../../../src/shared/permissions.js';
import { type TestApp, startTestApp } from '../../support/app.js';
import type { TestClient } from '../../support/client.js';
import { type MadePublication, makePerson, makePublication, recordEvidence } from '../../support/data.js';

let test: TestApp;
let client: TestClient;
let boss: CurrentUser;
let sara: CurrentUser;
let made: MadePublication;
/** References of the actions of `made`, from 0. */
let a: string[];

beforeAll(async () => {
  test = await startTestApp({ today: '2026-11-22' });
});
afterAll(() => test.close());

const words = (html: string) =>
  html
    .replaceAll(/<head>.*<\/head>/gs, '')
    .replaceAll(/<[^>]*>/g, ' ')
    .replaceAll(/\s+/g, ' ');
const rowsOf = (html: string) =>
  [...html.matchAll(/<tr[^>]*data-href="\/items\/([^"]+)"/g)].map((match) => match[1]);
const unescaped = (text: string) => text.replaceAll('&amp;', '&').replaceAll('&#39;', "'");

describe('with nothing in it', () => {
  it('every page teaches what to do first, each as far as one may', async () => {
    const staff = await test.signIn('contributor');
    for (const path of ['/', '/items', '/publications']) {
      const page = await staff.get(path);
      expect(page.status).toBe(200);
      expect(page.text).toContain('href="/imports/new"');
      expect(words(page.text)).toMatch(/Import a/);
    }
    expect(words((await staff.get('/actors')).text)).toContain('No actors yet');
    expect(words((await staff.get('/overdue')).text)).toContain('Nothing is past due');
    const viewer = await test.signIn('viewer');
    const home = await viewer.get('/');
    expect(words(home.text)).toContain('Nothing is tracked yet');
    expect(home.text).not.toContain('href="/imports/new"');
    expect((await test.visitor().get('/')).location).toBe('/sign-in?next=%2F');
  });
});

describe('with items in every state', () => {
  beforeAll(async () => {
    const teamId = await test.team('Canal desk');
    const person = await test.person({ role: 'manager', name: 'Boss', teamId });
    boss = person;
    sara = await makePerson(test.app, { name: 'Sara', teamId });
    test.clock.set('2026-06-01T12:00:00Z');
    made = await makePublication(test.app, {
      by: boss,
      series: 'Policy Brief',
      number: '7',
      title: 'Keeping the canals open',
      disclaimer: 'Nobody else’s views.',
      authors: ['A. Author'],
      sections: [{ heading: 'What silts up', level: 2, at: { line: 3 } }],
      notes: [
        { marker: '1', text: 'Report 2024.', url: 'https://canals.example/r', sameAs: null, citedAt: [] },
        { marker: '2', text: 'Ibid.', url: 'https://canals.example/r', sameAs: '1', citedAt: [] },
      ],
      recommendations: [
        { text: 'Publish a register.\n\nEvery year.', heading: 'A register', actors: ['Ministry of Canals'] },
        { text: 'نہروں کی صفائی' },
      ],
      actions: [
        {
          title: 'Dredge',
          issue: 'It has silted up <b>badly</b> & often.',
          window: { max: 6, text: 'Short-term (0–6 months)' },
          actors: [
            { name: 'Ministry of Canals', lead: true },
            { name: 'Canal Police', qualifier: 'where feasible' },
          ],
          ownerId: sara.id,
          extra: { 'Budget line': 'EUR 12' },
          carriesOut: [1],
        },
        { title: 'Hours', dueOn: '2026-09-01', actors: ['Canal Police'] },
        { title: 'Gates', dueOn: '2026-12-01', ownerId: boss.id, actors: ['Lock Keepers'] },
        { title: 'Fund', dueOn: '2027-02-01', actors: [] },
        { title: 'Ban', dueOn: '2026-06-30', actors: ['Canal Police'], ownerId: sara.id },
      ],
    });
    a = made.actions.map(({ ref }) => ref);
    test.clock.set('2026-11-18T12:00:00Z');
    client = await test.signIn(person);
    await recordEvidence(test.app, sara, {
      eventOn: '2026-04-01',
      effects: [{ item: a[0], progressTo: 'in_progress' }, { item: a[1] }],
    });
    await recordEvidence(test.app, sara, {
      eventOn: '2026-05-01',
      effects: [{ item: a[4], progressTo: 'implemented' }],
    });
    await recordEvidence(test.app, sara, {
      eventOn: '2026-05-02',
      effects: [{ item: a[2], progressTo: 'implemented' }],
    });
    await test.app
      .get(ReadingsService)
      .read(boss, await effectOf(a[4]), { verdict: 'confirmed', reason: null });
    await test.app
      .get(ChecksService)
      .record(
        sara,
        { items: [a[1]], searchedOn: '2026-11-18', places: 'Gazette', updateId: null, note: null },
        null,
      );
    const follow = test.app.get(FollowUpsService);
    await follow.plan(boss, a[0], {
      step: 'Call the tender office',
      assigneeId: sara.id,
      dueOn: '2026-11-20',
    });
    await follow.plan(boss, a[0], {
      step: 'Write to the minister',
      assigneeId: boss.id,
      dueOn: '2026-11-22',
    });
    await follow.plan(boss, a[1], { step: 'Not yet', assigneeId: boss.id, dueOn: '2026-11-23' });
    test.clock.set('2026-11-22T12:00:00Z');
    client = await test.signIn(person);
  });

  const effectOf = async (ref: string) =>
    (
      await test.ownerDataSource.query<{ id: number }[]>(
        'SELECT progress_effect_id AS id FROM item WHERE ref = $1',
        [ref],
      )
    )[0].id;

  it('the overview counts what needs one, and each number leads to as many rows', async () => {
    const { text } = await client.get('/');
    const needs = [
      ...text.matchAll(/<li class="h-need[^"]*"><a href="([^"]+)"><b>(\d+)<\/b> <span>([^<]+)/g),
    ];
    const counted = Object.fromEntries(needs.map(([, , count, what]) => [what, Number(count)]));
    expect(counted).toEqual({
      'past due': 2,
      'due within 60 days': 1,
      // The two recommendations and the fund: nobody looked at them since June.
      'checks due': 3,
      'follow-ups due': 2,
      'claim to read': 1,
      'without owner': 4,
    });
    for (const [, href, count, what] of needs) {
      const list = await client.get(unescaped(href).replace(/#.*/, ''));
      const section = /#(.+)$/.exec(href)?.[1];
      const part = section ? (list.text.split(`id="${section}"`)[1] ?? '') : list.text;
      // Claims to read are cards, each with its verdict; the others are rows.
      const rows = href === '/readings' ? part.match(/<section class="card" id="claim-/g) : rowsOf(part);
      expect([what, rows?.length ?? 0]).toEqual([what, Number(count)]);
    }
  });

  it('every part of every bar leads to as many items as it says', async () => {
    const { text } = await client.get('/');
    const parts = [
      ...text.matchAll(/<a href="(\/items\?[^"]*progress=[^"]+)"[^>]*aria-label="([^":]+): (\d+) of (\d+)"/g),
    ];
    // By progress, by publication and by term.
    expect(parts.length).toBeGreaterThanOrEqual(3 * 3);
    for (const [, href, label, count] of parts)
      expect([href, label, rowsOf((await client.get(unescaped(href))).text).length]).toEqual([
        href,
        label,
        Number(count),
      ]);
  });

  it('every week leads to what falls due in it', async () => {
    const { weeks, dueNext } = (await client.api('GET', '/api/v1/overview')).json<{
      weeks: { startsOn: string; count: number }[];
      dueNext: { ref: string }[];
    }>();
    expect(weeks).toHaveLength(12);
    expect(weeks[0].startsOn).toBe('2026-11-16');
    expect(weeks.filter(({ count }) => count > 0).map(({ startsOn, count }) => [startsOn, count])).toEqual([
      ['2026-11-30', 1],
      ['2027-02-01', 1],
    ]);
    // The claim that awaits its second reading is still open.
    expect(dueNext.map(({ ref }) => ref)).toEqual([a[2], a[3]]);
    const { text } = await client.get('/');
    const href = unescaped(/class="h-week h-week-full"><a href="([^"]+)"/.exec(text)?.[1] ?? '');
    expect(rowsOf((await client.get(href)).text)).toEqual([a[2]]);
  });

  it('tells what was recorded since Monday, newest first, one line each', async () => {
    const { changes, changesSince } = (await client.api('GET', '/api/v1/overview')).json<{
      changesSince: string;
      changes: {
        action: string;
        day: string;
        items: { ref: string; movedTo: string | null }[];
        person: string;
      }[];
    }>();
    expect(changesSince).toBe('2026-11-16');
    expect(changes.map(({ action, items }) => [action, ...items.map(({ ref }) => ref)])).toEqual([
      ['followUp.planned', a[1]],
      ['followUp.planned', a[0]],
      ['followUp.planned', a[0]],
      ['check.recorded', a[1]],
      ['claim.confirmed', a[4]],
      ['evidence.recorded', a[2]],
      ['evidence.recorded', a[4]],
      ['evidence.recorded', a[0], a[1]],
    ]);
    expect(changes[4]).toMatchObject({
      day: '2026-11-18',
      person: 'Boss',
      items: [{ movedTo: 'implemented' }],
    });
    const home = words((await client.get('/')).text);
    expect(home).toContain(`${a[4]} claim confirmed as second reader: Implemented`);
    expect(home).toContain(`${a[0]} ${a[1]} evidence recorded`);
  });

  it('a contributor is not asked to read claims', async () => {
    const staff = await test.signIn('contributor');
    expect(words((await staff.get('/')).text)).not.toContain('claim to read');
  });

  it('overdue: the longest past due first, with all that a manager needs and may do', async () => {
    const { text } = await client.get('/overdue');
    expect(rowsOf(text)).toEqual([a[0], a[1]]);
    const said = words(text);
    for (const part of [
      '145 days',
      '82 days',
      'Ministry of Canals',
      'Sara',
      'No owner',
      'Call the tender office',
      '1 Apr 2026',
    ])
      expect(said).toContain(part);
    for (const href of [
      `/follow-ups/new?items=${a[0]}&amp;back=%2Foverdue`,
      `/due-revisions/new?items=${a[0]}&amp;back=%2Foverdue`,
      `/evidence/new?items=${a[0]}`,
    ])
      expect(text).toContain(`href="${href}"`);
    const viewer = await test.signIn('viewer');
    expect((await viewer.get('/overdue')).text).not.toContain('/due-revisions/new');
  });

  it('overdue: grouped by owner and by actor, with counts that lead to their lists', async () => {
    const byActor = (await client.get('/overdue?group=actor')).text;
    // Under each of its actors stands an item once.
    expect(rowsOf(byActor)).toEqual([a[0], a[0], a[1]]);
    expect(words(byActor)).toMatch(/Ministry of Canals 1 item .*Canal Police 2 items/);
    for (const [, href, count] of byActor.matchAll(/href="(\/items\?[^"]+)">(\d+) items?</g))
      expect([href, rowsOf((await client.get(unescaped(href))).text).length]).toEqual([href, Number(count)]);
    const byOwner = words((await client.get('/overdue?group=owner')).text);
    expect(byOwner).toMatch(/Sara 1 item .*No owner 1 item/);
    expect((await client.get('/overdue?group=moon')).status).toBe(422);
  });

  it('overdue, our own: checks longest ago first, follow-ups longest due first', async () => {
    const { text } = await client.get('/overdue?tab=ours');
    const [checks, steps] = text.split('id="follow-ups"');
    const r = made.recommendations.map(({ ref }) => ref);
    expect(rowsOf(checks)).toEqual([a[3], ...r]);
    expect(rowsOf(steps)).toEqual([a[0], a[0]]);
    expect(words(steps)).toMatch(/Call the tender office.*2 days ago.*Write to the minister.*today/);
  });

  it('publication: the matrix in the words of the source, with what became of each row beside it', async () => {
    const { text, status } = await client.get(`/publications/${made.publication.id}`);
    expect(status).toBe(200);
    const head = [...(/<thead>(.*?)<\/thead>/s.exec(text)?.[1] ?? '').matchAll(/<th[^>]*>([^<]+)/g)].map(
      (match) => match[1],
    );
    expect(head).toEqual([
      'Ref',
      'Issue',
      'Pathway',
      'Implementation',
      'Actors responsible',
      'Timeline',
      'Budget line',
      'What became of it',
    ]);
    const first = words(text.split(`data-href="/items/${a[0]}"`)[1].split('</tr>')[0]);
    for (const part of [
      'It has silted up &lt;b>badly&lt;/b> &amp; often.',
      'Short-term (0–6 months)',
      'EUR 12',
      'In progress',
      '145 days past due',
      'The ministry opened a tender',
      `Carries out ${made.recommendations[0].ref}`,
    ])
      expect(first).toContain(part);
    const said = words(text);
    for (const part of [
      'Policy Brief 7',
      'December 2025',
      'A. Author',
      'Nobody else’s views.',
      'Internal',
      'A register',
      'Publish a register.',
      'What silts up',
      'the same source as note 1',
    ])
      expect(said).toContain(part);
    expect(text).toContain(`href="/briefs/new?publication=${made.publication.id}"`);
    expect(text).toMatch(/lang="en"/);
    const viewer = await test.signIn('viewer');
    expect((await viewer.get(`/publications/${made.publication.id}`)).text).not.toContain('/briefs/new');
  });

  it('publication: over the API with its version, its items in order', async () => {
    const answer = await client.api('GET', `/api/v1/publications/${made.publication.id}`);
    expect(answer.headers.get('etag')).toBe('"1"');
    const json = answer.json<{ actions: { item: { ref: string }; carriesOut: string[] }[]; items: object }>();
    expect(json.actions.map(({ item }) => item.ref)).toEqual(a);
    expect(json.actions[0].carriesOut).toEqual([made.recommendations[0].ref]);
    expect(json.items).toEqual({ total: 7, recommendations: 2, actions: 5, open: 6, pastDue: 2 });
    expect(json).not.toHaveProperty('createdBy');
  });

  it('actor: what it owes, past due, open and done', async () => {
    const { actors } = (await client.api('GET', '/api/v1/actors?q=police')).json<{
      actors: { id: number; items: object }[];
    }>();
    expect(actors[0].items).toEqual({ total: 3, open: 2, pastDue: 2 });
    const { text } = await client.get(`/actors/${actors[0].id}`);
    expect(words(text)).toMatch(/Past due: 2 .*Done or closed: 1 /);
    expect(rowsOf(text)).toEqual([a[0], a[1], a[4]]);
    const list = (await client.get('/actors?sort=pastDue')).text;
    expect(words(list)).toMatch(/Canal Police .*Ministry of Canals .*Lock Keepers/);
    for (const [, href, count] of list.matchAll(/href="(\/items\?actor=[^"]+)">(\d+)</g))
      expect([href, rowsOf((await client.get(unescaped(href))).text).length]).toEqual([href, Number(count)]);
  });

  it.each([
    '/items?q=%E2%80%AE%D9%86%DB%81%D8%B1%20%F0%9F%9B%B6%E2%81%A7',
    '/items?q=%00',
    '/items?q=%ED%A0%80',
    '/items?q=%F0%28%8C%28',
    '/items?q[]=a&q[]=b',
    '/items?publication=1e3',
    '/items?%00=1',
    '/items?__proto__[x]=1',
    '/items?page=999999',
    `/items?q=${'%D9%86'.repeat(199)}`,
    '/actors?q=%25_%5C',
    '/actors?q=%00',
    '/actors?kind=%00',
    '/publications?page=%00',
    '/publications/%00',
    '/publications/99999999999999',
    '/publications/1;drop',
    '/actors/-1',
    '/actors/%E0%A4%A',
    '/overdue?tab=%00&group[]=a',
    '/?done=%3Cscript%3E',
    '/api/v1/items?sort[]=due',
    '/api/v1/actors?page=%00',
    '/api/v1/publications/0',
  ])('stays calm at %s', async (path) => {
    const { status, text } = await client.get(path);
    expect([path, status < 500 || text]).toEqual([path, true]);
  });

  it('a query of a megabyte is refused, not read', async () => {
    const { status } = await client.get(`/items?q=${'x'.repeat(1_000_000)}`).catch(() => ({ status: 431 }));
    expect(status).toBeGreaterThanOrEqual(400);
    expect(status).toBeLessThan(500);
    expect((await client.get('/items')).status).toBe(200);
  });
});
