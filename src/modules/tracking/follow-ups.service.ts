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

interface Changed {
  followUp: FollowUp;
  item: Item;
}

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
    await this.mustBeToCome(wish.dueOn);
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
  ): Promise<Changed> {
    const today = await this.settings.today();
    const doneOn = wish.doneOn ?? today;
    return this.change(user, id, wish.version, 'done', async (followUp) => {
      if (doneOn > today) throw new Refused('day.future', { today }, 'doneOn');
      Object.assign(followUp, { doneOn, doneNote: wish.note });
      return { before: { doneOn: null }, after: { doneOn, note: wish.note } };
    });
  }

  /** Hands it to a colleague who sees the item. */
  async reassign(
    user: CurrentUser,
    id: number,
    { assigneeId, version }: { assigneeId: number; version: number },
  ): Promise<Changed> {
    return this.change(user, id, version, 'reassigned', async (followUp, item, manager) => {
      if (assigneeId === followUp.assigneeId) throw new Refused('followUp.sameAssignee', {}, 'assigneeId');
      await mustSee(manager, assigneeId, item, 'assigneeId');
      const before = { assigneeId: followUp.assigneeId };
      followUp.assigneeId = assigneeId;
      return { before, after: { assigneeId } };
    });
  }

  async postpone(
    user: CurrentUser,
    id: number,
    { dueOn, reason, version }: { dueOn: Day; reason: string; version: number },
  ): Promise<Changed> {
    return this.change(user, id, version, 'postponed', async (followUp) => {
      if (dueOn === followUp.dueOn) throw new Refused('followUp.sameDay', { dueOn }, 'dueOn');
      await this.mustBeToCome(dueOn);
      const before = { dueOn: followUp.dueOn };
      followUp.dueOn = dueOn;
      return { before, after: { dueOn, reason } };
    });
  }

  /** Gives it up; it stays on the item, with the reason. */
  async cancel(
    user: CurrentUser,
    id: number,
    { reason, version }: { reason: string; version: number },
  ): Promise<Changed> {
    const today = await this.settings.today();
    return this.change(user, id, version, 'cancelled', async (followUp) => {
      Object.assign(followUp, { doneOn: today, cancelled: true, doneNote: reason });
      return { before: { cancelled: false }, after: { cancelled: true, reason } };
    });
  }

  /** One change of a follow-up that is still to do, on an item that the person sees, with its history. */
  private async change(
    user: CurrentUser,
    id: number,
    version: number,
    what: 'done' | 'reassigned' | 'postponed' | 'cancelled',
    work: (
      followUp: FollowUp,
      item: Item,
      manager: EntityManager,
    ) => Promise<{ before: object; after: object }>,
  ): Promise<Changed> {
    return this.dataSource.transaction(async (manager) => {
      const followUp = await manager.findOne(FollowUp, {
        where: { id },
        lock: { mode: 'pessimistic_write' },
      });
      if (!followUp) throw new NotFound();
      const { ref } = await manager.findOneByOrFail(Item, { id: followUp.itemId });
      const item = await lockItem(manager, user, ref);
      mustBeCurrent(followUp, version);
      if (followUp.doneOn)
        throw new Refused(followUp.cancelled ? 'followUp.cancelled' : 'followUp.done', {
          doneOn: followUp.doneOn,
        });
      const { before, after } = await work(followUp, item, manager);
      await manager.save(followUp);
      await this.history.record(manager, {
        actorId: user.id,
        action: `followUp.${what}`,
        subjectType: 'follow_up',
        subjectId: String(id),
        itemIds: [item.id],
        publicationId: item.publicationId,
        before,
        after: { ref, ...after },
      });
      return { followUp, item };
    });
  }

  /** What has passed can be done no more. */
  private async mustBeToCome(dueOn: Day): Promise<void> {
    const today = await this.settings.today();
    if (dueOn < today) throw new Refused('followUp.past', { today }, 'dueOn');
  }
}
