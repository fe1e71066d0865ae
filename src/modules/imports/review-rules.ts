import { Refused } from '../../shared/errors.js';
import { nameKey } from '../actors/index.js';
import type { Reading } from './reader/reading.js';
import { timelineOfAction } from './derived-timeline.js';
import { isActor } from './import-actors.js';
import type { ActionReview, RecommendationReview, Review } from './review.js';

/** What must be put right before a review can be committed, each with its field. Rows left out are not looked at. */
export function refusalsInReview(review: Review, reading: Reading): Refused[] {
  const { recommendations, actions } = review;
  if (recommendations.length < reading.recommendations.length || actions.length < reading.actions.length)
    return [new Refused('import.rows')];
  const isNothing = ![...recommendations, ...actions].some((row) => row.include);
  return [
    ...(isNothing ? [new Refused('import.nothingChosen')] : []),
    ...recommendations.flatMap((row, index) =>
      row.include ? inRecommendation(row, `recommendations[${index}]`, review, reading, index) : [],
    ),
    ...actions.flatMap((row, index) =>
      row.include ? inAction(row, `actions[${index}]`, recommendations.length) : [],
    ),
  ];
}

function inRecommendation(
  row: RecommendationReview,
  path: string,
  review: Review,
  reading: Reading,
  index: number,
): Refused[] {
  const refusals: Refused[] = [];
  if (!row.text) refusals.push(new Refused('required', {}, `${path}.text`));
  if (row.timelineKind === 'from_source' && !reading.recommendations[index]?.timeline)
    refusals.push(new Refused('import.noTimelineInSource', {}, `${path}.timelineKind`));
  if (
    row.timelineKind === 'from_actions' &&
    !carriersOf(review, index).some((action) => dueOn(action, review))
  )
    refusals.push(new Refused('import.noActions', {}, `${path}.timelineKind`));
  return refusals;
}

function inAction(row: ActionReview, path: string, recommendations: number): Refused[] {
  const refusals: Refused[] = [];
  const { minMonths, maxMonths } = row;
  if (!row.issue && !row.pathway && !row.implementation)
    refusals.push(new Refused('import.emptyRow', {}, `${path}.pathway`));
  if (maxMonths === null && minMonths !== null && minMonths > 0 && !row.timelineText)
    refusals.push(new Refused('import.windowWithoutWords', {}, `${path}.timelineText`));
  else if (maxMonths !== null && !row.timelineText)
    refusals.push(new Refused('import.windowWithoutWords', {}, `${path}.timelineText`));
  if (row.dueOn && !row.dueReason)
    refusals.push(new Refused('timeline.reasonMissing', {}, `${path}.dueReason`));
  if (minMonths !== null && maxMonths !== null && minMonths > maxMonths)
    refusals.push(new Refused('import.windowOrder', {}, `${path}.maxMonths`));
  if (row.recommendationIndexes.some((index) => index < 0 || index >= recommendations))
    refusals.push(new Refused('choice', {}, `${path}.recommendationIndexes`));
  return [...refusals, ...inActors(row, path)];
}

function inActors({ actors }: ActionReview, path: string): Refused[] {
  const refusals: Refused[] = [];
  const seen = new Set<string>();
  for (const [index, actor] of actors.entries()) {
    if (!isActor(actor)) continue;
    const { name } = actor;
    const key = nameKey(name);
    const field = `${path}.actors[${index}].name`;
    if (!key) refusals.push(new Refused('actor.nameless', {}, field));
    else if (seen.has(key)) refusals.push(new Refused('import.actorTwice', { name }, field));
    seen.add(key);
  }
  if (actors.filter((actor) => isActor(actor) && actor.lead).length > 1)
    refusals.push(new Refused('import.leads', {}, `${path}.actors`));
  return refusals;
}

/** The actions that are said to carry out a recommendation. */
export const carriersOf = (review: Review, recommendation: number): ActionReview[] =>
  review.actions.filter((row) => row.include && row.recommendationIndexes.includes(recommendation));

const dueOn = (row: ActionReview, review: Review) => timelineOfAction(row, review.publication.date).dueOn;
