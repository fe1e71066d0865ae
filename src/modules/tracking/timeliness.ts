import sql, { type Sql, join } from 'sql-template-tag';
import { type Day, addDays, daysBetween } from '../../shared/calendar-date.js';
import type { ItemState } from './item.entity.js';
import { CLOSED, TERMINAL, isClosed, isTerminal } from './progress.js';

/** Where the actors stand against the calendar. Computed, never stored. */
export const TIMELINESS = [
  'window_not_open',
  'open',
  'due_soon',
  'past_due',
  'done_in_time',
  'done_late',
  'done',
  'no_due_date',
  'closed',
] as const;
export type Timeliness = (typeof TIMELINESS)[number];

export interface Calendar {
  /** Today in the organisation's time zone. */
  today: Day;
  /** How many days before the due date "due soon" begins. */
  dueSoonDays: number;
}

const list = (values: readonly string[]) => join(values.map((value) => sql`${value}`));

/** An unconfirmed claim is still open. Alias `i`. */
const settled = sql`(i.claim = 'confirmed' AND i.progress IN (${list(TERMINAL)}))`;

/** Items of which something is still expected. Alias `i`. */
export const isOpenItem = sql`NOT ${settled}`;

const done = sql`(i.claim = 'confirmed' AND i.progress = 'implemented')`;

/** One condition per value; together they cover every item exactly once. Alias `i`. */
export function timelinessIs(value: Timeliness, { today, dueSoonDays }: Calendar): Sql {
  const soon = addDays(today, dueSoonDays);
  switch (value) {
    case 'done_in_time':
      return sql`(${done} AND i.confirmed_on <= i.due_on)`;
    case 'done_late':
      return sql`(${done} AND i.confirmed_on > i.due_on)`;
    case 'done':
      return sql`(${done} AND (i.due_on IS NULL OR i.confirmed_on IS NULL))`;
    case 'closed':
      return sql`(i.claim = 'confirmed' AND i.progress IN (${list(CLOSED)}))`;
    case 'past_due':
      return sql`(i.due_on < ${today} AND ${isOpenItem})`;
    case 'due_soon':
      return sql`(i.due_on BETWEEN ${today} AND ${soon} AND ${isOpenItem})`;
    case 'window_not_open':
      return sql`(i.starts_on > ${today} AND (i.due_on IS NULL OR i.due_on > ${soon}) AND ${isOpenItem})`;
    case 'open':
      return sql`(i.due_on > ${soon} AND (i.starts_on IS NULL OR i.starts_on <= ${today}) AND ${isOpenItem})`;
    case 'no_due_date':
      return sql`(i.due_on IS NULL AND (i.starts_on IS NULL OR i.starts_on <= ${today}) AND ${isOpenItem})`;
  }
}

/** SQL of the value itself, from the same conditions. Alias `i`. */
export function timelinessSql(calendar: Calendar): Sql {
  const cases = TIMELINESS.map((value) => sql`WHEN ${timelinessIs(value, calendar)} THEN ${value}::text`);
  return sql`CASE ${join(cases, ' ')} END`;
}

/** The same, of an item in hand; with the days until (positive) or since (negative) its due date. */
export function timelinessOf(
  item: Pick<ItemState, 'progress' | 'claim' | 'confirmedOn' | 'startsOn' | 'dueOn'>,
  { today, dueSoonDays }: Calendar,
): { timeliness: Timeliness; days: number | null } {
  const days = item.dueOn ? daysBetween(today, item.dueOn) : null;
  if (item.claim === 'confirmed' && isTerminal(item.progress)) {
    if (isClosed(item.progress)) return { timeliness: 'closed', days: null };
    if (!item.dueOn || !item.confirmedOn) return { timeliness: 'done', days: null };
    const spare = daysBetween(item.confirmedOn, item.dueOn);
    return { timeliness: spare >= 0 ? 'done_in_time' : 'done_late', days: spare };
  }
  if (days !== null && days < 0) return { timeliness: 'past_due', days };
  if (days !== null && days <= dueSoonDays) return { timeliness: 'due_soon', days };
  if (item.startsOn && item.startsOn > today) return { timeliness: 'window_not_open', days };
  return { timeliness: days === null ? 'no_due_date' : 'open', days };
}

export interface Cadences {
  short: number;
  medium: number;
  long: number;
}

/** After how many days without a record or a search a check is due of us. Alias `i`. */
export const cadenceSql = ({ short, medium, long }: Cadences): Sql => sql`coalesce(i.cadence_days,
  CASE WHEN i.term IN ('immediate', 'short') THEN ${short}::int
       WHEN i.term IN ('short-medium', 'medium') THEN ${medium}::int
       ELSE ${long}::int END)`;

/** Days since anything was recorded or searched, or since the item was taken up. Alias `i`. */
export const daysUncheckedSql = (today: Day, timeZone: string): Sql =>
  sql`(${today}::date - coalesce(i.last_checked_on, (i.created_at AT TIME ZONE ${timeZone}::text)::date))`;

/** A check is due of us: something is still expected, and nothing was recorded or searched for longer than its cadence. */
export const isCheckDue = (cadences: Cadences, today: Day, timeZone: string): Sql =>
  sql`(${isOpenItem} AND ${daysUncheckedSql(today, timeZone)} > ${cadenceSql(cadences)})`;

/** The days beside `timelinessSql`, as `timelinessOf` counts them. Alias `i`. */
export const timelinessDaysSql = (today: Day): Sql => sql`CASE
  WHEN i.claim = 'confirmed' AND i.progress IN (${list(CLOSED)}) THEN NULL
  WHEN ${done} THEN i.due_on - i.confirmed_on
  ELSE i.due_on - ${today}::date END`;
