import { BRIEF } from '../matrix-world.js';
import { type Try, stale } from './try.js';

/** Only about what is public may something public be made. */
const brief = (made: number): Try => ({
  query: ({ ids }) => `?publication=${ids.publication}`,
  body: () => ({ ...BRIEF, audience: 'public' }),
  seen: [made, 422],
});

export const briefsTries: Record<string, Try> = {
  'POST /api/v1/briefs': brief(201),
  'POST /briefs/new': brief(303),
  'PUT /api/v1/briefs/:id': stale(BRIEF),
  'POST /briefs/:id': stale(BRIEF),
};
