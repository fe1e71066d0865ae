import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { Conflict, Refused, RefusedFields, StaleVersion } from '../../shared/errors.js';
import type { CurrentUser } from '../../shared/permissions.js';
import { Team } from '../access/index.js';
import { HistoryService } from '../history/index.js';
import { type Publication, PublicationsService } from '../publications/index.js';
import { type Item, mustBeStaff } from '../tracking/index.js';
import { mustBeRead } from './draft-readings.service.js';
import type { ImportDraft } from './import-draft.entity.js';
import { unknownChoices } from './import-actors.js';
import { lockOwnDraft } from './import-drafts.service.js';
import { READER_VERSION, type Reading } from './reader/reading.js';
import type { Review } from './review.js';
import { refusalsInReview } from './review-rules.js';
import { ReviewedRowsService } from './reviewed-rows.service.js';

/** Any number that no other module locks: imports come one after the other, so that none enters what another does. */
export const IMPORT_LOCK = 4_711_025;

@Injectable()
export class CommitImportService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly publications: PublicationsService,
    private readonly rows: ReviewedRowsService,
    private readonly history: HistoryService,
  ) {}

  /**
   * Makes publication, actors and items of a reviewed draft, all or nothing. Done again, it leads to the publication
   * that was made.
   * @throws RefusedFields naming the fields to put right; Conflict where series and number, or the references, are
   *   taken; StaleVersion where the draft was saved since `version` was read
   */
  async commit(
    user: CurrentUser,
    id: string,
    review: Review,
    version: number,
  ): Promise<{ publicationId: number }> {
    return this.dataSource.transaction(async (manager) => {
      await manager.query('SELECT pg_advisory_xact_lock($1)', [IMPORT_LOCK]);
      const draft = await lockOwnDraft(manager, user, id, { withContent: true });
      if (draft.publicationId !== null) return { publicationId: draft.publicationId };
      mustBeRead(draft);
      if (draft.version !== version) throw new StaleVersion({ version: draft.version });
      await this.mustBeRight(manager, user, review, draft.reading);
      const publication = await this.enterPublication(manager, user, draft, review);
      const items = await this.rows.takeUp(manager, user, publication, draft.reading, review);
      await this.record(manager, user, publication, items);
      await manager.query(
        `UPDATE import_draft SET publication_id = $2, content = '', reading = '{}', passages = NULL, review = NULL, version = version + 1
          WHERE id = $1`,
        [id, publication.id],
      );
      return { publicationId: publication.id };
    });
  }

  private async mustBeRight(
    manager: EntityManager,
    user: CurrentUser,
    review: Review,
    reading: Reading,
  ): Promise<void> {
    const refusals = refusalsInReview(review, reading);
    const { teamId } = review.publication;
    if (teamId === null) refusals.push(new Refused('import.teamMissing', {}, 'publication.teamId'));
    else if (!mayEnterFor(user, teamId) || !(await manager.existsBy(Team, { id: teamId })))
      refusals.push(new Refused('choice', {}, 'publication.teamId'));
    refusals.push(...(await unknownChoices(manager, user, review)));
    refusals.push(...(await ownersRefused(manager, review)));
    if (refusals.length > 0) throw new RefusedFields(refusals);
  }

  private async enterPublication(
    manager: EntityManager,
    user: CurrentUser,
    draft: ImportDraft,
    { publication: reviewed }: Review,
  ): Promise<Publication> {
    const reading = draft.reading;
    const { ownerId: _, ...fields } = reviewed;
    const publication = await blaming(
      'publication',
      this.publications.enter(manager, user, {
        ...fields,
        teamId: reviewed.teamId!,
        series: reviewed.series || null,
        number: reviewed.number || null,
        date: reviewed.date || null,
        publisher: reviewed.publisher || null,
        disclaimer: reviewed.disclaimer || null,
        sections: reading.sections.map(({ heading, level, at }) => ({ heading, level, at })),
        notes: reading.notes.map(({ marker, text, url, sameAs, citedAt }) => ({
          marker,
          text,
          url,
          sameAs,
          citedAt,
        })),
      }),
    );
    await this.publications.keepDocument(manager, user, publication.id, {
      sha256: createHash('sha256').update(draft.content).digest('hex'),
      content: draft.content,
      filename: draft.filename,
      format: reading.format,
      readerVersion: String(READER_VERSION),
      reading,
    });
    return publication;
  }

  private async record(
    manager: EntityManager,
    user: CurrentUser,
    publication: Publication,
    items: Item[],
  ): Promise<void> {
    const { id, refPrefix, series, number, title, publishedOn, publishedPrecision, classification, teamId } =
      publication;
    await this.history.record(manager, {
      actorId: user.id,
      action: 'publication.imported',
      subjectType: 'publication',
      subjectId: id,
      publicationId: id,
      itemIds: items.map((item) => item.id),
      after: {
        refPrefix,
        series,
        number,
        title,
        publishedOn,
        publishedPrecision,
        classification,
        teamId,
        items: items.map((item) => item.ref),
      },
    });
  }
}

/** Contributors work for their own team; who has none, and managers, choose. */
export const mayEnterFor = (user: CurrentUser, teamId: number): boolean =>
  user.role !== 'contributor' || user.teamId === null || user.teamId === teamId;

/** Owners who can own nothing, each with the first field that names them. */
export async function ownersRefused(manager: EntityManager, review: Review): Promise<Refused[]> {
  const fields = new Map<number, string>();
  const note = (id: number | null, field: string) => id !== null && !fields.has(id) && fields.set(id, field);
  note(review.publication.ownerId, 'publication.ownerId');
  review.recommendations.forEach((row, index) => note(row.ownerId, `recommendations[${index}].ownerId`));
  review.actions.forEach((row, index) => note(row.ownerId, `actions[${index}].ownerId`));
  const refusals: Refused[] = [];
  for (const [id, field] of fields)
    await mustBeStaff(manager, id, field).catch((error: unknown) => {
      if (!(error instanceof Refused)) throw error;
      refusals.push(error);
    });
  return refusals;
}

/** A refusal names the field as the review has it. */
async function blaming<T>(part: string, work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    if (error instanceof Conflict)
      throw new Conflict(error.code, error.values, `${part}.${error.field}`, error.link);
    if (error instanceof Refused) throw new Refused(error.code, error.values, `${part}.${error.field}`);
    throw error;
  }
}
