import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Clock } from '../../shared/clock.js';
import { NotFound } from '../../shared/errors.js';
import type { CurrentUser } from '../../shared/permissions.js';
import { HistoryService } from '../history/index.js';
import { hashOf, newToken } from './secrets.js';

/** Lets secret scanners and people see what it is. */
const PREFIX = 'heed_';
const TOKEN = /^heed_[\w-]{43}$/;

export interface NamedToken {
  id: number;
  name: string;
  createdAt: Date;
  lastUsedAt: Date | null;
}

@Injectable()
export class ApiTokensService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
    private readonly history: HistoryService,
  ) {}

  /** @returns the token itself, this once: only its hash is kept */
  async create(personId: number, name: string): Promise<string> {
    const token = PREFIX + newToken();
    await this.dataSource.transaction(async (manager) => {
      const [{ id }] = await manager.query<Array<{ id: number }>>(
        'INSERT INTO api_token (token_hash, person_id, name, created_at) VALUES ($1, $2, $3, $4) RETURNING id',
        [hashOf(token), personId, name, this.clock.now()],
      );
      await this.history.record(manager, {
        actorId: personId,
        action: 'api_token.created',
        subjectType: 'api_token',
        subjectId: id,
        after: { personId, name },
      });
    });
    return token;
  }

  /** Those that work, newest first. */
  async listOf(personId: number): Promise<NamedToken[]> {
    return this.dataSource.query(
      `SELECT id, name, created_at AS "createdAt", last_used_at AS "lastUsedAt" FROM api_token
        WHERE person_id = $1 AND revoked_at IS NULL ORDER BY created_at DESC, id DESC`,
      [personId],
    );
  }

  /** @throws NotFound where it is another person's, or revoked already */
  async revoke(personId: number, id: number): Promise<void> {
    await this.dataSource.transaction(async (manager) => {
      const [, count] = await manager.query<[unknown, number]>(
        'UPDATE api_token SET revoked_at = $3 WHERE id = $1 AND person_id = $2 AND revoked_at IS NULL',
        [id, personId, this.clock.now()],
      );
      if (count === 0) throw new NotFound();
      await this.history.record(manager, {
        actorId: personId,
        action: 'api_token.revoked',
        subjectType: 'api_token',
        subjectId: id,
        after: { personId },
      });
    });
  }

  /** Whose token it is; null where it is nobody's, was revoked, or its person deactivated. */
  async userOf(token: string): Promise<CurrentUser | null> {
    if (!TOKEN.test(token)) return null;
    const now = this.clock.now();
    const [row] = await this.dataSource.query<
      Array<CurrentUser & { tokenId: number; lastUsedAt: Date | null }>
    >(
      `SELECT person.id, person.name, person.email, person.role, person.team_id AS "teamId",
              api_token.id AS "tokenId", api_token.last_used_at AS "lastUsedAt"
         FROM api_token JOIN person ON person.id = api_token.person_id
        WHERE api_token.token_hash = $1 AND api_token.revoked_at IS NULL AND person.active`,
      [hashOf(token)],
    );
    if (!row) return null;
    const { tokenId, lastUsedAt, ...user } = row;
    if (!lastUsedAt || now.getTime() - lastUsedAt.getTime() > 60_000)
      await this.dataSource.query('UPDATE api_token SET last_used_at = $2 WHERE id = $1', [tokenId, now]);
    return user;
  }
}
