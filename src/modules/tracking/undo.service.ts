import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager, In } from 'typeorm';
import { Clock } from '../../shared/clock.js';
import { NotFound, Refused } from '../../shared/errors.js';
import type { CurrentUser } from '../../shared/permissions.js';
import { HistoryService } from '../history/index.js';
import { BulkChange, type BulkRows } from './bulk-change.entity.js';
import { lockItems } from './item-changes.js';
import { FollowUp, Item } from './item.entity.js';
import { OwnersService } from './owners.service.js';

/** The button shows for ten seconds; whoever has no scripts, or reads slowly, has a little longer. */
const MINUTES = 10;

/** Takes back what was just done to several items, as a change of its own that the history keeps. */
@Injectable()
export class UndoService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly history: HistoryService,
    private readonly clock: Clock,
    private readonly owners: OwnersService,
  ) {}

  /** @throws NotFound where it is not this person's to undo; Refused where it is too late or something changed since */
  async undo(user: CurrentUser, id: number): Promise<{ count: number }> {
    return this.dataSource.transaction(async (manager) => {
      const change = await manager.findOne(BulkChange, {
        where: { id, doneBy: user.id },
        lock: { mode: 'pessimistic_write' },
      });
      if (!change) throw new NotFound();
      if (change.undoneAt) throw new Refused('undo.done');
      const now = this.clock.now();
      if (now.getTime() - change.doneAt.getTime() > MINUTES * 60_000) throw new Refused('undo.late');
      const { owners = [], planned = [], handed = [] } = change.rows;
      const changed = [
        ...(await this.giveBack(manager, user, owners)),
        ...(await this.withdraw(manager, user, planned)),
        ...(await this.handBack(manager, user, handed)),
      ];
      if (changed.length > 0) throw new Refused('undo.changed', { refs: [...new Set(changed)].join(', ') });
      await manager.update(BulkChange, { id }, { undoneAt: now });
      return { count: owners.length + planned.length + handed.length };
    });
  }

  /** @returns references of those that somebody changed since; nothing is kept then */
  private async giveBack(
    manager: EntityManager,
    user: CurrentUser,
    rows: NonNullable<BulkRows['owners']>,
  ): Promise<string[]> {
    const items = await this.lock(
      manager,
      user,
      rows.map(({ itemId }) => itemId),
    );
    const changed: string[] = [];
    for (const { itemId, before, after } of rows) {
      const item = items.get(itemId)!;
      if (item.ownerId === after) await this.owners.hand(manager, user, item, before, 'owner.undone');
      else changed.push(item.ref);
    }
    return changed;
  }

  private async withdraw(
    manager: EntityManager,
    user: CurrentUser,
    rows: NonNullable<BulkRows['planned']>,
  ): Promise<string[]> {
    return this.eachFollowUp(manager, user, rows, async (followUp, item) => {
      await manager.delete(FollowUp, { id: followUp.id });
      const { step, assigneeId, dueOn } = followUp;
      await this.record(manager, user, followUp, item, { step, assigneeId, dueOn }, null);
    });
  }

  private async handBack(
    manager: EntityManager,
    user: CurrentUser,
    rows: NonNullable<BulkRows['handed']>,
  ): Promise<string[]> {
    return this.eachFollowUp(manager, user, rows, async (followUp, item, { before }) => {
      const now = { assigneeId: followUp.assigneeId };
      followUp.assigneeId = before;
      await manager.save(followUp);
      await this.record(manager, user, followUp, item, now, { assigneeId: before });
    });
  }

  private async eachFollowUp<Row extends { id: number; version: number }>(
    manager: EntityManager,
    user: CurrentUser,
    rows: Row[],
    work: (followUp: FollowUp, item: Item, row: Row) => Promise<void>,
  ): Promise<string[]> {
    if (rows.length === 0) return [];
    const found = await manager.find(FollowUp, {
      where: { id: In(rows.map(({ id }) => id)) },
      order: { id: 'ASC' },
      lock: { mode: 'pessimistic_write' },
    });
    const items = await this.lock(
      manager,
      user,
      found.map(({ itemId }) => itemId),
    );
    const changed: string[] = [];
    for (const row of rows) {
      const followUp = found.find(({ id }) => id === row.id);
      if (!followUp) throw new Refused('undo.gone');
      const item = items.get(followUp.itemId)!;
      if (followUp.version === row.version) await work(followUp, item, row);
      else changed.push(item.ref);
    }
    return changed;
  }

  /** @throws NotFound where the person may not see one of them any more */
  private async lock(manager: EntityManager, user: CurrentUser, ids: number[]): Promise<Map<number, Item>> {
    if (ids.length === 0) return new Map();
    const refs = (await manager.findBy(Item, { id: In(ids) })).map(({ ref }) => ref);
    return new Map((await lockItems(manager, user, refs)).map((item) => [item.id, item]));
  }

  private async record(
    manager: EntityManager,
    user: CurrentUser,
    followUp: FollowUp,
    item: Item,
    before: object,
    after: object | null,
  ): Promise<void> {
    await this.history.record(manager, {
      actorId: user.id,
      action: 'followUp.undone',
      subjectType: 'follow_up',
      subjectId: String(followUp.id),
      itemIds: [item.id],
      publicationId: item.publicationId,
      before: { ref: item.ref, ...before },
      after,
    });
  }
}
