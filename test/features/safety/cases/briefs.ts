import { type Fault, type MutationCase, NOTHING, api, changing } from './case.js';
import { withItems } from '../../../briefs/fixture.js';
import type { Made } from './made.js';

const EMPTY = { ...withItems([]), sources: [] };

const brief = { title: 'A brief', periodFrom: '2026-08-01', periodTo: '2026-11-01', audience: 'internal' };

export function briefsCases(made: Made): Record<string, MutationCase> {
  const { people, one } = made;
  const briefId = () =>
    one<{ id: number; version: number }>(
      `INSERT INTO progress_brief (filter, title, period_from, period_to, audience, created_by, created_at, version)
       VALUES ('{}', 'Old', '2026-01-01', '2026-02-01', 'internal', $1, now(), 1) RETURNING id, version`,
      [people.contributor.id],
    );
  const wrongPeriod: Fault = [422, changing({ periodTo: '2020-01-01' })];
  const briefMade = (path: string): MutationCase => ({
    by: 'contributor',
    writes: ['brief.created'],
    late: [wrongPeriod, [404, (call) => ({ ...call, path: `${path}?publication=999999` })]],
    ready: async () => ({ path, body: brief }),
  });
  const briefChanged = (at: string): MutationCase => ({
    by: 'contributor',
    writes: ['brief.changed'],
    late: [wrongPeriod],
    ready: async () => {
      const { id, version } = await briefId();
      return { path: `${at}/briefs/${id}`, body: brief, version };
    },
  });

  /** One that somebody else wrote and submitted, with nothing in it. */
  const submitted = async () => {
    const { id } = await briefId();
    return one<{ id: number; version: number }>(
      `WITH changed AS (UPDATE progress_brief SET state = 'awaiting_approval', submitted_by = $2, version = 2, facts = $3
         WHERE id = $1 RETURNING id, version) SELECT * FROM changed`,
      [id, people.contributor.id, JSON.stringify(EMPTY)],
    );
  };
  const issued = async () => {
    const { id } = await submitted();
    return one<{ id: number; version: number }>(
      `WITH changed AS (UPDATE progress_brief SET state = 'issued', approved_by = $2, version = 3,
         facts = facts || '{"approvedOn": "2026-02-02", "number": "7", "status": "final"}',
         number = (SELECT coalesce(max(number), 0) + 1 FROM progress_brief) WHERE id = $1
         RETURNING id, version) SELECT * FROM changed`,
      [id, people.manager.id],
    );
  };
  const submission = (at: string): MutationCase => ({
    by: 'contributor',
    writes: ['brief.submitted'],
    noFields: NOTHING,
    ready: async () => {
      const { id, version } = await briefId();
      return { path: `${at}/briefs/${id}/submissions`, version };
    },
  });
  const withdrawal = (at: string): MutationCase => ({
    by: 'contributor',
    writes: ['brief.withdrawn'],
    noFields: NOTHING,
    ready: async () => {
      const { id, version } = await submitted();
      return { path: `${at}/briefs/${id}/withdrawals`, version };
    },
  });
  const approval = (at: string): MutationCase => ({
    by: 'manager',
    writes: ['brief.approved'],
    late: [[422, changing({ verdict: 'sent_back' })]],
    ready: async () => {
      const { id, version } = await submitted();
      return { path: `${at}/briefs/${id}/approvals`, body: { verdict: 'approved' }, version };
    },
  });
  const revised = (at: string): MutationCase => ({
    by: 'contributor',
    writes: ['brief.created'],
    noFields: NOTHING,
    ready: async () => ({ path: `${at}/briefs/${(await issued()).id}/revisions` }),
  });
  const sent = (at: string): MutationCase => ({
    by: 'contributor',
    writes: ['brief.sent'],
    late: [[422, changing({ sentOn: '2026-12-24' })]],
    ready: async () => ({
      path: `${at}/briefs/${(await issued()).id}/dispatches`,
      body: { recipient: 'The committee', sentOn: '2026-11-01' },
    }),
  });

  return {
    'POST /api/v1/briefs': briefMade('/api/v1/briefs'),
    'POST /briefs/new': briefMade('/briefs/new'),
    'PUT /api/v1/briefs/:id': briefChanged(api),
    'POST /briefs/:id': briefChanged(''),
    'POST /api/v1/briefs/:id/submissions': submission(api),
    'POST /briefs/:id/submissions': submission(''),
    'POST /api/v1/briefs/:id/withdrawals': withdrawal(api),
    'POST /briefs/:id/withdrawals': withdrawal(''),
    'POST /api/v1/briefs/:id/approvals': approval(api),
    'POST /briefs/:id/approvals': approval(''),
    'POST /api/v1/briefs/:id/revisions': revised(api),
    'POST /briefs/:id/revisions': revised(''),
    'POST /api/v1/briefs/:id/dispatches': sent(api),
    'POST /briefs/:id/dispatches': sent(''),
  };
}
