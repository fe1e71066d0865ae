import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Clock } from '../../../shared/clock.js';
import { groupBy } from '../../../shared/group-by.js';
import type { CurrentUser } from '../../../shared/permissions.js';
import { ActionsService } from '../../action-matrix/index.js';
import { changeActors, enterActors, nameKey } from '../../actors/index.js';
import { HistoryService } from '../../history/index.js';
import { type Publication, PublicationsService } from '../../publications/index.js';
import { RecommendationsService } from '../../recommendations/index.js';
import { takeUpItems } from '../../tracking/index.js';
import { EnterOwnersService } from './enter-owners.service.js';
import type { NamedActor } from './item-actors.js';
import type { ItemToEnter, ItemsPlan } from './plan-items.js';
import type { Named, NewlyNamed } from './plan-publications.js';

type Owning = Pick<Publication, 'id' | 'refPrefix' | 'teamId'>;

/** Enters what rows of items come to, in the transaction that commits them. */
@Injectable()
export class EnterItemsService {
  constructor(
    private readonly publications: PublicationsService,
    private readonly recommendations: RecommendationsService,
    private readonly actions: ActionsService,
    private readonly owners: EnterOwnersService,
    private readonly history: HistoryService,
    private readonly clock: Clock,
  ) {}

  /** @returns the references of what was entered */
  async enter(manager: EntityManager, user: CurrentUser, plan: ItemsPlan): Promise<string[]> {
    const entered = new Map<NewlyNamed, Publication>();
    for (const one of plan.publications)
      entered.set(one, await this.publications.enter(manager, user, one.wish));
    const publicationOf = (named: Named): Owning =>
      'known' in named ? named.known : entered.get(named.entered)!;
    const actorIds = await this.enterActors(manager, user, plan);
    // Recommendations first: actions refer to them.
    const items = plan.items.toSorted((a, b) => Number(a.kind === 'action') - Number(b.kind === 'action'));
    const taken = await takeUpItems(
      manager,
      items.map((item) => ({
        publication: publicationOf(item.publication),
        kind: item.kind,
        position: item.number,
        number: item.number,
        title: item.title,
        at: {},
        ownerId: item.ownerId,
        classification: item.classification,
        timeline: item.timeline,
        timelineReason: item.reason,
        actors: item.actors.map(({ name, verbatim, qualifier, lead }) => ({
          actorId: actorIds.get(nameKey(name))!,
          verbatim,
          qualifier,
          lead,
        })),
      })),
      this.clock.now(),
    );
    const ids = new Map(items.map((item, index) => [item, taken[index]]));
    await this.describe(manager, ids);
    await this.record(manager, user, ids, entered, publicationOf);
    await this.owners.hand(manager, user, plan.owners);
    return taken.map(({ ref }) => ref);
  }

  /** Enters the bodies that Heed does not know. @returns ids by folded name */
  private async enterActors(
    manager: EntityManager,
    user: CurrentUser,
    plan: ItemsPlan,
  ): Promise<Map<string, number>> {
    const ids = new Map(plan.knownActors);
    const fresh = new Map<string, NamedActor>();
    for (const actor of plan.items.flatMap(({ actors }) => actors)) {
      const key = nameKey(actor.name);
      if (!ids.has(key) && !fresh.has(key)) fresh.set(key, actor);
    }
    if (fresh.size === 0) return ids;
    const abbreviations = new Set<string>();
    const wishes = [...fresh.values()].map(({ name, kind, abbreviation }) => {
      const key = nameKey(abbreviation ?? '');
      const isFree = key && !ids.has(key) && !fresh.has(key) && !abbreviations.has(key);
      if (isFree) abbreviations.add(key);
      return { name, kind, aliases: isFree ? [abbreviation!] : [] };
    });
    const entered = await enterActors(manager, wishes);
    for (const [index, key] of [...fresh.keys()].entries()) ids.set(key, entered[index]);
    const links = [...fresh].flatMap(([key, { linkedTo }]) => {
      const parentId = linkedTo && nameKey(linkedTo) !== key ? ids.get(nameKey(linkedTo)) : undefined;
      return parentId === undefined || parentId === ids.get(key) ? [] : [{ id: ids.get(key)!, parentId }];
    });
    await changeActors(manager, links);
    await this.history.record(manager, {
      actorId: user.id,
      action: 'actors.imported',
      subjectType: 'actors',
      subjectId: String(entered[0]),
      after: { entered: wishes.map((wish, index) => ({ id: entered[index], ...wish })) },
    });
    return ids;
  }

  /** The fields of each kind, and what carries out what. */
  private async describe(
    manager: EntityManager,
    ids: ReadonlyMap<ItemToEnter, { id: number }>,
  ): Promise<void> {
    const items = [...ids].map(([item, { id }]) => ({ item, id }));
    await this.recommendations.describeMany(
      manager,
      items
        .filter(({ item }) => item.kind === 'recommendation')
        .map(({ item: { row }, id }) => ({
          itemId: id,
          text: row.get('text'),
          heading: row.get('heading') || null,
          addressee: row.get('addressee') || null,
          confidence: 1,
        })),
    );
    const actions = items.filter(({ item }) => item.kind === 'action');
    await this.actions.describeMany(
      manager,
      actions.map(({ item: { row, actorsText, extra }, id }) => ({
        itemId: id,
        issue: row.get('issue'),
        pathway: row.get('pathway'),
        implementation: row.get('implementation'),
        actorsText,
        extra,
      })),
      actions.flatMap(({ item: { carriesOut }, id }) =>
        carriesOut.map((target) => ({
          actionId: id,
          recommendationId: typeof target === 'number' ? target : ids.get(target)!.id,
        })),
      ),
    );
  }

  /** One entry for each publication, naming the items that it got. */
  private async record(
    manager: EntityManager,
    user: CurrentUser,
    ids: ReadonlyMap<ItemToEnter, { id: number; ref: string }>,
    entered: ReadonlyMap<NewlyNamed, Publication>,
    publicationOf: (named: Named) => Owning,
  ): Promise<void> {
    const fresh = new Map([...entered.values()].map((publication) => [publication.id, publication]));
    const byPublication = groupBy([...ids], ([item]) => publicationOf(item.publication).id);
    for (const [publicationId, items] of byPublication) {
      const publication = fresh.get(publicationId);
      await this.history.record(manager, {
        actorId: user.id,
        action: publication ? 'publication.imported' : 'items.imported',
        subjectType: 'publication',
        subjectId: publicationId,
        publicationId,
        itemIds: items.map(([, { id }]) => id),
        after: { ...(publication && factsOf(publication)), items: items.map(([, { ref }]) => ref) },
      });
    }
  }
}

const factsOf = ({ refPrefix, series, number, title, publishedOn, publishedPrecision, classification, teamId }: Publication) => ({ refPrefix, series, number, title, publishedOn, publishedPrecision, classification, teamId }); // prettier-ignore
