import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import type { Day } from '../../shared/calendar-date.js';
import { Clock } from '../../shared/clock.js';
import { NotFound, Refused } from '../../shared/errors.js';
import type { CurrentUser } from '../../shared/permissions.js';
import { IdempotencyService } from '../access/index.js';
import { HistoryService } from '../history/index.js';
import { SettingsService } from '../settings/index.js';
import { lockItem, mustBeCurrent } from './item-changes.js';
import { FollowUp, Item } from './item.entity.js';
import { mustSee } from './owners.service.js';

/** What we do next about an item. */
@Injectable()
export class FollowUpsService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly history: HistoryService,
    private readonly idempotency: IdempotencyService,
    private readonly settings: SettingsService,
    private readonly clock: Clock,
  ) {}

  /** @param key idempotency key: a double click plans one */
  async plan(
    user: CurrentUser,
    ref: string,
    wish: { step: string; assigneeId: number; dueOn: Day },
    key: string | null = null,
  ): Promise<FollowUp> {
    const { step, assigneeId, dueOn } = wish;
    const body = { ref, step, assigneeId, dueOn };
    return this.dataSource.transaction(async (manager) => {
      const { id } = await this.idempotency.once(
        manager,
        { personId: user.id, key, route: 'followUp.plan', body },
        async () => {
          const item = await lockItem(manager, user, ref);
          await mustSee(manager, assigneeId, item, 'assigneeId');
          const { id } = await this.planOn(manager, user, item, { kind: 'step', step, assigneeId, dueOn });
          return { id };
        },
      );
      return manager.findOneByOrFail(FollowUp, { id });
    });
  }

  /** Plans it on an item in hand, for somebody who sees the item. */
  async planOn(
    manager: EntityManager,
    user: CurrentUser,
    item: Item,
    wish: Pick<FollowUp, 'kind' | 'step' | 'assigneeId' | 'dueOn'>,
  ): Promise<FollowUp> {
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
      action: wish.kind === 'question' ? 'followUp.asked' : 'followUp.planned',
      subjectType: 'follow_up',
      subjectId: String(followUp.id),
      itemIds: [item.id],
      publicationId: item.publicationId,
      after: { ref: item.ref, step: wish.step, assigneeId: wish.assigneeId, dueOn: wish.dueOn },
    });
    return followUp;
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
