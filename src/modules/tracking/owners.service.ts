import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { Clock } from '../../shared/clock.js';
import { Refused } from '../../shared/errors.js';
import { type CurrentUser, may } from '../../shared/permissions.js';
import { Person } from '../access/index.js';
import { HistoryService } from '../history/index.js';
import { changeItem, lockItem, lockItems, mustBeCurrent } from './item-changes.js';
import type { Item } from './item.entity.js';

/** Who of us follows an item. */
@Injectable()
export class OwnersService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly history: HistoryService,
    private readonly clock: Clock,
  ) {}

  async assign(
    user: CurrentUser,
    ref: string,
    wish: { ownerId: number | null; version: number },
  ): Promise<Item> {
    return this.dataSource.transaction(async (manager) => {
      const item = await lockItem(manager, user, ref);
      mustBeCurrent(item, wish.version);
      if (wish.ownerId !== null) await mustBeStaff(manager, wish.ownerId, 'ownerId');
      await this.hand(manager, user, item, wish.ownerId);
      return item;
    });
  }

  /**
   * One owner for several items, all or nothing.
   * @throws StaleVersion when one of them was changed since the person read it
   */
  async assignAll(
    user: CurrentUser,
    { items: wished, ownerId }: { items: { ref: string; version: number }[]; ownerId: number | null },
  ): Promise<void> {
    await this.dataSource.transaction(async (manager) => {
      const items = await lockItems(
        manager,
        user,
        wished.map(({ ref }) => ref),
      );
      for (const [index, item] of items.entries()) mustBeCurrent(item, wished[index]!.version);
      if (ownerId !== null) await mustBeStaff(manager, ownerId, 'ownerId');
      for (const item of new Set(items)) await this.hand(manager, user, item, ownerId);
    });
  }

  private async hand(manager: EntityManager, user: CurrentUser, item: Item, ownerId: number | null) {
    if (item.ownerId === ownerId) return;
    const before = { ownerId: item.ownerId };
    await changeItem(manager, item, { ownerId }, this.clock.now());
    await this.history.record(manager, {
      actorId: user.id,
      action: 'owner.assigned',
      subjectType: 'item',
      subjectId: item.ref,
      itemIds: [item.id],
      publicationId: item.publicationId,
      before,
      after: { ownerId },
    });
  }
}

/** @throws Refused when this is not an active person who may record */
export async function mustBeStaff(manager: EntityManager, personId: number, field: string): Promise<void> {
  const person = await manager.findOneBy(Person, { id: personId });
  if (!person || !person.active || !may(person, 'record')) throw new Refused('person.notStaff', {}, field);
}
