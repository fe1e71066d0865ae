import { Temporal } from 'temporal-polyfill';

/**
 * A calendar day, ISO `YYYY-MM-DD`, years 0001–9999. It has no time and no zone: a due date is the same day
 * for everybody. Days compare and sort as plain strings.
 */
export type Day = string;

/** How much of a date the source gives: "15 December 2025", "December 2025" or "2025". */
export type DatePrecision = 'day' | 'month' | 'year';

/** A date known to the day, to the month or to the year. `month` (1–12) and `day` are null where unknown. */
export interface PartialDate {
  year: number;
  month: number | null;
  day: number | null;
  precision: DatePrecision;
}

const FULL = /^(\d{4})-(\d{2})-(\d{2})$/;
const PARTIAL = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$/;

/** Whether the value is a day that exists: `2024-02-29` is one, `2025-02-29` and `2025-2-1` are not. */
export function isCalendarDate(value: unknown): boolean {
  return typeof value === 'string' && FULL.test(value) && parsePartialDate(value) !== null;
}

/** Reads `YYYY`, `YYYY-MM` or `YYYY-MM-DD`; null where the text has another form or the date does not exist. */
export function parsePartialDate(text: string): PartialDate | null {
  const match = PARTIAL.exec(text);
  if (!match) return null;
  return partialDate(Number(match[1]), numberOrNull(match[2]), numberOrNull(match[3]));
}

/** Builds a partial date from its numbers; null where no such date exists (month 13, 31 June, year 0). */
export function partialDate(
  year: number,
  month: number | null = null,
  day: number | null = null,
): PartialDate | null {
  if (!Number.isInteger(year) || year < 1 || year > 9999) return null;
  if (month === null) return day === null ? { year, month, day, precision: 'year' } : null;
  if (!Number.isInteger(month) || month < 1 || month > 12) return null;
  if (day === null) return { year, month, day, precision: 'month' };
  const { daysInMonth } = Temporal.PlainYearMonth.from({ year, month });
  if (!Number.isInteger(day) || day < 1 || day > daysInMonth) return null;
  return { year, month, day, precision: 'day' };
}

/** `YYYY-MM-DD`, `YYYY-MM` or `YYYY`, as far as the date is known. */
export function formatPartialDate({ year, month, day }: PartialDate): string {
  const parts = [String(year).padStart(4, '0')];
  if (month !== null) parts.push(String(month).padStart(2, '0'));
  if (day !== null) parts.push(String(day).padStart(2, '0'));
  return parts.join('-');
}

/** Of a day that is kept for a month or year, only what is known: 2026-03-31, `month` → 2026-03. */
export const asKnown = <D extends Day | null>(day: D, precision: DatePrecision): D =>
  (day === null ? null : day.slice(0, { day: 10, month: 7, year: 4 }[precision])) as D;

/** The first day that a day kept for a month or year may mean: 2026-03-31, `month` → 2026-03-01. */
export const firstMeant = (day: Day, precision: DatePrecision): Day =>
  ({ day, month: `${day.slice(0, 7)}-01`, year: `${day.slice(0, 4)}-01-01` })[precision];

/**
 * The day from which windows are counted: the day itself, or the last day of the month or year known, since the
 * publication may have come out on any day of it.
 * @throws RangeError where a text is given that is no date
 */
export function anchorDay(date: PartialDate | string): Day {
  const { year, month, day } = asPartialDate(date);
  if (month !== null && day !== null) return formatPartialDate({ year, month, day, precision: 'day' });
  const yearMonth = Temporal.PlainYearMonth.from({ year, month: month ?? 12 });
  return yearMonth.toPlainDate({ day: yearMonth.daysInMonth }).toString();
}

/**
 * The day `months` later (earlier where negative). A day the month reached does not have becomes its last one
 * (31 August + 6 months = 28 or 29 February); with `endOfMonth` it is always the last day of that month.
 * @throws RangeError where `day` is no calendar date
 */
export function addMonths(day: Day, months: number, options: { endOfMonth?: boolean } = {}): Day {
  const reached = plain(day).add({ months }, { overflow: 'constrain' });
  return (options.endOfMonth ? reached.with({ day: reached.daysInMonth }) : reached).toString();
}

/** The day `days` later, or earlier where negative. @throws RangeError where `day` is no calendar date */
export function addDays(day: Day, days: number): Day {
  return plain(day).add({ days }).toString();
}

/**
 * The day a window of so many months ends when it is counted from a date as well as that is known. From a date
 * known only to the month or year it is the last day of the month reached: 2025-11 + 6 = 2026-05-31.
 * @throws RangeError where a text is given that is no date
 */
export function windowEnd(from: PartialDate | string, months: number): Day {
  const date = asPartialDate(from);
  return addMonths(anchorDay(date), months, { endOfMonth: date.precision !== 'day' });
}

/** The day it is at the clock's instant in an IANA time zone such as `Asia/Karachi`. */
export function today(clock: { now(): Date }, timeZone: string): Day {
  return Temporal.Instant.fromEpochMilliseconds(clock.now().getTime())
    .toZonedDateTimeISO(timeZone)
    .toPlainDate()
    .toString();
}

/** Whole days from `from` to `to`; negative where `to` is the earlier one. */
export function daysBetween(from: Day, to: Day): number {
  return plain(from).until(plain(to), { largestUnit: 'days' }).days;
}

/** Negative, zero or positive, for `Array.prototype.sort`. */
export function compareDays(a: Day, b: Day): number {
  return Temporal.PlainDate.compare(plain(a), plain(b));
}

/** The day as `Temporal.PlainDate`, for arithmetic this file does not have. @throws RangeError */
export function plain(day: Day): Temporal.PlainDate {
  if (!isCalendarDate(day)) throw new RangeError(`Not a calendar date: ${day}`);
  return Temporal.PlainDate.from(day);
}

function asPartialDate(date: PartialDate | string): PartialDate {
  if (typeof date !== 'string') return date;
  const parsed = parsePartialDate(date);
  if (!parsed) throw new RangeError(`Not a calendar date: ${date}`);
  return parsed;
}

function numberOrNull(digits: string | undefined): number | null {
  return digits === undefined ? null : Number(digits);
}
