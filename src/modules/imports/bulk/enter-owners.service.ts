import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Clock } from '../../../shared/clock.js';
import { groupBy } from '../../../shared/group-by.js';
import type { CurrentUser } from '../../../shared/permissions.js';
import { HistoryService } from '../../history/index.js';
import { handOver } from '../../tracking/index.js';
import type { OwnerChange } from './plan-owners.js';

/** Gives items their owners, in the transaction that commits the rows. */
@Injectable()
export class EnterOwnersService {
  constructor(
    private readonly history: HistoryService,
    private readonly clock: Clock,
  ) {}

  /** One entry of the history for all items of a publication that go from the same person to the same. */
  async hand(manager: EntityManager, user: CurrentUser, changes: OwnerChange[]): Promise<void> {
    await handOver(
      manager,
      changes.map(({ itemId, version, to }) => ({ itemId, version, ownerId: to })),
      this.clock.now(),
    );
    const alike = groupBy(changes, ({ publicationId, from, to }) => `${publicationId} ${from} ${to}`);
    for (const group of alike.values()) {
      const [{ publicationId, from, to, ref }] = group;
      await this.history.record(manager, {
        actorId: user.id,
        action: 'owner.assigned',
        subjectType: 'item',
        subjectId: ref,
        itemIds: group.map(({ itemId }) => itemId),
        publicationId,
        before: { ownerId: from },
        after: { ownerId: to },
      });
    }
  }
}
