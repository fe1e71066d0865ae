import type { DatePrecision, Day, PartialDate } from '../../../shared/calendar-date.js';
import { addDays, addMonths, formatPartialDate } from '../../../shared/calendar-date.js';

/** What relative dates are counted from: "next fiscal year", "by the end of the year". */
export interface Calendar {
  /** Date of publication. */
  published: PartialDate | null;
  /** 1–12; null where nobody has said in which month the fiscal year begins. */
  fiscalYearStartMonth: number | null;
}

/** A deadline at the beginning of a text: "by the end of 2027", "Q3 2026", "FY 2025–26". */
export interface Deadline {
  startsOn: Day | null;
  dueOn: Day | null;
  precision: DatePrecision | null;
  /** Why there is no date, as a sentence. */
  problem: string | null;
  /** What was taken for granted, as a sentence. */
  note: string | null;
  /** How many characters it takes. */
  length: number;
}

export function failed(problem: string, length: number): Deadline {
  return { startsOn: null, dueOn: null, precision: null, problem, note: null, length };
}

const LEAD = String.raw`(?:(by|before|in|during|within|until|till|over|no later than|not later than|due(?: by)?)\s+)?(?:the\s+)?`;
const EDGE = String.raw`(?:(end|close|start|beginning|middle|mid)(?:[-\s]+of)?[-\s]+(?:the\s+)?)?`;
const PART = String.raw`(?:(q[1-4]|(?:first|second|third|fourth|last|1st|2nd|3rd|4th) quarter|h[12]|(?:first|second) half)(?:\s+of)?[\s,]+(?:the\s+)?)?`;
const WHICH = String.raw`(?:(this|current|same|next|coming|following|upcoming|last|previous)\s+)?`;
const YEARS = String.raw`(\d{4}|\d{2})(?:\s*[-/]\s*(\d{4}|\d{2}))?(?![\d-])`;
const NAME = String.raw`(?:fy(?=[\s\d:'’.-]|$)|(?:fiscal|financial|budget(?:ary)?)\s+year\b)`;
const FISCAL = new RegExp(
  `^${LEAD}${EDGE}${PART}${WHICH}(?:${NAME}[\\s:'’.-]*(?:${YEARS})?|${YEARS}\\s+${NAME})`,
);

/** Reads a deadline by fiscal years, in lower case, at the very beginning of a text; null where it begins with none. */
export function readFiscalDeadline(text: string, calendar: Calendar): Deadline | null {
  const match = FISCAL.exec(text);
  if (!match) return null;
  const [words, lead, edge, part, which, one, two, oneBefore, twoBefore] = match;
  const said = words.trim().replaceAll(/\b(?:fy|[qh](?=\d))/g, (short) => short.toUpperCase());
  const { start, problem } = startOf(
    { which, first: one ?? oneBefore, second: two ?? twoBefore },
    said,
    calendar,
  );
  if (problem !== undefined) return failed(problem, words.length);
  if (edge?.startsWith('mid') || (edge && part)) return failed(`"${said}" is no certain date.`, words.length);
  const [from, months] = partOf(start, part);
  const last = addDays(addMonths(from, months), -1);
  const isBefore = lead === 'before' && edge !== 'end' && edge !== 'close';
  const atStart = edge === 'start' || edge === 'beginning';
  return {
    startsOn: lead || edge ? null : from,
    dueOn: isBefore ? addDays(from, -1) : atStart ? from : last,
    precision: part ? 'month' : 'year',
    problem: null,
    note: `"${said}" was read as ${from} to ${last}, by the month in which the fiscal year begins.`,
    length: words.length,
  };
}

interface Named {
  which: string | undefined;
  first: string | undefined;
  second: string | undefined;
}

type Start = { start: Day; problem?: undefined } | { start?: undefined; problem: string };

/** The first day of the fiscal year meant, or why it cannot be told. */
function startOf(named: Named, said: string, { published, fiscalYearStartMonth }: Calendar): Start {
  const problem = (why: string): Start => ({ problem: `"${said}" ${why}` });
  if (fiscalYearStartMonth === null) return problem("needs the organisation's fiscal year.");
  const month = fiscalYearStartMonth;
  const from = (year: number): Start => ({
    start: formatPartialDate({ year, month, day: 1, precision: 'day' }),
  });
  if (named.first) {
    const [first, second] = [yearOf(named.first), named.second ?? null];
    if (second !== null && Number(second) % 100 !== (first + 1) % 100)
      return problem('names years that do not follow each other.');
    if (second !== null && month === 1)
      return problem('names two years, but the fiscal year in the settings begins in January.');
    // "FY26" is the year that ends in 2026, as most treasuries name it.
    return from(second !== null || month === 1 ? first : first - 1);
  }
  if (!published) return problem('needs the date of publication.');
  if (published.month === null && month !== 1) return problem('needs the month of publication.');
  const current = (published.month ?? 1) >= month ? published.year : published.year - 1;
  if (/^(?:next|coming|following|upcoming)$/.test(named.which ?? '')) return from(current + 1);
  return /^(?:last|previous)$/.test(named.which ?? '') ? problem('is past.') : from(current);
}

function yearOf(digits: string): number {
  return digits.length === 2 ? 2000 + Number(digits) : Number(digits);
}

const ORDINALS = ['first', 'second', 'third', 'fourth'];

/** First day and length in months of a quarter or half of the year that begins on that day. */
function partOf(start: Day, part: string | undefined): [Day, number] {
  if (!part) return [start, 12];
  const length = /quarter|^q/.test(part) ? 3 : 6;
  const word = part.replace(/^[qh]/, '').split(' ')[0];
  const index = word === 'last' ? 3 : ORDINALS.includes(word) ? ORDINALS.indexOf(word) : Number(word[0]) - 1;
  return [addMonths(start, index * length), length];
}
