import { isRecommendationsHeading } from './heading-words.js';
import type { Section } from './outline.js';
import type { TimelineReading } from './reading.js';
import type { TimelineOptions } from './timeline.js';
import { readTimeline } from './timeline.js';
import { RECOMMENDS, countWords } from './words.js';

/** A heading inside the recommendations, and what it says about those below it. */
export interface Group {
  heading: string | null;
  addressee: string | null;
  timeline: TimelineReading | null;
  /** Its number, where it is itself a recommendation. */
  marker: string | null;
  /** A numbered heading is itself one recommendation, and what stands below it is its text. */
  isOne: boolean;
}

export const NO_GROUP: Group = { heading: null, addressee: null, timeline: null, marker: null, isOne: false };

const BODY_WORD =
  /\b(?:ministr(?:y|ies)|government|department|agency|agencies|authorit(?:y|ies)|commission|council|parliament|police|un|united nations|eu|union|donors?|civil society|media|private sector|international community|community|states?|universit(?:y|ies)|bank|partners?|organi[sz]ations?|municipalit(?:y|ies)|provinces?|cities|city|bodies)\b/i;

/** What a heading below the one for recommendations says of those under it. */
export function groupOf(
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
export const ITEM = /^(?:policy )?recommendation\s+(?:no\.?\s*)?(\d{1,2})\s*[:.–—-]?\s*([^]*)$/i;

/** "What the ministry should do", "Recommendations for the Ministry of Energy", "To donors", "Ministry of Energy". */
export function addresseeOf(heading: string): string | null {
  const lead = /^(?:(?:key |policy )*recommendations?\s+)?(?:for|to)\s+(?:the\s+)?(.{2,80})$/i.exec(
    heading,
  )?.[1];
  if (lead) return lead.replace(/:$/, '');
  const doer = /^what (?:the )?(.{2,60}?) (?:should|must|ought to|needs? to) do\b/i.exec(heading)?.[1];
  if (doer) return doer;
  return BODY_WORD.test(heading) &&
    !RECOMMENDS.test(heading) &&
    countWords(heading) <= 8 &&
    !isRecommendationsHeading(heading)
    ? heading
    : null;
}
