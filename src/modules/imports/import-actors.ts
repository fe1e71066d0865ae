import sql from 'sql-template-tag';
import type { EntityManager } from 'typeorm';
import { Refused } from '../../shared/errors.js';
import type { CurrentUser } from '../../shared/permissions.js';
import { type Actor, type ActorsService, nameKey } from '../actors/index.js';
import { visibleActors } from '../tracking/index.js';
import type { ActorReview, Review } from './review.js';

/**
 * The actors of one import: those that the reviewer chose, those that Heed knows by name or alias, and the others,
 * entered as they are met, each after the body whose name it begins with ("SCO" before "SCO members"). What a chosen
 * actor is called here is remembered as an alias, so that the next document that says so means it at once.
 */
export class ImportActors {
  private readonly mentions = new Map<string, ActorReview>();
  private readonly found = new Map<string, Actor>();
  private readonly beingEntered = new Set<string>();
  private readonly entered = new Set<number>();

  constructor(
    private readonly actors: ActorsService,
    private readonly manager: EntityManager,
    private readonly user: CurrentUser,
    mentions: ActorReview[],
  ) {
    for (const mention of mentions) {
      const key = nameKey(mention.name);
      if (!chosenId(mention) && !this.mentions.has(key)) this.mentions.set(key, mention);
    }
  }

  async idOf(mention: ActorReview): Promise<number> {
    const chosen = chosenId(mention);
    const id = chosen ?? (await this.find(mention.name))!.id;
    if (chosen) await this.remember(id, mention.name);
    else if (!this.entered.has(id) && isRenamed(mention)) await this.remember(id, mention.verbatim);
    return id;
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
    this.entered.add(actor.id);
    await this.remember(actor.id, abbreviation);
    return actor;
  }

  /** Unless somebody goes by it already, in the registry or in this document. */
  private async remember(id: number, name: string): Promise<void> {
    const key = nameKey(name);
    if (!key || this.mentions.has(key) || (await this.actors.byName(this.manager, name))) return;
    await this.actors.addAlias(this.user, id, name, this.manager);
  }
}

/** The reviewer's choice from the registry. */
export const chosenId = ({ match }: ActorReview): number | null =>
  /^\d+$/.test(match) ? Number(match) : null;

/** Whoever is named at all, and is one. */
export const isActor = ({ name, match }: ActorReview): boolean => name !== '' && match !== 'none';

/**
 * The reviewer wrote the name of somebody else; where one name is a part of the other, it may be that two bodies were
 * taken apart, or that only here the short name says enough.
 */
function isRenamed({ name, verbatim }: ActorReview): boolean {
  const [now, before] = [` ${nameKey(name)} `, ` ${nameKey(verbatim)} `];
  return before.trim() !== '' && !now.includes(before) && !before.includes(now);
}

/** Choices that are no actors whom this person may see. */
export async function unknownChoices(
  manager: EntityManager,
  user: CurrentUser,
  { actions }: Review,
): Promise<Refused[]> {
  const chosen = actions.flatMap((row, index) =>
    row.include
      ? row.actors.map((actor, n) => ({ id: chosenId(actor), field: `actions[${index}].actors[${n}].match` }))
      : [],
  );
  const ids = [...new Set(chosen.flatMap(({ id }) => id ?? []))];
  if (ids.length === 0) return [];
  const query = sql`SELECT a.id FROM actor a WHERE a.id = ANY(${ids}::int[]) AND ${visibleActors(user)}`;
  const rows = await manager.query<{ id: number }[]>(query.text, query.values);
  const seen = new Set(rows.map(({ id }) => id));
  return chosen.flatMap(({ id, field }) =>
    id === null || seen.has(id) ? [] : new Refused('choice', {}, field),
  );
}
