import { type Fault, type MutationCase, api, changing } from './case.js';
import type { Made } from './made.js';

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

  return {
    'POST /api/v1/briefs': briefMade('/api/v1/briefs'),
    'POST /briefs/new': briefMade('/briefs/new'),
    'PUT /api/v1/briefs/:id': briefChanged(api),
    'POST /briefs/:id': briefChanged(''),
  };
}
