import sql, { type Sql, join } from 'sql-template-tag';
import { caseless } from '../../database/text.js';
import type { Day } from '../../shared/calendar-date.js';
import type { CurrentUser } from '../../shared/permissions.js';
import { type Gap, hasGap } from './gaps.js';
import type { ItemKind, Response, Term } from './item.entity.js';
import type { Claim, Progress } from './progress.js';
import {
  type Cadences,
  type Calendar,
  type Timeliness,
  isCheckDue,
  isOpenItem,
  timelinessIs,
} from './timeliness.js';

/** Which items: the one filter of list, counts, exports and briefs. What is left out does not matter. */
export interface ItemFilter {
  publication?: number;
  kind?: ItemKind;
  progress?: Progress[];
  /** At least one of its actors answered so. */
  response?: Response[];
  timeliness?: Timeliness[];
  /** Whether something is still expected of the actors. */
  open?: 'yes' | 'no';
  owner?: 'me' | 'none' | number;
  team?: number;
  actor?: 'none' | number;
  term?: (Term | 'none')[];
  claim?: Claim[];
  /** A check is due of us. */
  check?: 'due';
  /** A follow-up that is not done is due of us: of anyone, of the person who asks, or of somebody. */
  followUp?: 'due' | 'mine' | number;
  /** Something is missing behind it. */
  gap?: Gap;
  dueFrom?: Day;
  dueTo?: Day;
  /** Words that all stand somewhere in its reference, title, text or actors' names. */
  q?: string;
}

/** What "now" means to a filter: the organisation's day and its spans. */
export interface Frame extends Calendar {
  timeZone: string;
  cadences: Cadences;
}

const list = (values: readonly string[]) => join(values.map((value) => sql`${value}`));

/** The items (aliases `i` and `p`, joined) that a filter asks for. Visibility is a condition of its own. */
export function matches(filter: ItemFilter, user: CurrentUser, frame: Frame): Sql {
  const conditions = [...ofItem(filter, user), ...ofCalendar(filter, frame), ...ofUs(filter, user, frame)];
  return conditions.length === 0 ? sql`TRUE` : sql`(${join(conditions, ' AND ')})`;
}

function ofItem(filter: ItemFilter, user: CurrentUser): Sql[] {
  const found: Sql[] = [];
  if (filter.publication !== undefined) found.push(sql`i.publication_id = ${filter.publication}`);
  if (filter.kind) found.push(sql`i.kind = ${filter.kind}`);
  if (filter.progress?.length) found.push(sql`i.progress IN (${list(filter.progress)})`);
  if (filter.claim?.length) found.push(sql`i.claim IN (${list(filter.claim)})`);
  if (filter.team !== undefined) found.push(sql`i.team_id = ${filter.team}`);
  if (filter.owner === 'none') found.push(sql`i.owner_id IS NULL`);
  else if (filter.owner !== undefined)
    found.push(sql`i.owner_id = ${filter.owner === 'me' ? user.id : filter.owner}`);
  if (filter.actor === 'none')
    found.push(sql`NOT EXISTS (SELECT 1 FROM item_actor ia WHERE ia.item_id = i.id)`);
  else if (filter.actor !== undefined)
    found.push(
      sql`EXISTS (SELECT 1 FROM item_actor ia WHERE ia.item_id = i.id AND ia.actor_id = ${filter.actor})`,
    );
  if (filter.response?.length)
    found.push(sql`EXISTS (SELECT 1 FROM item_actor ia
      WHERE ia.item_id = i.id AND ia.response IN (${list(filter.response)}))`);
  if (filter.gap) found.push(hasGap(filter.gap, user));
  const words = wordsOfQuery(filter.q);
  if (words.length > 0)
    found.push(
      sql`${caseless(searchableText)} ILIKE ALL (ARRAY[${list(words.map((word) => `%${word}%`))}]::text[])`,
    );
  return found;
}

function ofCalendar(filter: ItemFilter, frame: Frame): Sql[] {
  const found: Sql[] = [];
  if (filter.timeliness?.length) {
    const wanted = filter.timeliness.map((value) => timelinessIs(value, frame));
    // Each condition is false or unknown where it does not hold: either way it is not this one.
    found.push(sql`(${join(wanted, ' OR ')})`);
  }
  if (filter.open) found.push(filter.open === 'yes' ? sql`(${isOpenItem})` : sql`NOT (${isOpenItem})`);
  if (filter.term?.length) found.push(sql`coalesce(i.term, 'none') IN (${list(filter.term)})`);
  if (filter.dueFrom) found.push(sql`i.due_on >= ${filter.dueFrom}::date`);
  if (filter.dueTo) found.push(sql`i.due_on <= ${filter.dueTo}::date`);
  return found;
}

function ofUs(filter: ItemFilter, user: CurrentUser, frame: Frame): Sql[] {
  const found: Sql[] = [];
  if (filter.check) found.push(isCheckDue(frame.cadences, frame.today, frame.timeZone));
  if (filter.followUp) {
    const { followUp } = filter;
    const whose =
      followUp === 'due' ? sql`TRUE` : sql`f.assignee_id = ${followUp === 'mine' ? user.id : followUp}`;
    found.push(sql`EXISTS (SELECT 1 FROM follow_up f WHERE f.item_id = i.id AND f.done_on IS NULL
      AND f.due_on <= ${frame.today}::date AND ${whose})`);
  }
  return found;
}

/** Everything of an item that a word may be found in. */
const searchableText = sql`concat_ws(' ', i.ref, i.title,
  (SELECT concat_ws(' ', rec.heading, rec.text) FROM recommendation rec WHERE rec.item_id = i.id),
  (SELECT concat_ws(' ', act.issue, act.pathway, act.implementation) FROM action act WHERE act.item_id = i.id),
  (SELECT string_agg(concat_ws(' ', x.name, ia.verbatim), ' ')
     FROM item_actor ia JOIN actor x ON x.id = ia.actor_id WHERE ia.item_id = i.id))`;

/** At most ten words; the signs that mean something to LIKE mean themselves. */
function wordsOfQuery(q: string | undefined): string[] {
  const words = (q ?? '').trim().split(/\s+/u).filter(Boolean);
  return words.slice(0, 10).map((word) => word.replaceAll(/[\\%_]/g, String.raw`\$&`));
}

/** The filter as a query string, always written the same way: `progress=in_progress&progress=reversed&q=canal`. */
export function queryOf(filter: ItemFilter): string {
  const params = new URLSearchParams();
  for (const name of FILTER_NAMES) {
    const value = filter[name];
    if (value === undefined) continue;
    for (const one of Array.isArray(value) ? value : [value]) params.append(name, String(one));
  }
  return params.toString();
}

export const FILTER_NAMES = [
  'q',
  'publication',
  'kind',
  'progress',
  'claim',
  'timeliness',
  'open',
  'term',
  'response',
  'owner',
  'team',
  'actor',
  'check',
  'followUp',
  'gap',
  'dueFrom',
  'dueTo',
] as const satisfies readonly (keyof ItemFilter)[];
