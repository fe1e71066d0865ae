import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { extractText, getDocumentProxy } from 'unpdf';
import { type TestApp, type TestPerson, TEST_PASSWORD, startTestApp } from '../support/app.js';
import { openBrowser, openWindow } from './browser.js';

// What Heed is for, once with scripts and once without: a brief goes in, evidence is recorded, a manager sees what is
// past due and reads a claim a second time, and a progress brief comes out.

const TWIN = join(import.meta.dirname, '../fixtures/twin-brief.txt');
const NOTICE = 'The crews of both towns walk the river posts every Monday, the town board announced.';

let browser: Browser;
let test: TestApp;
let staff: TestPerson;
let manager: TestPerson;

beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser?.close());
beforeEach(async () => {
  test = await startTestApp({ today: '2026-11-22' });
  const teamId = await test.team('Street lighting');
  staff = await test.person({ name: 'Sana Writer', teamId });
  manager = await test.person({ name: 'Omar Reader', role: 'manager', teamId });
});
afterEach(() => test?.close());

async function signIn(page: Page, { email }: TestPerson) {
  await page.goto('/sign-in');
  await page.getByLabel('E-mail address').fill(email);
  await page.getByLabel('Password').fill(TEST_PASSWORD);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.waitForURL('/');
}

/** Of what a form holds: fields by their name in the form. */
const field = (page: Page, name: string) => page.locator(`main [name="${name}"]`).first();

async function fillEvent(page: Page, text: string) {
  await field(page, 'eventOn').fill('2026-11-09');
  await field(page, 'text').fill(text);
  await field(page, 'sources[0][url]').fill('https://courier.example/2026/11/10/posts');
  await field(page, 'sources[0][title]').fill('Wardens walk again');
  await field(page, 'sources[0][publisher]').fill('Valley Courier');
  await field(page, 'sources[0][publishedOn]').fill('2026-11-10');
}

async function fillEffect(page: Page, index: number, progressTo: string) {
  await page.check(`main [name="effects[${index}][shows]"][value=progress]`);
  await field(page, `effects[${index}][quote]`).fill('“Every Monday,” said the board.');
  await field(page, `effects[${index}][progressTo]`).selectOption(progressTo);
}

/** Marks the document: a real load of a page would take the mark away. */
const mark = (page: Page) => page.evaluate(() => void (document.documentElement.dataset.test = ''));
const isMarked = (page: Page) => page.evaluate(() => 'test' in document.documentElement.dataset);
const drafts = (page: Page) =>
  page.evaluate(() =>
    [localStorage, sessionStorage].flatMap((storage) =>
      Object.entries(storage).filter(([key]) => key.startsWith('heed-draft:')),
    ),
  );

it('leads from a policy brief to a progress brief', async () => {
  const { context, page, noise } = await openWindow(browser, test.baseUrl);

  // Import, look over, commit.
  await signIn(page, staff);
  await page.goto('/import');
  await page.setInputFiles('main input[type=file]', TWIN);
  await page.getByRole('button', { name: 'Read it' }).click();
  await page.waitForURL(/\/imports\/[\w-]+$/);
  const commit = page.locator('[data-import-words]');
  expect(await commit.textContent()).toBe('Track 13 items');
  await page.locator('[data-import-count] input').last().uncheck();
  expect(await commit.textContent()).toBe('Track 12 items');
  await page.locator('[data-import-count] input').last().check();
  await field(page, 'actions[0][pathway]').fill('Share the rounds, and report broken lamps at once');
  await page.check('main [name="actions[0][recommendationIndexes][]"][value="0"]');
  await commit.click();
  await page.waitForURL(/\/publications\/\d+$/);
  const publication = page.url();
  const row = page.locator('.h-matrix tbody tr').first();
  expect(await page.locator('.h-matrix tbody tr').count()).toBe(5);
  expect(await page.locator('.h-recommendations > li').count()).toBe(8);
  expect(await row.textContent()).toContain('Share the rounds, and report broken lamps at once');
  expect(await row.locator('.h-became').textContent()).toContain('PB-4.R1');

  // An item, its owner.
  await page.getByRole('link', { name: 'PB-4.A1' }).first().click();
  await page.waitForURL('/items/PB-4.A1');
  await mark(page);
  await page.getByText('Assign owner', { exact: true }).first().click();
  await page.locator('#assign-owner select').selectOption({ label: 'Sana Writer' });
  await page.getByRole('button', { name: 'Assign owner' }).click();
  await page.waitForSelector('.h-flash');
  expect(await page.locator('aside .h-fact', { hasText: 'Owner' }).first().textContent()).toContain(
    'Sana Writer',
  );

  // One article on two items; first with something missing.
  await page.locator('.h-top-record').click();
  await page.waitForURL(/\/evidence\/new/);
  await fillEvent(page, '');
  await fillEffect(page, 0, 'in_progress');
  await page.getByLabel('Item to add').selectOption('PB-4.A3');
  await page.getByRole('button', { name: 'Add item' }).click();
  await page.waitForSelector('main [name="effects[1][shows]"]');
  await fillEffect(page, 1, 'implemented');
  expect(await isMarked(page)).toBe(true);
  await page.waitForFunction(() => Object.keys(sessionStorage).length + localStorage.length > 0);
  expect(JSON.stringify(await drafts(page))).toContain('Wardens walk again');
  const answer = page.waitForResponse((response) => response.request().method() === 'POST');
  await page.getByRole('button', { name: 'Record evidence' }).last().click();
  expect((await answer).status()).toBe(422);
  await page.waitForSelector('.h-errors');
  expect(await page.evaluate(() => document.activeElement?.className)).toBe('h-errors');
  expect(await field(page, 'sources[0][title]').inputValue()).toBe('Wardens walk again');
  expect(await field(page, 'effects[1][progressTo]').inputValue()).toBe('implemented');
  await field(page, 'text').fill(NOTICE);
  await page.getByRole('button', { name: 'Record evidence' }).last().click();
  await page.waitForURL(/\/evidence\/\d+$/);
  expect(await page.locator('.h-flash').textContent()).toContain('recorded');
  expect(await isMarked(page)).toBe(true);
  expect(await drafts(page)).toEqual([]);
  expect(noise.splice(0)).toEqual([]);

  // The manager: what is past due, and a second reading.
  await page.locator('.h-person summary').click();
  await page.getByRole('button', { name: 'Sign out' }).click();
  await page.waitForURL(/\/sign-in/);
  await signIn(page, manager);
  await page.getByRole('link', { name: 'Overdue' }).first().click();
  await page.waitForURL('/overdue');
  const late = page.locator('.h-table tbody tr');
  expect(await late.count()).toBe(1);
  expect(await late.textContent()).toMatch(/175 days.*PB-4\.A1.*In progress.*Sana Writer.*9 Nov 2026/s);
  await page.goto('/readings');
  await page.getByRole('link', { name: /PB-4\.A3/ }).click();
  await page.waitForURL(/\/items\/PB-4\.A3/);
  await page.check('main [name=verdict][value=confirmed]');
  await page.locator('#reading').getByRole('button').click();
  await page.waitForSelector('.h-flash');
  expect(await page.locator('.h-side .h-tick').count()).toBe(1);

  // The progress brief.
  await page.goto(publication);
  await page.getByRole('link', { name: 'Issue a progress brief' }).click();
  await page.waitForURL(/\/briefs\/new/);
  await page.check('main [name=audience][value=recipient]');
  await field(page, 'recipient').fill('The town board of Varnholm');
  await page.getByRole('button', { name: 'Build the brief' }).click();
  await page.waitForURL(/\/briefs\/\d+$/);
  await field(page, 'commentary').fill('The river posts are **walked again**; the charter is not written.');
  await page.getByRole('button', { name: 'Save and rebuild' }).click();
  await page.waitForSelector('.h-flash');
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: 'PDF' }).click(),
  ]);
  const bytes = await readFile(await download.path());
  expect(bytes.subarray(0, 5).toString('latin1')).toBe('%PDF-');
  const pdf = await getDocumentProxy(new Uint8Array(bytes));
  const { totalPages, text } = await extractText(pdf, { mergePages: true });
  expect(totalPages).toBeGreaterThanOrEqual(3);
  const words = text.replaceAll(/\s+/g, ' ');
  expect(words).toContain('DRAFT');
  expect(words).toContain('The town board of Varnholm');
  expect(words).toContain('The river posts are walked again; the charter is not written.');
  expect(words).toContain('Share the rounds, and report broken lamps at once');
  expect(words).toContain('The crews of both towns walk the river posts');
  expect(words).toContain('Wardens walk again');
  expect(words).not.toContain('Sana');
  expect(words).not.toContain('Omar');
  expect(noise).toEqual([]);
  await context.close();
});

it('does the same without scripts', async () => {
  const { context, page, noise } = await openWindow(browser, test.baseUrl, { scripts: false });
  await signIn(page, staff);
  await page.goto('/import');
  await field(page, 'text').fill(await readFile(TWIN, 'utf8'));
  await page.getByRole('button', { name: 'Read it' }).click();
  await field(page, 'actions[0][implementation]').fill('Open joint depots before the winter');
  await page.getByRole('button', { name: /^Track 13/ }).click();
  await page.waitForURL(/\/publications\/\d+/);
  expect(await page.locator('.h-matrix').textContent()).toContain('Open joint depots before the winter');

  await page.goto('/evidence/new?items=PB-4.A1');
  await fillEvent(page, NOTICE);
  await fillEffect(page, 0, 'in_progress');
  await page.getByLabel('Item to add').selectOption('PB-4.A3');
  await page.getByRole('button', { name: 'Add item' }).click();
  expect(await field(page, 'text').inputValue()).toBe(NOTICE);
  await fillEffect(page, 1, 'partially_implemented');
  await page.getByRole('button', { name: 'Add another source' }).click();
  expect(await page.locator('main [name="sources[1][title]"]').count()).toBe(1);
  await page.getByRole('button', { name: 'Record evidence' }).last().click();
  await page.waitForURL(/\/evidence\/\d+/);
  await page.goto('/items/PB-4.A3');
  expect(await page.locator('#evidence').textContent()).toContain(NOTICE);
  expect(await page.locator('.h-side').textContent()).toContain('Partially implemented');

  await page.goto('/briefs/new?publication=1');
  await page.getByRole('button', { name: 'Build the brief' }).click();
  await page.waitForURL(/\/briefs\/\d+/);
  expect(await page.locator('.h-moves').textContent()).toContain('PB-4.A1');
  const brief = new URL(page.url()).pathname;
  await page.goto(`${brief}/brief.html?view`);
  expect(await page.locator('body').textContent()).toContain('Wardens walk again');
  expect(noise).toEqual([]);
  await context.close();
});
