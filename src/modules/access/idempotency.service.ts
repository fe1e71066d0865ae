import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Clock } from '../../shared/clock.js';
import { Conflict } from '../../shared/errors.js';
import { canonical, sha256 } from '../history/index.js';

export interface KeyedRequest {
  personId: number;
  /** Chosen by the client: `Idempotency-Key`, or the form's hidden field. Absent: the work is simply done. */
  key: string | null | undefined;
  /** Which command it is, `evidence.record`: one key serves one. */
  route: string;
  /** What was asked for, without the key and CSRF fields. */
  body: unknown;
}

@Injectable()
export class IdempotencyService {
  constructor(private readonly clock: Clock) {}

  /**
   * Does the work once per person and key. Repeated with the same body, it returns what the first one returned (so
   * the result must survive JSON: ids and addresses, not entities); a repetition that comes while the first still
   * runs waits for it, and does the work itself where that one fails.
   * @param manager of the transaction that the work runs in
   * @throws Conflict `idempotency.otherContent` where the key was used for something else
   */
  async once<T>(manager: EntityManager, request: KeyedRequest, work: () => Promise<T>): Promise<T> {
    const { personId, key, route } = request;
    if (!key) return work();
    const bodyHash = sha256(canonical(request.body));
    const [mine] = await manager.query<Array<{ id: string }>>(
      `INSERT INTO idempotency_key (person_id, key, route, body_hash, created_at) VALUES ($1, $2, $3, $4, $5)
       ON CONFLICT (person_id, key) DO NOTHING RETURNING id`,
      [personId, key, route, bodyHash, this.clock.now()],
    );
    if (!mine) return this.firstResult<T>(manager, request, bodyHash);
    const result = await work();
    await manager.query('UPDATE idempotency_key SET response = $2::jsonb WHERE id = $1', [
      mine.id,
      JSON.stringify(result ?? null),
    ]);
    return result;
  }

  private async firstResult<T>(
    manager: EntityManager,
    { personId, key, route }: KeyedRequest,
    bodyHash: Buffer,
  ) {
    const [first] = await manager.query<Array<{ route: string; body_hash: Buffer; response: T }>>(
      'SELECT route, body_hash, response FROM idempotency_key WHERE person_id = $1 AND key = $2',
      [personId, key],
    );
    if (!first || first.route !== route || !first.body_hash.equals(bodyHash))
      throw new Conflict('idempotency.otherContent');
    return first.response;
  }
}
