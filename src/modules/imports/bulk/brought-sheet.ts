import { Refused } from '../../../shared/errors.js';
import { broughtIn } from '../brought-document.js';
import type { BroughtDocument } from '../import-drafts.service.js';
import { ROWS_KINDS, type RowsKind } from './fields.js';

/**
 * What the rows are, and the sheet: a file, pasted rows (`text`), or a file in base64.
 * @throws Refused where one is missing, or several are sent
 */
export function broughtSheet(body: unknown, pastedName: string): { rows: RowsKind; sheet: BroughtDocument } {
  const sent = (typeof body === 'object' && body !== null ? body : {}) as Record<string, unknown>;
  const rows = ROWS_KINDS.find((kind) => kind === sent.rows);
  if (!rows) throw new Refused('bulk.whichRows', {}, 'rows');
  const { base64, filename } = sent;
  if (typeof base64 !== 'string' || base64 === '') return { rows, sheet: broughtIn(sent, pastedName) };
  const bytes = Buffer.from(base64, 'base64');
  if (bytes.length === 0) throw new Refused('bulk.base64', {}, 'base64');
  return { rows, sheet: { filename: typeof filename === 'string' ? filename : pastedName, bytes } };
}
