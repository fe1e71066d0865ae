import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Client, escapeIdentifier } from 'pg';

/** Also after a failing run. On a server that is not ours, what the run made there goes; ours goes as a whole. */
export default async function teardown(): Promise<void> {
  try {
    if (process.env.TEST_DATABASE_URL) await dropAll(process.env.TEST_DATABASE_URL);
  } finally {
    globalThis.heedTestCleanUp?.();
  }
}

async function dropAll(adminUrl: string): Promise<void> {
  const run = readRun();
  if (!run) return;
  const client = new Client({ connectionString: adminUrl });
  await client.connect();
  try {
    const databases = await client.query<{ name: string }>(
      'SELECT datname AS name FROM pg_database WHERE starts_with(datname, $1)',
      [run.prefix],
    );
    for (const { name } of databases.rows)
      await client.query(`DROP DATABASE ${escapeIdentifier(name)} (FORCE)`);
    for (const role of run.roles) await client.query(`DROP ROLE ${escapeIdentifier(role)}`);
  } finally {
    await client.end();
  }
}

/** Null when no suite asked for a database. */
function readRun(): { prefix: string; roles: string[] } | null {
  try {
    const run: { prefix: string; roles: string[] } = JSON.parse(
      readFileSync(join(process.env.HEED_TEST_RUN ?? '', 'made.json'), 'utf8'),
    );
    return run;
  } catch {
    return null;
  }
}
