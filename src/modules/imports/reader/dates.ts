import type { PartialDate } from '../../../shared/calendar-date.js';
import { formatPartialDate, partialDate } from '../../../shared/calendar-date.js';
import { withEnglishMonths } from './other-scripts.js';

/** A date as it stands in a text. */
export interface FoundDate {
  /** Null where the words look like a date but are none, or could be two. */
  date: PartialDate | null;
  text: string;
  index: number;
  /** Why `date` is null, as a sentence. */
  problem: string | null;
}

const MONTHS = 'january february march april may june july august september october november december'.split(
  ' ',
);

/** Month names and their usual short forms, as a pattern without groups. */
export const MONTH =
  '(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\\.?';

const YEAR = String.raw`((?:19|20|21)\d{2})(?![\d])`;
const DAY = String.raw`(\d{1,2})(?:st|nd|rd|th)?`;

/** The first form that fits wins, so the longer ones come first. */
const FORMS: [RegExp, (parts: string[]) => FoundDate['date'] | string][] = [
  [new RegExp(String.raw`\b${YEAR}[-/.](\d{1,2})[-/.](\d{1,2})\b`, 'gi'), ([y, m, d]) => exact(y, m, d)],
  [
    new RegExp(String.raw`\b${DAY}(?:\s+of\s+|\s*[-\s]\s*)(${MONTH})[-,\s]+${YEAR}`, 'gi'),
    ([d, m, y]) => exact(y, m, d),
  ],
  [new RegExp(String.raw`\b(${MONTH})\s+${DAY}\s*,?\s+${YEAR}`, 'gi'), ([m, d, y]) => exact(y, m, d)],
  [/\b(\d{1,2})\.(\d{1,2})\.((?:19|20|21)\d{2})\b/g, ([d, m, y]) => exact(y, m, d)],
  [/\b(\d{1,2})[/-](\d{1,2})[/-]((?:19|20|21)\d{2})\b/g, ([a, b, y]) => dayOrMonthFirst(a, b, y)],
  [
    new RegExp(String.raw`\b${MONTH}\s*(?:[-–—/&]|to|and)\s*${MONTH}\s+${YEAR}`, 'gi'),
    () => 'it names two months',
  ],
  [new RegExp(String.raw`\b(${MONTH})[-,/\s]+${YEAR}`, 'gi'), ([m, y]) => exact(y, m)],
  [/(?<![A-Za-z\d][-/.])\b((?:19|20|21)\d{2})-(0[1-9]|1[0-2])\b(?![-/\d])/g, ([y, m]) => exact(y, m)],
  [/\b(0?[1-9]|1[0-2])[/]((?:19|20|21)\d{2})\b/g, ([m, y]) => exact(y, m)],
];

const YEAR_ALONE = new RegExp(String.raw`(?<![\d/.-])${YEAR}(?![/.-]\d)`, 'g');

/** All dates in a text, in its order, none inside another. Years standing alone only where asked for. */
export function findDates(source: string, options: { years?: boolean } = {}): FoundDate[] {
  const text = withEnglishMonths(source);
  const found: FoundDate[] = [];
  const forms = options.years
    ? [...FORMS, [YEAR_ALONE, ([y]: string[]) => exact(y)] as (typeof FORMS)[number]]
    : FORMS;
  for (const [pattern, read] of forms) {
    for (const match of text.matchAll(pattern)) {
      const end = match.index + match[0].length;
      if (found.some((other) => match.index < other.index + other.text.length && end > other.index)) continue;
      const result = read(match.slice(1));
      const problem = typeof result === 'string' ? `"${match[0]}" was not read as a date: ${result}.` : null;
      found.push({
        date: typeof result === 'string' ? null : result,
        text: match[0],
        index: match.index,
        problem,
      });
    }
  }
  return found.toSorted((a, b) => a.index - b.index);
}

/** 1–12 from a month's name or number; 0 where it is neither. */
export function monthNumber(text: string): number {
  if (/^\d+$/.test(text)) return Number(text);
  const start = text.toLowerCase().slice(0, 3);
  return MONTHS.findIndex((month) => month.startsWith(start)) + 1;
}

function exact(year: string, month?: string, day?: string): PartialDate | string {
  const date = partialDate(Number(year), month ? monthNumber(month) : null, day ? Number(day) : null);
  return date ?? 'there is no such date';
}

function dayOrMonthFirst(a: string, b: string, year: string): PartialDate | string {
  const dayFirst = partialDate(Number(year), Number(b), Number(a));
  const monthFirst = partialDate(Number(year), Number(a), Number(b));
  if (dayFirst && monthFirst && a !== b) {
    return `it can be ${formatPartialDate(dayFirst)} or ${formatPartialDate(monthFirst)}`;
  }
  return dayFirst ?? monthFirst ?? 'there is no such date';
}
