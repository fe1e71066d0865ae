import type { Role } from '../../../src/shared/permissions.js';
import type { TestApp, TestPerson } from '../../support/app.js';
import { TEST_PASSWORD } from '../../support/app.js';
import type { TestClient } from '../../support/client.js';
import { type ActionWish, makeActor, makePublication, recordEvidence } from '../../support/data.js';
import { bring, draftOf, formOf, twinNumbered } from '../import/support.js';
import { evidence, servicesOf } from '../track/track-support.js';

/** One request, made ready: where to, with what, of which version. */
export interface Call {
  path: string;
  body?: object;
  /** Sent as If-Match to the API and in the form's hidden field to pages. */
  version?: number;
}

export interface MutationCase {
  /** The least role that may. */
  by: Role;
  /** Arranges what it is about; each is called once. */
  ready(client: TestClient): Promise<Call>;
  /** Actions of the history entries that it writes, in order; nearly always one. */
  writes: string[];
  /** Entries that may stand beside them, for what comes into being on the way. */
  beside?: string[];
  /** How many items it changes or makes. */
  items?: number;
  /** Another call that must be refused with this status, made from the good one: faults that show late. */
  late?: [number, (call: Call) => Call][];
  /** Why no field of its own makes it invalid. */
  noFields?: string;
}

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
const brief = { title: 'A brief', periodFrom: '2026-08-01', periodTo: '2026-11-01', audience: 'internal' };
const revision = { kind: 'slipped', dueOn: '2027-02-01', reason: 'The ministry said so.' };
const response = { response: 'accepted', respondedOn: '2026-02-01', reply: 'We agree.' };
const NOTHING = 'nothing but the address says what it does';

/** One valid call for every route that changes something. A route that is missing here fails the test. */
export function mutationCases(heed: TestApp, people: Record<Role, TestPerson>): Record<string, MutationCase> {
  const app = servicesOf(heed);
  const one = async <T>(sql: string, values: unknown[] = []): Promise<T> =>
    (await heed.ownerDataSource.query<T[]>(sql, values))[0];
  let count = 0;
  const unique = (word: string) => `${word} ${(count += 1)}`;

  const makeItem = async (wish: ActionWish = {}) => {
    const { actions, by } = await makePublication(app, { actions: [wish] });
    const item = await one<{ version: number; id: number }>('SELECT id, version FROM item WHERE ref = $1', [
      actions[0].ref,
    ]);
    return { ref: actions[0].ref, by, ...item };
  };
  const dated = (): Promise<{ ref: string; version: number }> => makeItem({ dueOn: '2026-12-31' });
  /** An action with a recommendation whose date follows it: a move of the one changes both. */
  const followed = async () => {
    const made = await makePublication(app, {
      recommendations: 1,
      actions: [{ carriesOut: [1], dueOn: '2026-12-31' }],
    });
    const [{ ref }, recommendation] = [made.actions[0], made.recommendations[0].ref];
    const manager = await heed.signIn(people.manager);
    const set = await manager.api(
      'PUT',
      `/api/v1/items/${recommendation}/timeline`,
      { kind: 'from_actions' },
      { 'if-match': '"1"' },
    );
    if (set.status !== 200) throw new Error(set.text);
    return { ref, version: 1 };
  };
  const answering = async () => {
    const { ref, version, id } = await makeItem();
    const { actor } = await one<{ actor: number }>(
      'SELECT actor_id AS actor FROM item_actor WHERE item_id = $1',
      [id],
    );
    return { ref, version, actor };
  };
  const update = async () => {
    const { ref, by } = await makeItem();
    const { updateId } = await recordEvidence(app, by, {
      effects: [{ item: ref, progressTo: 'in_progress' }],
    });
    return { ref, updateId };
  };
  const claim = async () => {
    const { ref, by } = await makeItem();
    await recordEvidence(app, by, { effects: [{ item: ref, progressTo: 'implemented' }] });
    return one<{ id: number }>('SELECT progress_effect_id AS id FROM item WHERE ref = $1', [ref]);
  };
  const planned = async () => {
    const { id } = await makeItem();
    return one<{ id: number; version: number }>(
      `INSERT INTO follow_up (item_id, step, assignee_id, due_on, created_by, created_at, version)
       VALUES ($1, 'Ask them', $2, '2026-12-01', $2, now(), 1) RETURNING id, version`,
      [id, people.contributor.id],
    );
  };
  const actor = async () => makeActor(app, { ...people.manager }, unique('Body'));
  const briefId = () =>
    one<{ id: number; version: number }>(
      `INSERT INTO progress_brief (filter, title, period_from, period_to, audience, created_by, created_at, version)
       VALUES ('{}', 'Old', '2026-01-01', '2026-02-01', 'internal', $1, now(), 1) RETURNING id, version`,
      [people.contributor.id],
    );
  const team = async () => ({ id: await heed.team(unique('Team')), version: 1 });
  const other = () => heed.person({ role: 'viewer' });
  const draft = async (client: TestClient) =>
    draftOf(client, await bring(client, twinNumbered(String((count += 1) + 100))));
  const newPerson = () => ({
    name: unique('Olimpia Wrenfield'),
    email: `o.wrenfield${(count += 1)}@example.org`,
    role: 'viewer',
  });

  const finding = async (): Promise<[string, object]> => {
    const [first, second] = [await makeItem(), await makeItem()];
    const effects = [first, second].map(({ ref, version }) => ({
      item: ref,
      version,
      progressTo: 'in_progress',
    }));
    return [first.ref, evidence(effects)];
  };
  /** The second of two effects is out of date or no move that is allowed: the first was written by then. */
  const secondEffect = (change: object) => (call: Call) => {
    const body = call.body as { effects: object[] };
    return { ...call, body: { ...body, effects: [body.effects[0], { ...body.effects[1], ...change }] } };
  };
  const lateFindings: [number, (call: Call) => Call][] = [
    [412, secondEffect({ version: 77 })],
    [422, secondEffect({ shows: 'background' })],
    [422, secondEffect({ item: 'NO-1.A1' })],
  ];
  const correction = async () => {
    const { ref, updateId } = await update();
    return {
      updateId,
      body: evidence([{ item: ref, progressTo: 'not_started' }], { reason: 'Read wrongly.' }),
    };
  };
  const search = (refs: string[] | null) => ({
    ...(refs && { items: refs }),
    searchedOn: '2026-11-01',
    places: 'The gazette',
  });
  const unknownItem: [number, (call: Call) => Call] = [
    422,
    (call) => {
      const body = call.body as { items: string[] };
      return { ...call, body: { ...body, items: [...body.items, 'NO-1.A1'] } };
    },
  ];
  const noOwner: [number, (call: Call) => Call] = [
    422,
    (call) => ({ ...call, body: { ...call.body, ownerId: 999_999 } }),
  ];

  const ownerOf = (change: object, status: number): [number, (call: Call) => Call] => [
    status,
    (call) => {
      const { items, ...body } = call.body as { items: object[] };
      return { ...call, body: { ...body, items: [items[0], { ...items[1], ...change }] } };
    },
  ];

  const owner = (at: string): MutationCase => ({
    by: 'contributor',
    writes: ['owner.assigned'],
    items: 1,
    late: [noOwner],
    ready: async () => {
      const { ref, version } = await makeItem();
      return { path: `${at}/items/${ref}/owner`, body: { ownerId: people.contributor.id }, version };
    },
  });
  const timeline = (at: string): MutationCase => ({
    by: 'contributor',
    writes: ['timeline.set'],
    items: 1,
    late: [[422, (call) => ({ ...call, body: { kind: 'from_actions' } })]],
    ready: async () => {
      const { ref, version } = await makeItem();
      const body = { kind: 'set_by_us', dueOn: '2026-12-31', reason: 'To have a date.' };
      return { path: `${at}/items/${ref}/timeline`, body, version };
    },
  });
  const due = (at: string, wish = dated, items = 1): MutationCase => ({
    by: 'contributor',
    writes: ['due.revised'],
    items,
    ready: async () => {
      const { ref, version } = await wish();
      return { path: `${at}/items/${ref}/due-revisions`, body: revision, version };
    },
  });
  const answered = (at: string, end: string): MutationCase => ({
    by: 'contributor',
    writes: ['response.recorded'],
    items: 1,
    ready: async () => {
      const { ref, version, actor: id } = await answering();
      return { path: `${at}/items/${ref}/actors/${id}/${end}`, body: response, version };
    },
  });
  const plan = (at: string): MutationCase => ({
    by: 'contributor',
    writes: ['followUp.planned'],
    late: [[422, (call) => ({ ...call, body: { ...call.body, assigneeId: people.viewer.id } })]],
    ready: async () => {
      const { ref } = await makeItem();
      const body = { step: 'Ask', assigneeId: people.contributor.id, dueOn: '2026-12-01' };
      return { path: `${at}/items/${ref}/follow-ups`, body };
    },
  });
  const done = (at: string): MutationCase => ({
    by: 'contributor',
    writes: ['followUp.done'],
    late: [[422, (call) => ({ ...call, body: { doneOn: '2026-11-23' } })]],
    ready: async () => {
      const { id, version } = await planned();
      return { path: `${at}/follow-ups/${id}/done`, body: { note: 'Asked.' }, version };
    },
  });
  const reading = (at: string): MutationCase => ({
    by: 'manager',
    writes: ['claim.confirmed'],
    items: 1,
    late: [[422, (call) => ({ ...call, body: { verdict: 'sent_back' } })]],
    ready: async () => ({
      path: `${at}/effects/${(await claim()).id}/readings`,
      body: { verdict: 'confirmed' },
    }),
  });
  const recorded = (at: string): MutationCase => ({
    by: 'contributor',
    writes: ['evidence.recorded'],
    items: 2,
    late: lateFindings,
    ready: async () => ({ path: `${at}/evidence`, body: (await finding())[1] }),
  });
  const corrected = (at: string): MutationCase => ({
    by: 'contributor',
    writes: ['evidence.corrected'],
    items: 1,
    late: [[422, (call) => ({ ...call, body: { ...call.body, eventOn: '2026-11-23' } })]],
    ready: async () => {
      const { updateId, body } = await correction();
      return { path: `${at}/evidence/${updateId}/corrections`, body };
    },
  });
  const checked = (path: string): MutationCase => ({
    by: 'contributor',
    writes: ['check.recorded'],
    items: 2,
    late: [unknownItem, [422, (call) => ({ ...call, body: { ...call.body, updateId: 999_999 } })]],
    ready: async () => ({ path, body: search([(await makeItem()).ref, (await makeItem()).ref]) }),
  });
  const entered = (at: string): MutationCase => ({
    by: 'contributor',
    writes: ['actor.entered'],
    late: [[422, (call) => ({ ...call, body: { ...call.body, parentId: 999_999 } })]],
    ready: async () => ({ path: `${at}/actors`, body: { name: unique('Authority'), kind: 'agency' } }),
  });
  const actorChanged = (at: string): MutationCase => ({
    by: 'contributor',
    writes: ['actor.changed'],
    late: [[422, (call) => ({ ...call, body: { ...call.body, successorId: 999_999 } })]],
    ready: async () => {
      const { id, version } = await actor();
      return { path: `${at}/actors/${id}`, body: { name: unique('Office'), kind: 'agency' }, version };
    },
  });
  const alias = (at: string): MutationCase => ({
    by: 'contributor',
    writes: ['actor.aliasAdded'],
    ready: async () => ({
      path: `${at}/actors/${(await actor()).id}/aliases`,
      body: { alias: unique('AKA') },
    }),
  });
  const wrongPeriod: [number, (call: Call) => Call] = [
    422,
    (call) => ({ ...call, body: { ...call.body, periodTo: '2020-01-01' } }),
  ];
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
  const invited = (path: string): MutationCase => ({
    by: 'admin',
    writes: ['person.created'],
    late: [
      [422, (call) => ({ ...call, body: { ...call.body, email: people.viewer.email } })],
      [422, (call) => ({ ...call, body: { ...call.body, teamId: 999_999 } })],
    ],
    ready: async () => ({ path, body: newPerson() }),
  });
  const personChanged = (at: string): MutationCase => ({
    by: 'admin',
    writes: ['person.changed'],
    late: [[422, (call) => ({ ...call, body: { ...call.body, email: people.viewer.email } })]],
    ready: async () => {
      const body = { ...newPerson(), role: 'contributor', active: true };
      return { path: `${at}/people/${(await other()).id}`, body, version: 1 };
    },
  });
  const taken: [number, (call: Call) => Call] = [422, (call) => ({ ...call, body: { name: 'Taken' } })];
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
  const committed = (at: string): MutationCase => ({
    by: 'contributor',
    writes: ['publication.imported'],
    // The bodies that it names and Heed does not know yet, and what else they are called.
    beside: ['actor.entered', 'actor.aliasAdded'],
    items: 13,
    late: [
      [
        422,
        (call) => {
          const body = call.body as { publication: object };
          return { ...call, body: { ...body, publication: { ...body.publication, ownerId: 999_999 } } };
        },
      ],
    ],
    ready: async (client) => {
      const made = await draft(client);
      const { version: _, ...form } = formOf(made);
      return {
        path: `${at}/imports/${made.id}/commit`,
        body: at ? made.review : form,
        version: made.version,
      };
    },
  });

  const api = '/api/v1';
  return {
    'PUT /api/v1/items/:ref/owner': owner(api),
    'POST /items/:ref/owner': owner(''),
    'POST /owners/new': {
      by: 'contributor',
      // One for each item: what became of an owner is the item's own story.
      writes: ['owner.assigned', 'owner.assigned'],
      items: 2,
      late: [noOwner, ownerOf({ version: 77 }, 412), ownerOf({ ref: 'NO-1.A1' }, 404)],
      ready: async () => {
        const items = [await makeItem(), await makeItem()].map(({ ref, version }) => ({ ref, version }));
        return { path: '/owners/new', body: { items, ownerId: people.contributor.id } };
      },
    },
    'PUT /api/v1/items/:ref/timeline': timeline(api),
    'POST /items/:ref/timeline': timeline(''),
    'POST /api/v1/items/:ref/due-revisions': due(api, followed, 2),
    'POST /items/:ref/due-revisions': due(''),
    'PUT /api/v1/items/:ref/actors/:actorId/response': answered(api, 'response'),
    'POST /items/:ref/actors/:actorId/responses': answered('', 'responses'),
    'POST /api/v1/items/:ref/follow-ups': plan(api),
    'POST /items/:ref/follow-ups': plan(''),
    'POST /api/v1/follow-ups/:id/done': done(api),
    'POST /follow-ups/:id/done': done(''),
    'POST /api/v1/effects/:id/readings': reading(api),
    'POST /effects/:id/readings': reading(''),
    'POST /api/v1/evidence': recorded(api),
    'POST /evidence': recorded(''),
    'POST /api/v1/evidence/:id/corrections': corrected(api),
    'POST /evidence/:id/corrections': corrected(''),
    'POST /api/v1/checks': checked('/api/v1/checks'),
    'POST /checks/new': checked('/checks/new'),
    'POST /items/:ref/checks': {
      ...checked(''),
      items: 1,
      late: [[422, (call) => ({ ...call, body: { ...call.body, updateId: 999_999 } })]],
      ready: async () => ({ path: `/items/${(await makeItem()).ref}/checks`, body: search(null) }),
    },
    'POST /api/v1/actors': entered(api),
    'POST /actors': entered(''),
    'PATCH /api/v1/actors/:id': actorChanged(api),
    'POST /actors/:id': actorChanged(''),
    'POST /api/v1/actors/:id/aliases': alias(api),
    'POST /actors/:id/aliases': alias(''),
    'POST /api/v1/briefs': briefMade('/api/v1/briefs'),
    'POST /briefs/new': briefMade('/briefs/new'),
    'PUT /api/v1/briefs/:id': briefChanged(api),
    'POST /briefs/:id': briefChanged(''),
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
        [422, (call) => ({ ...call, body: { ...call.body, current: 'not this one' } })],
        [422, (call) => ({ ...call, body: { ...call.body, password: 'password' } })],
      ],
      ready: async () => ({
        path: '/account/password',
        body: { current: TEST_PASSWORD, password: NEW_PASSWORD },
      }),
    },
    'POST /api/v1/imports/:id/commit': committed(api),
    'POST /imports/:id/commit': committed(''),
  };
}

export const NEW_PASSWORD = 'nine herons over the weir';

/** Routes that change something and yet have no place above, each with its reason. */
export const APART: Record<string, string> = {
  'POST /sign-in': 'public: nobody acts yet; one entry by whom signs in (access/sign-in.spec.ts)',
  'POST /sign-out': 'session housekeeping; one entry by whom signs out (access/sign-in.spec.ts)',
  'POST /setup': 'public: makes the first person, names the organisation, signs in (access/setup.spec.ts)',
  'POST /set-password': 'public: a one-time link stands for the person (access/people.spec.ts)',
  'POST /imports': 'a draft: its author’s alone, gone after seven days; the commit is what is recorded',
  'POST /api/v1/imports': 'a draft, as above',
  'POST /imports/:id': 'a draft, as above',
  'POST /imports/:id/discard': 'a draft, as above',
  'DELETE /api/v1/imports/:id': 'a draft, as above',
};
