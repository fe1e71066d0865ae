import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { Clock } from '../../shared/clock.js';
import { NotFound } from '../../shared/errors.js';
import type { CurrentUser } from '../../shared/permissions.js';
import { HistoryService } from '../history/index.js';
import { hashOf, newToken } from './secrets.js';

const MINUTE = 60_000;
export const IDLE_MS = 12 * 60 * MINUTE;
export const LONGEST_MS = 30 * 24 * 60 * MINUTE;

export interface Browser {
  userAgent: string;
  address: string;
}

export interface OpenSession extends Browser {
  /** Names the session on its owner's account page; of no use as a cookie. */
  id: string;
  createdAt: Date;
  lastSeenAt: Date;
  current: boolean;
}

@Injectable()
export class SessionsService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
    private readonly history: HistoryService,
  ) {}

  /** Always a new token, whatever the browser brought along. */
  async open(manager: EntityManager, personId: number, { userAgent, address }: Browser): Promise<string> {
    const [token, now] = [newToken(), this.clock.now()];
    await manager.query(
      `INSERT INTO session (token_hash, person_id, created_at, last_seen_at, expires_at, user_agent, address)
       VALUES ($1, $2, $3, $3, $4, $5, $6)`,
      [
        hashOf(token),
        personId,
        now,
        after(now, LONGEST_MS),
        userAgent.slice(0, 300).replaceAll('\0', ''),
        address,
      ],
    );
    await this.history.record(manager, {
      actorId: personId,
      action: 'person.signed_in',
      subjectType: 'person',
      subjectId: personId,
    });
    return token;
  }

  /** Who it is, as they are now; null where the session is over or the person was deactivated. */
  async userOf(token: string): Promise<CurrentUser | null> {
    const now = this.clock.now();
    const [row] = await this.dataSource.query<Array<CurrentUser & { lastSeenAt: Date }>>(
      `SELECT person.id, person.name, person.email, person.role, person.team_id AS "teamId",
              session.last_seen_at AS "lastSeenAt"
         FROM session JOIN person ON person.id = session.person_id
        WHERE session.token_hash = $1 AND person.active AND session.expires_at > $2 AND session.last_seen_at > $3`,
      [hashOf(token), now, after(now, -IDLE_MS)],
    );
    if (!row) return null;
    const { lastSeenAt, ...user } = row;
    if (now.getTime() - lastSeenAt.getTime() > MINUTE)
      await this.dataSource.query('UPDATE session SET last_seen_at = $2 WHERE token_hash = $1', [
        hashOf(token),
        now,
      ]);
    return user;
  }

  async listOf(personId: number, currentToken: string | null): Promise<OpenSession[]> {
    const now = this.clock.now();
    return this.dataSource.query(
      `SELECT encode(token_hash, 'hex') AS id, created_at AS "createdAt", last_seen_at AS "lastSeenAt",
              user_agent AS "userAgent", address, token_hash = $2 AS current
         FROM session WHERE person_id = $1 AND expires_at > $3 AND last_seen_at > $4
        ORDER BY last_seen_at DESC, token_hash`,
      [personId, hashOf(currentToken ?? ''), now, after(now, -IDLE_MS)],
    );
  }

  async close(token: string, personId: number): Promise<void> {
    await this.dataSource.transaction(async (manager) => {
      await manager.query('DELETE FROM session WHERE token_hash = $1', [hashOf(token)]);
      await this.history.record(manager, {
        actorId: personId,
        action: 'person.signed_out',
        subjectType: 'person',
        subjectId: personId,
      });
    });
  }

  /** @throws NotFound where the session is another person's, or over */
  async revoke(personId: number, id: string): Promise<void> {
    await this.dataSource.transaction(async (manager) => {
      const [, count] = await manager.query<[unknown, number]>(
        `DELETE FROM session WHERE person_id = $1 AND encode(token_hash, 'hex') = $2`,
        [personId, id],
      );
      if (count === 0) throw new NotFound();
      await this.history.record(manager, {
        actorId: personId,
        action: 'person.session_revoked',
        subjectType: 'person',
        subjectId: personId,
      });
    });
  }

  /** Ends a person's sessions, all or all but one: part of a change of password, role or activity. */
  async endAll(manager: EntityManager, personId: number, exceptToken: string | null = null): Promise<void> {
    await manager.query('DELETE FROM session WHERE person_id = $1 AND token_hash <> $2', [
      personId,
      hashOf(exceptToken ?? ''),
    ]);
  }
}

const after = (now: Date, ms: number): Date => new Date(now.getTime() + ms);
