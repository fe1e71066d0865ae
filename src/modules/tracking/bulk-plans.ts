import type { EntityManager } from 'typeorm';
import type { Day } from '../../shared/calendar-date.js';
import { Refused } from '../../shared/errors.js';
import { may } from '../../shared/permissions.js';
import { Person } from '../access/index.js';
import { type DueShift, type Dated, moverOf, mustMoveTo, shiftedDue } from './due-rules.js';
import type { ItemKind, RevisionKind, TimelineKind } from './item.entity.js';
import { seenBy, staffMember } from './owners.service.js';

/** What is to be done with several items at once. */
export type BulkWish =
  | { kind: 'owner'; ownerId: number | null }
  /** Nobody named: each item's owner. A question always goes to the owner. */
  | { kind: 'followUp' | 'question'; step: string; assigneeId: number | null; dueOn: Day }
  | {
      kind: 'due';
      shift: DueShift;
      revision: RevisionKind;
      reason: string;
      sourceUrl: string | null;
      movedBy: number | null;
    };

/** An item as a change of many judges it, read from a list or locked for the change. */
export interface Subject extends Dated {
  id: number;
  kind: ItemKind;
  ownerId: number | null;
  timelineKind: TimelineKind;
  actorIds: number[];
}

/** What becomes of one item, or why nothing may. */
export type Planned =
  | { ownerId: number | null }
  | { assigneeId: number }
  | { dueOn: Day; precision: 'day' | 'month'; movedBy: number | null };

/**
 * What a wish does to each item, by its id.
 * @throws Refused where the wish itself is at fault, whatever the items: the person named is none who may record
 */
export async function planFor(
  manager: EntityManager,
  subjects: Subject[],
  wish: BulkWish,
): Promise<Map<number, Planned | Refused>> {
  const judge = await judgeOf(manager, subjects, wish);
  return new Map<number, Planned | Refused>(
    subjects.map((subject): [number, Planned | Refused] => {
      try {
        return [subject.id, judge(subject)];
      } catch (error) {
        if (error instanceof Refused) return [subject.id, error];
        throw error;
      }
    }),
  );
}

type Judge = (subject: Subject) => Planned;

async function judgeOf(manager: EntityManager, subjects: Subject[], wish: BulkWish): Promise<Judge> {
  const ids = subjects.map(({ id }) => id);
  switch (wish.kind) {
    case 'owner': {
      const { ownerId } = wish;
      const sees = await seers(manager, ownerId, 'ownerId', ids);
      return ({ id, ref }) => {
        if (!sees(id)) throw new Refused('owner.cannotSee', { ref });
        return { ownerId };
      };
    }
    case 'followUp':
    case 'question': {
      const { assigneeId } = wish;
      const sees = await seers(manager, assigneeId, 'assigneeId', ids);
      const active = await activeStaff(manager);
      return ({ id, ref, ownerId }) => {
        const who = assigneeId ?? ownerId;
        if (who === null) throw new Refused('owner.none', { ref });
        if (assigneeId === null && !active.has(who)) throw new Refused('owner.left', { ref });
        if (!sees(id)) throw new Refused('owner.cannotSee', { ref });
        return { assigneeId: who };
      };
    }
    case 'due': {
      const following = await followersOf(manager, ids);
      return (subject) => {
        const { dueOn, precision } = shiftedDue(subject, wish.shift);
        mustMoveTo(subject, dueOn);
        // It would move twice: with its action, and by itself.
        if (subject.timelineKind === 'from_actions' && following.has(subject.id))
          throw new Refused('due.movesWithActions', { ref: subject.ref });
        return { dueOn, precision, movedBy: moverOf(subject, { ...wish, kind: wish.revision }) };
      };
    }
  }
}

/** Whether one person, who must be staff, sees an item; nobody sees everything, for nobody is asked. */
async function seers(manager: EntityManager, personId: number | null, field: string, itemIds: number[]) {
  if (personId === null) return () => true;
  const seen = await seenBy(manager, await staffMember(manager, personId, field), itemIds);
  return (id: number) => seen.has(id);
}

async function activeStaff(manager: EntityManager): Promise<Set<number>> {
  const people = await manager.findBy(Person, { active: true });
  return new Set(people.filter((person) => may(person, 'record')).map(({ id }) => id));
}

/** Those of the items that an action among them carries out. */
async function followersOf(manager: EntityManager, ids: number[]): Promise<Set<number>> {
  const rows = await manager.query<{ id: number }[]>(
    `SELECT DISTINCT recommendation_id AS id FROM action_recommendation
      WHERE recommendation_id = ANY($1) AND action_id = ANY($1)`,
    [ids],
  );
  return new Set(rows.map(({ id }) => id));
}
