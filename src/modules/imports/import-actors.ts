import type { EntityManager } from 'typeorm';
import type { CurrentUser } from '../../shared/permissions.js';
import { type Actor, type ActorsService, nameKey } from '../actors/index.js';
import type { ActorReview } from './review.js';

/**
 * The actors of one import: those that Heed knows by name or alias, and the others, entered as they are met, each
 * after the body whose name it begins with ("SCO" before "SCO members").
 */
export class ImportActors {
  private readonly mentions = new Map<string, ActorReview>();
  private readonly found = new Map<string, Actor>();
  private readonly beingEntered = new Set<string>();

  constructor(
    private readonly actors: ActorsService,
    private readonly manager: EntityManager,
    private readonly user: CurrentUser,
    mentions: ActorReview[],
  ) {
    for (const mention of mentions) {
      const key = nameKey(mention.name);
      if (!this.mentions.has(key)) this.mentions.set(key, mention);
    }
  }

  async idOf({ name }: ActorReview): Promise<number> {
    return (await this.find(name))!.id;
  }

  /** Null only for a body that is named nowhere in the document and not known: none is entered just as a parent. */
  private async find(name: string): Promise<Actor | null> {
    const key = nameKey(name);
    const known = this.found.get(key) ?? (await this.actors.byName(this.manager, name));
    const mention = this.mentions.get(key);
    const actor = known ?? (mention && !this.beingEntered.has(key) ? await this.enter(key, mention) : null);
    if (actor) this.found.set(key, actor);
    return actor;
  }

  private async enter(key: string, { name, kind, linkedTo, abbreviation }: ActorReview): Promise<Actor> {
    this.beingEntered.add(key);
    const parent = linkedTo && nameKey(linkedTo) !== key ? await this.find(linkedTo) : null;
    const fields = { name, kind, parentId: parent?.id ?? null, successorId: null };
    const actor = await this.actors.enter(this.user, fields, this.manager);
    const isFree = nameKey(abbreviation) && !(await this.actors.byName(this.manager, abbreviation));
    if (isFree && !this.mentions.has(nameKey(abbreviation)))
      await this.actors.addAlias(this.user, actor.id, abbreviation, this.manager);
    return actor;
  }
}
