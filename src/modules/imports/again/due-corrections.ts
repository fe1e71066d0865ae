import type { EntityManager } from 'typeorm';
import type { CurrentUser } from '../../../shared/permissions.js';
import { type Item, type ItemChanges, changeItem, moveDue } from '../../tracking/index.js';
import type { DueEffect } from './due-effects.js';

/**
 * Moves the due date of an item in hand as an effect says: by a corrected revision, which is no slippage, or, where it
 * had none, as its first. History is the caller's.
 * @param also what else changes of the item at once
 */
export async function moveByEffect(
  manager: EntityManager,
  user: CurrentUser,
  item: Item,
  { dueThen, precision, cause, startsOn, from }: DueEffect,
  reason: string,
  now: Date,
  also: ItemChanges = {},
): Promise<void> {
  const dueOn = dueThen!;
  if (item.dueOn) {
    const move = {
      kind: 'corrected' as const,
      dueOn,
      precision: precision ?? 'day',
      // A reason that begins with an action's reference is shown to those who see that action.
      reason: from ? `${from}: ${reason}` : reason,
      sourceUrl: null,
      cause,
    };
    await moveDue(manager, user, item, move, now, { ...also, startsOn });
    return;
  }
  const first = { firstDueOn: dueOn, dueOn, duePrecision: precision ?? 'day', dueBasis: 'derived' as const };
  await changeItem(manager, item, { ...also, ...first, startsOn }, now);
}
