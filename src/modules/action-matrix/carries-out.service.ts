import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager, In } from 'typeorm';
import { Clock } from '../../shared/clock.js';
import { Refused } from '../../shared/errors.js';
import type { CurrentUser } from '../../shared/permissions.js';
import { translator } from '../../web/messages/index.js';
import { HistoryService } from '../history/index.js';
import { ActionRecommendation, RecommendationsService } from '../recommendations/index.js';
import {
  type Item,
  MissingItems,
  changeItem,
  isTerminal,
  lockItem,
  lockItems,
  moveDue,
  mustBeCurrent,
  spanOfActions,
  visibleItems,
} from '../tracking/index.js';
import sql from 'sql-template-tag';

/** Says later which recommendations an action carries out. */
@Injectable()
export class CarriesOutService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly recommendations: RecommendationsService,
    private readonly history: HistoryService,
    private readonly clock: Clock,
  ) {}

  /**
   * An action carries out these recommendations, and no others that the person sees. Those that take their date from
   * their actions are due when the last of these is.
   * @param refs of recommendations of the same publication
   * @throws NotFound, Refused, StaleVersion
   */
  async set(
    user: CurrentUser,
    ref: string,
    wish: { recommendations: string[]; version: number },
  ): Promise<Item> {
    return this.dataSource.transaction(async (manager) => {
      const action = await lockItem(manager, user, ref);
      mustBeCurrent(action, wish.version);
      if (action.kind !== 'action') throw new Refused('links.onlyActions', {}, 'recommendations');
      const wanted = await this.wanted(manager, user, action, wish.recommendations);
      const linked = await this.linkedTo(manager, user, action);
      const added = wanted.filter(({ id }) => !linked.some((one) => one.id === id));
      const removed = linked.filter(({ id }) => !wanted.some((one) => one.id === id));
      if (added.length + removed.length === 0) throw new Refused('nothingChanged', {}, 'recommendations');
      const now = this.clock.now();
      await this.recommendations.link(manager, action.id, added.map(({ id }) => id)); // prettier-ignore
      if (removed.length > 0)
        await manager.delete(ActionRecommendation, {
          actionId: action.id,
          recommendationId: In(removed.map(({ id }) => id)),
        });
      await changeItem(manager, action, {}, now);
      const moved: Item[] = [];
      for (const [items, key] of [
        [added, 'again.links.due.added'],
        [removed, 'again.links.due.removed'],
      ] as const)
        // prettier-ignore
        for (const item of items)
          if (await this.follow(manager, user, item, `${ref}: ${translator('en')(key, { ref })}`, now)) moved.push(item);
      await this.history.record(manager, {
        actorId: user.id,
        action: 'item.linked',
        subjectType: 'item',
        subjectId: ref,
        itemIds: [action.id, ...moved.map(({ id }) => id)],
        publicationId: action.publicationId,
        before: { recommendations: linked.map((item) => item.ref) },
        after: { recommendations: wanted.map((item) => item.ref) },
      });
      return action;
    });
  }

  private async wanted(
    manager: EntityManager,
    user: CurrentUser,
    action: Item,
    refs: string[],
  ): Promise<Item[]> {
    try {
      const items = await lockItems(manager, user, [...new Set(refs)]);
      const stranger = items.find(
        ({ kind, publicationId }) => kind !== 'recommendation' || publicationId !== action.publicationId,
      );
      if (stranger) throw new Refused('links.notHere', { ref: stranger.ref }, 'recommendations');
      return items;
    } catch (error) {
      if (error instanceof MissingItems)
        throw new Refused('links.notHere', { ref: error.refs[0]! }, 'recommendations');
      throw error;
    }
  }

  /** As far as the person sees them: what is hidden stays linked. */
  private async linkedTo(manager: EntityManager, user: CurrentUser, action: Item): Promise<Item[]> {
    const query = sql`SELECT i.ref FROM action_recommendation l JOIN item i ON i.id = l.recommendation_id
      JOIN publication p ON p.id = i.publication_id WHERE l.action_id = ${action.id} AND ${visibleItems(user)} ORDER BY i.position`;
    const rows = await manager.query<{ ref: string }[]>(query.text, query.values);
    return lockItems(manager, user, rows.map(({ ref }) => ref)); // prettier-ignore
  }

  private async follow(
    manager: EntityManager,
    user: CurrentUser,
    item: Item,
    reason: string,
    now: Date,
  ): Promise<boolean> {
    if (item.timelineKind !== 'from_actions' || !item.dueOn) return false;
    if (item.claim === 'confirmed' && isTerminal(item.progress)) return false;
    const { startsOn, dueOn, precision } = await spanOfActions(manager, item.id);
    if (!dueOn || dueOn === item.dueOn) return false;
    const move = {
      kind: 'corrected' as const,
      dueOn,
      precision,
      reason,
      sourceUrl: null,
      cause: 'reading' as const,
    };
    await moveDue(manager, user, item, move, now, { startsOn });
    return true;
  }
}
