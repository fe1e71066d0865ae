import type { PartialDate } from '../../../shared/calendar-date.js';
import { anchorDay, formatPartialDate } from '../../../shared/calendar-date.js';
import { takeAuthors } from './authors.js';
import type { Paragraph } from './blocks.js';
import { takeClassification } from './classification.js';
import { findDates } from './dates.js';
import { languageOf } from './language.js';
import type { Line, Warn } from './masthead.js';
import {
  ORGANISATION,
  SERIES,
  isLikeName,
  takeField,
  takeSeries,
  takeTitle,
  withoutNumber,
} from './masthead.js';
import { isTitleLike } from './outline.js';
import type { PublicationReading, Warning } from './reading.js';
import { countWords, excerpt } from './words.js';

/** Where the facts about a publication may stand, in the order in which they are believed. */
export interface FactSources {
  front: Paragraph[];
  furniture: string[];
  disclaimer: string | null;
  /** Running text, for the language alone. */
  body: string;
}

function lineOf(text: string, paragraph: Paragraph): Line {
  return { text, paragraph: text === paragraph.text ? paragraph : { ...paragraph, text }, used: false };
}

/** "Policy Brief    No. 23    April 2026" and "Dark Skies Foundation | Action Note 7 | 15 May 2026" are three lines. */
function apart(text: string): string[] {
  const columns = text.split(/\s{3,}|\t/).filter(Boolean);
  const bars = text.split(/\s+[|·•–—]\s+/).filter(Boolean);
  const isOfBars =
    bars.length > 1 &&
    bars.some((part) => SERIES.test(part)) &&
    bars.some((part) => ORGANISATION.test(part) && !SERIES.test(part));
  const numbered = text.split(
    /\s*,\s*(?=(?:no|number|issue)\b\.?\s*\d)|(?<=\b(?:no|number|issue)\b\.?\s*\d{1,4})\s*,\s*/i,
  );
  if (numbered.length > 2 && text.length < 140) return numbered;
  const parts = isOfBars ? bars : columns.length > 1 && text.length < 140 ? columns : [text];
  return parts.flatMap(withDateApart);
}

/** "River Forum, 11/2025", "Policy Note 3 | April 2025" and "Information Note 2 (2025)": what is named, and when. */
function withDateApart(text: string): string[] {
  const last = findDates(withoutNumber(text), { years: true }).at(-1);
  if (!last?.date || text.length > 140) return [text];
  const season = /(?:spring|summer|autumn|fall|winter)\s+$/i.exec(text.slice(0, last.index))?.[0] ?? '';
  const start = last.index - season.length;
  const [before, behind] = [text.slice(0, start), text.slice(last.index + last.text.length)];
  const [name, separator] = [before.replace(/[\s,|·•(–—-]+$/, ''), /[\s,|·•(–—-]+$/.exec(before)?.[0] ?? ''];
  if (!/^[\s).]*$/.test(behind) || !/[,|·•(–—]/.test(separator) || !/\p{L}{3}/u.test(name)) return [text];
  const isBar = /[|·•]/.test(separator);
  const isNamed = (SERIES.test(name) || ORGANISATION.test(name)) && !/:\s/.test(name);
  return isNamed || isBar ? [name, text.slice(start, last.index + last.text.length)] : [text];
}

/** A title page has no more lines than this. */
const MOST_LINES = 60;

/** Reads the facts about the publication; what is not found is null, and each doubt is a warning. */
export function readFacts(sources: FactSources): { publication: PublicationReading; warnings: Warning[] } {
  const warnings: Warning[] = [];
  const warn = (at: string, message: string) => warnings.push({ at, message });
  const lines: Line[] = sources.front
    .slice(0, MOST_LINES)
    .flatMap((paragraph) => apart(paragraph.text).map((text) => lineOf(text, paragraph)));
  for (const text of sources.furniture.slice(0, MOST_LINES))
    lines.push({ text: text.replace(/\s{2,}\d{1,4}$/, ''), paragraph: null, used: false });

  const labelledTitle = takeField(lines, /^(?:title|subject|re)$/i);
  if (labelledTitle) takeField(lines, /^(?:to|cc|through|via)$/i);
  const authors = takeAuthors(lines, warn);
  const classification = takeClassification(lines, warn);
  const { series, number } = takeSeries(lines, sources.disclaimer, warn);
  const date = takeDate(lines, number, warn);
  const publisher = takePublisher(lines, sources.disclaimer, warn);
  const { title, subtitle: below } = takeTitle(lines, labelledTitle, warn);
  const isAuthor = below !== null && authors.length === 0 && isLikeName(below);
  if (isAuthor) warn('publication.authors', `"${below}" below the title was taken for the author.`);
  const subtitle = isAuthor ? null : below;
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
      authors: isAuthor ? [below] : authors,
      language,
      classification,
      disclaimer: sources.disclaimer,
    },
    warnings,
  };
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

function takeDate(lines: Line[], number: string | null, warn: Warn): PartialDate | null {
  const isDated = (line: Line) =>
    /^(?:date|published(?: on)?|publication date|date of publication|issued(?: on)?|released?)\b/i.test(
      line.text,
    );
  const isJustDate = (line: Line) =>
    /^(?:spring|summer|autumn|fall|winter)\s+\d{4}$/i.test(line.text) ||
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
    // "Working Paper No. 2025-08" gives a number, not a month.
    const found = findDates(withoutNumber(line.text), { years }).find(({ text }) => text !== number);
    if (!found) continue;
    if (/^(?:spring|summer|autumn|fall|winter)\b/i.test(line.text))
      warn('publication.date', `Of "${line.text}" only the year was taken.`);
    line.used ||= /^(?:spring|summer|autumn|fall|winter)\b/i.test(line.text);
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
