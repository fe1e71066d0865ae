import { type Fault, type MutationCase, NOTHING, api, changing } from './case.js';
import type { Made } from './made.js';
import { TEST_PASSWORD } from '../../../support/app.js';

const settings = {
  name: 'Institute of Canals',
  shortName: 'IoC',
  timeZone: 'Europe/Vienna',
  fiscalYearStartMonth: 1,
  dueSoonDays: 30,
  cadenceShortDays: 30,
  cadenceMediumDays: 60,
  cadenceLongDays: 90,
};
export const NEW_PASSWORD = 'nine herons over the weir';

export function accessCases(made: Made): Record<string, MutationCase> {
  const { heed, people, one, next, unique } = made;
  const team = async () => ({ id: await heed.team(unique('Team')), version: 1 });
  const other = () => heed.person({ role: 'viewer' });
  const newPerson = () => ({
    name: unique('Olimpia Wrenfield'),
    email: `o.wrenfield${next()}@example.org`,
    role: 'viewer',
  });
  const invited = (path: string): MutationCase => ({
    by: 'admin',
    writes: ['person.created'],
    late: [
      [422, changing(() => ({ email: people.viewer.email }))],
      [422, changing({ teamId: 999_999 })],
    ],
    ready: async () => ({ path, body: newPerson() }),
  });
  const personChanged = (at: string): MutationCase => ({
    by: 'admin',
    writes: ['person.changed'],
    late: [[422, changing(() => ({ email: people.viewer.email }))]],
    ready: async () => {
      const body = { ...newPerson(), role: 'contributor', active: true };
      return { path: `${at}/people/${(await other()).id}`, body, version: 1 };
    },
  });
  const taken: Fault = [422, (call) => ({ ...call, body: { name: 'Taken' } })];
  const teamMade = (at: string): MutationCase => ({
    by: 'admin',
    writes: ['team.created'],
    late: [taken],
    ready: async () => ({ path: `${at}/teams`, body: { name: unique('Crew') } }),
  });
  const teamRenamed = (at: string): MutationCase => ({
    by: 'admin',
    writes: ['team.renamed'],
    late: [taken],
    ready: async () => {
      const { id, version } = await team();
      return { path: `${at}/teams/${id}`, body: { name: unique('Crew') }, version };
    },
  });

  return {
    'POST /api/v1/people': invited('/api/v1/people'),
    'POST /admin/people': invited('/admin/people'),
    'PUT /api/v1/people/:id': personChanged(api),
    'POST /admin/people/:id': personChanged('/admin'),
    'POST /admin/people/:id/link': {
      by: 'admin',
      writes: ['person.link_made'],
      noFields: NOTHING,
      ready: async () => ({ path: `/admin/people/${(await other()).id}/link` }),
    },
    'POST /api/v1/teams': teamMade(api),
    'POST /admin/teams': teamMade('/admin'),
    'PUT /api/v1/teams/:id': teamRenamed(api),
    'POST /admin/teams/:id': teamRenamed('/admin'),
    'POST /admin/settings': {
      by: 'admin',
      writes: ['organisation.changed'],
      late: [[422, (call) => ({ ...call, body: { ...settings, timeZone: 'Mars/Crater' } })]],
      ready: async () => {
        const { version } = await one<{ version: number }>('SELECT version FROM organisation');
        return { path: '/admin/settings', body: settings, version };
      },
    },
    'POST /account/tokens': {
      by: 'viewer',
      writes: ['api_token.created'],
      ready: async () => ({ path: '/account/tokens', body: { name: 'For the notebook' } }),
    },
    'POST /account/tokens/:id/revoke': {
      by: 'viewer',
      writes: ['api_token.revoked'],
      noFields: NOTHING,
      ready: async (client) => {
        const { id } = await one<{ id: number }>(
          `INSERT INTO api_token (token_hash, person_id, name, created_at)
           VALUES (sha256($1::text::bytea), $2, 'Old', now()) RETURNING id`,
          [unique('token'), client.person!.id],
        );
        return { path: `/account/tokens/${id}/revoke` };
      },
    },
    'POST /account/sessions/:id/revoke': {
      by: 'viewer',
      writes: ['person.session_revoked'],
      noFields: NOTHING,
      ready: async (client) => {
        await heed.signIn(client.person!);
        const { id } = await one<{ id: string }>(
          `SELECT encode(token_hash, 'hex') AS id FROM session WHERE person_id = $1 ORDER BY ctid DESC LIMIT 1`,
          [client.person!.id],
        );
        return { path: `/account/sessions/${id}/revoke` };
      },
    },
    'POST /account/password': {
      by: 'viewer',
      // It ends every session and opens a new one in the place of this.
      writes: ['person.password_changed', 'person.signed_in'],
      late: [
        [422, changing({ current: 'not this one' })],
        [422, changing({ password: 'password' })],
      ],
      ready: async () => ({
        path: '/account/password',
        body: { current: TEST_PASSWORD, password: NEW_PASSWORD },
      }),
    },
  };
}
