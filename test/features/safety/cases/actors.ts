import { type MutationCase, api, changing } from './case.js';
import type { Made } from './made.js';
import { makeActor } from '../../../support/data.js';

export function actorsCases(made: Made): Record<string, MutationCase> {
  const { app, people, unique } = made;
  const actor = async () => makeActor(app, { ...people.manager }, unique('Body'));
  const entered = (at: string): MutationCase => ({
    by: 'contributor',
    writes: ['actor.entered'],
    late: [[422, changing({ parentId: 999_999 })]],
    ready: async () => ({ path: `${at}/actors`, body: { name: unique('Authority'), kind: 'agency' } }),
  });
  const actorChanged = (at: string): MutationCase => ({
    by: 'contributor',
    writes: ['actor.changed'],
    late: [[422, changing({ successorId: 999_999 })]],
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

  return {
    'POST /api/v1/actors': entered(api),
    'POST /actors': entered(''),
    'PATCH /api/v1/actors/:id': actorChanged(api),
    'POST /actors/:id': actorChanged(''),
    'POST /api/v1/actors/:id/aliases': alias(api),
    'POST /actors/:id/aliases': alias(''),
  };
}
