import type { HitGroup } from '../../../src/modules/search/hit.js';
import type { SearchResult } from '../../../src/modules/search/search.service.js';
import type { TestClient } from '../../support/client.js';

export const search = async (client: TestClient, q: string, more = ''): Promise<SearchResult> => {
  const answer = await client.api('GET', `/api/v1/search?${new URLSearchParams({ q })}${more}`);
  if (answer.status !== 200) throw new Error(`${answer.status} ${answer.text}`);
  return answer.json<SearchResult & Record<string, unknown>>();
};

export const groupOf = (result: SearchResult, type: HitGroup['type']): HitGroup | undefined =>
  result.groups.find((group) => group.type === type);

/** What was found of each kind, by what names it: references, reference prefixes, texts, titles, names. */
export function found(result: SearchResult): Record<string, string[]> {
  const names = result.groups.map(({ type, hits }): [string, string[]] => [
    type,
    hits.map((hit) => {
      if (hit.type === 'item') return hit.facts.ref;
      if (hit.type === 'publication') return hit.facts.refPrefix;
      return hit.title.text;
    }),
  ]);
  return Object.fromEntries(names.filter(([, hits]) => hits.length > 0));
}

/** The references of the items that were found, in their order. */
export const refs = async (client: TestClient, q: string): Promise<string[]> =>
  found(await search(client, `${q} type:item`)).item ?? [];
