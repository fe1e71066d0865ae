import { TEST_PASSWORD, type TestApp, startTestApp } from '../../support/app.js';
import { SetupService } from '../../../src/modules/access/index.js';
import { TWIN, bring } from '../import/support.js';

let heed: TestApp;
let link: string;

const start = async () => {
  heed = await startTestApp();
  link = (await heed.app.get(SetupService).newLink())!;
};
const stop = () => heed?.close();

const form = (values: Record<string, string> = {}) => ({
  token: link.split('token=')[1],
  organisation: 'Institute of Dull Affairs',
  timeZone: 'Asia/Karachi',
  name: 'Samina Rehman',
  email: 'Samina@Example.org',
  password: TEST_PASSWORD,
  ...values,
});
const admins = () => heed.ownerDataSource.query(`SELECT name, email FROM person WHERE role = 'admin'`);

describe('each on a Heed that was never set up', () => {
  beforeEach(start);
  afterEach(stop);

  test('the link from the console makes the first administrator, once', async () => {
    const client = heed.visitor();
    expect((await client.get(link)).text).toContain('Set up Heed');
    const answer = await client.post('/setup', form());
    expect([answer.status, answer.location]).toEqual([303, '/']);
    expect((await client.get('/admin/people')).status).toBe(200);
    expect(await admins()).toEqual([{ name: 'Samina Rehman', email: 'samina@example.org' }]);
    expect(await heed.ownerDataSource.query('SELECT name, time_zone FROM organisation')).toEqual([
      { name: 'Institute of Dull Affairs', time_zone: 'Asia/Karachi' },
    ]);
    // The first import needs a team to be for.
    expect(
      await heed.ownerDataSource.query(
        'SELECT team.name, person.name AS person FROM team LEFT JOIN person ON team_id = team.id',
      ),
    ).toEqual([{ name: 'Institute of Dull Affairs', person: 'Samina Rehman' }]);
    const [person] = await heed.ownerDataSource.query(
      'SELECT id, name, email, role, team_id AS "teamId" FROM person',
    );
    const admin = await heed.signIn(person);
    const page = await admin.get(`/imports/${await bring(admin, TWIN)}`);
    expect(page.text).toMatch(/<option[^>]*selected[^>]*>Institute of Dull Affairs/);
    const later = heed.visitor();
    expect((await later.get(link)).status).toBe(404);
    expect((await later.post('/setup', form({ email: 'other@example.org' }))).status).toBe(404);
    expect(await heed.app.get(SetupService).newLink()).toBeNull();
    const rows = await heed.ownerDataSource.query(
      `SELECT string_agg(action, ' ' ORDER BY seq) AS actions, string_agg(coalesce(after::text, ''), '') AS texts
         FROM history_entry JOIN history_payload USING (seq)`,
    );
    expect(rows[0].actions).toBe(
      'person.created team.created organisation.changed person.signed_in person.signed_in',
    );
    expect(rows[0].texts).not.toContain('Samina');
  });

  test('of 50 at once, with several links, one becomes administrator', async () => {
    const links = [
      link,
      ...(await Promise.all(Array.from({ length: 4 }, () => heed.app.get(SetupService).newLink()))),
    ];
    const answers = await Promise.all(
      Array.from({ length: 50 }, async (_, i) => {
        const token = links[i % links.length]!.split('token=')[1];
        return heed.visitor().post('/setup', form({ token, email: `racer.${i}@example.org` }));
      }),
    );
    expect(answers.filter(({ status }) => status === 303)).toHaveLength(1);
    expect(answers.filter(({ status }) => status === 404)).toHaveLength(49);
    expect(await admins()).toHaveLength(1);
  }, 60_000);

  test('there is no other way in: no default account, no guessed or old link', async () => {
    const client = heed.visitor();
    expect((await client.get('/setup')).status).toBe(404);
    expect((await client.get('/setup?token=x')).status).toBe(404);
    expect((await client.post('/setup', form({ token: 'A'.repeat(43) }))).status).toBe(404);
    expect(await heed.ownerDataSource.query('SELECT FROM person')).toHaveLength(0);
    heed.clock.advance(24 * 60 * 60_000);
    expect((await client.get(link)).status).toBe(404);
    expect((await client.post('/setup', form())).status).toBe(404);
  });
});

describe('what is refused', () => {
  beforeAll(start);
  afterAll(stop);

  test.each([
    [{ password: 'short' }, 'Use at least 12 characters'],
    [{ password: 'Password12345' }, 'among the first that are guessed'],
    [{ password: 'Samina Rehman' }, 'mostly your name'],
    [{ email: 'no address' }, 'Enter an e-mail address'],
    [{ organisation: '   ' }, 'Fill in this field'],
    [{ name: 'NUL \u0000' }, 'cannot be stored'],
    [{ timeZone: 'Mars/Olympus' }, 'Choose one of the values'],
    [{ role: 'admin' }, 'needs your attention'],
  ])('refuses %j and keeps what was typed', async (values, message) => {
    const answer = await heed.visitor().post('/setup', form(values));
    expect(answer.status).toBe(422);
    expect(answer.text).toContain(message);
    expect(answer.text).toContain(
      'value="Institute of Dull Affairs"'.slice(0, 'organisation' in values ? 0 : undefined),
    );
    expect(answer.text).not.toContain(TEST_PASSWORD);
    expect(await admins()).toEqual([]);
  });
});
