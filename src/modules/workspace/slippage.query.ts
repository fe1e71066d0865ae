import { Injectable } from '@nestjs/common';
import sql, { type Sql } from 'sql-template-tag';
import { DataSource } from 'typeorm';
import type { Day } from '../../shared/calendar-date.js';
import type { CurrentUser } from '../../shared/permissions.js';
import {
  type ItemFilter,
  ItemListQuery,
  type RevisionKind,
  matches,
  visibleItems,
} from '../tracking/index.js';

/** The ledger of one item's due date: where it began, every move, where it is. */
export interface SlippageRow {
  ref: string;
  title: string;
  firstDueOn: Day | null;
  dueOn: Day | null;
  precision: 'day' | 'month' | null;
  actors: { id: number; name: string }[];
  /** How often, and by how many days in sum, actors moved it; of one actor, where the ledger is one actor's. */
  slipCount: number;
  slipDays: number;
  /** Oldest first. */
  moves: DueMoveRow[];
}

export interface DueMoveRow {
  id: number;
  recordedOn: Day;
  fromOn: Day;
  toOn: Day;
  precision: 'day' | 'month';
  kind: RevisionKind;
  /** Negative where it came earlier. */
  days: number;
  /** Which actor moved it; null: nobody was named, or no actor did. */
  movedBy: { id: number; name: string } | null;
  recordedBy: string;
  reason: string;
  sourceUrl: string | null;
  /** Counts as slippage, of the ledger's actor where it is one actor's. */
  counts: boolean;
}

export interface Ledger {
  rows: SlippageRow[];
  /** Of all, not only of those shown. */
  items: number;
  slipped: number;
  slipDays: number;
}

const MOST = 200;

/** Due dates that were moved, and by whom. Only what actors moved is slippage. One statement, however many rows. */
@Injectable()
export class SlippageQuery {
  constructor(
    private readonly dataSource: DataSource,
    private readonly lists: ItemListQuery,
  ) {}

  /** Who slipped most comes first; items whose date never moved are left out. */
  async of(user: CurrentUser, filter: ItemFilter): Promise<Ledger> {
    const frame = await this.lists.frame();
    const actor = typeof filter.actor === 'number' ? filter.actor : null;
    return this.read(
      sql`${visibleItems(user)} AND ${matches(filter, user, frame)}
      AND EXISTS (SELECT 1 FROM due_revision d WHERE d.item_id = i.id)`,
      frame.timeZone,
      actor,
    );
  }

  /** Null: there is no such item, or none that this person may see. Without moves it has a row all the same. */
  async ofItem(user: CurrentUser, ref: string): Promise<SlippageRow | null> {
    const { timeZone } = await this.lists.frame();
    const { rows } = await this.read(sql`${visibleItems(user)} AND i.ref = ${ref}`, timeZone, null);
    return rows[0] ?? null;
  }

  private async read(where: Sql, timeZone: string, actor: number | null): Promise<Ledger> {
    // What nobody was named for may have been any of the item's actors.
    const counts = sql`d.kind = 'slipped' AND d.to_on > d.from_on
      AND (${actor}::int IS NULL OR coalesce(d.moved_by, ${actor}::int) = ${actor}::int)`;
    const query = sql`
      WITH wanted AS MATERIALIZED (
        SELECT i.id, count(d.id) FILTER (WHERE ${counts})::int AS slips,
               coalesce(sum(d.to_on - d.from_on) FILTER (WHERE ${counts}), 0)::int AS days
          FROM item i JOIN publication p ON p.id = i.publication_id LEFT JOIN due_revision d ON d.item_id = i.id
         WHERE ${where} GROUP BY i.id)
      SELECT (SELECT count(*)::int FROM wanted) AS items,
        (SELECT count(*)::int FROM wanted WHERE slips > 0) AS slipped,
        (SELECT coalesce(sum(days), 0)::int FROM wanted) AS "slipDays",
        coalesce((SELECT json_agg(json_build_object('ref', i.ref, 'title', i.title, 'firstDueOn', i.first_due_on,
            'dueOn', i.due_on, 'precision', i.due_precision, 'slipCount', w.slips, 'slipDays', w.days,
            'actors', coalesce((SELECT json_agg(json_build_object('id', a.id, 'name', a.name) ORDER BY ia.position)
              FROM item_actor ia JOIN actor a ON a.id = ia.actor_id WHERE ia.item_id = i.id), '[]'::json),
            'moves', coalesce((SELECT json_agg(json_build_object('id', d.id,
                'recordedOn', (d.recorded_at AT TIME ZONE ${timeZone}::text)::date, 'fromOn', d.from_on,
                'toOn', d.to_on, 'precision', d.to_precision, 'kind', d.kind, 'days', d.to_on - d.from_on,
                'movedBy', CASE WHEN m.id IS NOT NULL THEN json_build_object('id', m.id, 'name', m.name) END,
                'recordedBy', r.name, 'reason', d.reason, 'sourceUrl', d.source_url, 'counts', ${counts}) ORDER BY d.id)
              FROM due_revision d JOIN person r ON r.id = d.recorded_by LEFT JOIN actor m ON m.id = d.moved_by
             WHERE d.item_id = i.id), '[]'::json)) ORDER BY w.days DESC, i.ref)
          FROM (SELECT * FROM wanted JOIN item USING (id) ORDER BY days DESC, ref LIMIT ${MOST}) w
          JOIN item i ON i.id = w.id), '[]'::json) AS rows`;
    const [ledger] = await this.dataSource.query<Ledger[]>(query.text, query.values);
    return ledger!;
  }
}
