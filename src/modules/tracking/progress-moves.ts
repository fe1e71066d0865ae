import type { EntityManager } from 'typeorm';
import { type DatePrecision, type Day, asKnown, firstMeant } from '../../shared/calendar-date.js';
import { Refused } from '../../shared/errors.js';
import { changeItem } from './item-changes.js';
import type { Item, ItemState } from './item.entity.js';
import { type Progress, type Shows, allowedMoves, bears, isPending, needsReading } from './progress.js';

/** What one effect of an evidence update asks of an item. */
export interface Move {
  shows: Shows;
  /** Null: the evidence moves nothing. */
  to: Progress | null;
  /** Last day of what is known of the event's date. */
  eventOn: Day;
  /** How much is known of it. */
  eventPrecision: DatePrecision;
  /** The event came before the publication. */
  baseline: boolean;
  /** The event came before the publication, but it corrects the update that moved the item, and says what holds. */
  takesBack: boolean;
  /** It corrects what the last confirmed progress rests on; the claim made since goes on waiting. */
  beneath: boolean;
  /** The update corrects another: its effects may set any state. */
  correction: boolean;
  /** A late record says that it counts although newer evidence moved the item already. */
  overridesNewer: boolean;
  hasSource: boolean;
}

type Standing = Pick<
  ItemState,
  'progress' | 'progressOn' | 'progressPrecision' | 'claim' | 'confirmedProgress'
>;

/** While a claim waits, the item is where it was before. */
const standsAt = (item: Pick<Standing, 'progress' | 'claim' | 'confirmedProgress'>): Progress =>
  isPending(item.claim) ? item.confirmedProgress : item.progress;

/** Where evidence of this kind may move the item as it stands. */
export function movesFor(
  item: Pick<Standing, 'progress' | 'claim' | 'confirmedProgress'>,
  shows: Shows,
): Progress[] {
  const moves = allowedMoves(standsAt(item), shows);
  if (!isPending(item.claim)) return moves;
  // A better source for the same claim renews it.
  return bears(shows, item.progress) ? [...new Set([...moves, item.progress])] : moves;
}

/**
 * Why an item may not be moved so, or null when it may.
 * @returns code and values of a message `error.<code>`, and the field of the effect that is to blame
 */
export function refusalOf(
  item: Standing,
  move: Move,
): { code: string; values: Record<string, string>; field: 'progressTo' | 'overridesNewer' | 'shows' } | null {
  const { to } = move;
  if (to === null) return null;
  if (move.baseline) return { code: 'move.baseline', values: {}, field: 'progressTo' };
  if (!move.hasSource) return { code: 'move.noSource', values: {}, field: 'progressTo' };
  if (move.correction) return null;
  const allowed = movesFor(item, move.shows);
  if (!allowed.includes(to))
    return {
      code: allowed.length === 0 ? 'move.none' : 'move.notAllowed',
      values: { from: standsAt(item), to, shows: move.shows, allowed: allowed.join(',') },
      field: 'progressTo',
    };
  const { progressOn, progressPrecision } = item;
  // Of a month or year nobody can say that it came after a day in it.
  const isNewer = progressOn !== null && firstMeant(progressOn, progressPrecision) > move.eventOn;
  if (isNewer && !move.overridesNewer)
    return {
      code: 'move.newerEvidence',
      values: { progressOn: asKnown(progressOn, progressPrecision) },
      field: 'overridesNewer',
    };
  return null;
}

/**
 * Applies an effect that has been written: the item's progress where it moves, and in any case that something was
 * recorded on `today`.
 *
 * @throws Refused when the move is not allowed
 */
export async function applyMove(
  manager: EntityManager,
  item: Item,
  move: Move,
  effect: { id: number; field: string },
  { today, now }: { today: Day; now: Date },
): Promise<void> {
  const refusal = refusalOf(item, move);
  if (refusal)
    throw new Refused(refusal.code, { ref: item.ref, ...refusal.values }, `${effect.field}.${refusal.field}`);
  const changes: Partial<ItemState> = { lastCheckedOn: today };
  // "No public evidence" rests on no event; what a correction takes back to before the publication, on none we know.
  const restsOn: Known =
    move.to === 'no_public_evidence' || move.takesBack
      ? UNKNOWN
      : { on: move.eventOn, precision: move.eventPrecision };
  if (move.to && move.beneath && !needsReading(move.to)) Object.assign(changes, confirmed(move.to, restsOn));
  else if (move.to) Object.assign(changes, progressMovedTo(move.to, restsOn, effect.id));
  await changeItem(manager, item, changes, now);
}

/** The day of an event, as far as it is known: the last one of its month or year, if not the day itself. */
interface Known {
  on: Day | null;
  precision: DatePrecision;
}
const UNKNOWN: Known = { on: null, precision: 'day' };

const confirmed = (progress: Progress, { on, precision }: Known): Partial<ItemState> => ({
  confirmedProgress: progress,
  confirmedOn: on,
  confirmedPrecision: precision,
});

function progressMovedTo(to: Progress, event: Known, effectId: number): Partial<ItemState> {
  const moved = {
    progress: to,
    progressOn: event.on,
    progressPrecision: event.precision,
    progressEffectId: effectId,
  };
  return needsReading(to)
    ? { ...moved, claim: 'awaiting' }
    : { ...moved, claim: 'none', ...confirmed(to, event) };
}

/** A progress, the event behind it, and the effect (module evidence) that it rests on. */
export interface Holding extends Known {
  progress: Progress;
  effectId: number | null;
}

/** A second reader's verdict on the claim that an item's progress rests on. */
export async function applyVerdict(
  manager: EntityManager,
  item: Item,
  verdict: 'confirmed' | 'sent_back' | 'better_source_wanted',
  /** Where a claim that is sent back falls back to. */
  before: Holding,
  now: Date,
): Promise<void> {
  const changes = ((): Partial<ItemState> => {
    switch (verdict) {
      case 'confirmed':
        return {
          claim: 'confirmed',
          ...confirmed(item.progress, { on: item.progressOn, precision: item.progressPrecision }),
        };
      case 'better_source_wanted':
        return { claim: 'better_source_wanted' };
      case 'sent_back':
        return {
          progress: before.progress,
          progressOn: before.on,
          progressPrecision: before.precision,
          progressEffectId: before.effectId,
          ...confirmed(before.progress, before),
          // What had been confirmed before is confirmed again.
          claim: needsReading(before.progress) ? 'confirmed' : 'sent_back',
        };
    }
  })();
  await changeItem(manager, item, changes, now);
}
