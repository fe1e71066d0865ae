import type { CurrentUser } from '../../shared/permissions.js';
import { CommitImportService } from './commit-import.service.js';
import { type BroughtDocument, ImportDraftsService } from './import-drafts.service.js';

/** Whatever has the application's services, such as a Nest application context. */
interface Services {
  get<T>(type: new (...args: never[]) => T): T;
}

/**
 * Imports a document as it was read, without review: for the command line and for loading data. Where it fails,
 * nothing stays.
 * @throws Unreadable, RefusedFields, Conflict
 */
export async function importAsRead(
  services: Services,
  user: CurrentUser,
  document: BroughtDocument,
): Promise<{ publicationId: number }> {
  const drafts = services.get(ImportDraftsService);
  const draft = await drafts.create(user, document);
  try {
    const review = await drafts.reviewOf(user, draft);
    return await services.get(CommitImportService).commit(user, draft.id, review, draft.version);
  } catch (error) {
    await drafts.discard(user, draft.id);
    throw error;
  }
}
