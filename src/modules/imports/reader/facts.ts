import type { PartialDate } from '../../../shared/calendar-date.js';
import { anchorDay, formatPartialDate } from '../../../shared/calendar-date.js';
import type { Paragraph } from './blocks.js';
import { findDates } from './dates.js';
import { languageOf } from './language.js';
import { isTitleLike } from './outline.js';
import type { PublicationReading, Warning } from './reading.js';
import { countWords, endsOpen, excerpt, isAllCaps } from './words.js';

/** Where the facts about a publication may stand, in the order in which they are believed. */
export interface FactSources {
  front: Paragraph[];
  furniture: string[];
  disclaimer: string | null;
  /** Running text, for the language alone. */
  body: string;
}

interface Line {
  text: string;
  paragraph: Paragraph | null;
  /** Whether some fact was read from it: then it is no title. */
  used: boolean;
}

const SERIES =
  /\b((?:policy|issue|research|strategic|strategy|briefing|working|discussion|occasional|position|white|green|special|situation|technical|background|information|legislative|parliamentary)\s+(?:briefs?|papers?|notes?|reports?|memos?|memorandum|perspectives?|insights?)|factsheet|fact sheet)\b/i;
const NUMBER_WORD = String.raw`(?:no\.?|nr\.?|num(?:ber)?\.?|#|№|issue(?:\s+no\.?)?)`;
const NUMBER_VALUE = String.raw`([A-Z]{0,4}-?\d{1,4}(?:[/.-]\d{1,4})?[a-z]?)`;
const ORGANISATION =
  /\b(institute|institution|centre|center|foundation|university|think tank|council|forum|association|academy|observatory|society|school|network|initiative|house|library|press)\b/i;

/** Reads the facts about the publication; what is not found is null, and each doubt is a warning. */
export function readFacts(sources: FactSources): { publication: PublicationReading; warnings: Warning[] } {
  const warnings: Warning[] = [];
  const warn = (at: string, message: string) => warnings.push({ at, message });
  const lines: Line[] = sources.front.map((paragraph) => ({ text: paragraph.text, paragraph, used: false }));
  for (const text of new Set(sources.furniture)) lines.push({ text, paragraph: null, used: false });

  const labelledTitle = takeField(lines, /^title$/i);
  const authors = takeAuthors(lines);
  const publisher = takePublisher(lines, sources.disclaimer, warn);
  const classification = takeClassification(lines, warn);
  const { series, number } = takeSeries(lines, sources.disclaimer, warn);
  const date = takeDate(lines, warn);
  const { title, subtitle } = takeTitle(lines, labelledTitle, warn);
  for (const { text, used, paragraph } of lines) {
    if (!used && paragraph) warn('publication', `"${excerpt(text)}" above the text was not understood.`);
  }
  const language = languageOf(sources.body);
  if (!language) warn('publication.language', 'The language of the document was not recognised.');
  return {
    publication: {
      series,
      number,
      title,
      subtitle,
      date: date && formatPartialDate(date),
      datePrecision: date?.precision ?? null,
      anchor: date && anchorDay(date),
      publisher,
      authors,
      language,
      classification,
      disclaimer: sources.disclaimer,
    },
    warnings,
  };
}

type Warn = (at: string, message: string) => void;

/** The value of the first "Label: value" whose label fits; marks its line as used. */
function takeField(lines: Line[], label: RegExp): string | null {
  for (const line of lines) {
    const match = /^([\p{L} ()/.]{2,30}?)\s*[:：]\s*(\S.*)$/u.exec(line.text);
    if (!match || !label.test(match[1]!)) continue;
    line.used = true;
    return match[2]!.trim();
  }
  return null;
}

function takeAuthors(lines: Line[]): string[] {
  let names = takeField(lines, /^(?:authors?|author\(s\)|written by|prepared by|by)$/i);
  const byline = lines.find(
    (line) => !names && /^(?:by|written by)\s+\p{Lu}/iu.test(line.text) && line.text.length < 150,
  );
  if (byline) {
    byline.used = true;
    names = byline.text.replace(/^(?:written )?by\s+/i, '');
  }
  return (names ?? '')
    .split(/\s*(?:[,;&•|]|\band\b)\s*/)
    .map((name) => name.trim())
    .filter(Boolean);
}

const REFLECTS =
  /(?:reflect|represent)\w*\s+(?:those|(?:the\s+)?(?:official\s+|institutional\s+)?(?:polic(?:y|ies)|views?|positions?|opinions?|stance)(?:\s+(?:or|and)\s+\w+){0,3})\s+of\s+(?:the\s+)?((?:[^.,;]|\.(?=\S)){2,120}?)(?=[.,;]|\s+(?:or|and)\s+(?:its|their|any)\b|$)/i;

function takePublisher(lines: Line[], disclaimer: string | null, warn: Warn): string | null {
  const labelled = takeField(lines, /^(?:publisher|published by|issued by|institution|organi[sz]ation)$/i);
  if (labelled) return labelled;
  const inDisclaimer = REFLECTS.exec(disclaimer ?? '')?.[1]?.trim();
  const masthead = lines.find(
    ({ text, used }) =>
      !used &&
      ORGANISATION.test(text) &&
      text.length < 80 &&
      countWords(text) <= 8 &&
      !SERIES.test(text) &&
      !/:/.test(text),
  );
  const copyright = lines.find(({ text }) => /^(?:©|\(c\)|copyright)/i.test(text));
  if (copyright) copyright.used = true;
  if (inDisclaimer) return inDisclaimer;
  const holder = copyright?.text
    .replace(/^(?:©|\(c\)|copyright)+\s*(?:©|\(c\))?\s*(?:\d{4}[-–\d]*)?\s*(?:by\s+)?/i, '')
    .trim();
  if (holder) return holder.replace(/[.,]?\s*all rights reserved.*$/i, '');
  // The title may name an institute too: a masthead is believed only where another line is left for the title.
  if (
    masthead &&
    lines.some((line) => line !== masthead && !line.used && line.paragraph && isTitleLike(line.paragraph))
  ) {
    masthead.used = true;
    warn(
      'publication.publisher',
      `"${masthead.text}" was taken for the publisher because it stands above the title.`,
    );
    return masthead.text;
  }
  warn('publication.publisher', 'No publisher was found.');
  return null;
}

function takeClassification(lines: Line[], warn: Warn): PublicationReading['classification'] {
  const marks =
    /^(?:classification\s*:\s*)?(?:strictly\s+)?(public|internal(?: use(?: only)?)?|confidential|restricted|secret|for official use only)(?:\s+(?:document|distribution))?$/i;
  const marked = lines.find(({ text, used }) => !used && marks.test(text));
  if (marked) {
    marked.used = true;
    const word = marks.exec(marked.text)![1]!.toLowerCase();
    if (/secret|official/.test(word)) return 'restricted';
    return word.startsWith('internal') ? 'internal' : (word as 'public' | 'confidential' | 'restricted');
  }
  const mark = takeField(lines, /^(?:classification|distribution)$/i);
  if (mark)
    warn('publication.classification', `The document is marked "${mark}": choose its classification.`);
  return null;
}

function takeSeries(
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
    series = normalCase(SERIES.exec(masthead.text)![1]!);
    masthead.used = true;
    number ??= numberAfter(masthead.text, SERIES.exec(masthead.text)![0]);
  }
  const numbered = lines.find((line) => !number && !line.used && NUMBERED.test(line.text));
  if (numbered) {
    numbered.used = true;
    number = NUMBERED.exec(numbered.text)![1]!;
  }
  const inDisclaimer = SERIES.exec(disclaimer ?? '')?.[1];
  if (!series && inDisclaimer) {
    series = normalCase(inDisclaimer);
    warn('publication.series', `The series "${series}" stands only in the disclaimer.`);
  }
  if (!series) warn('publication.series', 'No series was found.');
  if (!number) warn('publication.number', 'No number was found.');
  return { series, number };
}

const NUMBERED = new RegExp(
  String.raw`^(?:vol(?:ume)?\.?\s*\d+\s*[,|;·-]?\s*)?${NUMBER_WORD}\s*[:.]?\s*${NUMBER_VALUE}$`,
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

function numberAfter(text: string, series: string): string | null {
  const rest = text.slice(text.indexOf(series) + series.length);
  const pattern = new RegExp(
    String.raw`^(?:\s+series)?[\s,:|·–—-]*(${NUMBER_WORD})?\s*[:.]?\s*${NUMBER_VALUE}(?![\w])`,
    'i',
  );
  const match = pattern.exec(rest);
  if (!match) return null;
  // "Policy Brief 12 March 2024" and "Policy Brief | 2024" give a date.
  const isDate = findDates(rest, { years: true }).some((date) => date.index <= rest.indexOf(match[2]!));
  return match[1] || !isDate ? match[2]! : null;
}

function takeDate(lines: Line[], warn: Warn): PartialDate | null {
  const isDated = (line: Line) =>
    /^(?:date|published(?: on)?|publication date|date of publication|issued(?: on)?|released?)\b/i.test(
      line.text,
    );
  const isJustDate = (line: Line) =>
    findDates(line.text, { years: true }).some((date) => date.text.length >= 0.5 * line.text.length);
  const short = lines.filter(
    (line) => line.text.length < 120 && !/^(?:updated|revised|accessed)/i.test(line.text),
  );
  const candidates = [
    ...short.filter(isDated).map((line) => ({ line, years: true })),
    ...short.filter(isJustDate).map((line) => ({ line, years: true })),
    ...short.map((line) => ({ line, years: false })),
  ];
  for (const { line, years } of candidates) {
    const found = findDates(line.text, { years })[0];
    if (!found) continue;
    line.used ||= found.text.length >= 0.4 * line.text.length || isDated(line);
    if (found.problem) warn('publication.date', found.problem);
    warnOfOthers(candidates, found.date, warn);
    return found.date;
  }
  warn('publication.date', 'No date of publication was found: no due date can be derived.');
  return null;
}

function warnOfOthers(
  candidates: { line: Line; years: boolean }[],
  taken: PartialDate | null,
  warn: Warn,
): void {
  if (!taken) return;
  for (const { line } of candidates) {
    const other = findDates(line.text)[0]?.date;
    if (
      !other ||
      formatPartialDate(other).startsWith(formatPartialDate(taken)) ||
      formatPartialDate(taken).startsWith(formatPartialDate(other))
    )
      continue;
    warn('publication.date', `Another date stands above the text: "${excerpt(line.text)}".`);
    return;
  }
}

function takeTitle(
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
    next !== undefined && lines.indexOf(next) === lines.indexOf(best) + 1 && isTitleLike(next.paragraph!);
  if (isSubtitle) next.used = true;
  return { title, subtitle: isSubtitle ? next.text : null };
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
