import { Injectable, Logger, type OnApplicationShutdown } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { sha256 } from './canonical.js';

/** A fixed number of ours, so that of several processes one seals. */
const SEALER_LOCK = 7_230_115;
const BATCH = 1_000;
const ZERO = Buffer.alloc(32);
const LEAF = 40;

export type Verification =
  | { ok: true; entries: number; sealed: number; head: string }
  /** `seq`: the first entry that is not as it was written. */
  | { ok: false; seq: string; reason: 'payload' | 'entry' | 'missing' | 'added' | 'seal' };

interface Row {
  seq: string;
  leaf: Buffer;
  payloadOk: boolean;
}

interface SealRow {
  from_seq: string;
  to_seq: string;
  leaves: Buffer;
  previous_hash: Buffer;
  hash: Buffer;
}

/**
 * Ties finished entries to those before them, in batches and outside their transactions: one chain through every
 * transaction would make all of them wait for each other.
 */
@Injectable()
export class HistorySealer implements OnApplicationShutdown {
  private readonly log = new Logger(HistorySealer.name);
  private timer: NodeJS.Timeout | undefined;
  private running: Promise<unknown> = Promise.resolve();

  constructor(private readonly dataSource: DataSource) {}

  start(everyMs = 15_000): void {
    this.timer ??= setInterval(() => {
      this.running = this.seal().catch((error: unknown) =>
        this.log.warn(`History was not sealed: ${String(error)}`),
      );
    }, everyMs).unref();
  }

  async onApplicationShutdown(): Promise<void> {
    clearInterval(this.timer);
    await this.running;
  }

  /** Seals all that is finished. Returns how many entries; 0 also where another process is at it. */
  async seal(): Promise<number> {
    const upTo = await this.finishedUpTo();
    if (upTo === null) return 0;
    let sealed = 0;
    for (let count = BATCH; count === BATCH; sealed += count)
      count = await this.dataSource.transaction((manager) => this.sealBatch(manager, upTo));
    return sealed;
  }

  /**
   * The highest seq below which nothing can appear any more. A number is drawn after its transaction got its id
   * (see HistoryService.record), so once all transactions older than our mark have ended, what is there is all.
   */
  private async finishedUpTo(): Promise<string | null> {
    const [mark] = await this.dataSource.query<Array<{ seq: string | null; xid: string }>>(
      'SELECT (SELECT max(seq) FROM history_entry) AS seq, pg_current_xact_id()::text AS xid',
    );
    if (mark.seq === null) return null;
    for (let tries = 0; tries < 20; tries += 1) {
      const [{ ended }] = await this.dataSource.query<Array<{ ended: boolean }>>(
        'SELECT pg_snapshot_xmin(pg_current_snapshot()) > $1::xid8 AS ended',
        [mark.xid],
      );
      if (ended) return mark.seq;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    return null; // a long transaction: the next round tries again
  }

  private async sealBatch(manager: EntityManager, upTo: string): Promise<number> {
    const [{ mine }] = await manager.query<Array<{ mine: boolean }>>(
      'SELECT pg_try_advisory_xact_lock($1) AS mine',
      [SEALER_LOCK],
    );
    if (!mine) return 0;
    const [last] = await manager.query<SealRow[]>(
      'SELECT to_seq, hash FROM history_seal ORDER BY from_seq DESC LIMIT 1',
    );
    const rows = await readRows(manager, last?.to_seq ?? '0', upTo);
    if (rows.length === 0) return 0;
    const previous = last?.hash ?? ZERO;
    const leaves = Buffer.concat(rows.map(leafOf));
    await manager.query(
      'INSERT INTO history_seal (from_seq, to_seq, leaves, previous_hash, hash) VALUES ($1, $2, $3, $4, $5)',
      [rows[0].seq, rows.at(-1)!.seq, leaves, previous, sha256(previous, leaves)],
    );
    return rows.length;
  }

  /** Reads the whole history and compares it with its seals and digests. */
  async verify(): Promise<Verification> {
    return this.dataSource.transaction('REPEATABLE READ', async (manager) => {
      let [reached, head, sealed]: [string, Buffer, number] = ['0', ZERO, 0];
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
    });
  }
}

const leafOf = ({ seq, leaf }: Row): Buffer => {
  const number = Buffer.alloc(8);
  number.writeBigUInt64BE(BigInt(seq));
  return Buffer.concat([number, leaf]);
};

function firstDifference(rows: Row[], leaves: Buffer): Verification | null {
  for (let i = 0; i < Math.max(rows.length, leaves.length / LEAF); i += 1) {
    const row: Row | undefined = rows[i];
    const written = leaves.subarray(i * LEAF, (i + 1) * LEAF);
    const writtenSeq = written.length === LEAF ? written.readBigUInt64BE() : null;
    if (row === undefined || (writtenSeq !== null && BigInt(row.seq) > writtenSeq))
      return { ok: false, seq: String(writtenSeq), reason: 'missing' };
    if (writtenSeq === null || BigInt(row.seq) < writtenSeq)
      return { ok: false, seq: row.seq, reason: 'added' };
    if (!row.leaf.equals(written.subarray(8))) return { ok: false, seq: row.seq, reason: 'entry' };
    if (!row.payloadOk) return { ok: false, seq: row.seq, reason: 'payload' };
  }
  return null;
}

/** Entries in `(after, upTo]` with the hash of all their columns, computed where they lie. */
function readRows(manager: EntityManager, after: string, upTo: string | null, limit: number | null = BATCH) {
  return manager.query<Row[]>(
    `SELECT seq,
            sha256(convert_to(jsonb_build_array(seq, extract(epoch FROM at)::text, actor_id, action, subject_type, subject_id,
                                                item_ids, publication_id, encode(digest, 'hex'))::text, 'UTF8')) AS leaf,
            coalesce(payload.redacted_at IS NOT NULL OR history_digest(payload.before, payload.after) = digest, false) AS "payloadOk"
       FROM history_entry LEFT JOIN history_payload payload USING (seq)
      WHERE seq > $1 AND ($2::bigint IS NULL OR seq <= $2) ORDER BY seq LIMIT $3`,
    [after, upTo, limit],
  );
}
