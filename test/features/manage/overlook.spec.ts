import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type TestApp, startTestApp } from '../../support/app.js';
import type { TestClient } from '../../support/client.js';
import { type MadePublication, makePublication } from '../../support/data.js';
import { servicesOf } from '../track/track-support.js';
import { textOf } from './manage-support.js';

let heed: TestApp;
let boss: TestClient;
let made: MadePublication;

beforeAll(async () => {
  heed = await startTestApp({ today: '2026-11-22' });
  boss = await heed.signIn('manager');
  made = await makePublication(servicesOf(heed), {
    actions: [
      { title: 'Dredge', startsOn: '2026-01-01', dueOn: '2026-06-30', actors: ['Board of Locks'] },
      { title: 'Hours', dueOn: '2027-03-31' },
      { title: 'Undated' },
    ],
  });
  await boss.api(
    'POST',
    `/api/v1/items/${made.actions[0]!.ref}/due-revisions`,
    { kind: 'slipped', dueOn: '2026-09-30', reason: 'Floods' },
    { 'if-match': '"1"' },
  );
});
afterAll(() => heed?.close());

test('draws each window from its start to its due date, says it in words, and lists the rest beneath', async () => {
  const { text, status } = await boss.get('/overlook');
  expect(status).toBe(200);
  expect(text).toContain(
    'aria-label="From 1 Jan 2026 to 30 Jun 2026, moved to 30 Sep 2026. No public evidence."',
  );
  expect(text).toContain('aria-label="Due 31 Mar 2027. No public evidence."');
  expect(text.match(/class="h-bar-moved"[^>]*fill="url\(#overlook-moved\)"/g)).toHaveLength(2);
  expect(text).not.toContain('style=');
  expect(textOf({ text })).toMatch(/Without a due date 1 \S+ Undated/);
  expect(textOf({ text })).toContain('53 d late');
});

test('is mirrored where one reads from the right', async () => {
  const x = async (cookie: string | null) => {
    if (cookie) boss.cookies.set('heed_locale', cookie);
    const { text } = await boss.get('/overlook');
    const [, from, width] = /class="h-bar-window" x="([\d.]+)%" width="([\d.]+)%"/.exec(text)!;
    return [Number(from), Number(width)] as const;
  };
  const [left, width] = await x(null);
  const [right, same] = await x('en-x-rtl');
  boss.cookies.delete('heed_locale');
  expect(same).toBe(width);
  expect(right).toBeCloseTo(100 - left - width, 1);
});

test('takes the filters of the list, and groups', async () => {
  const byActor = textOf(await boss.get('/overlook?group=actor'));
  expect(byActor).toContain('Board of Locks 1');
  const filtered = textOf(await boss.get('/overlook?timeliness=past_due'));
  expect([filtered.includes('Dredge'), filtered.includes('Hours')]).toEqual([true, false]);
  expect((await boss.get('/overlook?colour=red')).status).toBe(422);
  expect((await boss.get('/overlook?progress[]=reversed&q=')).location).toBe('/overlook?progress=reversed');
});
