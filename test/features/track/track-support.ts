import type { TestApp } from '../../support/app.js';
import type { Answer, TestClient } from '../../support/client.js';
import type { Services } from '../../support/data.js';

/** The application's services, for building test data. */
export const servicesOf = (test: TestApp): Services => ({ get: (token) => test.app.get(token) });

export interface ItemRow {
  id: number;
  ref: string;
  version: number;
  progress: string;
  progress_on: string | null;
  claim: string;
  confirmed_progress: string;
  confirmed_on: string | null;
  owner_id: number | null;
  timeline_kind: string;
  timeline_reason: string | null;
  first_due_on: string | null;
  due_on: string | null;
  due_precision: string | null;
  due_basis: string | null;
  slip_count: number;
  slip_days: number;
  last_checked_on: string | null;
}

export const itemRow = async (test: TestApp, ref: string): Promise<ItemRow> =>
  (await test.ownerDataSource.query<ItemRow[]>('SELECT * FROM item WHERE ref = $1', [ref]))[0];

/** Everything that a write would leave behind: to see that there was exactly one, or none. */
export async function counts(test: TestApp): Promise<Record<string, number>> {
  const tables = [
    'history_entry',
    'item_version',
    'evidence_update',
    'source',
    'effect',
    'second_reading',
    'check_record',
    'due_revision',
    'response_record',
    'follow_up',
    'idempotency_key',
  ];
  const [row] = await test.ownerDataSource.query<Record<string, string>[]>(
    `SELECT ${tables.map((table) => `(SELECT count(*) FROM ${table}) AS ${table}`).join(', ')}`,
  );
  return Object.fromEntries(Object.entries(row).map(([table, count]) => [table, Number(count)]));
}

/** By how much the tables grew while `work` ran. */
export async function growth<T>(
  test: TestApp,
  work: () => Promise<T>,
): Promise<{ result: T; grew: Record<string, number> }> {
  const before = await counts(test);
  const result = await work();
  const after = await counts(test);
  const grew = Object.entries(after)
    .map(([table, count]) => [table, count - before[table]] as const)
    .filter(([, more]) => more !== 0);
  return { result, grew: Object.fromEntries(grew) };
}

export interface HistoryRow {
  action: string;
  actor_id: number;
  item_ids: number[];
  before: Record<string, unknown> | null;
  after: Record<string, unknown> | null;
}

export const lastHistory = async (test: TestApp): Promise<HistoryRow> =>
  (
    await test.ownerDataSource.query<HistoryRow[]>(
      'SELECT * FROM history_entry JOIN history_payload USING (seq) ORDER BY seq DESC LIMIT 1',
    )
  )[0];

/** A call that says it changes the item as it stands. */
export async function change(
  test: TestApp,
  client: TestClient,
  method: 'PUT' | 'POST',
  ref: string,
  path: string,
  body: object,
): Promise<Answer> {
  const { version } = await itemRow(test, ref);
  return client.api(method, `/api/v1/items/${ref}/${path}`, body, { 'if-match': `"${version}"` });
}

export const fieldsOf = (answer: Answer): Record<string, string> =>
  Object.fromEntries(
    (answer.json<{ errors?: { field: string; message: string }[] }>().errors ?? []).map(
      ({ field, message }) => [field, message],
    ),
  );

/** A body for POST /api/v1/evidence, with one source. */
export const evidence = (effects: object[], more: object = {}): object => ({
  eventOn: '2026-03-10',
  text: 'The ministry opened a tender for a dredger.',
  sources: [
    { title: 'Tender notice 4/26', url: 'https://canals.example/tenders/4', kind: 'official_document' },
  ],
  effects: effects.map((effect) => ({ shows: 'progress', ...effect })),
  ...more,
});
