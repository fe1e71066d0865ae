import { type Try, UNKNOWN, stale } from './try.js';

export const importsTries: Record<string, Try> = {
  'POST /api/v1/imports/:id/commit': stale({}),
  'POST /imports/:id/commit': { body: () => ({}), seen: [422] },
  'POST /imports/:id': { body: () => ({}), seen: [422] },
  // Without the version that it had, it is out of date.
  'POST /imports/:id/autosave': { body: () => ({}), seen: [412] },
  'PUT /api/v1/imports/:id/review': stale({}),
  // It is read already.
  'POST /imports/:id/attempts': { seen: [409] },
  'POST /api/v1/imports/:id/attempts': { seen: [409] },
  'POST /imports/:id/discard': { seen: [303], uses: 'draft' },
  'DELETE /api/v1/imports/:id': { seen: [204], uses: 'draft' },
  'POST /imports': UNKNOWN,
  'POST /api/v1/imports': UNKNOWN,
};
