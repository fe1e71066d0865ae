import { type Try, UNKNOWN, stale } from './try.js';

const person = stale({ name: 'x', email: 'x@example.org', role: 'viewer', active: true });
const team = stale({ name: 'x' });

export const accessTries: Record<string, Try> = {
  'PUT /api/v1/people/:id': person,
  'POST /admin/people/:id': person,
  // Nobody who is inactive gets a link.
  'POST /admin/people/:id/link': { seen: [422] },
  'PUT /api/v1/teams/:id': team,
  'POST /admin/teams/:id': team,
  // Somebody else's: there for nobody.
  'POST /account/tokens/:id/revoke': { seen: [] },
  'POST /account/sessions/:id/revoke': { seen: [] },
  // About nothing that is there already.
  'POST /api/v1/people': UNKNOWN,
  'POST /admin/people': UNKNOWN,
  'POST /api/v1/teams': UNKNOWN,
  'POST /admin/teams': UNKNOWN,
  'POST /admin/settings': UNKNOWN,
  'POST /account/password': UNKNOWN,
  'POST /account/tokens': UNKNOWN,
};
