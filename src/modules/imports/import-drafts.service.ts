import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager, LessThan } from 'typeorm';
import { Clock } from '../../shared/clock.js';
import { Conflict, NotFound, StaleVersion } from '../../shared/errors.js';
import type { CurrentUser } from '../../shared/permissions.js';
import { refPrefixFor } from '../publications/index.js';
import { ImportDraft } from './import-draft.entity.js';
import type { Passage } from './passages.js';
import { readApart } from './reading-apart.js';
import { type Review, proposeReview } from './review.js';

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
  title: string | null;
  items: number;
}

const KEPT_DAYS = 7;
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Readings under review. Each belongs to the person who brought the document; to all others it is not there. */
@Injectable()
export class ImportDraftsService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
  ) {}

  /**
   * Reads a document and keeps it for review; drafts that nobody came back to for seven days go.
   * @throws Unreadable with the reason
   */
  async create(user: CurrentUser, { filename, bytes }: BroughtDocument): Promise<ImportDraft> {
    const { reading, passages } = await readApart({ filename, bytes });
    const now = this.clock.now();
    const { manager } = this.dataSource;
    const tooOld = new Date(now.getTime() - KEPT_DAYS * 86_400_000);
    await manager.delete(ImportDraft, { createdAt: LessThan(tooOld) });
    return manager.save(
      manager.create(ImportDraft, {
        createdBy: user.id,
        createdAt: now,
        filename: displayName(filename),
        content: bytes,
        reading,
        passages,
        review: null,
        publicationId: null,
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
      `SELECT id, filename, created_at AS "createdAt",
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

  /** @throws StaleVersion, or Conflict where it is committed already */
  async saveReview(user: CurrentUser, id: string, review: Review, version: number): Promise<void> {
    await this.dataSource.transaction(async (manager) => {
      const draft = await lockOwnDraft(manager, user, id);
      if (draft.publicationId !== null)
        throw new Conflict('import.committed', {}, undefined, `/publications/${draft.publicationId}`);
      if (draft.version !== version) throw new StaleVersion({ version: draft.version });
      await manager.update(ImportDraft, { id }, { review, version: version + 1 });
    });
  }

  /** Takes the draft away, file and all. What was committed stays. */
  async discard(user: CurrentUser, id: string): Promise<void> {
    await this.get(user, id);
    await this.dataSource.manager.delete(ImportDraft, { id, createdBy: user.id });
  }
}

/** One's own draft with its content, locked until the transaction ends. @throws NotFound */
export async function lockOwnDraft(
  manager: EntityManager,
  user: CurrentUser,
  id: string,
): Promise<ImportDraft> {
  const draft = UUID.test(id)
    ? await manager
        .createQueryBuilder(ImportDraft, 'draft')
        .addSelect('draft.content')
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
