import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import sql from 'sql-template-tag';
import { Clock } from '../../shared/clock.js';
import { Refused } from '../../shared/errors.js';
import { type CurrentUser, may } from '../../shared/permissions.js';
import { Person } from '../access/index.js';
import { HistoryService } from '../history/index.js';
import { changeItem, lockItem, mustBeCurrent } from './item-changes.js';
import type { Item } from './item.entity.js';
import { visibleItems } from './visibility.js';

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
      if (wish.ownerId !== null) await mustSee(manager, wish.ownerId, item, 'ownerId');
      await this.hand(manager, user, item, wish.ownerId);
      return item;
    });
  }

  /** Gives an item in hand to an owner who sees it. @param action `owner.undone` where an assignment is taken back */
  async hand(
    manager: EntityManager,
    user: CurrentUser,
    item: Item,
    ownerId: number | null,
    action: 'owner.assigned' | 'owner.undone' = 'owner.assigned',
  ): Promise<void> {
    if (item.ownerId === ownerId) return;
    const before = { ownerId: item.ownerId };
    await changeItem(manager, item, { ownerId }, this.clock.now());
    await this.history.record(manager, {
      actorId: user.id,
      action,
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
  await staffMember(manager, personId, field);
}

/** @throws Refused as above */
export async function staffMember(
  manager: EntityManager,
  personId: number,
  field: string,
): Promise<CurrentUser> {
  const person = await manager.findOneBy(Person, { id: personId });
  if (!person || !person.active || !may(person, 'record')) throw new Refused('person.notStaff', {}, field);
  const { id, name, email, role, teamId } = person;
  return { id, name, email, role, teamId };
}

/** @throws Refused when this is no member of staff who may see the item */
export async function mustSee(
  manager: EntityManager,
  personId: number,
  item: Item,
  field: string,
): Promise<void> {
  const person = await staffMember(manager, personId, field);
  if (!(await seenBy(manager, person, [item.id])).has(item.id))
    throw new Refused('owner.cannotSee', { ref: item.ref }, field);
}

/** Which of these items a person may see: nobody follows what they may not read. */
export async function seenBy(
  manager: EntityManager,
  person: CurrentUser,
  itemIds: number[],
): Promise<Set<number>> {
  const query = sql`SELECT i.id FROM item i JOIN publication p ON p.id = i.publication_id
    WHERE i.id = ANY(${itemIds}) AND ${visibleItems(person)}`;
  const rows = await manager.query<{ id: number }[]>(query.text, query.values);
  return new Set(rows.map(({ id }) => id));
}
