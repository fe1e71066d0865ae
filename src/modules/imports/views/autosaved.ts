import { htmlName } from '../../../web/components/index.js';
import type { FormErrors } from '../../../web/forms.js';
import type { Translate } from '../../../web/messages/index.js';
import type { RequestState } from '../../../web/request-state.js';
import { timelineOfAction, timelineOfRecommendation } from '../derived-timeline.js';
import type { Reading } from '../reader/reading.js';
import type { ActionReview, Review } from '../review.js';
import { carriersOf } from '../review-rules.js';
import { dueWords } from './review-parts.js';

/** What the page shows once its script has saved the review. */
export interface Autosaved {
  version: number;
  /** "Saved 14:05", and what is to be put right before the commit. */
  words: string;
  /** Fields that follow from others that were changed, by their name in the form. */
  fields: Record<string, string>;
  /** The line on the due date, by the row's path. */
  due: Record<string, string>;
}

const FOLLOWING = ['term', 'minMonths', 'maxMonths'] as const satisfies (keyof ActionReview)[];

export function autosaved(
  saved: { version: number; at: Date; review: Review; sent: Review; reading: Reading; errors: FormErrors },
  { organisation: { timeZone } }: RequestState,
  t: Translate,
): Autosaved {
  const { version, at, review, sent, reading, errors } = saved;
  const time = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', timeZone }).format(at);
  const { date } = review.publication;
  const fields: Record<string, string> = {};
  const due: Record<string, string> = {};
  for (const [index, row] of review.actions.entries()) {
    const path = `actions[${index}]`;
    due[path] = dueWords(timelineOfAction(row, date), date, t);
    for (const name of FOLLOWING)
      if (String(row[name] ?? '') !== String(sent.actions[index]?.[name] ?? ''))
        fields[htmlName(`${path}.${name}`)] = String(row[name] ?? '');
  }
  for (const [index, row] of review.recommendations.entries()) {
    const carriers = carriersOf(review, index).map((action) => timelineOfAction(action, date));
    const read = reading.recommendations[index]?.timeline ?? null;
    due[`recommendations[${index}]`] = dueWords(timelineOfRecommendation(row, read, date, carriers), date, t);
  }
  const words = t('imports.saved', { time, errors: Object.keys(errors).length });
  return { version, words, fields, due };
}
