import { BRIEF } from '../matrix-world.js';
import { type Try, stale } from './try.js';

/** Only about what is public may something public be made. */
const brief = (made: number): Try => ({
  query: ({ ids }) => `?publication=${ids.publication}`,
  body: () => ({ ...BRIEF, audience: 'public' }),
  seen: [made, 422],
});

/** The brief is a draft: nothing of it is approved, sent or corrected. */
const draft = (body?: object): Try => ({ ...(body && { body: () => body }), seen: [409] });
/** The same, of a version that is not there any more. */
const versioned = (body?: object): Try => ({ ...draft(body), seen: [409, 412] });
const approval = versioned({ verdict: 'approved' });
const sent = draft({ recipient: 'x', sentOn: '2026-11-01' });

export const briefsTries: Record<string, Try> = {
  'POST /api/v1/briefs': brief(201),
  'POST /briefs/new': brief(303),
  'PUT /api/v1/briefs/:id': stale(BRIEF),
  'POST /briefs/:id': stale(BRIEF),
  'POST /api/v1/briefs/:id/submissions': stale({}),
  'POST /briefs/:id/submissions': stale({}),
  'POST /api/v1/briefs/:id/withdrawals': versioned(),
  'POST /briefs/:id/withdrawals': versioned(),
  'POST /api/v1/briefs/:id/approvals': approval,
  'POST /briefs/:id/approvals': approval,
  'POST /api/v1/briefs/:id/revisions': draft(),
  'POST /briefs/:id/revisions': draft(),
  'POST /api/v1/briefs/:id/dispatches': sent,
  'POST /briefs/:id/dispatches': sent,
};
