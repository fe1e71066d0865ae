import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { ImportDraftsService } from '../../src/modules/imports/index.js';
import { type TestApp, type TestPerson, startTestApp } from '../support/app.js';
import type { TestClient } from '../support/client.js';
import { draftOf, longMatrix } from '../features/import/support.js';
import { openBrowser, openWindow, overflowOf, seriousIn } from './browser.js';

const TWIN = join(import.meta.dirname, '../fixtures/twin-brief.txt');
const text = readFileSync(TWIN, 'utf8');

let browser: Browser;
let heed: TestApp;
let staff: TestPerson;
let client: TestClient;

beforeAll(async () => {
  browser = await openBrowser();
  heed = await startTestApp({ today: '2026-11-22' });
  staff = await heed.person({ name: 'Sana Writer', teamId: await heed.team('Street lighting') });
  client = await heed.signIn(staff);
  await heed.ownerDataSource.query(
    `INSERT INTO actor (name, name_key, kind, version) VALUES ('Valley Round Table', 'valley round table', 'igo', 1)`,
  );
});
afterAll(async () => {
  await browser?.close();
  await heed?.close();
});
afterEach(() => {
  heed.app.get(ImportDraftsService).patience = 60_000;
});

const bring = async (number: number) =>
  (await client.post('/imports', { text: text.replace('Number: 4', `Number: ${number}`) })).location!;
const idOf = (path: string) => path.split('/').at(-1)!;
const field = (page: Page, name: string) => page.locator(`main [name="${name}"]`).first();
const focused = (page: Page) => page.evaluate(() => document.activeElement?.id);
const saved = (page: Page) =>
  page.waitForFunction(() => document.querySelector('.h-import-saved')?.textContent.startsWith('Saved'));

it('shows that a long document is being read, and leads to the review by itself', async () => {
  heed.app.get(ImportDraftsService).patience = 0;
  for (const scripts of [true, false]) {
    const { context, page, noise } = await openWindow(browser, heed.baseUrl, { as: client, scripts });
    await page.goto('/import');
    await page.fill('main [name=text]', text.replace('Number: 4', scripts ? 'Number: 41' : 'Number: 42'));
    await page.getByRole('button', { name: 'Read it' }).click();
    await page.waitForSelector('h1:has-text("Reading the document")');
    await page.waitForSelector('h1:has-text("Review before tracking")', { timeout: 20_000 });
    expect(noise).toEqual([]);
    await context.close();
  }
});

it('cancels a reading', async () => {
  heed.app.get(ImportDraftsService).patience = 0;
  const { context, page, noise } = await openWindow(browser, heed.baseUrl, { as: client, width: 390 });
  const path = (await client.post('/imports', { file: new File([longMatrix(60_000)], 'long.txt') }))
    .location!;
  await page.goto(path);
  await page.waitForFunction(() =>
    /[1-9] seconds? so far/.test(document.querySelector('[data-reading]')?.textContent ?? ''),
  );
  expect(await seriousIn(page)).toEqual([]);
  expect(await overflowOf(page)).toEqual([]);
  await page.getByRole('button', { name: 'Cancel', exact: true }).click();
  await page.waitForURL(/\/imports\/new/);
  expect(await page.locator('.h-flash').textContent()).toContain('Cancelled');
  expect(noise).toEqual([]);
  await context.close();
});

it('says that a file is too large before it is sent', async () => {
  const { context, page } = await openWindow(browser, heed.baseUrl, { as: client });
  await page.goto('/import');
  await page.fill('main [name=text]', 'What was pasted');
  await page.setInputFiles('main input[type=file]', {
    name: 'big.txt',
    mimeType: 'text/plain',
    buffer: Buffer.alloc(21 * 1024 * 1024, 'a'),
  });
  await page.waitForSelector('text=This is larger than 20 MB');
  let isSent = false;
  page.on('request', (request) => (isSent ||= request.method() === 'POST'));
  await page.getByRole('button', { name: 'Read it' }).click();
  await page.waitForTimeout(300);
  expect(isSent).toBe(false);
  expect(await field(page, 'text').inputValue()).toBe('What was pasted');
  await context.close();
});

it('is reviewed by the keyboard alone', async () => {
  const path = await bring(43);
  const { context, page, noise } = await openWindow(browser, heed.baseUrl, { as: client });
  await page.goto(path);
  const doubts = await page.locator('[data-doubt]').count();
  expect(doubts).toBeGreaterThan(2);
  expect(await page.locator('[data-import-steps]').textContent()).toContain('F8');

  // From doubt to doubt, round and back, also while one types.
  const places: (string | undefined)[] = [];
  for (let n = 0; n < doubts; n++) {
    await page.keyboard.press('F8');
    places.push(await focused(page));
  }
  expect(new Set(places).size).toBe(doubts);
  await page.keyboard.press('F8');
  expect(await focused(page)).toBe(places[0]);
  await page.keyboard.press('Shift+F8');
  expect(await focused(page)).toBe(places.at(-1));
  // What was changed is dealt with.
  await page.keyboard.press('F8');
  expect(await focused(page)).toBe(places[0]);
  await page.keyboard.press('End');
  await page.keyboard.type(' and more');
  expect(await page.locator('[data-doubt]:not([data-dealt])').count()).toBe(doubts - 1);

  // From row to row; x leaves one out.
  await page.locator('h1').click();
  for (const key of ['j', 'j', 'k', 'j']) await page.keyboard.press(key);
  expect(await focused(page)).toBe('actions-1-include');
  await page.keyboard.press('x');
  expect(await page.locator('[data-import-words]').textContent()).toBe('Track 12 items');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Control+A');
  await page.keyboard.type('jkx stays text');
  expect(await field(page, 'actions[1][issue]').inputValue()).toBe('jkx stays text');
  await saved(page);

  // Who an actor is.
  const actor = page.locator('select', { hasText: 'by the abbreviation' }).first();
  await actor.focus();
  await page.keyboard.type('Valley');
  await saved(page);
  await page.keyboard.press('Control+Enter');
  await page.getByRole('button', { name: 'Track 12 items' }).focus();
  await page.keyboard.press('Enter');
  await page.waitForURL(/\/publications\/\d+$/);
  const [alias] = await heed.ownerDataSource.query('SELECT alias FROM actor_alias');
  expect(alias).toEqual({ alias: 'VRT' });
  expect(noise).toEqual([]);
  await context.close();
});

it('saves itself while one works, and survives the closing of the browser', async () => {
  const path = await bring(44);
  const first = await openWindow(browser, heed.baseUrl, { as: client });
  await first.page.goto(path);
  await field(first.page, 'actions[0][timelineText]').fill('Within 9 months');
  await first.page.waitForSelector('text=Saved 12:00');
  // What follows from it is shown without a reload.
  expect(await field(first.page, 'actions[0][maxMonths]').inputValue()).toBe('9');
  expect(await first.page.locator('[data-due="actions[0]"]').textContent()).toContain('31 Aug 2026');
  await field(first.page, 'publication[date]').fill('03/04/2026');
  await first.page.waitForSelector('text=1 field to put right before tracking');
  await first.context.close();

  const { context, page } = await openWindow(browser, heed.baseUrl, { as: client });
  await page.goto(path);
  expect(await field(page, 'publication[date]').inputValue()).toBe('03/04/2026');
  expect(await page.locator('.h-errors').textContent()).toContain('two dates');
  expect(await field(page, 'actions[0][maxMonths]').inputValue()).toBe('9');

  // Leaving by a link saves what is not saved yet.
  await field(page, 'publication[title]').fill('Left in a hurry');
  await page.getByRole('link', { name: 'Items', exact: true }).first().click();
  await page.waitForURL('/items');
  expect((await draftOf(client, idOf(path))).review.publication.title).toBe('Left in a hurry');

  // Closing asks.
  await page.goto(path);
  await field(page, 'publication[title]').fill('Not saved yet');
  // Chromium dies now and then where it really asks and is closed meanwhile: the event is as good.
  const asks = () => page.evaluate(() => !dispatchEvent(new Event('beforeunload', { cancelable: true })));
  expect(await asks()).toBe(true);
  await context.close();
});

it('says when another window has saved, and shows both', async () => {
  const path = await bring(45);
  const { context, page } = await openWindow(browser, heed.baseUrl, { as: client });
  await page.goto(path);
  const draft = await draftOf(client, idOf(path));
  const put = await client.api(
    'PUT',
    `/api/v1${path}/review`,
    { publication: { title: 'There' } },
    { 'if-match': `"${draft.version}"` },
  );
  expect(put.status).toBe(200);
  await field(page, 'publication[title]').fill('Here');
  await page.waitForSelector('text=Changed in another window');
  await page.getByRole('button', { name: 'Save and go on later' }).click();
  await page.waitForSelector('text=Saved elsewhere');
  expect(await page.locator('main').textContent()).toContain('There');
  await context.close();
});

it('leads from a passage to its row and back; on a phone the document is behind a tab', async () => {
  const path = await bring(46);
  const { context, page, noise } = await openWindow(browser, heed.baseUrl, { as: client });
  await page.goto(path);
  await page.locator('#actions-2 .h-import-place').click();
  const line = page.locator('.h-document-line:target');
  expect(await line.isVisible()).toBe(true);
  await line.locator('p').click();
  await page.waitForURL(/#actions-2$/);
  // The document scrolls by itself.
  const scrolls = await page
    .locator('.h-document-lines')
    .evaluate((box) => box.scrollHeight > box.clientHeight + 200);
  expect(scrolls).toBe(true);

  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto(path);
  const form = page.locator('.h-import-form');
  const pane = page.locator('.h-document');
  expect([await form.isVisible(), await pane.isVisible()]).toEqual([true, false]);
  await page.locator('.h-import-tabs').getByRole('link', { name: 'The document' }).click();
  expect([await form.isVisible(), await pane.isVisible()]).toEqual([false, true]);
  expect(await seriousIn(page)).toEqual([]);
  await page.locator('.h-mark', { hasText: 'A3' }).click();
  expect([await form.isVisible(), await pane.isVisible()]).toEqual([true, false]);
  expect(await page.locator('#actions-2').isVisible()).toBe(true);
  await page.locator('#actions-2 .h-import-place').click();
  expect(await page.locator('.h-document-line:target').isVisible()).toBe(true);
  expect(await overflowOf(page)).toEqual([]);
  expect(noise).toEqual([]);
  await context.close();
});
