import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Clock } from '../../shared/clock.js';
import { TooManyAttempts } from '../../web/refusals.js';
import { sha256 } from '../history/index.js';

export const WINDOW_MS = 15 * 60_000;
export const PER_ACCOUNT = 10;
export const PER_ADDRESS = 50;

/** Counts tries at secrets in the database, so that every process sees those of all. */
@Injectable()
export class ThrottleService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
  ) {}

  /**
   * Counts a try before it is made. Those at the same account or from the same address take turns, so that no more
   * than the limit get through, in however many processes at once.
   * @param account the e-mail address typed, whether or not it belongs to anyone; null where there is none
   * @returns what to call when the secret was right
   * @throws TooManyAttempts
   */
  async attempt(account: string | null, address: string): Promise<() => Promise<void>> {
    const now = this.clock.now();
    const since = new Date(now.getTime() - WINDOW_MS);
    const key = account === null ? null : sha256(account).toString('hex');
    const id = await this.dataSource.transaction(async (manager) => {
      for (const turn of [key, address])
        await manager.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [turn ?? '']);
      const [count] = await manager.query<Array<{ account: number; address: number; oldest: Date | null }>>(
        `SELECT count(*) FILTER (WHERE account = $1)::int AS account, count(*) FILTER (WHERE address = $2)::int AS address,
                min(at) AS oldest
           FROM sign_in_attempt WHERE at > $3 AND (account = $1 OR address = $2)`,
        [key, address, since],
      );
      // What is refused here was not tried and does not count, or a flood would lock the owner out while it lasts.
      if (count.account >= PER_ACCOUNT || count.address >= PER_ADDRESS)
        throw new TooManyAttempts(secondsBetween(since, count.oldest ?? now));
      const [row] = await manager.query<Array<{ id: string }>>(
        'INSERT INTO sign_in_attempt (account, address, at) VALUES ($1, $2, $3) RETURNING id',
        [key, address, now],
      );
      return row.id;
    });
    return async () => {
      await this.dataSource.query('DELETE FROM sign_in_attempt WHERE id = $1', [id]);
    };
  }
}

const secondsBetween = (from: Date, to: Date): number =>
  Math.max(1, Math.ceil((to.getTime() - from.getTime()) / 1000));
