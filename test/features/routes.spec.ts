import { type TestApp, startTestApp } from '../support/app.js';
import type { TestClient } from '../support/client.js';
import { type Route, routesOf } from '../support/routes.js';

let heed: TestApp;
let routes: Route[];
let admin: TestClient;
let viewer: TestClient;

beforeAll(async () => {
  heed = await startTestApp();
  routes = routesOf(heed.app);
  [admin, viewer] = await Promise.all([heed.signIn('admin'), heed.signIn('viewer')]);
});
afterAll(() => heed?.close());

const changes = async () => {
  const [{ count }] = await heed.ownerDataSource.query('SELECT count(*) FROM history_entry');
  return Number(count);
};

/** Names of the routes for which the check returns something, with what it returned. */
async function failing(some: Route[], check: (route: Route) => Promise<unknown>): Promise<string[]> {
  const failures: string[] = [];
  for (const route of some) {
    const wrong = await check(route);
    if (wrong) failures.push(`${route.name}: ${JSON.stringify(wrong)}`);
  }
  return failures;
}

test('the walk finds the routes', () => {
  expect(routes.map((route) => route.name)).toEqual(
    expect.arrayContaining([
      'POST /sign-in',
      'GET /account',
      'PUT /api/v1/people/:id',
      'POST /admin/settings',
    ]),
  );
});

test('every route declares either a permission or that it is public', () => {
  const bare = routes.filter((route) => route.isPublic === (route.permission !== undefined));
  expect(bare.map((route) => route.name)).toEqual([]);
});

test('no two routes share an address', () => {
  const names = routes.map((route) => route.name.replaceAll(/:\w+/g, ':'));
  expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
});

test('only these are public', () => {
  expect(
    routes
      .filter((route) => route.isPublic)
      .map((route) => route.name)
      .toSorted(),
  ).toEqual([
    'GET /api/docs',
    'GET /api/docs-json',
    'GET /set-password',
    'GET /setup',
    'GET /sign-in',
    'POST /set-password',
    'POST /setup',
    'POST /sign-in',
    'POST /sign-out',
  ]);
});

test('without a session, pages lead to sign-in and the API answers 401', async () => {
  const guarded = routes.filter((route) => !route.isPublic);
  expect(
    await failing(guarded, async (route) => {
      const { status, location, headers } = await heed.visitor().send(route.method, route.path);
      const type = headers.get('content-type') ?? '';
      if (route.isApi)
        return (status !== 401 || !type.startsWith('application/problem+json')) && { status, type };
      return (status !== 303 || !location?.startsWith('/sign-in')) && { status, location };
    }),
  ).toEqual([]);
});

test('an unsafe route refuses a session without CSRF token, and a foreign origin with one', async () => {
  const before = await changes();
  const csrf = await admin.csrf();
  expect(
    await failing(
      routes.filter((route) => route.isUnsafe),
      async (route) => {
        const body = route.isApi ? '{}' : new URLSearchParams();
        const headers = {
          'content-type': route.isApi ? 'application/json' : 'application/x-www-form-urlencoded',
        };
        const send = (more: Record<string, string>) =>
          admin.send(route.method, route.path, { body, headers: { ...headers, ...more } });
        const answers = [
          await send({}),
          await send({ 'x-csrf-token': 'A'.repeat(86) }),
          await send({ 'x-csrf-token': csrf, origin: 'https://evil.example' }),
          await send({ 'x-csrf-token': csrf, origin: 'null' }),
          await send({ 'x-csrf-token': csrf, 'sec-fetch-site': 'cross-site' }),
          await send({ 'x-csrf-token': csrf, 'sec-fetch-site': 'same-site' }),
        ].map(({ status }) => status);
        return answers.some((status) => status !== 403) && answers;
      },
    ),
  ).toEqual([]);
  expect(await changes()).toBe(before);
});

test('what a role does not carry looks like nothing (pages) or is refused (API), and changes nothing', async () => {
  const before = await changes();
  const csrf = await viewer.csrf();
  expect(
    await failing(
      routes.filter((route) => route.permission && route.permission !== 'read'),
      async (route) => {
        const { status } = await viewer.send(route.method, route.path, { headers: { 'x-csrf-token': csrf } });
        return status !== (route.isApi ? 403 : 404) && { status };
      },
    ),
  ).toEqual([]);
  expect(await changes()).toBe(before);
});

test('a page that is hidden and one that is missing are the same but for what is new in every answer', async () => {
  const [hidden, missing] = [await viewer.get('/admin/people'), await viewer.get('/admin/people-x')];
  expect([hidden.status, missing.status]).toEqual([404, 404]);
  expect(normal(hidden.text)).toBe(normal(missing.text));
});

test('no GET changes anything', async () => {
  const before = await changes();
  for (const route of routes.filter((one) => !one.isUnsafe)) await admin.get(route.path);
  expect(await changes()).toBe(before);
});

test('every answer has the security headers, and its own nonce', async () => {
  const nonces = new Set<string>();
  const addresses = [
    ...routes.map((route) => [route.method, route.path]),
    ['GET', '/nothing'],
    ['GET', '/%E0%A4%A'],
    ['GET', '/assets/x/y.css'],
  ];
  const failures: string[] = [];
  for (const [method, path] of addresses) {
    const { headers } = await admin.send(method, path);
    const csp = headers.get('content-security-policy') ?? '';
    const nonce = /script-src 'self' 'nonce-([^']+)'/.exec(csp)?.[1];
    const good =
      nonce !== undefined &&
      !/unsafe-inline|unsafe-eval/.test(csp) &&
      csp.includes("frame-ancestors 'none'") &&
      csp.includes("default-src 'none'") &&
      headers.get('x-content-type-options') === 'nosniff' &&
      headers.get('referrer-policy') === 'same-origin';
    if (!good || nonces.has(nonce)) failures.push(`${method} ${path}: ${csp}`);
    if (nonce) nonces.add(nonce);
  }
  expect(failures).toEqual([]);
});

const normal = (html: string): string =>
  html
    .replaceAll(/nonce="[^"]*"/g, 'nonce')
    .replaceAll(/content="[\w+/=]{24}"/g, 'nonce')
    .replaceAll(/name="_csrf" value="[^"]*"/g, 'csrf');
