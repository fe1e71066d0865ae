import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { Clock } from '../../shared/clock.js';
import { NotFound } from '../../shared/errors.js';
import type { LinkPurpose } from './credential.entity.js';
import { hashOf, newToken } from './secrets.js';

const MINUTE = 60_000;
const VALID_MS: Record<LinkPurpose, number> = {
  setup: 24 * 60 * MINUTE,
  invitation: 72 * 60 * MINUTE,
  reset: 30 * MINUTE,
};

export interface Link {
  purpose: LinkPurpose;
  personId: number | null;
}

/** Links that work once and for a time. Only the hash of what is in them is kept. */
@Injectable()
export class LinksService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
  ) {}

  /** A person's new link voids those before it. @returns the token to put into the address */
  async issue(manager: EntityManager, purpose: LinkPurpose, personId: number | null): Promise<string> {
    const [token, now] = [newToken(), this.clock.now()];
    await manager.query('DELETE FROM setup_token WHERE person_id = $1', [personId]);
    await manager.query(
      'INSERT INTO setup_token (token_hash, purpose, person_id, created_at, expires_at) VALUES ($1, $2, $3, $4, $5)',
      [hashOf(token), purpose, personId, now, new Date(now.getTime() + VALID_MS[purpose])],
    );
    return token;
  }

  /** @throws NotFound `link.dead` where it never was, was used or is out of date */
  async look(token: string): Promise<Link> {
    const [link] = await this.dataSource.query<Link[]>(
      `SELECT purpose, person_id AS "personId" FROM setup_token
        WHERE token_hash = $1 AND used_at IS NULL AND expires_at > $2`,
      [hashOf(token), this.clock.now()],
    );
    if (!link) throw new NotFound('link.dead');
    return link;
  }

  /** Of several that use it at once, one gets through. @throws NotFound `link.dead` */
  async use(manager: EntityManager, token: string): Promise<Link> {
    const [[link]] = await manager.query<[Link[], number]>(
      `UPDATE setup_token SET used_at = $2 WHERE token_hash = $1 AND used_at IS NULL AND expires_at > $2
       RETURNING purpose, person_id AS "personId"`,
      [hashOf(token), this.clock.now()],
    );
    if (!link) throw new NotFound('link.dead');
    return link;
  }
}
