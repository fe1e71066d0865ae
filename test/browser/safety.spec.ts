import type { Browser } from 'playwright-core';
import { type TestApp, startTestApp } from '../support/app.js';
import { makePublication, recordEvidence } from '../support/data.js';
import type { TestClient } from '../support/client.js';
import { type Window, openBrowser, openWindow } from './browser.js';

// Whatever people and documents write is text. Each field holds every kind of mark-up that browsers have been known to
// run; no page runs one, and none is even refused by the policy: none gets so far.

const MARKUP = `<script>alert(1)</script>"'><img src=x onerror=alert(2)><svg onload=alert(3)></textarea></title>{{7*7}}`;
const LINK = 'javascript:alert(4)//https://x.example';
const MARKDOWN = `${MARKUP} [here](javascript:alert(5)) ![x](x" onerror="alert(6)) <https://x.example> <a href="javascript:alert(7)">y</a>`;

let browser: Browser;
let test: TestApp;
let client: TestClient;
let window: Window;
const paths: string[] = [];

beforeAll(async () => {
  browser = await openBrowser();
  test = await startTestApp({ today: '2026-11-22' });
  const teamId = await test.team(`Team ${MARKUP}`);
  const manager = await test.person({ role: 'manager', name: `Boss ${MARKUP}`, teamId });
  const writer = await test.person({ name: `Writer ${MARKUP}`, teamId });
  client = await test.signIn(await test.person({ role: 'admin', name: `Admin ${MARKUP}`, teamId }));
  test.clock.set('2026-02-01T12:00:00Z');
  const { publication, actions, recommendations } = await makePublication(test.app, {
    by: manager,
    title: `Title ${MARKUP}`,
    series: 'Paper',
    number: '1',
    publisher: `Publisher ${MARKUP}`,
    authors: [`Author ${MARKUP}`],
    disclaimer: `Disclaimer ${MARKUP}`,
    sections: [{ heading: `Section ${MARKUP}`, level: 1, at: {} }],
    notes: [{ marker: '1', text: `Note ${MARKUP} ${LINK}`, url: LINK, sameAs: null, citedAt: [] }],
    actions: [
      {
        title: `Action ${MARKUP}`,
        issue: `Issue ${MARKUP}`,
        pathway: `Pathway ${MARKUP}`,
        implementation: `Implementation ${MARKUP}`,
        actors: [{ name: `Actor ${MARKUP}`, qualifier: `Qualifier ${MARKUP}`, lead: true }],
        window: { max: 6, text: `Window ${MARKUP}` },
        extra: { [`Column ${MARKUP}`]: `Cell ${MARKUP}` },
        ownerId: writer.id,
        carriesOut: [1],
      },
    ],
    recommendations: [
      { title: `Recommendation ${MARKUP}`, text: `Text ${MARKUP}`, heading: `Heading ${MARKUP}` },
    ],
  });
  const [action, recommendation] = [actions[0], recommendations[0]];
  const { updateId } = await recordEvidence(test.app, writer, {
    eventOn: '2026-01-20',
    text: `Evidence ${MARKUP}`,
    sources: [
      {
        title: `Source ${MARKUP}`,
        publisher: `Press ${MARKUP}`,
        url: LINK,
        archivedUrl: LINK,
        standingOf: `Party ${MARKUP}`,
      },
    ],
    effects: [
      {
        item: action.ref,
        quote: `Quote ${MARKUP}`,
        quotePlace: `Place ${MARKUP}`,
        progressTo: 'implemented',
      },
    ],
  });
  test.clock.set('2026-11-22T12:00:00Z');
  const item = `/items/${action.ref}`;
  await client.post(`${item}/follow-ups`, {
    step: `Step ${MARKUP}`,
    assigneeId: writer.id,
    dueOn: '2026-11-22',
    idempotencyKey: 'a-key-for-the-follow-up',
  });
  await client.post(`${item}/checks`, {
    searchedOn: '2026-11-21',
    places: `Places ${MARKUP}`,
    note: `Remark ${MARKUP}`,
    idempotencyKey: 'a-key-for-the-check',
  });
  const brief = await client.post(`/briefs/new?publication=${publication.id}`, {
    title: `Brief ${MARKUP}`,
    periodFrom: '2026-01-01',
    periodTo: '2026-11-22',
    audience: 'internal',
    commentary: MARKDOWN,
    comments: [{ ref: action.ref, text: MARKDOWN }],
  });
  const draft = await client.post('/imports', {
    text: `Paper\n\nTitle ${MARKUP}\n\nRecommendations\n\nThe board should ${MARKUP} mend the lamps before winter comes again.\n\nThe town should light the ${MARKUP} bridge every night of the year.\n`,
  });
  expect([brief.status, draft.status]).toEqual([303, 303]);
  const briefPath = brief.location!.split('?')[0];
  paths.push(
    '/',
    '/items',
    '/overdue',
    '/overdue?group=owner',
    '/overdue?group=actor',
    '/overdue?tab=ours',
    '/publications',
    `/publications/${publication.id}`,
    '/actors',
    '/actors/1',
    '/readings',
    item,
    `${item}/history`,
    `/items/${recommendation.ref}`,
    `/items?q=${encodeURIComponent(MARKUP)}`,
    `/evidence/${updateId}`,
    `/evidence/${updateId}/correct`,
    `/evidence/new?items=${action.ref}`,
    `/checks/new?items=${action.ref}`,
    '/import',
    draft.location!,
    '/account',
    '/briefs',
    `/briefs/new?publication=${publication.id}`,
    briefPath,
    `${briefPath}/brief.html?view`,
    '/admin/people',
    '/admin/people/1',
    '/admin/teams',
    '/admin/teams/1',
    '/admin/settings',
    `/nothing?q=${encodeURIComponent(MARKUP)}`,
  );
  window = await openWindow(browser, test.baseUrl, { as: client });
});
afterAll(async () => {
  await browser?.close();
  await test?.close();
});

it('shows stored mark-up as text on every page', async () => {
  const { page, noise } = window;
  const wrong: string[] = [];
  let shown = 0;
  for (const path of paths) {
    await page.goto(path);
    await page.waitForLoadState('networkidle');
    const found = await page.evaluate(() => ({
      text: (document.body.textContent ?? '').includes('onerror=alert(2)'),
      hits: [
        ...document.querySelectorAll(
          'main script, script:not([src]), [onerror], [onload], img[src="x"], a[href^="javascript:" i], [href^="javascript:" i]',
        ),
      ].map(({ outerHTML }) => outerHTML.slice(0, 120)),
      calculated: (document.body.textContent ?? '').includes('>49'),
    }));
    shown += Number(found.text);
    if (found.calculated) found.hits.push('a template was calculated');
    wrong.push(...[...found.hits, ...noise.splice(0)].map((line) => `${path}: ${line}`));
  }
  expect(wrong).toEqual([]);
  // The payloads were there to be run.
  expect(shown).toBeGreaterThan(20);
});

it('keeps what is typed as text when a form comes back', async () => {
  const { page, noise } = window;
  await page.goto('/evidence/new');
  await page.fill('[name=text]', MARKUP);
  await page.fill('main [name="sources[0][title]"]', MARKUP);
  await page.fill('main [name="sources[0][url]"]', LINK);
  await page.getByRole('button', { name: 'Record evidence' }).last().click();
  await page.waitForSelector('.h-errors');
  expect(await page.inputValue('[name=text]')).toBe(MARKUP);
  expect(await page.locator('.h-errors').textContent()).toMatch(/address/i);
  expect(noise.splice(0)).toEqual([]);
});
