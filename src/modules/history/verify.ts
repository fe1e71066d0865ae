import type { EntityManager } from 'typeorm';
import { sha256 } from './canonical.js';
import { type ChainRow, LEAF_BYTES, type SealRow, ZERO_HASH, readRows } from './chain.js';

export type Verification =
  /** `head`: the last seal's hash, in hex. Kept elsewhere, it also tells whether the end was cut off. */
  | { ok: true; entries: number; sealed: number; head: string }
  /** `seq`: the first entry that is not as it was written; of a bad seal, the first that it covers. */
  | { ok: false; seq: string; reason: 'payload' | 'entry' | 'missing' | 'added' | 'seal' };

/** Reads the whole history and compares it with its digests and seals. One snapshot: give it REPEATABLE READ. */
export async function verifyHistory(manager: EntityManager): Promise<Verification> {
  let [reached, head, sealed]: [string, Buffer, number] = ['0', ZERO_HASH, 0];
  for (;;) {
    const [seal] = await manager.query<SealRow[]>(
      'SELECT from_seq, to_seq, leaves, previous_hash, hash FROM history_seal WHERE from_seq > $1 ORDER BY from_seq LIMIT 1',
      [reached],
    );
    if (!seal) break;
    if (!seal.previous_hash.equals(head) || !sha256(head, seal.leaves).equals(seal.hash))
      return { ok: false, seq: seal.from_seq, reason: 'seal' };
    const rows = await readRows(manager, reached, seal.to_seq, null);
    const bad = firstDifference(rows, seal.leaves);
    if (bad) return bad;
    [reached, head, sealed] = [seal.to_seq, seal.hash, sealed + rows.length];
  }
  const rest = await readRows(manager, reached, null, null);
  const bad = rest.find((row) => !row.payloadOk);
  if (bad) return { ok: false, seq: bad.seq, reason: 'payload' };
  return { ok: true, entries: sealed + rest.length, sealed, head: head.toString('hex') };
}

function firstDifference(rows: ChainRow[], leaves: Buffer): Verification | null {
  for (let i = 0; i < Math.max(rows.length, leaves.length / LEAF_BYTES); i += 1) {
    const row: ChainRow | undefined = rows[i];
    const written = leaves.subarray(i * LEAF_BYTES, (i + 1) * LEAF_BYTES);
    const writtenSeq = written.length === LEAF_BYTES ? written.readBigUInt64BE() : null;
    if (row === undefined || (writtenSeq !== null && BigInt(row.seq) > writtenSeq))
      return { ok: false, seq: String(writtenSeq), reason: 'missing' };
    if (writtenSeq === null || BigInt(row.seq) < writtenSeq)
      return { ok: false, seq: row.seq, reason: 'added' };
    if (!row.hash.equals(written.subarray(8))) return { ok: false, seq: row.seq, reason: 'entry' };
    if (!row.payloadOk) return { ok: false, seq: row.seq, reason: 'payload' };
  }
  return null;
}
