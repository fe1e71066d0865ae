import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { Clock } from '../../../shared/clock.js';
import { NotFound, RefusedFields, StaleVersion } from '../../../shared/errors.js';
import type { CurrentUser } from '../../../shared/permissions.js';
import { HistoryService } from '../../history/index.js';
import { type Publication, PublicationsService } from '../../publications/index.js';
import { IMPORT_LOCK, ownersRefused } from '../commit-import.service.js';
import { mustBeRead } from '../draft-readings.service.js';
import { unknownChoices } from '../import-actors.js';
import type { ImportDraft } from '../import-draft.entity.js';
import { lockOwnDraft } from '../import-drafts.service.js';
import { READER_VERSION } from '../reader/reading.js';
import type { Review } from '../review.js';
import { dateOrNull } from '../review-dates.js';
import { refusalsInReview } from '../review-rules.js';
import type { Comparison } from './compared.js';
import { compare } from './comparison.js';
import type { Decisions } from './decisions.js';
import { refusalOf } from './differences.js';
import { dateThen } from './due-preview.js';
import { isEditable } from './recognise.js';
import { factsThen, itemRefsThen, newRowsOf } from './taken-over.js';
import { TakeOverService } from './take-over.service.js';
import { type Tracked, TrackedQuery } from './tracked.query.js';

/** What a reviewer carries out: the publication as they saw it compared, and what they chose. */
export interface Carried {
  publicationId: number;
  /** Null: whatever it is now. */
  publicationVersion: number | null;
  decisions: Decisions;
}

/** Brings a publication up to date by a document that was brought again. */
@Injectable()
export class CommitAgainService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
    private readonly history: HistoryService,
    private readonly publications: PublicationsService,
    private readonly tracked: TrackedQuery,
    private readonly takeOver: TakeOverService,
  ) {}

  /**
   * Takes over what is accepted of a comparison, all or nothing; nothing is ever deleted. Done again, it leads to the
   * same publication.
   * @throws RefusedFields naming what to put right in the review; Conflict where series and number are another's;
   *   StaleVersion where the draft or the publication is not any more what the reviewer saw
   */
  async commit(
    user: CurrentUser,
    id: string,
    review: Review,
    version: number,
    carried: Carried,
  ): Promise<{ publicationId: number }> {
    return this.dataSource.transaction(async (manager) => {
      await manager.query('SELECT pg_advisory_xact_lock($1)', [IMPORT_LOCK]);
      const draft = await lockOwnDraft(manager, user, id, { withContent: true });
      if (draft.publicationId !== null) return { publicationId: draft.publicationId };
      mustBeRead(draft);
      if (draft.version !== version) throw new StaleVersion({ version: draft.version });
      const { publicationId } = carried;
      if (!(await isEditable(manager, user, publicationId))) throw new NotFound();
      const publication = await this.publications.lock(manager, user, publicationId);
      if (![null, publication.version].includes(carried.publicationVersion))
        throw new StaleVersion({ version: publication.version });
      // In the order of their ids, as whoever changes several items locks them.
      await manager.query('SELECT id FROM item WHERE publication_id = $1 ORDER BY id FOR UPDATE', [
        publicationId,
      ]);
      await this.mustBeRight(manager, user, review, draft);
      const tracked = await this.tracked.load(manager, user, publicationId);
      const sha256 = createHash('sha256').update(draft.content).digest('hex');
      const comparison = compare(tracked, { review, reading: draft.reading, sha256 }, carried.decisions);
      if (!(comparison.sameAs && comparison.hasNothingNew))
        await this.carryOut(manager, user, { publication, tracked, draft, review, comparison, sha256 });
      await manager.query(
        `UPDATE import_draft SET publication_id = $2, content = '', reading = '{}', passages = NULL, review = NULL,
           decisions = NULL, version = version + 1 WHERE id = $1`,
        [id, publicationId],
      );
      return { publicationId };
    });
  }

  /** As for a first import, but that a document may have nothing to track. */
  private async mustBeRight(manager: EntityManager, user: CurrentUser, review: Review, draft: ImportDraft) {
    const refusals = refusalsInReview(review, draft.reading).filter(
      ({ code }) => code !== 'import.nothingChosen',
    );
    refusals.push(...(await unknownChoices(manager, user, review)));
    refusals.push(...(await ownersRefused(manager, review)));
    if (refusals.length > 0) throw new RefusedFields(refusals);
  }

  private async carryOut(
    manager: EntityManager,
    user: CurrentUser,
    given: {
      publication: Publication;
      tracked: Tracked;
      draft: ImportDraft;
      review: Review;
      comparison: Comparison;
      sha256: string;
    },
  ): Promise<void> {
    const { publication, tracked, draft, comparison, sha256 } = given;
    const { reading } = draft;
    const date = dateThen(tracked, comparison.facts);
    // From here on the review is what is taken over of it: its windows are counted from the date that holds.
    const review = {
      ...given.review,
      publication: { ...given.review.publication, date: dateOrNull(date) ?? '' },
    };
    const newRows = newRowsOf(tracked, comparison);
    const all = [...comparison.facts, ...comparison.rows.flatMap(({ differences }) => differences)];
    const documentId = await this.publications.keepDocument(manager, user, publication.id, {
      sha256,
      content: draft.content,
      filename: draft.filename,
      format: reading.format,
      readerVersion: String(READER_VERSION),
      reading,
      itemRefs: itemRefsThen(comparison, newRows),
      refused: all.filter(({ isAccepted }) => !isAccepted).map(refusalOf),
    });
    const accepted = comparison.facts.filter(({ isAccepted }) => isAccepted).map(({ field }) => field!);
    const facts = await this.publications.correct(manager, user, publication, factsThen(review, accepted));
    if (accepted.includes('sections'))
      await this.publications.replaceSections(manager, publication.id, documentId, reading.sections);
    if (accepted.includes('notes'))
      await this.publications.replaceNotes(manager, publication.id, documentId, reading.notes);
    const taken = await this.takeOver.rows(manager, user, {
      publication,
      tracked,
      reading,
      review,
      comparison,
      newRows,
      documentId,
      now: this.clock.now(),
    });
    const took = (field: string) => (accepted.includes(field) ? { [field]: true } : {});
    await this.history.record(manager, {
      actorId: user.id,
      action: 'publication.reimported',
      subjectType: 'publication',
      subjectId: publication.id,
      publicationId: publication.id,
      itemIds: taken.map(({ id }) => id),
      before: facts.before,
      after: {
        ...facts.after,
        ...took('sections'),
        ...took('notes'),
        documentId,
        filename: draft.filename,
        items: taken.map(({ ref, did, dueFrom, dueTo }) => ({ ref, did: did.join(' '), dueFrom, dueTo })),
        refused: all.filter(({ isAccepted }) => !isAccepted).length,
      },
    });
  }
}
