import type { Block, ListMark, Paragraph } from './blocks.js';
import { placeOf } from './blocks.js';
import {
  headingKey,
  isKnownHeading,
  isMixedHeading,
  isNumberedRecommendation,
  isRecommendationsHeading,
} from './heading-words.js';
import type { Section } from './outline.js';
import type { RecommendationReading, TimelineReading, Warning } from './reading.js';
import { gradeSentence } from './recommending.js';
import type { Part } from './repeated-recommendations.js';
import type { TimelineOptions } from './timeline.js';
import { readTimeline } from './timeline.js';
import { ANNOUNCES, RECOMMENDS, countWords, endsSentence, excerpt, isRecommending } from './words.js';

/** A heading inside the recommendations, and what it says about those below it. */
interface Group {
  heading: string | null;
  addressee: string | null;
  timeline: TimelineReading | null;
  /** Its number, where it is itself a recommendation. */
  marker: string | null;
  /** A numbered heading is itself one recommendation, and what stands below it is its text. */
  isOne: boolean;
}

const NO_GROUP: Group = { heading: null, addressee: null, timeline: null, marker: null, isOne: false };

/**
 * Reads the recommendations that stand under a heading: numbered, bulleted or plain paragraphs, in groups or not; one
 * part for each heading that introduces some.
 */
export function readRecommendations(
  sections: Section[],
  published: string | null,
  options: TimelineOptions = {},
): Part[] {
  return recommendationSections(sections).map((start) => {
    const recommendations: RecommendationReading[] = [];
    const warnings: Warning[] = [];
    const isMixed = isMixedHeading(sections[start].heading);
    const { heading } = sections[start];
    const top = isNumberedRecommendation(heading)
      ? groupOf(sections[start], published, null, options)
      : { ...NO_GROUP, addressee: addresseeOf(heading) };
    readGroup(sections[start].blocks, top, isMixed, recommendations, warnings);
    for (const section of below(sections, start)) {
      readGroup(
        section.blocks,
        groupOf(section, published, top.addressee, options),
        isMixed,
        recommendations,
        warnings,
      );
    }
    return { where: `under "${excerpt(heading)}"`, recommendations, warnings };
  });
}

/** Indices of the sections that hold recommendations: those that say so by that word, else by another. */
export function recommendationSections(sections: Section[]): number[] {
  const all = sections.flatMap(({ heading }, index) => (isRecommendationsHeading(heading) ? [index] : []));
  const named = all.filter((index) => /recommend/.test(headingKey(sections[index].heading)));
  const numbered = sections.flatMap(({ heading }, index) =>
    isNumberedRecommendation(heading) ? [index] : [],
  );
  const chosen = [named, all, numbered].find((indices) => indices.length) ?? [];
  // One that stands below another is a group of it.
  return chosen.filter(
    (index) => !chosen.some((other) => other < index && below(sections, other).includes(sections[index])),
  );
}

function below(sections: Section[], index: number): Section[] {
  const rest = sections.slice(index + 1);
  const end = rest.findIndex(
    ({ level, heading }) =>
      level <= sections[index].level || (isKnownHeading(heading) && !isRecommendationsHeading(heading)),
  );
  return end === -1 ? rest : rest.slice(0, end);
}

const BODY_WORD =
  /\b(?:ministr(?:y|ies)|government|department|agency|agencies|authorit(?:y|ies)|commission|council|parliament|police|un|united nations|eu|union|donors?|civil society|media|private sector|international community|community|states?|universit(?:y|ies)|bank|partners?|organi[sz]ations?|municipalit(?:y|ies)|provinces?|cities|city|bodies)\b/i;

function groupOf(
  section: Section,
  published: string | null,
  addressee: string | null,
  options: TimelineOptions,
): Group {
  const { heading, number } = section;
  const words = heading
    .replaceAll(/\b(?:policy |key )?(?:recommendations?|measures?|actions?|steps|priorities)\b/gi, '')
    .trim();
  const { timeline, warnings } = readTimeline(words, published, options);
  const isTimeline = timeline.term !== null || timeline.dueOn !== null;
  const title = ITEM.exec(heading)?.[2];
  // "I. For the Postal Service" has recommendations below it, "1. Shared staff" is one.
  const isGroup = isTimeline || (title === undefined && addresseeOf(heading) !== null);
  const isOne = title !== undefined || (number !== null && !isGroup);
  return {
    heading: title || heading,
    addressee: (isTimeline || title !== undefined ? null : addresseeOf(heading)) ?? addressee,
    timeline: isTimeline && warnings.every((message) => !message.includes('not')) ? timeline : null,
    marker: isOne ? (number ?? ITEM.exec(heading)?.[1] ?? null) : null,
    isOne,
  };
}

/** "Recommendation 3: Cut the price" */
const ITEM = /^(?:policy )?recommendation\s+(?:no\.?\s*)?(\d{1,2})\s*[:.–—-]?\s*([^]*)$/i;

/** "Recommendations for the Ministry of Energy", "To donors", "Ministry of Energy". */
function addresseeOf(heading: string): string | null {
  const lead = /^(?:(?:key |policy )*recommendations?\s+)?(?:for|to)\s+(?:the\s+)?(.{2,80})$/i.exec(
    heading,
  )?.[1];
  if (lead) return lead.replace(/:$/, '');
  return BODY_WORD.test(heading) &&
    !RECOMMENDS.test(heading) &&
    countWords(heading) <= 8 &&
    !isRecommendationsHeading(heading)
    ? heading
    : null;
}

function readGroup(
  blocks: Block[],
  group: Group,
  isMixed: boolean,
  found: RecommendationReading[],
  warnings: Warning[],
): void {
  const paragraphs = withCapitalLetters(blocks.filter((block) => block.kind === 'paragraph')).filter(
    (paragraph) => !isCaption(paragraph.text) && !isAboveTable(paragraph, blocks),
  );
  const own: RecommendationReading[] = [];
  const outermost = paragraphs.find(({ list }) => list)?.list ?? null;
  const lastItem = paragraphs.findLastIndex(({ list }) => list);
  const isExplained = areExplained(paragraphs, outermost);
  let addressee = group.addressee;
  for (const [index, paragraph] of paragraphs.entries()) {
    const { list, text } = paragraph;
    const last = own.at(-1);
    const isAmongItems = index < lastItem || isExplained || !endsSentence(paragraphs[index - 1]?.text ?? '.');
    if (last && (group.isOne || isPartOf(paragraph, outermost, isAmongItems))) {
      // An item that is no sentence is the title of the text below it.
      if (!list && !endsSentence(last.text)) last.heading = last.text;
      last.text += `${list ? `\n${list.text} ` : '\n\n'}${text}`;
    } else if (isLeadIn(paragraph, index < lastItem, index === paragraphs.length - 1)) {
      addressee = text.endsWith(':') ? (addresseeOfLeadIn(text) ?? group.addressee) : addressee;
      warnings.push({
        at: 'recommendations',
        message: `Read as a lead-in, not as a recommendation: "${excerpt(text)}"`,
      });
    } else if (isMixed && !list && !isRecommending(text)) {
      warnings.push({
        at: 'recommendations',
        message: `Left out, it recommends nothing: "${excerpt(text)}"`,
      });
    } else own.push(recommendationOf(paragraph, { ...group, addressee }));
  }
  for (const recommendation of own) {
    if (recommendation.confidence < 1) {
      const message = 'It stands among the recommendations but no word of it recommends: is it one?';
      warnings.push({ at: `recommendations[${found.length}]`, message });
    }
    found.push(recommendation);
  }
}

/** "Table 1. Who does what" above a table, or "Source: own survey" below it. */
function isCaption(text: string): boolean {
  if (/^(?:sources?|data):\s/i.test(text) && text.length < 160) return true;
  return text.length < 160 && /^(?:table|figure|chart|box|exhibit|map)\s+(?:\d{1,3}|[IVX]{1,4}|[A-Z]\d?)\b(?:\s*[.:–—-]|$)/i.test(text); // prettier-ignore
}

/** "A. …", "B. …" one after the other count as "1.", "2." do; a single one is somebody's initial. */
function withCapitalLetters(paragraphs: Paragraph[]): Paragraph[] {
  const letters = paragraphs.map(({ text, list }) =>
    list ? null : (/^([A-Z])\.\s+(?=\S)/.exec(text)?.[1] ?? null),
  );
  const counted = letters.filter((letter) => letter !== null);
  const inOrder = counted.every((letter, index) => letter.codePointAt(0) === 65 + index);
  if (counted.length < 2 || !inOrder) return paragraphs;
  return paragraphs.map((paragraph, index) =>
    letters[index]
      ? {
          ...paragraph,
          text: paragraph.text.slice(2).trim(),
          list: { kind: 'number', text: `${letters[index]}.`, indent: 0 },
        }
      : paragraph,
  );
}

/** A line that is no sentence, right above a table: what the table is called. */
function isAboveTable(paragraph: Paragraph, blocks: Block[]): boolean {
  const { text, list } = paragraph;
  const isTitle = !list && !endsSentence(text) && countWords(text) <= 12 && !isRecommending(text);
  return isTitle && blocks[blocks.indexOf(paragraph) + 1]?.kind === 'table';
}

/** "The Ministry of Energy should:", "These are addressed to the valley council:" */
function addresseeOfLeadIn(text: string): string | null {
  const addressed = /\b(?:addressed|directed) (?:to|at) (?:the )?([^:,]{3,80}):$/i.exec(text)?.[1];
  return addressed ?? gradeSentence(text.replace(/:$/, ' do what follows.'), '')?.addressee ?? null;
}

/** Whether each item ends in a paragraph below it: then the one below the last belongs to it as well. */
function areExplained(paragraphs: Paragraph[], outermost: ListMark | null): boolean {
  const items = paragraphs.flatMap(({ list }, index) =>
    outermost && list?.kind === outermost.kind && list.indent <= outermost.indent + 1 ? [index] : [],
  );
  const below = paragraphs.length - 1 - paragraphs.findLastIndex(({ list }) => list);
  return items.length > 1 && below === 1 && items.slice(1).every((item) => !paragraphs[item - 1].list);
}

/** Whether a paragraph belongs to the recommendation above it: a nested item, or the text under a numbered one. */
function isPartOf({ list }: Paragraph, outermost: ListMark | null, isAmongItems: boolean): boolean {
  if (!outermost) return false;
  if (!list) return isAmongItems;
  return list.indent > outermost.indent + 1 || (outermost.kind === 'number' && list.kind !== 'number');
}

function isLeadIn({ text, list }: Paragraph, isAboveItems: boolean, isLast: boolean): boolean {
  if (list || isLast) return false;
  if (text.endsWith(':') || (ANNOUNCES.test(text) && text.length < 400)) return true;
  return isAboveItems && !isRecommending(text);
}

function recommendationOf(paragraph: Paragraph, group: Group): RecommendationReading {
  const { text, list } = paragraph;
  const marker =
    list && list.kind !== 'bullet'
      ? list.text.replaceAll(/[().:]+$|^\(/g, '')
      : (ITEM.exec(text)?.[1] ?? group.marker);
  return {
    text,
    marker,
    heading: titleOf(paragraph) ?? group.heading,
    addressee: group.addressee,
    confidence: list || group.isOne || isRecommending(text) || titleOf(paragraph) ? 1 : 0.6,
    timeline: group.timeline,
    at: placeOf(paragraph),
  };
}

/** The title of "Title: text", or what is set in bold before the text. */
function titleOf({ text, runIn }: Paragraph): string | null {
  if (runIn && runIn.length < text.length) return runIn.replace(/[\s.:–—-]+$/, '');
  const match = /^(\p{Lu}[^:.!?]{2,90}?)\s*:\s+(?=[\p{Lu}“"])/u.exec(text);
  if (!match || ITEM.test(match[1]) || countWords(match[1]) > 12 || RECOMMENDS.test(match[1])) return null;
  return match[1].trim();
}
