import sql, { type Sql, join } from 'sql-template-tag';
import type { CurrentUser } from '../../shared/permissions.js';
import { type Frame, ITEM_KINDS, PROGRESS, type Progress, timelinessIs } from '../tracking/index.js';
import { fold } from './fold.js';
import {
  type Filter,
  type FilterWord,
  type Problem,
  SEARCH_KINDS,
  type SearchKind,
  daysOf,
} from './query-language.js';

/** What the filters of a query ask of each kind. A kind that they say nothing about is not searched. */
export interface Conditions {
  kinds: SearchKind[];
  /** Of items `i` with their publication `p`; of evidence and sources, through their items. */
  item: Sql;
  publication: Sql;
  actor: Sql;
  problems: Problem[];
}

/** One filter as conditions; a kind that is left out has nothing of the sort. */
interface Meaning {
  item: Sql;
  publication?: Sql;
  actor?: Sql;
}

const EVERYTHING = sql`TRUE`;

/**
 * The same filter given twice means either; different ones mean both; with a minus, neither. Names that nobody has are
 * no problem: whoever may not see something is told the same as where it is not.
 */
export function conditionsOf(filters: Filter[], user: CurrentUser, frame: Frame): Conditions {
  const found: Conditions = {
    kinds: [...SEARCH_KINDS],
    item: EVERYTHING,
    publication: EVERYTHING,
    actor: EVERYTHING,
    problems: [],
  };
  for (const name of new Set(filters.map((filter) => filter.name)))
    for (const not of [false, true]) {
      const values = filters.filter((filter) => filter.name === name && filter.not === not);
      if (values.length > 0) add(found, name, not, values, user, frame);
    }
  return found;
}

function add(
  found: Conditions,
  name: FilterWord,
  not: boolean,
  filters: Filter[],
  user: CurrentUser,
  frame: Frame,
): void {
  if (name === 'type') return addTypes(found, not, filters);
  const meanings: Meaning[] = [];
  for (const { value } of filters) {
    const meaning = meaningOf(name, value, user, frame);
    if ('code' in meaning) found.problems.push(meaning);
    else meanings.push(meaning);
  }
  if (meanings.length === 0) return;
  const either = (kind: keyof Meaning): Sql | null => {
    const all = meanings.map((meaning) => meaning[kind]).filter((one) => one !== undefined);
    if (all.length === 0) return null;
    return not ? sql`(${join(all, ' OR ')}) IS NOT TRUE` : sql`(${join(all, ' OR ')})`;
  };
  found.item = sql`${found.item} AND ${either('item') ?? EVERYTHING}`;
  for (const kind of ['publication', 'actor'] as const) {
    const condition = either(kind);
    if (condition) found[kind] = sql`${found[kind]} AND ${condition}`;
    else found.kinds = found.kinds.filter((one) => one !== kind);
  }
}

/** item, items, action, actions … */
function addTypes(found: Conditions, not: boolean, filters: Filter[]): void {
  const kinds = new Set<SearchKind>();
  const itemKinds = new Set<string>();
  for (const { value } of filters) {
    const type = fold(value).replace(/s$/, '').replace(/ /g, '_');
    const kind = SEARCH_KINDS.find((one) => one === type);
    const itemKind = ITEM_KINDS.find((one) => one === type);
    if (kind) kinds.add(kind);
    else if (itemKind) itemKinds.add(itemKind);
    else
      found.problems.push({
        code: 'type',
        values: { value: shorten(value), allowed: [...SEARCH_KINDS, ...ITEM_KINDS].join(',') },
      });
  }
  if (itemKinds.size > 0 && !kinds.has('item')) {
    const these = sql`i.kind IN (${join([...itemKinds])})`;
    found.item = sql`${found.item} AND ${not ? sql`NOT ${these}` : these}`;
    if (!not) kinds.add('item');
  }
  found.kinds = found.kinds.filter((kind) => kinds.has(kind) !== not);
}

function meaningOf(
  name: Exclude<FilterWord, 'type'>,
  value: string,
  user: CurrentUser,
  frame: Frame,
): Meaning | Problem {
  switch (name) {
    case 'owner':
      return { item: ownerIs(value, user) };
    case 'team': {
      const named = (teamId: Sql) =>
        sql`${teamId} IN (SELECT t.id FROM team t WHERE heed_contains(t.name, ${value}))`;
      return { item: named(sql`i.team_id`), publication: named(sql`p.team_id`) };
    }
    case 'progress': {
      const progress = progressNamed(value);
      return progress
        ? { item: sql`i.progress = ${progress}` }
        : { code: 'progress', values: { value: shorten(value), allowed: PROGRESS.join(',') } };
    }
    case 'actor': {
      const named = sql`(SELECT x.id FROM actor x WHERE heed_contains(x.name, ${value})
        UNION SELECT al.actor_id FROM actor_alias al WHERE heed_contains(al.alias, ${value}))`;
      return {
        item: sql`EXISTS (SELECT FROM item_actor ia WHERE ia.item_id = i.id AND ia.actor_id IN ${named})`,
        actor: sql`a.id IN ${named}`,
      };
    }
    case 'publication': {
      const named = sql`(replace(heed_fold(p.ref_prefix), ' ', '') = replace(heed_fold(${value}), ' ', '')
        OR heed_contains(p.title, ${value}) OR heed_contains(concat_ws(' ', p.series, p.number), ${value}))`;
      return { item: named, publication: named };
    }
    case 'due':
      return dueIs(value, frame);
  }
}

function ownerIs(value: string, user: CurrentUser): Sql {
  const name = fold(value);
  if (name === 'me') return sql`i.owner_id = ${user.id}`;
  if (name === 'none' || name === 'nobody') return sql`i.owner_id IS NULL`;
  return sql`i.owner_id IN (SELECT o.id FROM person o WHERE heed_contains(o.name, ${value}))`;
}

/** in_progress, "in progress", in-progress, "closed: superseded"; or the beginning of one only. */
function progressNamed(value: string): Progress | null {
  const name = fold(value)
    .replaceAll(' ', '_')
    .replace(/^closed_/, '');
  const begun = PROGRESS.filter((progress) => progress.startsWith(name));
  return PROGRESS.find((progress) => progress === name) ?? (begun.length === 1 ? begun[0] : null);
}

function dueIs(value: string, frame: Frame): Meaning | Problem {
  const word = fold(value);
  if (word === 'none') return { item: sql`i.due_on IS NULL` };
  if (word === 'overdue' || word === 'past') return { item: timelinessIs('past_due', frame) };
  const days = daysOf(value);
  if (!days) return { code: 'due', values: { value: shorten(value) } };
  const ends = [
    days.from && sql`i.due_on >= ${days.from}::date`,
    days.to && sql`i.due_on <= ${days.to}::date`,
  ].filter((end) => end !== null);
  return { item: sql`(${join(ends, ' AND ')})` };
}

const shorten = (value: string) => (value.length > 40 ? `${value.slice(0, 40)}…` : value);
