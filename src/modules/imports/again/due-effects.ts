import type { Day } from '../../../shared/calendar-date.js';
import type { DueBasis, NewTimeline, Term, TimelineKind } from '../../tracking/index.js';
import { timelineOfAction } from '../derived-timeline.js';

/** An item as far as its dates go. */
export interface DatedItem {
  ref: string;
  timelineKind: TimelineKind;
  timelineText: string | null;
  term: Term | null;
  minMonths: number | null;
  maxMonths: number | null;
  startsOn: Day | null;
  dueOn: Day | null;
  duePrecision: 'day' | 'month' | null;
  dueBasis: DueBasis | null;
  /** Confirmed to be done or closed: it keeps the date it was measured by. */
  isSettled: boolean;
  /** A person revised the date. */
  isRevised: boolean;
  /** References of the actions that carry it out. */
  carriers: string[];
  /** An action begins to carry it out. */
  hasGained?: boolean;
}

/** Why a due date stays where it is. */
export const WHY_STAYS = ['settled', 'revised', 'set_by_us', 'stated', 'not_derived', 'no_date'] as const;
export type WhyStays = (typeof WHY_STAYS)[number];

/** What becomes of one item's due date. */
export interface DueEffect {
  ref: string;
  dueNow: Day | null;
  dueThen: Day | null;
  precisionNow: 'day' | 'month' | null;
  /** Of `dueThen`. */
  precision: 'day' | 'month' | null;
  /** Null where it moves. */
  why: WhyStays | null;
  /** The publication's date moves it, or words of the source that read otherwise. */
  cause: 'anchor' | 'reading';
  startsOn: Day | null;
  /** The action that a recommendation takes its date from. */
  from: string | null;
}

/** A publication's date as far as it is known; null where it has none. */
export interface Anchors {
  from: string | null;
  to: string | null;
}

/**
 * What a corrected date of the publication, and words for the timeline that read otherwise, do to the due dates: those
 * derived from them that nobody revised move; the others stay, and it is said why. Items without any date are left out.
 *
 * @param reworded the timelines that the source now gives, by reference
 */
export function dueEffects(
  items: DatedItem[],
  anchors: Anchors,
  reworded: Map<string, NewTimeline> = new Map(),
): DueEffect[] {
  const effects = new Map<string, DueEffect>();
  for (const item of items)
    if (item.timelineKind !== 'from_actions')
      effects.set(item.ref, effectOn(item, anchors, reworded.get(item.ref)));
  const dueThen = (ref: string) => {
    const effect = effects.get(ref);
    return effect && { ref, dueOn: effect.dueThen ?? effect.dueNow, precision: effect.precision, effect };
  };
  for (const item of items)
    if (item.timelineKind === 'from_actions')
      effects.set(
        item.ref,
        withItsActions(
          item,
          item.carriers.flatMap((ref) => dueThen(ref) ?? []),
        ),
      );
  return items
    .map(({ ref }) => effects.get(ref)!)
    .filter(({ dueNow, dueThen: then }) => dueNow !== null || then !== null);
}

/** The effects that move something: a due date, or the first day of a window. */
export const moves = ({ dueNow, dueThen }: DueEffect): boolean => dueThen !== null && dueThen !== dueNow;

function effectOn(item: DatedItem, anchors: Anchors, words: NewTimeline | undefined): DueEffect {
  const cause = words ? ('reading' as const) : ('anchor' as const);
  const stays = (why: WhyStays | null): DueEffect => ({
    ref: item.ref,
    dueNow: item.dueOn,
    dueThen: null,
    precisionNow: item.duePrecision,
    precision: item.duePrecision,
    why,
    cause,
    startsOn: item.startsOn,
    from: null,
  });
  const isMoved = anchors.from !== anchors.to;
  if (!words && !isMoved) return stays(null);
  if (item.isSettled) return stays('settled');
  if (item.isRevised) return stays('revised');
  if (item.timelineKind === 'set_by_us') return stays('set_by_us');
  if (!words && item.dueBasis === 'stated') return stays('stated');
  const then = words ?? derived(item, anchors.to);
  // What the old date does not lead to was not counted from it.
  if (!words && item.dueOn && derived(item, anchors.from).dueOn !== item.dueOn) return stays('not_derived');
  if (!then.dueOn) return stays('no_date');
  return { ...stays(null), dueThen: then.dueOn, precision: then.precision ?? 'day', startsOn: then.startsOn };
}

/**
 * A recommendation that takes its date from its actions is due when the last of them is, unless a person gave it a day
 * on which none of them is due.
 */
function withItsActions(
  item: DatedItem,
  actions: { ref: string; dueOn: Day | null; precision: 'day' | 'month' | null; effect: DueEffect }[],
): DueEffect {
  const last = actions.filter(({ dueOn }) => dueOn).toSorted((a, b) => (a.dueOn! < b.dueOn! ? 1 : -1))[0];
  const isMoved = item.hasGained || actions.some(({ effect }) => moves(effect));
  // Its revisions alone do not tell: it has one of each revision of its actions.
  const isRevised = item.isRevised && !actions.some(({ effect }) => effect.dueNow === item.dueOn);
  const why = item.isSettled ? 'settled' : isRevised ? 'revised' : null;
  return {
    ref: item.ref,
    dueNow: item.dueOn,
    dueThen: isMoved && !why ? (last?.dueOn ?? null) : null,
    precisionNow: item.duePrecision,
    precision: last?.precision ?? item.duePrecision,
    why: isMoved ? why : null,
    cause: actions.find(({ effect }) => moves(effect))?.effect.cause ?? 'reading',
    startsOn:
      actions
        .map(({ effect }) => effect.startsOn)
        .filter((day) => day !== null)
        .toSorted()[0] ?? item.startsOn,
    from: last?.ref ?? null,
  };
}

const derived = (item: DatedItem, date: string | null): NewTimeline =>
  timelineOfAction(
    {
      timelineText: item.timelineText ?? '',
      term: item.term ?? '',
      minMonths: item.minMonths,
      maxMonths: item.maxMonths,
    },
    date ?? '',
  );
