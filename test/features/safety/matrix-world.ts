import { randomUUID } from 'node:crypto';
import { BriefsService } from '../../../src/modules/briefs/briefs.service.js';
import { FollowUpsService } from '../../../src/modules/tracking/index.js';
import type { Role } from '../../../src/shared/permissions.js';
import type { TestApp } from '../../support/app.js';
import type { TestClient } from '../../support/client.js';
import { makePerson, makePublication, recordEvidence } from '../../support/data.js';
import { servicesOf } from '../track/track-support.js';

/** Who calls: two teams, and every role. */
export const CALLERS = ['visitor', 'viewer', 'other', 'own', 'manager', 'admin'] as const;
export type Caller = (typeof CALLERS)[number];
export const ROLE_OF: Record<Caller, Role | null> = {
  visitor: null,
  viewer: 'viewer',
  other: 'contributor',
  own: 'contributor',
  manager: 'manager',
  admin: 'admin',
};

/** What is asked for. `own` is the team of the caller `own`, `other` that of `other`. */
export const TARGETS = {
  public: { level: 'public', team: 'own', draftOf: 'own' },
  ownConfidential: { level: 'confidential', team: 'own', draftOf: 'manager' },
  otherConfidential: { level: 'confidential', team: 'other', draftOf: 'other' },
  restricted: { level: 'restricted', team: 'own', draftOf: 'admin' },
  missing: { level: null, team: null, draftOf: null },
} as const;
export type Target = keyof typeof TARGETS;

/** What the parameter of an address may name. */
export type Kind =
  | 'item'
  | 'actor'
  | 'publication'
  | 'brief'
  | 'evidence'
  | 'effect'
  | 'followUp'
  | 'entry'
  | 'draft'
  | 'sheet'
  | 'admin'
  | 'own';

export interface Thing {
  /** By kind, as addresses have them. */
  ids: Record<Kind, string>;
  /** The body that the item names. */
  itemActor: string;
  /** That the publication was read from. */
  document: string;
}

/** Stands in the text of all that belongs to a target, and nowhere else. */
export const markOf = (target: Target) => `Qz${target.toLowerCase()}`;
export const draftMarkOf = (target: Target) => `Qzdraft${target.toLowerCase()}`;

const MISSING: Thing = {
  itemActor: '999999',
  document: '999999',
  ids: {
    item: 'PB-0.A1',
    actor: '999999',
    publication: '999999',
    brief: '999999',
    evidence: '999999',
    effect: '999999',
    followUp: '999999',
    entry: '999999',
    draft: '00000000-0000-4000-8000-000000000000',
    sheet: '00000000-0000-4000-8000-000000000000',
    admin: '999999',
    own: '999999',
  },
};

/** One publication of each kind with everything that can hang on one, by somebody who is none of the callers. */
export async function makeThings(
  heed: TestApp,
  teams: { own: number; other: number },
  clients: Record<Caller, TestClient>,
): Promise<Record<Target, Thing>> {
  const app = servicesOf(heed);
  const things = { missing: MISSING } as Record<Target, Thing>;
  const one = async (sql: string, values: unknown[]): Promise<string> =>
    String((await heed.ownerDataSource.query<{ id: unknown }[]>(sql, values))[0].id);
  const maker = await makePerson(app, { role: 'manager', teamId: teams.own });
  const gone = await heed.person({ role: 'viewer' });
  await heed.ownerDataSource.query('UPDATE person SET active = false WHERE id = $1', [gone.id]);

  for (const [target, { level, team, draftOf }] of Object.entries(TARGETS)) {
    if (level === null) continue;
    const mark = markOf(target as Target);
    const made = await makePublication(app, {
      by: maker,
      teamId: teams[team],
      classification: level,
      title: `The ${mark} report`,
      recommendations: [{ text: `Mend the ${mark} gates.`, actors: [`Board of ${mark}`] }],
      actions: [
        { pathway: `Dredge ${mark}.`, issue: mark, actors: [`Board of ${mark}`], dueOn: '2026-06-30' },
      ],
    });
    // Entering what is restricted grants it to its maker, who is none of the callers.
    const [{ id: itemId, ref }] = made.actions;
    await recordEvidence(app, maker, {
      text: `It is said that ${mark} is done.`,
      effects: [{ item: ref, progressTo: 'implemented' }],
    });
    const { updateId } = await recordEvidence(app, maker, {
      text: `Beside ${mark}.`,
      effects: [{ item: ref, shows: 'background', quote: mark }],
    });
    const followUp = await app
      .get(FollowUpsService)
      .plan(maker, ref, { step: `Ask about ${mark}`, assigneeId: maker.id, dueOn: '2026-11-22' });
    const brief = await app.get(BriefsService).create(
      maker,
      { publicationId: made.publication.id, filter: {} },
      {
        ...BRIEF,
        title: `Brief on ${mark}`,
      },
    );
    const document = await one(
      `WITH file AS (INSERT INTO stored_file (sha256, size, content, created_at)
         VALUES (encode(sha256($2::text::bytea), 'hex'), length($2), $2::text::bytea, now()) RETURNING sha256)
       INSERT INTO publication_document (publication_id, sha256, filename, format, reader_version, reading, imported_by, imported_at)
       SELECT $1, sha256, 'brief.txt', 'text', '1',
         '{"publication":{"authors":[]},"sections":[],"recommendations":[],"actions":[],"notes":[],"warnings":[]}', $3, now()
         FROM file RETURNING id`,
      [made.publication.id, mark, maker.id],
    );
    const actor = await one('SELECT actor_id AS id FROM item_actor WHERE item_id = $1', [itemId]);
    things[target as Target] = {
      itemActor: actor,
      document,
      ids: {
        item: ref,
        actor,
        publication: String(made.publication.id),
        brief: String(brief.id),
        evidence: String(updateId),
        effect: await one('SELECT id FROM effect WHERE update_id = $1', [updateId]),
        followUp: String(followUp.id),
        entry: await one(
          `INSERT INTO inbox_entry (quote, title, shared, team_id, created_by, created_at, version)
           VALUES ($1, $1, $2, $3, $4, now(), 1) RETURNING id`,
          [mark, level === 'public', level === 'restricted' ? null : teams[team], maker.id],
        ),
        draft: await makeDraft(clients[draftOf], target as Target),
        sheet: await makeSheet(clients[draftOf], target as Target),
        admin: String(gone.id),
        own: await one(
          `INSERT INTO api_token (token_hash, person_id, name, created_at)
           VALUES (sha256($1::text::bytea), $2, 'Of somebody else', now()) RETURNING id`,
          [target, maker.id],
        ),
      },
    };
  }
  // People and teams have numbers of their own: one that is both.
  await heed.ownerDataSource.query('INSERT INTO team (id, name) OVERRIDING SYSTEM VALUE VALUES ($1, $2)', [
    gone.id + 1_000,
    'Old team',
  ]);
  await heed.ownerDataSource.query(
    `INSERT INTO person (id, name, email, role, active, created_at) OVERRIDING SYSTEM VALUE
     VALUES ($1, 'Gone', 'gone@example.org', 'viewer', false, now())`,
    [gone.id + 1_000],
  );
  for (const target of Object.keys(TARGETS) as Target[])
    if (target !== 'missing') things[target].ids.admin = String(gone.id + 1_000);
  return things;
}

/** A draft under review, which is its author's alone. */
async function makeDraft(author: TestClient, target: Target): Promise<string> {
  const text = `# ${draftMarkOf(target)}\n\n## Recommendations\n\n1. Mend the gates.\n`;
  const answer = await author.api('POST', '/api/v1/imports', { text, filename: 'draft.md' });
  if (answer.status !== 201) throw new Error(answer.text);
  return answer.json<{ id: string }>().id;
}

/** A spreadsheet under review, which is its author's alone too. */
async function makeSheet(author: TestClient, target: Target): Promise<string> {
  const body = {
    rows: 'owners',
    text: 'Reference,Owner\nPB-0.A1,nobody\n',
    filename: `${draftMarkOf(target)}.csv`,
  };
  const answer = await author.api('POST', '/api/v1/bulk-imports', body);
  if (answer.status !== 201) throw new Error(answer.text);
  return answer.json<{ id: string }>().id;
}

/** Where each kind of draft is kept. */
export const DRAFTS = { draft: 'import_draft', sheet: 'bulk_draft' } as const;

/** Another one like it: reading the document again would take its time. */
export async function copyDraft(
  heed: TestApp,
  id: string,
  uses: 'draft' | 'sheet' = 'draft',
): Promise<string> {
  const table = DRAFTS[uses];
  const copy = randomUUID();
  await heed.ownerDataSource.query(
    `INSERT INTO ${table} SELECT (jsonb_populate_record(d, jsonb_build_object('id', $2::text))).*
       FROM ${table} d WHERE id = $1`,
    [id, copy],
  );
  return copy;
}

export const BRIEF = {
  title: 'A brief',
  sinceId: null,
  periodFrom: '2026-08-01',
  periodTo: '2026-11-01',
  audience: 'internal' as const,
  recipient: null,
  commentary: null,
  coverText: null,
  sections: [],
  comments: [],
};
