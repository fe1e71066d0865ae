import { Injectable } from '@nestjs/common';
import sql from 'sql-template-tag';
import { DataSource } from 'typeorm';
import { type CurrentUser, PERMISSIONS } from '../../shared/permissions.js';
import { type ItemFilter, ItemListQuery, visibleItems } from '../tracking/index.js';

/** What each owner has to do: each number is that of a filter, and so of a list. */
export const WORKLOAD = {
  open: { open: 'yes' },
  pastDue: { timeliness: ['past_due'] },
  checksDue: { check: 'due' },
} as const satisfies Record<string, ItemFilter>;
export type WorkloadName = keyof typeof WORKLOAD | 'followUpsDue' | 'all';

export interface WorkloadPerson {
  /** Null: whom nobody follows. */
  id: number | null;
  name: string;
  team: string | null;
  /** False: they have left, and what is still theirs wants handing over. */
  active: boolean;
  counts: Record<WorkloadName, number>;
}

const NOTHING = { all: 0, open: 0, pastDue: 0, checksDue: 0, followUpsDue: 0 };

/** How the work lies with the people, of what one person sees. Three statements, however many people. */
@Injectable()
export class WorkloadQuery {
  constructor(
    private readonly dataSource: DataSource,
    private readonly lists: ItemListQuery,
  ) {}

  /** Active staff, and whoever has left and still follows something; by name. */
  async people(user: CurrentUser): Promise<(WorkloadPerson & { id: number })[]> {
    const { owners, steps } = await this.numbers(user);
    const people = await this.dataSource.query<
      (Omit<WorkloadPerson, 'counts'> & { id: number; staff: boolean })[]
    >(
      `SELECT person.id, person.name, team.name AS team, person.active, person.active AND role = ANY($1) AS staff
         FROM person LEFT JOIN team ON team.id = person.team_id ORDER BY lower(person.name), person.id`,
      [[...PERMISSIONS.record]],
    );
    return people
      .filter(({ id, staff }) => staff || owners.has(id) || steps.has(id))
      .map(({ id, name, team, staff }) => ({
        id,
        name,
        team,
        active: staff,
        counts: { ...NOTHING, ...owners.get(id), followUpsDue: steps.get(id) ?? 0 },
      }));
  }

  /** The items that nobody follows. */
  async unassigned(user: CurrentUser): Promise<WorkloadPerson['counts']> {
    return { ...NOTHING, ...(await this.lists.counts(user, { all: {}, ...WORKLOAD }, { owner: 'none' })) };
  }

  private async numbers(user: CurrentUser) {
    const { today } = await this.lists.frame();
    const owned = await this.lists.tallies(user, 'owner', { all: {}, ...WORKLOAD });
    const query = sql`SELECT f.assignee_id AS id, count(DISTINCT i.id)::int AS count
      FROM follow_up f JOIN item i ON i.id = f.item_id JOIN publication p ON p.id = i.publication_id
      WHERE f.done_on IS NULL AND f.due_on <= ${today}::date AND ${visibleItems(user)} GROUP BY 1`;
    const due = await this.dataSource.query<{ id: number; count: number }[]>(query.text, query.values);
    return {
      owners: new Map(owned.map(({ key, counts }) => [Number(key), counts])),
      steps: new Map(due.map(({ id, count }) => [id, count])),
    };
  }
}
