import { Injectable } from '@nestjs/common';
import sql, { type Sql } from 'sql-template-tag';
import { DataSource, type EntityManager } from 'typeorm';
import type { CurrentUser } from '../../../shared/permissions.js';
import { visibleActors } from '../../tracking/index.js';
import { cellLine, joinLines } from './cell-text.js';

export interface ActorCells {
  id: number;
  parentId: number | null;
  successorId: number | null;
  values: Record<string, string>;
}

/** Actors as cells: what exports write and imports compare with. */
@Injectable()
export class ActorCellsQuery {
  constructor(private readonly dataSource: DataSource) {}

  /** Those that the person sees, of the actors (alias `a`) that `where` names, by name. One statement. */
  async find(
    user: CurrentUser,
    where: Sql,
    manager: EntityManager = this.dataSource.manager,
  ): Promise<ActorCells[]> {
    const linked = (id: Sql) =>
      sql`(SELECT a.name FROM actor a WHERE a.id = ${id} AND ${visibleActors(user)})`;
    const query = sql`SELECT a.id, a.name, a.kind, a.parent_id AS "parentId", a.successor_id AS "successorId",
        ${linked(sql`outside.parent_id`)} AS parent, ${linked(sql`outside.successor_id`)} AS successor,
        array(SELECT alias FROM actor_alias x WHERE x.actor_id = a.id ORDER BY x.alias_key) AS aliases
      FROM actor a JOIN LATERAL (SELECT a.parent_id, a.successor_id) outside ON TRUE
      WHERE ${where} AND ${visibleActors(user)} ORDER BY a.name_key, a.id`;
    const rows = await manager.query<Row[]>(query.text, query.values);
    return rows.map(({ id, parentId, successorId, name, kind, parent, successor, aliases }) => ({
      id,
      parentId,
      successorId,
      values: {
        name: cellLine(name),
        kind,
        parent: cellLine(parent ?? ''),
        successor: cellLine(successor ?? ''),
        aliases: joinLines(aliases),
      },
    }));
  }
}

interface Row {
  id: number;
  name: string;
  kind: string;
  parentId: number | null;
  successorId: number | null;
  parent: string | null;
  successor: string | null;
  aliases: string[];
}
