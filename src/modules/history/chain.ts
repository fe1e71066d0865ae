import type { EntityManager } from 'typeorm';

/** What the first seal follows. */
export const ZERO_HASH = Buffer.alloc(32);
/** Bytes of one entry in a seal: 8 of its seq, 32 of its hash. */
export const LEAF_BYTES = 40;

/** An entry as the chain sees it. */
export interface ChainRow {
  seq: string;
  /** SHA-256 of all its columns. */
  hash: Buffer;
  /** The payload has the entry's digest, or was redacted. */
  payloadOk: boolean;
}

export interface SealRow {
  from_seq: string;
  to_seq: string;
  leaves: Buffer;
  previous_hash: Buffer;
  hash: Buffer;
}

export function leafOf({ seq, hash }: ChainRow): Buffer {
  const number = Buffer.alloc(8);
  number.writeBigUInt64BE(BigInt(seq));
  return Buffer.concat([number, hash]);
}

/** Entries in `(after, upTo]` with the hash of all their columns, computed where they lie. */
export function readRows(manager: EntityManager, after: string, upTo: string | null, limit: number | null) {
  return manager.query<ChainRow[]>(
    `SELECT seq,
            sha256(convert_to(jsonb_build_array(seq, extract(epoch FROM at)::text, actor_id, action, subject_type, subject_id,
                                                item_ids, publication_id, encode(digest, 'hex'))::text, 'UTF8')) AS hash,
            coalesce(payload.redacted_at IS NOT NULL OR history_digest(payload.before, payload.after) = digest, false) AS "payloadOk"
       FROM history_entry LEFT JOIN history_payload payload USING (seq)
      WHERE seq > $1 AND ($2::bigint IS NULL OR seq <= $2) ORDER BY seq LIMIT $3`,
    [after, upTo, limit],
  );
}
