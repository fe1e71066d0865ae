import { afterAll, beforeAll, expect, test } from '@jest/globals';
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

async function recorded(progressTo: string, eventOn = '2026-03-10') {
  const made = await makePublication(servicesOf(heed), { date: '2025-12', actions: 2 });
  const [a, b] = made.actions.map(({ ref }) => ref);
  const answer = await staff.api(
    'POST',
    '/api/v1/evidence',
    evidence(
      [
        { item: a, progressTo },
        { item: b, shows: 'background' },
      ],
      { eventOn },
    ),
  );
  expect(answer.status).toBe(201);
  return { a: a, b: b, id: answer.json<{ id: number }>().id };
}
const correct = (id: number, effects: object[], more: object = {}) =>
  staff.api(
    'POST',
    `/api/v1/evidence/${id}/corrections`,
    evidence(effects, { reason: 'It was a rumour.', text: 'No tender was opened.', ...more }),
  );

test('a correction takes back what the update had moved; the update stays, struck and dated, with the reason', async () => {
  const { a, id } = await recorded('in_progress');
  const { result, grew } = await growth(heed, () =>
    correct(id, [{ item: a, shows: 'background', progressTo: 'no_public_evidence' }]),
  );
  expect(result.status).toBe(201);
  expect(grew).toEqual({ evidence_update: 1, source: 1, effect: 1, history_entry: 1, item_version: 1 });
  expect(await itemRow(heed, a)).toMatchObject({
    progress: 'no_public_evidence',
    progress_on: null,
    confirmed_progress: 'no_public_evidence',
    confirmed_on: null,
  });
  expect(await lastHistory(heed)).toMatchObject({
    action: 'evidence.corrected',
    after: { correctsId: id, reason: 'It was a rumour.' },
  });
  const later = result.json<{ id: number }>().id;
  const page = await staff.get(`/items/${a}`);
  expect(page.text).toMatch(/<s>.*The ministry opened a tender for a dredger\..*<\/s>/);
  expect(page.text).toContain(`<a href="/evidence/${later}">Corrected on 22 Nov 2026: It was a rumour.</a>`);
  const old = await staff.api('GET', `/api/v1/evidence/${id}`);
  expect(old.json()).toMatchObject({
    text: 'The ministry opened a tender for a dredger.',
    correctedBy: { id: later, recordedOn: '2026-11-22', reason: 'It was a rumour.' },
  });
  expect((await staff.api('GET', `/api/v1/evidence/${later}`)).json()).toMatchObject({ corrects: { id } });
});

test('a correction of a confirmed claim reopens the item', async () => {
  const { a, id } = await recorded('implemented');
  const manager = await heed.signIn('manager');
  const { progress_effect_id: effect } = (await itemRow(heed, a)) as never as { progress_effect_id: number };
  await manager.api('POST', `/api/v1/effects/${effect}/readings`, { verdict: 'confirmed' });
  expect(await itemRow(heed, a)).toMatchObject({ claim: 'confirmed' });
  await correct(id, [{ item: a, progressTo: 'in_progress' }]);
  expect(await itemRow(heed, a)).toMatchObject({
    progress: 'in_progress',
    claim: 'none',
    confirmed_progress: 'in_progress',
  });
});

test('a correction that still says "implemented" waits for a second reading of its own', async () => {
  const { a, id } = await recorded('implemented');
  await correct(id, [{ item: a, progressTo: 'implemented' }], { eventOn: '2026-04-10' });
  expect(await itemRow(heed, a)).toMatchObject({
    progress: 'implemented',
    progress_on: '2026-04-10',
    claim: 'awaiting',
    confirmed_progress: 'no_public_evidence',
  });
});

test('it must name each item that rests on the update, and say what holds', async () => {
  const { a, b, id } = await recorded('in_progress');
  const silent = await growth(heed, () => correct(id, [{ item: b, shows: 'background' }]));
  expect(fieldsOf(silent.result).effects).toContain(`The progress of ${a} rests on the update`);
  expect(silent.grew).toEqual({});
  const vague = await correct(id, [{ item: b, shows: 'background' }, { item: a }]);
  expect(Object.keys(fieldsOf(vague))).toEqual(['effects[1].progressTo']);
  const reasonless = await correct(id, [{ item: a, progressTo: 'not_started' }], { reason: ' ' });
  expect(Object.keys(fieldsOf(reasonless))).toEqual(['reason']);
});

test('it can be corrected once; the correction itself can be corrected in its turn', async () => {
  const { a, id } = await recorded('in_progress');
  const first = await correct(id, [{ item: a, progressTo: 'not_started' }]);
  const again = await growth(heed, () => correct(id, [{ item: a, progressTo: 'in_progress' }]));
  expect(again.result.status).toBe(422);
  expect(again.grew).toEqual({});
  const next = await correct(first.json<{ id: number }>().id, [{ item: a, progressTo: 'in_progress' }]);
  expect(next.status).toBe(201);
  expect(await itemRow(heed, a)).toMatchObject({ progress: 'in_progress' });
});

test('a date put right may turn evidence into baseline: the item moves back and keeps no date of it', async () => {
  const { a, id } = await recorded('in_progress', '2026-01-17');
  const answer = await correct(id, [{ item: a, progressTo: 'no_public_evidence' }], {
    eventOn: '2025-01-17',
  });
  expect(answer.status).toBe(201);
  expect(await itemRow(heed, a)).toMatchObject({ progress: 'no_public_evidence', progress_on: null });
});

test('two corrections at once: one is recorded, the other refused', async () => {
  const { a, id } = await recorded('in_progress');
  const { result, grew } = await growth(heed, () =>
    Promise.all([1, 2].map(() => correct(id, [{ item: a, progressTo: 'not_started' }]))),
  );
  expect(result.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([201, 422]);
  expect(grew.evidence_update).toBe(1);
});

test('the form is filled with what is there, and asks for a reason', async () => {
  const { a, id } = await recorded('in_progress');
  const form = await staff.get(`/evidence/${id}/correct`);
  expect(form.status).toBe(200);
  expect(form.text).toContain('The ministry opened a tender for a dredger.');
  expect(form.text).toContain('value="Tender notice 4/26"');
  expect(form.text).toMatch(/<option value="in_progress" selected/);
  const values = {
    eventOn: '2026-03-10',
    text: 'Put right.',
    sources: [{ title: 'Tender notice 4/26' }],
    effects: [{ item: a, version: '2', shows: 'progress', progressTo: 'partially_implemented' }],
  };
  const refused = await staff.post(`/evidence/${id}/corrections`, { ...values, reason: '' });
  expect(refused.status).toBe(422);
  expect(refused.text).toContain('href="#reason"');
  expect(refused.text).toContain('Put right.');
  const done = await staff.post(`/evidence/${id}/corrections`, { ...values, reason: 'Misread.' });
  expect([done.status, done.location]).toEqual([303, `/items/${a}?done=evidenceCorrected`]);
  expect(await itemRow(heed, a)).toMatchObject({ progress: 'partially_implemented' });
});
