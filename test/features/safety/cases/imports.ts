import { type MutationCase, api } from './case.js';
import type { Made } from './made.js';
import type { TestClient } from '../../../support/client.js';
import { bring, draftOf, formOf, twinNumbered } from '../../import/support.js';

export function importsCases(made: Made): Record<string, MutationCase> {
  const { next } = made;
  const draft = async (client: TestClient) =>
    draftOf(client, await bring(client, twinNumbered(String(next() + 100))));
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

  return {
    'POST /api/v1/imports/:id/commit': committed(api),
    'POST /imports/:id/commit': committed(''),
  };
}
