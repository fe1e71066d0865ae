import { type Call, type Fault, type MutationCase, NOTHING, api, changing } from './case.js';
import type { Made } from './made.js';
import { recordEvidence } from '../../../support/data.js';
import { evidence } from '../../track/track-support.js';

export function evidenceCases(made: Made): Record<string, MutationCase> {
  const { app, one, makeItem, update, people, next } = made;
  const claim = async () => {
    const { ref, by } = await makeItem();
    await recordEvidence(app, by, { effects: [{ item: ref, progressTo: 'implemented' }] });
    return one<{ id: number }>('SELECT progress_effect_id AS id FROM item WHERE ref = $1', [ref]);
  };
  const finding = async (): Promise<[string, object]> => {
    const [first, second] = [await makeItem(), await makeItem()];
    const effects = [first, second].map(({ ref, version }) => ({
      item: ref,
      version,
      progressTo: 'in_progress',
    }));
    return [first.ref, evidence(effects)];
  };
  const secondEffect = (change: object) => (call: Call) => {
    const body = call.body as { effects: object[] };
    return { ...call, body: { ...body, effects: [body.effects[0], { ...body.effects[1], ...change }] } };
  };
  const lateFindings: Fault[] = [
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
  const unknownItem: Fault = [
    422,
    (call) => {
      const body = call.body as { items: string[] };
      return { ...call, body: { ...body, items: [...body.items, 'NO-1.A1'] } };
    },
  ];
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
    late: [[422, changing({ eventOn: '2026-11-23' })]],
    ready: async () => {
      const { updateId, body } = await correction();
      return { path: `${at}/evidence/${updateId}/corrections`, body };
    },
  });
  const checked = (path: string): MutationCase => ({
    by: 'contributor',
    writes: ['check.recorded'],
    items: 2,
    late: [unknownItem, [422, changing({ updateId: 999_999 })]],
    ready: async () => ({ path, body: search([(await makeItem()).ref, (await makeItem()).ref]) }),
  });

  const entry = (state: 'open' | 'dismissed') =>
    one<{ id: number; version: number }>(
      `INSERT INTO inbox_entry (quote, state, dismissal_reason, shared, created_by, created_at, version)
       VALUES ('A passage', $1, CASE $1 WHEN 'dismissed' THEN 'x' END, true, $2, now(), 1) RETURNING id, version`,
      [state, people.contributor.id],
    );
  const pasted = (at: string): MutationCase => ({
    by: 'contributor',
    writes: ['inbox.added'],
    late: [[422, changing({ url: null, quote: ' ' })]],
    ready: async () => ({ path: `${at}/inbox`, body: { url: `https://courier.example/case/${next()}` } }),
  });
  const dismissed = (at: string): MutationCase => ({
    by: 'contributor',
    writes: ['inbox.dismissed'],
    late: [[422, changing({ reason: ' ' })]],
    ready: async () => {
      const { id, version } = await entry('open');
      return { path: `${at}/inbox/${id}/dismissal`, body: { reason: 'A rumour.' }, version };
    },
  });
  const restored = (at: string): MutationCase => ({
    by: 'contributor',
    writes: ['inbox.restored'],
    noFields: NOTHING,
    ready: async () => {
      const { id, version } = await entry('dismissed');
      return { path: `${at}/inbox/${id}/restoration`, version };
    },
  });

  const watched = (at: string): MutationCase => ({
    by: 'contributor',
    writes: ['watch.added'],
    late: [[422, changing({ name: null })]],
    ready: async () => ({
      path: `${at}/items/${(await makeItem()).ref}/watch-places`,
      body: { name: 'Gazette' },
    }),
  });
  const unwatched = (at: string): MutationCase => ({
    by: 'contributor',
    writes: ['watch.removed'],
    late: [[422, changing({ placeId: 999_999 })]],
    ready: async () => {
      const { ref, id } = await makeItem();
      const place = await one<{ id: number }>(
        `INSERT INTO watch_place (item_id, name, created_by, created_at) VALUES ($1, 'Gazette', $2, now()) RETURNING id`,
        [id, people.contributor.id],
      );
      return { path: `${at}/items/${ref}/watch-places/removals`, body: { placeId: place.id } };
    },
  });

  const contributed = (at: string): MutationCase => ({
    by: 'contributor',
    writes: ['contribution.noted'],
    late: [[422, changing({ text: ' ' })]],
    ready: async () => {
      const { ref, by } = await makeItem();
      await recordEvidence(app, by, { effects: [{ item: ref, progressTo: 'implemented' }] });
      return {
        path: `${at}/items/${ref}/contribution-notes`,
        body: { contribution: 'cited', text: 'In the preamble.' },
      };
    },
  });

  return {
    'POST /api/v1/items/:ref/contribution-notes': contributed(api),
    'POST /items/:ref/contribution-notes': contributed(''),
    'POST /api/v1/items/:ref/watch-places': watched(api),
    'POST /items/:ref/watch-places': watched(''),
    'POST /api/v1/items/:ref/watch-places/removals': unwatched(api),
    'POST /items/:ref/watch-places/removals': unwatched(''),
    'POST /api/v1/inbox': pasted(api),
    'POST /inbox': pasted(''),
    'POST /api/v1/inbox/:id/dismissal': dismissed(api),
    'POST /inbox/:id/dismissal': dismissed(''),
    'POST /api/v1/inbox/:id/restoration': restored(api),
    'POST /inbox/:id/restoration': restored(''),
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
      late: [[422, changing({ updateId: 999_999 })]],
      ready: async () => ({ path: `/items/${(await makeItem()).ref}/checks`, body: search(null) }),
    },
  };
}
