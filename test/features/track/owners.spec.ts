import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type TestApp, startTestApp } from '../../support/app.js';
import type { TestClient } from '../../support/client.js';
import { makePublication } from '../../support/data.js';
import { servicesOf } from './track-support.js';

let heed: TestApp;
let staff: TestClient;

beforeAll(async () => {
  heed = await startTestApp({ today: '2026-11-22' });
  staff = await heed.signIn('contributor');
});
afterAll(() => heed?.close());

test('a list of items leads to a progress brief of the same items', async () => {
  await makePublication(servicesOf(heed), { date: '2025-12', actions: [{ window: { max: 1 } }] });
  const { text } = await staff.get('/items?timeliness=past_due');
  expect(text).toContain('href="/briefs/new?timeliness=past_due"');
  expect((await staff.get('/briefs/new?timeliness=past_due')).status).toBe(200);
});
