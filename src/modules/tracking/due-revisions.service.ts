import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { type Day, daysBetween } from '../../shared/calendar-date.js';
import { Clock } from '../../shared/clock.js';
import { Refused } from '../../shared/errors.js';
import type { CurrentUser } from '../../shared/permissions.js';
import { HistoryService } from '../history/index.js';
import { changeItem, lockItem, mustBeCurrent } from './item-changes.js';
import { type DueBasis, DueRevision, Item, type RevisionKind } from './item.entity.js';
import { isTerminal } from './progress.js';
import { dueDay, spanOfActions } from './timelines.service.js';

export interface ReviseDue {
  kind: RevisionKind;
  dueOn: Day;
  precision: 'day' | 'month';
  reason: string;
  sourceUrl: string | null;
  /** The item's version as the person saw it. */
  version: number;
}

const BASIS: Record<RevisionKind, DueBasis> = {
  slipped: 'announced',
  re_estimated: 're_estimated',
  corrected: 'corrected',
};

/** Moves due dates. The first one stays for ever; each revision says who moved it and why. */
@Injectable()
export class DueRevisionsService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly history: HistoryService,
    private readonly clock: Clock,
  ) {}

  async revise(user: CurrentUser, ref: string, asked: ReviseDue): Promise<Item> {
    const wish = { ...asked, dueOn: dueDay(asked.dueOn, asked.precision) };
    return this.dataSource.transaction(async (manager) => {
      const item = await lockItem(manager, user, ref);
      mustBeCurrent(item, wish.version);
      if (!item.dueOn) throw new Refused('due.none', { ref }, 'dueOn');
      if (item.claim === 'confirmed' && isTerminal(item.progress)) throw new Refused('due.settled', { ref });
      if (item.dueOn === wish.dueOn) throw new Refused('due.same', { dueOn: wish.dueOn }, 'dueOn');
      const before = { dueOn: item.dueOn, dueBasis: item.dueBasis };
      const moved = [item.id];
      await this.move(manager, user, item, wish);
      if (item.kind === 'action') moved.push(...(await this.moveFollowers(manager, user, item, wish)));
      await this.history.record(manager, {
        actorId: user.id,
        action: 'due.revised',
        subjectType: 'item',
        subjectId: item.ref,
        itemIds: moved,
        publicationId: item.publicationId,
        before,
        after: { dueOn: wish.dueOn, kind: wish.kind, reason: wish.reason, sourceUrl: wish.sourceUrl },
      });
      return item;
    });
  }

  private async move(
    manager: EntityManager,
    user: CurrentUser,
    item: Item,
    { kind, dueOn, precision, reason, sourceUrl }: Omit<ReviseDue, 'version'>,
  ): Promise<void> {
    const now = this.clock.now();
    const days = daysBetween(item.dueOn!, dueOn);
    const columns = [
      'itemId',
      'fromOn',
      'toOn',
      'toPrecision',
      'kind',
      'reason',
      'sourceUrl',
      'recordedBy',
      'recordedAt',
    ];
    await manager
      .createQueryBuilder()
      .insert()
      .into(DueRevision, columns)
      .values({
        itemId: item.id,
        fromOn: item.dueOn!,
        toOn: dueOn,
        toPrecision: precision,
        kind,
        reason,
        sourceUrl,
        recordedBy: user.id,
        recordedAt: now,
      })
      .execute();
    const slips = kind === 'slipped' && days > 0;
    await changeItem(
      manager,
      item,
      {
        dueOn,
        duePrecision: precision,
        dueBasis: BASIS[kind],
        slipCount: item.slipCount + (slips ? 1 : 0),
        slipDays: item.slipDays + (slips ? days : 0),
      },
      now,
    );
  }

  /** Recommendations whose timeline is "from its actions" move with them. */
  private async moveFollowers(
    manager: EntityManager,
    user: CurrentUser,
    action: Item,
    wish: ReviseDue,
  ): Promise<number[]> {
    const followers = await manager
      .createQueryBuilder(Item, 'r')
      .innerJoin('action_recommendation', 'ar', 'ar.recommendation_id = r.id AND ar.action_id = :id', {
        id: action.id,
      })
      .where(`r.timeline_kind = 'from_actions' AND r.due_on IS NOT NULL`)
      .orderBy('r.id')
      .setLock('pessimistic_write', undefined, ['r'])
      .getMany();
    const moved: number[] = [];
    for (const recommendation of followers) {
      const { dueOn, precision } = await spanOfActions(manager, recommendation.id);
      if (!dueOn || dueOn === recommendation.dueOn) continue;
      await this.move(manager, user, recommendation, {
        ...wish,
        dueOn,
        precision,
        reason: `${action.ref}: ${wish.reason}`,
      });
      moved.push(recommendation.id);
    }
    return moved;
  }
}
