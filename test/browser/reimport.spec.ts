import type { Browser } from 'playwright-core';
import { bring, contributor } from '../features/import/support.js';
import { imported, original, revised } from '../features/again/again-support.js';
import { type TestApp, startTestApp } from '../support/app.js';
import type { TestClient } from '../support/client.js';
import { openBrowser, openWindow, overflowOf, seriousIn } from './browser.js';

// A brief comes a second time, revised: it is compared, one difference is left, the rest taken over.

let browser: Browser;
let heed: TestApp;
let client: TestClient;

beforeAll(async () => {
  browser = await openBrowser();
  heed = await startTestApp({ today: '2026-11-22' });
  client = await contributor(heed);
});
afterAll(async () => {
  await browser?.close();
  await heed?.close();
});

describe.each([true, false])('with scripts: %s', (scripts) => {
  it('compares a revised document, leaves one difference, takes over the rest and shows it at the item', async () => {
    const number = scripts ? 20 : 21;
    await imported(client, original(number));
    const { context, page, noise } = await openWindow(browser, heed.baseUrl, { as: client, scripts });
    await page.goto('/import');
    await page.setInputFiles('main input[type=file]', {
      name: 'second-edition.txt',
      mimeType: 'text/plain',
      buffer: Buffer.from(revised(number)),
    });
    await page.getByRole('button', { name: 'Read it' }).click();
    await page.waitForURL(/\/imports\/[\w-]+$/);
    await page.getByRole('button', { name: `Compare with PB-${number}` }).click();
    await page.waitForURL(/\/compare$/);

    expect(await page.locator('#section-reworded del').first().textContent()).toContain('week');
    expect(await page.locator('#section-new').textContent()).toContain('Hang lanterns on every bridge');
    if (scripts) expect([await seriousIn(page), await overflowOf(page)]).toEqual([[], []]);
    // The actors stay as they were, and the date of the publication too.
    await page.getByLabel('No longer named: Harth').uncheck();
    await page.getByRole('button', { name: 'Leave all: The publication' }).click();
    await page.waitForURL(/done=comparisonSaved/);
    expect(await page.getByLabel('No longer named: Harth').isChecked()).toBe(false);
    expect(await page.getByLabel('Date', { exact: true }).isChecked()).toBe(false);
    expect(await page.locator('table').textContent()).not.toContain(`PB-${number}.A5`);
    await page.getByRole('button', { name: `Bring PB-${number} up to date` }).click();
    await page.waitForURL(/\/publications\/\d+\?done=broughtUpToDate/);
    expect(await page.getByText('no longer in the document of 22 Nov 2026').count()).toBe(1);

    await page.goto(`/items/PB-${number}.A1`);
    expect(await page.locator('main').textContent()).toContain('walk the river posts every night');
    await page.getByText('Reworded in “second-edition.txt”').click();
    expect(await page.getByText('walk the river posts every week').isVisible()).toBe(true);
    await page.goto(`/items/PB-${number}.A6`);
    expect(await page.locator('h1').textContent()).toContain('Hang lanterns on every bridge');
    expect(noise).toEqual([]);
    await context.close();
  });
});

it('corrects the date of a publication after showing what it does', async () => {
  const id = await imported(client, original(22));
  const { context, page, noise } = await openWindow(browser, heed.baseUrl, { as: client });
  await page.goto(`/publications/${id}`);
  await page.getByRole('link', { name: 'Correct the facts' }).click();
  await page.waitForURL(/\/edit$/);
  await page.getByLabel('Date').fill('February 2026');
  await page.getByRole('button', { name: 'Save the corrections' }).click();
  await page.getByRole('button', { name: 'Save and correct 5 due dates' }).waitFor();
  expect(await page.locator('table').textContent()).toContain('May 2026');
  expect([await seriousIn(page), await overflowOf(page)]).toEqual([[], []]);
  await page.getByRole('button', { name: 'Save and correct 5 due dates' }).click();
  await page.waitForURL(/done=publicationCorrected/);
  expect(await page.locator('#facts').textContent()).toContain('February 2026');
  expect(noise).toEqual([]);
  await context.close();
});

it('says that nothing has changed, and offers nothing to do', async () => {
  await imported(client, original(23));
  const id = await bring(client, original(23));
  const { context, page } = await openWindow(browser, heed.baseUrl, { as: client, width: 390 });
  await page.goto(`/imports/${id}/compare`);
  expect(await page.getByText('Nothing has changed. There is nothing to do.').isVisible()).toBe(true);
  expect(await page.getByRole('button', { name: /Bring|Keep/ }).count()).toBe(0);
  expect([await seriousIn(page), await overflowOf(page)]).toEqual([[], []]);
  await context.close();
});
