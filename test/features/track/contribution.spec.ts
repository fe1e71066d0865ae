import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type TestApp, startTestApp } from '../../support/app.js';
import type { TestClient } from '../../support/client.js';
import { makePublication, recordEvidence } from '../../support/data.js';
import { growth, lastHistory, servicesOf } from './track-support.js';

let heed: TestApp;
let staff: TestClient;
let ref: string;

beforeAll(async () => {
  heed = await startTestApp({ today: '2026-11-22' });
  staff = await heed.signIn(await heed.person({ name: 'Sana' }));
  ref = (await makePublication(servicesOf(heed))).actions[0].ref;
});
afterAll(() => heed?.close());

test('our part in it is asked when an item closes, kept, and shown', async () => {
  const path = `/items/${ref}/contribution-notes`;
  const note = { contribution: 'cited', text: 'The preamble of the act names our brief.' };
  expect((await staff.get(`/items/${ref}`)).text).not.toContain('Our part in it');
  const early = await staff.api('POST', `/api/v1${path}`, note);
  expect(early.status).toBe(422);
  expect(early.json<{ detail: string }>().detail).toContain(`${ref} is still open`);

  await recordEvidence(servicesOf(heed), staff.person!, {
    effects: [{ item: ref, progressTo: 'implemented' }],
  });
  const asked = (await staff.get(`/items/${ref}`)).text;
  expect(asked).toContain('Our part in it');
  expect(asked).toContain(`action="${path}"`);
  const viewer = await heed.signIn('viewer');
  expect((await viewer.get(`/items/${ref}`)).text).not.toContain('Our part in it');

  const mute = await staff.post(path, { contribution: 'cited', text: ' ' });
  expect(mute.status).toBe(422);
  const { result, grew } = await growth(heed, () => staff.post(path, note));
  expect([result.status, result.location]).toEqual([303, `/items/${ref}?done=contributionNoted`]);
  expect(grew).toEqual({ history_entry: 1 });
  expect(await lastHistory(heed)).toMatchObject({ action: 'contribution.noted' });
  await staff.post(path, {
    contribution: 'consistent',
    text: 'On a second look, the preamble names another.',
  });
  const shown = (await viewer.get(`/items/${ref}`)).text;
  expect(shown.indexOf('On a second look')).toBeLessThan(shown.indexOf('The preamble of the act'));
  expect(shown).toContain('Sana');
  const { notes } = (await viewer.api('GET', `/api/v1${path}`)).json<{ notes: object[] }>();
  expect(notes).toMatchObject([{ contribution: 'consistent' }, { contribution: 'cited' }]);
  await expect(heed.dataSource.query(`UPDATE contribution_note SET text = 'x'`)).rejects.toThrow(
    /permission denied/,
  );
  await expect(heed.ownerDataSource.query('DELETE FROM contribution_note')).rejects.toThrow();
});
