import type { Browser, Page } from 'playwright-core';
import { type Window, openBrowser, openWindow, seriousIn } from './browser.js';
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

const options = () => page.locator('#search-suggestions [role=option]');
const chosen = () => page.locator('#search-suggestions [aria-selected=true]');
const isOpen = () => page.locator('#search').getAttribute('aria-expanded');

it('offers what is found while one types, by keys alone', async () => {
  await page.goto('/');
  await page.keyboard.press('/');
  await page.keyboard.type('WP-3.A');
  await options().first().waitFor();
  expect(await isOpen()).toBe('true');
  expect(await page.locator('#search-suggestions mark').count()).toBe(0); // in the reference, not in the title
  expect(await options().first().textContent()).toContain('WP-3.A');
  expect(await options().last().textContent()).toContain('Search for “WP-3.A”');
  await page.waitForFunction(() => document.querySelector('#announcer')?.textContent?.includes('suggestion'));

  await page.keyboard.press('ArrowDown');
  expect(await page.locator('#search').getAttribute('aria-activedescendant')).toBe(
    await chosen().getAttribute('id'),
  );
  await page.keyboard.press('ArrowUp');
  expect(await chosen().count()).toBe(0);
  await page.keyboard.press('ArrowUp');
  expect(await chosen().textContent()).toContain('Search for');
  expect(await seriousIn(page)).toEqual([]);

  await page.keyboard.press('Escape');
  expect([await isOpen(), await page.inputValue('#search')]).toEqual(['false', 'WP-3.A']);
  await page.keyboard.type('8');
  await page.waitForFunction(
    () => document.querySelectorAll('#search-suggestions [role=option]').length === 2,
  );
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await page.waitForURL('/items/WP-3.A8');
});

it('marks what is found, goes with the pointer, and closes when one leaves', async () => {
  await page.goto('/');
  await page.fill('#search', 'gulls');
  await options().first().waitFor();
  expect((await page.locator('#search-suggestions mark').first().textContent())?.toLowerCase()).toBe('gulls');
  await page.keyboard.press('Tab');
  expect(await isOpen()).toBe('false');
  await page.fill('#search', 'gulls ');
  await options().first().waitFor();
  await options().first().click();
  await page.waitForURL(/\/(items|publications|evidence|actors)\//);
});

it('Enter without a choice searches', async () => {
  await page.goto('/');
  await page.fill('#search', 'gulls');
  await options().first().waitFor();
  await page.keyboard.press('Enter');
  await page.waitForURL('/search?q=gulls');
  expect(await page.inputValue('#q')).toBe('gulls');
  expect(await page.locator('.h-hit mark').count()).toBeGreaterThan(0);
});

it('never takes what is stored for markup', async () => {
  const client = await demo.as('manager');
  const made = await client.api('POST', '/api/v1/actors', {
    name: '<img src=x onerror=alert(1)> Wrackline Board',
    kind: 'other',
  });
  expect(made.status).toBe(201);
  await page.goto('/');
  await page.fill('#search', 'wrackline');
  await options().first().waitFor();
  expect(await page.locator('#search-suggestions img').count()).toBe(0);
  expect(await options().first().textContent()).toContain('<img src=x onerror=alert(1)> Wrackline Board');
});

it('works without scripts', async () => {
  const plain = await openWindow(browser, demo.test.baseUrl, {
    as: await demo.as('manager'),
    scripts: false,
  });
  await plain.page.goto('/');
  await plain.page.fill('#search', 'gulls');
  await plain.page.press('#search', 'Enter');
  await plain.page.waitForURL('/search?q=gulls');
  expect(await plain.page.locator('.h-hit').count()).toBeGreaterThan(0);
  await plain.context.close();
});
