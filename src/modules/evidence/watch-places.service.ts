import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import sql from 'sql-template-tag';
import { Clock } from '../../shared/clock.js';
import { Refused } from '../../shared/errors.js';
import type { CurrentUser } from '../../shared/permissions.js';
import { IdempotencyService } from '../access/index.js';
import { HistoryService } from '../history/index.js';
import { visiblePublications } from '../publications/index.js';
import { type Item, ItemActor, lockItem } from '../tracking/index.js';
import { WatchPlace } from './watch-place.entity.js';
import { type WatchPlaceView, type WatchScope, watchPlacesOf } from './watch-places.query.js';

export interface NewWatchPlace {
  /** The address's host where not given. */
  name: string | null;
  url: string | null;
  /** Watched for this item only, for every item of its publication, or for every item of one of its actors. */
  of: WatchScope;
  /** With `actor`. */
  actorId: number | null;
}

/** What one list takes. */
const MOST_PLACES = 50;

/** Where to look for news of an item: kept once, offered at every search. */
@Injectable()
export class WatchPlacesService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly history: HistoryService,
    private readonly idempotency: IdempotencyService,
    private readonly clock: Clock,
  ) {}

  /** @returns the item's list with it */
  async add(
    user: CurrentUser,
    ref: string,
    wish: NewWatchPlace,
    key: string | null,
  ): Promise<WatchPlaceView[]> {
    const name = wish.name ?? (wish.url && new URL(wish.url).host.replace(/^www\./, ''));
    if (!name) throw new Refused('watch.nothing', {}, 'name');
    return this.dataSource.transaction(async (manager) => {
      await this.idempotency.once(
        manager,
        { personId: user.id, key, route: 'watch.add', body: { ref, ...wish } },
        async () => {
          const item = await lockItem(manager, user, ref);
          const of = await scopeOf(manager, user, item, wish);
          const listed = await watchPlacesOf(manager, user, [ref]);
          if (listed.some((place) => place.name === name && place.url === wish.url))
            throw new Refused('watch.same', { name }, 'name');
          if (listed.length >= MOST_PLACES) throw new Refused('watch.full', { most: MOST_PLACES }, 'name');
          const { id } = await manager.save(
            manager.create(WatchPlace, {
              ...of,
              name,
              url: wish.url,
              createdBy: user.id,
              createdAt: this.clock.now(),
            }),
          );
          const after = { name, url: wish.url, of: wish.of };
          await this.note(manager, user, item, { action: 'watch.added', id, before: null, after });
          return {};
        },
      );
      return watchPlacesOf(manager, user, [ref]);
    });
  }

  /** Takes a place off the list that it stands on, for every item that has it from there. */
  async remove(user: CurrentUser, ref: string, id: number): Promise<WatchPlaceView[]> {
    return this.dataSource.transaction(async (manager) => {
      const item = await lockItem(manager, user, ref);
      const place = (await watchPlacesOf(manager, user, [ref])).find((one) => one.id === id);
      if (!place) throw new Refused('watch.unknown', { ref }, 'placeId');
      await manager.delete(WatchPlace, { id });
      const { name, url, of } = place;
      await this.note(manager, user, item, {
        action: 'watch.removed',
        id,
        before: { name, url, of },
        after: null,
      });
      return watchPlacesOf(manager, user, [ref]);
    });
  }

  private async note(
    manager: EntityManager,
    user: CurrentUser,
    item: Item,
    { id, ...change }: { action: string; id: number; before: object | null; after: object | null },
  ): Promise<void> {
    await this.history.record(manager, {
      actorId: user.id,
      subjectType: 'watch_place',
      subjectId: id,
      itemIds: [item.id],
      publicationId: item.publicationId,
      ...change,
    });
  }
}

async function scopeOf(
  manager: EntityManager,
  user: CurrentUser,
  item: Item,
  { of, actorId }: NewWatchPlace,
): Promise<Pick<WatchPlace, 'itemId' | 'publicationId' | 'actorId'>> {
  const none = { itemId: null, publicationId: null, actorId: null };
  if (of === 'item') return { ...none, itemId: item.id };
  if (of === 'publication') {
    const query = sql`SELECT p.id FROM publication p WHERE p.id = ${item.publicationId} AND ${visiblePublications(user)}`;
    const rows = await manager.query<{ id: number }[]>(query.text, query.values);
    if (rows.length === 0) throw new Refused('watch.noPublication', { ref: item.ref }, 'of');
    return { ...none, publicationId: item.publicationId };
  }
  if (actorId === null || !(await manager.existsBy(ItemActor, { itemId: item.id, actorId })))
    throw new Refused('watch.noActor', { ref: item.ref }, 'actorId');
  return { ...none, actorId };
}
