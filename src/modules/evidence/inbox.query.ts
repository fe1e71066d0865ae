import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import sql, { type Sql } from 'sql-template-tag';
import type { Day } from '../../shared/calendar-date.js';
import { likestOf } from '../../shared/likeness.js';
import type { CurrentUser } from '../../shared/permissions.js';
import { SettingsService } from '../settings/index.js';
import { type Claim, type Progress, isOpenItem, partialDay, visibleItems } from '../tracking/index.js';
import { addressKey } from './address-key.js';
import type { PersonView } from './evidence.query.js';
import { seesUpdate, visibleEffects } from './evidence-visibility.js';
import type { InboxState } from './inbox-entry.entity.js';
import { visibleEntries } from './inbox-visibility.js';

export interface InboxEntryView {
  id: number;
  url: string | null;
  quote: string | null;
  title: string | null;
  publisher: string | null;
  publishedOn: Day | null;
  note: string | null;
  shared: boolean;
  /** Whose it is; null: its author's alone. */
  team: string | null;
  state: InboxState;
  dismissalReason: string | null;
  /** What came of it, if the person may see it. */
  updateId: number | null;
  createdBy: PersonView;
  createdOn: Day;
  settledBy: PersonView | null;
  settledOn: Day | null;
  version: number;
}

/** An item that an entry may be about. */
export interface LikelyItem {
  ref: string;
  title: string;
  progress: Progress;
  claim: Claim;
}

/** Where the same address stands already, as far as the person may see it. */
export interface Twins {
  entries: { id: number; state: InboxState; createdOn: Day; createdBy: string }[];
  updates: { id: number; eventOn: string; refs: string[] }[];
}

/** At most so many entries on a page, the newest first. */
export const MOST_ENTRIES = 50;
/** So many items, open ones of the newest publications first, are looked through for likely ones. */
const MOST_CANDIDATES = 2_000;
const MOST_LIKELY = 4;

/** Reads the inbox through its own scope, and offers items through that of the items. */
@Injectable()
export class InboxQuery {
  constructor(
    private readonly dataSource: DataSource,
    private readonly settings: SettingsService,
  ) {}

  async countOpen(user: CurrentUser): Promise<number> {
    return (await this.counts(user)).open;
  }

  async counts(user: CurrentUser): Promise<Record<InboxState, number>> {
    const rows = await this.rows<{ state: InboxState; count: number }>(sql`
      SELECT n.state, count(*)::int AS count FROM inbox_entry n WHERE ${visibleEntries(user)} GROUP BY n.state`);
    const of = (state: InboxState) => rows.find((row) => row.state === state)?.count ?? 0;
    return { open: of('open'), recorded: of('recorded'), dismissed: of('dismissed') };
  }

  /** The newest first; of what is settled, the latest settled. */
  async list(user: CurrentUser, state: InboxState): Promise<InboxEntryView[]> {
    return this.read(
      user,
      sql`n.state = ${state} ORDER BY coalesce(n.settled_at, n.created_at) DESC, n.id DESC LIMIT ${MOST_ENTRIES}`,
    );
  }

  /** Null: not there, or not for this person to see. */
  async one(user: CurrentUser, id: number): Promise<InboxEntryView | null> {
    const [entry] = await this.read(user, sql`n.id = ${id}`);
    return entry ?? null;
  }

  /** Items that each entry may be about, by likeness of words, the likest first. */
  async likely(
    user: CurrentUser,
    entries: Pick<InboxEntryView, 'title' | 'quote' | 'note'>[],
  ): Promise<LikelyItem[][]> {
    if (entries.length === 0) return [];
    const items = await this.rows<LikelyItem & { words: string }>(sql`
      SELECT i.ref, i.title, i.progress, i.claim, left(concat_ws(' ', i.title, a.issue, a.pathway, a.implementation,
        r.text, (SELECT string_agg(m.verbatim, ' ') FROM item_actor m WHERE m.item_id = i.id)), 800) AS words
      FROM item i JOIN publication p ON p.id = i.publication_id LEFT JOIN action a ON a.item_id = i.id
        LEFT JOIN recommendation r ON r.item_id = i.id
      WHERE ${visibleItems(user)} ORDER BY ${isOpenItem} DESC, i.publication_id DESC, i.kind, i.position LIMIT ${MOST_CANDIDATES}`);
    const texts = entries.map(({ title, quote, note }) =>
      [title, quote, note].filter((text) => text !== null).join(' '),
    );
    return likestOf(texts, items, ({ words }) => words, { most: MOST_LIKELY }).map((found) =>
      found.map(({ of: { words: _, ...item } }) => item),
    );
  }

  /** @param except the entry itself */
  async twins(user: CurrentUser, url: string | null, except = 0): Promise<Twins> {
    const key = url && addressKey(url);
    if (!key) return { entries: [], updates: [] };
    const day = await this.dayOf();
    const entries = await this.rows<Twins['entries'][number]>(sql`
      SELECT n.id, n.state, ${day(sql`n.created_at`)} AS "createdOn", w.name AS "createdBy"
      FROM inbox_entry n JOIN person w ON w.id = n.created_by
      WHERE n.url_key = ${key} AND n.id <> ${except} AND ${visibleEntries(user)} ORDER BY n.id DESC LIMIT 5`);
    // Of evidence only the address as it was typed is kept: the path narrows it down.
    const path = key.split('?')[0]!.replaceAll(/[\\%_]/g, (sign) => `\\${sign}`);
    const updates = await this.rows<Twins['updates'][number] & { url: string }>(sql`
      SELECT u.id, s.url, ${partialDay(sql`u.event_on`, sql`u.event_precision`)} AS "eventOn",
        array_agg(i.ref ORDER BY i.id) AS refs
      FROM source s JOIN evidence_update u ON u.id = s.update_id JOIN effect e ON e.update_id = u.id
        JOIN item i ON i.id = e.item_id JOIN publication p ON p.id = i.publication_id
      WHERE s.url ILIKE ${`%${path}%`} AND ${visibleEffects(user)}
      GROUP BY u.id, s.id ORDER BY u.id DESC LIMIT 50`);
    return {
      entries,
      updates: updates
        .filter((update) => addressKey(update.url) === key)
        .slice(0, 5)
        .map(({ url: _, ...update }) => update),
    };
  }

  private async read(user: CurrentUser, where: Sql): Promise<InboxEntryView[]> {
    const day = await this.dayOf();
    return this.rows(sql`
      SELECT n.id, n.url, n.quote, n.title, n.publisher, n.published_on AS "publishedOn", n.note, n.shared,
        t.name AS team, n.state, n.dismissal_reason AS "dismissalReason",
        CASE WHEN n.update_id IS NOT NULL AND ${seesUpdate(user, sql`n.update_id`)} THEN n.update_id END AS "updateId",
        jsonb_build_object('id', w.id, 'name', w.name) AS "createdBy", ${day(sql`n.created_at`)} AS "createdOn",
        CASE WHEN x.id IS NOT NULL THEN jsonb_build_object('id', x.id, 'name', x.name) END AS "settledBy",
        ${day(sql`n.settled_at`)} AS "settledOn", n.version
      FROM inbox_entry n JOIN person w ON w.id = n.created_by LEFT JOIN team t ON t.id = n.team_id
        LEFT JOIN person x ON x.id = n.settled_by
      WHERE ${visibleEntries(user)} AND ${where}`);
  }

  private async dayOf(): Promise<(at: Sql) => Sql> {
    const { timeZone } = await this.settings.organisation();
    return (at) => sql`(${at} AT TIME ZONE ${timeZone}::text)::date`;
  }

  private rows<Row>(query: Sql): Promise<Row[]> {
    return this.dataSource.query<Row[]>(query.text, query.values);
  }
}
