import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager, In } from 'typeorm';
import sql from 'sql-template-tag';
import type { Day } from '../../shared/calendar-date.js';
import { NotFound, Refused, RefusedFields } from '../../shared/errors.js';
import type { CurrentUser } from '../../shared/permissions.js';
import { IdempotencyService } from '../access/index.js';
import { HistoryService } from '../history/index.js';
import type { BulkRows } from './bulk-change.entity.js';
import { type BulkDone, BulkChangesService, StaleRows } from './bulk-changes.service.js';
import { lockItems } from './item-changes.js';
import { FollowUp, type FollowUpKind, Item } from './item.entity.js';
import { OwnersService, seenBy, staffMember } from './owners.service.js';
import { visibleItems } from './visibility.js';

/** A follow-up that is not done, as its assignee hands it over. */
export interface OpenFollowUp {
  id: number;
  version: number;
  kind: FollowUpKind;
  step: string;
  dueOn: Day;
  ref: string;
  title: string;
}

export interface HandOver {
  /** Whose it all is now. */
  from: number;
  items: { ref: string; version: number; ownerId: number | null }[];
  followUps: { id: number; version: number; assigneeId: number }[];
}

/** Everything that one person follows, to others, in one transaction. What they did stays theirs in the history. */
@Injectable()
export class HandOversService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly history: HistoryService,
    private readonly idempotency: IdempotencyService,
    private readonly owners: OwnersService,
    private readonly bulk: BulkChangesService,
  ) {}

  /** What a person has yet to do, on the items that `user` sees; the next due first. */
  async followUpsOf(user: CurrentUser, personId: number): Promise<OpenFollowUp[]> {
    const query = sql`SELECT f.id, f.version, f.kind, f.step, f.due_on AS "dueOn", i.ref, i.title
      FROM follow_up f JOIN item i ON i.id = f.item_id JOIN publication p ON p.id = i.publication_id
      WHERE f.assignee_id = ${personId} AND f.done_on IS NULL AND ${visibleItems(user)}
      ORDER BY f.due_on, f.id LIMIT 1000`;
    return this.dataSource.query<OpenFollowUp[]>(query.text, query.values);
  }

  /**
   * @throws MissingItems, NotFound; StaleRows where one was changed or is another's by now; RefusedFields with one
   * refusal for each row that may not go where it should (`items[2].ownerId`, `followUps[0].assigneeId`)
   */
  async handOver(user: CurrentUser, wish: HandOver, key: string | null): Promise<BulkDone> {
    if (wish.items.length + wish.followUps.length === 0) throw new Refused('handOver.nothing');
    return this.dataSource.transaction((manager) =>
      this.idempotency.once(
        manager,
        { personId: user.id, key, route: 'handOver', body: wish },
        async (): Promise<BulkDone> => {
          const items = await this.itemsOf(manager, user, wish);
          const followUps = await this.stepsOf(manager, user, wish);
          await mustAllSee(manager, wish, items, followUps);
          const rows: BulkRows = {};
          for (const [index, item] of items.entries()) {
            const { ownerId } = wish.items[index]!;
            if (ownerId === wish.from) continue;
            (rows.owners ??= []).push({ itemId: item.id, before: wish.from, after: ownerId });
            await this.owners.hand(manager, user, item, ownerId);
          }
          for (const [index, { followUp, item }] of followUps.entries()) {
            const { assigneeId } = wish.followUps[index]!;
            if (assigneeId === wish.from) continue;
            const version = await this.handStep(manager, user, followUp, item, assigneeId);
            (rows.handed ??= []).push({ id: followUp.id, version, before: wish.from });
          }
          const count = (rows.owners?.length ?? 0) + (rows.handed?.length ?? 0);
          return { count, undoId: await this.bulk.keep(manager, user, rows) };
        },
      ),
    );
  }

  private async itemsOf(manager: EntityManager, user: CurrentUser, wish: HandOver): Promise<Item[]> {
    const items = await lockItems(
      manager,
      user,
      wish.items.map(({ ref }) => ref),
    );
    const stale = items.filter(
      (item, index) => item.version !== wish.items[index]!.version || item.ownerId !== wish.from,
    );
    if (stale.length > 0)
      throw new StaleRows(
        stale.map(({ ref }) => ref),
        stale[0]!,
      );
    return items;
  }

  private async stepsOf(manager: EntityManager, user: CurrentUser, wish: HandOver) {
    if (wish.followUps.length === 0) return [];
    const ids = wish.followUps.map(({ id }) => id);
    const found = await manager.find(FollowUp, {
      where: { id: In(ids) },
      order: { id: 'ASC' },
      lock: { mode: 'pessimistic_write' },
    });
    const items = await manager.findBy(Item, { id: In(found.map(({ itemId }) => itemId)) });
    const seen = await seenBy(
      manager,
      user,
      items.map(({ id }) => id),
    );
    const steps = wish.followUps.map(({ id }) => {
      const followUp = found.find((one) => one.id === id);
      const item = items.find((one) => one.id === followUp?.itemId);
      if (!followUp || !item || !seen.has(item.id)) throw new NotFound();
      return { followUp, item };
    });
    const stale = steps.filter(
      ({ followUp }, index) =>
        followUp.version !== wish.followUps[index]!.version ||
        followUp.assigneeId !== wish.from ||
        followUp.doneOn !== null,
    );
    if (stale.length > 0)
      throw new StaleRows(
        stale.map(({ item }) => item.ref),
        stale[0]!.followUp,
      );
    return steps;
  }

  /** @returns its version since */
  private async handStep(
    manager: EntityManager,
    user: CurrentUser,
    followUp: FollowUp,
    item: Item,
    assigneeId: number,
  ): Promise<number> {
    const before = { ref: item.ref, assigneeId: followUp.assigneeId };
    followUp.assigneeId = assigneeId;
    await manager.save(followUp);
    await this.history.record(manager, {
      actorId: user.id,
      action: 'followUp.handedOver',
      subjectType: 'follow_up',
      subjectId: String(followUp.id),
      itemIds: [item.id],
      publicationId: item.publicationId,
      before,
      after: { ref: item.ref, assigneeId },
    });
    return followUp.version;
  }
}

/** One question per person, not one per row. */
async function mustAllSee(
  manager: EntityManager,
  wish: HandOver,
  items: Item[],
  steps: { item: Item }[],
): Promise<void> {
  const given = [
    ...items.map((item, index) => ({
      item,
      to: wish.items[index]!.ownerId,
      field: `items[${index}].ownerId`,
    })),
    ...steps.map(({ item }, index) => ({
      item,
      to: wish.followUps[index]!.assigneeId,
      field: `followUps[${index}].assigneeId`,
    })),
  ].filter(({ to }) => to !== null && to !== wish.from);
  const refusals: Refused[] = [];
  for (const to of new Set(given.map((one) => one.to!))) {
    const theirs = given.filter((one) => one.to === to);
    const person = await staffMember(manager, to, theirs[0]!.field);
    const seen = await seenBy(
      manager,
      person,
      theirs.map(({ item }) => item.id),
    );
    for (const { item, field } of theirs)
      if (!seen.has(item.id)) refusals.push(new Refused('owner.cannotSee', { ref: item.ref }, field));
  }
  if (refusals.length > 0) throw new RefusedFields(refusals);
}
