import { type Try, UNKNOWN, stale } from './try.js';

export const bulkTries: Record<string, Try> = {
  'POST /import/bulk': UNKNOWN,
  'POST /api/v1/bulk-imports': UNKNOWN,
  'POST /import/bulk/:id': stale({ columns: ['ref'] }),
  'PUT /api/v1/bulk-imports/:id/mapping': stale({ columns: ['ref'] }),
  'POST /import/bulk/:id/commit': stale({}),
  'POST /api/v1/bulk-imports/:id/commit': stale({}),
  'POST /import/bulk/:id/discard': { seen: [303], uses: 'sheet' },
  'DELETE /api/v1/bulk-imports/:id': { seen: [204], uses: 'sheet' },
};
