import { bringText } from '../../bulk/support.js';
import { type MutationCase, NOTHING, api } from './case.js';
import type { Made } from './made.js';

/** Spreadsheets: what is recorded is the commit. */
export function bulkCases({ next, makeItem }: Made): Record<string, MutationCase> {
  const entered: Omit<MutationCase, 'ready'> = {
    by: 'contributor',
    writes: ['publication.imported', 'owner.assigned'],
    // The bodies that the rows name and Heed does not know yet.
    beside: ['actors.imported'],
    items: 3,
  };
  const committed = (at: string): MutationCase => ({
    ...entered,
    ...(at === api && { noFields: NOTHING }),
    ready: async (client) => {
      const { ref } = await makeItem();
      const number = next() + 500;
      const { id, version, errors } = await bringText(
        client,
        'items',
        `Reference,Series,Number,Publication,Recommendation,Issue,Actors,Owner\n` +
          `,Policy Brief,${number},Title ${number},Mend it.,,,\n,Policy Brief,${number},,,Gates leak,Board ${number},\n` +
          `${ref},,,,,,,${client.person!.email}\n`,
      );
      if (errors.length > 0) throw new Error(JSON.stringify(errors));
      return { path: at === api ? `${api}/bulk-imports/${id}/commit` : `/import/bulk/${id}/commit`, version };
    },
  });
  return {
    'POST /api/v1/bulk-imports/:id/commit': committed(api),
    'POST /import/bulk/:id/commit': committed(''),
  };
}

export const BULK_APART: Record<string, string> = {
  'POST /import/bulk': 'a draft: its author’s alone, gone after seven days; the commit is what is recorded',
  'POST /api/v1/bulk-imports': 'a draft, as above',
  'POST /import/bulk/:id':
    'a draft, as above; and how such columns are mapped, which is no fact of the domain',
  'PUT /api/v1/bulk-imports/:id/mapping': 'as above',
  'POST /import/bulk/:id/discard': 'a draft, as above',
  'DELETE /api/v1/bulk-imports/:id': 'a draft, as above',
};
