import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import sql from 'sql-template-tag';
import type { Day } from '../../shared/calendar-date.js';
import { Clock } from '../../shared/clock.js';
import { Conflict, NotFound, Refused } from '../../shared/errors.js';
import type { CurrentUser } from '../../shared/permissions.js';
import { IdempotencyService } from '../access/index.js';
import { HistoryService } from '../history/index.js';
import { mustBeCurrent } from '../tracking/index.js';
import { addressKey } from './address-key.js';
import { InboxEntry } from './inbox-entry.entity.js';
import { visibleEntries } from './inbox-visibility.js';
import { InboxQuery } from './inbox.query.js';

export interface NewInboxEntry {
  url: string | null;
  quote: string | null;
  title: string | null;
  publisher: string | null;
  publishedOn: Day | null;
  note: string | null;
  shared: boolean;
  /** Although the address is here already. */
  again: boolean;
}

/** What somebody came across, pasted now to be recorded later. Until then it counts nowhere. */
@Injectable()
export class InboxService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly history: HistoryService,
    private readonly idempotency: IdempotencyService,
    private readonly query: InboxQuery,
    private readonly clock: Clock,
  ) {}

  /**
   * @param key idempotency key: a double click pastes one
   * @throws Conflict when the address is in the inbox or in evidence already, with a link to it, unless `again`
   */
  async add(user: CurrentUser, wish: NewInboxEntry, key: string | null): Promise<number> {
    const { again, ...entry } = wish;
    if (!entry.url && !entry.quote) throw new Refused('inbox.nothing', {}, 'url');
    return this.dataSource.transaction(async (manager) => {
      const { id } = await this.idempotency.once(
        manager,
        { personId: user.id, key, route: 'inbox.add', body: wish },
        async () => {
          if (!again) await this.mustBeNew(user, entry.url);
          const saved = await manager.save(
            manager.create(InboxEntry, {
              ...entry,
              urlKey: entry.url && addressKey(entry.url),
              teamId: user.teamId,
              createdBy: user.id,
              createdAt: this.clock.now(),
            }),
          );
          await this.note(manager, user, saved.id, 'added', null, { shared: entry.shared });
          return { id: saved.id };
        },
      );
      return id;
    });
  }

  async dismiss(
    user: CurrentUser,
    id: number,
    { reason, version }: { reason: string; version: number },
  ): Promise<InboxEntry> {
    return this.dataSource.transaction(async (manager) => {
      const entry = await openEntry(manager, user, id, version);
      Object.assign(entry, {
        state: 'dismissed',
        dismissalReason: reason.trim(),
        settledBy: user.id,
        settledAt: this.clock.now(),
      });
      await manager.save(entry);
      await this.note(manager, user, id, 'dismissed', { state: 'open' }, { state: 'dismissed' });
      return entry;
    });
  }

  async restore(user: CurrentUser, id: number, { version }: { version: number }): Promise<InboxEntry> {
    return this.dataSource.transaction(async (manager) => {
      const entry = await lockEntry(manager, user, id);
      mustBeCurrent(entry, version);
      if (entry.state !== 'dismissed') throw new Refused('inbox.notDismissed');
      Object.assign(entry, { state: 'open', dismissalReason: null, settledBy: null, settledAt: null });
      await manager.save(entry);
      await this.note(manager, user, id, 'restored', { state: 'dismissed' }, { state: 'open' });
      return entry;
    });
  }

  private async mustBeNew(user: CurrentUser, url: string | null): Promise<void> {
    const { entries, updates } = await this.query.twins(user, url);
    if (entries[0]) throw new Conflict('inbox.twinEntry', {}, 'url', `/inbox/${entries[0].id}`);
    if (updates[0]) throw new Conflict('inbox.twinUpdate', {}, 'url', `/evidence/${updates[0].id}`);
  }

  /** What was pasted is not repeated: the history may be read by people who do not see the entry. */
  private async note(
    manager: EntityManager,
    user: CurrentUser,
    id: number,
    what: 'added' | 'dismissed' | 'restored',
    before: object | null,
    after: object,
  ): Promise<void> {
    await this.history.record(manager, {
      actorId: user.id,
      action: `inbox.${what}`,
      subjectType: 'inbox_entry',
      subjectId: id,
      before,
      after,
    });
  }
}

/** Says that an entry was recorded as this update; in the transaction that records it, whose history names it. */
export async function settleEntry(
  manager: EntityManager,
  user: CurrentUser,
  id: number,
  updateId: number,
  now: Date,
): Promise<void> {
  const entry = await lockEntry(manager, user, id).catch((error: unknown) => {
    throw error instanceof NotFound ? new Refused('inbox.unknown', {}, 'inboxId') : error;
  });
  mustBeOpen(entry);
  Object.assign(entry, { state: 'recorded', updateId, settledBy: user.id, settledAt: now });
  await manager.save(entry);
}

async function openEntry(manager: EntityManager, user: CurrentUser, id: number, version: number) {
  const entry = await lockEntry(manager, user, id);
  mustBeCurrent(entry, version);
  mustBeOpen(entry);
  return entry;
}

function mustBeOpen(entry: InboxEntry): void {
  if (entry.state !== 'open') throw new Refused(`inbox.${entry.state}`, {}, 'inboxId');
}

async function lockEntry(manager: EntityManager, user: CurrentUser, id: number): Promise<InboxEntry> {
  const query = sql`SELECT n.id FROM inbox_entry n WHERE n.id = ${id} AND ${visibleEntries(user)} FOR UPDATE`;
  const rows = await manager.query<{ id: number }[]>(query.text, query.values);
  if (rows.length === 0) throw new NotFound();
  return manager.findOneByOrFail(InboxEntry, { id });
}
