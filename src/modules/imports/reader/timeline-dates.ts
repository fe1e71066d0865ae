import type { DatePrecision, Day, PartialDate } from '../../../shared/calendar-date.js';
import { addDays, anchorDay, partialDate } from '../../../shared/calendar-date.js';
import { MONTH, findDates, monthNumber } from './dates.js';
import type { Calendar, Deadline } from './fiscal-year.js';
import { failed, readFiscalDeadline } from './fiscal-year.js';

interface DatePhrase {
  first: Day;
  last: Day;
  precision: DatePrecision;
  length: number;
}

const BY =
  /^(?:(by|before|until|till|in|during|on|no later than|not later than|due(?: by)?)\s+)?(?:the\s+)?(?:(end|close|year[-\s]end)[-\s]*(?:of\s+)?(?:the\s+)?)?/;
const BETWEEN = /^(?:from|between)\s+/;

/**
 * Reads a deadline, in lower case and Western digits, at the very beginning of a text. A month, quarter or year
 * is due on its last day; "before" one is due on the day before its first.
 * @returns null where the text begins with no deadline
 */
export function readDeadline(text: string, calendar: Calendar): Deadline | null {
  const fiscal = readFiscalDeadline(text, calendar);
  if (fiscal) return fiscal;
  const lead = BY.exec(text)!;
  const rest = text.slice(lead[0].length);
  const uncertain = readUncertain(text, lead[0].length) ?? readRelative(text, calendar);
  if (uncertain) return uncertain;
  const between = BETWEEN.exec(text)?.[0].length ?? 0;
  // "Between May and July 2026": as long as it was, so that lengths still count.
  const range = readRange(between ? text.slice(between).replace(' and ', ' to  ') : rest);
  if (range && !lead[2]) {
    const length = (between || lead[0].length) + range.length;
    if (range.last < range.first) return failed(`"${text.slice(0, length)}" ends before it begins.`, length);
    return given(range, length, { startsOn: range.first });
  }
  const date = readDate(rest);
  if (typeof date === 'string') return failed(date, text.length);
  if (!date) return null;
  const length = lead[0].length + date.length;
  if (date.precision === 'year' && !lead[0].trim()) {
    // A year alone, with nothing before or behind it that says what it is.
    const isAlone = /^[\s).,;]*$/.test(text.slice(length));
    const note = `"${rest.slice(0, date.length)}" was read as by the end of that year.`;
    return isAlone ? given(date, length, { note }) : null;
  }
  const isBefore = lead[1] === 'before' && !lead[2];
  return given(date, length, isBefore ? { dueOn: addDays(date.first, -1) } : {});
}

function given({ last, precision }: DatePhrase, length: number, more: Partial<Deadline> = {}): Deadline {
  return { startsOn: null, dueOn: last, precision, problem: null, note: null, length, ...more };
}

/** "mid-2027", "late 2026", "summer 2026", "by 1 July": a date that leaves something open. */
function readUncertain(text: string, leadLength: number): Deadline | null {
  const rest = text.slice(leadLength);
  const part =
    /^(early|mid|middle of|late|beginning of|start of)[-\s]+((?:20|21)\d{2})\b(?!\s*[-/]\s*\d)/.exec(rest);
  const season = /^(?:spring|summer|autumn|fall|winter)(?: of)?[\s,]+(?:20|21)\d{2}\b/.exec(rest);
  const dayless = DAY_OF_NO_YEAR.exec(text);
  const words = part?.[0] ?? season?.[0] ?? dayless?.[0] ?? '';
  if (part && /^(?:mid|late)/.test(part[1])) {
    const [year, isMid] = [Number(part[2]), part[1].startsWith('mid')];
    const what = isMid ? `June ${year}` : `by the end of ${year}`;
    const until = isMid ? months(year, 1, 6, 0) : spanOf(partialDate(year)!, 0);
    return given(until, leadLength + words.length, { note: `"${words}" was read as ${what}.` });
  }
  if (dayless) return failed(`"${words.trim()}" names no year.`, words.length);
  return words ? failed(`"${words}" is no certain date.`, leadLength + words.length) : null;
}

/** A day or month without its year, and nothing else. */
const DAY_OF_NO_YEAR = new RegExp(
  String.raw`^(?:by|before|until|in|on)?\s*(?:the\s+)?(?:end(?: of)?\s+|mid[-\s])?(?:\d{1,2}(?:st|nd|rd|th)?\s+(?:of\s+)?)?${MONTH}(?:\s+\d{1,2}(?:st|nd|rd|th)?)?[\s).,;]*$`,
);

/** "By the end of the year", "next year": counted from the date of publication. */
function readRelative(text: string, { published }: Calendar): Deadline | null {
  const match =
    /^(?:by\s+|before\s+)?(?:the\s+)?(?:(?:end|close)(?:\s+of)?\s+(?:the\s+)?(this|current|next)?\s*(?:calendar\s+)?year|year[-\s]end)\b(?!\s*\d)/.exec(
      text,
    ) ?? /^(?:by\s+|in\s+|during\s+)?(this|next)\s+(?:calendar\s+)?year\b(?!\s*\d)/.exec(text);
  if (!match) return null;
  if (!published) return failed(`"${match[0]}" needs the date of publication.`, match[0].length);
  const year = published.year + Number(match[1] === 'next');
  const note = `"${match[0]}" was counted from the publication: ${year}.`;
  return given(spanOf(partialDate(year)!, 0), match[0].length, { note });
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
    /^(?:q([1-4])|([1-4])q)(?:\s+of)?[\s,/-]*((?:20|21)\d{2})\b(?!\s*[-/]\s*\d)/.exec(text) ??
    /^(first|second|third|fourth|1st|2nd|3rd|4th|last)()\s+quarter(?:\s+of)?[\s,]*((?:20|21)\d{2})\b(?!\s*[-/]\s*\d)/.exec(
      text,
    );
  const turned = /^((?:20|21)\d{2})[\s,/-]*(?:q([1-4])|([1-4])q)\b/.exec(text);
  if (turned) {
    const number = Number(turned[2] ?? turned[3]);
    return months(Number(turned[1]), 3 * number - 2, 3 * number, turned[0].length);
  }
  if (quarter) {
    const word = quarter[1] ?? quarter[2];
    const number = word === 'last' ? 4 : ORDINALS.indexOf(word) + 1 || Number(word[0]);
    return months(Number(quarter[3]), 3 * number - 2, 3 * number, quarter[0].length);
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
