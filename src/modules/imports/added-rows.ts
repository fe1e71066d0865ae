import type { Reading } from './reader/reading.js';
import { NEW_ACTION, NEW_RECOMMENDATION, NO_ACTOR, type Review } from './review.js';

// Rows that the reader missed: they stand after those that it read, and have no place in the document.

/** More rows than any brief has. */
export const MAX_ROWS = 1_000;

/** What a button of the review asks for: a list that gets a row, or a row that goes. */
export interface RowChange {
  add: string;
  remove: string;
}

/** `actions[2].actors` gets an actor, or `actions[2].actors[0]` goes. False where neither was asked for. */
export function changeActors({ actions }: Review, { add, remove }: RowChange): boolean {
  const added = /^actions\[(\d+)\]\.actors$/.exec(add);
  if (added) actions[Number(added[1])]?.actors.push({ ...NO_ACTOR });
  const removed = /^actions\[(\d+)\]\.actors\[(\d+)\]$/.exec(remove);
  if (removed) actions[Number(removed[1])]?.actors.splice(Number(removed[2]), 1);
  return Boolean(added ?? removed);
}

/**
 * `actions` gets a row, or `actions[7]` goes, which must be one that was added: what was read is left out instead.
 * @returns the id of the part of the page where one goes on; null where neither was asked for
 */
export function changeRows(review: Review, { add, remove }: RowChange, reading: Reading): string | null {
  if (add === 'actions' || add === 'recommendations') {
    const rows: object[] = review[add];
    if (rows.length >= MAX_ROWS) return add;
    rows.push(structuredClone(add === 'actions' ? NEW_ACTION : NEW_RECOMMENDATION));
    return `${add}-${rows.length - 1}`;
  }
  const [, list, row] = /^(actions|recommendations)\[(\d+)\]$/.exec(remove) ?? [];
  if (list !== 'actions' && list !== 'recommendations') return null;
  const index = Number(row);
  if (index < reading[list].length) return null;
  review[list].splice(index, 1);
  if (list === 'recommendations') forgetRecommendation(review, index);
  return list;
}

/** Actions name what they carry out by its index. */
function forgetRecommendation({ actions }: Review, index: number): void {
  for (const action of actions)
    action.recommendationIndexes = action.recommendationIndexes
      .filter((n) => n !== index)
      .map((n) => (n > index ? n - 1 : n));
}
