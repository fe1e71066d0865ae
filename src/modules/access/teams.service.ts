import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager, QueryFailedError } from 'typeorm';
import { NotFound, Refused, StaleVersion } from '../../shared/errors.js';
import { HistoryService } from '../history/index.js';

export interface TeamRow {
  id: number;
  name: string;
  /** Active people in it. */
  people: number;
  version: number;
}

const SELECT = `SELECT id, name, version,
    (SELECT count(*)::int FROM person WHERE team_id = team.id AND active) AS people FROM team`;

@Injectable()
export class TeamsService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly history: HistoryService,
  ) {}

  async all(): Promise<TeamRow[]> {
    return this.dataSource.query(`${SELECT} ORDER BY lower(name), id`);
  }

  /** @throws NotFound */
  async one(id: number, manager: EntityManager = this.dataSource.manager): Promise<TeamRow> {
    const [team] = await manager.query<TeamRow[]>(`${SELECT} WHERE id = $1`, [id]);
    if (!team) throw new NotFound();
    return team;
  }

  /** @throws Refused `team.nameTaken` */
  async create(actorId: number, name: string): Promise<TeamRow> {
    return this.dataSource.transaction(async (manager) => {
      const [{ id }] = await manager
        .query<Array<{ id: number }>>('INSERT INTO team (name) VALUES ($1) RETURNING id', [name])
        .catch(asRefusal);
      await this.history.record(manager, {
        actorId,
        action: 'team.created',
        subjectType: 'team',
        subjectId: id,
        after: { name },
      });
      return this.one(id, manager);
    });
  }

  /** @throws NotFound, StaleVersion, Refused `team.nameTaken` */
  async rename(actorId: number, id: number, version: number, name: string): Promise<TeamRow> {
    return this.dataSource.transaction(async (manager) => {
      const before = await this.one(id, manager);
      const [, affected] = await manager
        .query<[unknown, number]>(
          'UPDATE team SET name = $3, version = version + 1 WHERE id = $1 AND version = $2',
          [id, version, name],
        )
        .catch(asRefusal);
      if (affected !== 1) throw new StaleVersion({ version: before.version });
      await this.history.record(manager, {
        actorId,
        action: 'team.renamed',
        subjectType: 'team',
        subjectId: id,
        before: { name: before.name },
        after: { name },
      });
      return this.one(id, manager);
    });
  }
}

function asRefusal(error: unknown): never {
  const constraint =
    error instanceof QueryFailedError && (error.driverError as { constraint?: string }).constraint;
  if (constraint === 'ix_team_name') throw new Refused('team.nameTaken', {}, 'name');
  throw error;
}
