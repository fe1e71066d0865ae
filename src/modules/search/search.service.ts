import { Injectable } from '@nestjs/common';
import { Refused } from '../../shared/errors.js';
import type { CurrentUser } from '../../shared/permissions.js';
import { ItemListQuery } from '../tracking/index.js';
import { type Conditions, conditionsOf } from './conditions.js';
import { fold, foldedWords } from './fold.js';
import { type Marked, type Target, excerpt, mark, targetOf } from './highlight.js';
import type { Hit, HitGroup } from './hit.js';
import {
  type ParsedQuery,
  type Problem,
  SEARCH_KINDS,
  type SearchKind,
  parseQuery,
} from './query-language.js';
import {
  type Found,
  type HitRow,
  type SearchFor,
  SearchQuery,
  type Span,
  type Wanted,
} from './search.query.js';
import { SHORTEST_GUESSED, nearWords, slipsIn } from './spelling.js';

/** How the hits came about: as it was asked, with words begun, with other spellings, or with only some of the words. */
export type Reading = 'asked' | 'begun' | 'corrected' | 'some';

export interface SearchResult {
  groups: HitGroup[];
  reading: Reading;
  /** Where `corrected`: what was taken for what, as far as the hits show it. */
  corrections: { typed: string; meant: string }[];
  /** The kinds that the query searches at all. */
  kinds: SearchKind[];
}

const GROUP_SIZE = 5;
export const PAGE_SIZE = 20;
const SUGGESTED = 3;
/** Suggestions are made at every key: they look at fewer. */
const SUGGESTED_OF = 200;
/** What one mostly goes to; the rest is offered where there is none of these. */
const SUGGESTED_FIRST: SearchKind[] = ['item', 'publication', 'actor'];
/** More words than this are not guessed at. */
const MOST_GUESSED = 6;

@Injectable()
export class SearchService {
  constructor(
    private readonly query: SearchQuery,
    private readonly items: ItemListQuery,
  ) {}

  /**
   * Everything that a person sees and that has all the words; where nothing has, what has words like them; nothing for
   * no words. One kind by pages, several by their best few.
   *
   * @param page from 1; only where one kind is searched
   * @throws Refused naming `q`, where the query makes no sense
   */
  async search(
    user: CurrentUser,
    typed: string,
    { page = 1, pageSize = PAGE_SIZE }: { page?: number; pageSize?: number } = {},
  ): Promise<SearchResult> {
    if (typed.trim() === '') return { groups: [], reading: 'asked', corrections: [], kinds: [] };
    const parsed = parseQuery(typed);
    const conditions = await this.conditions(user, parsed);
    const span =
      conditions.kinds.length === 1
        ? { limit: pageSize, offset: (page - 1) * pageSize }
        : { limit: GROUP_SIZE, offset: 0 };
    return this.run(user, parsed, conditions, span, false);
  }

  /** The best few of each kind for what is being typed: its last word need not be complete. */
  async suggest(user: CurrentUser, typed: string): Promise<SearchResult> {
    const parsed = parseQuery(typed);
    const conditions = await this.conditions(user, parsed);
    const span = { limit: SUGGESTED, offset: 0, most: SUGGESTED_OF };
    const kinds = conditions.kinds.filter((kind) => SUGGESTED_FIRST.includes(kind));
    const first = searchFor(parsed, { ...conditions, kinds }, true);
    const found = await this.query.find(user, first, span);
    return hasHits(found) ? result(found, first, 'asked') : this.run(user, parsed, conditions, span, true);
  }

  private async conditions(user: CurrentUser, parsed: ParsedQuery): Promise<Conditions> {
    refuse(parsed.problems);
    const conditions = conditionsOf(parsed.filters, user, await this.items.frame());
    refuse(conditions.problems);
    // Filters alone ask for items, unless they say otherwise.
    if (parsed.terms.length === 0 && !parsed.filters.some(({ name, not }) => name === 'type' && !not))
      conditions.kinds = conditions.kinds.filter((kind) => kind === 'item');
    return conditions;
  }

  /** As it was asked; or else less and less so, until there is something. */
  private async run(
    user: CurrentUser,
    parsed: ParsedQuery,
    conditions: Conditions,
    span: Span,
    typing: boolean,
  ): Promise<SearchResult> {
    const { terms } = parsed;
    const search = searchFor(parsed, conditions, typing);
    const asked = await this.query.find(user, search, span);
    if (hasHits(asked) || terms.length === 0) return result(asked, search, 'asked');

    const begun = { ...search, wanted: search.wanted.map((term) => ({ ...term, begun: !term.quoted })) };
    const beginning = await this.query.find(user, begun, span);
    if (hasHits(beginning)) return result(beginning, begun, 'begun');

    for (const guess of await this.guesses(user, begun)) {
      const found = await this.query.find(user, guess, span);
      if (hasHits(found)) return result(found, guess, 'corrected');
    }
    if (terms.length > 1) {
      const some = { ...begun, any: true };
      const found = await this.query.find(user, some, span);
      if (hasHits(found)) return result(found, some, 'some');
    }
    return result(asked, search, 'asked');
  }

  /**
   * The same search with other spellings of the words that this person finds nowhere: first those with one slip, then
   * also those with two. That a spelling stands only where they may not look changes nothing: it finds nothing.
   */
  private async guesses(user: CurrentUser, search: SearchFor): Promise<SearchFor[]> {
    if (search.wanted.length > MOST_GUESSED) return [];
    const spellings = new Map<Wanted, Map<number, string[]>>();
    for (const term of search.wanted) {
      const word = fold(term.text);
      if (term.quoted || word.length < SHORTEST_GUESSED || /[ 0-9]/.test(word)) continue;
      if (search.wanted.length > 1 && (await this.isFound(user, term))) continue;
      spellings.set(term, nearWords(word, await this.query.similarWords(word, slipsIn(word))));
    }
    return [1, 2].flatMap((slips) => {
      const wanted = search.wanted.map((term) => {
        const near = spellings.get(term);
        return { ...term, or: [...(near?.get(1) ?? []), ...(slips === 2 ? (near?.get(2) ?? []) : [])] };
      });
      const isNew = [...spellings.values()].some((near) => near.has(slips));
      return isNew ? [{ ...search, wanted }] : [];
    });
  }

  /** Whether this person finds the word anywhere, whatever else they ask for. */
  private async isFound(user: CurrentUser, term: Wanted): Promise<boolean> {
    const conditions = conditionsOf([], user, await this.items.frame());
    const search = { wanted: [term], without: [], reference: null, conditions };
    return hasHits(await this.query.find(user, search, { limit: 0, offset: 0, most: 1 }));
  }
}

/** The search as it was asked; of what is still being typed the last word is only begun. */
const searchFor = (
  { terms, without, reference }: ParsedQuery,
  conditions: Conditions,
  typing: boolean,
): SearchFor => ({
  wanted: terms.map((term, n) => ({
    ...term,
    begun: !term.quoted && (hasNoStemmer(term.text) || (typing && n === terms.length - 1)),
    or: [],
  })),
  without,
  reference,
  conditions,
});

/** @throws Refused with the first thing that is wrong */
function refuse(problems: Problem[]): void {
  const [problem] = problems;
  if (problem) throw new Refused(`search.${problem.code}`, problem.values, 'q');
}

const hasHits = ({ groups }: Found) => groups.some(({ total }) => total > 0);

/** Words of other scripts have no stems here: whatever begins like them counts as well, if they are not too short. */
const hasNoStemmer = (text: string) => /[^\u0000-\u024f]/u.test(fold(text)) && [...fold(text)].length >= 3;

function result(found: Found, search: SearchFor, reading: Reading): SearchResult {
  const targets = search.wanted.flatMap((term) => [
    targetOf(term.text, term.begun, term.quoted ? null : found.stems[fold(term.text)]),
    ...term.or.map((other) => targetOf(other, false, found.stems[other])),
  ]);
  const exact = found.groups.find((group) => group.exact)?.type;
  const order = exact ? [exact, ...SEARCH_KINDS.filter((kind) => kind !== exact)] : SEARCH_KINDS;
  const hits = found.groups.map(({ rows, type }) => rows.map((row) => hitOf(type, row, targets)));
  const groups = found.groups
    .map(({ type, total, more }, n): HitGroup => ({
      type,
      total,
      more,
      hits: hits[n].map(({ words: _, ...hit }) => hit),
    }))
    .toSorted((a, b) => order.indexOf(a.type) - order.indexOf(b.type));
  return {
    groups,
    reading,
    corrections: reading === 'corrected' ? correctionsIn(hits.flat(), search.wanted) : [],
    kinds: search.conditions.kinds,
  };
}

function hitOf(type: SearchKind, row: HitRow, targets: Target[]): Hit & { words: string[] } {
  const title = mark(row.title, targets);
  const texts = row.texts
    .filter((text) => fold(text) !== '' && !fold(row.title).startsWith(fold(text)))
    .map((text) => mark(text, targets));
  const inTitle = new Set(markedWords(title));
  // The text that shows most of what the title does not show.
  const shows = texts.map((text) => new Set(markedWords(text).filter((word) => !inTitle.has(word))).size);
  const best = texts[shows.indexOf(Math.max(...shows))];
  return {
    type,
    title: excerpt(title, type === 'evidence' ? 240 : 400),
    excerpt: best ? excerpt(best) : null,
    facts: row.facts,
    words: [title, ...texts].flatMap(markedWords),
  };
}

/** What was taken for what: only spellings that stand in the hits which are shown. */
function correctionsIn(hits: { words: string[] }[], wanted: Wanted[]): SearchResult['corrections'] {
  const shown = new Set(hits.flatMap(({ words }) => words));
  return wanted.flatMap(({ text, or }) =>
    or
      .filter((other) => shown.has(other))
      .slice(0, 3)
      .map((meant) => ({ typed: text, meant })),
  );
}

const markedWords = ({ text, marks }: Marked): string[] =>
  marks.flatMap(([from, to]) => foldedWords(text.slice(from, to)));
