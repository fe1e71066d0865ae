import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { insertRows } from '../../database/insert-rows.js';
import { Clock } from '../../shared/clock.js';
import type { Publication } from '../publications/index.js';
import { RecommendationsService } from '../recommendations/index.js';
import { type Item, type NewItem, takeUpItem } from '../tracking/index.js';
import { Action } from './action.entity.js';

export interface NewAction extends Omit<NewItem, 'kind'> {
  issue: string;
  pathway: string;
  implementation: string;
  actorsText: string;
  extra: Record<string, string>;
  /** Items of the recommendations it carries out. */
  recommendationIds: number[];
}

@Injectable()
export class ActionsService {
  constructor(
    private readonly recommendations: RecommendationsService,
    private readonly clock: Clock,
  ) {}

  /** Takes up a row of an action matrix as an item. Runs in the caller's transaction, which writes the history. */
  async takeUp(manager: EntityManager, publication: Publication, wish: NewAction): Promise<Item> {
    const { issue, pathway, implementation, actorsText, extra, recommendationIds, ...common } = wish;
    const item = await takeUpItem(manager, publication, { ...common, kind: 'action' }, this.clock.now());
    await manager.insert(Action, { itemId: item.id, issue, pathway, implementation, actorsText, extra });
    await this.recommendations.link(manager, item.id, recommendationIds);
    return item;
  }

  /** The kind's own rows of many items that were taken up (tracking's `takeUpItems`), with their links. */
  async describeMany(
    manager: EntityManager,
    rows: (Pick<NewAction, 'issue' | 'pathway' | 'implementation' | 'actorsText' | 'extra'> & {
      itemId: number;
    })[],
    links: { actionId: number; recommendationId: number }[],
  ): Promise<void> {
    const columns = {
      item_id: 'int',
      issue: 'text',
      pathway: 'text',
      implementation: 'text',
      actors_text: 'text',
      extra: 'jsonb',
    };
    const cells = rows.map(({ itemId, actorsText, ...row }) => ({
      ...row,
      item_id: itemId,
      actors_text: actorsText,
    }));
    await insertRows(manager, 'action', columns, cells);
    await this.recommendations.linkMany(manager, links);
  }
}
