import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Refused } from '../../shared/errors.js';
import type { CurrentUser } from '../../shared/permissions.js';
import { ActionsService } from '../action-matrix/index.js';
import { ActorsService } from '../actors/index.js';
import type { Publication } from '../publications/index.js';
import { RecommendationsService } from '../recommendations/index.js';
import { type Item, type NewItemActor, shortTitle } from '../tracking/index.js';
import { timelineOfAction, timelineOfRecommendation } from './derived-timeline.js';
import { ImportActors, isActor } from './import-actors.js';
import type { Reading } from './reader/reading.js';
import type { ActionReview, Review } from './review.js';
import { carriersOf } from './review-rules.js';

/** Of a document that is brought again: the rows that are new, and what is tracked already. */
export interface TakenUpAgain {
  /** By the row's path, `actions[5]`. */
  places: Map<string, { position: number; number: number }>;
  /** Ids of the recommendations that are tracked already, by their index. */
  known: Map<number, number>;
}

/** Makes items of the rows of a review, in the transaction that commits it. */
@Injectable()
export class ReviewedRowsService {
  constructor(
    private readonly recommendations: RecommendationsService,
    private readonly actions: ActionsService,
    private readonly actors: ActorsService,
  ) {}

  /**
   * Every row that is included becomes an item; its number is that of the row in the document, unless that is brought
   * again: then only the new rows are taken up.
   */
  async takeUp(
    manager: EntityManager,
    user: CurrentUser,
    publication: Publication,
    reading: Reading,
    review: Review,
    again?: TakenUpAgain,
  ): Promise<Item[]> {
    const placeOf = (list: 'actions' | 'recommendations', index: number) =>
      again ? again.places.get(`${list}[${index}]`) : { position: index + 1, number: index + 1 };
    const named = review.actions.filter((row) => row.include).flatMap((row) => row.actors.filter(isActor));
    const actors = new ImportActors(this.actors, manager, user, named);
    const items: Item[] = [];
    const byIndex = new Map(again?.known);
    for (const [index, row] of review.recommendations.entries()) {
      const place = placeOf('recommendations', index);
      if (!row.include || !place) continue;
      const item = await this.takeUpRecommendation(manager, publication, reading, review, index, place);
      byIndex.set(index, item.id);
      items.push(item);
    }
    for (const [index, row] of review.actions.entries()) {
      const place = placeOf('actions', index);
      if (row.include && place)
        items.push(
          await this.takeUpAction(manager, publication, reading, review, index, place, actors, byIndex),
        );
    }
    return items;
  }

  private takeUpRecommendation(
    manager: EntityManager,
    publication: Publication,
    reading: Reading,
    review: Review,
    index: number,
    place: Place,
  ): Promise<Item> {
    const row = review.recommendations[index]!;
    const read = reading.recommendations[index];
    const { date, ownerId } = review.publication;
    const carriers = carriersOf(review, index).map((action) => timelineOfAction(action, date));
    return this.recommendations.takeUp(manager, publication, {
      ...place,
      title: row.title || shortTitle(row.text),
      at: read?.at ?? NO_PLACE,
      ownerId: row.ownerId ?? ownerId,
      timeline: timelineOfRecommendation(row, read?.timeline ?? null, date, carriers),
      actors: [],
      text: row.text,
      heading: row.heading || null,
      addressee: row.addressee || null,
      confidence: read?.confidence ?? 1,
    });
  }

  private async takeUpAction(
    manager: EntityManager,
    publication: Publication,
    reading: Reading,
    review: Review,
    index: number,
    place: Place,
    actors: ImportActors,
    recommendations: Map<number, number>,
  ): Promise<Item> {
    const row = review.actions[index]!;
    const read = reading.actions[index];
    // Of a row that the reader missed, the reviewer's words are the source's.
    const actorsText =
      read?.actorsText ??
      row.actors
        .filter(isActor)
        .map(({ name }) => name)
        .join(', ');
    return this.actions.takeUp(manager, publication, {
      ...place,
      title: shortTitle(row.pathway || row.implementation || row.issue),
      at: read?.at ?? NO_PLACE,
      ownerId: row.ownerId ?? review.publication.ownerId,
      timeline: timelineOfAction(row, review.publication.date),
      actors: await actorsOf(row, actorsText, actors, `actions[${index}].actors`),
      issue: row.issue,
      pathway: row.pathway,
      implementation: row.implementation,
      actorsText,
      extra: Object.fromEntries(row.extra.map(({ heading, text }) => [heading, text])),
      recommendationIds: [...new Set(row.recommendationIndexes)].flatMap((n) => recommendations.get(n) ?? []),
    });
  }
}

interface Place {
  position: number;
  number: number;
}

/** Of a row that the reviewer added. */
const NO_PLACE = {};

async function actorsOf(row: ActionReview, cell: string, actors: ImportActors, field: string) {
  const found: NewItemActor[] = [];
  for (const mention of row.actors.filter(isActor)) {
    const { name, verbatim, qualifier, lead } = mention;
    const actorId = await actors.idOf(mention);
    // By different names, one of them an alias.
    if (found.some((other) => other.actorId === actorId))
      throw new Refused('import.actorTwice', { name }, field);
    const asWritten = verbatim && cell.includes(verbatim) ? verbatim : name;
    found.push({ actorId, verbatim: asWritten, qualifier: qualifier || null, lead });
  }
  return found;
}
