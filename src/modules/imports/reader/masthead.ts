import type { Paragraph } from './blocks.js';
import { findDates } from './dates.js';
import { isTitleLike } from './outline.js';
import { numberedSeries } from './other-scripts.js';
import type { PublicationReading } from './reading.js';
import { countWords, endsOpen, isAllCaps } from './words.js';

/** A line above the running text, or a running head. */
export interface Line {
  text: string;
  paragraph: Paragraph | null;
  /** Whether some fact was read from it: then it is no title. */
  used: boolean;
}

/** Where a number of the series stands before a date: "No. 23 April 2026" was no day of April. */
export function withoutNumber(text: string): string {
  return text.replace(
    /\b(?:no|nr|number|num|issue|vol(?:ume)?)\b\.?\s*[:.]?\s*\d{1,4}(?![\d/.-])/gi,
    (found) => ' '.repeat(found.length),
  );
}

export type Warn = (at: string, message: string) => void;

export const SERIES =
  /\b((?:policy|issue|research|strategic|strategy|briefing|working|discussion|occasional|position|white|green|special|situation|technical|background|information|legislative|parliamentary|action|advisory|analytical|climate|country|economic|evidence|expert|education|energy|health|housing|impact|insights?|law|learning|legal|practice|public|regional|security|urban|water)\s+(?:briefs?|papers?|notes?|reports?|memos?|memorandum|perspectives?|insights?)|factsheet|fact sheet)\b/i;
const NUMBER_WORD = String.raw`(?:no\.?|nr\.?|num(?:ber)?\.?|#|№|issue(?:\s+no\.?)?)`;
const NUMBER_VALUE = String.raw`([A-Z]{0,4}-?\d{1,4}(?:[/.-]\d{1,4})?[a-z]?)`;
/** Words by which the name of a publisher is known. */
export const ORGANISATION =
  /\b(institute|institution|centre|center|foundation|university|think tank|council|forum|association|academy|observatory|society|school|network|initiative|house|library|press)\b|\b(?:forum|lab|laboratory|trust|watch)$|^(?:the )?(?:office|ministry|department|bureau|agency|board|commission|secretariat) (?:of|for|on) /i;

/** The value of the first "Label: value" whose label fits; marks its line as used. */
export function takeField(lines: Line[], label: RegExp): string | null {
  for (const line of lines) {
    if (line.used) continue;
    const match = /^([\p{L} ()/.]{2,30}?)\s*[:：]\s*(\S.*)$/u.exec(line.text);
    if (!match || !label.test(match[1])) continue;
    line.used = true;
    return match[2].trim();
  }
  return null;
}

/** Series and number: from fields, from the masthead, and the series at last from the disclaimer. */
export function takeSeries(
  lines: Line[],
  disclaimer: string | null,
  warn: Warn,
): Pick<PublicationReading, 'series' | 'number'> {
  let series = takeField(lines, /^series$/i);
  let number = takeField(
    lines,
    /^(?:number|no\.?|nr\.?|issue(?: no\.?| number)?|(?:policy )?brief (?:no\.?|number))$/i,
  );
  const masthead = lines.find(
    (line) => SERIES.test(line.text) && line.text.length < 120 && !isSentence(line),
  );
  if (masthead && !series) {
    series = normalCase(SERIES.exec(masthead.text)![1]);
    number ??= numberAfter(masthead.text, SERIES.exec(masthead.text)![0], isDated(lines, masthead));
    leaveTitle(masthead);
  }
  const memo = lines.find(
    ({ text, used }) => !series && !used && /^(?:policy )?memo(?:randum)?$/i.test(text),
  );
  if (memo) {
    series = normalCase(memo.text);
    memo.used = true;
  }
  const foreign = lines.find((line) => !series && numberedSeries(line.text));
  if (foreign) {
    foreign.used = true;
    const found = numberedSeries(foreign.text)!;
    series = found.series;
    number ??= found.number;
  }
  const numbered = lines.find((line) => !number && !line.used && NUMBERED.test(line.text));
  const among = lines.find(
    (line) => line.text.length < 80 && findDates(line.text).length && NUMBER_AMONG.test(line.text),
  );
  if (numbered) numbered.used = true;
  number ??= NUMBERED.exec(numbered?.text ?? '')?.[1] ?? NUMBER_AMONG.exec(among?.text ?? '')?.[1] ?? null;
  const inDisclaimer = SERIES.exec(disclaimer ?? '')?.[1];
  if (!series && inDisclaimer) {
    series = normalCase(inDisclaimer);
    warn('publication.series', `The series "${series}" stands only in the disclaimer.`);
  }
  if (!series) warn('publication.series', 'No series was found.');
  if (!number) warn('publication.number', 'No number was found.');
  return { series, number };
}

/** Whether another line gives the date: then "Policy Paper 2/2026" is the second of that year. */
function isDated(lines: Line[], masthead: Line): boolean {
  return lines.some((line) => line !== masthead && line.text.length < 80 && findDates(line.text).length > 0);
}

/** "Issue Brief: Hedgehogs and Fences" has the title behind the series; any other masthead is done with. */
function leaveTitle(line: Line): void {
  const title = new RegExp(String.raw`^(?:${SERIES.source})\s*[:–—]\s*(\p{Lu}.{7,})$`, 'iu')
    .exec(line.text)
    ?.at(-1);
  line.used = !title || new RegExp(`^${NUMBER_WORD}`, 'i').test(title);
  if (line.used || !title) return;
  line.text = title;
  if (line.paragraph) line.paragraph = { ...line.paragraph, text: title };
}

const NUMBERED = new RegExp(
  String.raw`^(?:vol(?:ume)?\.?\s*\d+\s*[,|;·-]?\s*)?${NUMBER_WORD}\s*[:.]?\s*${NUMBER_VALUE}$`,
  'i',
);

/** "Issue 4, 3 May 2024" */
const NUMBER_AMONG = new RegExp(
  String.raw`(?:^|[\s,|;·])${NUMBER_WORD}\s*[:.]?\s*${NUMBER_VALUE}(?![\w])`,
  'i',
);

/** A title such as "Why Policy Briefs Fail" is a sentence about briefs, not the name of a series. */
function isSentence({ text }: Line): boolean {
  const rest = text
    .replace(SERIES, '')
    .replaceAll(/[^\p{L}\s]/gu, ' ')
    .trim();
  return countWords(rest) > 8 || /\b(should|must|is|are|fail|why|how|what)\b/i.test(rest);
}

function numberAfter(text: string, series: string, isDated: boolean): string | null {
  const rest = text.slice(text.indexOf(series) + series.length);
  const pattern = new RegExp(
    String.raw`^(?:\s+series)?[\s,:|·–—-]*(${NUMBER_WORD})?\s*[:.]?\s*${NUMBER_VALUE}(?![\w])`,
    'i',
  );
  const match = pattern.exec(rest);
  if (!match) return null;
  if (isDated && /^\d{1,3}\/(?:19|20)\d\d$/.test(match[2])) return match[2];
  // "Policy Brief 12 March 2024" and "Policy Brief | 2024" give a date.
  const isDate = findDates(rest, { years: true }).some((date) => date.index <= rest.indexOf(match[2]));
  return match[1] || !isDate ? match[2] : null;
}

/** The title, and the line after it as subtitle. */
export function takeTitle(
  lines: Line[],
  labelled: string | null,
  warn: Warn,
): Pick<PublicationReading, 'title' | 'subtitle'> {
  const left = lines.filter((line) => line.paragraph && (!line.used || line.paragraph.headingLevel === 1));
  if (labelled) return { title: labelled, subtitle: takeField(lines, /^subtitle$/i) };
  const best = left
    .filter((line) => isTitleLike(line.paragraph!) || endsOpen(line.text) || /[?!:]$/.test(line.text))
    .toSorted((a, b) => titleScore(b) - titleScore(a))[0];
  if (!best) {
    warn('publication.title', 'No title was found.');
    return { title: null, subtitle: null };
  }
  best.used = true;
  let title = best.text;
  const following = left.slice(left.indexOf(best) + 1);
  // A title in capitals may run over several lines.
  while (following[0] && isAllCaps(title) && isAllCaps(following[0].text)) {
    following[0].used = true;
    title = `${title} ${following.shift()!.text}`;
  }
  const next = following[0];
  const isSubtitle =
    next !== undefined &&
    lines.indexOf(next) === lines.indexOf(best) + 1 &&
    isTitleLike(next.paragraph!) &&
    !findDates(next.text).length;
  if (isSubtitle) next.used = true;
  return { title, subtitle: isSubtitle ? next.text : null };
}

/** Two or three words with capitals, and none that a subtitle would have. */
export function isLikeName(text: string): boolean {
  return (
    /^\p{Lu}\p{Ll}[\p{L}'’-]*(?: \p{Lu}\.)?(?: \p{Lu}\p{Ll}[\p{L}'’-]*){1,2}$/u.test(text) &&
    !/\b(?:report|brief|paper|notes?|options?|lessons?|review|analysis|update|draft|version|final|summary|regions?|provinces?|country|polic(?:y|ies)|study|strategy|plan|edition|volume|part|overview|findings|series|programme|project|case|action|practice|experience|perspectives?)\b/i.test(
      text,
    )
  );
}

/** What speaks for a line being the title: its rank, its capitals, its length. Ties go to the first. */
function titleScore({ text, paragraph }: Line): number {
  const isPerson = /^(?:dr|prof|mr|ms|mrs|amb|ambassador|gen|lt|col)\b\.?/i.test(text);
  return (
    (paragraph!.headingLevel === 1 ? 5 : 0) +
    (isAllCaps(text) ? 2 : 0) +
    (countWords(text) >= 4 ? 2 : 0) -
    (ORGANISATION.test(text) && countWords(text) < 6 ? 3 : 0) -
    (isPerson ? 4 : 0)
  );
}

/** "POLICY BRIEF" and "policy brief" are the same series as "Policy Brief". */
function normalCase(text: string): string {
  const singular = text
    .trim()
    .replaceAll(/\s+/g, ' ')
    .replace(/(brief|paper|note|report|memo)s$/i, '$1');
  return singular.toLowerCase().replaceAll(/(?:^|\s)\p{L}/gu, (letter) => letter.toUpperCase());
}
