import type { Item } from './item.entity.js';

/** What a transition answers: where the item stands now. The whole item is at `/api/v1/items/:ref`. */
export type ItemStanding = Pick<
  Item,
  | 'ref'
  | 'version'
  | 'ownerId'
  | 'progress'
  | 'claim'
  | 'confirmedProgress'
  | 'timelineKind'
  | 'firstDueOn'
  | 'dueOn'
  | 'duePrecision'
  | 'dueBasis'
  | 'slipCount'
  | 'slipDays'
>;

export const standingOf = (item: Item): ItemStanding => ({
  ref: item.ref,
  version: item.version,
  ownerId: item.ownerId,
  progress: item.progress,
  claim: item.claim,
  confirmedProgress: item.confirmedProgress,
  timelineKind: item.timelineKind,
  firstDueOn: item.firstDueOn,
  dueOn: item.dueOn,
  duePrecision: item.duePrecision,
  dueBasis: item.dueBasis,
  slipCount: item.slipCount,
  slipDays: item.slipDays,
});
