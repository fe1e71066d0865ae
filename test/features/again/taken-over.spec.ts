import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type TestApp, startTestApp } from '../../support/app.js';
import type { TestClient } from '../../support/client.js';
import { bring, contributor, draftOf } from '../import/support.js';
import { comparisonForm, comparisonOf, imported, original, rows } from './again-support.js';

let heed: TestApp;
let client: TestClient;

beforeAll(async () => {
  heed = await startTestApp({ today: '2026-11-22' });
  client = await contributor(heed);
});
afterAll(() => heed?.close());

const wordsOf = async (ref: string) =>
  (
    await rows<{ pathway: string }>(
      heed,
      'SELECT pathway FROM action a JOIN item i ON i.id = a.item_id WHERE ref = $1',
      [ref],
    )
  )[0]!.pathway;

test('no words change that the reviewer has not seen: who says that a row is another item sees how they differ first', async () => {
  await imported(client, original(60));
  const another = original(60).replace(
    /Share the rounds and report broken lamps\tOpen joint depots, walk the river posts every week/,
    'Paint the doors of the market halls\tBuy paint; ask the guilds for ladders',
  );
  const id = await bring(
    client,
    another.replace('Dark river posts between Varnholm and Ostrand', 'Dull doors'),
  );
  const before = await comparisonOf(client, id);
  const row = before.comparison.rows.find((one) => one.row === 'actions[0]')!;
  const taken = before.comparison.rows.find((one) => one.ref === 'PB-60.A2')!;
  expect(taken.row).toBe('actions[1]');
  const tracked = await wordsOf('PB-60.A2');
  const form = {
    ...comparisonForm(before),
    'pairs[0][row]': row.row!,
    'pairs[0][item]': 'PB-60.A2',
  };
  const unseen = await client.post(`/imports/${id}/compare/commit`, form);
  expect(unseen.status).toBe(422);
  expect(unseen.text).toContain('rows differ that were not shown yet');
  // The choice is still made, and what it changes is there to see.
  expect(unseen.text).toMatch(/<option[^>]*value="PB-60\.A2"[^>]*selected/);
  expect(unseen.text).toContain('value="PB-60.A2:pathway"');
  expect(await wordsOf('PB-60.A2')).toBe(tracked);
  const shown = [...unseen.text.matchAll(/name="shown\[\]" value="([^"]*)"/g)].map((match) => match[1]!);
  const seen = await client.post(`/imports/${id}/compare/commit`, {
    ...form,
    shown,
    accepted: ['PB-60.A2:pathway'],
  });
  expect([seen.status, seen.location]).toEqual([303, expect.stringContaining('done=broughtUpToDate')]);
  expect(await wordsOf('PB-60.A2')).toBe('Paint the doors of the market halls');
});

test('the history of an item whose date alone moves does not say that its row moved', async () => {
  await imported(client, original(61));
  const id = await bring(client, original(61).replace('\nNovember 2025\n', '\nJanuary 2026\n'));
  const form = comparisonForm(await comparisonOf(client, id));
  expect((await client.post(`/imports/${id}/compare/commit`, form)).status).toBe(303);
  const [entry] = await rows<{ after: { items: { ref: string; did: string }[] } }>(
    heed,
    `SELECT p.after FROM history_entry e JOIN history_payload p USING (seq)
      WHERE action = 'publication.reimported' ORDER BY seq DESC LIMIT 1`,
  );
  expect(entry!.after.items).toContainEqual(expect.objectContaining({ ref: 'PB-61.A1', did: 'due' }));
});

test('an actor that a document names again is named as it says now', async () => {
  await imported(client, original(62));
  const actors = 'Varnholm, Ostrand, Vell, Harth, LCU, VRT Lamp Council';
  const bringUpToDate = async (named: string) => {
    const id = await bring(client, original(62).replace(actors, named));
    const form = comparisonForm(await comparisonOf(client, id));
    expect((await client.post(`/imports/${id}/compare/commit`, form)).status).toBe(303);
    return rows(
      heed,
      `SELECT ia.qualifier, ia.gone_document_id IS NOT NULL AS gone FROM item_actor ia JOIN item i ON i.id = ia.item_id
         JOIN actor a ON a.id = ia.actor_id WHERE i.ref = 'PB-62.A4' AND a.name = 'Harth'`,
    );
  };
  expect(await bringUpToDate(actors.replace('Harth, ', ''))).toEqual([{ qualifier: null, gone: true }]);
  expect(await bringUpToDate(actors.replace('Harth', 'Harth (where feasible)'))).toEqual([
    { qualifier: 'where feasible', gone: false },
  ]);
});

test('an owner who is none is said where they were chosen', async () => {
  await imported(client, original(63));
  const viewer = await heed.person({ role: 'viewer' });
  const id = await bring(client, original(63).replace('\nNovember 2025\n', '\nJanuary 2026\n'));
  const { version } = await comparisonOf(client, id);
  const draft = await draftOf(client, id);
  const actions = draft.review.actions.map((row, n) => (n === 1 ? { ...row, ownerId: viewer.id } : row));
  const refused = await client.api(
    'POST',
    `/api/v1/imports/${id}/commit`,
    { actions },
    { 'if-match': `"${version}"` },
  );
  expect(refused.status).toBe(422);
  expect(refused.text).toContain('actions[1].ownerId');
});
