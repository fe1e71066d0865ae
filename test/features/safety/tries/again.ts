import { type Try, stale } from './try.js';

const facts = {
  title: 'x',
  language: 'en',
  direction: 'ltr',
  classification: 'internal',
  teamId: '1',
};

export const againTries: Record<string, Try> = {
  'PUT /api/v1/imports/:id/comparison/publication': stale({ publicationId: null }),
  'POST /imports/:id/compares-with': stale({ publicationId: '' }),
  // Drafts of new publications: there is nothing to compare, and nothing to take over.
  'POST /imports/:id/compare': { seen: [200] },
  'POST /imports/:id/compare/commit': { seen: [200] },
  'PATCH /api/v1/publications/:id': stale({ title: 'x' }),
  // What another date does is shown before the version is looked at.
  'POST /publications/:id/edit': { body: () => facts, seen: [200, 412] },
  'PUT /api/v1/items/:ref/carries-out': stale({ recommendations: [] }),
  'POST /items/:ref/carries-out': stale({ recommendations: [] }),
};
