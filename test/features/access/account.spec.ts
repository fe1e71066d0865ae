import { TEST_PASSWORD, type TestApp, startTestApp } from '../../support/app.js';
import { TestClient } from '../../support/client.js';

let heed: TestApp;
beforeAll(async () => {
  heed = await startTestApp();
});
afterAll(() => heed?.close());

const NEW_PASSWORD = 'three green boats at noon';
const isSignedIn = async (client: TestClient) => (await client.get('/account')).status === 200;

test('changing the password ends the other sessions and gives this one a new id', async () => {
  const here = await heed.signIn('contributor');
  const elsewhere = await heed.signIn(here.person!);
  const old = here.cookies.get('heed');
  const answer = await here.post('/account/password', { current: TEST_PASSWORD, password: NEW_PASSWORD });
  expect([answer.status, answer.location]).toEqual([303, '/account?done=passwordChanged']);
  expect(here.cookies.get('heed')).not.toBe(old);
  expect(await isSignedIn(here)).toBe(true);
  expect(await isSignedIn(elsewhere)).toBe(false);
  here.cookies.set('heed', old!);
  expect(await isSignedIn(here)).toBe(false);
  const again = heed.visitor();
  expect((await again.signIn(here.person!.email, TEST_PASSWORD)).status).toBe(422);
  expect((await again.signIn(here.person!.email, NEW_PASSWORD)).status).toBe(303);
});

test.each([
  [{ current: 'not the current one', password: NEW_PASSWORD }, 'not your current password'],
  [{ current: TEST_PASSWORD, password: 'short' }, 'at least 12 characters'],
  [{ current: TEST_PASSWORD, password: TEST_PASSWORD }, 'the password you have now'],
  [{ current: TEST_PASSWORD, password: '' }, 'Fill in this field'],
])('refuses %j', async (form, message) => {
  const client = await heed.signIn('viewer');
  const answer = await client.post('/account/password', form);
  expect(answer.status).toBe(422);
  expect(answer.text).toContain(message);
  expect(await isSignedIn(client)).toBe(true);
});

test('guessing the current password is throttled like signing in', async () => {
  const client = await heed.signIn('viewer');
  const statuses: number[] = [];
  for (let i = 0; i < 11; i += 1) {
    const { status } = await client.post('/account/password', {
      current: `wrong ${i}`,
      password: NEW_PASSWORD,
    });
    statuses.push(status);
  }
  expect(statuses.at(-1)).toBe(429);
});

test('sessions are listed and can be ended, one’s own only', async () => {
  const here = await heed.signIn('viewer');
  const there = await heed.signIn(here.person!);
  const other = await heed.signIn('viewer');
  const page = await here.get('/account');
  const [, path] = /action="(\/account\/sessions\/[0-9a-f]{64}\/revoke)"/.exec(page.text) ?? [];
  expect(page.text).toContain('This browser');
  expect((await other.post(path)).status).toBe(404);
  expect(await isSignedIn(there)).toBe(true);
  expect((await here.post(path)).status).toBe(303);
  expect(await isSignedIn(there)).toBe(false);
  expect((await here.post(path)).status).toBe(404);
});

describe('API tokens', () => {
  const makeToken = async (client: TestClient) => {
    const { text } = await client.post('/account/tokens', { name: 'nightly export' });
    return /heed_[\w-]{43}/.exec(text)![0];
  };
  const call = (token: string, path = '/api/v1/me', init: { method?: string; cookie?: string } = {}) =>
    heed.visitor().send(init.method ?? 'GET', path, {
      headers: { authorization: `Bearer ${token}`, ...(init.cookie && { cookie: init.cookie }) },
    });

  test('a token has its person’s rights in the API, and nowhere else', async () => {
    const client = await heed.signIn('contributor');
    const token = await makeToken(client);
    const me = await call(token);
    expect(me.status).toBe(200);
    expect(me.json()).toEqual({
      id: client.person!.id,
      name: client.person!.name,
      email: client.person!.email,
      role: 'contributor',
      teamId: null,
    });
    expect((await call(token, '/account')).status).toBe(303);
    expect((await call(token, '/api/v1/people')).status).toBe(403);
    expect((await client.get('/account')).text).not.toContain(token);
    const kept = await heed.ownerDataSource.query("SELECT encode(token_hash, 'escape') FROM api_token");
    expect(JSON.stringify(kept)).not.toContain(token.slice(5));
  });

  test('it stops with its revocation, its person’s role and activity', async () => {
    const client = await heed.signIn('admin');
    const [first, second] = [await makeToken(client), await makeToken(client)];
    const [, path] =
      /action="(\/account\/tokens\/\d+\/revoke)"/.exec((await client.get('/account')).text) ?? [];
    expect((await (await heed.signIn('admin')).post(path)).status).toBe(404);
    expect((await client.post(path)).status).toBe(303);
    expect((await call(second)).status).toBe(401);
    expect((await call(first, '/api/v1/people')).status).toBe(200);
    await heed.ownerDataSource.query("UPDATE person SET role = 'viewer' WHERE id = $1", [client.person!.id]);
    expect((await call(first, '/api/v1/people')).status).toBe(403);
    await heed.ownerDataSource.query('UPDATE person SET active = false WHERE id = $1', [client.person!.id]);
    expect((await call(first)).status).toBe(401);
  });

  test('a wrong token is refused even beside a good cookie, and guessing is throttled', async () => {
    const client = await heed.signIn('viewer');
    const cookie = `heed=${client.cookies.get('heed')}`;
    const wrong = await call(`heed_${'A'.repeat(43)}`, '/api/v1/me', { cookie });
    expect(wrong.status).toBe(401);
    expect(wrong.headers.get('content-type')).toContain('application/problem+json');
    const statuses: number[] = [];
    for (let i = 0; i < 50; i += 1) statuses.push((await call(`heed_${String(i).padStart(43, 'A')}`)).status);
    expect(statuses.at(-1)).toBe(429);
    await heed.ownerDataSource.query('TRUNCATE sign_in_attempt');
  });

  test('an unsafe call by token needs no CSRF token; by cookie it does', async () => {
    const client = await heed.signIn('admin');
    const token = await makeToken(client);
    const headers = { 'content-type': 'application/json', authorization: `Bearer ${token}` };
    const byToken = await heed.visitor().send('POST', '/api/v1/teams', { headers, body: '{"name":"Water"}' });
    expect(byToken.status).toBe(201);
    const byCookie = await client.send('POST', '/api/v1/teams', {
      headers: { 'content-type': 'application/json' },
      body: '{"name":"Air"}',
    });
    expect(byCookie.status).toBe(403);
    expect((await client.api('POST', '/api/v1/teams', { name: 'Air' })).status).toBe(201);
  });
});
