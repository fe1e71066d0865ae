import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { Clock } from '../../../shared/clock.js';
import { NotFound, Refused, StaleVersion } from '../../../shared/errors.js';
import type { CurrentUser } from '../../../shared/permissions.js';
import { ImportDraft } from '../import-draft.entity.js';
import { ImportDraftsService, lockOwnDraft } from '../import-drafts.service.js';
import type { Review } from '../review.js';
import type { Comparison } from './compared.js';
import { compare } from './comparison.js';
import { type Decisions, UNDECIDED } from './decisions.js';
import { type Choice, choicesFor, isEditable, recognise } from './recognise.js';
import { TrackedQuery } from './tracked.query.js';

/** Compares drafts with what is tracked, and keeps what their reviewers chose. */
@Injectable()
export class ComparisonsService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly drafts: ImportDraftsService,
    private readonly tracked: TrackedQuery,
    private readonly clock: Clock,
  ) {}

  /** The publication that a draft is compared with: the one that was chosen, or the one Heed recognises; null: none. */
  async targetOf(user: CurrentUser, draft: ImportDraft, typed?: Review): Promise<number | null> {
    if (draft.publicationId !== null || draft.state !== 'read') return null;
    const { manager } = this.dataSource;
    const chosen = draft.decisions?.with;
    if (chosen !== undefined)
      return chosen !== null && (await isEditable(manager, user, chosen)) ? chosen : null;
    const review = typed ?? (await this.drafts.reviewOf(user, draft));
    return recognise(manager, user, { review, sha256: await this.hashOf(draft) });
  }

  /** The publications that a draft may be compared with: the one chosen first, then the newest. */
  choices(user: CurrentUser, chosen: number | null): Promise<Choice[]> {
    return choicesFor(this.dataSource.manager, user, chosen);
  }

  /** The same with its name, and the others that may be chosen. */
  async choiceOf(
    user: CurrentUser,
    draft: ImportDraft,
    typed: Review,
  ): Promise<{ comparesWith: Choice | null; choices: Choice[] }> {
    const target = await this.targetOf(user, draft, typed);
    const choices = target === null ? [] : await this.choices(user, target);
    return { comparesWith: choices.find(({ id }) => id === target) ?? null, choices };
  }

  /** @param decisions instead of those that were kept; null where the draft is of a new publication */
  async of(
    user: CurrentUser,
    draft: ImportDraft,
    decisions = decisionsOf(draft),
  ): Promise<Comparison | null> {
    const target = await this.targetOf(user, draft);
    if (target === null) return null;
    const tracked = await this.tracked.load(this.dataSource.manager, user, target);
    const review = await this.drafts.reviewOf(user, draft);
    return compare(tracked, { review, reading: draft.reading, sha256: await this.hashOf(draft) }, decisions);
  }

  /** @param id null: it is a new publication. @throws Refused where it is none to choose */
  async compareWith(user: CurrentUser, draftId: string, id: number | null, version: number): Promise<void> {
    await this.change(user, draftId, version, async (manager, { decisions }) => {
      if (id !== null && !(await isEditable(manager, user, id)))
        throw new Refused('choice', {}, 'publicationId');
      // Whoever chooses another begins anew.
      return decisions?.with === id ? decisions : { ...UNDECIDED, with: id };
    });
  }

  async decide(user: CurrentUser, draftId: string, decisions: Decisions, version: number): Promise<void> {
    await this.change(user, draftId, version, (_, draft) => ({ ...decisions, with: draft.decisions?.with }));
  }

  private async change(
    user: CurrentUser,
    id: string,
    version: number,
    work: (manager: EntityManager, draft: ImportDraft) => Decisions | Promise<Decisions>,
  ): Promise<void> {
    await this.dataSource.transaction(async (manager) => {
      const draft = await lockOwnDraft(manager, user, id, { withContent: false });
      if (draft.publicationId !== null) throw new NotFound();
      if (draft.version !== version) throw new StaleVersion({ version: draft.version });
      const decisions = await work(manager, draft);
      const savedAt = this.clock.now();
      await manager.update(ImportDraft, { id }, { decisions, savedAt, version: version + 1 });
    });
  }

  private async hashOf({ id }: ImportDraft): Promise<string> {
    const [row] = await this.dataSource.query<{ sha256: string }[]>(
      `SELECT encode(sha256(content), 'hex') AS sha256 FROM import_draft WHERE id = $1`,
      [id],
    );
    return row?.sha256 ?? '';
  }
}

export const decisionsOf = (draft: ImportDraft): Decisions => ({ ...UNDECIDED, ...draft.decisions });
