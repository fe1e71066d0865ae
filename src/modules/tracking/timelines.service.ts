import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import type { Day } from '../../shared/calendar-date.js';
import { Clock } from '../../shared/clock.js';
import { Refused } from '../../shared/errors.js';
import type { CurrentUser } from '../../shared/permissions.js';
import { HistoryService } from '../history/index.js';
import { moveFollowers, spanOfActions } from './due-moves.js';
import { dueDay } from './due-rules.js';
import { changeItem, lockItem, mustBeCurrent } from './item-changes.js';
import { type Item, type ItemState, type TimelineKind } from './item.entity.js';

export interface SetTimeline {
  kind: Exclude<TimelineKind, 'from_source'>;
  /** With `set_by_us` only. */
  dueOn: Day | null;
  precision: 'day' | 'month';
  /** With `set_by_us` only. */
  reason: string | null;
  version: number;
}

/** Gives a timeline to an item that has none in its source. */
@Injectable()
export class TimelinesService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly history: HistoryService,
    private readonly clock: Clock,
  ) {}

  async set(user: CurrentUser, ref: string, wish: SetTimeline): Promise<Item> {
    return this.dataSource.transaction(async (manager) => {
      const item = await lockItem(manager, user, ref);
      mustBeCurrent(item, wish.version);
      // The first due date is set once; from then on there are only revisions.
      if (item.firstDueOn) throw new Refused('timeline.hasDueDate', { ref, dueOn: item.dueOn! }, 'kind');
      const before = { timelineKind: item.timelineKind, dueOn: item.dueOn };
      const now = this.clock.now();
      await changeItem(manager, item, await this.changes(manager, item, wish), now);
      const followers =
        item.dueOn && item.kind === 'action' ? await this.moveFollowers(manager, user, item, now) : [];
      await this.history.record(manager, {
        actorId: user.id,
        action: 'timeline.set',
        subjectType: 'item',
        subjectId: item.ref,
        itemIds: [item.id, ...followers],
        publicationId: item.publicationId,
        before,
        after: { timelineKind: item.timelineKind, dueOn: item.dueOn, reason: item.timelineReason },
      });
      return item;
    });
  }

  /** A first date of ours for an action moves what takes its date from it: we re-estimate, nobody slipped. */
  private moveFollowers(manager: EntityManager, user: CurrentUser, item: Item, now: Date): Promise<number[]> {
    const move = { kind: 're_estimated' as const, reason: item.timelineReason!, sourceUrl: null };
    return moveFollowers(manager, user, item, move, now);
  }

  private async changes(manager: EntityManager, item: Item, wish: SetTimeline): Promise<Partial<ItemState>> {
    switch (wish.kind) {
      case 'none_in_source':
        return { timelineKind: wish.kind, term: null, timelineReason: null };
      case 'ongoing':
        return { timelineKind: wish.kind, term: 'ongoing', timelineReason: null };
      case 'from_actions': {
        if (item.kind !== 'recommendation')
          throw new Refused('timeline.onlyRecommendations', { ref: item.ref }, 'kind');
        const { startsOn, dueOn, precision } = await spanOfActions(manager, item.id);
        if (!dueOn) throw new Refused('timeline.noActions', { ref: item.ref }, 'kind');
        return {
          timelineKind: wish.kind,
          term: null,
          timelineReason: null,
          startsOn,
          firstDueOn: dueOn,
          dueOn,
          duePrecision: precision,
          dueBasis: 'derived',
        };
      }
      case 'set_by_us': {
        if (!wish.dueOn) throw new Refused('timeline.dueMissing', {}, 'dueOn');
        if (!wish.reason?.trim()) throw new Refused('timeline.reasonMissing', {}, 'reason');
        const dueOn = dueDay(wish.dueOn, wish.precision);
        return {
          timelineKind: wish.kind,
          term: null,
          timelineReason: wish.reason.trim(),
          firstDueOn: dueOn,
          dueOn,
          duePrecision: wish.precision,
          dueBasis: 'set_by_us',
        };
      }
    }
  }
}
