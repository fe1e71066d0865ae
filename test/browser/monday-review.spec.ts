import type { Browser, Page } from 'playwright-core';
import { type Window, openBrowser, openWindow, seriousIn } from './browser.js';
import { type Demo, startDemo } from './demo.js';

// What a manager does on a Monday, by keyboard alone: look at what is overdue by actor, plan the next step on some of it,
// think better of it, and give the rows to somebody else.

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

const press = async (...keys: string[]) => {
  for (const key of keys) await page.keyboard.press(key);
};
const focused = () => page.evaluate(() => document.activeElement?.textContent?.trim() ?? '');
/** Tab until the thing of this name has the focus. */
async function tabTo(name: RegExp) {
  for (let n = 0; n < 60; n++) {
    if (name.test(await focused())) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`Tab never came to ${name}`);
}
const refs = () =>
  page
    .locator('[data-select]:checked')
    .evaluateAll((boxes) => [...new Set(boxes.map((box) => (box as HTMLInputElement).value))]);

it('opens the overdue by actor and selects three rows', async () => {
  await page.goto('/');
  await press('g', 'd');
  await page.waitForURL('/overdue');
  await page.waitForFunction(() => document.activeElement?.tagName === 'H1');
  await tabTo(/^Actor$/);
  await press('Enter');
  await page.waitForURL(/group=actor/);
  expect(await page.locator('.h-group-head').count()).toBeGreaterThan(1);
  await page.waitForFunction(() => document.activeElement?.tagName === 'H1');
  for (let n = 0; (await refs()).length < 3; n++) {
    await press('j', 'x');
    if (n > 20) throw new Error('There are no three items overdue');
    // An item of several actors stands under each: its second row would take it out again.
    if (
      (await refs()).length < Math.min(n + 1, 3) &&
      !(await page.locator('tr[data-current] [data-select]:checked').count())
    )
      await press('x');
  }
  expect(await seriousIn(page)).toEqual([]);
  await press('b');
  expect(await focused()).toBe('Assign owner');
});

it('plans a follow-up on them after a preview, and takes it back', async () => {
  const chosen = await refs();
  await tabTo(/^Plan follow-up$/);
  await press('Enter');
  await page.waitForURL(/\/follow-ups\/new/);
  expect(await seriousIn(page)).toEqual([]);
  await page.locator('[name=what]').focus();
  await page.keyboard.type('Call the clerk');
  await press('Tab', 'Tab');
  await page.keyboard.type('12012026');
  if ((await page.locator('[name=dueOn]').inputValue()) !== '2026-12-01')
    await page.locator('[name=dueOn]').fill('2026-12-01');
  await tabTo(/^Preview for/);
  await press('Enter');
  await page.waitForSelector('text=Nothing is saved yet');
  expect(await seriousIn(page)).toEqual([]);
  // Whoever has no owner refuses: choose somebody for all.
  const apply = page.locator('button[value=apply]');
  if ((await apply.count()) === 0) {
    await page.locator('button[value=edit]').focus();
    await press('Enter');
    await page.waitForSelector('[name=assigneeId]');
    await page.locator('[name=assigneeId]').focus();
    await press('ArrowDown');
    await tabTo(/^Preview for/);
    await press('Enter');
  }
  await apply.waitFor();
  await apply.focus();
  await press('Enter');
  await page.waitForURL(/\/overdue\?group=actor/);
  await page.waitForSelector('[data-undo]');
  expect(await page.locator('[data-flash]').textContent()).toContain('3 follow-ups planned.');
  expect(await page.locator('text=Call the clerk').count()).toBeGreaterThan(0);
  expect(await seriousIn(page)).toEqual([]);
  await press('u');
  await page.waitForSelector('text=Undone on 3 items');
  expect(await page.locator('text=Call the clerk').count()).toBe(0);
  expect(chosen).toHaveLength(3);
});

it('gives all the rows to somebody else at once', async () => {
  await press('a', 'b');
  expect(await focused()).toBe('Assign owner');
  await press('Enter');
  await page.waitForURL(/\/owners\/new/);
  await page.locator('[name=ownerId]').focus();
  await press('ArrowDown');
  const name = await page.locator('[name=ownerId] option:checked').textContent();
  await tabTo(/^Preview for/);
  await press('Enter');
  await page.waitForSelector('button[value=apply]');
  expect(await page.locator('tbody tr').first().textContent()).toContain(name!);
  await page.locator('button[value=apply]').focus();
  await press('Enter');
  await page.waitForURL(/\/overdue\?group=actor/);
  await page.waitForSelector('[data-flash]');
  await page.goto('/overdue?group=owner');
  expect(await page.locator('.h-group-head').count()).toBe(1);
  expect(await page.locator('.h-group-head').textContent()).toContain(name!);
});

it('lets the button go after ten seconds, but not while one is on it', async () => {
  await page.clock.install();
  await page.goto('/items');
  await press('j', 'x', 'b', 'Enter');
  await page.waitForURL(/\/owners\/new/);
  await page.locator('[name=ownerId]').selectOption('');
  await tabTo(/^Preview for/);
  await press('Enter');
  await page.waitForSelector('button[value=apply]');
  await page.locator('button[value=apply]').focus();
  await press('Enter');
  await page.waitForSelector('[data-undo]');
  await page.locator('[data-undo] button').focus();
  await page.clock.runFor(11_000);
  expect(await page.locator('[data-undo]').count()).toBe(1);
  await page.locator('main h1').focus();
  await page.mouse.move(600, 700);
  await page.clock.runFor(3_000);
  expect(await page.locator('[data-undo]').count()).toBe(0);
});
