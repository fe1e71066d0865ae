import { withEnglishTimes } from './timeline-scripts.js';

/** Arabic and Persian digits; the place in each half is the digit's value. */
const DIGITS = '٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹';

const UNITS = 'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen'.split(' '); // prettier-ignore
const TENS = 'twenty thirty forty fifty sixty seventy eighty ninety'.split(' ');

const TENS_UNIT = new RegExp(String.raw`\b(${TENS.join('|')})[-\s](${UNITS.slice(1, 10).join('|')})\b`, 'g');
const SIMPLE = new RegExp(String.raw`\b(${[...UNITS, ...TENS].join('|')})\b`, 'g');

/**
 * A timeline's words as the grammar wants them: lower case, Western digits, one kind of dash, number words as
 * digits ("twenty-four months" → "24 months", "half a year" → "6 months", "a year" → "1 year"), note markers gone.
 */
export function normalise(text: string): string {
  return withDigits(
    withEnglishTimes(text)
      .replaceAll(/[\u00B9\u00B2\u00B3\u2070-\u2079]+/g, '')
      .replaceAll(/[٠-٩۰-۹]/g, (digit) => String(DIGITS.indexOf(digit) % 10))
      .replaceAll(/[\u2010-\u2015\u2212\uFE58\uFE63\uFF0D]/g, '-')
      .replaceAll(/[\s\u200B-\u200F\u202A-\u202E\u2060\u2066-\u2069]+/g, ' ')
      .toLowerCase()
      .trim(),
  );
}

function withDigits(text: string): string {
  return text
    .replaceAll(/\b(?:(?:one|a|1) and a half|1½) years?\b|\b(?:one|a|1) year and a half\b/g, '18 months')
    .replaceAll(
      /\b(two|three|four) and a half years\b/g,
      (_, n: string) => `${12 * UNITS.indexOf(n) + 6} months`,
    )
    .replaceAll(/\bhalf(?: a|-a)?[ -]years?\b/g, '6 months')
    .replaceAll(/\b(?:a|one) decade\b/g, '10 years')
    .replaceAll(/\bcalendar (?=days?\b)/g, '')
    .replaceAll(
      /\b(?<=(?:within|over|in|during) the )(?:next|coming|following) (?=(?:week|month|quarter|year)\b)/g,
      '1 ',
    )
    .replaceAll(TENS_UNIT, (_, tens: string, unit: string) => String(tensOf(tens) + UNITS.indexOf(unit)))
    .replaceAll(SIMPLE, (word) => String(UNITS.includes(word) ? UNITS.indexOf(word) : tensOf(word)))
    .replaceAll(/\b(?:(\d) |a )?hundred(?: and (\d{1,2}))?\b/g, (_, hundreds?: string, rest?: string) =>
      String(Number(hundreds ?? 1) * 100 + Number(rest ?? 0)),
    )
    .replaceAll(/\ban? (?=(?:day|week|fortnight|month|quarter|year)\b)/g, '1 ')
    .replaceAll(/\b(\d+)\s*\((\d+)\)/g, (both, word: string, digits: string) =>
      digits === word ? word : both,
    );
}

function tensOf(word: string): number {
  return 20 + 10 * TENS.indexOf(word);
}
