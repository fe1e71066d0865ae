import { STALE_VERSION, type Try, stale } from './try.js';

const owner = stale({ ownerId: null });
const timeline = stale({ kind: 'ongoing' });
const due = stale({ kind: 'slipped', dueOn: '2027-02-01', reason: 'x' });
const response = stale({ response: 'accepted', respondedOn: '2026-02-01' });
const plan: Try = { body: () => ({ step: 'x', assigneeId: 999_999, dueOn: '2026-12-01' }), seen: [422] };
const done = stale({});
const postponed = stale({ dueOn: '2026-12-24', reason: 'x' });
const reassigned = stale({ assigneeId: 1 });
const cancelled = stale({ reason: 'x' });

export const itemsTries: Record<string, Try> = {
  'PUT /api/v1/items/:ref/owner': owner,
  'POST /items/:ref/owner': owner,
  'POST /owners/new': {
    body: ({ ids }) => ({
      items: [{ ref: ids.item, version: STALE_VERSION }],
      ownerId: null,
      step: 'apply',
    }),
    query: () => '',
    seen: [412],
  },
  'PUT /api/v1/items/:ref/timeline': timeline,
  'POST /items/:ref/timeline': timeline,
  'POST /api/v1/items/:ref/due-revisions': due,
  'POST /items/:ref/due-revisions': due,
  'PUT /api/v1/items/:ref/actors/:actorId/response': response,
  'POST /items/:ref/actors/:actorId/responses': response,
  'POST /api/v1/items/:ref/follow-ups': plan,
  'POST /items/:ref/follow-ups': plan,
  'POST /api/v1/follow-ups/:id/done': done,
  'POST /follow-ups/:id/done': done,
  'POST /api/v1/follow-ups/:id/postponements': postponed,
  'POST /follow-ups/:id/postponements': postponed,
  'PUT /api/v1/follow-ups/:id/assignee': reassigned,
  'POST /follow-ups/:id/assignee': reassigned,
  'POST /api/v1/follow-ups/:id/cancellation': cancelled,
  'POST /follow-ups/:id/cancellation': cancelled,
};
