import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type TestApp, startTestApp } from '../../support/app.js';
import type { TestClient, TestForm } from '../../support/client.js';
import { makePublication } from '../../support/data.js';
import { change, evidence, growth, itemRow, servicesOf } from './track-support.js';

let heed: TestApp;
let staff: TestClient;
let me: number;

beforeAll(async () => {
  heed = await startTestApp({ today: '2026-11-22' });
  staff = await heed.signIn('contributor');
  me = staff.person!.id;
});
afterAll(() => heed?.close());

const item = async (wish: object = { window: { max: 6 } }) =>
  (await makePublication(servicesOf(heed), { series: null, actions: [wish] })).actions[0].ref;

describe('the page of an item', () => {
  test('shows the source’s words and where they stand', async () => {
    const { actions, recommendations } = await makePublication(servicesOf(heed), {
      series: 'Policy Brief',
      number: '42',
      actions: [
        {},
        {
          issue: 'The canal has silted up.',
          pathway: 'Dredge it.',
          implementation: 'Buy a dredger.',
          extra: { Cost: '2–3 million' },
          actors: [
            { name: 'Ministry of Canals', lead: true },
            { name: 'Councils', qualifier: 'where feasible' },
          ],
          carriesOut: [1],
        },
      ],
      recommendations: [{ text: 'Mend the <b>lock</b> gates.', heading: 'Locks' }],
    });
    const page = (await staff.get(`/items/${actions[1].ref}`)).text;
    for (const words of [
      'The canal has silted up.',
      'Dredge it.',
      'Buy a dredger.',
      '2–3 million',
      'where feasible',
      'Policy Brief 42, action matrix, row 2',
      `href="/items/${recommendations[0].ref}"`,
    ])
      expect(page).toContain(words);
    const other = (await staff.get(`/items/${recommendations[0].ref}`)).text;
    expect(other).toContain('Mend the &lt;b>lock&lt;/b> gates.');
    expect(other).toContain('Policy Brief 42, recommendation 1');
    expect(other).toContain(`href="/items/${actions[1].ref}"`);
    expect(other).not.toContain(`href="/items/${actions[0].ref}"`);
  });

  test('has the form for evidence in place, for those who may record', async () => {
    const ref = await item();
    const { text } = await staff.get(`/items/${ref}`);
    const form = /<form action="\/evidence".*?<\/form>/s.exec(text)![0];
    expect(form).toContain(`name="effects[0][item]" value="${ref}"`);
    expect(form).toContain('id="record"');
    expect(form).toContain(`/evidence/new?items=${ref}`);
    const viewer = await heed.signIn('viewer');
    expect((await viewer.get(`/items/${ref}`)).text).not.toContain('action="/evidence"');
  });

  test('takes as many statements with much recorded as with nothing', async () => {
    const [bare, full] = [await item({ actors: ['A', 'B', 'C'] }), await item({ actors: ['A', 'B', 'C'] })];
    for (let n = 1; n <= 5; n++) {
      await staff.api('POST', '/api/v1/evidence', evidence([{ item: full, shows: 'background' }]));
      await staff.api('POST', '/api/v1/checks', { items: [full], searchedOn: `2026-10-0${n}`, places: 'x' });
      const plan = { step: 'x', assigneeId: me, dueOn: '2026-12-01' };
      await staff.api('POST', `/api/v1/items/${full}/follow-ups`, plan);
    }
    await staff.api('POST', '/api/v1/evidence', evidence([{ item: bare, shows: 'background' }]));
    let count = 0;
    heed.dataSource.logger.logQuery = () => {
      count += 1;
    };
    // The settings are read again once a second: the fewest of three is what the page itself takes.
    const statements = async (ref: string) => {
      const counts: number[] = [];
      for (let n = 0; n < 3; n++) {
        count = 0;
        await staff.get(`/items/${ref}`);
        counts.push(count);
      }
      return Math.min(...counts);
    };
    const [few, many] = [await statements(bare), await statements(full)];
    expect(few).toBeGreaterThan(5);
    expect(many).toBe(few);
  });
});

describe('its forms', () => {
  test('each leads back to the item and says what was done', async () => {
    const ref = await item({ window: { max: 6 }, actors: ['Ministry of Canals'] });
    const [{ id: actor }] = await heed.ownerDataSource.query(
      'SELECT actor_id AS id FROM item_actor ia JOIN item i ON i.id = ia.item_id WHERE i.ref = $1',
      [ref],
    );
    const forms: [string, TestForm, string][] = [
      ['owner', { ownerId: me }, 'ownerAssigned'],
      [
        'due-revisions',
        { kind: 'slipped', dueOn: '2027-01-10', precision: 'month', reason: 'Said so.', sourceUrl: '' },
        'dueRevised',
      ],
      [
        `actors/${actor}/responses`,
        { response: 'accepted', respondedOn: '2026-02-01', reply: '', sourceUrl: '' },
        'responseRecorded',
      ],
      [
        'follow-ups',
        { step: 'Call', assigneeId: me, dueOn: '2026-12-01', idempotencyKey: 'page-1' },
        'followUpPlanned',
      ],
      [
        'checks',
        { searchedOn: '2026-11-21', places: 'Gazette', note: '', idempotencyKey: 'page-2' },
        'checkRecorded',
      ],
    ];
    for (const [path, form, done] of forms) {
      const { version } = await itemRow(heed, ref);
      const versioned = ['follow-ups', 'checks'].includes(path) ? form : { ...form, version };
      const { result, grew } = await growth(heed, () => staff.post(`/items/${ref}/${path}`, versioned));
      expect([result.status, result.location]).toEqual([303, `/items/${ref}?done=${done}`]);
      expect(grew.history_entry).toBe(1);
      expect((await staff.get(result.location!)).text).toMatch(/<div class="h-flash"/);
    }
    const [{ id, version }] = await heed.ownerDataSource.query(
      'SELECT f.id, f.version FROM follow_up f JOIN item i ON i.id = f.item_id WHERE i.ref = $1',
      [ref],
    );
    const finished = await staff.post(`/follow-ups/${id}/done`, {
      version,
      doneOn: '2026-11-22',
      note: 'Done.',
    });
    expect([finished.status, finished.location]).toEqual([303, `/items/${ref}?done=followUpDone`]);
    expect(await itemRow(heed, ref)).toMatchObject({ owner_id: me, due_on: '2027-01-31' });
  });

  test('a timeline for a recommendation', async () => {
    const made = await makePublication(servicesOf(heed), { actions: 0, recommendations: 1 });
    const { ref } = made.recommendations[0];
    expect((await staff.get(`/items/${ref}`)).text).toContain('Set timeline');
    const form = {
      kind: 'set_by_us',
      dueOn: '2027-01-31',
      precision: 'day',
      reason: 'We want it.',
      version: 1,
    };
    expect((await staff.post(`/items/${ref}/timeline`, form)).location).toBe(
      `/items/${ref}?done=timelineSet`,
    );
    const page = (await staff.get(`/items/${ref}`)).text;
    expect(page).not.toContain('Set timeline');
    expect(page).toContain('We want it.');
  });

  test('what was typed is kept when it is refused, with the error at its field', async () => {
    const ref = await item();
    const form = {
      kind: 'slipped',
      dueOn: '2026-02-31',
      precision: 'month',
      reason: 'Typed with care.',
      sourceUrl: 'ftp://x',
      version: 1,
    };
    const { result, grew } = await growth(heed, () => staff.post(`/items/${ref}/due-revisions`, form));
    expect(result.status).toBe(422);
    expect(grew).toEqual({});
    expect(result.text).toContain('Typed with care.');
    expect(result.text).toContain('value="ftp://x"');
    expect(result.text).toContain('href="#due-dueOn"');
    expect(result.text).toContain('href="#due-sourceUrl"');
    expect(result.text).toMatch(/<details class="h-fold h-no-print" id="revise-due-fold" open/);
  });

  test('out of date: both versions are shown, and the person chooses', async () => {
    const ref = await item();
    const other = await heed.signIn('contributor');
    await change(heed, other, 'POST', ref, 'due-revisions', {
      kind: 'slipped',
      dueOn: '2027-03-01',
      reason: 'They said.',
    });
    const form = {
      kind: 're_estimated',
      dueOn: '2027-05-01',
      precision: 'day',
      reason: 'I think so.',
      version: 1,
    };
    const { result, grew } = await growth(heed, () => staff.post(`/items/${ref}/due-revisions`, form));
    expect(result.status).toBe(412);
    expect(grew).toEqual({});
    const table = /<table class="h-table h-table-plain">.*?<\/table>/s.exec(result.text)![0];
    expect(table).toContain('1 May 2027');
    expect(table).toContain('1 Mar 2027');
    expect(result.text).toContain(other.person!.name);
    expect(result.text).toContain('I think so.');
    // Sent again as the page gives it, it is saved over the other one, which stays in the history.
    const version = Number(/name="version" value="(\d+)"/.exec(result.text)![1]);
    expect(version).toBe(2);
    expect((await staff.post(`/items/${ref}/due-revisions`, { ...form, version })).status).toBe(303);
    expect(await itemRow(heed, ref)).toMatchObject({ due_on: '2027-05-01', version: 3 });
  });
});

describe('the form for evidence, without scripts', () => {
  const typed = (ref: string): TestForm => ({
    idempotencyKey: 'kept-key',
    eventOn: '2026-03-10',
    eventKnown: 'month',
    text: 'Typed with care.',
    classification: 'public',
    sources: [{ title: 'First source', url: 'https://a.example' }],
    effects: [{ item: ref, version: 1, shows: 'progress', quote: 'A passage.', progressTo: 'in_progress' }],
  });

  test('offers only the moves that are allowed, and says them in words', async () => {
    const ref = await item();
    const { text } = await staff.get(`/evidence/new?items=${ref}`);
    expect(text).toContain('Progress may move it to In progress, Partially implemented, Implemented.');
    expect(text).not.toContain('<option value="reversed"');
    expect(text).not.toContain('<option value="no_public_evidence"');
  });

  test('adds and takes away sources and items, and finds items, with everything kept and nothing stored', async () => {
    const [a, b] = [await item(), await item()];
    const press = async (form: TestForm) => {
      const { result, grew } = await growth(heed, () => staff.post('/evidence', form));
      expect(result.status).toBe(200);
      expect(grew).toEqual({});
      for (const kept of [
        'Typed with care.',
        'First source',
        'A passage.',
        'value="kept-key"',
        'value="2026-03-10"',
      ])
        expect(result.text).toContain(kept);
      expect(result.text).toMatch(/<option value="in_progress" selected/);
      return result.text;
    };
    const source = await press({ ...typed(a), add: 'sources' });
    expect(source).toContain('name="sources[1][title]"');
    const more = await press({ ...typed(a), addItem: b, add: 'effects' });
    expect(more).toMatch(new RegExp(`name="effects\\[1\\]\\[item\\]" value="${b}"`));
    const found = await press({ ...typed(a), itemSearch: b, add: 'search' });
    expect(found).toContain(`<option value="${b}"`);
    const two = { ...typed(a), effects: [{ item: b, version: 1 }, (typed(a).effects as TestForm[])[0]] };
    const fewer = await press({ ...two, remove: 'effects[0]' });
    expect(fewer).not.toContain('name="effects[1]');
    expect(fewer).toMatch(new RegExp(`name="effects\\[0\\]\\[item\\]" value="${a}"`));
  });

  test('records with a date known to the month, and drops the source that was left empty', async () => {
    const ref = await item();
    const form = {
      ...typed(ref),
      idempotencyKey: 'once-1',
      sources: [
        { title: 'A source', kind: 'news' },
        { title: '', kind: 'news', standing: 'not_given' },
      ],
    };
    const { result, grew } = await growth(heed, () => staff.post('/evidence', form));
    expect([result.status, result.location]).toEqual([303, `/items/${ref}?done=evidenceRecorded`]);
    expect(grew.source).toBe(1);
    expect(await itemRow(heed, ref)).toMatchObject({ progress: 'in_progress', progress_on: '2026-03-31' });
    expect((await staff.get(`/items/${ref}`)).text).toContain('March 2026');
  });

  test('a refused move comes back with its sentence; newer evidence brings a box to tick', async () => {
    const ref = await item();
    const bad = await staff.post('/evidence', {
      ...typed(ref),
      effects: [{ item: ref, version: 1, shows: 'background', progressTo: 'implemented' }],
    });
    expect(bad.status).toBe(422);
    expect(bad.text).toContain(
      'From “No public evidence”, background may move it to: Closed: superseded, Closed: no longer applicable.',
    );
    expect(bad.text).toContain('href="#effects-0-progressTo"');
    expect(bad.text).not.toContain('name="effects[0][overridesNewer]"');
    await staff.api(
      'POST',
      '/api/v1/evidence',
      evidence([{ item: ref, progressTo: 'partially_implemented' }], { eventOn: '2026-08-01' }),
    );
    const late = {
      ...typed(ref),
      idempotencyKey: 'late-1',
      effects: [{ item: ref, version: 2, shows: 'progress', progressTo: 'in_progress' }],
    };
    const asked = await staff.post('/evidence', late);
    expect(asked.status).toBe(422);
    expect(asked.text).toContain('name="effects[0][overridesNewer]"');
    const ticked = { ...late, effects: [{ ...late.effects[0], overridesNewer: 'true' }] };
    expect((await staff.post('/evidence', ticked)).status).toBe(303);
    expect(await itemRow(heed, ref)).toMatchObject({ progress: 'in_progress' });
  });

  test('an item that changed meanwhile: both versions, 412, nothing stored, everything kept', async () => {
    const ref = await item();
    await staff.api(
      'POST',
      '/api/v1/evidence',
      evidence([{ item: ref, progressTo: 'partially_implemented' }], { eventOn: '2026-02-01' }),
    );
    const { result, grew } = await growth(heed, () => staff.post('/evidence', typed(ref)));
    expect(result.status).toBe(412);
    expect(grew).toEqual({});
    const table = /<table class="h-table h-table-plain">.*?<\/table>/s.exec(result.text)![0];
    expect(table).toMatch(/In progress.*Partially implemented/s);
    expect(result.text).toContain('Typed with care.');
    expect(result.text).toContain('name="effects[0][version]" value="2"');
  });

  test('one key used for two different records: said, kept, and free to be sent anew', async () => {
    const ref = await item();
    const form = { ...typed(ref), idempotencyKey: 'same-key' };
    expect((await staff.post('/evidence', form)).status).toBe(303);
    const again = await staff.post('/evidence', {
      ...form,
      text: 'Something else.',
      effects: [{ item: ref, shows: 'background' }],
    });
    expect(again.status).toBe(409);
    expect(again.text).toContain('Something else.');
    expect(again.text).not.toContain('value="same-key"');
  });

  test.each([
    [{ eventOn: '2026-02-30' }, 'eventOn'],
    [{ eventOn: '2026-11-23', eventKnown: 'day' }, 'eventOn'],
    [{ text: 'x'.repeat(1_000_000) }, 'text'],
    [{ text: 'a\u0000b' }, 'text'],
    [{ sources: [{ title: 'x', url: 'data:text/html,x' }] }, 'sources-0-url'],
    [{ effects: [{ item: 'NO-1.A1', shows: 'progress' }] }, 'effects-0-item'],
  ] as [TestForm, string][])('bad input %#: 422, the field named', async (more, field) => {
    const ref = await item();
    const { result, grew } = await growth(heed, () => staff.post('/evidence', { ...typed(ref), ...more }));
    expect(result.status).toBe(422);
    expect(result.text).toContain(`href="#${field}"`);
    expect(result.text).toContain(`id="${field}"`);
    expect(grew).toEqual({});
  });
});
