import type { CurrentUser } from '../../../shared/permissions.js';
import { CommitImportService } from '../commit-import.service.js';
import { type BroughtDocument, ImportDraftsService } from '../import-drafts.service.js';
import { CommitAgainService } from './commit-again.service.js';
import type { Comparison } from './compared.js';
import { ComparisonsService } from './comparisons.service.js';
import { UNDECIDED } from './decisions.js';

/** Whatever has the application's services, such as a Nest application context. */
interface Services {
  get<T>(type: new (...args: never[]) => T): T;
}

export interface BroughtAsRead {
  /** Null where nothing was stored of a document that Heed does not know. */
  publicationId: number | null;
  /** Null where the document is of a new publication. */
  comparison: Comparison | null;
}

/**
 * Brings a document without review. One that Heed knows is compared with what is tracked; what is proposed of that is
 * taken over only where `accept` says so. Where it fails, nothing stays.
 * @param dryRun stores nothing, whatever it is
 * @throws Unreadable, RefusedFields, Conflict
 */
export async function bringAsRead(
  services: Services,
  user: CurrentUser,
  document: BroughtDocument,
  { accept, dryRun }: { accept: boolean; dryRun: boolean },
): Promise<BroughtAsRead> {
  const drafts = services.get(ImportDraftsService);
  const draft = await drafts.create(user, document);
  try {
    const review = await drafts.reviewOf(user, draft);
    const comparison = await services.get(ComparisonsService).of(user, draft);
    if (dryRun || (comparison && !accept)) {
      await drafts.discard(user, draft.id);
      return { publicationId: comparison?.publication.id ?? null, comparison };
    }
    const { publicationId } = comparison
      ? await services.get(CommitAgainService).commit(user, draft.id, review, draft.version, {
          publicationId: comparison.publication.id,
          publicationVersion: comparison.publication.version,
          decisions: UNDECIDED,
        })
      : await services.get(CommitImportService).commit(user, draft.id, review, draft.version);
    return { publicationId, comparison };
  } catch (error) {
    await drafts.discard(user, draft.id);
    throw error;
  }
}
