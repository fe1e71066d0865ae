import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { Clock } from '../../shared/clock.js';
import type { CurrentUser } from '../../shared/permissions.js';
import { HistoryService } from '../history/index.js';
import { type DueMove, moveDue, moveFollowers } from './due-moves.js';
import { dueDay, moverOf, mustMoveTo } from './due-rules.js';
import { lockItem, mustBeCurrent } from './item-changes.js';
import { type Item, ItemActor } from './item.entity.js';

export interface ReviseDue extends DueMove {
  /** The item's version as the person saw it. */
  version: number;
}

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
      mustMoveTo(item, wish.dueOn);
      const actors = await manager.findBy(ItemActor, { itemId: item.id });
      const movedBy = moverOf({ ref, actorIds: actors.map(({ actorId }) => actorId) }, wish);
      await this.move(manager, user, item, { ...wish, movedBy });
      return item;
    });
  }

  /** Moves the date of an item in hand, after `mustMoveTo`, with whatever takes its date from it, and records that. */
  async move(manager: EntityManager, user: CurrentUser, item: Item, move: DueMove): Promise<void> {
    const { dueOn, kind, reason, sourceUrl } = move;
    const before = { dueOn: item.dueOn, dueBasis: item.dueBasis };
    const now = this.clock.now();
    await moveDue(manager, user, item, move, now);
    const followers = item.kind === 'action' ? await moveFollowers(manager, user, item, move, now) : [];
    await this.history.record(manager, {
      actorId: user.id,
      action: 'due.revised',
      subjectType: 'item',
      subjectId: item.ref,
      itemIds: [item.id, ...followers],
      publicationId: item.publicationId,
      before,
      after: { dueOn, kind, reason, sourceUrl, ...(move.movedBy && { movedBy: move.movedBy }) },
    });
  }
}
