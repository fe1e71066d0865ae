import { evidence } from '../../track/track-support.js';
import { STALE_VERSION, type Try, UNKNOWN, stale } from './try.js';

/** The effect is none that waits. */
const reading: Try = { body: () => ({ verdict: 'confirmed' }), seen: [422] };
const recorded: Try = {
  body: ({ ids }) => evidence([{ item: ids.item, version: STALE_VERSION, shows: 'background' }]),
  seen: [412],
  hidden: 422,
};
const corrected: Try = { body: () => evidence([{ item: 'NO-1.A1' }], { reason: 'x' }), seen: [422] };
const checked: Try = {
  body: ({ ids }) => ({ items: [ids.item], searchedOn: '2026-11-01', places: 'x', updateId: 999_998 }),
  seen: [422],
  hidden: 422,
};

export const evidenceTries: Record<string, Try> = {
  'POST /items/:ref/checks': {
    body: () => ({ searchedOn: '2026-11-01', places: 'x', updateId: 999_998 }),
    seen: [422],
  },
  'POST /api/v1/effects/:id/readings': reading,
  'POST /effects/:id/readings': reading,
  'POST /api/v1/evidence': recorded,
  'POST /evidence': recorded,
  'POST /api/v1/evidence/:id/corrections': corrected,
  'POST /evidence/:id/corrections': corrected,
  'POST /api/v1/checks': checked,
  'POST /checks/new': checked,
  'POST /api/v1/items/:ref/watch-places': {
    body: () => ({ of: 'actor', actorId: 999_999, name: 'x' }),
    seen: [422],
  },
  'POST /items/:ref/watch-places': { body: () => ({ for: 'actor-999999', name: 'x' }), seen: [422] },
  'POST /api/v1/items/:ref/watch-places/removals': { body: () => ({ placeId: 999_998 }), seen: [422] },
  'POST /items/:ref/watch-places/removals': { body: () => ({ placeId: 999_998 }), seen: [422] },
  // The items are settled: their part in it can be noted by all who see them.
  'POST /api/v1/items/:ref/contribution-notes': {
    body: () => ({ contribution: 'cited', text: 'x' }),
    seen: [201],
  },
  'POST /items/:ref/contribution-notes': { body: () => ({ contribution: 'cited', text: 'x' }), seen: [303] },
  'POST /api/v1/inbox': UNKNOWN,
  'POST /inbox': UNKNOWN,
  'POST /api/v1/inbox/:id/dismissal': stale({ reason: 'x' }),
  'POST /inbox/:id/dismissal': stale({ reason: 'x' }),
  'POST /api/v1/inbox/:id/restoration': stale({}),
  'POST /inbox/:id/restoration': stale({}),
};
