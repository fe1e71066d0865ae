import { Injectable } from '@nestjs/common';
import sql, { type Sql } from 'sql-template-tag';
import { DataSource } from 'typeorm';
import type { Day } from '../../shared/calendar-date.js';
import type { CurrentUser } from '../../shared/permissions.js';
import { SettingsService } from '../settings/index.js';
import { visibleItems } from '../tracking/index.js';

/** A step of ours that is due, on an item that the person sees. */
export interface FollowUpDue {
  id: number;
  ref: string;
  title: string;
  step: string;
  dueOn: Day;
  assignee: { id: number; name: string };
  /** Who asks, where it is a question to the owner. */
  askedBy: string | null;
}

/** The follow-ups that are due today or were before: one statement each. */
@Injectable()
export class FollowUpsDueQuery {
  constructor(
    private readonly dataSource: DataSource,
    private readonly settings: SettingsService,
  ) {}

  async count(user: CurrentUser): Promise<number> {
    const [{ count }] = await this.query<{ count: number }>(
      sql`SELECT count(*)::int AS count ${await this.due(user)}`,
    );
    return count;
  }

  /** The longest due first. */
  async list(user: CurrentUser, limit: number): Promise<FollowUpDue[]> {
    return this.query(sql`SELECT f.id, i.ref, i.title, f.step, f.due_on AS "dueOn",
        json_build_object('id', person.id, 'name', person.name) AS assignee,
        CASE f.kind WHEN 'question' THEN (SELECT asker.name FROM person asker WHERE asker.id = f.created_by) END AS "askedBy"
      ${await this.due(user)} ORDER BY f.due_on, f.id LIMIT ${limit}`);
  }

  private async due(user: CurrentUser): Promise<Sql> {
    return sql`FROM follow_up f JOIN item i ON i.id = f.item_id JOIN publication p ON p.id = i.publication_id
      JOIN person ON person.id = f.assignee_id
      WHERE f.done_on IS NULL AND f.due_on <= ${await this.settings.today()}::date AND ${visibleItems(user)}`;
  }

  private async query<Row>(query: Sql): Promise<Row[]> {
    return this.dataSource.query<Row[]>(query.text, query.values);
  }
}
