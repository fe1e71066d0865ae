import { gzipSync } from 'node:zlib';
import { type TestApp, startTestApp } from '../../support/app.js';
import type { TestClient } from '../../support/client.js';

let heed: TestApp;
let admin: TestClient;
beforeAll(async () => {
  heed = await startTestApp();
  admin = await heed.signIn('admin');
});
afterAll(() => heed?.close());

const isProblem = (headers: Headers) => headers.get('content-type')?.startsWith('application/problem+json');

test('a page gets a page, the API gets a problem', async () => {
  const page = await admin.get('/admin/people/999999');
  expect([page.status, page.headers.get('content-type')]).toEqual([404, 'text/html; charset=utf-8']);
  const call = await admin.api('GET', '/api/v1/people/999999');
  expect(isProblem(call.headers)).toBe(true);
  expect(call.json()).toEqual({
    type: 'about:blank',
    title: 'Not Found',
    status: 404,
    detail: 'There is nothing here, or nothing you may see. Check the address.',
    code: 'notFound',
  });
  expect((await admin.api('GET', '/api/v1/nothing')).json()).toMatchObject({ status: 404 });
});

test.each(['0', '-1', '1.5', 'x', '99999999999999999999', '2147483648', "1'--", '%00', '__proto__'])(
  'an id of %s is not found',
  async (id) => {
    expect((await admin.get(`/admin/people/${id}`)).status).toBe(404);
    expect((await admin.api('GET', `/api/v1/people/${id}`)).status).toBe(404);
  },
);

test('a body over the limit gets a page that says how much is taken', async () => {
  const file = new Blob([new Uint8Array(21 * 1024 * 1024)]);
  const tooBig = await admin.post('/admin/teams', { name: 'x', file });
  expect(tooBig.status).toBe(413);
  expect(tooBig.text).toContain('up to 20 MB');
  const _csrf = await admin.csrf();
  const text = await admin.send('POST', '/admin/teams', {
    body: new URLSearchParams({ _csrf, name: 'x'.repeat(26 * 1024 * 1024) }),
  });
  expect([text.status, text.text.includes('up to 20 MB')]).toEqual([413, true]);
  const call = await admin.send('POST', '/api/v1/teams', {
    headers: { 'content-type': 'application/json', 'x-csrf-token': _csrf },
    body: JSON.stringify({ name: 'x'.repeat(26 * 1024 * 1024) }),
  });
  expect([call.status, isProblem(call.headers)]).toEqual([413, true]);
}, 60_000);

test('strangers may not even send much', async () => {
  const visitor = heed.visitor();
  const _csrf = await visitor.csrf();
  const body = new URLSearchParams({ _csrf, email: 'a@example.org', password: 'x'.repeat(100_000) });
  expect((await visitor.send('POST', '/sign-in', { body })).status).toBe(413);
  const form = new FormData();
  form.append('file', new Blob(['x']), 'a.txt');
  expect((await visitor.send('POST', '/sign-in', { body: form })).status).toBe(303);
});

test('a compressed body is not unpacked, whoever sends it', async () => {
  const bomb = gzipSync(JSON.stringify({ text: ' '.repeat(8 * 1024 * 1024) }));
  expect(bomb.length).toBeLessThan(64 * 1024);
  const headers = { 'content-type': 'application/json', 'content-encoding': 'gzip' };
  const someone = await heed.signIn('contributor');
  for (const client of [heed.visitor(), someone]) {
    const csrf = { 'x-csrf-token': await client.csrf() };
    const answer = await client.send('POST', '/api/v1/imports', {
      headers: { ...headers, ...csrf },
      body: new Uint8Array(bomb),
    });
    expect(answer.status).toBe(415);
  }
});

test('a form with a file has its fields and its token as well', async () => {
  const answer = await admin.post('/admin/teams', { name: 'Sent as multipart', file: new Blob(['x']) });
  // The file is no field of this form: refused as unknown, and not for want of a token.
  expect(answer.status).toBe(422);
  expect(answer.text).toContain('value="Sent as multipart"');
});

test.each([
  ['a list of 2,000', Array.from({ length: 2_000 }, (_, i) => [`name[${i}]`, 'x'])],
  ['20 levels', [[`name${'[a]'.repeat(20)}`, 'x']]],
  ['6,000 fields', Array.from({ length: 6_000 }, (_, i) => [`f${i}`, 'x'])],
])('a form with %s is refused', async (_, pairs) => {
  const body = new URLSearchParams([['_csrf', await admin.csrf()], ...pairs] as string[][]);
  const answer = await admin.send('POST', '/admin/teams', { body });
  expect([413, 422]).toContain(answer.status);
});

test.each(['__proto__[role]', 'constructor[prototype][role]', 'role', 'id', '__proto__'])(
  'a foreign field %s is refused or ignored, never taken',
  async (name) => {
    const answer = await admin.post('/admin/teams', { [name]: 'admin', name: `Team ${name}` });
    expect([303, 422]).toContain(answer.status);
    expect(({} as Record<string, unknown>).role).toBeUndefined();
  },
);

test.each([
  '{"name": ',
  '[]',
  '"text"',
  'null',
  '{"__proto__": {"a": 1}, "name": "x"}',
  '{"name": {"a": 1}}',
])('the API answers %s with a 4xx problem', async (body) => {
  const headers = { 'content-type': 'application/json', 'x-csrf-token': await admin.csrf() };
  const answer = await admin.send('POST', '/api/v1/teams', { headers, body });
  expect([400, 422]).toContain(answer.status);
  expect(isProblem(answer.headers)).toBe(true);
});

test('a body of another kind is refused', async () => {
  const headers = { 'content-type': 'application/xml', 'x-csrf-token': await admin.csrf() };
  expect((await admin.send('POST', '/api/v1/teams', { headers, body: '<a/>' })).status).toBe(415);
});

test.each(['\u0000', 'a\u0000b', '\ud800', 'x'.repeat(201), '  '])(
  'a name of %j is refused',
  async (name) => {
    const answer = await admin.api('POST', '/api/v1/teams', { name });
    expect(answer.status).toBe(422);
    expect(answer.json()).toMatchObject({ errors: [{ field: 'name' }] });
  },
);

test.each([
  'e\u0301 and \u00e9',
  'دریاؤں کی ٹیم',
  '\u202eevil\u202c',
  '👩‍👩‍👧‍👦',
  '<script>alert(1)</script>',
  "'; DROP TABLE team; --",
])('a name of %j comes back as it was, and inert', async (name) => {
  const made = await admin.api('POST', '/api/v1/teams', { name });
  expect(made.json()).toMatchObject({ name });
  const { text } = await admin.get('/admin/teams');
  expect(text).not.toContain('<script>alert');
});

test('answers are nobody else’s: no cache keeps them, except assets, for ever', async () => {
  const page = await admin.get('/account');
  expect(page.headers.get('cache-control')).toBe('no-store');
  const [, asset] = /href="(\/assets\/[^"]+heed\.css)"/.exec(page.text) ?? [];
  const style = await heed.visitor().get(asset);
  expect(style.status).toBe(200);
  expect(style.headers.get('cache-control')).toContain('immutable');
  expect(style.headers.get('content-type')).toContain('text/css');
});

test.each(['/assets/', '/assets/x/../../package.json', '/assets/%2e%2e/package.json', '/package.json'])(
  '%s serves nothing',
  async (path) => {
    expect((await heed.visitor().get(path)).status).toBe(404);
  },
);

test('an asset folder gives no other kind of file', async () => {
  const { text } = await admin.get('/account');
  const [, base] = /"(\/assets\/\w+)\/styles\//.exec(text) ?? [];
  for (const path of [
    '/fonts/vazirmatn/package.json',
    '/fonts/vazirmatn/index.js.bak',
    '/turbo/',
    '/styles/..%2fpage.tsx',
  ])
    expect((await admin.get(base + path)).status).toBe(404);
});

test('only a cookie brings the right-to-left test locale', async () => {
  const visitor = heed.visitor();
  expect((await visitor.get('/sign-in', { 'accept-language': 'en-x-rtl, ur' })).text).toContain('dir="ltr"');
  visitor.cookies.set('heed_locale', 'en-x-rtl');
  const { text } = await visitor.get('/sign-in');
  expect(text).toContain('<html lang="en" dir="rtl">');
  expect(text).toContain('⟦Sign in⟧');
});

test('the API is described as OpenAPI 3.1, for machines and people', async () => {
  const json = await heed.visitor().get('/api/docs-json');
  const document = json.json<{ openapi: string; paths: Record<string, unknown> }>();
  expect(document.openapi).toMatch(/^3\.1\./);
  expect(Object.keys(document.paths)).toEqual(
    expect.arrayContaining(['/api/v1/people/{id}', '/api/v1/teams']),
  );
  expect(Object.keys(document.paths).filter((path) => !path.startsWith('/api/v1/'))).toEqual([]);
  expect((await heed.visitor().get('/api/docs')).text).toContain('PUT /api/v1/people/{id}');
});

test('without its database Heed says so within two seconds, and when to come back', async () => {
  const other = await startTestApp();
  const client = await other.signIn('viewer');
  await other.database.drop();
  const start = performance.now();
  const page = await client.get('/account');
  expect([page.status, page.headers.get('retry-after')]).toEqual([503, '5']);
  expect(page.text).toContain('Back in a moment');
  const call = await client.send('GET', '/api/v1/me');
  expect([call.status, isProblem(call.headers)]).toEqual([503, true]);
  expect(performance.now() - start).toBeLessThan(2_000);
  expect((await client.get('/account')).headers.get('content-security-policy')).toContain('nonce-');
  await other.close();
});
