import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type TestApp, startTestApp } from '../../support/app.js';
import type { TestClient } from '../../support/client.js';
import { makePublication } from '../../support/data.js';
import { evidence, fieldsOf, growth, lastHistory, servicesOf } from './track-support.js';

let heed: TestApp;
let sana: TestClient;
let colleague: TestClient;
let outsider: TestClient;
let viewer: TestClient;
let dredging: string;
let budget: string;

beforeAll(async () => {
  heed = await startTestApp({ today: '2026-11-22' });
  const [rivers, harbours] = [await heed.team('Rivers'), await heed.team('Harbours')];
  sana = await heed.signIn(await heed.person({ name: 'Sana', teamId: rivers }));
  colleague = await heed.signIn(await heed.person({ name: 'Omar', teamId: rivers }));
  outsider = await heed.signIn(await heed.person({ name: 'Kit', teamId: harbours }));
  viewer = await heed.signIn('viewer');
  const made = await makePublication(servicesOf(heed), {
    title: 'Open canals',
    actions: [
      { pathway: 'Dredge the northern canal', issue: 'Silt', implementation: 'Buy a dredger; train crews' },
      { pathway: 'Publish the yearly budget of the harbour', issue: 'Money', implementation: 'By law' },
    ],
  });
  [dredging, budget] = made.actions.map(({ ref }) => ref) as [string, string];
});
afterAll(() => heed?.close());

let count = 0;
const address = () => `https://courier.example/2026/${(count += 1)}`;
const paste = async (who: TestClient, more: object = {}) => {
  const answer = await who.api('POST', '/api/v1/inbox', { url: address(), ...more });
  expect([answer.status, answer.text]).toEqual([201, answer.text]);
  return answer.json<{ id: number; version: number; url: string }>();
};
const stateOf = async (id: number) =>
  (
    await heed.ownerDataSource.query(
      'SELECT state, update_id, dismissal_reason FROM inbox_entry WHERE id = $1',
      [id],
    )
  )[0];

describe('pasting', () => {
  test('keeps what is in hand, with one entry in the history that does not repeat it', async () => {
    const { result, grew } = await growth(heed, () =>
      sana.post('/inbox', {
        url: 'https://www.courier.example/canal/',
        quote: 'Crews were trained on the new dredger.',
        title: 'Canal news',
        publishedOn: '2026-11-10',
        note: 'Ask Omar',
      }),
    );
    expect([result.status, result.location]).toEqual([303, '/inbox?done=inboxAdded']);
    expect(grew).toEqual({ history_entry: 1 });
    expect(await lastHistory(heed)).toMatchObject({ action: 'inbox.added', after: { shared: false } });
    const page = await sana.get('/inbox');
    expect(page.text).toContain('Crews were trained on the new dredger.');
    // Likely items are offered by the words they share, the likest first.
    expect(page.text).toContain(`value="${dredging}"`);
    expect(page.text).not.toContain(`value="${budget}"`);
  });

  test('by an address fills the form and keeps nothing', async () => {
    const query = 'url=https%3A%2F%2Fcourier.example%2Fx&title=A%20title&quote=%3Cb%3Ewords';
    const { result, grew } = await growth(heed, () => sana.get(`/inbox/new?${query}&shared=true&version=3`));
    expect(result.status).toBe(200);
    expect(result.text).toContain('value="https://courier.example/x"');
    expect(result.text).toContain('value="A title"');
    expect(result.text).toContain('&lt;b>words');
    expect(grew).toEqual({});
  });

  test('needs an address or a passage, and a real address', async () => {
    const nothing = await sana.post('/inbox', { note: 'Only a note' });
    expect(nothing.status).toBe(422);
    expect(nothing.text).toContain('Paste an address, a passage, or both.');
    expect(nothing.text).toContain('Only a note');
    const bad = await sana.api('POST', '/api/v1/inbox', { url: 'javascript:alert(1)' });
    expect(Object.keys(fieldsOf(bad))).toEqual(['url']);
    expect((await sana.post('/inbox', { quote: 'From the printed gazette' })).status).toBe(303);
  });

  test('twice with one key pastes one', async () => {
    const wish = { url: address() };
    const key = { 'idempotency-key': 'inbox-once' };
    const { result, grew } = await growth(heed, async () => [
      await sana.api('POST', '/api/v1/inbox', wish, key),
      await sana.api('POST', '/api/v1/inbox', wish, key),
    ]);
    expect(result.map((answer) => answer.json().id)).toEqual([result[0]!.json().id, result[0]!.json().id]);
    expect(grew).toMatchObject({ history_entry: 1 });
  });
});

describe('the same address again', () => {
  test('is said to be here, with a link; it can be kept all the same', async () => {
    const first = await paste(sana, { url: 'https://courier.example/twin' });
    const again = 'http://www.courier.example/twin/?utm_source=mail';
    const refused = await colleague.post('/inbox', { url: again, note: 'Mine' });
    expect(refused.status).toBe(409);
    expect(refused.text).toContain(`href="/inbox/${first.id}"`);
    expect(refused.text).toContain('pasted by Sana');
    expect(refused.text).toContain('Mine');
    expect((await colleague.get(`/inbox/new?url=${encodeURIComponent(again)}`)).text).toContain(
      `href="/inbox/${first.id}"`,
    );
    const api = await colleague.api('POST', '/api/v1/inbox', { url: again });
    expect(api.json()).toMatchObject({ status: 409, link: `/inbox/${first.id}` });
    // Whoever does not see the entry is not told of it.
    expect((await outsider.api('POST', '/api/v1/inbox', { url: again })).status).toBe(201);
    expect((await colleague.post('/inbox', { url: again, again: 'true' })).status).toBe(303);
  });

  test('leads to the update where it was recorded', async () => {
    const url = 'https://canals.example/tenders/77';
    const body = evidence([{ item: dredging, shows: 'background' }], {
      sources: [{ title: 'Notice', url: `${url}/`, kind: 'news' }],
    });
    const { id } = (await sana.api('POST', '/api/v1/evidence', body)).json<{ id: number }>();
    const answer = await sana.api('POST', '/api/v1/inbox', { url });
    expect(answer.json()).toMatchObject({ status: 409, link: `/evidence/${id}` });
    expect((await sana.get(`/inbox/new?url=${url}`)).text).toContain(`href="/evidence/${id}"`);
  });
});

describe('an entry', () => {
  test('is its author’s and team’s, unless it is shared; no viewer sees the inbox', async () => {
    const ours = await paste(sana, { title: 'Of the Rivers' });
    const all = await paste(sana, { title: 'For everybody', shared: true });
    const statuses = async (who: TestClient) =>
      Promise.all(
        [ours, all].flatMap(({ id }) => [
          who.api('GET', `/api/v1/inbox/${id}`).then(({ status }) => status),
          who.get(`/inbox/${id}`).then(({ status }) => status),
        ]),
      );
    expect(await statuses(colleague)).toEqual([200, 200, 200, 200]);
    expect(await statuses(outsider)).toEqual([404, 404, 200, 200]);
    expect(await statuses(viewer)).toEqual([403, 404, 403, 404]);
    expect((await outsider.get('/inbox')).text).not.toContain('Of the Rivers');
    expect((await outsider.get('/inbox')).text).toContain('For everybody');
    const dismissal = { reason: 'x' };
    const headers = { 'if-match': '"1"' };
    const path = `/api/v1/inbox/${ours.id}/dismissal`;
    expect((await outsider.api('POST', path, dismissal, headers)).status).toBe(404);
    const wish = evidence([{ item: budget, shows: 'background' }], { inboxId: ours.id });
    const foreign = await outsider.api('POST', '/api/v1/evidence', wish);
    expect(foreign.status).toBe(422);
    expect(fieldsOf(foreign)).toHaveProperty('inboxId');
    expect((await outsider.get(`/evidence/new?inbox=${ours.id}`)).text).not.toContain('Of the Rivers');
    expect(await stateOf(ours.id)).toMatchObject({ state: 'open' });
  });

  test('is dismissed with a reason and restored; a colleague who was first is noticed', async () => {
    const { id } = await paste(sana, { title: 'A rumour' });
    const mute = await sana.post(`/inbox/${id}/dismissal`, { version: 1, reason: ' ' });
    expect(mute.status).toBe(422);
    expect(mute.text).toContain('A rumour');
    const done = await sana.post(`/inbox/${id}/dismissal`, { version: 1, reason: 'Only a rumour.' });
    expect([done.status, done.location]).toEqual([303, '/inbox?done=inboxDismissed']);
    expect(await lastHistory(heed)).toMatchObject({ action: 'inbox.dismissed' });
    expect((await sana.get('/inbox')).text).not.toContain('A rumour');
    expect((await sana.get('/inbox?state=dismissed')).text).toContain('Only a rumour.');
    const late = await colleague.post(`/inbox/${id}/dismissal`, { version: 1, reason: 'Mine' });
    expect(late.status).toBe(412);
    expect(late.text).toContain('A colleague has dealt with this entry');
    expect((await colleague.post(`/inbox/${id}/restoration`, { version: 2 })).status).toBe(303);
    expect(await stateOf(id)).toEqual({ state: 'open', update_id: null, dismissal_reason: null });
    const twice = await colleague.post(`/inbox/${id}/restoration`, { version: 3 });
    expect(twice.status).toBe(422);
    expect(twice.text).toContain('there is nothing to restore');
  });

  test('fills the form once and is recorded with the evidence on several items', async () => {
    const { id, url } = await paste(sana, {
      title: 'Two birds',
      publisher: 'Valley Courier',
      publishedOn: '2026-11-09',
      quote: 'The dredger came with a budget.',
      note: 'From Omar',
    });
    const form = await sana.get(`/evidence/new?inbox=${id}&items=${dredging}&items=${budget}`);
    for (const value of [url, 'Two birds', 'Valley Courier', '2026-11-09'])
      expect(form.text).toContain(`value="${value}"`);
    expect(form.text.match(/>The dredger came with a budget\.<\/textarea>/g)).toHaveLength(2);
    expect(form.text).toContain('From the inbox');
    expect(form.text).toContain('From Omar');
    const effects = [dredging, budget].map((item) => ({ item, shows: 'background', quote: 'As it says.' }));
    const body = {
      inboxId: id,
      eventOn: '2026-11-09',
      text: 'It came.',
      sources: [{ title: 'Two birds', url, kind: 'news' }],
      effects,
    };
    // Refused: the entry stays, and so does all that was typed.
    const refused = await sana.post('/evidence', { ...body, text: '' });
    expect(refused.status).toBe(422);
    expect(refused.text).toContain(`name="inboxId" value="${id}"`);
    expect(await stateOf(id)).toMatchObject({ state: 'open' });
    const { result, grew } = await growth(heed, () => sana.post('/evidence', body));
    expect(result.status).toBe(303);
    expect(grew).toMatchObject({ evidence_update: 1, effect: 2, history_entry: 1 });
    const { state, update_id } = await stateOf(id);
    expect([state, `/evidence/${update_id}`]).toEqual(['recorded', result.location!.split('?')[0]]);
    expect((await sana.get('/inbox?state=recorded')).text).toContain(`href="/evidence/${update_id}"`);
    const twice = await sana.post('/evidence', body);
    expect(twice.status).toBe(422);
    expect(twice.text).toContain('The entry of the inbox that this came from was dealt with');
  });

  test('can be recorded on items chosen later in the form, each with its passage', async () => {
    const { id } = await paste(sana, { quote: 'One passage.' });
    const form = await sana.post('/evidence', { inboxId: id, add: 'effects', addItem: budget });
    expect(form.text).toContain('>One passage.</textarea>');
  });
});

test('what is in the inbox counts nowhere until it is recorded', async () => {
  const item = (await makePublication(servicesOf(heed), { actions: 2 })).actions[0];
  const paths = [
    '/items',
    '/api/v1/items',
    '/items.csv',
    '/overdue',
    '/overdue?tab=ours',
    '/publications',
    `/publications/${item.publicationId}`,
    `/api/v1/publications/${item.publicationId}`,
    '/actors',
    `/items/${item.ref}`,
    `/api/v1/items/${item.ref}`,
    `/items/${item.ref}/history`,
    `/briefs/new?publication=${item.publicationId}`,
    '/evidence/new',
    '/readings/returned',
  ];
  const look = async (who: TestClient, more: string[] = []) =>
    Promise.all(
      [...paths, ...more].map(async (path) => {
        const { status, text } = await who.get(path);
        return [
          path,
          status,
          text
            .replaceAll(/nonce="[^"]*"|(name="_csrf"|csp-nonce") (value|content)="[^"]*"/g, '')
            .replaceAll(/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f-]{22}/g, 'uuid'),
        ];
      }),
    );
  const everybody = async () => [
    await look(sana),
    // Not even that somebody has an inbox shows to others.
    await look(outsider, ['/', '/inbox', '/api/v1/overview']),
    await look(viewer, ['/', '/api/v1/overview']),
  ];
  const before = await everybody();
  await paste(sana, { title: `About ${item.ref}`, quote: item.title });
  expect(await everybody()).toEqual(before);
  const needs = (await sana.api('GET', '/api/v1/overview')).json<{
    needs: { need: string; count: number }[];
  }>();
  const open = (await sana.api('GET', '/api/v1/inbox')).json<{ counts: { open: number } }>();
  expect(needs.needs.find(({ need }) => need === 'inbox')?.count).toBe(open.counts.open);
});
