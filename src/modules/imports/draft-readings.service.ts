import { Injectable, Logger, type OnModuleDestroy } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { Conflict, Refused, Unreadable } from '../../shared/errors.js';
import type { CurrentUser } from '../../shared/permissions.js';
import { TooLarge } from '../../web/refusals.js';
import { SettingsService } from '../settings/index.js';
import { ImportDraft } from './import-draft.entity.js';
import { type OngoingReading, type Read, ReadingStopped, beginReading } from './reading-apart.js';
import type { ReadingTask } from './reading-worker.js';

/** How far the reading of a draft's document is. */
export interface ReadingProgress {
  /** Since it was brought or its reading began anew. */
  seconds: number;
  /** Its place among those that wait for their turn; 0 while it is read itself. */
  ahead: number;
  /** Its server stopped: nobody reads it any more. */
  interrupted: boolean;
}

const BEAT_MS = 1_000;
const SILENT_SECONDS = 10;
/** Of one person, so that nobody fills the queue for all. */
const AT_ONCE_BY_ONE = 3;

/**
 * Documents that are read while their drafts wait. Any process of Heed tells how far one is, as each writes a sign of
 * life to its row; where the row is gone (the person cancelled), it stops.
 */
@Injectable()
export class DraftReadingsService implements OnModuleDestroy {
  private readonly log = new Logger('Import');
  private readonly ongoing = new Map<string, OngoingReading>();
  /** How many documents of a person are read here, by the person's id. */
  private readonly begun = new Map<number, number>();

  constructor(
    private readonly dataSource: DataSource,
    private readonly settings: SettingsService,
  ) {}

  /** @throws Refused where three of this person's documents are being read already */
  async begin(user: CurrentUser, task: ReadingTask): Promise<OngoingReading> {
    const [{ count }] = await this.dataSource.query<[{ count: number }]>(
      `SELECT count(*)::int AS count FROM import_draft
        WHERE created_by = $1 AND state = 'reading' AND beat_at > now() - make_interval(secs => $2)`,
      [user.id, SILENT_SECONDS],
    );
    const { fiscalYearStartMonth } = await this.settings.organisation();
    // Those begun here count from their first moment: their drafts come later, or once they are read.
    const here = this.begun.get(user.id) ?? 0;
    const going = Math.max(count, here);
    if (going >= AT_ONCE_BY_ONE) throw new Refused('import.busy', { count: going }, 'file');
    this.begun.set(user.id, here + 1);
    const reading = beginReading({ ...task, fiscalYearStartMonth });
    const end = () => this.ended(user.id);
    void reading.read.then(end, end);
    return reading;
  }

  private ended(userId: number): void {
    const left = (this.begun.get(userId) ?? 1) - 1;
    if (left > 0) this.begun.set(userId, left);
    else this.begun.delete(userId);
  }

  /** Goes on with a reading for a draft that is there, in the background. */
  async goOn(id: string, reading: OngoingReading): Promise<void> {
    this.ongoing.set(id, reading);
    await this.beat(id, reading);
    const beats = setInterval(() => void this.beat(id, reading), BEAT_MS);
    void reading.read
      .then(
        (read) => this.finish(id, read),
        (error: unknown) => this.fail(id, error),
      )
      .catch((error: unknown) => this.log.error(`The reading of draft ${id} is lost`, String(error)))
      .finally(() => {
        clearInterval(beats);
        if (this.ongoing.get(id) === reading) this.ongoing.delete(id);
      });
  }

  async progressOf({ id }: ImportDraft): Promise<ReadingProgress> {
    const [progress] = await this.dataSource.query<ReadingProgress[]>(
      `SELECT extract(epoch FROM now() - reading_since)::int AS seconds, coalesce(ahead, 0) AS ahead,
              coalesce(beat_at < now() - make_interval(secs => $2), true) AS interrupted
         FROM import_draft WHERE id = $1`,
      [id, SILENT_SECONDS],
    );
    return progress ?? { seconds: 0, ahead: 0, interrupted: true };
  }

  /** Ends the process that reads it here; one elsewhere ends when it finds the draft gone. */
  stop(id: string): void {
    this.ongoing.get(id)?.stop();
  }

  /** What is read when Heed stops is interrupted: whoever brought it can have it read again. */
  async onModuleDestroy(): Promise<void> {
    const ids = [...this.ongoing.keys()];
    for (const id of ids) this.stop(id);
    if (ids.length > 0)
      await this.dataSource.query('UPDATE import_draft SET beat_at = NULL WHERE id = ANY($1::uuid[])', [ids]);
  }

  private async beat(id: string, reading: OngoingReading): Promise<void> {
    try {
      const [, found] = await this.dataSource.query<[unknown, number]>(
        `UPDATE import_draft SET beat_at = now(), ahead = $2 WHERE id = $1 AND state = 'reading'`,
        [id, reading.ahead()],
      );
      if (found === 0) reading.stop();
    } catch (error) {
      this.log.warn(`No sign of life for draft ${id}: ${String(error)}`);
    }
  }

  private async finish(id: string, { reading, passages }: Read): Promise<void> {
    await this.dataSource.manager.update(
      ImportDraft,
      { id, state: 'reading' },
      { state: 'read', reading, passages, beatAt: null, ahead: null },
    );
  }

  private async fail(id: string, error: unknown): Promise<void> {
    if (error instanceof ReadingStopped) return;
    const isExpected = error instanceof Unreadable || error instanceof TooLarge;
    if (!isExpected) this.log.error(`Draft ${id} could not be read`, String(error));
    const failure =
      error instanceof Unreadable
        ? { code: error.code, values: error.values }
        : { code: error instanceof TooLarge ? 'tooLarge' : 'import.readerBroke', values: {} };
    await this.dataSource.manager.update(
      ImportDraft,
      { id, state: 'reading' },
      { state: 'failed', failure, beatAt: null, ahead: null },
    );
  }
}

/** @throws Conflict where it is committed, and while its document is being read or could not be read */
export function mustBeRead({ state, publicationId }: ImportDraft): void {
  if (publicationId !== null)
    throw new Conflict('import.committed', {}, undefined, `/publications/${publicationId}`);
  if (state !== 'read') throw new Conflict('import.notRead');
}

/** Marks a draft as being read from now on. */
export async function markReading(manager: EntityManager, id: string): Promise<void> {
  await manager.query(
    `UPDATE import_draft SET state = 'reading', failure = NULL, reading_since = now(), beat_at = now(), ahead = 0,
            version = version + 1 WHERE id = $1`,
    [id],
  );
}
