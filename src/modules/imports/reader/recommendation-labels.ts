import { readHeaderCell } from './columns.js';
import type { RecommendationReading } from './reading.js';
import { readTimeline } from './timeline.js';
import type { TimelineOptions } from './timeline.js';
import { fold } from './words.js';

const LABELLED = /^(?:[-•*–]\s*|\(?[a-z\d]{1,3}[.)]\s*)?(\p{Lu}[\p{L} /-]{1,40}?)\s*:\s+(\S.*)$/u;

/**
 * Takes whom a recommendation is for, and by when, from labelled lines below it ("Who: Ministry of Culture",
 * "Deadline: June 2027"). Its text keeps them; what a heading says counts before.
 * @returns what is doubtful about the timeline
 */
export function takeLabels(
  recommendation: RecommendationReading,
  published: string | null,
  options: TimelineOptions,
): string[] {
  for (const line of recommendation.text.split(/\n+/).slice(1)) {
    const [, label = '', value = ''] = LABELLED.exec(line) ?? [];
    const { column } = readHeaderCell(label);
    if (column === 'actors' || /^(?:address(?:ees?|ed to)|for|to)$/.test(fold(label)))
      recommendation.addressee ??= value;
    else if (column === 'timeline' && !recommendation.timeline) {
      const { timeline, warnings } = readTimeline(value, published, options);
      recommendation.timeline = timeline;
      return warnings;
    }
  }
  return [];
}
