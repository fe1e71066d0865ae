import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { insertRows } from '../../database/insert-rows.js';
import { Clock } from '../../shared/clock.js';
import type { Publication } from '../publications/index.js';
import { type Item, type NewItem, takeUpItem } from '../tracking/index.js';
import { ActionRecommendation, Recommendation } from './recommendation.entity.js';

export interface NewRecommendation extends Omit<NewItem, 'kind'> {
  text: string;
  heading: string | null;
  addressee: string | null;
  confidence: number;
}

@Injectable()
export class RecommendationsService {
  constructor(private readonly clock: Clock) {}

  /** Takes up a recommendation as an item. Runs in the caller's transaction, which writes the history. */
  async takeUp(manager: EntityManager, publication: Publication, wish: NewRecommendation): Promise<Item> {
    const { text, heading, addressee, confidence, ...common } = wish;
    const item = await takeUpItem(
      manager,
      publication,
      { ...common, kind: 'recommendation' },
      this.clock.now(),
    );
    await manager.insert(Recommendation, { itemId: item.id, text, heading, addressee, confidence });
    return item;
  }

  /** Says that an action carries out recommendations. */
  async link(manager: EntityManager, actionId: number, recommendationIds: number[]): Promise<void> {
    if (recommendationIds.length === 0) return;
    await manager.insert(
      ActionRecommendation,
      recommendationIds.map((recommendationId) => ({ actionId, recommendationId })),
    );
  }

  /** The kind's own rows of many items that were taken up (tracking's `takeUpItems`). */
  async describeMany(
    manager: EntityManager,
    rows: (Pick<NewRecommendation, 'text' | 'heading' | 'addressee' | 'confidence'> & { itemId: number })[],
  ): Promise<void> {
    const columns = { item_id: 'int', text: 'text', heading: 'text', addressee: 'text', confidence: 'real' };
    await insertRows(
      manager,
      'recommendation',
      columns,
      rows.map(({ itemId, ...row }) => ({ ...row, item_id: itemId })),
    );
  }

  /** Says of many actions what they carry out. */
  async linkMany(
    manager: EntityManager,
    links: { actionId: number; recommendationId: number }[],
  ): Promise<void> {
    await insertRows(
      manager,
      'action_recommendation',
      { action_id: 'int', recommendation_id: 'int' },
      links.map(({ actionId, recommendationId }) => ({
        action_id: actionId,
        recommendation_id: recommendationId,
      })),
    );
  }
}
