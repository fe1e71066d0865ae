import { Injectable } from '@nestjs/common';
import sql, { type Sql, join, raw } from 'sql-template-tag';
import { DataSource } from 'typeorm';
import type { CurrentUser } from '../../shared/permissions.js';
import { SettingsService } from '../settings/index.js';
import { type ItemOrder, type ItemSort, PAGE_SIZE } from './dto/item-list.dto.js';
import { type Frame, type ItemFilter, matches } from './item-filter.js';
import { type ItemRow, lastEvidenceJoin, rowJoins, rowJson } from './item-row.js';
import { PROGRESS, type Progress } from './progress.js';
import { daysUncheckedSql, timelinessDaysSql } from './timeliness.js';
import { visibleItems } from './visibility.js';

export interface ItemListRequest {
  filter?: ItemFilter;
  /** By reference when not given. */
  sort?: ItemOrder;
  /** From 1. */
  page?: number;
  pageSize?: number;
}

export interface ItemPage {
  items: ItemRow[];
  /** Of the whole list, not of the page. */
  total: number;
  page: number;
  pageSize: number;
}

/** What items can be counted by, beside their progress. */
export type Grouping = 'publication' | 'term' | 'owner' | 'actor' | 'team';

export interface GroupCount {
  /** Id, or the term; null: none. */
  key: string | null;
  progress: Progress;
  count: number;
}

/**
 * The items that a person sees: filtered, sorted, paged, counted. The only place with conditions and orders of item
 * lists; each method is one SQL statement, however many rows.
 */
@Injectable()
export class ItemListQuery {
  constructor(
    private readonly dataSource: DataSource,
    private readonly settings: SettingsService,
  ) {}

  async page(user: CurrentUser, request: ItemListRequest = {}): Promise<ItemPage> {
    const { filter = {}, sort = 'ref', page = 1, pageSize = PAGE_SIZE } = request;
    const { rows, total } = await this.read(user, filter, sort, pageSize, (page - 1) * pageSize);
    return { items: rows, total, page, pageSize };
  }

  /** The whole list, for exports and briefs. @param most refuses to grow beyond this: the rest is cut off */
  async all(
    user: CurrentUser,
    filter: ItemFilter = {},
    sort: ItemOrder = 'ref',
    most = 10_000,
  ): Promise<ItemRow[]> {
    return (await this.read(user, filter, sort, most, 0)).rows;
  }

  /** These items, in the order asked for; what the person does not see is left out. */
  async byRefs(user: CurrentUser, refs: readonly string[]): Promise<ItemRow[]> {
    const frame = await this.frame();
    const wanted = [...new Set(refs)];
    const rows = await this.query<{ row: ItemRow }>(sql`SELECT ${rowJson(user, frame)} AS row
      FROM item i JOIN publication p ON p.id = i.publication_id ${rowJoins(user)}
      WHERE i.ref = ANY(${wanted}) AND ${visibleItems(user)}`);
    const byRef = new Map(rows.map(({ row }) => [row.ref, row]));
    return wanted.flatMap((ref) => byRef.get(ref) ?? []);
  }

  /** References of the whole list in its order, for what is done with all of it. */
  async refs(
    user: CurrentUser,
    filter: ItemFilter,
    most: number,
    sort: ItemOrder = 'ref',
  ): Promise<string[]> {
    const frame = await this.frame();
    const order = orderOf(sort, user, frame);
    const rows = await this.query<{ ref: string }>(sql`SELECT i.ref
      FROM item i JOIN publication p ON p.id = i.publication_id ${order.joins}
      WHERE ${visibleItems(user)} AND ${matches(filter, user, frame)}
      ORDER BY ${order.by} LIMIT ${most}`);
    return rows.map(({ ref }) => ref);
  }

  /** How many items each filter asks for: `counts(user, { late: { timeliness: ['past_due'] } })` → `{ late: 3 }`. */
  async counts<K extends string>(
    user: CurrentUser,
    filters: Record<K, ItemFilter>,
    within: ItemFilter = {},
  ): Promise<Record<K, number>> {
    const names = Object.keys(filters) as K[];
    if (names.length === 0) return {} as Record<K, number>;
    const frame = await this.frame();
    const columns = names.map(
      (name) => sql`count(*) FILTER (WHERE ${matches(filters[name], user, frame)})::int`,
    );
    const [row] = await this.query<{ counts: number[] }>(sql`SELECT ARRAY[${join(columns)}] AS counts
      FROM item i JOIN publication p ON p.id = i.publication_id
      WHERE ${visibleItems(user)} AND ${matches(within, user, frame)}`);
    return Object.fromEntries(names.map((name, index) => [name, row.counts[index]])) as Record<K, number>;
  }

  /** How many items of each progress in each group. An item with several actors counts once for each. */
  async groups(user: CurrentUser, by: Grouping, filter: ItemFilter = {}): Promise<GroupCount[]> {
    const key = GROUP_KEYS[by];
    return this.query<GroupCount>(sql`SELECT ${key.column}::text AS key, i.progress, count(*)::int AS count
      FROM item i JOIN publication p ON p.id = i.publication_id ${key.join}
      WHERE ${visibleItems(user)} AND ${matches(filter, user, await this.frame())}
      GROUP BY 1, 2 ORDER BY 1, 2`);
  }

  /** How many items of each group each filter asks for, as `counts` and `groups` have them. */
  async tallies<K extends string>(
    user: CurrentUser,
    by: Grouping,
    filters: Record<K, ItemFilter>,
  ): Promise<{ key: string | null; counts: Record<K, number> }[]> {
    const names = Object.keys(filters) as K[];
    const { column, join: joined } = GROUP_KEYS[by];
    const frame = await this.frame();
    const columns = names.map(
      (name) => sql`count(*) FILTER (WHERE ${matches(filters[name], user, frame)})::int`,
    );
    const rows = await this.query<{ key: string | null; counts: number[] }>(sql`
      SELECT ${column}::text AS key, ARRAY[${join(columns)}] AS counts
      FROM item i JOIN publication p ON p.id = i.publication_id ${joined}
      WHERE ${visibleItems(user)} GROUP BY 1`);
    return rows.map(({ key, counts }) => ({
      key,
      counts: Object.fromEntries(names.map((name, index) => [name, counts[index]])) as Record<K, number>,
    }));
  }

  /** Today and the spans of the organisation, as filters and rows need them. */
  async frame(): Promise<Frame> {
    const [settings, today] = [await this.settings.organisation(), await this.settings.today()];
    return {
      today,
      timeZone: settings.timeZone,
      dueSoonDays: settings.dueSoonDays,
      cadences: {
        short: settings.cadenceShortDays,
        medium: settings.cadenceMediumDays,
        long: settings.cadenceLongDays,
      },
    };
  }

  /** Total and page in one statement, so that they are of one moment. */
  private async read(user: CurrentUser, filter: ItemFilter, sort: ItemOrder, limit: number, offset: number) {
    const frame = await this.frame();
    const order = orderOf(sort, user, frame);
    const [row] = await this.query<{ total: number; rows: ItemRow[] }>(sql`
      WITH matched AS MATERIALIZED (
        SELECT i.id, row_number() OVER (ORDER BY ${order.by}) AS n
          FROM item i JOIN publication p ON p.id = i.publication_id ${order.joins}
         WHERE ${visibleItems(user)} AND ${matches(filter, user, frame)})
      SELECT (SELECT count(*)::int FROM matched) AS total, coalesce((
        SELECT json_agg(${rowJson(user, frame)} ORDER BY page.n)
          FROM (SELECT id, n FROM matched ORDER BY n LIMIT ${limit} OFFSET ${offset}) page
          JOIN item i ON i.id = page.id JOIN publication p ON p.id = i.publication_id ${rowJoins(user)}
      ), '[]'::json) AS rows`);
    return row;
  }

  private async query<Row>(query: Sql): Promise<Row[]> {
    return this.dataSource.query(query.text, query.values);
  }
}

const GROUP_KEYS: Record<Grouping, { column: Sql; join: Sql }> = {
  publication: { column: sql`i.publication_id`, join: raw('') },
  term: { column: sql`i.term`, join: raw('') },
  owner: { column: sql`i.owner_id`, join: raw('') },
  team: { column: sql`i.team_id`, join: raw('') },
  actor: { column: sql`ia.actor_id`, join: sql`LEFT JOIN item_actor ia ON ia.item_id = i.id` },
};

/** By reference as people read it: PB-2 before PB-11, A2 before A10. */
const BY_REF = sql`regexp_replace(p.ref_prefix, '[0-9]+$', ''), substring(p.ref_prefix from '[0-9]{1,15}$')::bigint
  NULLS FIRST, p.ref_prefix, i.kind, i.position, i.id`;

/** What a sort orders by; whatever it is, equal rows follow by reference and in the end by id. */
function orderOf(order: ItemOrder, user: CurrentUser, frame: Frame): { by: Sql; joins: Sql } {
  const descending = order.startsWith('-');
  const sort = (descending ? order.slice(1) : order) as ItemSort;
  const direction = raw(descending ? 'DESC' : 'ASC');
  if (sort === 'ref')
    return {
      by: descending
        ? sql`regexp_replace(p.ref_prefix, '[0-9]+$', '') DESC, substring(p.ref_prefix from '[0-9]{1,15}$')::bigint
            DESC NULLS LAST, p.ref_prefix DESC, i.kind DESC, i.position DESC, i.id`
        : BY_REF,
      joins: raw(''),
    };
  const key = sortKey(sort, user, frame);
  return { by: sql`${key.by} ${direction} NULLS LAST, ${BY_REF}`, joins: key.joins ?? raw('') };
}

function sortKey(sort: Exclude<ItemSort, 'ref'>, user: CurrentUser, frame: Frame): { by: Sql; joins?: Sql } {
  switch (sort) {
    case 'title':
      return { by: sql`lower(i.title)` };
    case 'due':
      return { by: sql`i.due_on` };
    case 'progress':
      return {
        by: sql`array_position(ARRAY[${join(PROGRESS.map((value) => sql`${value}`))}]::text[], i.progress)`,
      };
    case 'lastChecked':
      return { by: sql`-${daysUncheckedSql(frame.today, frame.timeZone)}` };
    case 'days':
      return { by: timelinessDaysSql(frame.today) };
    case 'owner':
      return { by: sql`lower(o.name)`, joins: sql`LEFT JOIN person o ON o.id = i.owner_id` };
    case 'lastEvidence':
      return { by: sql`le.event_on`, joins: lastEvidenceJoin(user) };
  }
}
