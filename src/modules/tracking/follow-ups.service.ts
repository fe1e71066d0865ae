import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Day } from '../../shared/calendar-date.js';
import { Clock } from '../../shared/clock.js';
import { NotFound, Refused } from '../../shared/errors.js';
import type { CurrentUser } from '../../shared/permissions.js';
import { HistoryService } from '../history/index.js';
import { SettingsService } from '../settings/index.js';
import { lockItem, mustBeCurrent } from './item-changes.js';
import { FollowUp, Item } from './item.entity.js';
import { mustBeStaff } from './owners.service.js';

/** What we do next about an item. */
@Injectable()
export class FollowUpsService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly history: HistoryService,
    private readonly settings: SettingsService,
    private readonly clock: Clock,
  ) {}

  async plan(
    user: CurrentUser,
    ref: string,
    wish: { step: string; assigneeId: number; dueOn: Day },
  ): Promise<FollowUp> {
    return this.dataSource.transaction(async (manager) => {
      const item = await lockItem(manager, user, ref);
      await mustBeStaff(manager, wish.assigneeId, 'assigneeId');
      const followUp = await manager.save(
        manager.create(FollowUp, {
          ...wish,
          itemId: item.id,
          createdBy: user.id,
          createdAt: this.clock.now(),
        }),
      );
      await this.history.record(manager, {
        actorId: user.id,
        action: 'followUp.planned',
        subjectType: 'follow_up',
        subjectId: String(followUp.id),
        itemIds: [item.id],
        publicationId: item.publicationId,
        after: { ref, ...wish },
      });
      return followUp;
    });
  }

  /** @param wish.doneOn today when not given */
  async finish(
    user: CurrentUser,
    id: number,
    wish: { doneOn: Day | null; note: string | null; version: number },
  ): Promise<{ followUp: FollowUp; item: Item }> {
    const today = await this.settings.today();
    return this.dataSource.transaction(async (manager) => {
      const followUp = await manager.findOne(FollowUp, {
        where: { id },
        lock: { mode: 'pessimistic_write' },
      });
      if (!followUp) throw new NotFound();
      const { ref } = await manager.findOneByOrFail(Item, { id: followUp.itemId });
      const item = await lockItem(manager, user, ref);
      mustBeCurrent(followUp, wish.version);
      if (followUp.doneOn) throw new Refused('followUp.done', { doneOn: followUp.doneOn });
      const doneOn = wish.doneOn ?? today;
      if (doneOn > today) throw new Refused('day.future', { today }, 'doneOn');
      followUp.doneOn = doneOn;
      followUp.doneNote = wish.note;
      await manager.save(followUp);
      await this.history.record(manager, {
        actorId: user.id,
        action: 'followUp.done',
        subjectType: 'follow_up',
        subjectId: String(id),
        itemIds: [item.id],
        publicationId: item.publicationId,
        before: { doneOn: null },
        after: { ref, doneOn, note: wish.note },
      });
      return { followUp, item };
    });
  }
}
