import { type Try, stale } from './try.js';

const nameless: Try = {
  body: ({ ids }) => ({ name: '—', kind: 'other', parentId: Number(ids.actor) }),
  seen: [422],
  hidden: 422,
};
const actor = stale({ name: 'x', kind: 'other' });
const alias: Try = { body: () => ({ alias: '—' }), seen: [422] };

export const actorsTries: Record<string, Try> = {
  'POST /api/v1/actors': nameless,
  'POST /actors': nameless,
  'PATCH /api/v1/actors/:id': actor,
  'POST /actors/:id': actor,
  'POST /api/v1/actors/:id/aliases': alias,
  'POST /actors/:id/aliases': alias,
};
