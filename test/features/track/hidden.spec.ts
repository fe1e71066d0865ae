import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type TestApp, startTestApp } from '../../support/app.js';
import type { TestClient } from '../../support/client.js';
import { makePerson, makePublication, makeTeam, recordEvidence } from '../../support/data.js';
import { change, evidence, fieldsOf, growth, itemRow, servicesOf } from './track-support.js';

let heed: TestApp;
let staff: TestClient;
let manager: TestClient;
/** An item of another team, confidential: hidden from `staff`, and one like it that is not there. */
let hidden: string;
const missing = 'NO-1.A1';
let open: string;
let recommendation: string;
let hiddenOnly: number;
let shared: number;
let followUp: number;
let effect: number;
let actor: number;

beforeAll(async () => {
  heed = await startTestApp({ today: '2026-11-22' });
  const app = servicesOf(heed);
  const team = await makeTeam(app, 'Another team');
  staff = await heed.signIn('contributor');
  manager = await heed.signIn('manager');
  const author = await makePerson(app, { role: 'contributor', teamId: team.id });
  const made = await makePublication(app, {
    teamId: team.id,
    actions: [
      { classification: 'confidential', window: { max: 6 }, carriesOut: [1], actors: ['Ministry of Canals'] },
      {},
    ],
    recommendations: 1,
  });
  hidden = made.actions[0].ref;
  open = made.actions[1].ref;
  recommendation = made.recommendations[0].ref;
  hiddenOnly = (await recordEvidence(app, author, { effects: [{ item: hidden, progressTo: 'implemented' }] }))
    .updateId;
  shared = (
    await recordEvidence(app, author, {
      eventOn: '2026-04-01',
      text: 'Of both.',
      effects: [
        { item: hidden, quote: 'A hidden passage.', progressTo: 'in_progress' },
        { item: open, progressTo: 'in_progress' },
      ],
    })
  ).updateId;
  await manager.api('POST', '/api/v1/checks', {
    items: [hidden, open],
    searchedOn: '2026-11-01',
    places: 'Gazette',
  });
  const planned = await manager.api('POST', `/api/v1/items/${hidden}/follow-ups`, {
    step: 'x',
    assigneeId: manager.person!.id,
    dueOn: '2026-12-01',
  });
  followUp = planned.json<{ id: number }>().id;
  effect = (
    await heed.ownerDataSource.query('SELECT progress_effect_id AS id FROM item WHERE ref = $1', [hidden])
  )[0].id;
  actor = (await heed.ownerDataSource.query('SELECT id FROM actor'))[0].id;
  await change(heed, manager, 'PUT', recommendation, 'timeline', { kind: 'from_actions' });
  await change(heed, manager, 'POST', hidden, 'due-revisions', {
    kind: 'slipped',
    dueOn: '2026-12-01',
    reason: 'A secret reason.',
  });
});
afterAll(() => heed?.close());

const response = { response: 'accepted', respondedOn: '2026-02-01' };
const revision = { kind: 'slipped', dueOn: '2027-02-01', reason: 'x' };

describe('an item that one may not see looks like one that is not there', () => {
  test.each([
    ['GET', '', undefined],
    ['GET', '/history', undefined],
    ['PUT', '/owner', { ownerId: null }],
    ['PUT', '/timeline', { kind: 'ongoing' }],
    ['POST', '/due-revisions', revision],
    ['PUT', '/actors/1/response', response],
    ['POST', '/follow-ups', { step: 'x', assigneeId: 1, dueOn: '2026-12-01' }],
  ])('%s /api/v1/items/:ref%s', async (method, path, body) => {
    const answers = [];
    for (const ref of [hidden, missing]) {
      const { result, grew } = await growth(heed, () =>
        staff.api(method, `/api/v1/items/${ref}${path}`, body, { 'if-match': '"1"' }),
      );
      expect(result.status).toBe(404);
      expect(grew).toEqual({});
      answers.push(result.text);
    }
    expect(answers[0]).toBe(answers[1]);
  });

  test.each([
    '',
    '/history',
    '/owner',
    '/timeline',
    '/due-revisions',
    '/follow-ups',
    '/checks',
    '/actors/1/responses',
  ])('the page /items/:ref%s', async (path) => {
    const forms = !['', '/history'].includes(path);
    for (const ref of [hidden, missing]) {
      const { result, grew } = await growth(heed, () =>
        forms
          ? staff.post(`/items/${ref}${path}`, {
              version: 1,
              ...revision,
              ...response,
              places: 'x',
              searchedOn: '2026-11-01',
            })
          : staff.get(`/items/${ref}${path}`),
      );
      expect(result.status).toBe(404);
      expect(grew).toEqual({});
    }
  });

  test('in evidence, checks, follow-ups and readings alike', async () => {
    const body = { text: 'Another.' };
    for (const ref of [hidden, missing]) {
      const recorded = await staff.api('POST', '/api/v1/evidence', evidence([{ item: ref }], body));
      expect([recorded.status, Object.keys(fieldsOf(recorded))]).toEqual([422, ['effects[0].item']]);
      const searched = { items: [ref], searchedOn: '2026-11-01', places: 'x' };
      const checked = await staff.api('POST', '/api/v1/checks', searched);
      expect([checked.status, Object.keys(fieldsOf(checked))]).toEqual([422, ['items[0]']]);
      expect((await staff.get(`/evidence/new?items=${ref}`)).text).not.toContain(
        'name="effects[0][version]"',
      );
    }
    for (const id of [hiddenOnly, 99_999]) {
      expect((await staff.api('GET', `/api/v1/evidence/${id}`)).status).toBe(404);
      expect((await staff.get(`/evidence/${id}`)).status).toBe(404);
      expect((await staff.get(`/evidence/${id}/correct`)).status).toBe(404);
      expect((await staff.post(`/evidence/${id}/corrections`, { reason: 'x' })).status).toBe(404);
      const correction = evidence([{ item: open }], { reason: 'x' });
      expect((await staff.api('POST', `/api/v1/evidence/${id}/corrections`, correction)).status).toBe(404);
    }
    for (const id of [followUp, 99_999]) {
      expect(
        (await staff.api('POST', `/api/v1/follow-ups/${id}/done`, {}, { 'if-match': '"1"' })).status,
      ).toBe(404);
      expect((await staff.post(`/follow-ups/${id}/done`, { version: 1 })).status).toBe(404);
    }
    expect((await staff.get('/evidence/new')).text).not.toContain(hidden);
    expect((await staff.get('/evidence/new')).text).toContain(open);
  });

  test('to a manager it is there, but a restricted one is not', async () => {
    expect((await manager.get(`/items/${hidden}`)).status).toBe(200);
    const app = servicesOf(heed);
    const made = await makePublication(app, { actions: [{ classification: 'restricted' }] });
    expect((await manager.get(`/items/${made.actions[0].ref}`)).status).toBe(404);
    const reader = { verdict: 'confirmed' };
    const claim = await manager.api('POST', '/api/v1/effects/99999/readings', reader);
    expect(claim.status).toBe(404);
    expect(effect).toBeGreaterThan(0);
    expect(actor).toBeGreaterThan(0);
  });
});

describe('what is shared with a hidden item', () => {
  test('shows only the part that one may see', async () => {
    const seen = await staff.api('GET', `/api/v1/evidence/${shared}`);
    expect(seen.json<{ effects: object[] }>().effects).toMatchObject([{ ref: open }]);
    for (const path of [
      `/evidence/${shared}`,
      `/items/${open}`,
      `/items/${recommendation}`,
      `/items/${open}/history`,
    ]) {
      const { status, text } = await staff.get(path);
      expect(status).toBe(200);
      expect(text).not.toContain(hidden);
      expect(text).not.toContain('A hidden passage.');
    }
    for (const ref of [open, recommendation])
      for (const path of [`/api/v1/items/${ref}`, `/api/v1/items/${ref}/history`])
        expect((await staff.api('GET', path)).text).not.toContain(hidden);
    expect((await manager.get(`/evidence/${shared}`)).text).toContain(hidden);
  });

  test('a date that moved with a hidden action does not tell its reason', async () => {
    const page = (await staff.get(`/items/${recommendation}`)).text;
    expect(page).toContain('It moved with an action that carries it out.');
    expect(page).not.toContain('A secret reason.');
    expect((await manager.get(`/items/${recommendation}`)).text).toContain('A secret reason.');
  });

  test('a correction by one who does not see it leaves it to one who does', async () => {
    const correction = evidence([{ item: open, progressTo: 'not_started' }], { reason: 'Wrong.' });
    const { result } = await growth(heed, () =>
      staff.api('POST', `/api/v1/evidence/${shared}/corrections`, correction),
    );
    expect(result.status).toBe(201);
    expect(await itemRow(heed, open)).toMatchObject({ progress: 'not_started' });
    expect(await itemRow(heed, hidden)).toMatchObject({ progress: 'in_progress' });
    expect(result.text).not.toContain(hidden);
  });
});

test('an update stricter than its item is hidden with its claim, its history and its sources', async () => {
  const app = servicesOf(heed);
  const team = await makeTeam(app);
  const insider = await makePerson(app, { role: 'contributor', teamId: team.id });
  const made = await makePublication(app, { teamId: team.id, actions: 1 });
  const { ref } = made.actions[0];
  const { updateId } = await recordEvidence(app, insider, {
    classification: 'confidential',
    text: 'A confidential finding.',
    effects: [{ item: ref, progressTo: 'in_progress' }],
  });
  for (const path of [
    `/items/${ref}`,
    `/items/${ref}/history`,
    `/api/v1/items/${ref}`,
    `/api/v1/items/${ref}/history`,
  ]) {
    const { status, text } = await staff.get(path);
    expect(status).toBe(200);
    expect(text).not.toContain('A confidential finding.');
    expect(text).not.toContain('evidence.recorded');
    expect(text).not.toContain('Evidence recorded');
  }
  expect((await staff.get(`/evidence/${updateId}`)).status).toBe(404);
  expect((await manager.get(`/items/${ref}`)).text).toContain('A confidential finding.');
});
