import type { EntityManager } from 'typeorm';
import { type Day, daysBetween } from '../../shared/calendar-date.js';
import type { CurrentUser } from '../../shared/permissions.js';
import { changeItem, type ItemChanges } from './item-changes.js';
import { type DueBasis, DueRevision, Item, type RevisionCause, type RevisionKind } from './item.entity.js';
import { TERMINAL } from './progress.js';

export interface DueMove {
  kind: RevisionKind;
  dueOn: Day;
  precision: 'day' | 'month';
  reason: string;
  sourceUrl: string | null;
  /** Which actor announced it, where it slipped. */
  movedBy?: number | null;
  /** Where no person set the date. */
  cause?: RevisionCause;
}

const BASIS: Record<RevisionKind, DueBasis> = {
  slipped: 'announced',
  re_estimated: 're_estimated',
  corrected: 'corrected',
};

const COLUMNS = [
  'itemId',
  'fromOn',
  'toOn',
  'toPrecision',
  'kind',
  'reason',
  'sourceUrl',
  'movedBy',
  'cause',
  'recordedBy',
  'recordedAt',
];

/**
 * Moves the due date of an item in hand that has one: the revision, the row and its version. History is the caller's.
 * @param also what else changes of the item at once, so that it has one version more and not two
 */
export async function moveDue(
  manager: EntityManager,
  user: CurrentUser,
  item: Item,
  { kind, dueOn, precision, reason, sourceUrl, movedBy, cause }: DueMove,
  now: Date,
  also: ItemChanges = {},
): Promise<void> {
  const days = daysBetween(item.dueOn!, dueOn);
  await manager
    .createQueryBuilder()
    .insert()
    .into(DueRevision, COLUMNS)
    .values({
      itemId: item.id,
      fromOn: item.dueOn!,
      toOn: dueOn,
      toPrecision: precision,
      kind,
      reason,
      sourceUrl,
      movedBy: movedBy ?? null,
      cause: cause ?? null,
      recordedBy: user.id,
      recordedAt: now,
    })
    .execute();
  const slips = kind === 'slipped' && days > 0;
  await changeItem(
    manager,
    item,
    {
      ...also,
      dueOn,
      duePrecision: precision,
      dueBasis: BASIS[kind],
      slipCount: item.slipCount + (slips ? 1 : 0),
      slipDays: item.slipDays + (slips ? days : 0),
    },
    now,
  );
}

/**
 * Recommendations whose timeline is "from its actions" move with them, whenever an action's date is moved or first set:
 * a later move would otherwise be laid to the wrong action. What is settled keeps the date it was measured by.
 * @returns the ids of those moved
 */
export async function moveFollowers(
  manager: EntityManager,
  user: CurrentUser,
  action: Item,
  move: Omit<DueMove, 'dueOn' | 'precision'>,
  now: Date,
): Promise<number[]> {
  const followers = await manager
    .createQueryBuilder(Item, 'r')
    .innerJoin('action_recommendation', 'ar', 'ar.recommendation_id = r.id AND ar.action_id = :id', {
      id: action.id,
    })
    .where(`r.timeline_kind = 'from_actions' AND r.due_on IS NOT NULL`)
    .andWhere(`NOT (r.claim = 'confirmed' AND r.progress IN (:...terminal))`, { terminal: TERMINAL })
    .orderBy('r.id')
    .setLock('pessimistic_write', undefined, ['r'])
    .getMany();
  const moved: number[] = [];
  for (const recommendation of followers) {
    const { dueOn, precision } = await spanOfActions(manager, recommendation.id);
    if (!dueOn || dueOn === recommendation.dueOn) continue;
    const reason = `${action.ref}: ${move.reason}`;
    await moveDue(manager, user, recommendation, { ...move, dueOn, precision, reason }, now);
    moved.push(recommendation.id);
  }
  return moved;
}

/** From the first start to the last due date of the actions that carry out a recommendation. */
export async function spanOfActions(
  manager: EntityManager,
  recommendationId: number,
): Promise<{ startsOn: Day | null; dueOn: Day | null; precision: 'day' | 'month' }> {
  const [row] = (await manager.query(
    `SELECT min(a.starts_on) AS "startsOn", max(a.due_on) AS "dueOn",
            (array_agg(a.due_precision ORDER BY a.due_on DESC NULLS LAST, a.due_precision))[1] AS precision
       FROM action_recommendation ar JOIN item a ON a.id = ar.action_id WHERE ar.recommendation_id = $1`,
    [recommendationId],
  )) as { startsOn: Day | null; dueOn: Day | null; precision: 'day' | 'month' | null }[];
  return { startsOn: row.startsOn, dueOn: row.dueOn, precision: row.precision ?? 'day' };
}
