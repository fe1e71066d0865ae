import { type ItemFacts, PROGRESS, type SummaryFacts, hasChanged } from './facts.js';
import { type ItemRecords, type Lookback, isNewCheck, isNewEffect } from './what-changed.js';

/** The headline figures. */
export function summarise(items: ItemFacts[], records: ItemRecords[], lookback: Lookback): SummaryFacts {
  const count = (is: (item: ItemFacts) => boolean) => items.filter(is).length;
  const updates = records.flatMap(({ effects }) => effects.filter((effect) => isNewEffect(lookback, effect)));
  const searches = records.flatMap(({ checks }) =>
    checks.filter((check) => check.result === 'nothing_found' && isNewCheck(lookback, check)),
  );
  return {
    items: items.length,
    byProgress: Object.fromEntries(
      PROGRESS.map((value) => [value, count((item) => item.progress.value === value)]),
    ) as SummaryFacts['byProgress'],
    pastDue: count((item) => item.timeliness.value === 'past_due'),
    newlyPastDue: count((item) => item.moves.some(({ kind }) => kind === 'past_due')),
    dueSoon: count((item) => item.timeliness.value === 'due_soon'),
    moved: count(hasChanged),
    evidenceRecorded: new Set(updates.map((effect) => effect.updateId)).size,
    searchedNothingFound: searches.length,
    awaitingSecondReading: count((item) => item.progress.awaitingSecondReading),
  };
}
