import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { BriefsService } from '../../../src/modules/briefs/briefs.service.js';
import { ReadingsService } from '../../../src/modules/evidence/index.js';
import { DueRevisionsService, FollowUpsService } from '../../../src/modules/tracking/index.js';
import type { CurrentUser } from '../../../src/shared/permissions.js';
import { type TestApp, startTestApp } from '../../support/app.js';
import type { TestClient } from '../../support/client.js';
import { makeActor, makePerson, makePublication, makeTeam, recordEvidence } from '../../support/data.js';
import { routesOf } from '../../support/routes.js';
import { servicesOf } from '../track/track-support.js';

/**
 * Two installations that differ in one thing: in the second, somebody else's team keeps a confidential publication with
 * everything that can hang on one. Whoever may not see it must be told the same, byte for byte, by both.
 * What two installations always differ in (tokens, nonces, ports) is taken out before they are compared.
 */
interface World {
  heed: TestApp;
  viewer: TestClient;
  outsider: TestClient;
}

/** In the world that has the secret these stand for it; in the other one they are simply not there. */
const secret = {
  publication: 0,
  refs: [] as string[],
  actor: 0,
  update: 0,
  effect: 0,
  followUp: 0,
  brief: 0,
};
const worlds: World[] = [];

beforeAll(async () => {
  for (const hasSecret of [false, true]) worlds.push(await makeWorld(hasSecret));
}, 120_000);
afterAll(() => Promise.all(worlds.map(({ heed }) => heed.close())));

async function makeWorld(hasSecret: boolean): Promise<World> {
  const heed = await startTestApp({ today: '2026-11-22' });
  const app = servicesOf(heed);
  const [ours, theirs] = [await makeTeam(app, 'Rivers'), await makeTeam(app, 'Harbours')];
  const manager = await makePerson(app, {
    name: 'Mina',
    email: 'mina@x.example',
    role: 'manager',
    teamId: theirs.id,
  });
  const staff = await makePerson(app, { name: 'Omar', email: 'omar@x.example', teamId: ours.id });
  const reader = await makePerson(app, { name: 'Noor', email: 'noor@x.example', role: 'manager' });
  const viewer = await heed.person({ role: 'viewer', name: 'Vera' });
  const outsider = await heed.person({ role: 'contributor', name: 'Kit', teamId: ours.id });

  const open = await makePublication(app, {
    by: staff,
    number: '1',
    title: 'Open canals',
    date: '2025-12',
    recommendations: 1,
    actions: [
      { window: { max: 6 }, carriesOut: [1], actors: ['Ministry of Canals', 'Common Body'] },
      { window: { max: 12 }, actors: ['Common Body'] },
    ],
  });
  const shown = open.actions[0].ref;
  await recordEvidence(app, staff, { effects: [{ item: shown, progressTo: 'in_progress' }] });
  await app
    .get(FollowUpsService)
    .plan(staff, shown, { step: 'Ask', assigneeId: staff.id, dueOn: '2026-11-22' });
  await app
    .get(BriefsService)
    .create(staff, { publicationId: open.publication.id, filter: {} }, brief('Open brief'));
  if (hasSecret) await addSecret(heed, manager, reader);
  return { heed, viewer: await heed.signIn(viewer), outsider: await heed.signIn(outsider) };
}

const brief = (title: string, comments: { ref: string; text: string }[] = []) => ({
  title,
  sinceId: null,
  coverText: null,
  sections: [],
  periodFrom: '2026-08-01',
  periodTo: '2026-11-22',
  audience: 'internal' as const,
  recipient: null,
  commentary: `About: ${title}`,
  comments,
});

/** Entered last, so that the numbers of everything else are the same in both worlds. */
async function addSecret(heed: TestApp, manager: CurrentUser, reader: CurrentUser): Promise<void> {
  const app = servicesOf(heed);
  const made = await makePublication(app, {
    by: manager,
    number: '2',
    title: 'Secret harbours',
    classification: 'confidential',
    recommendations: [{ text: 'The Secret harbour should be mended.' }],
    actions: [
      { window: { max: 3 }, carriesOut: [1], actors: ['Secret Authority', 'Common Body'] },
      { window: { max: 6 }, actors: ['Common Body'], ownerId: manager.id },
    ],
  });
  const [first, second] = made.actions.map(({ ref }) => ref);
  const claim = await recordEvidence(app, manager, {
    text: 'A Secret finding.',
    effects: [{ item: first, progressTo: 'implemented' }],
  });
  const item = async (ref: string) =>
    (
      await heed.ownerDataSource.query(
        'SELECT version, progress_effect_id AS effect FROM item WHERE ref = $1',
        [ref],
      )
    )[0];
  const { effect } = await item(first);
  await app
    .get(ReadingsService)
    .read(reader, effect, { verdict: 'better_source_wanted', reason: 'Secret reason.' });
  await app.get(DueRevisionsService).revise(manager, second, {
    kind: 'slipped',
    dueOn: '2026-12-24',
    precision: 'day',
    reason: 'Secret delay.',
    sourceUrl: null,
    version: (await item(second)).version,
  });
  const { id: followUp } = await app
    .get(FollowUpsService)
    .plan(manager, second, { step: 'Secret step', assigneeId: manager.id, dueOn: '2026-11-22' });
  // A confidential finding about an item that all may see moves nothing there.
  await recordEvidence(app, manager, {
    text: 'A Secret remark.',
    classification: 'confidential',
    effects: [{ item: first, shows: 'background' }],
  });
  const briefs = app.get(BriefsService);
  await briefs.create(manager, { publicationId: made.publication.id, filter: {} }, brief('Secret brief'));
  const { id: filtered } = await briefs.create(
    manager,
    { publicationId: null, filter: { publication: made.publication.id, kind: 'action' } },
    brief('Secret list', [{ ref: first, text: 'Secret comment' }]),
  );
  const [{ id: actor }] = await heed.ownerDataSource.query(
    `SELECT id FROM actor WHERE name = 'Secret Authority'`,
  );
  await briefs.create(manager, { publicationId: null, filter: { actor } }, brief('Secret body'));
  Object.assign(secret, {
    publication: made.publication.id,
    refs: [...made.actions, ...made.recommendations].map(({ ref }) => ref),
    actor,
    update: claim.updateId,
    effect,
    followUp,
    brief: filtered,
  });
}

/** What differs between any two requests or installations is put aside. */
const bytes = (text: string) =>
  text
    .replaceAll(/(nonce|value|content)="[\w+/=-]{40,}"/g, '$1="…"')
    .replaceAll(/nonce="[^"]*"/g, 'nonce="…"')
    .replaceAll(/(name="csp-nonce" content=)"[^"]*"/g, '$1"…"')
    .replaceAll(/127\.0\.0\.1:\d+/g, 'host')
    .replaceAll(/"requestId":"[^"]*"/g, '"requestId":"…"')
    // Random by design: a form's own idempotency key.
    .replaceAll(/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g, 'uuid');

const asked = async (client: TestClient, path: string) => {
  const { status, headers, text, location } = await client.get(path);
  return { path, status, etag: headers.get('etag'), location, text: bytes(text) };
};

/** Empty where both say the same; else the first place where they differ. */
async function difference(without: TestClient, within: TestClient, path: string): Promise<object[]> {
  const [one, other] = [await asked(without, path), await asked(within, path)];
  if (JSON.stringify(one) === JSON.stringify(other)) return [];
  const at = [...one.text].findIndex((sign, index) => sign !== other.text[index]);
  const near = ({ status, text }: typeof one) => `${status} …${text.slice(Math.max(0, at - 150), at + 150)}…`;
  return [{ path, without: near(one), within: near(other) }];
}

const TEXT = /^(?!\/(assets|sign-out))(?!.*\.(pdf|docx|xlsx)(\?|$)).*/;

/** Every page that links lead to, from the start page on. */
async function crawl(client: TestClient, other: TestClient, most = 150) {
  const queue = ['/'];
  const seen = new Set(queue);
  const found: object[] = [];
  for (const path of queue) {
    found.push(...(await difference(client, other, path)));
    for (const [, href] of (await client.get(path)).text.matchAll(/(?:href|action|src)="(\/[^"#]*)/g)) {
      const next = href.replaceAll('&amp;', '&');
      if (TEXT.test(next) && !seen.has(next) && seen.size < most) {
        seen.add(next);
        queue.push(next);
      }
    }
  }
  return { visited: queue.length, found };
}

describe.each(['viewer', 'outsider'] as const)(
  'to a %s, a world with a secret is like one without',
  (who) => {
    const both = () => worlds.map((world) => world[who]) as [TestClient, TestClient];

    test('on every page that links lead to', async () => {
      const [without, within] = both();
      const { visited, found } = await crawl(without, within);
      expect(found).toEqual([]);
      expect(visited).toBeGreaterThan(60);
    }, 240_000);

    test('on every address, with the secret’s own numbers where those of something may stand', async () => {
      const [without, within] = both();
      const { heed } = worlds[1];
      const ids = {
        publication: secret.publication,
        actor: secret.actor,
        evidence: secret.update,
        brief: secret.brief,
      };
      const paths = routesOf(heed.app)
        .filter(({ method }) => method === 'GET')
        .flatMap(({ name }) => {
          const pattern = name.replace(/^GET /, '').replaceAll(':file', 'brief.json');
          const refs = pattern.includes(':ref') ? secret.refs : [''];
          const numbers = /:\w+/.test(pattern.replace(':ref', ''))
            ? [...new Set([...Object.values(ids), secret.effect, secret.followUp])]
            : [0];
          return refs.flatMap((ref) =>
            numbers.map((id) => pattern.replaceAll(':ref', ref).replaceAll(/:\w+/g, String(id))),
          );
        })
        .filter((path) => TEXT.test(path));
      expect(paths.length).toBeGreaterThan(60);
      const found: object[] = [];
      for (const path of new Set(paths)) found.push(...(await difference(without, within, path)));
      expect(found).toEqual([]);
    }, 240_000);

    test('in searches, filters and what forms propose', async () => {
      const [without, within] = both();
      const { publication, actor, refs } = secret;
      const queries = [
        'q=Secret',
        `q=${refs[0]}`,
        `publication=${publication}`,
        `actor=${actor}`,
        'claim=awaiting',
      ];
      const paths = [
        ...queries.flatMap((query) =>
          ['/items', '/api/v1/items', '/items.csv', '/overdue', '/briefs/new'].map(
            (path) => `${path}?${query}`,
          ),
        ),
        '/actors?q=Secret',
        '/api/v1/actors?q=Secret',
        '/evidence/new?q=Secret',
        '/search?q=Secret',
        '/search/suggestions?q=Secr',
        '/api/v1/search?q=Secrt+harbours',
        '/evidence/new?search=Secret',
        `/evidence/new?items=${refs[0]}`,
        `/checks/new?items=${refs[0]}`,
        `/briefs/new?publication=${publication}&kind=action`,
      ];
      const found: object[] = [];
      for (const path of paths) found.push(...(await difference(without, within, path)));
      expect(found).toEqual([]);
    }, 120_000);
  },
);

test('what a contributor sends about the secret is answered as if it were not there', async () => {
  const [without, within] = worlds.map(({ outsider }) => outsider) as [TestClient, TestClient];
  const { publication, actor, refs, update, effect, followUp, brief: filtered } = secret;
  const evidence = { eventOn: '2026-03-10', text: 'x', sources: [{ title: 'x', kind: 'news' }] };
  const calls: [string, string, object][] = [
    ['POST', '/api/v1/evidence', { ...evidence, effects: [{ item: refs[0], shows: 'progress' }] }],
    [
      'POST',
      `/api/v1/evidence/${update}/corrections`,
      { ...evidence, reason: 'x', effects: [{ item: refs[0], shows: 'progress' }] },
    ],
    ['POST', '/api/v1/checks', { items: refs, searchedOn: '2026-11-01', places: 'x' }],
    ['POST', `/api/v1/effects/${effect}/readings`, { verdict: 'confirmed' }],
    ['POST', `/api/v1/follow-ups/${followUp}/done`, {}],
    ['PUT', `/api/v1/items/${refs[0]}/owner`, { ownerId: null }],
    ['PATCH', `/api/v1/actors/${actor}`, { name: 'x', kind: 'other' }],
    ['POST', `/api/v1/actors/${actor}/aliases`, { alias: 'x' }],
    ['POST', '/api/v1/actors', { name: 'A child', kind: 'other', parentId: actor }],
    ['POST', `/api/v1/briefs?publication=${publication}`, brief('x')],
    ['POST', `/api/v1/briefs?publication=${publication}&kind=action`, brief('x')],
    ['POST', `/api/v1/briefs?actor=${actor}`, brief('x')],
    ['PUT', `/api/v1/briefs/${filtered}`, brief('x')],
  ];
  for (const [method, path, body] of calls) {
    const [one, other] = await Promise.all(
      [without, within].map((client) => client.api(method, path, body, { 'if-match': '"1"' })),
    );
    expect([method, path, other.status, bytes(other.text)]).toEqual([
      method,
      path,
      one.status,
      bytes(one.text),
    ]);
    expect(one.status).toBeGreaterThanOrEqual(400);
  }
});

test('a name that only a hidden body has is said to be taken, and no more', async () => {
  const { outsider, heed } = worlds[1];
  const by = await makePerson(servicesOf(heed), { role: 'manager' });
  const visible = await makeActor(servicesOf(heed), by, 'Open Authority');
  const taken = await outsider.api('POST', '/api/v1/actors', { name: 'the SECRET authority', kind: 'other' });
  expect(taken.status).toBe(409);
  expect(taken.text).not.toContain('Secret Authority');
  expect(taken.text).not.toContain(`/actors/${secret.actor}`);
  const seen = await outsider.api('POST', '/api/v1/actors', { name: 'open authority', kind: 'other' });
  expect(seen.json()).toMatchObject({ status: 409, link: `/actors/${visible.id}` });
});
