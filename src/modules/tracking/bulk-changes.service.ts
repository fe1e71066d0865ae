import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { Clock } from '../../shared/clock.js';
import { Refused, RefusedFields, StaleVersion } from '../../shared/errors.js';
import type { CurrentUser } from '../../shared/permissions.js';
import { IdempotencyService } from '../access/index.js';
import { BulkChange, type BulkRows } from './bulk-change.entity.js';
import { type BulkWish, type Planned, type Subject, planFor } from './bulk-plans.js';
import { DueRevisionsService } from './due-revisions.service.js';
import { FollowUpsService } from './follow-ups.service.js';
import { lockItems } from './item-changes.js';
import { type Item, ItemActor } from './item.entity.js';
import { ItemListQuery } from './item-list.query.js';
import type { ItemRow } from './item-row.js';
import { OwnersService } from './owners.service.js';

/** An item with the version of it that the person has read. */
export interface ReadRow {
  ref: string;
  version: number;
}

/** One item of a preview: as it is, and what would become of it or why nothing may. */
export interface PreviewRow {
  row: ItemRow;
  planned: Planned | null;
  refusal: Refused | null;
}

export interface BulkDone {
  count: number;
  /** By which it can be taken back for a moment; null: what was done is corrected instead. */
  undoId: number | null;
}

/** Somebody changed some of the items since the person read them. */
export class StaleRows extends StaleVersion {
  constructor(
    readonly refs: string[],
    current: { version: number },
  ) {
    super(current);
  }
}

/** One change of several items: previewed, then done to all of them or to none. */
@Injectable()
export class BulkChangesService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
    private readonly idempotency: IdempotencyService,
    private readonly items: ItemListQuery,
    private readonly owners: OwnersService,
    private readonly followUps: FollowUpsService,
    private readonly revisions: DueRevisionsService,
  ) {}

  /** What would be done; items that are not there, or not for this person to see, are left out. */
  async preview(user: CurrentUser, refs: string[], wish: BulkWish): Promise<PreviewRow[]> {
    const { today } = await this.items.frame();
    if ('step' in wish && wish.dueOn < today) throw new Refused('followUp.past', { today }, 'dueOn');
    const rows = await this.items.byRefs(user, refs);
    const plan = await planFor(this.dataSource.manager, rows.map(subjectOfRow), wish);
    return rows.map((row) => {
      const one = plan.get(row.id)!;
      return one instanceof Refused
        ? { row, planned: null, refusal: one }
        : { row, planned: one, refusal: null };
    });
  }

  /**
   * Does it, in one transaction.
   * @throws MissingItems, StaleRows, RefusedFields with one refusal for each item that may not (`items[2]`)
   */
  async apply(user: CurrentUser, read: ReadRow[], wish: BulkWish, key: string | null): Promise<BulkDone> {
    return this.dataSource.transaction((manager) =>
      this.idempotency.once(
        manager,
        { personId: user.id, key, route: `bulk.${wish.kind}`, body: { read, wish } },
        () => this.change(manager, user, read, wish),
      ),
    );
  }

  private async change(
    manager: EntityManager,
    user: CurrentUser,
    read: ReadRow[],
    wish: BulkWish,
  ): Promise<BulkDone> {
    const refs = read.map(({ ref }) => ref);
    const locked = await lockItems(manager, user, refs);
    const stale = locked.filter((item, index) => item.version !== read[index]!.version);
    if (stale.length > 0)
      throw new StaleRows(
        stale.map(({ ref }) => ref),
        stale[0]!,
      );
    const items = [...new Set(locked)];
    const subjects = await subjectsOf(manager, items);
    const plan = await planFor(manager, subjects, wish);
    const refused = items.flatMap((item) => {
      const one = plan.get(item.id);
      return one instanceof Refused
        ? [new Refused(one.code, one.values, `items[${refs.indexOf(item.ref)}]`)]
        : [];
    });
    if (refused.length > 0) throw new RefusedFields(refused);
    const rows: BulkRows = {};
    for (const item of items) await this.one(manager, user, item, wish, plan.get(item.id) as Planned, rows);
    return { count: items.length, undoId: await this.keep(manager, user, rows) };
  }

  private async one(
    manager: EntityManager,
    user: CurrentUser,
    item: Item,
    wish: BulkWish,
    planned: Planned,
    rows: BulkRows,
  ): Promise<void> {
    if ('ownerId' in planned) {
      if (item.ownerId === planned.ownerId) return;
      (rows.owners ??= []).push({ itemId: item.id, before: item.ownerId, after: planned.ownerId });
      await this.owners.hand(manager, user, item, planned.ownerId);
    } else if ('assigneeId' in planned && (wish.kind === 'followUp' || wish.kind === 'question')) {
      const kind = wish.kind === 'question' ? 'question' : 'step';
      const { step, dueOn } = wish;
      const { id, version } = await this.followUps.planOn(manager, user, item, {
        kind,
        step,
        dueOn,
        assigneeId: planned.assigneeId,
      });
      (rows.planned ??= []).push({ id, version });
    } else if ('dueOn' in planned && wish.kind === 'due') {
      const { reason, sourceUrl, revision } = wish;
      await this.revisions.move(manager, user, item, { ...planned, kind: revision, reason, sourceUrl });
    }
  }

  /** What can be taken back, for the moment in which it may be. */
  async keep(manager: EntityManager, user: CurrentUser, rows: BulkRows): Promise<number | null> {
    if (Object.keys(rows).length === 0) return null;
    const { identifiers } = await manager
      .createQueryBuilder()
      .insert()
      .into(BulkChange, ['rows', 'doneBy', 'doneAt'])
      .values({ rows, doneBy: user.id, doneAt: this.clock.now() })
      .execute();
    return (identifiers[0] as { id: number }).id;
  }
}

const subjectOfRow = (row: ItemRow): Subject => ({
  id: row.id,
  ref: row.ref,
  kind: row.kind,
  ownerId: row.owner?.id ?? null,
  actorIds: row.actors.map(({ id }) => id),
  timelineKind: row.timeline.kind,
  startsOn: row.timeline.startsOn,
  dueOn: row.timeline.dueOn,
  duePrecision: row.timeline.precision,
  claim: row.claim,
  progress: row.progress,
});

async function subjectsOf(manager: EntityManager, items: Item[]): Promise<Subject[]> {
  const ids = items.map(({ id }) => id);
  const actors = await manager
    .createQueryBuilder(ItemActor, 'a')
    .where('a.itemId = ANY(:ids)', { ids })
    .getMany();
  return items.map((item) => ({
    ...item,
    actorIds: actors.filter(({ itemId }) => itemId === item.id).map(({ actorId }) => actorId),
  }));
}
