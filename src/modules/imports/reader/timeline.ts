import type { Day } from '../../../shared/calendar-date.js';
import { addDays, anchorDay, parsePartialDate, windowEnd } from '../../../shared/calendar-date.js';
import type { TimelineReading } from './reading.js';
import type { Parts } from './timeline-grammar.js';
import { DAYS_IN, MONTHS_IN, parse } from './timeline-grammar.js';
import { normalise } from './timeline-words.js';

export interface TimelineOptions {
  /** What bare numbers ("0–6") count, where the column says so. */
  unit?: string | null;
  /** 1–12; without it nothing is derived from a fiscal year. */
  fiscalYearStartMonth?: number | null;
}

/**
 * Reads what a cell says about time: a term ("Short- to medium-term"), a window ("0–6 months", "within 90 days",
 * "two years"), a deadline ("by Q3 2026"), or that it is immediate, ongoing or not decided. Windows in months,
 * quarters and years are counted in months, those in days and weeks in days. What is not understood wholly is
 * never turned into a date: the text stays, and a warning says which words were the matter.
 * @param published date of publication as `YYYY-MM-DD`, `YYYY-MM` or `YYYY`; null where it is unknown
 */
export function readTimeline(
  text: string,
  published: string | null,
  { unit = null, fiscalYearStartMonth = null }: TimelineOptions = {},
): { timeline: TimelineReading; warnings: string[] } {
  const timeline: TimelineReading = {
    text,
    term: null,
    minMonths: null,
    maxMonths: null,
    span: null,
    countedFrom: null,
    startsOn: null,
    dueOn: null,
    precision: null,
  };
  const words = normalise(text.slice(0, 500));
  const counted = unit && /^\d[\d\s+-]*$/.test(words) ? `${words} ${unit.toLowerCase()}` : words;
  const calendar = {
    published: published === null ? null : parsePartialDate(published),
    fiscalYearStartMonth,
  };
  const parts = parse(counted, calendar);
  timeline.countedFrom = parts.countedFrom && asWritten(parts.countedFrom, text);
  const terms = new Set(parts.terms);
  const [term] = terms;
  if (terms.size === 1 && term !== 'unclear') timeline.term = term ?? null;
  const warnings = [...parts.problems, ...parts.notes];
  if (terms.size > 1 || term === 'unclear')
    warnings.push(`It names a term that is none of Heed's: "${text}".`);
  const isSure = isUnderstood(parts, text, warnings);
  if (isSure) {
    const [span] = parts.spans;
    if (span) setSpan(timeline, span, published, warnings);
    else if (parts.deadlines[0]) Object.assign(timeline, parts.deadlines[0]);
    else warnOfNoWindow(timeline, parts, warnings);
    if (timeline.term === 'ongoing' && timeline.dueOn !== null)
      warnings.push('It is ongoing and names an end as well: check the due date.');
  }
  return { timeline, warnings };
}

/** The words as the source has them, capitals and all. */
function asWritten(words: string, text: string): string {
  const start = text.toLowerCase().indexOf(words);
  return start === -1 ? words : text.slice(start, start + words.length);
}

/** Whether dates may be derived; pushes what stands in the way, and words that were only passed over. */
function isUnderstood(parts: Parts, text: string, warnings: string[]): boolean {
  if (!text.trim()) {
    warnings.push('No timeline is given.');
    return false;
  }
  const left = parts.left.join(' ');
  const count = parts.spans.length + parts.deadlines.length;
  const isNothing = count + parts.terms.length + parts.problems.length === 0 && !parts.undecided;
  if (isNothing || text.length > 500) {
    warnings.push(`The timeline was not understood: "${text.slice(0, 100)}".`);
    return false;
  }
  if (count > 1 || RISKY.test(left)) {
    const what = left ? `"${left}"` : 'it gives more than one window';
    warnings.push(`The timeline was not wholly understood (${what}): no date was derived.`);
    return false;
  }
  if (left) warnings.push(`These words of the timeline were passed over: "${left}".`);
  return parts.problems.length === 0;
}

/** Left-over words that can change a date: numbers, and words that count from something else or otherwise. */
const RISKY =
  /\d|[<>≤≥]|\b(?:of|from|after|before|upon|since|once|until|till|following|every|each|or|not|over|than|least|working|business|early|mid|late|phase|fiscal|financial|fy|first|second|third|fourth|next|last|half|couple|few|several)\b/;

function setSpan(
  timeline: TimelineReading,
  span: NonNullable<TimelineReading['span']>,
  published: string | null,
  warnings: string[],
): void {
  timeline.span = span;
  const factor = MONTHS_IN[span.unit];
  if (factor) {
    timeline.minMonths = span.min * factor;
    timeline.maxMonths = span.max === null ? null : span.max * factor;
  }
  if (span.max === null) warnings.push('The window has no end: no due date can be derived.');
  if (timeline.countedFrom) {
    warnings.push(`The window is counted from "${timeline.countedFrom}": give the date of that.`);
    return;
  }
  const date = published === null ? null : parsePartialDate(published);
  if (!date) {
    warnings.push('Without a date of publication no due date can be derived.');
    return;
  }
  const reach = (n: number): Day =>
    factor ? windowEnd(date, n * factor) : addDays(anchorDay(date), n * DAYS_IN[span.unit]!);
  timeline.startsOn = reach(span.min);
  timeline.dueOn = span.max === null ? null : reach(span.max);
  timeline.precision = span.max === null ? null : date.precision;
}

function warnOfNoWindow(timeline: TimelineReading, parts: Parts, warnings: string[]): void {
  if (parts.undecided) warnings.push('The source leaves the timeline open.');
  else if (timeline.term !== 'ongoing' && timeline.term !== null) {
    warnings.push('A term without a window: no due date can be derived.');
  }
}
