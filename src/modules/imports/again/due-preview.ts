import { groupBy } from '../../../shared/group-by.js';
import type { ComparedItem } from './compared.js';
import type { Difference } from './differences.js';
import { type DatedItem, type DueEffect, dueEffects } from './due-effects.js';
import type { ReadRow } from './read-rows.js';
import type { Tracked } from './tracked.query.js';

/** The date from which windows are counted once the comparison is carried out. */
export const dateThen = ({ publication }: Tracked, facts: Difference[]): string =>
  facts.find(({ id, isAccepted }) => id === 'publication:date' && isAccepted)?.after ?? publication.date;

/** The due dates as they become with what is accepted; of the items that the person sees. */
export function dueOf(
  tracked: Tracked,
  facts: Difference[],
  rows: ComparedItem[],
  read: Map<string, ReadRow>,
) {
  const effects = dueEffectsThen(tracked, facts, rows, read);
  const items = new Map(tracked.items.map((item) => [item.ref, item]));
  return effects.flatMap((effect) => {
    const { isSeen, title } = items.get(effect.ref)!;
    // Nor is an action named that the person does not see.
    const from = effect.from && items.get(effect.from)?.isSeen ? effect.from : null;
    return isSeen ? [{ ...effect, from, title }] : [];
  });
}

/** Of all items, seen or not: a date of the publication that is corrected moves them all. */
export function dueEffectsThen(
  tracked: Tracked,
  facts: Difference[],
  rows: ComparedItem[],
  read: Map<string, ReadRow>,
): DueEffect[] {
  const date = dateThen(tracked, facts);
  const reworded = new Map(
    rows.flatMap(({ ref, row, differences }) =>
      ref && row && differences.some(({ kind, isAccepted }) => kind === 'timeline' && isAccepted)
        ? [[ref, read.get(row)!.timelineFrom(date)] as const]
        : [],
    ),
  );
  const gained = gainedCarriers(rows, read);
  const begun = rows.flatMap(({ row, kind, differences }) =>
    row && kind === 'action' && differences.some((one) => one.kind === 'new' && one.isAccepted)
      ? [begunBy(read.get(row)!, date)]
      : [],
  );
  const items = tracked.items.map((item) => {
    const more = gained.get(item.ref) ?? [];
    return { ...item, carriers: [...item.carriers, ...more], hasGained: more.length > 0 };
  });
  const known = new Set(items.map(({ ref }) => ref));
  return dueEffects(
    [...items, ...begun],
    { from: tracked.publication.date || null, to: date || null },
    reworded,
  ).filter(
    ({ ref, dueNow, dueThen, why }) =>
      known.has(ref) && dueThen !== dueNow && (dueThen !== null || why !== null),
  );
}

/** By recommendation, the actions that begin to carry it out: their references, or the paths of new rows. */
function gainedCarriers(rows: ComparedItem[], read: Map<string, ReadRow>): Map<string, string[]> {
  const refOf = new Map(rows.flatMap(({ row, ref }) => (row && ref ? [[row, ref] as const] : [])));
  const links = rows.flatMap(({ ref, row, differences }) =>
    differences
      .filter(({ isAccepted }) => isAccepted)
      .flatMap(({ kind, after }): [string, string][] => {
        if (kind === 'carries_out' && ref) return [[after, ref]];
        if (kind !== 'new' || !row) return [];
        return read.get(row)!.carriesOut.flatMap((key) => {
          const to = refOf.get(key);
          return to ? [[to, row] as [string, string]] : [];
        });
      }),
  );
  return new Map(
    [...groupBy(links, ([to]) => to)].map(([to, found]) => [to, found.map(([, carrier]) => carrier)]),
  );
}

/** A new row as far as its dates go: counted from the date that holds, it does not move. */
function begunBy(row: ReadRow, date: string): DatedItem {
  const timeline = row.timelineFrom(date);
  return {
    ref: row.key,
    timelineKind: timeline.kind,
    timelineText: timeline.text,
    term: timeline.term,
    minMonths: timeline.minMonths,
    maxMonths: timeline.maxMonths,
    startsOn: timeline.startsOn,
    dueOn: timeline.dueOn,
    duePrecision: timeline.precision,
    dueBasis: timeline.basis,
    isSettled: false,
    isRevised: true,
    carriers: [],
  };
}
