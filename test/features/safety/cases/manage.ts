import { type Fault, type MutationCase, changing } from './case.js';
import type { Made } from './made.js';

/** What is done with several items at once, and taken back. */
export function manageCases(made: Made): Record<string, MutationCase> {
  const { heed, people, one, unique, makeItem } = made;
  const two = async (wish = {}) =>
    [await makeItem(wish), await makeItem(wish)].map(({ ref, version }) => ({ ref, version }));
  const rowWith = (change: object, status: number): Fault => [
    status,
    (call) => {
      const { items, ...body } = call.body as { items: object[] };
      return { ...call, body: { ...body, items: [items[0], { ...items[1], ...change }] } };
    },
  ];
  const view = async (end = '') => {
    const { id } = await one<{ id: number }>(
      `INSERT INTO saved_view (owner_id, list, name, query, created_at, version)
       VALUES ($1, 'items', $2, '', now(), 1) RETURNING id`,
      [people.contributor.id, unique('View')],
    );
    return { path: `/views/${id}${end}`, version: 1 };
  };
  const rowFaults = [rowWith({ version: 77 }, 412), rowWith({ ref: 'NO-1.A1' }, 404)];

  return {
    'POST /follow-ups/new': {
      by: 'contributor',
      writes: ['followUp.planned', 'followUp.planned'],
      late: [...rowFaults, [422, changing({ assigneeId: 999_999 })]],
      ready: async () => ({
        path: '/follow-ups/new',
        body: {
          items: await two(),
          what: 'Call them',
          assigneeId: people.contributor.id,
          dueOn: '2026-12-01',
          step: 'apply',
        },
      }),
    },
    'POST /questions/new': {
      by: 'contributor',
      writes: ['followUp.asked', 'followUp.asked'],
      late: rowFaults,
      ready: async () => ({
        path: '/questions/new',
        body: {
          items: await two({ ownerId: people.contributor.id }),
          what: 'Is it out?',
          dueOn: '2026-12-01',
          step: 'apply',
        },
      }),
    },
    'POST /due-revisions/new': {
      by: 'contributor',
      writes: ['due.revised', 'due.revised'],
      items: 2,
      late: [...rowFaults, [422, changing({ amount: 0 })], [422, changing({ movedBy: 999_999 })]],
      ready: async () => ({
        path: '/due-revisions/new',
        body: {
          items: await two({ dueOn: '2026-12-31' }),
          by: 'months',
          amount: 2,
          kind: 'slipped',
          reason: 'They said so.',
          step: 'apply',
        },
      }),
    },
    'POST /hand-overs/new': {
      by: 'contributor',
      writes: ['owner.assigned', 'followUp.handedOver'],
      items: 1,
      late: [
        [422, changing({ items: [], followUps: [] })],
        [412, (call) => changing({ from: people.manager.id })(call)],
      ],
      ready: async () => {
        const { id, ref, version } = await makeItem({ ownerId: people.admin.id });
        const step = await one<{ id: number; version: number }>(
          `INSERT INTO follow_up (item_id, step, assignee_id, due_on, created_by, created_at, version)
           VALUES ($1, 'Ask them', $2, '2026-12-01', $2, now(), 1) RETURNING id, version`,
          [id, people.admin.id],
        );
        return {
          path: '/hand-overs/new',
          body: {
            from: people.admin.id,
            step: 'apply',
            items: [{ ref, version, ownerId: people.contributor.id }],
            followUps: [{ ...step, assigneeId: people.contributor.id }],
          },
        };
      },
    },
    'POST /views/new': {
      by: 'contributor',
      writes: ['view.saved'],
      late: [[422, changing({ list: 'nothing' })]],
      ready: async () => ({
        path: '/views/new',
        body: { list: 'items', query: 'owner=me', name: unique('View'), pinned: true },
      }),
    },
    'POST /views/:id': {
      by: 'contributor',
      writes: ['view.changed'],
      ready: async () => ({ ...(await view()), body: { name: unique('View'), shared: true } }),
    },
    'POST /views/:id/removal': {
      by: 'contributor',
      writes: ['view.removed'],
      ready: () => view('/removal'),
    },
    'POST /views/:id/pin': {
      by: 'contributor',
      writes: ['view.pinned'],
      ready: async () => ({ path: (await view('/pin')).path, body: { pinned: true } }),
    },
    'POST /undo/:id': {
      by: 'contributor',
      writes: ['owner.undone'],
      items: 1,
      ready: async () => {
        const { id } = await makeItem({ ownerId: people.contributor.id });
        const rows = { owners: [{ itemId: id, before: null, after: people.contributor.id }] };
        const change = await one<{ id: number }>(
          'INSERT INTO bulk_change (rows, done_by, done_at) VALUES ($1, $2, $3) RETURNING id',
          [rows, people.contributor.id, heed.clock.now()],
        );
        return { path: `/undo/${change.id}`, body: { back: '/overdue' } };
      },
    },
  };
}
