import { TEST_PASSWORD, type TestApp, startTestApp } from '../../support/app.js';
import type { TestClient } from '../../support/client.js';

let heed: TestApp;
beforeAll(async () => {
  heed = await startTestApp();
});
afterAll(() => heed?.close());
// Attempts of one test are no business of the next.
afterEach(() => heed.ownerDataSource.query('TRUNCATE sign_in_attempt'));

const HOUR = 60 * 60_000;
const isSignedIn = async (client: TestClient) => (await client.get('/account')).status === 200;

test('signing in gives a session cookie that scripts cannot read, and leads where one wanted to go', async () => {
  const person = await heed.person({ role: 'contributor' });
  const client = heed.visitor();
  const away = await client.get('/account?x=1');
  expect(away.location).toBe('/sign-in?next=%2Faccount%3Fx%3D1');
  const form = await client.get(away.location!);
  expect(form.text).toContain('name="next" value="/account?x=1"');
  const answer = await client.post('/sign-in', {
    email: ` ${person.email.toUpperCase()} `,
    password: TEST_PASSWORD,
    next: '/account?x=1',
  });
  expect([answer.status, answer.location]).toEqual([303, '/account?x=1']);
  const cookie = answer.headers.getSetCookie().find((line) => line.startsWith('heed='));
  expect(cookie).toMatch(/^heed=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax$/);
  expect(await isSignedIn(client)).toBe(true);
});

test.each(['https://evil.example', '//evil.example', '/\\evil.example', '/\tevil', 'javascript:alert(1)'])(
  'does not lead to %s',
  async (next) => {
    const person = await heed.person();
    const answer = await heed
      .visitor()
      .post('/sign-in', { email: person.email, password: TEST_PASSWORD, next });
    expect([answer.status, answer.location]).toEqual([303, '/']);
  },
);

test('a session has a new id at each sign-in, and only its hash is kept', async () => {
  const client = await heed.signIn('viewer');
  const first = client.cookies.get('heed')!;
  await client.post('/sign-out');
  expect(await isSignedIn(client)).toBe(false);
  client.cookies.set('heed', first);
  await client.signIn(client.person!.email, TEST_PASSWORD);
  expect(client.cookies.get('heed')).not.toBe(first);
  const rows = await heed.ownerDataSource.query("SELECT encode(token_hash, 'escape') AS kept FROM session");
  expect(rows.length).toBeGreaterThan(0);
  expect(JSON.stringify(rows)).not.toContain(client.cookies.get('heed'));
});

test('an unknown account, a wrong password, no password and a deactivated account are answered alike', async () => {
  const known = await heed.person();
  const invited = await heed.person();
  const gone = await heed.person();
  await heed.ownerDataSource.query('UPDATE person SET password_hash = NULL WHERE id = $1', [invited.id]);
  await heed.ownerDataSource.query('UPDATE person SET active = false WHERE id = $1', [gone.id]);
  const tries = [
    ['nobody.at.all@example.org', TEST_PASSWORD],
    [known.email, 'not the right password'],
    [invited.email, TEST_PASSWORD],
    [gone.email, TEST_PASSWORD],
  ];
  const client = heed.visitor();
  const bodies: string[] = [];
  for (const [email, password] of tries) {
    const { status, text } = await client.post('/sign-in', { email, password });
    expect(status).toBe(422);
    expect(text).toContain('The e-mail address or the password is wrong.');
    bodies.push(
      text
        .replaceAll(email, 'email')
        .replaceAll(/nonce="[^"]*"|content="[\w+/=]{24}"|name="_csrf" value="[^"]*"/g, ''),
    );
  }
  expect(new Set(bodies).size).toBe(1);
});

test('an unknown account takes as long as a known one', async () => {
  const known = await heed.person();
  const client = heed.visitor();
  const _csrf = await client.csrf();
  const timeOf = async (email: string) => {
    const start = performance.now();
    await client.send('POST', '/sign-in', {
      body: new URLSearchParams({ _csrf, email, password: 'wrong password' }),
    });
    return performance.now() - start;
  };
  // In turns, and the quickest of each: what else the machine does only ever adds time.
  let [unknown, wrong] = [Infinity, Infinity];
  for (let i = 0; i < 10; i += 1) {
    unknown = Math.min(unknown, await timeOf('nobody.here@example.org'));
    wrong = Math.min(wrong, await timeOf(known.email));
  }
  expect(unknown / wrong).toBeGreaterThan(0.6);
  expect(unknown / wrong).toBeLessThan(1.6);
});

test('guessing is throttled per account, also in parallel, also for accounts that do not exist', async () => {
  const known = await heed.person();
  for (const email of [known.email, 'not.there@example.org']) {
    const client = heed.visitor();
    const _csrf = await client.csrf();
    const guess = (password: string) =>
      client.send('POST', '/sign-in', { body: new URLSearchParams({ _csrf, email, password }) });
    const answers = await Promise.all(Array.from({ length: 25 }, (_, i) => guess(`wrong password ${i}`)));
    const tried = answers.filter(({ status }) => status === 422).length;
    expect(tried).toBeLessThanOrEqual(10);
    expect(tried).toBeGreaterThan(0);
    const late = await guess(TEST_PASSWORD);
    expect(late.status).toBe(429);
    expect(Number(late.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(late.text).toContain('Too many attempts');
  }
  heed.clock.advance(15 * 60_000 + 1_000);
  expect((await heed.visitor().signIn(known.email, TEST_PASSWORD)).status).toBe(303);
});

test('guessing is throttled per address, and a forged X-Forwarded-For is no help', async () => {
  const client = heed.visitor();
  const _csrf = await client.csrf();
  const statuses: number[] = [];
  for (let i = 0; i < 53; i += 1) {
    const body = new URLSearchParams({ _csrf, email: `person.${i}@example.org`, password: 'wrong password' });
    const { status } = await client.send('POST', '/sign-in', {
      body,
      headers: { 'x-forwarded-for': `203.0.113.${i}` },
    });
    statuses.push(status);
  }
  expect(statuses.slice(0, 50)).toEqual(Array(50).fill(422));
  expect(statuses.slice(50)).toEqual([429, 429, 429]);
});

test('behind a proxy that the operator named, the visitor counts and not the proxy', async () => {
  const behind = await startTestApp({ config: { trustedProxies: ['127.0.0.1'] } });
  const client = behind.visitor();
  const _csrf = await client.csrf();
  const tryFrom = async (address: string, n: number) => {
    const body = new URLSearchParams({ _csrf, email: `person.${n}@example.org`, password: 'wrong password' });
    const headers = { 'x-forwarded-for': address };
    return (await client.send('POST', '/sign-in', { body, headers })).status;
  };
  for (let n = 0; n < 50; n += 1) expect(await tryFrom('203.0.113.7', n)).toBe(422);
  expect(await tryFrom('203.0.113.7', 50)).toBe(429);
  expect(await tryFrom('203.0.113.8', 51)).toBe(422);
  await behind.close();
});

test('those who know their password are not throttled', async () => {
  const person = await heed.person();
  for (let i = 0; i < 12; i += 1)
    expect((await heed.visitor().signIn(person.email, TEST_PASSWORD)).status).toBe(303);
});

test('a session ends after 12 idle hours, and after 30 days however busy', async () => {
  const idle = await heed.signIn('viewer');
  heed.clock.advance(11 * HOUR);
  expect(await isSignedIn(idle)).toBe(true);
  heed.clock.advance(11 * HOUR);
  expect(await isSignedIn(idle)).toBe(true);
  heed.clock.advance(12 * HOUR + 1);
  expect(await isSignedIn(idle)).toBe(false);

  const busy = await heed.signIn('viewer');
  for (let hours = 0; hours < 30 * 24 - 10; hours += 10) {
    heed.clock.advance(10 * HOUR);
    expect(await isSignedIn(busy)).toBe(true);
  }
  heed.clock.advance(10 * HOUR);
  expect(await isSignedIn(busy)).toBe(false);
});

test('who is demoted or deactivated is refused at the next request', async () => {
  const client = await heed.signIn('admin');
  expect((await client.get('/admin/people')).status).toBe(200);
  await heed.ownerDataSource.query("UPDATE person SET role = 'viewer' WHERE id = $1", [client.person!.id]);
  expect((await client.get('/admin/people')).status).toBe(404);
  await heed.ownerDataSource.query('UPDATE person SET active = false WHERE id = $1', [client.person!.id]);
  expect((await client.get('/account')).status).toBe(303);
});

test('a form of another browser is refused', async () => {
  const [mine, theirs] = [heed.visitor(), heed.visitor()];
  await mine.get('/sign-in');
  const _csrf = await theirs.csrf();
  const body = new URLSearchParams({ _csrf, email: 'a@example.org', password: TEST_PASSWORD });
  const answer = await mine.send('POST', '/sign-in', { body });
  expect(answer.status).toBe(403);
  expect(answer.text).toContain('This form is out of date');
});

test('the CSRF token looks different each time', async () => {
  const client = await heed.signIn('viewer');
  expect(await client.csrf()).not.toBe(await client.csrf());
});

test('signing in and out is in the history, without a name or secret', async () => {
  const client = await heed.signIn('contributor');
  await client.post('/sign-out');
  const rows = await heed.ownerDataSource.query(
    'SELECT action FROM history_entry WHERE actor_id = $1 ORDER BY seq',
    [client.person!.id],
  );
  expect(rows.map((row: { action: string }) => row.action)).toEqual([
    'person.signed_in',
    'person.signed_out',
  ]);
});

test('over https cookies are bound to the host, and browsers stay with https', async () => {
  const secure = await startTestApp({ config: { baseUrl: 'https://heed.example.org', secureCookies: true } });
  try {
    const client = await secure.signIn('viewer');
    expect([...client.cookies.keys()]).toEqual(['__Host-heed']);
    const page = await client.get('/account');
    expect(page.status).toBe(200);
    expect(page.headers.get('strict-transport-security')).toBe('max-age=31536000');
    expect(page.headers.get('content-security-policy')).toContain('upgrade-insecure-requests');
    const origin = { origin: 'https://heed.example.org' };
    expect((await client.post('/sign-out', {}, { origin: 'http://127.0.0.1' })).status).toBe(403);
    const answer = await client.post('/sign-out', {}, origin);
    expect(answer.status).toBe(303);
    const visitor = secure.visitor();
    const form = await visitor.get('/sign-in');
    expect(form.headers.getSetCookie()[0]).toMatch(
      /^__Host-heed-visitor=[\w-]{43}; Path=\/; HttpOnly; Secure; SameSite=Lax$/,
    );
  } finally {
    await secure.close();
  }
});
