import { type NewTimeline, NO_TIMELINE } from '../../tracking/index.js';
import { timelineOfAction } from '../derived-timeline.js';
import type { Place, Reading } from '../reader/reading.js';
import { type ActorReview, type Review, proposeReview } from '../review.js';
import type { ComparedRow } from './compare-documents.js';

/** A row of a review, as it is compared. */
export interface ReadRow extends ComparedRow {
  kind: 'action' | 'recommendation';
  /** In its list of the review. */
  index: number;
  /** Left out by the reviewer: it is known as what it is, and nothing of it is taken over. */
  include: boolean;
  at: Place | null;
  actors: ActorReview[];
  /** Keys of the recommendations it carries out. */
  carriesOut: string[];
  ownerId: number | null;
  /** What its words say of time, counted from this date of the publication. */
  timelineFrom(date: string): NewTimeline;
}

/** The rows of a review, actions first; its reading tells where they stand and what the cells say verbatim. */
export function rowsOf(review: Review, reading: Reading): ReadRow[] {
  const actions = review.actions.map((row, index): ReadRow => {
    const read = reading.actions[index];
    const actors = row.actors.filter(({ name, match }) => name && match !== 'none');
    return {
      key: `actions[${index}]`,
      kind: 'action',
      index,
      include: row.include,
      at: read?.at ?? null,
      words: {
        issue: row.issue,
        pathway: row.pathway,
        implementation: row.implementation,
        // Of a row that the reader missed, the reviewer's words are the source's.
        actorsText: read?.actorsText ?? actors.map(({ name }) => name).join(', '),
        timelineText: row.timelineText,
        ...Object.fromEntries(row.extra.map(({ heading, text }) => [`${EXTRA}${heading}`, text])),
      },
      marker: null,
      actors,
      carriesOut: row.recommendationIndexes.map((n) => `recommendations[${n}]`),
      ownerId: row.ownerId,
      timelineFrom: (date) => timelineOfAction(row, date),
    };
  });
  const recommendations = review.recommendations.map((row, index): ReadRow => {
    const read = reading.recommendations[index];
    const timeline = row.timelineKind === 'from_source' ? (read?.timeline ?? null) : null;
    return {
      key: `recommendations[${index}]`,
      kind: 'recommendation',
      index,
      include: row.include,
      at: read?.at ?? null,
      words: {
        text: row.text,
        heading: row.heading,
        addressee: row.addressee,
        timelineText: timeline?.text ?? '',
      },
      marker: read?.marker ?? null,
      actors: [],
      carriesOut: [],
      ownerId: row.ownerId,
      timelineFrom: (date) =>
        timeline
          ? timelineOfAction(
              {
                timelineText: timeline.text,
                term: timeline.term ?? '',
                minMonths: timeline.minMonths,
                maxMonths: timeline.maxMonths,
              },
              date,
            )
          : NO_TIMELINE,
    };
  });
  return [...actions, ...recommendations];
}

/** How a further column of the matrix is named among the words of a row. */
export const EXTRA = 'extra.';

/** A kept document's rows as they would have been taken up if nobody had changed anything. */
export const rowsAsRead = (reading: Reading): ReadRow[] => rowsOf(asProposed(reading), reading);

export const asProposed = (reading: Reading): Review =>
  proposeReview(reading, { refPrefix: '', teamId: null });

/** Which item each row of a kept document is, by the row's key. After a first import, each has the number of its row. */
export function itemRefsOf(
  { itemRefs, reading }: { itemRefs: Record<string, string> | null; reading: Reading },
  refPrefix: string,
): Record<string, string> {
  if (itemRefs) return itemRefs;
  return Object.fromEntries([
    ...reading.actions.map((_, index) => [`actions[${index}]`, `${refPrefix}.A${index + 1}`]),
    ...reading.recommendations.map((_, index) => [`recommendations[${index}]`, `${refPrefix}.R${index + 1}`]),
  ]) as Record<string, string>;
}
