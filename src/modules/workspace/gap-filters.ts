import type { ItemFilter } from '../tracking/index.js';

/** Each a filter, so that its number is the number of rows of its list. What is settled misses no owner. */
export const GAP_FILTERS = {
  nothing_behind: { gap: 'nothing_behind' },
  partial_undated: { gap: 'partial_undated' },
  one_publisher: { gap: 'one_publisher' },
  one_party: { gap: 'one_party' },
  no_owner: { owner: 'none', open: 'yes' },
  no_actor: { actor: 'none', open: 'yes' },
  unread_timeline: { gap: 'unread_timeline', open: 'yes' },
} as const satisfies Record<string, ItemFilter>;
export type GapName = keyof typeof GAP_FILTERS;
