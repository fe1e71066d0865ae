import type { EntityManager } from 'typeorm';

/** Rows of one statement. */
const AT_ONCE = 1_000;

/**
 * Inserts many rows, a thousand a statement, their values as one JSON parameter: a tenth of the memory and time that
 * as many parameters take.
 * @param columns names and types, as PostgreSQL has them; each row has these names
 * @returns what `returning` names, in no order
 */
export async function insertRows<T = never>(
  manager: EntityManager,
  table: string,
  columns: Record<string, string>,
  rows: object[],
  returning?: string,
): Promise<T[]> {
  const names = Object.keys(columns).join(', ');
  const typed = Object.entries(columns).map(([name, type]) => `${name} ${type}`);
  const returned: T[] = [];
  for (let start = 0; start < rows.length; start += AT_ONCE)
    returned.push(
      ...(await manager.query<T[]>(
        `INSERT INTO ${table} (${names}) SELECT ${names} FROM jsonb_to_recordset($1::jsonb) AS row(${typed.join(', ')})
         ${returning ? `RETURNING ${returning}` : ''}`,
        [JSON.stringify(rows.slice(start, start + AT_ONCE))],
      )),
    );
  return returned;
}
