import { SettingsService } from '../../../src/modules/settings/index.js';
import { type TestApp, startTestApp } from '../../support/app.js';
import type { TestClient } from '../../support/client.js';

let heed: TestApp;
let admin: TestClient;
beforeAll(async () => {
  heed = await startTestApp({ today: '2026-11-22' });
  admin = await heed.signIn('admin');
});
afterAll(() => heed?.close());

const form = (values: object = {}) => ({
  version: 1,
  name: 'Institute of Dull Affairs',
  shortName: 'IDA',
  timeZone: 'Asia/Karachi',
  fiscalYearStartMonth: 7,
  dueSoonDays: 45,
  cadenceShortDays: 20,
  cadenceMediumDays: 40,
  cadenceLongDays: 80,
  ...values,
});

test('settings start with the defaults', async () => {
  expect(await heed.app.get(SettingsService).organisation()).toMatchObject({
    timeZone: 'UTC',
    dueSoonDays: 60,
    cadenceShortDays: 30,
    cadenceMediumDays: 60,
    cadenceLongDays: 90,
    languages: ['en'],
  });
});

test.each([
  [{ name: ' ' }, 'Fill in this field'],
  [{ timeZone: 'Asia/Atlantis' }, 'Choose one of the values'],
  [{ dueSoonDays: 0 }, 'Enter a whole number'],
  [{ dueSoonDays: 367 }, 'Enter a whole number'],
  [{ cadenceLongDays: 'soon' }, 'Enter a whole number'],
  [{ fiscalYearStartMonth: 13 }, 'Enter a whole number'],
  [{ id: 2 }, 'needs your attention'],
])('refuses %j, with what was typed', async (values, message) => {
  const answer = await admin.post('/admin/settings', form(values));
  expect(answer.status).toBe(422);
  expect(answer.text).toContain(message);
  expect(answer.text).toContain('value="IDA"');
});

test('they are saved once per version, and recorded', async () => {
  const saved = await admin.post('/admin/settings', form());
  expect([saved.status, saved.location]).toEqual([303, '/admin/settings?done=saved']);
  const stale = await admin.post('/admin/settings', form({ name: 'Typed meanwhile' }));
  expect([stale.status, stale.text.includes('value="Typed meanwhile"')]).toEqual([412, true]);
  expect(await heed.app.get(SettingsService).organisation()).toMatchObject({
    name: 'Institute of Dull Affairs',
    version: 2,
  });
  const [{ before, after }] = await heed.ownerDataSource.query(
    `SELECT before, after FROM history_entry JOIN history_payload USING (seq) WHERE action = 'organisation.changed'`,
  );
  expect([before.dueSoonDays, after.dueSoonDays]).toEqual([60, 45]);
});

test('the day is that of the organisation’s time zone', async () => {
  const settings = heed.app.get(SettingsService);
  heed.clock.set('2026-11-22T18:59:59Z');
  expect(await settings.today()).toBe('2026-11-22');
  heed.clock.set('2026-11-22T19:00:00Z');
  expect(await settings.today()).toBe('2026-11-23');
  expect((await admin.get('/admin/settings')).text).toContain('Today is 23 Nov 2026.');
});
