import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Day } from '../../shared/calendar-date.js';
import { Clock } from '../../shared/clock.js';
import { NotFound, Refused } from '../../shared/errors.js';
import type { CurrentUser } from '../../shared/permissions.js';
import { HistoryService } from '../history/index.js';
import { SettingsService } from '../settings/index.js';
import { changeItem, lockItem, mustBeCurrent } from './item-changes.js';
import { type Item, ItemActor, type Response, ResponseRecord } from './item.entity.js';

export interface RecordResponse {
  response: Response;
  respondedOn: Day;
  /** The actor's own words. */
  reply: string | null;
  sourceUrl: string | null;
  version: number;
}

/** What the actors say to an item: theirs, kept apart from our assessment. */
@Injectable()
export class ResponsesService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly history: HistoryService,
    private readonly settings: SettingsService,
    private readonly clock: Clock,
  ) {}

  async record(user: CurrentUser, ref: string, actorId: number, wish: RecordResponse): Promise<Item> {
    const today = await this.settings.today();
    if (wish.respondedOn > today) throw new Refused('day.future', { today }, 'respondedOn');
    return this.dataSource.transaction(async (manager) => {
      const item = await lockItem(manager, user, ref);
      mustBeCurrent(item, wish.version);
      const mention = await manager.findOneBy(ItemActor, { itemId: item.id, actorId });
      if (!mention) throw new NotFound();
      const now = this.clock.now();
      const { version: _, ...record } = wish;
      const columns = [
        'itemId',
        'actorId',
        'responseFrom',
        'response',
        'respondedOn',
        'reply',
        'sourceUrl',
        'recordedBy',
        'recordedAt',
      ];
      await manager
        .createQueryBuilder()
        .insert()
        .into(ResponseRecord, columns)
        .values({
          ...record,
          itemId: item.id,
          actorId,
          responseFrom: mention.response,
          recordedBy: user.id,
          recordedAt: now,
        })
        .execute();
      const before = { response: mention.response, respondedOn: mention.respondedOn };
      await manager.update(ItemActor, mention.id, { response: wish.response, respondedOn: wish.respondedOn });
      await changeItem(manager, item, {}, now);
      await this.history.record(manager, {
        actorId: user.id,
        action: 'response.recorded',
        subjectType: 'item',
        subjectId: item.ref,
        itemIds: [item.id],
        publicationId: item.publicationId,
        before: { actorId, ...before },
        after: { actorId, ...record },
      });
      return item;
    });
  }
}
