import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Review } from '../../../src/modules/imports/review.js';
import type { TestApp } from '../../support/app.js';
import type { TestClient, TestForm } from '../../support/client.js';

export const TWIN = readFileSync(join(import.meta.dirname, '../../fixtures/twin-brief.txt'), 'utf8');

/** The twin as another number of its series, so that suites can import it more than once. */
export const twinNumbered = (number: string): string => TWIN.replace('Number: 4', `Number: ${number}`);

export const fileOf = (content: string | Uint8Array<ArrayBuffer>, name = 'twin-brief.txt'): File =>
  new File([content], name, { type: 'text/plain' });

/** Brings a document in as a file. @returns the draft's id */
export async function bring(
  client: TestClient,
  content: string | Uint8Array<ArrayBuffer>,
  name?: string,
): Promise<string> {
  const answer = await client.post('/imports', { file: fileOf(content, name) });
  if (answer.status !== 303) throw new Error(`${answer.status} ${answer.text}`);
  return answer.location!.split('/').at(-1)!;
}

export interface Draft {
  id: string;
  version: number;
  review: Review;
}

export async function draftOf(client: TestClient, id: string): Promise<Draft> {
  const answer = await client.api('GET', `/api/v1/imports/${id}`);
  const { review } = answer.json<{ review: Review }>();
  return { id, review, version: Number(/\d+/.exec(answer.headers.get('etag')!)![0]) };
}

/** The review as its page sends it. */
export function formOf({ review, version }: Draft): TestForm {
  const ticked = (value: boolean) => (value ? 'true' : undefined);
  return {
    version,
    publication: { ...review.publication, authors: review.publication.authors.join('\r\n') },
    recommendations: review.recommendations.map((row) => ({ ...row, include: ticked(row.include) })),
    actions: review.actions.map((row) => ({
      ...row,
      include: ticked(row.include),
      actors: row.actors.map((actor) => ({ ...actor, lead: ticked(actor.lead) })),
      extra: row.extra.map((column) => ({ ...column })),
    })),
  };
}

export const commitForm = (client: TestClient, draft: Draft) =>
  client.post(`/imports/${draft.id}/commit`, formOf(draft));

const TABLES = [
  'publication',
  'publication_section',
  'publication_note',
  'publication_document',
  'publication_grant',
  'stored_file',
  'item',
  'item_version',
  'item_actor',
  'recommendation',
  'action',
  'action_recommendation',
  'actor',
  'actor_alias',
];

/** How many rows an import may have made, by table; empty where there are none. */
export async function rowCounts(heed: TestApp): Promise<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const table of TABLES) {
    const [{ count }] = await heed.ownerDataSource.query<{ count: string }[]>(
      `SELECT count(*) FROM ${table}`,
    );
    if (Number(count) > 0) counts[table] = Number(count);
  }
  return counts;
}

export async function historyOf(heed: TestApp, action = 'publication.imported') {
  return heed.ownerDataSource.query<
    {
      actor_id: number;
      subject_id: string;
      item_ids: number[];
      publication_id: number;
      after: { items: string[] };
    }[]
  >(
    'SELECT entry.*, payload.after FROM history_entry entry JOIN history_payload payload USING (seq) WHERE action = $1 ORDER BY seq',
    [action],
  );
}

/** A contributor of a team of its own, signed in. */
export async function contributor(heed: TestApp): Promise<TestClient> {
  return heed.signIn(await heed.person({ role: 'contributor', teamId: await heed.team() }));
}

/** A brief whose matrix has so many rows. */
export function longMatrix(count: number): string {
  const rows = Array.from(
    { length: count },
    (_, n) =>
      `Issue ${n}\tPathway ${n}\tStep ${n}\tCouncil ${n % 9}, Office ${n % 7}\tWithin ${(n % 24) + 1} months`,
  );
  const head =
    'Policy Brief 77\n\nNovember 2025\n\nA Very Long Brief\n\nRecommendations\n\nThe board should mend it.';
  return `${head}\n\nAction Matrix\nIssue\tPathway\tImplementation\tActors\tTimeline\n${rows.join('\n')}`;
}
