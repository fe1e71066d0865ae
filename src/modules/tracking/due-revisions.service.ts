import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Clock } from '../../shared/clock.js';
import { Refused } from '../../shared/errors.js';
import type { CurrentUser } from '../../shared/permissions.js';
import { HistoryService } from '../history/index.js';
import { type DueMove, moveDue, moveFollowers } from './due-moves.js';
import { lockItem, mustBeCurrent } from './item-changes.js';
import type { Item } from './item.entity.js';
import { isTerminal } from './progress.js';
import { dueDay } from './timelines.service.js';

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
      if (!item.dueOn) throw new Refused('due.none', { ref }, 'dueOn');
      if (item.claim === 'confirmed' && isTerminal(item.progress)) throw new Refused('due.settled', { ref });
      if (item.dueOn === wish.dueOn) throw new Refused('due.same', { dueOn: wish.dueOn }, 'dueOn');
      const before = { dueOn: item.dueOn, dueBasis: item.dueBasis };
      const now = this.clock.now();
      await moveDue(manager, user, item, wish, now);
      const followers = item.kind === 'action' ? await moveFollowers(manager, user, item, wish, now) : [];
      await this.history.record(manager, {
        actorId: user.id,
        action: 'due.revised',
        subjectType: 'item',
        subjectId: item.ref,
        itemIds: [item.id, ...followers],
        publicationId: item.publicationId,
        before,
        after: { dueOn: wish.dueOn, kind: wish.kind, reason: wish.reason, sourceUrl: wish.sourceUrl },
      });
      return item;
    });
  }
}
