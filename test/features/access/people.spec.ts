import { type TestApp, type TestPerson, startTestApp } from '../../support/app.js';
import type { TestClient } from '../../support/client.js';

let heed: TestApp;
let admin: TestClient;
beforeAll(async () => {
  heed = await startTestApp();
  admin = await heed.signIn('admin');
});
afterAll(() => heed?.close());

const PASSWORD = 'three green boats at noon';
const linkIn = (text: string) => /\/set-password\?token=[\w-]{43}/.exec(text)?.[0] ?? '';
const personRow = async (id: number) =>
  (await heed.ownerDataSource.query('SELECT * FROM person WHERE id = $1', [id]))[0];
const form = (person: TestPerson, values: object = {}) => ({
  name: person.name,
  email: person.email,
  role: person.role,
  teamId: person.teamId ?? '',
  active: 'true',
  version: 1,
  ...values,
});

test('an invited person chooses a password by a link that works once', async () => {
  const teamId = await heed.team('Mountains');
  const page = await admin.post('/admin/people', {
    name: 'Bilal Qureshi',
    email: 'Bilal@Example.org',
    role: 'contributor',
    teamId,
  });
  expect(page.status).toBe(200);
  const link = linkIn(page.text);
  const bilal = heed.visitor();
  expect((await bilal.get(link)).text).toContain('bilal@example.org');
  const token = link.split('token=')[1];
  const weak = await bilal.post('/set-password', { token, password: 'bilalqureshi1' });
  expect([weak.status, weak.text.includes('mostly your name')]).toEqual([422, true]);
  expect((await bilal.post('/set-password', { token, password: PASSWORD })).status).toBe(303);
  expect((await bilal.get('/account')).text).toContain('Bilal Qureshi');
  expect((await heed.visitor().get(link)).status).toBe(404);
  expect((await heed.visitor().post('/set-password', { token, password: PASSWORD })).status).toBe(404);
  expect((await heed.visitor().signIn('bilal@example.org', PASSWORD)).status).toBe(303);
  expect((await admin.get('/admin/people')).text).not.toContain(token);
});

test('a reset link ends sessions, voids the link before, and lives 30 minutes', async () => {
  const client = await heed.signIn('viewer');
  const { id, email } = client.person!;
  const first = linkIn((await admin.post(`/admin/people/${id}/link`)).text);
  const second = linkIn((await admin.post(`/admin/people/${id}/link`)).text);
  expect((await heed.visitor().get(first)).status).toBe(404);
  heed.clock.advance(31 * 60_000);
  expect((await heed.visitor().get(second)).status).toBe(404);
  const third = linkIn((await admin.post(`/admin/people/${id}/link`)).text);
  const token = third.split('token=')[1];
  expect((await heed.visitor().post('/set-password', { token, password: PASSWORD })).status).toBe(303);
  expect((await client.get('/account')).status).toBe(303);
  expect((await heed.visitor().signIn(email, PASSWORD)).status).toBe(303);
});

test('a link is made from the configured address, whatever Host says', async () => {
  const person = await heed.person();
  const _csrf = await admin.csrf();
  const { text } = await admin.send('POST', `/admin/people/${person.id}/link`, {
    body: new URLSearchParams({ _csrf }),
    headers: { 'x-forwarded-host': 'evil.example' },
  });
  expect(text).toContain(`${heed.baseUrl}/set-password?token=`);
  expect(text).not.toContain('evil.example');
});

test('role, team and activity change with the page’s version; an old page is refused with what was typed', async () => {
  const person = await heed.person({ role: 'viewer' });
  const teamId = await heed.team();
  const saved = await admin.post(`/admin/people/${person.id}`, form(person, { role: 'manager', teamId }));
  expect([saved.status, saved.location]).toEqual([303, '/admin/people?done=saved']);
  expect(await personRow(person.id)).toMatchObject({ role: 'manager', team_id: teamId, version: 2 });
  const stale = await admin.post(`/admin/people/${person.id}`, form(person, { name: 'Typed meanwhile' }));
  expect(stale.status).toBe(412);
  expect(stale.text).toContain('Somebody else saved this');
  expect(stale.text).toContain('value="Typed meanwhile"');
  expect(await personRow(person.id)).toMatchObject({ role: 'manager', version: 2 });
});

test('deactivating signs out for good', async () => {
  const client = await heed.signIn('contributor');
  const token = /heed_[\w-]{43}/.exec((await client.post('/account/tokens', { name: 'x' })).text)![0];
  const { id } = client.person!;
  await admin.post(`/admin/people/${id}`, form(client.person!, { active: undefined }));
  expect((await client.get('/account')).status).toBe(303);
  await admin.post(`/admin/people/${id}`, form(client.person!, { version: 2 }));
  expect(await personRow(id)).toMatchObject({ active: true });
  expect((await client.get('/account')).status).toBe(303);
  const call = await heed.visitor().get('/api/v1/me', { authorization: `Bearer ${token}` });
  expect(call.status).toBe(401);
});

test.each([
  [{ email: 'nonsense' }, 'Enter an e-mail address'],
  [{ role: 'owner' }, 'Choose one of the values'],
  [{ teamId: 4711 }, 'Choose one of the values'],
  [{ name: '' }, 'Fill in this field'],
  [{ passwordHash: 'x' }, 'needs your attention'],
])('refuses an invitation with %j', async (values, message) => {
  const answer = await admin.post('/admin/people', {
    name: 'Nida',
    email: 'nida@example.org',
    role: 'viewer',
    ...values,
  });
  expect(answer.status).toBe(422);
  expect(answer.text).toContain(message);
  expect(
    await heed.ownerDataSource.query("SELECT FROM person WHERE email = 'nida@example.org'"),
  ).toHaveLength(0);
});

test('an address belongs to one person, whatever its case', async () => {
  const person = await heed.person();
  const values = { name: 'Twin', email: person.email.toUpperCase(), role: 'viewer' };
  const answer = await admin.post('/admin/people', values);
  expect(answer.status).toBe(422);
  expect(answer.text).toContain('Somebody has this e-mail address already.');
});

test('the last administrator stays: alone, and of two who demote each other', async () => {
  const alone = await admin.post(
    `/admin/people/${admin.person!.id}`,
    form(admin.person!, { role: 'viewer' }),
  );
  expect(alone.status).toBe(422);
  expect(alone.text).toContain('This is the only administrator');
  const off = await admin.post(
    `/admin/people/${admin.person!.id}`,
    form(admin.person!, { active: undefined }),
  );
  expect(off.status).toBe(422);

  for (let round = 0; round < 25; round += 1) {
    await heed.ownerDataSource.query("UPDATE person SET role = 'viewer' WHERE id <> $1", [admin.person!.id]);
    const second = await heed.signIn('admin');
    const version = (await personRow(admin.person!.id)).version;
    const body = ({ name, email }: TestPerson) => ({ name, email, role: 'viewer', active: true });
    const answers = await Promise.all([
      second.api('PUT', `/api/v1/people/${admin.person!.id}`, body(admin.person!), {
        'if-match': `"${version}"`,
      }),
      admin.api('PUT', `/api/v1/people/${second.person!.id}`, body(second.person!), { 'if-match': '"1"' }),
    ]);
    const [{ admins }] = await heed.ownerDataSource.query(
      "SELECT count(*)::int AS admins FROM person WHERE role = 'admin' AND active",
    );
    expect({ round, admins, statuses: answers.map(({ status }) => status) }).toMatchObject({ admins: 1 });
    await heed.ownerDataSource.query("UPDATE person SET role = 'admin' WHERE id = $1", [admin.person!.id]);
  }
}, 90_000);

test('the API speaks ETag and If-Match', async () => {
  const person = await heed.person({ role: 'viewer' });
  const path = `/api/v1/people/${person.id}`;
  const read = await admin.api('GET', path);
  expect(read.headers.get('etag')).toBe('"1"');
  const body = { name: 'Renamed', email: person.email, role: 'contributor', active: true };
  expect((await admin.api('PUT', path, body)).status).toBe(428);
  const put = await admin.api('PUT', path, body, { 'if-match': '"1"' });
  expect([put.status, put.headers.get('etag')]).toEqual([200, '"2"']);
  const stale = await admin.api('PUT', path, body, { 'if-match': '"1"' });
  expect([stale.status, stale.json()]).toEqual([
    412,
    expect.objectContaining({ status: 412, currentVersion: 2 }),
  ]);
  const bad = await admin.api('PUT', path, { ...body, role: 'owner', version: 9 }, { 'if-match': '"2"' });
  expect(bad.status).toBe(422);
  expect(
    bad
      .json<{ errors: Array<{ field: string }> }>()
      .errors.map(({ field }) => field)
      .toSorted(),
  ).toEqual(['role', 'version']);
  expect((await admin.api('GET', '/api/v1/people/999999')).status).toBe(404);
});

test('history says what changed, with ids and without names', async () => {
  const person = await heed.person({ role: 'viewer', name: 'Farah Nazir' });
  await admin.post(`/admin/people/${person.id}`, form(person, { role: 'manager', name: 'Farah N.' }));
  const rows = await heed.ownerDataSource.query(
    `SELECT actor_id, before, after FROM history_entry JOIN history_payload USING (seq)
      WHERE action = 'person.changed' AND subject_id = $1`,
    [String(person.id)],
  );
  expect(rows).toEqual([
    {
      actor_id: admin.person!.id,
      before: { role: 'viewer', teamId: null, active: true },
      after: { role: 'manager', teamId: null, active: true, renamed: true },
    },
  ]);
});

test('teams are made and renamed, each name once', async () => {
  expect((await admin.post('/admin/teams', { name: 'Rivers' })).location).toBe('/admin/teams?done=created');
  const twice = await admin.post('/admin/teams', { name: 'Rivers' });
  expect([twice.status, twice.text.includes('a team of this name already')]).toEqual([422, true]);
  const [{ id }] = await heed.ownerDataSource.query("SELECT id FROM team WHERE name = 'Rivers'");
  expect((await admin.get(`/admin/teams/${id}`)).text).toContain('value="Rivers"');
  expect((await admin.post(`/admin/teams/${id}`, { name: 'Lakes', version: 1 })).status).toBe(303);
  expect((await admin.post(`/admin/teams/${id}`, { name: 'Seas', version: 1 })).status).toBe(412);
  expect((await admin.get('/admin/teams')).text).toContain('Lakes');
});
