import type { TestApp } from '../../support/app.js';

/** Kept about attempts themselves (throttling), written later by a timer (seals), or not the application's. */
const APART = new Set(['sign_in_attempt', 'history_seal', 'migrations']);

/** What stands in every table, as one row count and content hash each: two that are equal differ in no row. */
export async function rowDigest(heed: TestApp): Promise<Record<string, string>> {
  const tables = await heed.ownerDataSource.query<{ name: string }[]>(
    `SELECT tablename AS name FROM pg_tables WHERE schemaname = current_schema() ORDER BY 1`,
  );
  const selects = tables
    .filter(({ name }) => !APART.has(name))
    .map(
      ({ name }) => `SELECT '${name}' AS name,
        count(*) || ' ' || md5(coalesce(string_agg(md5(t::text), '' ORDER BY md5(t::text)), '')) AS rows FROM ${name} t`,
    );
  const rows = await heed.ownerDataSource.query<{ name: string; rows: string }[]>(
    selects.join(' UNION ALL '),
  );
  return Object.fromEntries(rows.map(({ name, rows: digest }) => [name, digest]));
}

/** The tables in which two digests differ. */
export const changedTables = (before: Record<string, string>, after: Record<string, string>): string[] =>
  Object.keys(after).filter((table) => before[table] !== after[table]);

/** The transactions that wrote the rows of these tables since `snapshot` was taken. */
export async function writersSince(heed: TestApp, tables: string[], snapshot: string): Promise<string[]> {
  if (tables.length === 0) return [];
  const selects = tables.map(
    (name) => `SELECT xmin::text AS writer FROM ${name} WHERE xmin::text::bigint >= $1`,
  );
  const rows = await heed.ownerDataSource.query<{ writer: string }[]>(selects.join(' UNION '), [snapshot]);
  return rows.map(({ writer }) => writer);
}

/** Transactions begun later have this number or a higher one. */
export const nextTransaction = async (heed: TestApp): Promise<string> =>
  (await heed.ownerDataSource.query('SELECT pg_snapshot_xmax(pg_current_snapshot())::text AS next'))[0]
    .next as string;
