import { Injectable } from '@nestjs/common';
import sql, { type Sql, join } from 'sql-template-tag';
import { DataSource } from 'typeorm';
import { caseless } from '../../database/text.js';
import { Conflict, NotFound, Refused } from '../../shared/errors.js';
import type { CurrentUser } from '../../shared/permissions.js';
import type { ActorKind } from '../actors/index.js';
import {
  type Frame,
  ItemListQuery,
  type ItemRow,
  PAGE_SIZE,
  isOpenItem,
  timelinessIs,
  visibleActors,
  visibleItems,
} from '../tracking/index.js';

export interface ActorName {
  id: number;
  name: string;
}

export interface ActorRow extends ActorName {
  kind: ActorKind;
  aliases: string[];
  parent: ActorName | null;
  /** Of the items that the person sees. */
  items: { total: number; open: number; pastDue: number };
  version: number;
}

export interface ActorDetail extends ActorRow {
  successor: ActorName | null;
  /** Bodies of which it is the parent. */
  members: ActorName[];
  predecessors: ActorName[];
  /** What it owes, in the order of the due dates. */
  owes: ItemRow[];
}

export const ACTOR_ORDERS = ['name', 'pastDue', 'open'] as const;
export type ActorOrder = (typeof ACTOR_ORDERS)[number];

export interface ActorListRequest {
  /** Part of its name or of an alias. */
  q?: string;
  kind?: ActorKind;
  sort?: ActorOrder;
  page?: number;
  pageSize?: number;
}

/** The external bodies, and what each owes of what a person sees. */
@Injectable()
export class ActorsQuery {
  constructor(
    private readonly dataSource: DataSource,
    private readonly items: ItemListQuery,
  ) {}

  /** One statement. */
  async page(
    user: CurrentUser,
    request: ActorListRequest = {},
  ): Promise<{ actors: ActorRow[]; total: number; page: number; pageSize: number }> {
    const { q, kind, sort = 'name', page = 1, pageSize = PAGE_SIZE } = request;
    const pattern = q?.trim() ? `%${q.trim().replaceAll(/[\\%_]/g, String.raw`\$&`)}%` : null;
    const frame = await this.items.frame();
    const owes = (condition: Sql) => sql`(SELECT count(*) FROM item_actor ia JOIN item i ON i.id = ia.item_id
      JOIN publication p ON p.id = i.publication_id
      WHERE ia.actor_id = a.id AND ${condition} AND ${visibleItems(user)}) DESC,`;
    const order = {
      name: sql``,
      pastDue: owes(timelinessIs('past_due', frame)),
      open: owes(sql`${isOpenItem}`),
    }[sort];
    const [row] = await this.query<{ total: number; actors: ActorRow[] }>(sql`
      WITH seen AS MATERIALIZED (
        SELECT a.id, row_number() OVER (ORDER BY ${order} a.name_key, a.id) AS n FROM actor a
         WHERE ${visibleActors(user)} AND (${kind ?? null}::text IS NULL OR a.kind = ${kind ?? null}::text)
           AND (${pattern}::text IS NULL OR ${caseless(sql`a.name`)} ILIKE ${pattern}::text OR EXISTS (
             SELECT 1 FROM actor_alias al WHERE al.actor_id = a.id AND ${caseless(sql`al.alias`)} ILIKE ${pattern}::text)))
      SELECT (SELECT count(*)::int FROM seen) AS total, coalesce((
        SELECT json_agg(${rowJson(user, frame)} ORDER BY page.n)
          FROM (SELECT id, n FROM seen ORDER BY n LIMIT ${pageSize} OFFSET ${(page - 1) * pageSize}) page
          JOIN actor a ON a.id = page.id), '[]'::json) AS actors`);
    return { ...row, page, pageSize };
  }

  /** @throws NotFound where it is missing or hidden */
  async one(user: CurrentUser, id: number): Promise<ActorDetail> {
    const frame = await this.items.frame();
    const [row] = await this.query<{ row: ActorRow; more: Omit<ActorDetail, keyof ActorRow | 'owes'> }>(sql`
      SELECT ${rowJson(user, frame)} AS row, json_build_object(
        'successor', ${nameOf(user, sql`self.successor_id`)},
        'members', ${namesWhere(user, sql`a.parent_id = self.id`)},
        'predecessors', ${namesWhere(user, sql`a.successor_id = self.id`)}) AS more
      FROM actor a JOIN actor self ON self.id = a.id WHERE a.id = ${id} AND ${visibleActors(user)}`);
    if (!row) throw new NotFound();
    const owes = await this.items.all(user, { actor: id }, 'due', 1_000);
    return { ...row.row, ...row.more, owes };
  }

  /** @throws Refused where a body that one names as parent or successor is missing or hidden */
  async mustSee(
    user: CurrentUser,
    links: { parentId: number | null; successorId: number | null },
  ): Promise<void> {
    const wanted = [links.parentId, links.successorId].filter((id) => id !== null);
    if (wanted.length === 0) return;
    const seen = await this.query<{ id: number }>(
      sql`SELECT a.id FROM actor a WHERE a.id IN (${join(wanted)}) AND ${visibleActors(user)}`,
    );
    for (const name of ['parentId', 'successorId'] as const) {
      const id = links[name];
      if (id !== null && !seen.some((one) => one.id === id)) throw new Refused('actor.unknown', {}, name);
    }
  }

  /** That a name is taken must be said, since there can be no second; by whom, only to those who may see it. */
  async tellingOnlySeen<T>(user: CurrentUser, work: Promise<T>): Promise<T> {
    try {
      return await work;
    } catch (error) {
      if (!(error instanceof Conflict) || error.code !== 'actor.exists') throw error;
      const seen = await this.query(
        sql`SELECT a.id FROM actor a WHERE a.id = ${error.values.id} AND ${visibleActors(user)}`,
      );
      throw seen.length > 0 ? error : new Conflict('actor.existsUnseen', {}, error.field);
    }
  }

  /** Every actor that a person sees, for choices; at most 2,000. */
  async names(user: CurrentUser): Promise<ActorName[]> {
    return this.query(sql`SELECT a.id, a.name FROM actor a WHERE ${visibleActors(user)}
      ORDER BY a.name_key, a.id LIMIT 2000`);
  }

  private async query<Row>(query: Sql): Promise<Row[]> {
    return this.dataSource.query<Row[]>(query.text, query.values);
  }
}

/** An `ActorRow` of the actor `a` as json. */
const rowJson = (user: CurrentUser, frame: Frame): Sql => sql`(SELECT json_build_object(
  'id', self.id, 'name', self.name, 'kind', self.kind,
  'aliases', ARRAY(SELECT al.alias FROM actor_alias al WHERE al.actor_id = self.id ORDER BY al.alias_key),
  'parent', ${nameOf(user, sql`self.parent_id`)},
  'items', (SELECT json_build_object('total', count(*), 'open', count(*) FILTER (WHERE ${isOpenItem}),
      'pastDue', count(*) FILTER (WHERE ${timelinessIs('past_due', frame)}))
    FROM item_actor ia JOIN item i ON i.id = ia.item_id JOIN publication p ON p.id = i.publication_id
    WHERE ia.actor_id = self.id AND ${visibleItems(user)}),
  'version', self.version) FROM actor self WHERE self.id = a.id)`;

/** Id and name of one actor, null where it is none or hidden. */
const nameOf = (user: CurrentUser, id: Sql): Sql => sql`(SELECT json_build_object('id', a.id, 'name', a.name)
  FROM actor a WHERE a.id = ${id} AND ${visibleActors(user)})`;

const namesWhere = (user: CurrentUser, condition: Sql): Sql => sql`coalesce((
  SELECT json_agg(json_build_object('id', a.id, 'name', a.name) ORDER BY a.name_key)
    FROM actor a WHERE ${condition} AND ${visibleActors(user)}), '[]'::json)`;
