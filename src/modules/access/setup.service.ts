import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { Clock } from '../../shared/clock.js';
import { NotFound, Refused } from '../../shared/errors.js';
import { HistoryService } from '../history/index.js';
import { Organisation, SettingsService } from '../settings/index.js';
import { LinksService } from './links.service.js';
import { weaknessOf } from './password-rules.js';
import { hashPassword } from './passwords.js';
import { type Browser, SessionsService } from './sessions.service.js';

/** A fixed number of ours: whoever makes the first admin waits for whoever is at it. */
const SETUP_LOCK = 7_230_116;

export interface FirstAdmin {
  name: string;
  email: string;
  password: string;
  organisation: string;
  timeZone: string;
}

@Injectable()
export class SetupService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
    private readonly history: HistoryService,
    private readonly settings: SettingsService,
    private readonly links: LinksService,
    private readonly sessions: SessionsService,
  ) {}

  /** Whether there is no administrator yet. */
  async isNeeded(): Promise<boolean> {
    const [{ needed }] = await this.dataSource.query<Array<{ needed: boolean }>>(
      `SELECT NOT EXISTS (SELECT FROM person WHERE role = 'admin') AS needed`,
    );
    return needed;
  }

  /** The path of a new one-time link, for the console; null once there is an administrator. */
  async newLink(): Promise<string | null> {
    if (!(await this.isNeeded())) return null;
    const token = await this.dataSource.transaction((manager) => this.links.issue(manager, 'setup', null));
    return `/setup?token=${token}`;
  }

  /** @throws NotFound `link.dead` */
  async look(token: string): Promise<void> {
    const { purpose } = await this.links.look(token);
    if (purpose !== 'setup' || !(await this.isNeeded())) throw new NotFound('link.dead');
  }

  /**
   * Makes the first administrator, names the organisation and gives it a first team, for whom the first import is;
   * of many at once, one gets through.
   * @returns the token of a session
   * @throws NotFound `link.dead`; Refused a weak password
   */
  async finish(
    token: string,
    { name, email, password, organisation, timeZone }: FirstAdmin,
    browser: Browser,
  ) {
    await this.look(token);
    const weakness = weaknessOf(password, [name, email, organisation]);
    if (weakness) throw new Refused(weakness, {}, 'password');
    const passwordHash = await hashPassword(password);
    return this.dataSource.transaction(async (manager) => {
      await manager.query('SELECT pg_advisory_xact_lock($1)', [SETUP_LOCK]);
      const { purpose } = await this.links.use(manager, token);
      const [admin] = await manager.query<unknown[]>(`SELECT FROM person WHERE role = 'admin' LIMIT 1`);
      if (purpose !== 'setup' || admin) throw new NotFound('link.dead');
      const [{ id }] = await manager.query<Array<{ id: number }>>(
        `INSERT INTO person (name, email, password_hash, role, created_at) VALUES ($1, lower($2), $3, 'admin', $4) RETURNING id`,
        [name, email, passwordHash, this.clock.now()],
      );
      await manager.query(`DELETE FROM setup_token WHERE purpose = 'setup'`);
      await this.history.record(manager, {
        actorId: id,
        action: 'person.created',
        subjectType: 'person',
        subjectId: id,
        after: { role: 'admin', by: 'setup' },
      });
      await this.joinFirstTeam(manager, id, organisation);
      const { version } = await manager.findOneByOrFail(Organisation, { id: 1 });
      await this.settings.saveIn(manager, id, version, { name: organisation, timeZone });
      return this.sessions.open(manager, id, browser);
    });
  }

  /** Every publication has a team. It is called as the organisation is until somebody knows better. */
  private async joinFirstTeam(manager: EntityManager, adminId: number, name: string): Promise<void> {
    const made = await manager.query<Array<{ id: number }>>(
      'INSERT INTO team (name) SELECT $1 WHERE NOT EXISTS (SELECT FROM team) RETURNING id',
      [name],
    );
    for (const { id } of made) {
      const written = { actorId: adminId, action: 'team.created', subjectType: 'team', subjectId: id };
      await this.history.record(manager, { ...written, after: { name } });
      await manager.query('UPDATE person SET team_id = $2 WHERE id = $1', [adminId, id]);
    }
  }
}
