import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type TestApp, startTestApp } from '../../support/app.js';
import type { TestClient } from '../../support/client.js';
import { makePublication } from '../../support/data.js';
import { evidence, fieldsOf, growth, itemRow, lastHistory, servicesOf } from './track-support.js';

let heed: TestApp;
let staff: TestClient;

beforeAll(async () => {
  heed = await startTestApp({ today: '2026-11-22' });
  staff = await heed.signIn('contributor');
});
afterAll(() => heed?.close());

const items = async (actions = 3) =>
  (await makePublication(servicesOf(heed), { date: '2025-12', actions })).actions.map(({ ref }) => ref);
const record = (body: object, headers: Record<string, string> = {}) =>
  staff.api('POST', '/api/v1/evidence', body, headers);

describe('one article on several items', () => {
  test('shows different things on each, with a passage, and moves progress or not', async () => {
    const [a, b, c] = await items();
    const { result, grew } = await growth(heed, () =>
      record(
        evidence([
          { item: a, progressTo: 'in_progress', quote: 'Bids are invited.', quotePlace: 'p. 3' },
          { item: b, shows: 'no_progress', progressTo: 'not_started' },
          { item: c, shows: 'background' },
        ]),
      ),
    );
    expect(result.status).toBe(201);
    expect(grew).toEqual({ evidence_update: 1, source: 1, effect: 3, history_entry: 1, item_version: 3 });
    expect(await itemRow(heed, a)).toMatchObject({
      progress: 'in_progress',
      progress_on: '2026-03-10',
      confirmed_progress: 'in_progress',
      claim: 'none',
      last_checked_on: '2026-11-22',
      version: 2,
    });
    expect(await itemRow(heed, b)).toMatchObject({ progress: 'not_started' });
    expect(await itemRow(heed, c)).toMatchObject({ progress: 'no_public_evidence', version: 2 });
    expect(await lastHistory(heed)).toMatchObject({
      action: 'evidence.recorded',
      actor_id: staff.person!.id,
      after: {
        items: [
          { ref: a, shows: 'progress', progress: 'in_progress' },
          { ref: b, shows: 'no_progress', progress: 'not_started' },
          { ref: c, shows: 'background', progress: 'no_public_evidence' },
        ],
      },
    });
    const { id } = result.json<{ id: number }>();
    const shown = await staff.get(`/evidence/${id}`);
    expect(shown.text).toContain('Bids are invited.');
    for (const ref of [a, b, c]) expect(shown.text).toContain(`href="/items/${ref}"`);
    const page = await staff.get(`/items/${a}`);
    expect(page.text).toContain('No public evidence → In progress');
    expect(page.text).toContain('Tender notice 4/26');
    expect(page.text).toContain(`/items/${b}`);
  });

  test('on an item’s own history, only that item’s part is told', async () => {
    const [a, b] = await items(2);
    await record(
      evidence([
        { item: a, progressTo: 'in_progress' },
        { item: b, shows: 'background' },
      ]),
    );
    const answer = await staff.api('GET', `/api/v1/items/${a}/history`);
    expect(answer.text).toContain('in_progress');
    expect(answer.text).not.toContain(b);
  });
});

describe('what may move an item', () => {
  test('an event before the publication is baseline and moves nothing', async () => {
    const [a] = await items(1);
    const plain = await record(evidence([{ item: a, shows: 'background' }], { eventOn: '2025-06' }));
    expect(plain.status).toBe(201);
    const { baseline, progress_to } = (
      await heed.ownerDataSource.query('SELECT * FROM effect ORDER BY id DESC LIMIT 1')
    )[0];
    expect({ baseline, progress_to }).toEqual({ baseline: true, progress_to: null });
    expect(await itemRow(heed, a)).toMatchObject({ progress: 'no_public_evidence' });

    const { result, grew } = await growth(heed, () =>
      record(evidence([{ item: a, progressTo: 'in_progress' }], { eventOn: '2025-12-30' })),
    );
    expect(result.status).toBe(422);
    expect(fieldsOf(result)['effects[0].progressTo']).toMatch(/before the publication/);
    expect(grew).toEqual({});
    // The publication is of December: its last day is the first that counts.
    expect(
      (await record(evidence([{ item: a, progressTo: 'in_progress' }], { eventOn: '2025-12-31' }))).status,
    ).toBe(201);
  });

  test('an event in the future is refused; this month, known to the month, is not', async () => {
    const [a] = await items(1);
    for (const eventOn of ['2026-11-23', '2026-12', '2027']) {
      const { result, grew } = await growth(heed, () => record(evidence([{ item: a }], { eventOn })));
      expect(fieldsOf(result)).toEqual({ eventOn: 'The event lies in the future. Today is 22 Nov 2026.' });
      expect(grew).toEqual({});
    }
    expect((await record(evidence([{ item: a }], { eventOn: '2026-11' }))).status).toBe(201);
    const [update] = await heed.ownerDataSource.query(
      'SELECT * FROM evidence_update ORDER BY id DESC LIMIT 1',
    );
    expect(update).toMatchObject({ event_on: '2026-11-22', event_precision: 'month' });
  });

  test('a late record with an older event does not override newer evidence, unless it says so', async () => {
    const [a] = await items(1);
    await record(evidence([{ item: a, progressTo: 'partially_implemented' }], { eventOn: '2026-05-01' }));
    const late = { item: a, progressTo: 'in_progress' };
    const refused = await growth(heed, () => record(evidence([late], { eventOn: '2026-04-01' })));
    expect(fieldsOf(refused.result)['effects[0].overridesNewer']).toMatch(/Newer evidence, of 1 May 2026/);
    expect(refused.grew).toEqual({});
    const said = await record(evidence([{ ...late, overridesNewer: true }], { eventOn: '2026-04-01' }));
    expect(said.status).toBe(201);
    expect(await itemRow(heed, a)).toMatchObject({
      progress: 'in_progress',
    });
  });

  test('an illegal move is refused with a sentence that says what is allowed', async () => {
    const [a] = await items(1);
    const { result, grew } = await growth(heed, () =>
      record(evidence([{ item: a, progressTo: 'reversed' }])),
    );
    expect(result.status).toBe(422);
    expect(fieldsOf(result)).toEqual({
      'effects[0].progressTo':
        'From “No public evidence”, evidence of progress may move it to: In progress, Partially implemented, Implemented.',
    });
    expect(grew).toEqual({});
  });

  test('progress moves only on a source', async () => {
    const [a] = await items(1);
    const answer = await record(evidence([{ item: a, progressTo: 'in_progress' }], { sources: [] }));
    expect(fieldsOf(answer)['effects[0].progressTo']).toMatch(/only on published evidence/);
    expect((await record(evidence([{ item: a, shows: 'background' }], { sources: [] }))).status).toBe(201);
  });

  test('one refused item refuses the whole article', async () => {
    const [a, b] = await items(2);
    const { result, grew } = await growth(heed, () =>
      record(
        evidence([
          { item: a, progressTo: 'in_progress' },
          { item: b, progressTo: 'superseded' },
        ]),
      ),
    );
    expect(Object.keys(fieldsOf(result))).toEqual(['effects[1].progressTo']);
    expect(grew).toEqual({});
    expect(await itemRow(heed, a)).toMatchObject({ progress: 'no_public_evidence', version: 1 });
  });
});

describe('a double click', () => {
  test('makes one update', async () => {
    const [a] = await items(1);
    const body = evidence([{ item: a, progressTo: 'in_progress' }]);
    const { result, grew } = await growth(heed, () =>
      Promise.all([
        record(body, { 'idempotency-key': 'click-1' }),
        record(body, { 'idempotency-key': 'click-1' }),
      ]),
    );
    expect(result.map(({ status }) => status)).toEqual([201, 201]);
    expect(result[0].text).toBe(result[1].text);
    expect(grew).toEqual({
      evidence_update: 1,
      source: 1,
      effect: 1,
      item_version: 1,
      history_entry: 1,
      idempotency_key: 1,
    });
    const other = await record(evidence([{ item: a, shows: 'background' }]), {
      'idempotency-key': 'click-1',
    });
    expect(other.status).toBe(409);
  });

  test('on the form as well', async () => {
    const [a] = await items(1);
    const form = {
      idempotencyKey: 'form-click-1',
      eventOn: '2026-03-10',
      text: 'Twice pressed.',
      sources: [{ title: 'Tender' }],
      effects: [{ item: a, version: '1', shows: 'progress', progressTo: 'in_progress' }],
    };
    const { result, grew } = await growth(heed, () =>
      Promise.all([staff.post('/evidence', form), staff.post('/evidence', form)]),
    );
    for (const answer of result) {
      expect(answer.status).toBe(303);
      expect(answer.location).toBe(`/items/${a}?done=evidenceRecorded`);
    }
    expect(grew.evidence_update).toBe(1);
  });
});

describe('bad input', () => {
  const bad: [string, object, string][] = [
    ['an impossible day', { eventOn: '2026-02-30' }, 'eventOn'],
    ['no date', { eventOn: '' }, 'eventOn'],
    ['no text', { text: '   ' }, 'text'],
    ['NUL in the text', { text: 'a\u0000b' }, 'text'],
    ['half a character', { text: '\ud800' }, 'text'],
    ['a megabyte of text', { text: 'x'.repeat(1_000_000) }, 'text'],
    ['a script for an address', { sources: [{ title: 'x', url: 'javascript:alert(1)' }] }, 'sources[0].url'],
    ['a source without title', { sources: [{ url: 'https://a.example' }] }, 'sources[0].title'],
    ['an unknown kind of source', { sources: [{ title: 'x', kind: 'rumour' }] }, 'sources[0].kind'],
    [
      'an impossible day of publication',
      { sources: [{ title: 'x', publishedOn: '2026-13-01' }] },
      'sources[0].publishedOn',
    ],
    ['no items', { effects: [] }, 'effects'],
    ['items that are no list', { effects: 'PB-1.A1' }, 'effects'],
    ['an unknown field', { progress: 'implemented' }, 'progress'],
    ['more than its author may see', { classification: 'restricted' }, 'classification'],
  ];
  test.each(bad)('%s', async (_, more, field) => {
    const [a] = await items(1);
    const { result, grew } = await growth(heed, () => record(evidence([{ item: a }], more)));
    expect(result.status).toBe(422);
    expect(Object.keys(fieldsOf(result))).toEqual([field]);
    expect(grew).toEqual({});
  });

  test('an unknown item, the same item twice, an unknown choice', async () => {
    const [a] = await items(1);
    const twice = await record(evidence([{ item: a }, { item: a }]));
    expect(Object.keys(fieldsOf(twice))).toEqual(['effects[1].item']);
    const unknown = await record(evidence([{ item: a }, { item: 'NO-1.A1' }]));
    expect(fieldsOf(unknown)).toEqual({
      'effects[1].item': 'There is no item “NO-1.A1”, or none that you may see.',
    });
    const choice = await record(evidence([{ item: a, shows: 'hope' }]));
    expect(Object.keys(fieldsOf(choice))).toEqual(['effects[0].shows']);
  });

  test.each(['0', '-1', '1.5', 'abc', '99999999999', '%00', '2147483647'])('no update %s', async (id) => {
    expect((await staff.get(`/evidence/${id}`)).status).toBe(404);
    expect((await staff.api('GET', `/api/v1/evidence/${id}`)).status).toBe(404);
  });
});

test('items are offered by the words of their titles, as far as one sees them', async () => {
  const made = await makePublication(servicesOf(heed), {
    actions: [{ pathway: 'Plant willows on the banks' }, { pathway: 'Plant alders in the marsh' }],
  });
  const hidden = await makePublication(servicesOf(heed), {
    classification: 'confidential',
    actions: [{ pathway: 'Plant willows in secret' }],
  });
  const offered = async (query: string) =>
    (await staff.get(`/evidence/item-options?${query}`))
      .json<{ items: { ref: string }[] }>()
      .items.map(({ ref }) => ref);
  const [willows, alders] = made.actions.map(({ ref }) => ref);
  expect(await offered('q=PLANT')).toEqual([willows, alders]);
  expect(await offered('q=banks+plant')).toEqual([willows]);
  expect(await offered(`q=plant&chosen=${willows}`)).toEqual([alders]);
  expect(await offered(`q=${willows}`)).toEqual([willows]);
  expect(await offered('q=100%25')).toEqual([]);
  expect(await offered('q=')).toEqual([]);
  expect(await offered('q=secret')).not.toContain(hidden.actions[0]!.ref);
});
