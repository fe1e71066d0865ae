import type { DatePrecision, Day, PartialDate } from '../../../shared/calendar-date.js';
import { addDays, anchorDay, partialDate } from '../../../shared/calendar-date.js';
import { MONTH, findDates, monthNumber } from './dates.js';

/** A deadline at the beginning of a text: "by the end of 2027", "Q3 2026", "June–August 2026". */
export interface Deadline {
  startsOn: Day | null;
  dueOn: Day | null;
  precision: DatePrecision | null;
  /** Why there is no date, as a sentence. */
  problem: string | null;
  /** How many characters it takes. */
  length: number;
}

interface DatePhrase {
  first: Day;
  last: Day;
  precision: DatePrecision;
  length: number;
}

const BY =
  /^(?:(by|before|until|till|in|during|on|no later than|not later than|due(?: by)?)\s+)?(?:the\s+)?(?:(end)[-\s]*(?:of\s+)?(?:the\s+)?)?/;

/**
 * Reads a deadline, in lower case and Western digits, at the very beginning of a text. A month, quarter or year
 * is due on its last day; "before" one is due on the day before its first.
 * @returns null where the text begins with no deadline
 */
export function readDeadline(text: string): Deadline | null {
  const fiscal =
    /^(?:by\s+|in\s+|during\s+)?(?:the\s+)?(?:end of\s+)?(?:the\s+)?(?:next\s+|current\s+)?(?:fy\b|fiscal year|financial year)[\s:-]*(?:\d{2,4}(?:\s*[-/]\s*\d{2,4})?)?/.exec(
      text,
    );
  if (fiscal) return failed(`"${fiscal[0].trim()}" needs the organisation's fiscal year.`, fiscal[0].length);
  const lead = BY.exec(text)!;
  const rest = text.slice(lead[0].length);
  const vague = /^(?:early|mid|late|beginning of|start of)[-\s]+(?:20|21)\d{2}\b/.exec(rest);
  if (vague) return failed(`"${vague[0]}" is no certain date.`, lead[0].length + vague[0].length);
  const range = readRange(rest);
  if (range && !lead[2]) {
    if (range.last < range.first)
      return failed(`"${rest.slice(0, range.length)}" ends before it begins.`, lead[0].length + range.length);
    return {
      startsOn: range.first,
      dueOn: range.last,
      precision: range.precision,
      problem: null,
      length: lead[0].length + range.length,
    };
  }
  const date = readDate(rest);
  if (typeof date === 'string') return failed(date, text.length);
  // A year alone is a deadline only where a word says so: "by 2027", but not "2027".
  if (!date || (date.precision === 'year' && !lead[0].trim())) return null;
  return {
    startsOn: null,
    dueOn: lead[1] === 'before' && !lead[2] ? addDays(date.first, -1) : date.last,
    precision: date.precision,
    problem: null,
    length: lead[0].length + date.length,
  };
}

function failed(problem: string, length: number): Deadline {
  return { startsOn: null, dueOn: null, precision: null, problem, length };
}

const TO = /^\s*(?:-|to|until|till|through)\s*/;
const MONTHS_OF_A_YEAR = new RegExp(
  String.raw`^(${MONTH})\s*(?:-|to|until)\s*(${MONTH})\s+((?:20|21)\d{2})\b`,
);
const QUARTERS_OF_A_YEAR = /^q([1-4])\s*(?:-|to)\s*q([1-4])\s+((?:20|21)\d{2})\b/;

function readRange(text: string): DatePhrase | null {
  const shared = MONTHS_OF_A_YEAR.exec(text) ?? QUARTERS_OF_A_YEAR.exec(text);
  if (shared) {
    const isQuarter = shared[1].length === 1;
    const [from, to] = [shared[1], shared[2]].map((word) =>
      isQuarter ? Number(word) * 3 : monthNumber(word),
    );
    const year = Number(shared[3]);
    const first = spanOf(partialDate(year, isQuarter ? from - 2 : from)!, 0);
    return { ...first, last: spanOf(partialDate(year, to)!, 0).last, length: shared[0].length };
  }
  const first = readDate(text);
  if (!first || typeof first === 'string') return null;
  const to = TO.exec(text.slice(first.length));
  if (!to) return null;
  const start = first.length + to[0].length;
  const second = readDate(text.slice(start));
  if (!second || typeof second === 'string') return null;
  return {
    first: first.first,
    last: second.last,
    precision: second.precision,
    length: start + second.length,
  };
}

const ORDINALS = ['first', 'second', 'third', 'fourth'];

/** A date, month, quarter, half or year; a sentence where it looks like one and is none. */
function readDate(text: string): DatePhrase | string | null {
  const quarter =
    /^q([1-4])(?:\s+of)?[\s,/-]*((?:20|21)\d{2})\b/.exec(text) ??
    /^(first|second|third|fourth|1st|2nd|3rd|4th)\s+quarter(?:\s+of)?[\s,]*((?:20|21)\d{2})\b/.exec(text);
  if (quarter) {
    const word = quarter[1];
    const number = ORDINALS.indexOf(word) + 1 || Number(word[0]);
    return months(Number(quarter[2]), 3 * number - 2, 3 * number, quarter[0].length);
  }
  const half = /^(?:h([12])|(first|second) half(?: of)?)[\s,/-]*((?:20|21)\d{2})\b/.exec(text);
  if (half) {
    const isFirst = half[1] === '1' || half[2] === 'first';
    return months(Number(half[3]), isFirst ? 1 : 7, isFirst ? 6 : 12, half[0].length);
  }
  const found = findDates(text.slice(0, 40)).find((date) => date.index === 0);
  if (found) return found.date ? spanOf(found.date, found.text.length) : found.problem!;
  // A year is followed by no further number: "2025-26" is none of ours to guess.
  const year = /^((?:20|21)\d{2})\b(?!\s*[-/]\s*\d{1,2}(?!\d))/.exec(text);
  return year ? spanOf(partialDate(Number(year[1]))!, year[0].length) : null;
}

function months(year: number, from: number, to: number, length: number): DatePhrase {
  return { ...spanOf(partialDate(year, from)!, length), last: spanOf(partialDate(year, to)!, 0).last };
}

function spanOf(date: PartialDate, length: number): DatePhrase {
  const first = anchorDay({ ...date, month: date.month ?? 1, day: date.day ?? 1, precision: 'day' });
  return { first, last: anchorDay(date), precision: date.precision, length };
}
