import { stringify } from 'csv-stringify/sync';
import type { ItemFacts } from '../facts.js';
import { cleanAll } from './clean.js';
import { itemColumns } from './item-columns.js';

/**
 * Items as CSV: UTF-8 with a byte order mark, so that Excel reads it as such, CRLF, days as `YYYY-MM-DD`. A cell that
 * a spreadsheet would take for a formula is given a leading apostrophe: of all our formats only CSV needs it.
 */
export function renderCsv(items: ItemFacts[], language = 'en'): string {
  const columns = itemColumns(language);
  const rows = cleanAll(items).map((item) => columns.map((column) => column.value(item)));
  return stringify([columns.map((column) => column.heading), ...rows], {
    bom: true,
    escape_formulas: true,
    record_delimiter: 'windows',
  });
}
