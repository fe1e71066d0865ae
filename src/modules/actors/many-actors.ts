import type { EntityManager } from 'typeorm';
import { Actor, ActorAlias, type ActorKind, nameKey } from './actor.entity.js';

export interface NewActorAmongMany {
  name: string;
  kind: ActorKind;
  aliases: string[];
}

const AT_ONCE = 1_000;
const inChunks = <T>(rows: T[]): T[][] =>
  Array.from({ length: Math.ceil(rows.length / AT_ONCE) }, (_, n) =>
    rows.slice(n * AT_ONCE, (n + 1) * AT_ONCE),
  );

/**
 * Enters many actors whose names and aliases the caller knows to be free, in a few statements. Their links to each
 * other, and the history, are the caller's.
 * @returns ids, in their order
 */
export async function enterActors(manager: EntityManager, wishes: NewActorAmongMany[]): Promise<number[]> {
  const ids: number[] = [];
  for (const chunk of inChunks(wishes)) {
    const rows = chunk.map(({ name, kind }) => ({ name, kind, nameKey: nameKey(name) }));
    const { identifiers } = await manager.insert(Actor, rows);
    ids.push(...identifiers.map(({ id }) => id as number));
  }
  await addAliases(manager, wishes.flatMap(({ aliases }, index) => aliases.map((alias) => ({ actorId: ids[index], alias })))); // prettier-ignore
  return ids;
}

/** Gives actors other names, which the caller knows to be free. */
export async function addAliases(
  manager: EntityManager,
  aliases: { actorId: number; alias: string }[],
): Promise<void> {
  for (const chunk of inChunks(aliases))
    await manager.insert(
      ActorAlias,
      chunk.map(({ actorId, alias }) => ({ actorId, alias, aliasKey: nameKey(alias) })),
    );
}

/** Sets kind, parent and successor of many actors; what is left out stays. No circle may come of it: the caller looks. */
export async function changeActors(
  manager: EntityManager,
  changes: { id: number; kind?: ActorKind; parentId?: number; successorId?: number }[],
): Promise<void> {
  for (const chunk of inChunks(changes))
    await manager.query(
      `UPDATE actor SET kind = coalesce(c.kind, actor.kind), parent_id = coalesce(c."parentId", actor.parent_id),
              successor_id = coalesce(c."successorId", actor.successor_id), version = actor.version + 1
         FROM jsonb_to_recordset($1::jsonb) AS c(id int, kind text, "parentId" int, "successorId" int)
        WHERE actor.id = c.id`,
      [JSON.stringify(chunk)],
    );
}
