import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { Clock } from '../../shared/clock.js';
import { NotFound, Refused, StaleVersion } from '../../shared/errors.js';
import type { CurrentUser } from '../../shared/permissions.js';
import { HistoryService } from '../history/index.js';
import { SavedView, type ViewList } from './saved-view.entity.js';

/** A view as one person has it: their own, or one that somebody shared. */
export interface ViewRow {
  id: number;
  list: ViewList;
  name: string;
  query: string;
  shared: boolean;
  version: number;
  mine: boolean;
  owner: string;
  /** Among this person's tabs. */
  pinned: boolean;
}

export interface NewView {
  list: ViewList;
  name: string;
  query: string;
  shared: boolean;
  pinned: boolean;
  /** Take the place of one's own view of this name. */
  replace: boolean;
}

/** Lists under a name: whose they are, who may open them, whose tabs show them. */
@Injectable()
export class SavedViewsService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly history: HistoryService,
    private readonly clock: Clock,
  ) {}

  /** One's own and what is shared, one's own first, by name. */
  async all(user: CurrentUser): Promise<ViewRow[]> {
    return this.dataSource.query<ViewRow[]>(
      `SELECT v.id, v.list, v.name, v.query, v.shared, v.version, v.owner_id = $1 AS mine, o.name AS owner,
              EXISTS (SELECT 1 FROM saved_view_pin s WHERE s.saved_view_id = v.id AND s.person_id = $1) AS pinned
         FROM saved_view v JOIN person o ON o.id = v.owner_id
        WHERE v.owner_id = $1 OR v.shared ORDER BY mine DESC, lower(v.name), v.id LIMIT 500`,
      [user.id],
    );
  }

  /** @throws NotFound where it is neither one's own nor shared */
  async one(user: CurrentUser, id: number): Promise<ViewRow> {
    const view = (await this.all(user)).find((one) => one.id === id);
    if (!view) throw new NotFound();
    return view;
  }

  /** @throws Refused where one has a view of this name and does not replace it */
  async save(user: CurrentUser, wish: NewView): Promise<number> {
    const { list, name, query, shared } = wish;
    return this.dataSource.transaction(async (manager) => {
      const there = await manager.findOne(SavedView, {
        where: { ownerId: user.id, list, name },
        lock: { mode: 'pessimistic_write' },
      });
      if (there && !wish.replace) throw new Refused('view.exists', { name }, 'name');
      const view =
        there ?? manager.create(SavedView, { ownerId: user.id, list, createdAt: this.clock.now() });
      const before = there && { query: there.query, shared: there.shared };
      const { id } = await manager.save(Object.assign(view, { name, query, shared }));
      await this.setPin(manager, user, id, wish.pinned);
      await this.record(manager, user, there ? 'view.changed' : 'view.saved', id, before, {
        list,
        name,
        query,
        shared,
      });
      return id;
    });
  }

  /** Its name and who may open it. @throws NotFound where it is not one's own, StaleVersion, Refused */
  async change(
    user: CurrentUser,
    id: number,
    version: number,
    { name, shared }: { name: string; shared: boolean },
  ): Promise<void> {
    await this.dataSource.transaction(async (manager) => {
      const view = await own(manager, user, id, version);
      const twin = await manager.findOneBy(SavedView, { ownerId: user.id, list: view.list, name });
      if (twin && twin.id !== id) throw new Refused('view.exists', { name }, 'name');
      const before = { name: view.name, shared: view.shared };
      await manager.save(Object.assign(view, { name, shared }));
      // Nobody else's tabs keep what they may not open any more.
      if (!shared)
        await manager.query('DELETE FROM saved_view_pin WHERE saved_view_id = $1 AND person_id <> $2', [
          id,
          user.id,
        ]);
      await this.record(manager, user, 'view.changed', id, before, { name, shared });
    });
  }

  async remove(user: CurrentUser, id: number, version: number): Promise<void> {
    await this.dataSource.transaction(async (manager) => {
      const view = await own(manager, user, id, version);
      const { list, name, query, shared } = view;
      await manager.delete(SavedView, { id });
      await this.record(manager, user, 'view.removed', id, { list, name, query, shared }, null);
    });
  }

  /** Puts a view among one's own tabs, or takes it away from there. */
  async pin(user: CurrentUser, id: number, pinned: boolean): Promise<ViewRow> {
    const view = await this.one(user, id);
    await this.dataSource.transaction(async (manager) => {
      await this.setPin(manager, user, id, pinned);
      await this.record(manager, user, 'view.pinned', id, { pinned: view.pinned }, { pinned });
    });
    return view;
  }

  private async setPin(
    manager: EntityManager,
    user: CurrentUser,
    id: number,
    pinned: boolean,
  ): Promise<void> {
    await manager.query(
      pinned
        ? 'INSERT INTO saved_view_pin (person_id, saved_view_id) VALUES ($1, $2) ON CONFLICT DO NOTHING'
        : 'DELETE FROM saved_view_pin WHERE person_id = $1 AND saved_view_id = $2',
      [user.id, id],
    );
  }

  private async record(
    manager: EntityManager,
    user: CurrentUser,
    action: string,
    id: number,
    before: object | null,
    after: object | null,
  ): Promise<void> {
    await this.history.record(manager, {
      actorId: user.id,
      action,
      subjectType: 'saved_view',
      subjectId: id,
      before,
      after,
    });
  }
}

async function own(
  manager: EntityManager,
  user: CurrentUser,
  id: number,
  version: number,
): Promise<SavedView> {
  const view = await manager.findOne(SavedView, {
    where: { id, ownerId: user.id },
    lock: { mode: 'pessimistic_write' },
  });
  if (!view) throw new NotFound();
  if (view.version !== version) throw new StaleVersion({ version: view.version });
  return view;
}
