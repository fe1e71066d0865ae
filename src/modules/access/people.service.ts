import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager, QueryFailedError } from 'typeorm';
import { Clock } from '../../shared/clock.js';
import { NotFound, Refused, StaleVersion } from '../../shared/errors.js';
import type { Role } from '../../shared/permissions.js';
import { HistoryService } from '../history/index.js';
import { LinksService } from './links.service.js';
import { SessionsService } from './sessions.service.js';

export interface PersonRow {
  id: number;
  name: string;
  email: string;
  role: Role;
  teamId: number | null;
  team: string | null;
  active: boolean;
  /** Whether a password was ever set. */
  joined: boolean;
  lastSeenAt: Date | null;
  version: number;
}

export interface PersonValues {
  name: string;
  email: string;
  role: Role;
  teamId: number | null;
}

const SELECT = `SELECT person.id, person.name, person.email, person.role, person.team_id AS "teamId", team.name AS team,
    person.active, person.password_hash IS NOT NULL AS joined, person.version,
    (SELECT max(last_seen_at) FROM session WHERE person_id = person.id) AS "lastSeenAt"
  FROM person LEFT JOIN team ON team.id = person.team_id`;

@Injectable()
export class PeopleService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
    private readonly history: HistoryService,
    private readonly links: LinksService,
    private readonly sessions: SessionsService,
  ) {}

  async all(): Promise<PersonRow[]> {
    return this.dataSource.query(`${SELECT} ORDER BY person.active DESC, lower(person.name), person.id`);
  }

  /** @throws NotFound */
  async one(id: number, manager: EntityManager = this.dataSource.manager): Promise<PersonRow> {
    const [person] = await manager.query<PersonRow[]>(`${SELECT} WHERE person.id = $1`, [id]);
    if (!person) throw new NotFound();
    return person;
  }

  /** @returns the person's id and the path of the link by which they choose a password. @throws Refused */
  async invite(actorId: number, values: PersonValues): Promise<{ id: number; link: string }> {
    return this.dataSource.transaction(async (manager) => {
      const [{ id }] = await manager
        .query<Array<{ id: number }>>(
          'INSERT INTO person (name, email, role, team_id, created_at) VALUES ($1, lower($2), $3, $4, $5) RETURNING id',
          [values.name, values.email, values.role, values.teamId, this.clock.now()],
        )
        .catch(asRefusal);
      await this.history.record(manager, {
        actorId,
        action: 'person.created',
        subjectType: 'person',
        subjectId: id,
        after: { role: values.role, teamId: values.teamId },
      });
      return { id, link: `/set-password?token=${await this.links.issue(manager, 'invitation', id)}` };
    });
  }

  /**
   * Changes what is given. Who is deactivated is signed out for good: sessions, tokens and links end.
   * @throws NotFound, StaleVersion, Refused `person.lastAdmin`
   */
  async change(
    actorId: number,
    id: number,
    version: number,
    values: Partial<PersonValues & { active: boolean }>,
  ): Promise<PersonRow> {
    return this.dataSource.transaction(async (manager) => {
      // Two admins who demote each other wait here for one another.
      const admins = await manager.query<Array<{ id: number }>>(
        `SELECT id FROM person WHERE role = 'admin' AND active ORDER BY id FOR UPDATE`,
      );
      const before = await this.one(id, manager);
      const after = { ...before, ...defined(values) };
      const staysAdmin = after.active && after.role === 'admin';
      if (!staysAdmin && admins.length === 1 && admins[0].id === id)
        throw new Refused('person.lastAdmin', {}, after.active ? 'role' : undefined);
      const [, affected] = await manager
        .query<[unknown, number]>(
          `UPDATE person SET name = $3, email = lower($4), role = $5, team_id = $6, active = $7, version = version + 1
            WHERE id = $1 AND version = $2`,
          [id, version, after.name, after.email, after.role, after.teamId, after.active],
        )
        .catch(asRefusal);
      if (affected !== 1) throw new StaleVersion({ version: before.version });
      if (before.active && !after.active) await this.shutOut(manager, id);
      await this.history.record(manager, {
        actorId,
        action: 'person.changed',
        subjectType: 'person',
        subjectId: id,
        before: traceable(before),
        after: { ...traceable(after), renamed: before.name !== after.name || before.email !== after.email },
      });
      return this.one(id, manager);
    });
  }

  /** Whether somebody still follows an item or has a step to do: it wants handing over when they leave. */
  async hasWork(id: number): Promise<boolean> {
    const [{ has }] = await this.dataSource.query<[{ has: boolean }]>(
      `SELECT EXISTS (SELECT 1 FROM item WHERE owner_id = $1)
           OR EXISTS (SELECT 1 FROM follow_up WHERE assignee_id = $1 AND done_on IS NULL) AS has`,
      [id],
    );
    return has;
  }

  /** The path of a link for someone who has not joined yet or forgot the password. @throws NotFound, Refused */
  async newLink(actorId: number, id: number): Promise<string> {
    return this.dataSource.transaction(async (manager) => {
      const person = await this.one(id, manager);
      if (!person.active) throw new Refused('person.inactive');
      const purpose = person.joined ? 'reset' : 'invitation';
      await this.history.record(manager, {
        actorId,
        action: 'person.link_made',
        subjectType: 'person',
        subjectId: id,
        after: { purpose },
      });
      return `/set-password?token=${await this.links.issue(manager, purpose, id)}`;
    });
  }

  private async shutOut(manager: EntityManager, id: number): Promise<void> {
    await this.sessions.endAll(manager, id);
    await manager.query('DELETE FROM setup_token WHERE person_id = $1', [id]);
    await manager.query('UPDATE api_token SET revoked_at = $2 WHERE person_id = $1 AND revoked_at IS NULL', [
      id,
      this.clock.now(),
    ]);
  }
}

/** What history may keep of a person: no name, no address. */
const traceable = ({ role, teamId, active }: PersonRow) => ({ role, teamId, active });

const defined = <T extends object>(values: T): Partial<T> =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as Partial<T>;

function asRefusal(error: unknown): never {
  const constraint =
    error instanceof QueryFailedError && (error.driverError as { constraint?: string }).constraint;
  if (constraint === 'ix_person_email') throw new Refused('person.emailTaken', {}, 'email');
  if (constraint === 'fk_person_team_id') throw new Refused('choice', {}, 'teamId');
  throw error;
}
