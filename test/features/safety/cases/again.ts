import { makePublication } from '../../../support/data.js';
import { comparisonForm, comparisonOf, imported, original, revised } from '../../again/again-support.js';
import { bring } from '../../import/support.js';
import { type MutationCase, api, changing } from './case.js';
import type { Made } from './made.js';

export const AGAIN_APART: Record<string, string> = {
  'POST /imports/:id/compares-with': 'a draft: its author’s alone; the commit is what is recorded',
  'PUT /api/v1/imports/:id/comparison/publication': 'a draft, as above',
  'POST /imports/:id/compare': 'a draft, as above',
};

export function againCases(made: Made): Record<string, MutationCase> {
  const { app, people, next } = made;
  const publication = async () => {
    const teamId = people.contributor.teamId ?? undefined;
    const { publication: one } = await makePublication(app, { teamId, actions: [{ window: { max: 6 } }] });
    return { path: `/publications/${one.id}`, version: 1, team: one.teamId };
  };
  const linked = (at: string): MutationCase => ({
    by: 'contributor',
    writes: ['item.linked'],
    items: 1,
    late: [[422, changing({ recommendations: ['NO-1.R1'] })]],
    ready: async () => {
      const { actions, recommendations } = await makePublication(app, { recommendations: 1 });
      return {
        path: `${at}/items/${actions[0].ref}/carries-out`,
        body: { recommendations: [recommendations[0].ref] },
        version: 1,
      };
    },
  });

  return {
    'POST /imports/:id/compare/commit': {
      by: 'contributor',
      writes: ['publication.reimported'],
      beside: ['actor.entered', 'actor.aliasAdded'],
      // Five due dates, a new one, one gone, one moved, and those that it moved past.
      items: 11,
      late: [[412, changing({ publicationVersion: 77 })]],
      ready: async (client) => {
        const number = next() + 2_000;
        await imported(client, original(number));
        const id = await bring(client, revised(number));
        const { version, ...body } = comparisonForm(await comparisonOf(client, id));
        return { path: `/imports/${id}/compare/commit`, body, version };
      },
    },
    'PATCH /api/v1/publications/:id': {
      by: 'contributor',
      writes: ['publication.corrected'],
      items: 1,
      late: [[422, changing({ teamId: 999_999 })]],
      ready: async () => {
        const { path, version } = await publication();
        return { path: `${api}${path}`, body: { title: 'Canals, corrected', date: '2026-02' }, version };
      },
    },
    'POST /publications/:id/edit': {
      by: 'contributor',
      writes: ['publication.corrected'],
      items: 1,
      late: [[422, changing({ teamId: 999_999 })]],
      ready: async () => {
        const { path, version, team } = await publication();
        const body = {
          title: 'Canals, corrected',
          date: '2026-02',
          previewed: '2026-02',
          language: 'en',
          direction: 'ltr',
          classification: 'internal',
          teamId: team,
        };
        return { path: `${path}/edit`, body, version };
      },
    },
    'PUT /api/v1/items/:ref/carries-out': linked(api),
    'POST /items/:ref/carries-out': linked(''),
  };
}
