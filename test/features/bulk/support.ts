import type { TestApp } from '../../support/app.js';
import type { Answer, TestClient } from '../../support/client.js';

export interface Sheet {
  id: string;
  version: number;
  rows: string;
  headers: string[];
  mapping: string[];
  counts: Record<'new' | 'changed' | 'unchanged' | 'error', number>;
  errors: { row: number; column: string | null; value: string; why: string }[];
  notices: string[];
  missing?: string[];
  preview: { row: number; outcome: string; label: string; shown: Record<string, string> }[];
  result: { counts: Record<string, number>; entered: string[]; changed: string[] } | null;
}

export const sheetFrom = (answer: Answer): Sheet => {
  if (answer.status >= 400) throw new Error(`${answer.status} ${answer.text}`);
  return { ...answer.json<Sheet>(), version: Number(/\d+/.exec(answer.headers.get('etag')!)![0]) };
};

/** Brings rows of text over the API. */
export const bringText = async (
  client: TestClient,
  rows: string,
  text: string,
  filename = 'rows.csv',
): Promise<Sheet> => sheetFrom(await client.api('POST', '/api/v1/bulk-imports', { rows, text, filename }));

/** Brings a file over the API. */
export const bringFile = async (
  client: TestClient,
  rows: string,
  bytes: Uint8Array,
  filename: string,
): Promise<Sheet> =>
  sheetFrom(
    await client.api('POST', '/api/v1/bulk-imports', {
      rows,
      filename,
      base64: Buffer.from(bytes).toString('base64'),
    }),
  );

export const commit = (client: TestClient, { id, version }: Pick<Sheet, 'id' | 'version'>): Promise<Answer> =>
  client.api('POST', `/api/v1/bulk-imports/${id}/commit`, {}, { 'if-match': `"${version}"` });

/** Brings rows and enters them. */
export async function enter(client: TestClient, rows: string, text: string): Promise<Sheet> {
  const sheet = await bringText(client, rows, text);
  if (sheet.counts.error > 0) throw new Error(JSON.stringify(sheet.errors));
  const answer = await commit(client, sheet);
  if (answer.status !== 200) throw new Error(answer.text);
  return { ...sheet, result: answer.json() };
}

export const fileAt = async (client: TestClient, path: string): Promise<Buffer> => {
  const cookie = [...client.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  const response = await fetch((client as unknown as { baseUrl: string }).baseUrl + path, {
    headers: { cookie },
  });
  if (response.status !== 200) throw new Error(`${response.status} ${path}`);
  return Buffer.from(await response.arrayBuffer());
};

/** Everything that the import may have changed, to see that nothing did. */
export async function tableCounts(heed: TestApp): Promise<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const table of [
    'publication',
    'item',
    'item_version',
    'item_actor',
    'action',
    'recommendation',
    'action_recommendation',
    'actor',
    'actor_alias',
    'evidence_update',
    'source',
    'effect',
    'history_entry',
  ])
    // prettier-ignore
    counts[table] = (await heed.ownerDataSource.query(`SELECT count(*)::int AS n FROM ${table}`))[0].n;
  return counts;
}
