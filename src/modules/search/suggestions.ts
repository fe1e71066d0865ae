import type { Translate } from '../../web/messages/index.js';
import { type Marked, excerpt } from './highlight.js';
import type { Hit } from './hit.js';
import { searchHref } from './query-text.js';
import type { SearchResult } from './search.service.js';
import { hrefOf } from './views/hits.js';

/** What the search box offers while one types; its script makes the list of it. */
export interface Suggestions {
  hits: {
    /** "Item", "Publication" … */
    kind: string;
    title: Marked;
    /** A reference or a name that says which one: `PB-11.A3`. */
    note: string;
    href: string;
  }[];
  /** The search itself. */
  all: { text: string; href: string };
  /** For those who do not see the list. */
  announce: string;
}

const LONGEST_TITLE = 90;

export function suggestionsOf(typed: string, result: SearchResult | null, t: Translate): Suggestions {
  const hits = (result?.groups ?? []).flatMap((group) => group.hits);
  return {
    hits: hits.map((hit) => ({
      kind: t(`search.one.${hit.type}`),
      title: excerpt(hit.title, LONGEST_TITLE),
      note: noteOf(hit),
      href: hrefOf(hit),
    })),
    all: { text: t('search.suggest.all', { typed }), href: searchHref(typed) },
    announce: t('search.suggest.count', { count: hits.length }),
  };
}

function noteOf(hit: Hit): string {
  switch (hit.type) {
    case 'item':
      return hit.facts.ref;
    case 'publication':
      return hit.facts.refPrefix;
    case 'evidence':
    case 'source':
      return hit.facts.item.ref;
    case 'actor':
      return hit.facts.aliases[0] ?? '';
  }
}
