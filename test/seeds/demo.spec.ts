import { makeDataSource } from '../../src/database/data-source.js';
import { loadDemo } from '../../seeds/index.js';
import type { DataSource } from 'typeorm';
import { type TestApp, startTestApp } from '../support/app.js';
import { SystemClock, ShiftedClock } from '../../src/shared/clock.js';
import { type TestDatabase, createTestDatabase } from '../support/database.js';

let test: TestApp;
beforeAll(async () => {
  test = await startTestApp({ today: '2026-11-22' });
  await loadDemo(test.dataSource, test.clock);
}, 60_000);
afterAll(() => test.close());

const items = async () => {
  const admin = await test.signIn('admin');
  const answer = await admin.api('GET', '/api/v1/items?pageSize=200');
  return answer.json<{
    items: {
      ref: string;
      progress: string;
      claim: string;
      timeliness: string;
      slipCount: number;
      checkDue: boolean;
      nextFollowUp: object | null;
    }[];
  }>().items;
};

it('shows every state', async () => {
  const byRef = new Map((await items()).map((item) => [item.ref, item]));
  expect(byRef.size).toBe(13 + 16);
  const it = (ref: string) => byRef.get(ref)!;
  expect(it('WP-3.A2').timeliness).toBe('due_soon');
  expect(it('WP-3.A1')).toMatchObject({ timeliness: 'past_due', nextFollowUp: expect.anything() });
  expect(it('WP-3.A3').timeliness).toBe('done_late');
  expect(it('WP-3.A4').timeliness).toBe('done_in_time');
  expect(it('WP-3.A5')).toMatchObject({ claim: 'awaiting', timeliness: 'past_due' });
  expect(it('WP-3.A6').checkDue).toBe(true);
  expect(it('WP-3.A7')).toMatchObject({ progress: 'reversed', claim: 'confirmed' });
  expect(it('WP-3.A8').slipCount).toBe(2);
  expect(it('WP-3.A9').slipCount).toBe(0);
  expect(it('WP-3.A10').claim).toBe('sent_back');
  expect(it('WP-3.A11').claim).toBe('better_source_wanted');
  expect(it('WP-3.A12').timeliness).toBe('window_not_open');
  expect(
    ['PB-11.A1', 'PB-11.A2', 'PB-11.A3', 'PB-11.A4', 'PB-11.A5'].map(
      (ref) => (it(ref) as unknown as { timeline: { dueOn: string } }).timeline.dueOn,
    ),
  ).toEqual(['2026-06-30', '2027-06-30', '2026-12-31', '2027-06-30', '2027-12-31']);
});

it('is loaded once; every start gives new passwords that work', async () => {
  const before = (await items()).length;
  const { signIns } = await loadDemo(test.dataSource, test.clock);
  expect((await items()).length).toBe(before);
  expect(signIns.map(({ role }) => role)).toEqual(['contributor', 'manager', 'admin']);
  for (const { email, password } of signIns) {
    const visitor = test.visitor();
    expect((await visitor.signIn(email, password)).status).toBe(303);
  }
});

it('happens in the order of its days, so that as-of and history read as they were', async () => {
  expect(await test.dataSource.query('SELECT id FROM item_version WHERE valid_to < valid_from')).toEqual([]);
  expect(
    await test.dataSource.query(
      `SELECT a.seq FROM history_entry a JOIN history_entry b ON b.seq > a.seq AND b.item_ids && a.item_ids AND b.at < a.at`,
    ),
  ).toEqual([]);
});

it('marks what is invented, and invents no source for the real brief', async () => {
  const invented = await test.dataSource.query<{ title: string; publisher: string; disclaimer: string }[]>(
    `SELECT title, publisher, disclaimer FROM publication WHERE ref_prefix = 'WP-3'`,
  );
  expect(invented[0]!.disclaimer).toContain('Invented for the demonstration');
  const sources = await test.dataSource.query<{ title: string }[]>(
    `SELECT DISTINCT s.title FROM source s JOIN effect e ON e.update_id = s.update_id JOIN item i ON i.id = e.item_id
      WHERE i.ref LIKE 'PB-11.%' ORDER BY 1`,
  );
  expect(sources).toHaveLength(3);
});

describe('into other databases', () => {
  let database: TestDatabase;
  let dataSource: DataSource;
  beforeAll(async () => {
    database = await createTestDatabase();
    dataSource = await makeDataSource({ url: database.appUrl }).initialize();
  });
  afterAll(async () => {
    await dataSource.destroy();
    await database.drop();
  });

  it('loads on any day and refuses where other people are', async () => {
    await expect(
      loadDemo(dataSource, new ShiftedClock(new Date('2028-02-29T23:30:00Z'))),
    ).resolves.toBeDefined();
    const other = await createTestDatabase();
    const owner = await makeDataSource({ url: other.ownerUrl }).initialize();
    await owner.query(
      `INSERT INTO person (name, email, role, created_at) VALUES ('A', 'a@b.example', 'admin', now())`,
    );
    await expect(loadDemo(owner, new SystemClock())).rejects.toThrow(/already holds people/);
    await owner.destroy();
    await other.drop();
  });
});
