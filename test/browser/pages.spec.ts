import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { SetupService } from '../../src/modules/access/setup.service.js';
import { type TestApp, startTestApp } from '../support/app.js';
import type { TestClient } from '../support/client.js';
import { type Window, openBrowser, openWindow, overflowOf, seriousIn } from './browser.js';
import { type Demo, startDemo } from './demo.js';

// Every page, on a wide and a narrow screen, light and dark, in both directions: axe has nothing serious to say, nothing
// sticks out sideways, the browser does not complain. The pictures in test/screenshots/ are for people to look at.

const FOLDER = join(import.meta.dirname, '../screenshots');
const SHEET =
  'Series,No.,Publication,Published,Problem,Strategy,Responsible,Timeframe,Owner,Priority\nPolicy Brief,77,Quiet streets,2026-03,Engines idle at schools.,Switch them off.,City council (lead); parents,0–6 months,,High\nPolicy Brief,77,,03/04/2026,Horns at night.,,,,nobody@nowhere.org,\n';
const TWIN = readFileSync(join(import.meta.dirname, '../fixtures/twin-brief.txt'), 'utf8');
/** Of longer pages the picture shows the beginning. */
const TALLEST = 4000;
const DIRECTIONS = ['ltr', 'rtl'] as const;

interface Shown {
  name: string;
  path: string | (() => string);
  status?: number;
  /** What is done on the page before it is looked at. */
  act?: (page: Page) => Promise<void>;
}

const send = (page: Page, button: string) => page.click(`main button:has-text("${button}")`);
const shownAgain = (page: Page) => page.waitForSelector('.h-errors');

let browser: Browser;
let demo: Demo;
let admin: TestClient;
const made = {
  entry: '',
  draft: '',
  again: '',
  sheet: '',
  rightSheet: '',
  doneSheet: '',
  reading: '',
  failed: '',
  brief: '',
  publication: '',
  link: '',
};

beforeAll(async () => {
  rmSync(FOLDER, { recursive: true, force: true });
  mkdirSync(FOLDER, { recursive: true });
  browser = await openBrowser();
  demo = await startDemo();
  admin = await demo.as('admin');
  const manager = await demo.as('manager');
  made.draft = (await admin.post('/imports', { text: TWIN })).location!;
  [made.reading, made.failed] = (
    await demo.test.ownerDataSource.query<{ id: string }[]>(
      `INSERT INTO import_draft (created_by, created_at, filename, content, reading, version, state, reading_since, beat_at, ahead, failure)
       SELECT created_by, created_at, filename, content, '{}', 1, made.state, now(), now() + interval '1 day', 1, made.failure
         FROM import_draft draft, (VALUES ('reading', NULL), ('failed', '{"code":"import.tooSlow","values":{}}'::jsonb)) AS made (state, failure)
        WHERE id = $1 RETURNING id`,
      [made.draft.split('/').at(-1)],
    )
  ).map(({ id }) => `/imports/${id}`);
  const pasted = {
    url: 'https://courier.example/benches',
    title: 'Town mends its benches',
    quote: 'Mended, said the town.',
  };
  made.entry = `/inbox/${(await admin.api('POST', '/api/v1/inbox', pasted)).json<{ id: number }>().id}`;
  made.sheet = (await admin.post('/import/bulk', { rows: 'items', text: SHEET })).location!;
  const right = SHEET.split('\n').slice(0, 2).join('\n');
  made.rightSheet = (await admin.post('/import/bulk', { rows: 'items', text: right })).location!;
  const actors = 'Name,Kind,Belongs to\nPort of Varnholm,Agency,Varnholm\nVarnholm,State,\n';
  made.doneSheet = (await admin.post('/import/bulk', { rows: 'actors', text: actors })).location!;
  await admin.post(`${made.doneSheet}/commit`, { version: 1 });
  const list = await admin.api('GET', '/api/v1/publications');
  const [{ id }] = list
    .json<{
      publications?: { id: number; refPrefix: string }[];
      items?: { id: number; refPrefix: string }[];
    }>()
    .publications!.filter(({ refPrefix }) => refPrefix === 'WP-3');
  made.publication = `/publications/${id}`;
  const second = (await admin.post('/imports', { text: TWIN })).location!;
  await admin.post(`${second}/compares-with`, { publicationId: id, version: 1 });
  made.again = `${second}/compare`;
  made.brief = (
    await manager.post(`/briefs/new?publication=${id}`, {
      title: 'Benches, bins and bus shelters: where things stand',
      periodFrom: '2026-06-01',
      periodTo: '2026-11-22',
      audience: 'public',
      commentary: 'The town has mended what it could; the county still owes a **budget line**.',
    })
  ).location!.split('?')[0]!;
  const people = await admin.get('/admin/people');
  const person = /\/admin\/people\/\d+/.exec(people.text)![0];
  made.link = /\/set-password\?token=[\w-]+/.exec((await admin.post(`${person}/link`)).text)![0];
});
afterAll(async () => {
  await browser?.close();
  await demo?.test.close();
});

/** Looks at a page in all eight ways, both directions at once. */
async function look(shown: Shown, windows: Record<'ltr' | 'rtl', Window>) {
  const wrong = await Promise.all(DIRECTIONS.map((dir) => lookOneWay(shown, windows[dir], dir)));
  expect(wrong.flat()).toEqual([]);
}

/** axe looks at the two ways that differ in everything: it takes longest. */
async function lookOneWay(
  { name, path, status = 200, act }: Shown,
  { page, noise }: Window,
  dir: 'ltr' | 'rtl',
): Promise<string[]> {
  const wrong: string[] = [];
  await page.setViewportSize({ width: 1280, height: 900 });
  await page.emulateMedia({ colorScheme: 'light' });
  const answer = await page.goto(typeof path === 'string' ? path : path());
  if (answer?.status() !== status) wrong.push(`${dir}: answered ${answer?.status()}`);
  if (act) await act(page);
  await page.evaluate(() => document.fonts.ready);
  for (const width of [1280, 390]) {
    await page.setViewportSize({ width, height: width === 390 ? 844 : 900 });
    const height = await page.evaluate(() => document.documentElement.scrollHeight);
    wrong.push(...(await overflowOf(page)).map((line) => `${width}-${dir}: ${line}`));
    for (const scheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme: scheme });
      const way = `${width}-${scheme}-${dir}`;
      const clip = { x: 0, y: 0, width, height: Math.min(height, TALLEST) };
      await page.screenshot({ path: join(FOLDER, `${name}-${way}.png`), fullPage: true, clip });
      if (way === '1280-light-ltr' || way === '390-dark-rtl')
        wrong.push(...(await seriousIn(page)).map((line) => `${way}: ${line}`));
    }
  }
  return [...wrong, ...noise.splice(0).map((line) => `${dir}: ${line}`)];
}

const windowsFor = async (baseUrl: string, as?: TestClient) => ({
  ltr: await openWindow(browser, baseUrl, { as }),
  rtl: await openWindow(browser, baseUrl, { as, dir: 'rtl' }),
});

describe('with the demo', () => {
  let windows: Record<'ltr' | 'rtl', Window>;
  beforeAll(async () => {
    windows = await windowsFor(demo.test.baseUrl, admin);
  });
  afterAll(() => Promise.all(DIRECTIONS.map((dir) => windows[dir].context.close())));

  it.each<Shown>([
    { name: 'overview', path: '/' },
    { name: 'items', path: '/items' },
    {
      name: 'items-filtered',
      path: '/items?progress=in_progress&progress=implemented&timeliness=past_due&sort=-due',
      act: async (page) => {
        await page.click('.h-filters > summary');
      },
    },
    { name: 'items-none', path: '/items?q=zeppelin' },
    { name: 'items-bad-address', path: '/items?sort=nothing', status: 422 },
    { name: 'overdue', path: '/overdue' },
    { name: 'overdue-by-owner', path: '/overdue?group=owner' },
    { name: 'overdue-by-actor', path: '/overdue?group=actor' },
    { name: 'overdue-ours', path: '/overdue?tab=ours' },
    { name: 'overdue-by-publication', path: '/overdue?group=publication' },
    { name: 'changes', path: '/changes?since=2026-01-01' },
    { name: 'overlook', path: '/overlook' },
    { name: 'gaps', path: '/gaps' },
    { name: 'workload', path: '/workload' },
    { name: 'slippage', path: '/slippage' },
    { name: 'item-slippage', path: '/items/WP-3.A8/slippage' },
    { name: 'views', path: '/views' },
    { name: 'view-new', path: '/views/new?list=items&query=owner%3Dme' },
    { name: 'owner-many', path: '/owners/new?items=WP-3.A7&items=WP-3.A11' },
    { name: 'question-many', path: '/questions/new?items=WP-3.A7&items=WP-3.A11' },
    { name: 'follow-up-many', path: '/follow-ups/new?items=WP-3.A7&items=WP-3.A11' },
    {
      name: 'due-many-preview',
      path: '/due-revisions/new?items=WP-3.A7&items=WP-3.A3',
      act: async (page) => {
        await page.fill('[name=amount]', '3');
        await page.check('[name=kind][value=slipped]');
        await page.fill('[name=reason]', 'The council said so.');
        await page.click('button[value=preview]');
        await page.waitForSelector('.h-refused');
      },
    },
    { name: 'hand-over', path: '/hand-overs/new?from=1' },
    { name: 'publications', path: '/publications' },
    { name: 'publication', path: () => made.publication },
    { name: 'publication-edit', path: () => `${made.publication}/edit` },
    { name: 'actors', path: '/actors' },
    { name: 'search', path: '/search' },
    { name: 'search-found', path: '/search?q=council' },
    { name: 'search-one-kind', path: '/search?q=council+type%3Aitem' },
    { name: 'search-corrected', path: '/search?q=counncil' },
    { name: 'search-nothing', path: '/search?q=qwertyuiop+owner%3Ame' },
    { name: 'search-wrong', path: '/search?q=due%3Asoon', status: 422 },
    {
      name: 'search-suggestions',
      path: '/search',
      act: async (page) => {
        await page.locator('#q').pressSequentially('counc');
        await page.waitForSelector('.h-search-page .h-suggestions li');
        await page.keyboard.press('ArrowDown');
      },
    },
    { name: 'actor', path: '/actors/1' },
    { name: 'actor-new', path: '/actors/new' },
    {
      name: 'actor-error',
      path: '/actors/new',
      act: async (page) => {
        await send(page, 'Enter');
        await shownAgain(page);
      },
    },
    { name: 'item-action', path: '/items/WP-3.A8' },
    { name: 'item-claim', path: '/items/WP-3.A5' },
    { name: 'item-real', path: '/items/PB-11.A1' },
    { name: 'item-recommendation', path: '/items/WP-3.R4' },
    {
      name: 'item-forms',
      path: '/items/WP-3.A1',
      act: (page) =>
        page.evaluate(() =>
          document.querySelectorAll('details.h-fold').forEach((one) => one.setAttribute('open', '')),
        ),
    },
    { name: 'item-history', path: '/items/WP-3.A8/history' },
    { name: 'evidence-new', path: '/evidence/new?items=WP-3.A1&items=WP-3.A5' },
    {
      name: 'evidence-error',
      path: '/evidence/new?items=WP-3.A1',
      act: async (page) => {
        await send(page, 'Record evidence');
        await shownAgain(page);
      },
    },
    { name: 'evidence', path: '/evidence/2' },
    { name: 'evidence-correct', path: '/evidence/2/correct' },
    { name: 'readings', path: '/readings' },
    { name: 'returned', path: '/readings/returned' },
    { name: 'inbox', path: '/inbox' },
    { name: 'inbox-new', path: '/inbox/new?url=https%3A%2F%2Fcourier.example%2Fbenches&title=Benches' },
    { name: 'inbox-entry', path: () => made.entry },
    { name: 'item-next-step', path: '/items/WP-3.A6?done=checkRecorded' },
    { name: 'check-new', path: '/checks/new?items=WP-3.A1&items=WP-3.A6' },
    { name: 'import', path: '/import' },
    { name: 'bulk', path: '/import/bulk' },
    { name: 'bulk-wrong', path: () => made.sheet },
    { name: 'bulk-right', path: () => made.rightSheet },
    { name: 'bulk-done', path: () => made.doneSheet },
    { name: 'import-review', path: () => made.draft },
    { name: 'import-compare', path: () => made.again },
    { name: 'import-reading', path: () => made.reading },
    { name: 'import-not-read', path: () => made.failed },
    { name: 'briefs', path: '/briefs' },
    { name: 'brief-new', path: () => `/briefs/new?publication=${made.publication.split('/').pop()}` },
    { name: 'brief-builder', path: () => made.brief },
    { name: 'brief-document', path: () => `${made.brief}/brief.html?view` },
    { name: 'account', path: '/account' },
    { name: 'people', path: '/admin/people' },
    { name: 'person', path: '/admin/people/1' },
    { name: 'teams', path: '/admin/teams' },
    { name: 'team', path: '/admin/teams/1' },
    { name: 'settings', path: '/admin/settings' },
    { name: 'not-found', path: '/items/NOPE-1.A1', status: 404 },
    { name: 'api-docs', path: '/api/docs' },
  ])('$name', (shown) => look(shown, windows));
});

describe('for a visitor', () => {
  let windows: Record<'ltr' | 'rtl', Window>;
  beforeAll(async () => {
    windows = await windowsFor(demo.test.baseUrl);
  });
  afterAll(() => Promise.all(DIRECTIONS.map((dir) => windows[dir].context.close())));

  it.each<Shown>([
    { name: 'sign-in', path: '/sign-in' },
    {
      name: 'sign-in-error',
      path: '/sign-in',
      act: async (page) => {
        await page.fill('[name=email]', 'nobody@demo.example');
        await page.fill('[name=password]', 'not the password');
        await send(page, 'Sign in');
        await shownAgain(page);
      },
    },
    { name: 'set-password', path: () => made.link },
    { name: 'set-password-dead', path: '/set-password?token=dead', status: 404 },
  ])('$name', (shown) => look(shown, windows));
});

describe('before there is anything', () => {
  let test: TestApp;
  let link: string;
  beforeAll(async () => {
    test = await startTestApp({ today: '2026-11-22' });
    link = (await test.app.get(SetupService).newLink())!;
  });
  afterAll(() => test?.close());

  it('setup', async () => {
    await look({ name: 'setup', path: link }, await windowsFor(test.baseUrl));
  });

  it('empty lists', async () => {
    const windows = await windowsFor(test.baseUrl, await test.signIn('admin'));
    for (const name of ['overview', 'items', 'overdue', 'publications', 'actors', 'briefs', 'readings'])
      await look({ name: `empty-${name}`, path: name === 'overview' ? '/' : `/${name}` }, windows);
  });
});
