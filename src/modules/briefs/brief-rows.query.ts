import type { EntityManager } from 'typeorm';
import sql, { type Sql, empty } from 'sql-template-tag';
import type { Day } from '../../shared/calendar-date.js';
import type { CurrentUser } from '../../shared/permissions.js';
import { visibleEffects } from '../evidence/index.js';
import { type Item, type Shows, itemLevel, visibleItems } from '../tracking/index.js';
import type { Progress, Response, SourceKind } from './facts.js';
import type { Audience } from './progress-brief.entity.js';

/** What a brief is built for: the reader's own scope, narrowed to what its audience may see. */
export interface BriefScope {
  user: CurrentUser;
  audience: Audience;
  /** Condition on `i` and `p`: which items the brief is about. */
  items: Sql;
  timeZone: string;
}

const LEVEL: Record<Audience, Sql> = {
  internal: empty,
  recipient: sql` AND ${itemLevel} <= 'internal'`,
  public: sql` AND ${itemLevel} = 'public'`,
};
const UPDATE_LEVEL: Record<Audience, Sql> = {
  internal: empty,
  recipient: sql` AND u.classification <= 'internal'`,
  public: sql` AND u.classification = 'public'`,
};

export interface ItemRow extends Pick<
  Item,
  | 'id'
  | 'ref'
  | 'kind'
  | 'title'
  | 'position'
  | 'publicationId'
  | 'progress'
  | 'claim'
  | 'confirmedProgress'
  | 'confirmedOn'
  | 'timelineKind'
  | 'timelineText'
  | 'timelineReason'
  | 'minMonths'
  | 'maxMonths'
  | 'startsOn'
  | 'firstDueOn'
  | 'dueOn'
  | 'duePrecision'
  | 'dueBasis'
  | 'slipDays'
> {
  /** How its publication's references begin. */
  code: string;
  createdDay: Day;
  /** When its first due date was set. */
  firstDueDay: Day | null;
  /** It was taken up with that date. */
  isBornDue: boolean;
  firstPrecision: 'day' | 'month' | null;
  firstBasis: Item['dueBasis'];
  issue: string | null;
  pathway: string | null;
  implementation: string | null;
  text: string | null;
  actors: {
    id: number;
    name: string;
    kind: string;
    qualifier: string | null;
    lead: boolean;
    response: Response;
    respondedOn: Day | null;
    reply: string | null;
  }[];
}

/** The brief's items: publication by publication, actions before recommendations, in the order of the text. */
export async function itemRows(manager: EntityManager, scope: BriefScope): Promise<ItemRow[]> {
  const query = sql`
    SELECT i.id, i.ref, p.ref_prefix AS code, i.kind, i.title, i.position, i.publication_id AS "publicationId", i.progress, i.claim,
      i.confirmed_progress AS "confirmedProgress", i.confirmed_on AS "confirmedOn", i.timeline_kind AS "timelineKind",
      i.timeline_text AS "timelineText", i.timeline_reason AS "timelineReason", i.min_months AS "minMonths",
      i.max_months AS "maxMonths", i.starts_on AS "startsOn", i.first_due_on AS "firstDueOn", i.due_on AS "dueOn",
      i.due_precision AS "duePrecision", i.due_basis AS "dueBasis", i.slip_days AS "slipDays",
      (i.created_at AT TIME ZONE ${scope.timeZone}::text)::date AS "createdDay",
      (first.valid_from AT TIME ZONE ${scope.timeZone}::text)::date AS "firstDueDay",
      first.version IS NOT DISTINCT FROM 1 AS "isBornDue",
      first.due_precision AS "firstPrecision", first.due_basis AS "firstBasis",
      a.issue, a.pathway, a.implementation, r.text,
      coalesce(actors.list, '[]') AS actors
    FROM item i JOIN publication p ON p.id = i.publication_id
    LEFT JOIN action a ON a.item_id = i.id LEFT JOIN recommendation r ON r.item_id = i.id
    LEFT JOIN LATERAL (SELECT v.due_precision, v.due_basis, v.valid_from, v.version FROM item_version v
      WHERE v.item_id = i.id AND v.due_on IS NOT NULL ORDER BY v.id LIMIT 1) first ON true
    LEFT JOIN LATERAL (SELECT jsonb_agg(jsonb_build_object('id', c.id, 'name', c.name, 'kind', c.kind,
        'qualifier', m.qualifier, 'lead', m.lead, 'response', m.response, 'respondedOn', m.responded_on,
        'reply', (SELECT rr.reply FROM response_record rr WHERE rr.item_id = i.id AND rr.actor_id = c.id
                  ORDER BY rr.id DESC LIMIT 1)) ORDER BY m.position) AS list
      FROM item_actor m JOIN actor c ON c.id = m.actor_id WHERE m.item_id = i.id) actors ON true
    WHERE ${scope.items} AND ${visibleItems(scope.user)}${LEVEL[scope.audience]}
    ORDER BY p.published_on NULLS LAST, p.id, i.kind, i.position`;
  return manager.query(query.text, query.values);
}

/** How many items the reader sees but the audience may not. */
export async function countLeftOut(manager: EntityManager, scope: BriefScope): Promise<number> {
  if (scope.audience === 'internal') return 0;
  const query = sql`SELECT count(*)::int AS count FROM item i JOIN publication p ON p.id = i.publication_id
    WHERE ${scope.items} AND ${visibleItems(scope.user)} AND NOT (true${LEVEL[scope.audience]})`;
  const [row] = (await manager.query(query.text, query.values)) as { count: number }[];
  return row!.count;
}

/** Which action carries out which recommendation, among these items. */
export async function linkRows(
  manager: EntityManager,
  ids: number[],
): Promise<{ actionId: number; recommendationId: number }[]> {
  return manager.query(
    `SELECT action_id AS "actionId", recommendation_id AS "recommendationId" FROM action_recommendation
      WHERE action_id = ANY($1) AND recommendation_id = ANY($1) ORDER BY action_id, recommendation_id`,
    [ids],
  );
}

export interface SourceRow {
  title: string;
  publisher: string | null;
  author: string | null;
  publishedOn: Day | null;
  url: string | null;
  archivedUrl: string | null;
  kind: SourceKind;
  standing: 'first_hand' | 'reporting' | 'party' | 'not_given';
  standingOf: string | null;
}

export interface EffectRow {
  id: number;
  itemId: number;
  updateId: number;
  shows: Shows;
  quote: string | null;
  quotePlace: string | null;
  baseline: boolean;
  progressTo: Progress | null;
  eventOn: Day;
  eventPrecision: 'day' | 'month' | 'year';
  text: string;
  recordedDay: Day;
  recordedAt: Date;
  /** The update that corrects it. */
  correctedBy: number | null;
  correctedDay: Day | null;
  /** When a second reader confirmed it, if one did. */
  confirmedAt: Date | null;
  confirmedDay: Day | null;
  sources: SourceRow[];
}

/** Every effect on these items that reader and audience may see, oldest record first. */
export async function effectRows(
  manager: EntityManager,
  scope: BriefScope,
  ids: number[],
): Promise<EffectRow[]> {
  const day = (column: Sql) => sql`(${column} AT TIME ZONE ${scope.timeZone}::text)::date`;
  const query = sql`
    SELECT e.id, e.item_id AS "itemId", e.update_id AS "updateId", e.shows, e.quote, e.quote_place AS "quotePlace",
      e.baseline, e.progress_to AS "progressTo", u.event_on AS "eventOn", u.event_precision AS "eventPrecision",
      u.text, u.recorded_at AS "recordedAt", ${day(sql`u.recorded_at`)} AS "recordedDay",
      c.id AS "correctedBy", ${day(sql`c.recorded_at`)} AS "correctedDay", s.read_at AS "confirmedAt", ${day(sql`s.read_at`)} AS "confirmedDay",
      coalesce((SELECT jsonb_agg(jsonb_build_object('title', o.title, 'publisher', o.publisher, 'author', o.author,
        'publishedOn', o.published_on, 'url', o.url, 'archivedUrl', o.archived_url, 'kind', o.kind,
        'standing', o.standing, 'standingOf', o.standing_of) ORDER BY o.position)
        FROM source o WHERE o.update_id = u.id), '[]') AS sources
    FROM effect e JOIN evidence_update u ON u.id = e.update_id
    JOIN item i ON i.id = e.item_id JOIN publication p ON p.id = i.publication_id
    LEFT JOIN evidence_update c ON c.corrects_id = u.id
    LEFT JOIN second_reading s ON s.effect_id = e.id AND s.verdict = 'confirmed'
    WHERE e.item_id = ANY(${ids}) AND ${visibleEffects(scope.user)}${UPDATE_LEVEL[scope.audience]}
    ORDER BY e.id`;
  return manager.query(query.text, query.values);
}

export interface RevisionRow {
  id: number;
  itemId: number;
  fromOn: Day;
  toOn: Day;
  toPrecision: 'day' | 'month';
  kind: 'slipped' | 're_estimated' | 'corrected';
  /** Null where it moved with an action that the reader or the audience may not see. */
  reason: string | null;
  recordedDay: Day;
}

/** A recommendation's date may have moved with an action's: then its reason begins with the action's reference. */
export async function revisionRows(
  manager: EntityManager,
  scope: BriefScope,
  ids: number[],
): Promise<RevisionRow[]> {
  const query = sql`
    SELECT d.id, d.item_id AS "itemId", d.from_on AS "fromOn", d.to_on AS "toOn", d.to_precision AS "toPrecision", d.kind,
      CASE WHEN cause.id IS NULL OR cause.seen THEN d.reason END AS reason,
      (d.recorded_at AT TIME ZONE ${scope.timeZone}::text)::date AS "recordedDay"
    FROM due_revision d LEFT JOIN LATERAL (
      SELECT i.id, (${visibleItems(scope.user)}${LEVEL[scope.audience]}) AS seen
        FROM action_recommendation l JOIN item i ON i.id = l.action_id JOIN publication p ON p.id = i.publication_id
       WHERE l.recommendation_id = d.item_id AND starts_with(d.reason, i.ref || ': ') LIMIT 1) cause ON TRUE
    WHERE d.item_id = ANY(${ids}) ORDER BY d.id`;
  return manager.query(query.text, query.values);
}

export interface ResponseRow {
  id: number;
  itemId: number;
  actor: string;
  from: Response;
  to: Response;
  recordedDay: Day;
}

export async function responseRows(
  manager: EntityManager,
  ids: number[],
  timeZone: string,
): Promise<ResponseRow[]> {
  return manager.query(
    `SELECT r.id, r.item_id AS "itemId", a.name AS actor, r.response_from AS "from", r.response AS "to",
        (r.recorded_at AT TIME ZONE $2)::date AS "recordedDay"
       FROM response_record r JOIN actor a ON a.id = r.actor_id WHERE r.item_id = ANY($1) ORDER BY r.id`,
    [ids, timeZone],
  );
}

export interface CheckRow {
  id: number;
  itemId: number;
  searchedOn: Day;
  places: string;
  result: 'nothing_found' | 'found';
  recordedDay: Day;
}

/** Latest search first. */
export async function checkRows(
  manager: EntityManager,
  ids: number[],
  timeZone: string,
): Promise<CheckRow[]> {
  return manager.query(
    `SELECT id, item_id AS "itemId", searched_on AS "searchedOn", places, result,
        (recorded_at AT TIME ZONE $2)::date AS "recordedDay"
       FROM check_record WHERE item_id = ANY($1) ORDER BY searched_on DESC, id DESC`,
    [ids, timeZone],
  );
}
