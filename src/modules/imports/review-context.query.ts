import { Injectable } from '@nestjs/common';
import sql, { type Sql } from 'sql-template-tag';
import { DataSource } from 'typeorm';
import type { CurrentUser } from '../../shared/permissions.js';
import { PublicationsService } from '../publications/index.js';
import { visibleActors } from '../tracking/index.js';
import { ActorRegistry, type KnownName } from './actor-registry.js';
import type { Review } from './review.js';

/** What Heed knows already that bears on a review. */
export interface ReviewContext {
  actors: ActorRegistry;
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
      actors: new ActorRegistry(await this.names(user)),
      twin: await this.publications.twinOf(user, series, number),
      teams: await this.teams(user),
      staff: await this.rows(
        sql`SELECT id, name FROM person WHERE active AND role IN ('contributor', 'manager', 'admin') ORDER BY name, id`,
      ),
    };
  }

  /** Every name of every actor that the person may see. */
  private names(user: CurrentUser): Promise<KnownName[]> {
    return this.rows(sql`
      SELECT a.id, a.name, a.kind, known.key, known.is_alias AS "isAlias"
        FROM actor a
        JOIN (SELECT id, name_key AS key, false AS is_alias FROM actor
              UNION ALL
              SELECT actor_id, alias_key, true FROM actor_alias) known ON known.id = a.id
       WHERE ${visibleActors(user)} ORDER BY a.id, known.is_alias, known.key`);
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
