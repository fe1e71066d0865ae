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
   * Counts a try before it is made: parallel tries count each other, so no more than the limit get through.
   * @param account the e-mail address typed, whether or not it belongs to anyone; null where there is none
   * @returns what to call when the secret was right
   * @throws TooManyAttempts
   */
  async attempt(account: string | null, address: string): Promise<() => Promise<void>> {
    const now = this.clock.now();
    const since = new Date(now.getTime() - WINDOW_MS);
    const key = account === null ? null : sha256(account).toString('hex');
    const [{ id }] = await this.dataSource.query<Array<{ id: string }>>(
      'INSERT INTO sign_in_attempt (account, address, at) VALUES ($1, $2, $3) RETURNING id',
      [key, address, now],
    );
    const [count] = await this.dataSource.query<Array<{ account: number; address: number; oldest: Date }>>(
      `SELECT count(*) FILTER (WHERE account = $1)::int AS account, count(*) FILTER (WHERE address = $2)::int AS address,
              min(at) AS oldest
         FROM sign_in_attempt WHERE at > $3 AND NOT succeeded AND (account = $1 OR address = $2)`,
      [key, address, since],
    );
    if (count.account > PER_ACCOUNT || count.address > PER_ADDRESS) {
      // What was not tried does not count, or a flood would lock the owner out for as long as it lasts.
      await this.dataSource.query('DELETE FROM sign_in_attempt WHERE id = $1', [id]);
      throw new TooManyAttempts(Math.max(1, Math.ceil((count.oldest.getTime() - since.getTime()) / 1000)));
    }
    return async () => {
      await this.dataSource.query('DELETE FROM sign_in_attempt WHERE id = $1', [id]);
    };
  }
}
