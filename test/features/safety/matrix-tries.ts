import { evidence } from '../track/track-support.js';
import { BRIEF, type Kind, type Thing } from './matrix-world.js';

/** What is sent to a route that changes something: whoever gets as far as the thing is refused there, so nothing changes. */
export interface Try {
  body?: (thing: Thing) => object;
  query?: (thing: Thing) => string;
  /** Answers to whoever sees the thing. */
  seen: number[];
  /** To whoever does not; 404 where the address names it. */
  hidden?: number;
  /** Takes the draft away: each call needs one of its own. */
  uses?: 'draft';
}

const UNKNOWN = { body: () => ({ isAdmin: true }), seen: [422] };
/** Out of date whatever it is. */
export const STALE_VERSION = 999;
const stale = (body: object): Try => ({ body: () => body, seen: [412] });

const owner = stale({ ownerId: null });
const timeline = stale({ kind: 'ongoing' });
const due = stale({ kind: 'slipped', dueOn: '2027-02-01', reason: 'x' });
const response = stale({ response: 'accepted', respondedOn: '2026-02-01' });
const plan: Try = { body: () => ({ step: 'x', assigneeId: 999_999, dueOn: '2026-12-01' }), seen: [422] };
const done = stale({});
/** The effect is none that waits. */
const reading: Try = { body: () => ({ verdict: 'confirmed' }), seen: [422] };
const recorded: Try = {
  body: ({ ids }) => evidence([{ item: ids.item, version: STALE_VERSION, shows: 'background' }]),
  seen: [412],
  hidden: 422,
};
const corrected: Try = { body: () => evidence([{ item: 'NO-1.A1' }], { reason: 'x' }), seen: [422] };
const checked: Try = {
  body: ({ ids }) => ({ items: [ids.item], searchedOn: '2026-11-01', places: 'x', updateId: 999_998 }),
  seen: [422],
  hidden: 422,
};
const nameless: Try = {
  body: ({ ids }) => ({ name: '—', kind: 'other', parentId: Number(ids.actor) }),
  seen: [422],
  hidden: 422,
};
const actor = stale({ name: 'x', kind: 'other' });
const alias: Try = { body: () => ({ alias: '—' }), seen: [422] };
const person = stale({ name: 'x', email: 'x@example.org', role: 'viewer', active: true });
const team = stale({ name: 'x' });
/** Only about what is public may something public be made. */
const brief = (made: number): Try => ({
  query: ({ ids }) => `?publication=${ids.publication}`,
  body: () => ({ ...BRIEF, audience: 'public' }),
  seen: [made, 422],
});

/** By route; one that changes something and is missing here fails the test. */
export const TRIES: Record<string, Try> = {
  'PUT /api/v1/items/:ref/owner': owner,
  'POST /items/:ref/owner': owner,
  'POST /owners/new': {
    body: ({ ids }) => ({ items: [{ ref: ids.item, version: STALE_VERSION }], ownerId: null }),
    query: () => '',
    seen: [412],
  },
  'PUT /api/v1/items/:ref/timeline': timeline,
  'POST /items/:ref/timeline': timeline,
  'POST /api/v1/items/:ref/due-revisions': due,
  'POST /items/:ref/due-revisions': due,
  'PUT /api/v1/items/:ref/actors/:actorId/response': response,
  'POST /items/:ref/actors/:actorId/responses': response,
  'POST /api/v1/items/:ref/follow-ups': plan,
  'POST /items/:ref/follow-ups': plan,
  'POST /items/:ref/checks': {
    body: () => ({ searchedOn: '2026-11-01', places: 'x', updateId: 999_998 }),
    seen: [422],
  },
  'POST /api/v1/follow-ups/:id/done': done,
  'POST /follow-ups/:id/done': done,
  'POST /api/v1/effects/:id/readings': reading,
  'POST /effects/:id/readings': reading,
  'POST /api/v1/evidence': recorded,
  'POST /evidence': recorded,
  'POST /api/v1/evidence/:id/corrections': corrected,
  'POST /evidence/:id/corrections': corrected,
  'POST /api/v1/checks': checked,
  'POST /checks/new': checked,
  'POST /api/v1/actors': nameless,
  'POST /actors': nameless,
  'PATCH /api/v1/actors/:id': actor,
  'POST /actors/:id': actor,
  'POST /api/v1/actors/:id/aliases': alias,
  'POST /actors/:id/aliases': alias,
  'POST /api/v1/briefs': brief(201),
  'POST /briefs/new': brief(303),
  'PUT /api/v1/briefs/:id': stale(BRIEF),
  'POST /briefs/:id': stale(BRIEF),
  'PUT /api/v1/people/:id': person,
  'POST /admin/people/:id': person,
  // Nobody who is inactive gets a link.
  'POST /admin/people/:id/link': { seen: [422] },
  'PUT /api/v1/teams/:id': team,
  'POST /admin/teams/:id': team,
  'POST /api/v1/imports/:id/commit': stale({}),
  'POST /imports/:id/commit': { body: () => ({}), seen: [422] },
  'POST /imports/:id': { body: () => ({}), seen: [422] },
  'POST /imports/:id/discard': { seen: [303], uses: 'draft' },
  'DELETE /api/v1/imports/:id': { seen: [204], uses: 'draft' },
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
  'POST /imports': UNKNOWN,
  'POST /api/v1/imports': UNKNOWN,
};

/** Public ones: what they answer everybody to an empty call. */
export const PUBLIC: Record<string, number[]> = {
  'GET /api/docs': [200],
  'GET /api/docs-json': [200],
  // To whom is signed in, the start page.
  'GET /sign-in': [200, 303],
  'GET /setup': [404],
  'GET /set-password': [404],
  'POST /sign-in': [422],
  'POST /setup': [404],
  'POST /set-password': [404],
};

/** It would end the caller's session (access/sign-in.spec.ts has it). */
export const LEFT_OUT = ['POST /sign-out'];

const KINDS: [RegExp, Kind][] = [
  [/\/items\/:ref/, 'item'],
  [/^\S+ (\/api\/v1)?\/actors\/:id/, 'actor'],
  [/\/publications\/:id/, 'publication'],
  [/\/briefs\/:id/, 'brief'],
  [/\/evidence\/:id/, 'evidence'],
  [/\/effects\/:id/, 'effect'],
  [/\/follow-ups\/:id/, 'followUp'],
  [/\/imports\/:id/, 'draft'],
  [/\/(people|teams)\/:id/, 'admin'],
  [/\/account\/(tokens|sessions)\/:id/, 'own'],
];

/** What an address names; null: nothing. @throws for a parameter that is not known here */
export function kindOf(name: string): Kind | null {
  const kind = KINDS.find(([pattern]) => pattern.test(name))?.[1] ?? null;
  if (kind === null && name.includes(':')) throw new Error(`What does ${name} name?`);
  return kind;
}

/** Lists that must hold everything that the caller sees. */
export const LISTS = [
  'GET /items',
  'GET /api/v1/items',
  'GET /items.csv',
  'GET /api/v1/items.csv',
  'GET /publications',
  'GET /api/v1/publications',
  'GET /actors',
  'GET /api/v1/actors',
  'GET /briefs',
  'GET /api/v1/briefs',
  'GET /overdue',
  'GET /readings',
  'GET /evidence/new',
];
