import sql, { type Sql } from 'sql-template-tag';
import type { DatePrecision } from '../publications/index.js';
import { visiblePublications } from '../publications/index.js';
import type { CurrentUser } from '../../shared/permissions.js';
import type { Day } from '../../shared/calendar-date.js';
import type { DueBasis, ItemKind, Response, Term, TimelineKind } from './item.entity.js';
import type { Frame } from './item-filter.js';
import type { Claim, Progress, Shows } from './progress.js';
import {
  type Timeliness,
  cadenceSql,
  daysUncheckedSql,
  isCheckDue,
  timelinessDaysSql,
  timelinessSql,
} from './timeliness.js';
import { visibleUpdates } from './visibility.js';

/** An item as lists, exports and pages show it, to one person. */
export interface ItemRow {
  id: number;
  ref: string;
  kind: ItemKind;
  title: string;
  /** `id`, title and date are null to people who may see the item but not its publication. */
  publication: {
    id: number | null;
    refPrefix: string;
    title: string | null;
    publishedOn: Day | null;
    publishedPrecision: DatePrecision | null;
  };
  team: { id: number; name: string };
  owner: { id: number; name: string } | null;
  actors: ItemRowActor[];
  timeline: {
    kind: TimelineKind;
    text: string | null;
    term: Term | null;
    minMonths: number | null;
    maxMonths: number | null;
    startsOn: Day | null;
    firstDueOn: Day | null;
    dueOn: Day | null;
    precision: 'day' | 'month' | null;
    basis: DueBasis | null;
  };
  slipCount: number;
  slipDays: number;
  progress: Progress;
  progressOn: Day | null;
  progressPrecision: DatePrecision;
  claim: Claim;
  confirmedProgress: Progress;
  confirmedOn: Day | null;
  confirmedPrecision: DatePrecision;
  timeliness: Timeliness;
  /** Until the due date, negative when past; of what is done, how much earlier than due it was done. */
  days: number | null;
  /** The latest event after the publication that this person may see and that no correction has replaced. */
  lastEvidence: {
    updateId: number;
    /** As far as it is known: day, month or year. */
    eventOn: string;
    /** Its first 300 characters. */
    text: string;
    shows: Shows;
  } | null;
  lastCheckedOn: Day | null;
  /** Since anything was recorded or searched, or since it was taken up. */
  daysUnchecked: number;
  /** After how many days a check is due. */
  cadenceDays: number;
  checkDue: boolean;
  nextFollowUp: {
    id: number;
    step: string;
    dueOn: Day;
    assignee: { id: number; name: string };
  } | null;
  version: number;
}

export interface ItemRowActor {
  id: number;
  name: string;
  qualifier: string | null;
  lead: boolean;
  response: Response;
}

/** A day as far as it is known: `2026`, `2026-03` or `2026-03-07`. */
export const partialDay = (day: Sql, precision: Sql): Sql => sql`left(${day}::text,
  CASE ${precision} WHEN 'year' THEN 4 WHEN 'month' THEN 7 ELSE 10 END)`;

/** Joins what `rowJson` needs beside `i` and `p`. */
export const rowJoins = (user: CurrentUser): Sql => sql`
  JOIN team t ON t.id = i.team_id
  LEFT JOIN person o ON o.id = i.owner_id
  ${lastEvidenceJoin(user)}
  LEFT JOIN LATERAL (
    SELECT f.id, f.step, f.due_on, f.assignee_id, fp.name AS assignee
      FROM follow_up f JOIN person fp ON fp.id = f.assignee_id
     WHERE f.item_id = i.id AND f.done_on IS NULL ORDER BY f.due_on, f.id LIMIT 1) nf ON TRUE`;

/** `le`: the latest evidence on an item (alias `i`) that this person may see. */
export const lastEvidenceJoin = (user: CurrentUser): Sql => sql`LEFT JOIN LATERAL (
    SELECT u.id, u.event_on, u.event_precision, u.text, e.shows
      FROM effect e JOIN evidence_update u ON u.id = e.update_id
     WHERE e.item_id = i.id AND NOT e.baseline AND ${visibleUpdates(user)}
       AND NOT EXISTS (SELECT 1 FROM evidence_update c WHERE c.corrects_id = u.id)
     ORDER BY u.event_on DESC, u.id DESC LIMIT 1) le ON TRUE`;

/** An `ItemRow` as json. */
export const rowJson = (user: CurrentUser, frame: Frame): Sql => sql`json_build_object(
  'id', i.id, 'ref', i.ref, 'kind', i.kind, 'title', i.title,
  'publication', CASE WHEN ${visiblePublications(user)} THEN json_build_object('id', p.id, 'refPrefix', p.ref_prefix,
      'title', p.title, 'publishedOn', p.published_on, 'publishedPrecision', p.published_precision)
    ELSE json_build_object('id', NULL, 'refPrefix', p.ref_prefix, 'title', NULL, 'publishedOn', NULL,
      'publishedPrecision', NULL) END,
  'team', json_build_object('id', t.id, 'name', t.name),
  'owner', CASE WHEN o.id IS NOT NULL THEN json_build_object('id', o.id, 'name', o.name) END,
  'actors', coalesce((SELECT json_agg(json_build_object('id', x.id, 'name', x.name, 'qualifier', ia.qualifier,
      'lead', ia.lead, 'response', ia.response) ORDER BY ia.position)
    FROM item_actor ia JOIN actor x ON x.id = ia.actor_id WHERE ia.item_id = i.id), '[]'::json),
  'timeline', json_build_object('kind', i.timeline_kind, 'text', i.timeline_text, 'term', i.term,
      'minMonths', i.min_months, 'maxMonths', i.max_months, 'startsOn', i.starts_on, 'firstDueOn', i.first_due_on,
      'dueOn', i.due_on, 'precision', i.due_precision, 'basis', i.due_basis),
  'slipCount', i.slip_count, 'slipDays', i.slip_days,
  'progress', i.progress, 'progressOn', i.progress_on,
  'progressPrecision', i.progress_precision, 'claim', i.claim,
  'confirmedProgress', i.confirmed_progress, 'confirmedOn', i.confirmed_on,
  'confirmedPrecision', i.confirmed_precision,
  'timeliness', ${timelinessSql(frame)}, 'days', ${timelinessDaysSql(frame.today)},
  'lastEvidence', CASE WHEN le.id IS NOT NULL THEN json_build_object('updateId', le.id,
      'eventOn', ${partialDay(sql`le.event_on`, sql`le.event_precision`)}, 'text', left(le.text, 300),
      'shows', le.shows) END,
  'lastCheckedOn', i.last_checked_on, 'daysUnchecked', ${daysUncheckedSql(frame.today, frame.timeZone)},
  'cadenceDays', ${cadenceSql(frame.cadences)}, 'checkDue', ${isCheckDue(frame.cadences, frame.today, frame.timeZone)},
  'nextFollowUp', CASE WHEN nf.id IS NOT NULL THEN json_build_object('id', nf.id, 'step', nf.step,
      'dueOn', nf.due_on, 'assignee', json_build_object('id', nf.assignee_id, 'name', nf.assignee)) END,
  'version', i.version)`;
