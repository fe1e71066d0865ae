import { type Fault, type MutationCase, api, changing } from './case.js';
import type { Made } from './made.js';
import { makePublication } from '../../../support/data.js';

const revision = { kind: 'slipped', dueOn: '2027-02-01', reason: 'The ministry said so.' };
const response = { response: 'accepted', respondedOn: '2026-02-01', reply: 'We agree.' };

export function itemsCases(made: Made): Record<string, MutationCase> {
  const { heed, people, app, one, makeItem } = made;
  const dated = (): Promise<{ ref: string; version: number }> => makeItem({ dueOn: '2026-12-31' });
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
  const planned = async () => {
    const { id } = await makeItem();
    return one<{ id: number; version: number }>(
      `INSERT INTO follow_up (item_id, step, assignee_id, due_on, created_by, created_at, version)
       VALUES ($1, 'Ask them', $2, '2026-12-01', $2, now(), 1) RETURNING id, version`,
      [id, people.contributor.id],
    );
  };
  const noOwner: Fault = [422, changing({ ownerId: 999_999 })];
  const ownerOf = (change: object, status: number): Fault => [
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
    late: [[422, changing(() => ({ assigneeId: people.viewer.id }))]],
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
  const changed = (
    path: (id: number) => string,
    writes: string,
    body: () => object,
    late: object | (() => object),
  ): MutationCase => ({
    by: 'contributor',
    writes: [writes],
    late: [[422, changing(late)]],
    ready: async () => {
      const { id, version } = await planned();
      return { path: path(id), body: body(), version };
    },
  });
  const postponed = (at: string) =>
    changed(
      (id) => `${at}/follow-ups/${id}/postponements`,
      'followUp.postponed',
      () => ({ dueOn: '2026-12-24', reason: 'On leave.' }),
      { dueOn: '2026-11-01' },
    );
  const reassigned = (at: string) =>
    changed(
      (id) => `${at}/follow-ups/${id}/assignee`,
      'followUp.reassigned',
      () => ({ assigneeId: people.manager.id }),
      () => ({ assigneeId: people.viewer.id }),
    );
  const cancelled = (at: string) =>
    changed(
      (id) => `${at}/follow-ups/${id}/cancellation`,
      'followUp.cancelled',
      () => ({ reason: 'Closed.' }),
      { reason: ' ' },
    );

  return {
    'POST /api/v1/follow-ups/:id/postponements': postponed(api),
    'POST /follow-ups/:id/postponements': postponed(''),
    'PUT /api/v1/follow-ups/:id/assignee': reassigned(api),
    'POST /follow-ups/:id/assignee': reassigned(''),
    'POST /api/v1/follow-ups/:id/cancellation': cancelled(api),
    'POST /follow-ups/:id/cancellation': cancelled(''),
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
        return { path: '/owners/new', body: { items, ownerId: people.contributor.id, step: 'apply' } };
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
  };
}
