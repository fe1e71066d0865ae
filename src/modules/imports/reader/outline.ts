import type { Block, ListMark, Paragraph } from './blocks.js';
import { placeOf } from './blocks.js';
import { findDates } from './dates.js';
import {
  isKnownHeading,
  isNotesHeading,
  isNumberedRecommendation,
  isParentHeading,
  isRecommendationsHeading,
} from './heading-words.js';
import type { Place } from './reading.js';
import {
  ANNOUNCES,
  RECOMMENDS,
  countWords,
  endsOpen,
  endsSentence,
  isAllCaps,
  isTitleCase,
  startsLowercase,
} from './words.js';

/** A heading and what stands below it up to the next one. */
export interface Section {
  heading: string;
  /** The number before it, such as `2.1`. */
  number: string | null;
  level: number;
  at: Place;
  blocks: Block[];
}

export interface Outline {
  /** What stands above the running text: series, number, date, title, authors. */
  front: Paragraph[];
  sections: Section[];
}

/** Divides a document by its headings. In plain text these are known by their words and their shape. */
export function outlineOf(blocks: Block[]): Outline {
  const bodyStart = findBodyStart(blocks);
  const front = blocks.slice(0, bodyStart).filter((block) => block.kind === 'paragraph');
  const sections: Section[] = [];
  const last = front.at(-1);
  // Without a known heading on top, the line above the first paragraph is its heading, unless it is the title.
  if (
    last &&
    !BYLINE.test(last.text) &&
    isBody(blocks[bodyStart]) &&
    front.filter(isTitleLike).length > 1 &&
    isTitleLike(last)
  ) {
    front.pop();
    sections.push(sectionOf(last, sections));
  }
  for (let i = bodyStart; i < blocks.length; i++) {
    const block = blocks[i];
    if (block.kind === 'paragraph' && isHeading(block, blocks[i - 1], blocks[i + 1], sections))
      sections.push(sectionOf(block, sections));
    else sections.at(-1)?.blocks.push(block);
  }
  return { front, sections: withLevelsFromOne(sections) };
}

const BYLINE = /^(?:by|written by|prepared by)\s+\p{Lu}/iu;

function findBodyStart(blocks: Block[]): number {
  const start = blocks.findIndex(
    (block, index) =>
      block.kind === 'table' ||
      isBody(block) ||
      isKnownHeading(block.text) ||
      (block.headingLevel ?? 0) > 1 ||
      (block.headingLevel === 1 &&
        index > 0 &&
        blocks[index - 1]?.kind === 'paragraph' &&
        hasTitleAbove(blocks, index)),
  );
  return start === -1 ? blocks.length : start;
}

function hasTitleAbove(blocks: Block[], index: number): boolean {
  return blocks.slice(0, index).some((block) => block.kind === 'paragraph' && block.headingLevel === 1);
}

function isBody(block: Block | undefined): boolean {
  if (block?.kind !== 'paragraph') return false;
  return block.text.length > 160 || (endsSentence(block.text) && countWords(block.text) > 12);
}

/** Could be a title: a line of words that is neither a field nor just a date. */
export function isTitleLike(paragraph: Paragraph): boolean {
  return hasHeadingShape(paragraph.text) || paragraph.headingLevel === 1;
}

function isHeading(
  block: Paragraph,
  above: Block | undefined,
  below: Block | undefined,
  sections: Section[],
): boolean {
  const { text, list } = block;
  if (block.headingLevel !== null) return true;
  if (list && list.kind !== 'number') return false;
  if (isKnownHeading(text)) return !list || !isNextNumber(list, below);
  if (list && (isListed(above, block) || isListed(below, block))) return false;
  const open = sections.findLast((section) => isKnownHeading(section.heading)) ?? sections.at(-1);
  if (open && isNotesHeading(open.heading)) return false;
  if (!below || below.kind === 'table' || !hasHeadingShape(text)) return false;
  if (open && isRecommendationsHeading(open.heading)) {
    // Where the headings are in capitals, a line in capitals is the next of them.
    if (!list && isAllCaps(open.heading) && isAllCaps(text) && countWords(text) > 1) return true;
    return list ? endsSentence(below.text) && !RECOMMENDS.test(text) : isGroupHeading(text, below);
  }
  if (isAllCaps(text) || isTitleCase(text) || isNumberedRecommendation(text)) return true;
  return countWords(text) <= 10 && isBody(below) && below.text.length > 2 * text.length;
}

function isListed(block: Block | undefined, other: Paragraph): boolean {
  return (
    block?.kind === 'paragraph' &&
    block.list?.kind === other.list?.kind &&
    styleOf(block.list) === styleOf(other.list) &&
    block.headingLevel === null
  );
}

/** "I." above "1." and "2." above "2.1" count different things. */
function styleOf(list: ListMark | null): string {
  if (/^\(?[IVX]+/.test(list?.text ?? '')) return 'roman';
  return /^\d+\.\d/.test(list?.text ?? '') ? 'decimal' : 'plain';
}

/** Whether "3." follows a "2.", as in a table of contents. */
function isNextNumber(list: ListMark, below: Block | undefined): boolean {
  return (
    below?.kind === 'paragraph' &&
    Number.parseInt(below.list?.text ?? '', 10) === Number.parseInt(list.text, 10) + 1
  );
}

/** Among recommendations a short line may be one of them: only what cannot recommend is a heading there. */
function isGroupHeading(text: string, below: Paragraph): boolean {
  if (RECOMMENDS.test(text)) return false;
  if (
    isNumberedRecommendation(text) ||
    /^(?:recommendations? )?(?:for|to) /i.test(text) ||
    TERM_HEADING.test(text)
  )
    return true;
  if (text.endsWith(':')) return countWords(text) <= 10 && !ANNOUNCES.test(text);
  return isTitleCase(text) && (below.list !== null || isBody(below));
}

const TERM_HEADING = /^(?:immediate|urgent|(?:short|medium|mid|long|near)(?:er)?[-\s](?:term|run|to\b))/i;

function hasHeadingShape(text: string): boolean {
  if (text.length > 110 || countWords(text) > 15 || !/\p{L}{2}/u.test(text)) return false;
  if (/[.!,;…]$/.test(text) || endsOpen(text) || startsLowercase(text)) return false;
  if (/:\/\/|^[\p{Lu}][\p{L} ]{1,25}:\s+\S|\t/u.test(text) && !isAllCaps(text))
    return isSectionWithColon(text);
  return !findDates(text).some((date) => date.text.length > 0.7 * text.length);
}

/** "Afghanistan: a hub" is a heading as well as "Number: 11" is none. */
function isSectionWithColon(text: string): boolean {
  const [label = '', rest = ''] = text.split(/:\s+/, 2);
  return !text.includes('://') && countWords(rest) >= 2 && !FIELD.test(label) && isTitleCase(rest);
}

const FIELD =
  /^(?:number|no|date|published|publication date|issued?|series|volume|authors?|by|editors?|publisher|published by|title|subtitle|contact|e-?mail|web(?:site)?|phone|tel|isbn|issn|doi|classification|distribution|language|keywords?|copyright|source|note|updated|prepared (?:by|for)|submitted to)$/i;

function sectionOf(paragraph: Paragraph, before: Section[]): Section {
  const text = paragraph.text.replaceAll(/(?<=\S)[⁰¹²³⁴-⁹]+/g, '').replace(/\s*:$/, '');
  // "5. RECOMMENDATIONS" as a heading of the format itself, "2  Recommendations" typed without a full stop.
  const typed = /^(\d{1,2}(?:\.\d{1,2})*)(?:[.)]\s*|\s{2,}|\s+(?=\p{Lu}))(?=\p{L})/u.exec(text);
  const isNumbered =
    typed !== null &&
    paragraph.list === null &&
    (paragraph.headingLevel !== null || isKnownHeading(text) || /\s{2,}$/.test(typed[0]));
  const heading = isNumbered ? text.slice(typed[0].length) : text;
  const number = isNumbered ? typed[1] : (paragraph.list?.text.replaceAll(/[().]+$|^\(/g, '') ?? null);
  return {
    heading,
    number,
    level: levelOf(paragraph, heading, number, before),
    at: placeOf(paragraph),
    blocks: [],
  };
}

/**
 * The level that the format gives, or the number; else known headings are main ones, others stand below a known
 * one that usually has parts, and a heading with no text of its own has the next ones below it.
 */
function levelOf(paragraph: Paragraph, heading: string, number: string | null, before: Section[]): number {
  if (paragraph.headingLevel !== null) return paragraph.headingLevel;
  const last = before.at(-1);
  if (number?.includes('.')) return number.split('.').length;
  if (isKnownHeading(heading) || !last) return 1;
  const known = before.findLast((section) => isKnownHeading(section.heading));
  if (number !== null && known && isRecommendationsHeading(known.heading) && !followsOn(known, number))
    return 2;
  if (number !== null && /^(?:\d+|[IVX]+)$/.test(number)) return 1;
  if (known && isAllCaps(known.heading) && isAllCaps(heading)) return 1;
  const isLastKnown = isKnownHeading(last.heading);
  if (last.blocks.length === 0 && (!isLastKnown || isParentHeading(last.heading))) return last.level + 1;
  if (isLastKnown) return isParentHeading(last.heading) ? 2 : 1;
  return last.level;
}

/** Whether "6" comes after a section "5": then it stands beside it. */
function followsOn(section: Section, number: string): boolean {
  return section.number !== null && Number(number) === Number(section.number) + 1;
}

function withLevelsFromOne(sections: Section[]): Section[] {
  const lowest = Math.min(...sections.map((section) => section.level), 99);
  return sections.map((section) => ({ ...section, level: section.level - lowest + 1 }));
}
