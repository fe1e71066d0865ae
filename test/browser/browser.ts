import { existsSync } from 'node:fs';
import { AxeBuilder } from '@axe-core/playwright';
import { type Browser, type BrowserContext, type Page, chromium } from 'playwright-core';
import type { TestClient } from '../support/client.js';

const USUAL_PLACES = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/snap/bin/chromium',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

/** @throws Error in plain words where there is no Chromium: the gate must not pass without it. */
export function openBrowser(): Promise<Browser> {
  const given = process.env.CHROMIUM_PATH;
  const executablePath = given ? [given].find(existsSync) : USUAL_PLACES.find(existsSync);
  if (!executablePath)
    throw new Error(
      given
        ? `The browser tests need Chromium, and CHROMIUM_PATH names a file that is not there: ${given}`
        : 'The browser tests need Chromium. Debian: apt-get install chromium; elsewhere set CHROMIUM_PATH to its program.',
    );
  return chromium.launch({
    executablePath,
    // Root in a container has no sandbox of its own, and nothing is opened but our own pages.
    args: ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage', '--disable-background-networking'],
  });
}

export interface Window {
  context: BrowserContext;
  page: Page;
  /** What the browser complained of: console errors, failed assets, CSP reports, dialogs nobody asked for. */
  noise: string[];
}

/** A window of its own: signed in with the cookies of `as`, or as nobody. */
export async function openWindow(
  browser: Browser,
  baseUrl: string,
  {
    as,
    width = 1280,
    dir = 'ltr',
    scripts = true,
  }: { as?: TestClient; width?: number; dir?: 'ltr' | 'rtl'; scripts?: boolean } = {},
): Promise<Window> {
  const context = await browser.newContext({
    baseURL: baseUrl,
    viewport: { width, height: 900 },
    javaScriptEnabled: scripts,
    reducedMotion: 'reduce',
    timezoneId: 'UTC',
    locale: 'en-GB',
  });
  context.setDefaultTimeout(15_000);
  const cookies = [...(as?.cookies ?? [])].map(([name, value]) => ({ name, value, url: baseUrl }));
  if (dir === 'rtl') cookies.push({ name: 'heed_locale', value: 'en-x-rtl', url: baseUrl });
  await context.addCookies(cookies);
  const page = await context.newPage();
  const noise: string[] = [];
  page.on('console', (message) => {
    // The status of a page or form (404, 412, 422) is what a test looks at; of an asset, see below.
    if (
      ['error', 'warning'].includes(message.type()) &&
      !message.text().startsWith('Failed to load resource')
    )
      noise.push(`${message.type()}: ${message.text()}`);
  });
  page.on('pageerror', (error) => noise.push(`script: ${error.message}`));
  page.on('response', (response) => {
    if (response.status() >= 400 && !['document', 'fetch'].includes(response.request().resourceType()))
      noise.push(`${response.status()} ${response.url()}`);
  });
  page.on('dialog', async (dialog) => {
    noise.push(`dialog: ${dialog.message()}`);
    await dialog.dismiss();
  });
  return { context, page, noise };
}

/** What axe calls serious or critical, one line each; empty when all is well. */
export async function seriousIn(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'])
    .setLegacyMode()
    .analyze();
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) => nodes.slice(0, 4).map((node) => `${id}: ${node.html.slice(0, 200)}`));
}

/** By how many pixels the page is wider than its window, and what sticks out; empty when it fits. */
export const overflowOf = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const over = document.documentElement.scrollWidth - window.innerWidth;
    if (over <= 0) return [];
    const wide = [...document.querySelectorAll('body *')].filter(({ children }) => children.length === 0);
    const out = wide.filter((element) => {
      const { left, right } = element.getBoundingClientRect();
      return right > window.innerWidth + 1 || left < -1;
    });
    return [`wider by ${over} px`, ...out.slice(0, 3).map(({ outerHTML }) => outerHTML.slice(0, 160))];
  });
