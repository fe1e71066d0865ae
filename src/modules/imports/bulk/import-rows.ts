import type { INestApplicationContext } from '@nestjs/common';
import type { CurrentUser } from '../../../shared/permissions.js';
import type { BroughtDocument } from '../import-drafts.service.js';
import { BulkDraftsService } from './bulk-drafts.service.js';
import { errorsFileOf, headingOf } from './bulk-files.js';
import { BulkImportsService } from './bulk-imports.service.js';
import type { RowsKind } from './fields.js';
import { faultsOf, fileWords } from './mapping.js';
import { type BulkResult, type Counts, countsOf } from './plan.js';
import { writeFile } from './sheets.js';
import { type ToldError, errorsInWords } from './wrong-text.js';

/** What became of a sheet at a terminal. */
export interface BulkOutcome {
  /** Everything was entered or, in a dry run, could be. */
  isRight: boolean;
  counts: Counts;
  errors: ToldError[];
  /** Columns without which no row can be read. */
  missing: string[];
  notices: string[];
  result: BulkResult | null;
  /** The rows to correct, in the format of the sheet. */
  errorsFile: string | Buffer | null;
}

/** Brings a sheet in, and enters it where nothing is wrong with it. The draft goes in any case. */
export async function importRows(
  app: INestApplicationContext,
  user: CurrentUser,
  rows: RowsKind,
  sheet: BroughtDocument,
  { isDry }: { isDry: boolean },
): Promise<BulkOutcome> {
  const [drafts, imports] = [app.get(BulkDraftsService), app.get(BulkImportsService)];
  const draft = await drafts.create(user, rows, sheet);
  try {
    const plan = await imports.preview(user, draft);
    const counts = countsOf(plan?.rows ?? []);
    const isRight = plan !== null && counts.error === 0;
    return {
      isRight,
      counts,
      errors: errorsInWords(rows, draft.headers, plan?.errors ?? []),
      missing: faultsOf(rows, draft.mapping).missing.map((key) => headingOf(rows, key)),
      notices: (plan?.notices ?? []).map(({ code, values }) =>
        fileWords.dynamic(`bulk.notice.${code}`, values),
      ),
      result: isRight && !isDry ? await imports.commit(user, draft.id, draft.version) : null,
      errorsFile: plan && counts.error > 0 ? await writeFile(draft.format, [errorsFileOf(draft, plan.errors, false)]) : null, // prettier-ignore
    };
  } finally {
    await drafts.discard(user, draft.id);
  }
}
