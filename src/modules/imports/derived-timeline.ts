import { type Day, addDays, anchorDay, windowEnd } from '../../shared/calendar-date.js';
import { NO_TIMELINE, type NewTimeline } from '../tracking/index.js';
import type { TimelineReading } from './reader/reading.js';
import { DAYS_IN, MONTHS_IN } from './reader/timeline-grammar.js';
import { readTimeline } from './reader/timeline.js';
import type { ActionReview, RecommendationReview } from './review.js';
import { dateOrNull, isByFiscalYear } from './review-dates.js';

type Window = Pick<ActionReview, 'timelineText' | 'term' | 'minMonths' | 'maxMonths'> &
  Partial<Pick<ActionReview, 'anchorOn' | 'dueOn' | 'dueReason'>>;

/**
 * The dates of an action's window, counted anew from the publication's date. A window that the reviewer set by hand
 * counts before the source's words, which stay verbatim beside it.
 * @param published `YYYY-MM-DD`, `YYYY-MM`, `YYYY`; anything else derives nothing
 */
export function timelineOfAction(row: Window, published: string): NewTimeline {
  const date = dateOrNull(published);
  const text = row.timelineText.trim();
  const [minMonths, maxMonths] = [wholeOrNull(row.minMonths), wholeOrNull(row.maxMonths)];
  const term = row.term || null;
  const { timeline: read } = readTimeline(text, date);
  const byHand = dateOrNull(row.dueOn ?? '');
  if (byHand) return setByHand(byHand, row);
  if (!text && maxMonths === null) return NO_TIMELINE;
  const common = { kind: 'from_source' as const, text: text || null, term, minMonths, maxMonths };
  const anchor = dateOrNull(row.anchorOn ?? '');
  if (anchor && read.countedFrom && read.span)
    return { ...common, ...fromAnchor(anchor, read.span), reason: `${read.countedFrom}: ${anchor}` };
  if (minMonths === read.minMonths && maxMonths === read.maxMonths) return { ...common, ...datesOf(read) };
  if (!date || maxMonths === null) return { ...NO_TIMELINE, ...common };
  return {
    ...common,
    startsOn: windowEnd(date, minMonths ?? 0),
    dueOn: windowEnd(date, maxMonths),
    precision: date.length === 10 ? 'day' : 'month',
    basis: 'derived',
  };
}

/** Neither the source's words nor its window, but what the reviewer set, and why. */
function setByHand(date: string, { timelineText, term, dueReason }: Window): NewTimeline {
  return {
    ...NO_TIMELINE,
    kind: 'set_by_us',
    text: timelineText.trim() || null,
    term: term || null,
    dueOn: anchorDay(date),
    precision: date.length === 10 ? 'day' : 'month',
    basis: 'set_by_us',
    reason: dueReason?.trim() || null,
  };
}

/** A window counted from something else than the publication. */
function fromAnchor(anchor: string, { min, max, unit }: NonNullable<TimelineReading['span']>) {
  const months = MONTHS_IN[unit];
  const reach = (count: number): Day =>
    months ? windowEnd(anchor, count * months) : addDays(anchorDay(anchor), count * DAYS_IN[unit]!);
  const precision = anchor.length === 10 ? ('day' as const) : ('month' as const);
  return {
    startsOn: reach(min),
    dueOn: max === null ? null : reach(max),
    precision: max === null ? null : precision,
    basis: max === null ? null : ('derived' as const),
  };
}

/** A form that came back may hold anything. */
const wholeOrNull = (months: number | null) => (Number.isInteger(months) ? months : null);

/** A timeline that its own heading gives ("Short-term (0–6 months)"), or what the reviewer chose. */
export function timelineOfRecommendation(
  row: RecommendationReview,
  read: TimelineReading | null,
  published: string,
  carriers: NewTimeline[],
): NewTimeline {
  switch (row.timelineKind) {
    case 'none_in_source':
      return NO_TIMELINE;
    case 'ongoing':
      return { ...NO_TIMELINE, kind: 'ongoing', term: 'ongoing' };
    case 'from_source':
      return read ? timelineAsRead(read, published) : NO_TIMELINE;
    case 'from_actions':
      return spanOf(carriers);
  }
}

const timelineAsRead = (read: TimelineReading, published: string): NewTimeline => {
  const { text, minMonths, maxMonths } = read;
  const row = { timelineText: text, term: read.term ?? ('' as const), minMonths, maxMonths };
  const timeline = timelineOfAction(row, published);
  // By the fiscal year of the settings, which these words alone do not tell.
  return timeline.dueOn === null && isByFiscalYear(read, published)
    ? { ...timeline, ...datesOf(read) }
    : timeline;
};

const datesOf = ({ startsOn, dueOn, precision, span }: TimelineReading) => ({
  startsOn,
  dueOn,
  precision: dueOn ? (precision === 'day' ? ('day' as const) : ('month' as const)) : null,
  // Without a window to count, the source names the day itself.
  basis: dueOn ? (span ? ('derived' as const) : ('stated' as const)) : null,
});

/** From the first start to the last due date, as `spanOfActions` reckons it from rows. */
function spanOf(timelines: NewTimeline[]): NewTimeline {
  const last = timelines.filter(({ dueOn }) => dueOn).toSorted((a, b) => (a.dueOn! < b.dueOn! ? 1 : -1))[0];
  const starts = timelines.flatMap(({ startsOn }) => startsOn ?? []).toSorted();
  return {
    ...NO_TIMELINE,
    kind: 'from_actions',
    startsOn: starts[0] ?? null,
    dueOn: last?.dueOn ?? null,
    precision: last?.precision ?? null,
    basis: last ? 'derived' : null,
  };
}
