import type { Browser, Page } from 'playwright-core';
import { type TestApp, type TestPerson, TEST_PASSWORD, startTestApp } from '../support/app.js';
import { makePublication } from '../support/data.js';
import { servicesOf } from '../features/track/track-support.js';
import { openBrowser, openWindow, overflowOf, seriousIn } from './browser.js';

// The weekly round as one story: news is pasted, recorded once against the rows it bears on, read by a second person,
// put right and confirmed; where nothing was found the search is noted, and the next step is planned.

const PASSAGE =
  'Two crews were trained on the new dredger, and the yearly budget of the harbour was published.';

let browser: Browser;
let test: TestApp;
let sana: TestPerson;
let omar: TestPerson;
let refs: string[];

beforeAll(async () => {
  browser = await openBrowser();
  test = await startTestApp({ today: '2026-11-22' });
  const teamId = await test.team('Canals');
  sana = await test.person({ name: 'Sana Writer', teamId });
  omar = await test.person({ name: 'Omar Reader', role: 'manager', teamId });
  const made = await makePublication(servicesOf(test), {
    title: 'Open canals',
    actions: [
      { pathway: 'Train the crews of the dredgers', issue: 'Silt', implementation: 'Two crews a year' },
      { pathway: 'Publish the harbour budget every year', issue: 'Money', implementation: 'By law' },
      { pathway: 'Plant willows on the banks', issue: 'Banks', implementation: 'With the villages' },
    ],
  });
  refs = made.actions.map(({ ref }) => ref);
});
afterAll(async () => {
  await browser?.close();
  await test?.close();
});

const field = (page: Page, name: string) => page.locator(`main [name="${name}"]`).first();
const wellMade = async (page: Page) =>
  expect([...(await seriousIn(page)), ...(await overflowOf(page))]).toEqual([]);

async function as({ email }: TestPerson) {
  const window = await openWindow(browser, test.baseUrl);
  const { page } = window;
  await page.goto('/sign-in');
  await page.getByLabel('E-mail address').fill(email);
  await page.getByLabel('Password').fill(TEST_PASSWORD);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.waitForURL('/');
  return window;
}

it('goes from a pasted link to the next step', async () => {
  const author = await as(sana);
  const { page } = author;

  // A bookmark in the browser brings the address and the passage; the items are chosen later.
  const query = new URLSearchParams({
    url: 'https://courier.example/canal?utm_source=mail',
    title: 'Crews trained',
    quote: PASSAGE,
  });
  await page.goto(`/inbox/new?${query}`);
  await wellMade(page);
  await page.getByRole('button', { name: 'Put in the inbox' }).click();
  await page.waitForURL('/inbox');
  await wellMade(page);
  await page.goto('/');
  await page.getByRole('link', { name: /1 link in the inbox/ }).click();
  await page.waitForURL('/inbox');

  // One likely item is ticked, the other found as one types.
  await page.locator(`input[name=items][value="${refs[0]}"]`).check();
  await page.getByRole('button', { name: 'Record evidence' }).first().click();
  await page.waitForURL(/\/evidence\/new\?inbox=/);
  expect(await field(page, 'sources[0][title]').inputValue()).toBe('Crews trained');
  expect(await field(page, 'effects[0][quote]').inputValue()).toBe(PASSAGE);
  const find = page.locator('main [name=itemSearch]');
  await find.pressSequentially('budget harb');
  await page.locator('[role=option]').first().waitFor();
  await wellMade(page);
  await find.press('ArrowDown');
  await find.press('Enter');
  await page.waitForSelector('main [name="effects[1][shows]"]');
  expect(await field(page, 'effects[1][quote]').inputValue()).toBe(PASSAGE);
  await field(page, 'eventOn').fill('2026-11-10');
  await page.check('main [name=eventKnown][value=month]');
  await field(page, 'text').fill('The ministry trained two crews.');
  await page.check('main [name="effects[0][shows]"][value=progress]');
  await field(page, 'effects[0][progressTo]').selectOption('implemented');
  await page.check('main [name="effects[1][shows]"][value=progress]');
  await field(page, 'effects[1][progressTo]').selectOption('in_progress');
  await page.getByRole('button', { name: 'Record evidence' }).last().click();
  await page.waitForURL(/\/evidence\/\d+$/);
  expect(await page.locator('h1').textContent()).toContain('November 2026');
  await wellMade(page);

  // The second reader sends the claim back, from the queue.
  const reader = await as(omar);
  await reader.page.getByRole('link', { name: /1 claim to read/ }).click();
  await reader.page.waitForURL('/readings');
  expect(await reader.page.locator('.card').first().textContent()).toContain(PASSAGE);
  await wellMade(reader.page);
  await reader.page.getByLabel('Sent back').check();
  await reader.page.getByLabel('Reason').fill('Training two crews once is not yet every year.');
  await reader.page.getByRole('button', { name: 'Give verdict' }).click();
  await reader.page.waitForSelector('.h-flash');

  // Its author sees it first, and puts the update right.
  await page.goto('/');
  await page.getByRole('link', { name: /1 claim came back to you/ }).click();
  await page.waitForURL('/readings/returned');
  expect(await page.locator('.card').textContent()).toContain(
    'Training two crews once is not yet every year.',
  );
  await wellMade(page);
  await page.getByRole('link', { name: 'Correct the update' }).click();
  await page.waitForURL(/\/correct$/);
  await field(page, 'reason').fill('The ministry’s own report says that it is done every year.');
  await field(page, 'sources[0][title]').fill('Yearly report of the ministry');
  await field(page, 'effects[0][progressTo]').selectOption('implemented');
  await field(page, 'effects[1][progressTo]').selectOption('in_progress');
  await page.getByRole('button', { name: 'Record correction' }).last().click();
  await page.waitForURL(/\/evidence\/\d+$/);
  await page.goto('/');
  expect(await page.getByText('came back to you').count()).toBe(0);

  await reader.page.goto('/readings');
  await reader.page.getByLabel('Confirmed').check();
  await reader.page.getByRole('button', { name: 'Give verdict' }).click();
  await reader.page.waitForSelector('.h-flash');
  expect(await reader.page.locator('.h-empty').count()).toBe(1);
  await reader.page.goto(`/items/${refs[0]}`);
  expect(await reader.page.locator('.h-side .h-tick').count()).toBe(1);
  expect(reader.noise).toEqual([]);
  await reader.context.close();

  // A place to look is kept once, and offered at the check of all three items.
  await page.goto(`/items/${refs[2]}`);
  await page.locator('#watch-fold > summary').click();
  await page.locator('#watch [name=name]').fill('Gazette of the canals');
  await page.locator('#watch [name=url]').fill('https://gazette.example');
  await page.locator('#watch [name=for]').selectOption('publication');
  await page.getByRole('button', { name: 'Add to the watch list' }).click();
  await page.waitForSelector('.h-flash');
  await wellMade(page);
  await page.goto(`/checks/new?${refs.map((ref) => `items=${ref}`).join('&')}`);
  expect(await page.getByRole('checkbox', { name: /Gazette of the canals/ }).isChecked()).toBe(true);
  await wellMade(page);
  await page.getByRole('button', { name: 'Record check' }).click();
  await page.waitForURL(/\/follow-ups\/new/);
  expect(await page.locator('.h-flash').textContent()).toContain('Check recorded.');

  // The next step, with a day to choose from.
  await page.goto(`/items/${refs[2]}`);
  await page.locator('#check-fold, #record-check-fold').first().locator('summary').click();
  await page.locator('#record-check').getByRole('button', { name: 'Record check' }).click();
  await page.waitForSelector('.h-next-step');
  await wellMade(page);
  await page.locator('.h-next-step').getByLabel('What we do next').fill('Call the villages');
  await page
    .locator('.h-next-step')
    .getByLabel(/In a month/)
    .check();
  await page.locator('.h-next-step').getByRole('button', { name: 'Plan follow-up' }).click();
  await page.getByText('Follow-up planned.').waitFor();
  const aside = await page.locator('aside').textContent();
  expect(aside).toContain('Call the villages');
  expect(aside).toContain('Sana Writer, by 22 Dec 2026');
  expect(author.noise).toEqual([]);
  await author.context.close();
});

it('keeps an update that was not recorded for whoever wrote it, with its rows', async () => {
  const { context, page, noise } = await as(sana);
  await page.goto(`/evidence/new?items=${refs[1]}&items=${refs[2]}`);
  await field(page, 'text').fill('Half an update');
  await page.getByRole('button', { name: 'Add another source' }).click();
  await field(page, 'sources[1][title]').fill('A second source');
  await page.waitForFunction(() => JSON.stringify(localStorage).includes('A second source'));

  // The tab is closed. Elsewhere it is offered; there it is filled in again.
  await page.goto('/evidence/new');
  await page.getByRole('link', { name: `${refs[1]}, ${refs[2]}` }).click();
  await page.waitForURL(/items=/);
  expect(await field(page, 'text').inputValue()).toBe('Half an update');
  expect(await field(page, 'sources[1][title]').inputValue()).toBe('A second source');

  await page.locator('.h-person summary').click();
  await page.getByRole('button', { name: 'Sign out' }).click();
  await page.waitForURL(/\/sign-in/);
  expect(
    await page.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith('heed-draft:'))),
  ).toEqual([]);
  expect(noise).toEqual([]);
  await context.close();
});

it('names the item of what is wrong, without scripts too', async () => {
  const client = await test.signIn(sana);
  const { context, page } = await openWindow(browser, test.baseUrl, { as: client, scripts: false });
  await page.goto(`/evidence/new?items=${refs[1]}&items=${refs[2]}`);
  await field(page, 'eventOn').fill('2026-11-09');
  await field(page, 'text').fill('Found');
  await page.check('main [name="effects[0][shows]"][value=background]');
  await page.getByRole('button', { name: 'Record evidence' }).last().click();
  expect(await page.locator('.h-errors li').allTextContents()).toEqual([`${refs[2]}: Fill in this field.`]);
  await context.close();
});
