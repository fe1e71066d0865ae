import { type Day, addDays, addMonths } from '../../shared/calendar-date.js';
import { Refused } from '../../shared/errors.js';
import type { ItemState, RevisionKind } from './item.entity.js';
import { isTerminal } from './progress.js';

/** An item as its due date is judged. */
export type Dated = Pick<ItemState, 'startsOn' | 'dueOn' | 'duePrecision' | 'claim' | 'progress'> & {
  ref: string;
};

/** How far several due dates move: by days or months, earlier where negative, or all to one day. */
export type DueShift =
  { by: 'days' | 'months'; amount: number } | { by: 'day'; dueOn: Day; precision: 'day' | 'month' };

/** What is due in a month is due on its last day. */
export const dueDay = (day: Day, precision: 'day' | 'month'): Day =>
  precision === 'month' ? addMonths(day, 0, { endOfMonth: true }) : day;

/**
 * Where a shift leads from an item's due date.
 * @throws Refused where it has none, or is known to the month only and is to move by days
 */
export function shiftedDue(item: Dated, shift: DueShift): { dueOn: Day; precision: 'day' | 'month' } {
  const { ref, dueOn, duePrecision } = item;
  if (!dueOn) throw new Refused('due.none', { ref }, 'dueOn');
  const precision = duePrecision ?? 'day';
  switch (shift.by) {
    case 'day':
      return { dueOn: dueDay(shift.dueOn, shift.precision), precision: shift.precision };
    case 'months':
      return { dueOn: addMonths(dueOn, shift.amount, { endOfMonth: precision === 'month' }), precision };
    case 'days':
      if (precision === 'month') throw new Refused('due.monthByDays', { ref });
      return { dueOn: addDays(dueOn, shift.amount), precision };
  }
}

/** @throws Refused where this item's due date may not move there */
export function mustMoveTo(item: Dated, dueOn: Day): void {
  const { ref } = item;
  if (!item.dueOn) throw new Refused('due.none', { ref }, 'dueOn');
  if (item.claim === 'confirmed' && isTerminal(item.progress)) throw new Refused('due.settled', { ref });
  if (item.dueOn === dueOn) throw new Refused('due.same', { dueOn }, 'dueOn');
  if (item.startsOn && dueOn < item.startsOn)
    throw new Refused('due.beforeStart', { ref, startsOn: item.startsOn, dueOn }, 'dueOn');
}

/**
 * Which actor moved a date that slipped: the one that is named, or the item's only one.
 * @throws Refused where the one named is none of the item's actors
 */
export function moverOf(
  { ref, actorIds }: { ref: string; actorIds: number[] },
  { kind, movedBy }: { kind: RevisionKind; movedBy?: number | null },
): number | null {
  if (kind !== 'slipped') return null;
  if (!movedBy) return actorIds.length === 1 ? actorIds[0]! : null;
  if (!actorIds.includes(movedBy)) throw new Refused('due.notItsActor', { ref }, 'movedBy');
  return movedBy;
}
