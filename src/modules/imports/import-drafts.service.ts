import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { Clock } from '../../shared/clock.js';
import { Conflict, NotFound, Refused, StaleVersion } from '../../shared/errors.js';
import type { CurrentUser } from '../../shared/permissions.js';
import { refPrefixFor } from '../publications/index.js';
import { DraftReadingsService, markReading, mustBeRead } from './draft-readings.service.js';
import { type DraftState, ImportDraft } from './import-draft.entity.js';
import type { Passage } from './passages.js';
import type { Reading } from './reader/reading.js';
import type { Read } from './reading-apart.js';
import { type Review, proposeReview } from './review.js';
import { isStorable } from './review-input.js';

/** A file, or pasted text as bytes. */
export interface BroughtDocument {
  filename: string;
  bytes: Buffer;
}

/** A draft that is not committed yet, in a list. */
export interface OpenDraft {
  id: string;
  filename: string;
  createdAt: Date;
  state: DraftState;
  title: string | null;
  items: number;
}

/** Whoever brings a document waits so long; then a page says that it is being read. */
const PATIENCE_MS = 1_500;
const KEPT_DAYS = 7;
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Readings under review. Each belongs to the person who brought the document; to all others it is not there. */
@Injectable()
export class ImportDraftsService {
  /** How long `bring` waits; a test may not have the time. */
  patience = PATIENCE_MS;

  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
    private readonly readings: DraftReadingsService,
  ) {}

  /**
   * Reads a document and keeps it for review; drafts that nobody came back to for seven days go.
   * @throws Unreadable with the reason
   */
  async create(user: CurrentUser, document: BroughtDocument): Promise<ImportDraft> {
    const { read } = await this.readings.begin(user, document);
    return this.keep(user, document, await read);
  }

  /**
   * The same, but where that takes long the draft is kept at once, in the state `reading`.
   * @throws Unreadable with the reason, if that shows at once; Refused where too much is being read for this person
   */
  async bring(user: CurrentUser, document: BroughtDocument): Promise<ImportDraft> {
    const reading = await this.readings.begin(user, document);
    const read = await within(this.patience, reading.read);
    if (read) return this.keep(user, document, read);
    const { id } = await this.keep(user, document, null);
    await markReading(this.dataSource.manager, id);
    await this.readings.goOn(id, reading);
    return this.get(user, id);
  }

  /**
   * Reads anew a document whose reading was interrupted or failed.
   * @throws Conflict where it is read already or just now
   */
  async readAgain(user: CurrentUser, id: string): Promise<void> {
    const reading = await this.dataSource.transaction(async (manager) => {
      const draft = await lockOwnDraft(manager, user, id, { withContent: true });
      if (draft.state === 'read') throw new Conflict('import.isRead');
      if (draft.state === 'reading' && !(await this.readings.progressOf(draft)).interrupted)
        throw new Conflict('import.notRead');
      const begun = await this.readings.begin(user, { filename: draft.filename, bytes: draft.content });
      await markReading(manager, id);
      return begun;
    });
    await this.readings.goOn(id, reading);
  }

  private async keep(
    user: CurrentUser,
    { filename, bytes }: BroughtDocument,
    read: Read | null,
  ): Promise<ImportDraft> {
    const now = this.clock.now();
    const { manager } = this.dataSource;
    const tooOld = new Date(now.getTime() - KEPT_DAYS * 86_400_000);
    await manager
      .createQueryBuilder()
      .delete()
      .from(ImportDraft)
      .where('coalesce(saved_at, created_at) < :tooOld', { tooOld })
      .execute();
    return manager.save(
      manager.create(ImportDraft, {
        createdBy: user.id,
        createdAt: now,
        filename: displayName(filename),
        content: bytes,
        reading: read?.reading ?? ({} as Reading),
        passages: read?.passages ?? null,
        review: null,
        publicationId: null,
        state: read ? 'read' : 'reading',
      }),
    );
  }

  /** One's own. @throws NotFound */
  async get(user: CurrentUser, id: string): Promise<ImportDraft> {
    const draft = UUID.test(id)
      ? await this.dataSource.manager.findOneBy(ImportDraft, { id, createdBy: user.id })
      : null;
    if (!draft) throw new NotFound();
    return draft;
  }

  /** The document as it came, and what the review shows of it where that has no lines. */
  async contentOf({ id }: ImportDraft): Promise<{ content: Buffer; passages: Passage[] | null }> {
    const { content, passages } = await this.dataSource.manager.findOneOrFail(ImportDraft, {
      where: { id },
      select: { id: true, content: true, passages: true },
    });
    return { content, passages };
  }

  /** One's own that wait for review, newest first. */
  async openOf(user: CurrentUser): Promise<OpenDraft[]> {
    return this.dataSource.query(
      `SELECT id, filename, created_at AS "createdAt", state,
              coalesce(review #>> '{publication,title}', reading #>> '{publication,title}') AS title,
              jsonb_array_length(reading -> 'recommendations') + jsonb_array_length(reading -> 'actions') AS items
         FROM import_draft WHERE created_by = $1 AND publication_id IS NULL ORDER BY created_at DESC, id LIMIT 50`,
      [user.id],
    );
  }

  /** What the reviewer saved, or else the reading as proposed. */
  async reviewOf(user: CurrentUser, draft: ImportDraft): Promise<Review> {
    return draft.review ?? (await this.proposalOf(user, draft));
  }

  /** The reading as it would be committed if nobody changed anything. */
  async proposalOf(user: CurrentUser, draft: ImportDraft): Promise<Review> {
    const { reading } = draft;
    const { series, number } = reading.publication;
    const refPrefix = await refPrefixFor(this.dataSource.manager, series, number, this.clock.now());
    return proposeReview(reading, { refPrefix, teamId: user.teamId });
  }

  /**
   * Keeps the review, fields in error and all.
   * @returns its version from now on
   * @throws StaleVersion, or Conflict where it is committed already or not read yet
   */
  async saveReview(user: CurrentUser, id: string, review: Review, version: number): Promise<number> {
    if (!isStorable(review)) throw new Refused('text.unstorable');
    await this.dataSource.transaction(async (manager) => {
      const draft = await lockOwnDraft(manager, user, id, { withContent: false });
      mustBeRead(draft);
      if (draft.version !== version) throw new StaleVersion({ version: draft.version });
      const savedAt = this.clock.now();
      await manager.update(ImportDraft, { id }, { review, savedAt, version: version + 1 });
    });
    return version + 1;
  }

  /** Takes the draft away, file and all, and ends its reading. What was committed stays. */
  async discard(user: CurrentUser, id: string): Promise<void> {
    await this.get(user, id);
    this.readings.stop(id);
    await this.dataSource.manager.delete(ImportDraft, { id, createdBy: user.id });
  }
}

/** The result if it comes in time, or null. */
async function within<T>(milliseconds: number, work: Promise<T>): Promise<T | null> {
  let clock: NodeJS.Timeout | undefined;
  const late = new Promise<null>((resolve) => (clock = setTimeout(resolve, milliseconds, null)));
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(clock);
  }
}

/**
 * One's own draft, locked until the transaction ends.
 * @param withContent whether with its file, which may have 20 MB
 * @throws NotFound
 */
export async function lockOwnDraft(
  manager: EntityManager,
  user: CurrentUser,
  id: string,
  { withContent }: { withContent: boolean },
): Promise<ImportDraft> {
  const draft = UUID.test(id)
    ? await manager
        .createQueryBuilder(ImportDraft, 'draft')
        .addSelect(withContent ? ['draft.content'] : [])
        .where('draft.id = :id AND draft.created_by = :by', { id, by: user.id })
        .setLock('pessimistic_write')
        .getOne()
    : null;
  if (!draft) throw new NotFound();
  return draft;
}

/** The last part of what the browser called it, without what cannot be stored or shown. */
function displayName(filename: string): string {
  const name = filename.split(/[/\\]/).at(-1)!.replaceAll(/\p{C}/gu, '').trim();
  return name.slice(0, 200) || 'document';
}
