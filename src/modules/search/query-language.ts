import { type Day, anchorDay, parsePartialDate } from '../../shared/calendar-date.js';
import { fold } from './fold.js';

/** What can be found, in the order in which it is shown. */
export const SEARCH_KINDS = ['item', 'publication', 'evidence', 'source', 'actor'] as const;
export type SearchKind = (typeof SEARCH_KINDS)[number];

export const FILTER_WORDS = ['type', 'owner', 'team', 'progress', 'actor', 'publication', 'due'] as const;
export type FilterWord = (typeof FILTER_WORDS)[number];

/** Words to be found: `canal`, `"lock gates"`. */
export interface Term {
  text: string;
  /** Exactly these words, one after the other. */
  quoted: boolean;
}

export interface Filter {
  name: FilterWord;
  value: string;
  /** `-progress:implemented` */
  not: boolean;
}

/** A message, by its key without `error.search.`, about what was typed. */
export interface Problem {
  code: string;
  values: Record<string, string | number>;
}

export interface ParsedQuery {
  terms: Term[];
  /** Words that must not be there. */
  without: Term[];
  filters: Filter[];
  problems: Problem[];
  /** `PB-11.A3` in whatever spelling, folded to one word, where the whole query may be a reference; otherwise null. */
  reference: string | null;
}

export const LONGEST_QUERY = 300;
const MOST_TERMS = 20;

const QUOTES = '"“”„«»';
const PART = new RegExp(
  `([-−–]?)(?:(\\p{L}+):)?(?:[${QUOTES}]([^${QUOTES}]*)(?:[${QUOTES}]|$)|([^\\s${QUOTES}]+))`,
  'gu',
);

/**
 * Reads what a person typed: words, "quoted phrases", -words that must not be there, and filters such as `owner:me`.
 * Never fails: what makes no sense is said in `problems`, in the order of the query.
 */
export function parseQuery(typed: string): ParsedQuery {
  const query: ParsedQuery = { terms: [], without: [], filters: [], problems: [], reference: null };
  const text = typed.normalize('NFC').trim();
  if (text.length > LONGEST_QUERY) {
    query.problems.push({ code: 'tooLong', values: { most: LONGEST_QUERY, length: text.length } });
    return query;
  }
  for (const [whole, minus, name, quoted, bare] of text.matchAll(PART)) {
    const filter = FILTER_WORDS.find((word) => word === name?.toLowerCase());
    const value = (quoted ?? bare ?? '').trim();
    if (filter && fold(value) === '') addEmpty(query, filter);
    else if (filter) query.filters.push({ name: filter, value, not: minus !== '' });
    else if (isEmptyFilter(whole)) addEmpty(query, whole.slice(0, -1).toLowerCase() as FilterWord);
    else {
      // What is no filter is a word like any other: "Note:", "https://…".
      const term = { text: name ? `${name} ${value}` : value, quoted: quoted !== undefined };
      if (fold(term.text) !== '') (minus && !name ? query.without : query.terms).push(term);
    }
  }
  if (query.terms.length + query.without.length > MOST_TERMS)
    query.problems.push({ code: 'tooManyWords', values: { most: MOST_TERMS } });
  else if (query.terms.length === 0 && query.filters.length === 0 && query.problems.length === 0)
    query.problems.push({ code: query.without.length > 0 ? 'onlyWithout' : 'noWords', values: {} });
  query.reference = referenceIn(query.terms);
  return query;
}

const isEmptyFilter = (part: string) =>
  part.endsWith(':') && FILTER_WORDS.some((word) => `${word}:` === part.toLowerCase());

const addEmpty = (query: ParsedQuery, filter: FilterWord) =>
  query.problems.push({ code: 'emptyFilter', values: { filter } });

/** "PB-11.A3", "pb11 a3", "pb 11" → `pb11a3`, `pb11`. */
function referenceIn(terms: Term[]): string | null {
  if (terms.length === 0 || terms.length > 4 || terms.some(({ quoted }) => quoted)) return null;
  const whole = fold(terms.map(({ text }) => text).join('')).replaceAll(' ', '');
  return /^[a-z][a-z0-9]*[0-9]$/.test(whole) && whole.length <= 60 ? whole : null;
}

/** `<2027`, `<=2026-06`, `2026-06`, `>2026-06-30` as a span of days, both ends within; null: no date. */
export function daysOf(value: string): { from: Day | null; to: Day | null } | null {
  const [, sign = '', date = ''] = /^([<>]=?|=)?\s*(.*)$/su.exec(value.trim()) ?? [];
  const digits = date.replaceAll(/\p{Nd}/gu, (digit) => fold(digit));
  const known = parsePartialDate(digits);
  if (!known) return null;
  const [first, last] = [`${digits}-01-01`.slice(0, 10), anchorDay(known)];
  switch (sign) {
    case '<':
      return { from: null, to: dayBeside(first, -1) };
    case '<=':
      return { from: null, to: last };
    case '>':
      return { from: dayBeside(last, 1), to: null };
    case '>=':
      return { from: first, to: null };
    default:
      return { from: first, to: last };
  }
}

/** The neighbouring day; the first and the last day there are have none, and are their own. */
function dayBeside(day: Day, step: number): Day {
  const at = new Date(`${day}T00:00:00Z`).getTime() + step * 86_400_000;
  const beside = new Date(at).toISOString().slice(0, 10);
  return parsePartialDate(beside) ? beside : day;
}
