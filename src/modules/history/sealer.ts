import { Injectable, Logger, type OnApplicationShutdown } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { sha256 } from './canonical.js';
import { type SealRow, ZERO_HASH, leafOf, readRows } from './chain.js';
import { type Verification, verifyHistory } from './verify.js';

/** A fixed number of ours, so that of several processes one seals. */
const SEALER_LOCK = 7_230_115;
const BATCH = 1_000;

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
    const rows = await readRows(manager, last?.to_seq ?? '0', upTo, BATCH);
    if (rows.length === 0) return 0;
    const previous = last?.hash ?? ZERO_HASH;
    const leaves = Buffer.concat(rows.map(leafOf));
    await manager.query(
      'INSERT INTO history_seal (from_seq, to_seq, leaves, previous_hash, hash) VALUES ($1, $2, $3, $4, $5)',
      [rows[0].seq, rows.at(-1)!.seq, leaves, previous, sha256(previous, leaves)],
    );
    return rows.length;
  }

  verify(): Promise<Verification> {
    return this.dataSource.transaction('REPEATABLE READ', verifyHistory);
  }
}
