import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { Clock } from '../../shared/clock.js';

export interface Change {
  /** Null: Heed itself (a timer, the first setup). */
  actorId: number | null;
  /** `<subject>.<what happened>`: `evidence.recorded`, `item.owner_changed`. */
  action: string;
  subjectType: string;
  subjectId: number | string;
  /** Items it bears on: their pages show it. */
  itemIds?: number[];
  publicationId?: number | null;
  /** Only what changed. Never a secret (password, token) and never a person's name: ids. */
  before?: object | null;
  after?: object | null;
}

/** A change as it is read back. Who may see it is the caller's matter. */
export interface RecordedChange {
  seq: string;
  at: Date;
  actorId: number | null;
  action: string;
  subjectType: string;
  subjectId: string;
  itemIds: number[];
  publicationId: number | null;
  before: Record<string, unknown> | null;
  after: Record<string, unknown> | null;
  redacted: boolean;
}

const COLUMNS = `entry.seq, entry.at, entry.actor_id AS "actorId", entry.action, entry.subject_type AS "subjectType",
  entry.subject_id AS "subjectId", entry.item_ids AS "itemIds", entry.publication_id AS "publicationId",
  payload.before, payload.after, payload.redacted_at IS NOT NULL AS redacted`;

@Injectable()
export class HistoryService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
  ) {}

  /**
   * Writes one entry in the transaction of `manager`: call it where the rows change, once per change.
   * @returns its sequence number
   */
  async record(manager: EntityManager, change: Change): Promise<string> {
    const [row] = await manager.query<Array<{ seq: string }>>(
      // The transaction gets its id before the entry its number: the sealer relies on that order.
      `WITH started AS MATERIALIZED (SELECT pg_current_xact_id() AS id),
            entry AS (
              INSERT INTO history_entry (at, actor_id, action, subject_type, subject_id, item_ids, publication_id, digest)
              SELECT $1, $2, $3, $4, $5, $6, $7, history_digest($8::jsonb, $9::jsonb) FROM started WHERE id IS NOT NULL
              RETURNING seq)
       INSERT INTO history_payload (seq, before, after) SELECT seq, $8::jsonb, $9::jsonb FROM entry RETURNING seq`,
      [
        this.clock.now(),
        change.actorId,
        change.action,
        change.subjectType,
        String(change.subjectId),
        change.itemIds ?? [],
        change.publicationId ?? null,
        asJson(change.before),
        asJson(change.after),
      ],
    );
    return row.seq;
  }

  /** What happened to an item, newest first; `before` is the seq the last page ended with. */
  async ofItem(itemId: number, { limit = 50, before }: Page = {}): Promise<RecordedChange[]> {
    return this.read('entry.item_ids @> ARRAY[$1]::int[]', itemId, limit, before);
  }

  async ofPublication(publicationId: number, { limit = 50, before }: Page = {}): Promise<RecordedChange[]> {
    return this.read('entry.publication_id = $1', publicationId, limit, before);
  }

  /** What happened to one thing, `('person', 7)`, newest first. */
  async ofSubject(
    type: string,
    id: number | string,
    { limit = 50, before }: Page = {},
  ): Promise<RecordedChange[]> {
    return this.read(
      `(entry.subject_type, entry.subject_id) = ('${type.replaceAll(/\W/g, '')}', $1)`,
      String(id),
      limit,
      before,
    );
  }

  private read(
    where: string,
    value: number | string,
    limit: number,
    before?: string,
  ): Promise<RecordedChange[]> {
    return this.dataSource.query(
      `SELECT ${COLUMNS} FROM history_entry entry JOIN history_payload payload USING (seq)
        WHERE ${where} AND ($2::bigint IS NULL OR entry.seq < $2) ORDER BY entry.seq DESC LIMIT $3`,
      [value, before ?? null, limit],
    );
  }
}

interface Page {
  limit?: number;
  before?: string;
}

/** Null stays SQL's null and does not become JSON's. */
const asJson = (value: object | null | undefined) =>
  value === null || value === undefined ? null : JSON.stringify(value);
