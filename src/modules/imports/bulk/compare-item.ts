import { FIELDS } from './fields.js';
import type { ItemCells } from './item-cells.query.js';
import { type RowValues, extraField } from './plan.js';
import { prefixOf } from './plan-publications.js';

const OF_PUBLICATION = new Set(['series', 'number', 'publication', 'date', 'team', 'publisher', 'authors', 'language', 'direction', 'publicationClassification', 'disclaimer']); // prettier-ignore
const OF_CALENDAR = new Set(['timelineKind', 'term', 'minMonths', 'maxMonths', 'startsOn', 'firstDueOn', 'dueBasis', 'dueReason']); // prettier-ignore

/**
 * A row of an item that is there: what it says otherwise than an export of the item would is refused, cell by cell, since
 * published words never change by a sheet. Blank cells say nothing; the owner is another matter.
 */
export function refuseOtherWords(row: RowValues, item: ItemCells): void {
  for (const { key, kind } of FIELDS.items) {
    const given = row.get(key);
    if (!given || key === 'owner' || key === 'ref') continue;
    const there = item.values[key] ?? '';
    const isSame =
      kind === 'refs' ? sameRefs(given, there, prefixOf(item.ref)) : given.trim() === there.trim();
    if (!isSame) row.fail(key, codeFor(key), { there: there.slice(0, 200), ref: item.ref });
  }
  if (item.values.kind !== 'action') return;
  for (const [heading, given] of Object.entries(row.extra)) {
    const there = item.extra[heading] ?? '';
    if (given.trim() !== there.trim())
      row.fail(extraField(heading), 'wordingDiffers', { there: there.slice(0, 200), ref: item.ref });
  }
}

function codeFor(key: string): string {
  if (OF_PUBLICATION.has(key)) return 'publicationDiffers';
  if (OF_CALENDAR.has(key)) return 'dueDiffers';
  return key === 'classification' ? 'classificationDiffers' : 'wordingDiffers';
}

function sameRefs(given: string, there: string, prefix: string): boolean {
  const full = (list: string) => list.split(', ').filter(Boolean).map((ref) => (ref.includes('.') ? ref : `${prefix}.${ref}`)).toSorted().join(); // prettier-ignore
  return full(given) === full(there);
}
