import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import sql, { type Sql } from 'sql-template-tag';
import type { Day } from '../../shared/calendar-date.js';
import { type CurrentUser, PERMISSIONS } from '../../shared/permissions.js';
import { SettingsService } from '../settings/index.js';
import {
  type Claim,
  type Progress,
  type Shows,
  itemLevel,
  partialDay,
  visibleUpdates,
} from '../tracking/index.js';
import type { Verdict } from './evidence.entity.js';
import type { PersonView, SourceView } from './evidence.query.js';
import { visibleEffects } from './evidence-visibility.js';

/** A claim that waits for a second reader, with what it rests on. */
export interface WaitingClaim {
  effectId: number;
  ref: string;
  title: string;
  from: Progress;
  to: Progress;
  claim: Claim;
  shows: Shows;
  /** As far as it is known: day, month or year. */
  eventOn: string;
  text: string;
  quote: string | null;
  quotePlace: string | null;
  sources: SourceView[];
  recordedOn: Day;
  recordedBy: PersonView;
  /** The last verdict, where a better source was wanted. */
  wanted: { reason: string; on: Day; by: PersonView } | null;
  /** The latest search since then, where nothing better was found. */
  searched: { on: Day; places: string } | null;
}

/** A claim that a second reader did not confirm, and that nobody has answered yet. */
export interface ReturnedClaim {
  effectId: number;
  updateId: number;
  ref: string;
  title: string;
  claimed: Progress;
  /** Where the item stands since. */
  now: Progress;
  verdict: Exclude<Verdict, 'confirmed'>;
  reason: string;
  readOn: Day;
  readBy: PersonView;
  recordedBy: PersonView;
  text: string;
}

const person = (alias: Sql) => sql`jsonb_build_object('id', ${alias}.id, 'name', ${alias}.name)`;

/** Claims and their second readings, through the visibility scope: one statement each. */
@Injectable()
export class ClaimsQuery {
  constructor(
    private readonly dataSource: DataSource,
    private readonly settings: SettingsService,
  ) {}

  /** What waits for a second reader, the oldest first. */
  async waiting(user: CurrentUser): Promise<WaitingClaim[]> {
    const day = await this.dayOf();
    return this.rows(sql`
      SELECT e.id AS "effectId", i.ref, i.title, i.confirmed_progress AS "from", i.progress AS "to", i.claim, e.shows,
        ${partialDay(sql`u.event_on`, sql`u.event_precision`)} AS "eventOn", u.text, e.quote,
        e.quote_place AS "quotePlace", ${day(sql`u.recorded_at`)} AS "recordedOn", ${person(sql`w`)} AS "recordedBy",
        coalesce((SELECT jsonb_agg(jsonb_build_object('title', s.title, 'publisher', s.publisher, 'author', s.author,
          'publishedOn', s.published_on, 'url', s.url, 'archivedUrl', s.archived_url, 'kind', s.kind,
          'standing', s.standing, 'standingOf', s.standing_of) ORDER BY s.position)
          FROM source s WHERE s.update_id = u.id), '[]') AS sources,
        CASE WHEN d.id IS NOT NULL THEN jsonb_build_object('reason', d.reason, 'on', ${day(sql`d.read_at`)},
          'by', ${person(sql`r`)}) END AS wanted,
        (SELECT jsonb_build_object('on', c.searched_on, 'places', c.places) FROM check_record c
          WHERE c.item_id = i.id AND c.result = 'nothing_found' AND c.recorded_at >= d.read_at
          ORDER BY c.id DESC LIMIT 1) AS searched
      FROM item i JOIN publication p ON p.id = i.publication_id JOIN effect e ON e.id = i.progress_effect_id
        JOIN evidence_update u ON u.id = e.update_id JOIN person w ON w.id = u.recorded_by
        LEFT JOIN LATERAL (SELECT * FROM second_reading x WHERE x.effect_id = e.id ORDER BY x.id DESC LIMIT 1) d ON TRUE
        LEFT JOIN person r ON r.id = d.read_by
      WHERE i.claim IN ('awaiting', 'better_source_wanted') AND ${visibleEffects(user)}
      ORDER BY u.recorded_at, e.id`);
  }

  /** Claims of this person's that came back, the latest verdict first. */
  async returnedTo(user: CurrentUser): Promise<ReturnedClaim[]> {
    return this.returned(user, sql`u.recorded_by = ${user.id}`);
  }

  /** Claims on one item that came back, whoever made them. */
  async returnedOn(user: CurrentUser, ref: string): Promise<ReturnedClaim[]> {
    return this.returned(user, sql`i.ref = ${ref}`);
  }

  async countReturnedTo(user: CurrentUser): Promise<number> {
    const [{ count }] = await this.rows<{ count: number }>(
      sql`SELECT count(*)::int AS count ${unanswered(user)} AND u.recorded_by = ${user.id}`,
    );
    return count;
  }

  /** Who else may read what rests on an effect: at most `limit` of them, by name. */
  async otherReaders(effectId: number, limit = 3): Promise<string[]> {
    return readersBeside(this.dataSource, effectId, limit);
  }

  private async returned(user: CurrentUser, where: Sql): Promise<ReturnedClaim[]> {
    const day = await this.dayOf();
    return this.rows(sql`
      SELECT e.id AS "effectId", u.id AS "updateId", i.ref, i.title, e.progress_to AS claimed, i.progress AS now,
        d.verdict, d.reason, ${day(sql`d.read_at`)} AS "readOn", ${person(sql`r`)} AS "readBy",
        ${person(sql`w`)} AS "recordedBy", u.text
      ${unanswered(user)} AND ${where} ORDER BY d.id DESC`);
  }

  private async dayOf(): Promise<(at: Sql) => Sql> {
    const { timeZone } = await this.settings.organisation();
    return (at) => sql`(${at} AT TIME ZONE ${timeZone}::text)::date`;
  }

  private rows<Row>(query: Sql): Promise<Row[]> {
    return this.dataSource.query<Row[]>(query.text, query.values);
  }
}

/**
 * The last verdict on a claim did not confirm it, and since then the author's side has done nothing on the item:
 * recorded no evidence, corrected nothing, noted no search.
 */
const unanswered = (user: CurrentUser): Sql => sql`
  FROM second_reading d JOIN effect e ON e.id = d.effect_id JOIN evidence_update u ON u.id = e.update_id
    JOIN item i ON i.id = e.item_id JOIN publication p ON p.id = i.publication_id
    JOIN person r ON r.id = d.read_by JOIN person w ON w.id = u.recorded_by
  WHERE d.verdict <> 'confirmed' AND ${visibleEffects(user)}
    AND NOT EXISTS (SELECT 1 FROM second_reading later WHERE later.effect_id = e.id AND later.id > d.id)
    AND NOT EXISTS (SELECT 1 FROM evidence_update c WHERE c.corrects_id = u.id)
    AND NOT EXISTS (SELECT 1 FROM check_record c WHERE c.item_id = i.id AND c.recorded_at >= d.read_at)
    AND ${sql`NOT EXISTS (SELECT 1 FROM effect l JOIN evidence_update u ON u.id = l.update_id
      WHERE l.item_id = i.id AND l.id > e.id AND u.recorded_at >= d.read_at AND ${visibleUpdates(user)})`}`;

/** Active managers who may see the item and did not record the update; for the sentence that says who can. */
export async function readersBeside(
  database: { query<T>(text: string, values: unknown[]): Promise<T> },
  effectId: number,
  limit: number,
): Promise<string[]> {
  const query = sql`SELECT w.name FROM effect e JOIN evidence_update u ON u.id = e.update_id
      JOIN item i ON i.id = e.item_id JOIN publication p ON p.id = i.publication_id
      JOIN person w ON w.id <> u.recorded_by AND w.active AND w.role = ANY(${[...PERMISSIONS.confirm]})
    WHERE e.id = ${effectId} AND u.classification <= 'confidential' AND (${itemLevel} <= 'confidential'
      OR EXISTS (SELECT 1 FROM item_grant g WHERE g.person_id = w.id AND g.item_id = i.id)
      OR EXISTS (SELECT 1 FROM publication_grant g WHERE g.person_id = w.id AND g.publication_id = p.id))
    ORDER BY lower(w.name), w.id LIMIT ${limit}`;
  const rows = await database.query<{ name: string }[]>(query.text, query.values);
  return rows.map(({ name }) => name);
}
