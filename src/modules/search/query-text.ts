import { paths } from '../../web/components/index.js';
import { FILTER_WORDS, type SearchKind } from './query-language.js';

/** The address of a search; without words, of the empty page. */
export function searchHref(typed: string, page = 1): string {
  const params = new URLSearchParams({ q: typed, ...(page > 1 && { page: String(page) }) });
  return `${paths.search}?${params}`;
}

const VALUE = `(?:["“”„«»][^"“”„«»]*["“”„«»]?|\\S*)`;
const TYPES = new RegExp(`(^|\\s)[-−–]?type:${VALUE}`, 'giu');
const ANY_FILTER = new RegExp(`(^|\\s)[-−–]?(?:${FILTER_WORDS.join('|')}):${VALUE}`, 'giu');

const tidy = (typed: string) => typed.replaceAll(/\s+/gu, ' ').trim();

/** The same query about one kind only, or about every kind. */
export const withType = (typed: string, kind: SearchKind | null): string =>
  tidy(`${typed.replaceAll(TYPES, '$1')} ${kind ? `type:${kind}` : ''}`);

export const withoutFilters = (typed: string): string => tidy(typed.replaceAll(ANY_FILTER, '$1'));

/** The same query with one word for another. */
export const withWord = (typed: string, word: string, other: string): string =>
  tidy(typed.split(word).join(other));
