import { STALE_VERSION, type Try, UNKNOWN } from './try.js';

const several = (body: object): Try => ({
  body: ({ ids }) => ({ items: [{ ref: ids.item, version: STALE_VERSION }], step: 'apply', ...body }),
  query: () => '',
  seen: [412],
});

export const manageTries: Record<string, Try> = {
  'POST /follow-ups/new': several({ what: 'x', dueOn: '2026-12-01' }),
  'POST /questions/new': several({ what: 'x', dueOn: '2026-12-01' }),
  'POST /due-revisions/new': several({ by: 'months', amount: 1, kind: 'slipped', reason: 'x' }),
  'POST /hand-overs/new': {
    body: ({ ids }) => ({ from: 1, step: 'apply', items: [{ ref: ids.item, version: STALE_VERSION }] }),
    query: () => '',
    seen: [412],
  },
  // Somebody else's, or nobody's: there is nothing to undo.
  'POST /undo/:id': { seen: [404] },
  'POST /views/:id': { body: () => ({ name: 'x' }), seen: [404] },
  'POST /views/:id/removal': { body: () => ({ version: 1 }), seen: [404] },
  'POST /views/:id/pin': { seen: [404] },
  'POST /views/new': UNKNOWN,
};
