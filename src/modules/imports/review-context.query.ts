import { Injectable } from '@nestjs/common';
import sql, { type Sql } from 'sql-template-tag';
import { DataSource } from 'typeorm';
import type { CurrentUser } from '../../shared/permissions.js';
import { type ActorKind, nameKey } from '../actors/index.js';
import { PublicationsService } from '../publications/index.js';
import { visibleActors } from '../tracking/index.js';
import type { Review } from './review.js';

/** An actor that Heed has already under a name in the document. */
export interface ActorMatch {
  id: number;
  name: string;
  kind: ActorKind;
  /** By another name than its own. */
  isAlias: boolean;
}

/** What Heed knows already that bears on a review. */
export interface ReviewContext {
  /** By folded name (`nameKey`). */
  actors: Map<string, ActorMatch>;
  /** The publication with the same series and number; `seen` is null where the person may not see it. */
  twin: { seen: { id: number; title: string } | null } | null;
  /** That the person may enter a publication for. */
  teams: { id: number; name: string }[];
  /** Who may own an item. */
  staff: { id: number; name: string }[];
}

@Injectable()
export class ReviewContextQuery {
  constructor(
    private readonly dataSource: DataSource,
    private readonly publications: PublicationsService,
  ) {}

  async find(user: CurrentUser, review: Review): Promise<ReviewContext> {
    const { series, number } = review.publication;
    return {
      actors: await this.actors(user, review),
      twin: await this.publications.twinOf(user, series, number),
      teams: await this.teams(user),
      staff: await this.rows(
        sql`SELECT id, name FROM person WHERE active AND role IN ('contributor', 'manager', 'admin') ORDER BY name, id`,
      ),
    };
  }

  private async actors(user: CurrentUser, review: Review): Promise<Map<string, ActorMatch>> {
    const names = review.actions
      .flatMap((row) => row.actors)
      .flatMap((actor) => [actor.name, actor.linkedTo]);
    const keys = [...new Set(names.map(nameKey))].filter(Boolean);
    const rows = await this.rows<ActorMatch & { key: string }>(sql`
      SELECT a.id, a.name, a.kind, found.key, found.is_alias AS "isAlias"
        FROM (SELECT id, name_key AS key, false AS is_alias FROM actor WHERE name_key = ANY(${keys}::text[])
              UNION ALL
              SELECT actor_id, alias_key, true FROM actor_alias WHERE alias_key = ANY(${keys}::text[])) found
        JOIN actor a ON a.id = found.id
       WHERE ${visibleActors(user)}`);
    return new Map(rows.map(({ key, ...match }) => [key, match]));
  }

  /** As `mayEnterFor` has it. */
  private teams(user: CurrentUser): Promise<{ id: number; name: string }[]> {
    const own = user.role === 'contributor' && user.teamId !== null ? sql`WHERE id = ${user.teamId}` : sql``;
    return this.rows(sql`SELECT id, name FROM team ${own} ORDER BY name, id`);
  }

  private rows<Row>({ text, values }: Sql): Promise<Row[]> {
    return this.dataSource.query(text, values);
  }
}
