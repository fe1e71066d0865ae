import { Injectable } from '@nestjs/common';
import sql, { type Sql, join } from 'sql-template-tag';
import { DataSource } from 'typeorm';
import type { CurrentUser } from '../../shared/permissions.js';
import type { Conditions } from './conditions.js';
import type { Term, SearchKind } from './query-language.js';
import { kindSql } from './search-kinds.js';

/** Of each kind, the newest so many that match are ranked. */
export const MOST_RANKED = 1_000;

/** A word with what may stand for it. */
export interface Wanted extends Term {
  /** Also whatever only begins like it. */
  begun: boolean;
  /** Other spellings that count as well; empty where it is taken as typed. */
  or: string[];
}

export interface SearchFor {
  wanted: Wanted[];
  /** One of them is enough. */
  any?: boolean;
  without: Term[];
  /** A reference in one word, see ParsedQuery. */
  reference: string | null;
  conditions: Conditions;
}

export interface Span {
  /** Of each kind. */
  limit: number;
  offset: number;
  /** How many of each kind are ranked. */
  most?: number;
}

/** A hit as it is read: still without its marks. */
export interface HitRow {
  title: string;
  texts: string[];
  facts: never;
}

export interface Found {
  groups: { type: SearchKind; total: number; more: boolean; exact: boolean; rows: HitRow[] }[];
  /** English stems by folded word. */
  stems: Record<string, string>;
}

/** Reads the search index, always through the visibility of the live rows. Each method is one statement. */
@Injectable()
export class SearchQuery {
  constructor(private readonly dataSource: DataSource) {}

  async find(user: CurrentUser, search: SearchFor, span: Span): Promise<Found> {
    const { kinds } = search.conditions;
    if (kinds.length === 0) return { groups: [], stems: {} };
    const words = search.wanted.flatMap(({ text, or }) => [text, ...or]);
    const query = sql`WITH query AS MATERIALIZED (SELECT ${wantedSql(search)} AS wanted, ${closeSql(search)} AS close,
        ${reference(search)} AS reference, ${withoutSql(search)} AS without)
      SELECT coalesce((SELECT json_agg(found) FROM (
          ${join(
            kinds.map((kind) => groupSql(kind, user, search, span)),
            ' UNION ALL ',
          )}) found), '[]') AS groups,
        coalesce((SELECT json_object_agg(word, stem) FROM (
          SELECT heed_fold(w) AS word, (ts_lexize('pg_catalog.english_stem', heed_fold(w)))[1] AS stem
            FROM unnest(${words}::text[]) w) stems WHERE stem IS NOT NULL), '{}') AS stems`;
    const [found] = await this.dataSource.query<Found[]>(query.text, query.values);
    return {
      ...found,
      groups: found.groups.toSorted((a, b) => kinds.indexOf(a.type) - kinds.indexOf(b.type)),
    };
  }

  /** Words of anything, seen or not, that have enough signs in common with this one to be meant by it. */
  async similarWords(word: string, slips: number): Promise<string[]> {
    const query = sql`SELECT DISTINCT known.word FROM search_word known, (SELECT heed_fold(${word}) AS word) typed
      WHERE known.grams && heed_grams(typed.word)
        AND abs(char_length(known.word) - char_length(typed.word)) <= ${slips}
        AND cardinality(ARRAY(SELECT unnest(known.grams) INTERSECT SELECT unnest(heed_grams(typed.word))))
          >= greatest(1, cardinality(heed_grams(typed.word)) - 4 * ${slips}::int)`;
    const rows = await this.dataSource.query<{ word: string }[]>(query.text, query.values);
    return rows.map((row) => row.word);
  }
}

/** What must be found, as a tsquery. */
function wantedSql({ wanted, any, reference }: SearchFor): Sql {
  if (wanted.length === 0) return sql`NULL::tsquery`;
  const all = wanted.map((term) => {
    if (term.quoted) return sql`heed_phrase(${term.text})`;
    const others = term.or.map((other) => sql`heed_term(${other}, false)`);
    return sql`(${join([sql`heed_term(${term.text}, ${term.begun})`, ...others], ' || ')})`;
  });
  const query = join(all, any ? ' || ' : ' && ');
  return reference ? sql`((${query}) || heed_phrase(${reference}))` : sql`(${query})`;
}

/** The same words as they were typed: what has them comes before what only begins like them. */
const closeSql = ({ wanted }: SearchFor): Sql =>
  wanted.length === 0
    ? sql`NULL::tsquery`
    : join(
        wanted.map(({ text, or, quoted }) =>
          quoted ? sql`heed_phrase(${text})` : sql`heed_term(${or[0] ?? text}, false)`,
        ),
        ' || ',
      );

const reference = ({ reference }: SearchFor): Sql =>
  reference ? sql`heed_phrase(${reference})` : sql`NULL::tsquery`;

const withoutSql = ({ without }: SearchFor): Sql =>
  without.length === 0
    ? sql`NULL::tsquery`
    : join(
        without.map(({ text, quoted }) =>
          quoted ? sql`heed_phrase(${text})` : sql`heed_term(${text}, false)`,
        ),
        ' || ',
      );

/** One kind: the newest matches that the person sees, at most MOST_RANKED and one; of those the best. */
function groupSql(
  kind: SearchKind,
  user: CurrentUser,
  search: SearchFor,
  { limit, offset, most = MOST_RANKED }: Span,
): Sql {
  const { table, joins, where, group, factor, hit, hitJoins } = kindSql(kind, user, search.conditions);
  const absent = search.without.length > 0 ? sql`AND NOT x.vector @@ query.without` : sql``;
  const entries = search.wanted.length > 0 ? entriesWith(kind, absent) : everyEntry(kind, table, absent);
  const rank =
    search.wanted.length > 0
      ? sql`c.factor * (ts_rank(x.vector, query.close, 1) * 3 + ts_rank(x.vector, query.wanted, 1))`
      : sql`0`;
  return sql`(WITH c AS MATERIALIZED (
      SELECT se.id, ${group} AS thing, ${factor} AS factor FROM query CROSS JOIN LATERAL (${entries}) se ${joins} WHERE ${where} LIMIT ${most + 1}),
    ranked AS MATERIALIZED (
      SELECT DISTINCT ON (c.thing) c.id, coalesce(x.vector @@ query.reference, FALSE) AS exact, ${rank} AS rank
        FROM (SELECT * FROM c LIMIT ${most}) c JOIN search_entry x ON x.kind = ${kind} AND x.subject_id = c.id
        CROSS JOIN query ORDER BY c.thing, rank DESC, c.id DESC)
    SELECT ${kind}::text AS type, (SELECT count(*) FROM ranked) AS total, (SELECT count(*) > ${most} FROM c) AS more,
      (SELECT coalesce(bool_or(ranked.exact), FALSE) FROM ranked) AS exact,
      (SELECT coalesce(json_agg(${hit} ORDER BY se.exact DESC, se.rank DESC, se.id DESC), '[]') FROM (
        SELECT * FROM ranked ORDER BY exact DESC, rank DESC, id DESC LIMIT ${limit} OFFSET ${offset}) se
        ${hitJoins}) AS rows)`;
}

/** How many shelves of the index are looked through one by one before the rest of it. */
const SHELVES_FIRST = 4;

/**
 * The entries that match, the newest first. A word that is everywhere is found often enough on the newest shelves, and
 * costs no more than a rare one.
 */
function entriesWith(kind: SearchKind, absent: Sql): Sql {
  const top = sql`(SELECT max(newest.subject_id) FROM search_entry newest WHERE newest.kind = ${kind})
    / heed_search_shelf(${kind})`;
  return sql`
    SELECT found.id FROM generate_series(${top}, ${top} - ${SHELVES_FIRST - 1}::int, -1) shelf
      CROSS JOIN LATERAL (SELECT x.subject_id AS id FROM search_entry x WHERE x.kind = ${kind}
        AND x.vector @@ (query.wanted && format('''#%s''', shelf)::tsquery) ${absent}
        ORDER BY x.subject_id DESC OFFSET 0) found
    UNION ALL (SELECT x.subject_id FROM search_entry x WHERE x.kind = ${kind} AND x.vector @@ query.wanted
      AND x.subject_id < (${top} - ${SHELVES_FIRST - 1}::int) * heed_search_shelf(${kind}) ${absent}
      ORDER BY x.subject_id DESC OFFSET 0)`;
}

/** For filters alone: everything there is, the newest first. */
const everyEntry = (kind: SearchKind, table: Sql, absent: Sql): Sql => sql`
  SELECT t.id FROM ${table} t JOIN search_entry x ON x.kind = ${kind} AND x.subject_id = t.id ${absent}
  ORDER BY t.id DESC OFFSET 0`;
