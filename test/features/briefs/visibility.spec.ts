import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { BriefFacts } from '../../../src/modules/briefs/facts.js';
import { DueRevisionsService, TimelinesService } from '../../../src/modules/tracking/index.js';
import { type TestApp, type TestPerson, startTestApp } from '../../support/app.js';
import type { TestClient } from '../../support/client.js';
import { type MadePublication, makePublication } from '../../support/data.js';

let heed: TestApp;
let manager: TestClient;
let viewer: TestClient;
let writer: TestPerson;
let mixed: MadePublication;

const wish = (over: object = {}) => ({
  title: 'Canals',
  periodFrom: '2026-08-01',
  periodTo: '2026-11-22',
  audience: 'internal',
  comments: [],
  ...over,
});
const make = async (query: string, over: object = {}, client = manager) =>
  client.api('POST', `/api/v1/briefs?${query}`, wish(over));
const idOf = async (query: string, over: object = {}) => {
  const answer = await make(query, over);
  expect(answer.status).toBe(201);
  return answer.json<{ id: number }>().id;
};
const factsOf = async (id: number, client: TestClient) =>
  (await client.api('GET', `/api/v1/briefs/${id}/facts`)).json<BriefFacts>();
const versionOf = async (ref: string) =>
  (
    await heed.ownerDataSource.query<{ version: number }[]>('SELECT version FROM item WHERE ref = $1', [ref])
  )[0].version;

beforeAll(async () => {
  heed = await startTestApp({ today: '2026-11-22' });
  const team = await heed.team('Waterways');
  writer = await heed.person({ role: 'contributor', teamId: team });
  manager = await heed.signIn(await heed.person({ role: 'manager', teamId: team }));
  viewer = await heed.signIn('viewer');
  mixed = await makePublication(heed.app, {
    by: writer,
    classification: 'public',
    recommendations: 1,
    actions: [
      { window: { max: 6 }, carriesOut: [1], classification: 'confidential' },
      { window: { max: 3 }, carriesOut: [1] },
    ],
  });
});
afterAll(() => heed.close());

test('comments on items that one may not see are not told, and not lost when one saves', async () => {
  const [secret, open] = mixed.actions.map(({ ref }) => ref);
  const id = await idOf(`publication=${mixed.publication.id}`, {
    comments: [
      { ref: secret, text: 'Whisper it.' },
      { ref: open, text: 'Say it.' },
    ],
  });
  const path = `/api/v1/briefs/${id}`;
  expect((await viewer.api('GET', path)).json()).toMatchObject({ itemCommentary: { [open]: 'Say it.' } });
  for (const name of [path, `${path}/facts`, `/briefs/${id}`, `/briefs/${id}/brief.json`])
    expect((await viewer.api('GET', name)).text).not.toContain('Whisper');

  const other = await heed.signIn('contributor');
  const saved = await other.api('PUT', path, wish({ comments: [{ ref: open, text: '' }] }), {
    'if-match': '"1"',
  });
  expect([saved.status, saved.text.includes('Whisper')]).toEqual([200, false]);
  expect((await manager.api('GET', path)).json()).toMatchObject({
    version: 2,
    itemCommentary: { [secret]: 'Whisper it.' },
  });
});

test('a brief whose filter names what one may not see is not there', async () => {
  const hidden = await makePublication(heed.app, {
    by: writer,
    title: 'Hidden paper',
    classification: 'confidential',
    actions: [{ actors: ['Hidden Body'] }],
  });
  const [{ id: body }] = await heed.ownerDataSource.query<{ id: number }[]>(
    `SELECT id FROM actor WHERE name = 'Hidden Body'`,
  );
  const outsider = await heed.signIn('contributor');
  for (const query of [`publication=${hidden.publication.id}&kind=action`, `actor=${body}`]) {
    const id = await idOf(query);
    expect((await factsOf(id, manager)).subject).toMatchObject({
      description: expect.stringContaining('Hidden'),
    });
    for (const path of [`/api/v1/briefs/${id}`, `/api/v1/briefs/${id}/facts`, `/briefs/${id}`])
      expect([path, (await outsider.api('GET', path)).status]).toEqual([path, 404]);
    expect(
      (await outsider.api('GET', '/api/v1/briefs')).json<{ id: number }[]>().map((it) => it.id),
    ).not.toContain(id);
    const before = await manager.api('GET', '/api/v1/briefs');
    expect((await make(query, {}, outsider)).status).toBe(404);
    expect((await manager.api('GET', '/api/v1/briefs')).text).toBe(before.text);
  }
});

test('a publication does not go to an audience that may not see it', async () => {
  const inside = await makePublication(heed.app, { by: writer, classification: 'internal' });
  const scope = `publication=${inside.publication.id}`;
  for (const query of [scope, `${scope}&kind=action`]) {
    const refused = await make(query, { audience: 'public' });
    expect(refused.status).toBe(422);
    expect(refused.json<{ errors: { field: string }[] }>().errors[0].field).toBe('audience');
    expect((await make(query, { audience: 'recipient', recipient: 'Lord Canal' })).status).toBe(201);
  }
  const id = await idOf(scope);
  const widened = await manager.api('PUT', `/api/v1/briefs/${id}`, wish({ audience: 'public' }), {
    'if-match': '"1"',
  });
  expect(widened.status).toBe(422);
});

test('a date that moved with a hidden action does not tell the action or its reason', async () => {
  const [secret] = mixed.actions.map(({ ref }) => ref);
  const [{ ref }] = mixed.recommendations;
  await heed.app.get(TimelinesService).set(writer, ref, {
    kind: 'from_actions',
    dueOn: null,
    precision: 'day',
    reason: null,
    version: await versionOf(ref),
  });
  await heed.app.get(DueRevisionsService).revise(writer, secret, {
    kind: 'slipped',
    dueOn: '2027-01-31',
    precision: 'day',
    reason: 'A quarrel behind doors.',
    sourceUrl: null,
    version: await versionOf(secret),
  });
  const id = await idOf(`publication=${mixed.publication.id}`);
  const open = await idOf(`publication=${mixed.publication.id}`, { audience: 'public' });
  const reasons = async (brief: number, client: TestClient) =>
    (await factsOf(brief, client)).items
      .find((item) => item.ref === ref)!
      .moves.flatMap((move) => (move.kind === 'due' && move.from !== null ? [move.reason] : []));
  expect(await reasons(id, manager)).toEqual([`${secret}: A quarrel behind doors.`]);
  expect(await reasons(id, viewer)).toEqual([null]);
  expect(await reasons(open, manager)).toEqual([null]);
  for (const name of ['brief.html', 'brief.md', 'brief.csv', 'brief.json']) {
    const { status, text } = await viewer.get(`/briefs/${id}/${name}`);
    expect(status).toBe(200);
    expect(text).not.toContain('quarrel');
    expect(text).not.toContain(secret);
  }
});

test('who was given leave to see one item alone learns nothing of its publication', async () => {
  const shut = await makePublication(heed.app, {
    by: writer,
    title: 'Sealed paper',
    disclaimer: 'Sealed words.',
    classification: 'confidential',
  });
  await heed.ownerDataSource.query(
    `INSERT INTO item_grant (person_id, item_id, granted_by, granted_at) SELECT $1, id, $1, now() FROM item WHERE ref = $2`,
    [viewer.person!.id, shut.actions[0].ref],
  );
  const id = await idOf('kind=action');
  const facts = await factsOf(id, viewer);
  expect(facts.items.map(({ ref }) => ref)).toContain(shut.actions[0].ref);
  expect(JSON.stringify(facts)).not.toContain('Sealed');
  expect(JSON.stringify(await factsOf(id, manager))).toContain('Sealed words.');
  expect((await viewer.get(`/briefs/${id}/brief.html`)).text).toContain(shut.actions[0].ref);
});
