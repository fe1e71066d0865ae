import { Injectable } from '@nestjs/common';
import sql from 'sql-template-tag';
import { DataSource } from 'typeorm';
import { type Day, addDays, plain } from '../../shared/calendar-date.js';
import type { CurrentUser } from '../../shared/permissions.js';
import { visiblePublications } from '../publications/index.js';
import { type Progress, visibleActors, visibleItems, visibleUpdates } from '../tracking/index.js';

/** One change as one person may know of it. */
export interface ChangeRow {
  seq: string;
  /** In the organisation's time zone. */
  day: Day;
  /** `evidence.recorded`, `due.revised` …; see HistoryService. */
  action: string;
  /** Who; null: Heed itself. */
  person: string | null;
  /** The first three of the items it bears on that the person sees, and how many there are of those. */
  items: { ref: string; title: string; movedTo: Progress | null }[];
  itemCount: number;
  publication: { id: number; title: string } | null;
  actor: { id: number; name: string } | null;
}

const SHOWN_ITEMS = 3;

/** What has been recorded of late, of what a person sees: one statement, whatever happened. */
@Injectable()
export class ChangesQuery {
  constructor(private readonly dataSource: DataSource) {}

  /** The newest changes since the start of a day, at most `limit`. */
  async since(user: CurrentUser, day: Day, timeZone: string, limit = 20): Promise<ChangeRow[]> {
    const query = sql`
      SELECT h.seq, (h.at AT TIME ZONE ${timeZone}::text)::date AS day, h.action, person.name AS person,
        coalesce(seen.items, '[]') AS items, coalesce(seen.count, 0) AS "itemCount",
        CASE WHEN p.id IS NOT NULL THEN json_build_object('id', p.id, 'title', p.title) END AS publication,
        CASE WHEN a.id IS NOT NULL THEN json_build_object('id', a.id, 'name', a.name) END AS actor
      FROM history_entry h
      LEFT JOIN person ON person.id = h.actor_id
      LEFT JOIN LATERAL (SELECT u.* FROM evidence_update u WHERE u.id = CASE h.subject_type
          WHEN 'evidence_update' THEN h.subject_id::int
          WHEN 'effect' THEN (SELECT e.update_id FROM effect e WHERE e.id = h.subject_id::int) END) u ON TRUE
      LEFT JOIN LATERAL (
        SELECT count(*)::int AS count, (array_to_json((array_agg(json_build_object('ref', i.ref, 'title', i.title,
            'movedTo', e.progress_to) ORDER BY i.id))[1:${SHOWN_ITEMS}])) AS items
          FROM item i JOIN publication p ON p.id = i.publication_id
          LEFT JOIN effect e ON e.update_id = u.id AND e.item_id = i.id
         WHERE i.id = ANY(h.item_ids) AND ${visibleItems(user)} AND (u.id IS NULL OR ${visibleUpdates(user)})
        ) seen ON TRUE
      LEFT JOIN publication p ON p.id = h.publication_id AND ${visiblePublications(user)}
      LEFT JOIN actor a ON a.id = CASE h.subject_type WHEN 'actor' THEN h.subject_id::int END AND ${visibleActors(user)}
      WHERE h.at >= (${day}::date::timestamp AT TIME ZONE ${timeZone}::text)
        AND (seen.count > 0 OR (cardinality(h.item_ids) = 0 AND (p.id IS NOT NULL OR a.id IS NOT NULL)))
      ORDER BY h.seq DESC LIMIT ${limit}`;
    return this.dataSource.query<ChangeRow[]>(query.text, query.values);
  }
}

/** The Monday that began this week; on a Monday, the one before: that day one wants to see the last week. */
export function lastMonday(today: Day): Day {
  const { dayOfWeek } = plain(today);
  return addDays(today, dayOfWeek === 1 ? -7 : 1 - dayOfWeek);
}
