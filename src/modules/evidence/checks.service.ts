import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Clock } from '../../shared/clock.js';
import { Refused, RefusedFields } from '../../shared/errors.js';
import type { CurrentUser } from '../../shared/permissions.js';
import { IdempotencyService } from '../access/index.js';
import { HistoryService } from '../history/index.js';
import { SettingsService } from '../settings/index.js';
import { MissingItems, lockItems } from '../tracking/index.js';
import { type Search, keepCheck } from './check-rows.js';
import { findUpdate } from './evidence-visibility.js';

export interface NewCheck extends Search {
  /** References of the items searched for: one search may serve several. */
  items: string[];
}

/** Records that we searched, where, and what came of it. */
@Injectable()
export class ChecksService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly history: HistoryService,
    private readonly idempotency: IdempotencyService,
    private readonly settings: SettingsService,
    private readonly clock: Clock,
  ) {}

  async record(user: CurrentUser, wish: NewCheck, key: string | null): Promise<{ refs: string[] }> {
    const today = await this.settings.today();
    if (wish.searchedOn > today) throw new Refused('day.future', { today }, 'searchedOn');
    if (wish.items.length === 0) throw new Refused('evidence.noItems', {}, 'items');
    return this.dataSource.transaction((manager) =>
      this.idempotency.once(
        manager,
        { personId: user.id, key, route: 'check.record', body: wish },
        async () => {
          const refs = [...new Set(wish.items)];
          const items = await lockItems(manager, user, refs).catch((error: unknown) => {
            if (!(error instanceof MissingItems)) throw error;
            throw new RefusedFields(
              error.refs.map((ref) => new Refused('item.unknown', { ref }, `items[${refs.indexOf(ref)}]`)),
            );
          });
          if (wish.updateId !== null && !(await findUpdate(manager, user, wish.updateId)))
            throw new Refused('check.updateUnknown', { id: wish.updateId }, 'updateId');
          const now = this.clock.now();
          for (const item of items) await keepCheck(manager, user, item, wish, now);
          await this.history.record(manager, {
            actorId: user.id,
            action: 'check.recorded',
            subjectType: 'check',
            subjectId: refs.join(' '),
            itemIds: items.map((item) => item.id),
            after: { searchedOn: wish.searchedOn, places: wish.places, updateId: wish.updateId },
          });
          return { refs };
        },
      ),
    );
  }
}
