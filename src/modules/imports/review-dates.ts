import { formatPartialDate, parsePartialDate } from '../../shared/calendar-date.js';
import { findDates } from './reader/dates.js';
import type { TimelineReading } from './reader/reading.js';
import { readTimeline } from './reader/timeline.js';

/** A date as `YYYY-MM-DD`, `YYYY-MM` or `YYYY`; or the key of the message that says why the words are none. */
export type DateWords = { date: string } | { fault: string };

/**
 * Reads a date as people write it: `2026-10-14`, `14 October 2026`, `14 Oct 2026`, `October 2026`, `2026`. What can be
 * two dates, such as 03/04/2026, is refused.
 */
export function readDateWords(words: string): DateWords {
  const text = words.trim();
  if (parsePartialDate(text)) return { date: text };
  const [found, ...more] = findDates(text, { years: true });
  if (!found || more.length > 0 || !isWhole(text, found)) return { fault: 'error.import.dateWords' };
  if (found.date) return { date: formatPartialDate(found.date) };
  return { fault: /it can be/.test(found.problem ?? '') ? 'error.import.dateTwo' : 'error.import.date' };
}

/** The date, if it is one. */
export function dateOrNull(words: string): string | null {
  const read = readDateWords(words);
  return 'date' in read ? read.date : null;
}

/** Nothing beside the date but a weekday and punctuation. Months in other scripts have other lengths: they count as whole. */
function isWhole(text: string, found: { text: string; index: number }): boolean {
  if (!text.includes(found.text)) return !/[a-z]/i.test(text);
  const rest = text.replace(found.text, '');
  return /^[\s,.]*(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day)?[\s,.]*$/i.test(rest);
}

/** Whether a date was read by what only the settings tell: the month in which the fiscal year begins. */
export const isByFiscalYear = (read: TimelineReading, published: string | null): boolean =>
  read.dueOn !== null &&
  read.span === null &&
  readTimeline(read.text, dateOrNull(published ?? '')).timeline.dueOn === null;
