import type { Browser, Page } from 'playwright-core';
import { type Window, openBrowser, openWindow } from './browser.js';
import { type Demo, startDemo } from './demo.js';

let browser: Browser;
let demo: Demo;
let window: Window;
let page: Page;

beforeAll(async () => {
  browser = await openBrowser();
  demo = await startDemo();
  window = await openWindow(browser, demo.test.baseUrl, { as: await demo.as('manager') });
  page = window.page;
});
afterAll(async () => {
  await browser?.close();
  await demo?.test.close();
});
afterEach(() => expect(window.noise.splice(0)).toEqual([]));

const focused = () =>
  page.evaluate(() => {
    const { id, className, tagName } = document.activeElement!;
    return id || className || tagName;
  });

it('goes to pages by keys, but not while one types', async () => {
  await page.goto('/items/WP-3.A1');
  await page.keyboard.press('/');
  expect(await focused()).toBe('search');
  await page.keyboard.type('gdn?');
  expect(await page.inputValue('#search')).toBe('gdn?');
  expect(page.url()).toContain('/items/WP-3.A1');
  await page.fill('#search', 'gulls');
  await page.keyboard.press('Enter');
  await page.waitForURL(/\/search\?q=gulls/);
  expect(await page.locator('#found-item ~ .h-hits li').count()).toBe(1);

  await page.keyboard.press('g');
  await page.keyboard.press('d');
  await page.waitForURL('/overdue');
  await page.waitForFunction(() => document.activeElement?.tagName === 'H1');
  expect(await page.locator('#announcer').textContent()).toContain('Overdue');

  await page.goto('/items/WP-3.A1');
  await page.keyboard.press('n');
  await page.waitForURL('/evidence/new?items=WP-3.A1');
});

it('walks, marks and opens rows', async () => {
  await page.goto('/items');
  const bar = page.locator('form[data-bulk]');
  expect(await bar.isVisible()).toBe(false);
  for (const key of ['j', 'j', 'j', 'k', 'x']) await page.keyboard.press(key);
  expect(await page.locator('tr[data-current]').getAttribute('data-href')).toBe('/items/PB-11.A2');
  expect(await page.locator('[data-select]:checked').getAttribute('value')).toBe('PB-11.A2');
  expect(await bar.isVisible()).toBe(true);
  await page.keyboard.press('x');
  expect(await bar.isVisible()).toBe(false);
  await page.keyboard.press('Enter');
  await page.waitForURL('/items/PB-11.A2');
});

it('tells the keys, and gives the focus back', async () => {
  await page.goto('/items');
  await page.keyboard.press('?');
  expect(await page.locator('#shortcuts').isVisible()).toBe(true);
  await page.keyboard.press('j');
  expect(await page.locator('tr[data-current]').count()).toBe(0);
  await page.keyboard.press('Escape');
  expect(await page.locator('#shortcuts').isVisible()).toBe(false);
});

it('leads past the navigation first, and from the summary of errors into the fields', async () => {
  await page.goto('/actors/new');
  await page.keyboard.press('Tab');
  expect(await focused()).toBe('h-skip');
  expect((await page.locator('.h-skip').boundingBox())!.y).toBeGreaterThanOrEqual(0);
  await page.keyboard.press('Enter');
  await page.waitForFunction(() => document.activeElement?.id === 'main');
  await page.getByRole('button', { name: 'Enter' }).click();
  await page.waitForSelector('.h-errors');
  expect(await focused()).toBe('h-errors');
  expect(await page.locator('.h-errors a').textContent()).toMatch(/^Name: /);
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  expect(await focused()).toBe('name');
});
