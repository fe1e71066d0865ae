import type { Block, ListMark, Paragraph } from './blocks.js';
import { placeOf } from './blocks.js';
import {
  headingKey,
  isKnownHeading,
  isMixedHeading,
  isNumberedRecommendation,
  isRecommendationsHeading,
} from './heading-words.js';
import { westernDigits } from './other-scripts.js';
import type { Section } from './outline.js';
import type { RecommendationReading, Warning } from './reading.js';
import type { Group } from './recommendation-groups.js';
import { ITEM, NO_GROUP, addresseeOf, groupOf } from './recommendation-groups.js';
import { takeLabels } from './recommendation-labels.js';
import { gradeSentence } from './recommending.js';
import type { Part } from './repeated-recommendations.js';
import type { TimelineOptions } from './timeline.js';
import { ANNOUNCES, RECOMMENDS, countWords, endsSentence, excerpt, isRecommending } from './words.js';

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
    const context = { isMixed, published, options, found: recommendations, warnings };
    readGroup(sections[start].blocks, top, context);
    for (const section of below(sections, start))
      readGroup(section.blocks, groupOf(section, published, top.addressee, options), context);
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

/** What goes for all groups of a part, and where they are put. */
interface Context {
  isMixed: boolean;
  published: string | null;
  options: TimelineOptions;
  found: RecommendationReading[];
  warnings: Warning[];
}

function readGroup(
  blocks: Block[],
  group: Group,
  { isMixed, published, options, found, warnings }: Context,
): void {
  const paragraphs = withCapitalLetters(
    blocks.flatMap((block, index) =>
      block.kind === 'paragraph' && !isCaption(block.text) && !isAboveTable(block, blocks[index + 1])
        ? [block]
        : [],
    ),
  );
  const own: RecommendationReading[] = [];
  const outermost = paragraphs.find(({ list }) => list)?.list ?? null;
  const lastItem = paragraphs.findLastIndex(({ list }) => list);
  const isExplained = areExplained(paragraphs, outermost);
  // Whom a lead-in names is meant by the list below it, not by a sentence of its own.
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
    } else own.push(recommendationOf(paragraph, list ? { ...group, addressee } : group));
  }
  for (const recommendation of own) {
    const messages = takeLabels(recommendation, published, options);
    if (recommendation.confidence < 1)
      messages.push('It stands among the recommendations but no word of it recommends: is it one?');
    for (const message of messages) warnings.push({ at: `recommendations[${found.length}]`, message });
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

/** What stands right above a table and says what is in it. */
function isAboveTable({ text, list }: Paragraph, below: Block | undefined): boolean {
  const announces = !list && text.length < 300 && /\b(?:table|matrix|below|following)\b/i.test(text);
  const isTitle = !list && !endsSentence(text) && countWords(text) <= 12 && !isRecommending(text);
  return (isTitle || announces) && below?.kind === 'table';
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
  const title = titleOf(paragraph);
  const marker =
    list && list.kind !== 'bullet'
      ? westernDigits(list.text.replaceAll(/[().:]+$|^\(/g, ''))
      : (ITEM.exec(text)?.[1] ?? group.marker);
  return {
    text,
    marker,
    heading: title ?? group.heading,
    // "For the districts." in bold before the text says more than the heading above it.
    addressee: /^(?:for|to) /i.test(title ?? '') ? addresseeOf(title!) : group.addressee,
    confidence: list || group.isOne || isRecommending(text) || title ? 1 : 0.6,
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
