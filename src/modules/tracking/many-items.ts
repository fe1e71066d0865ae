import type { EntityManager } from 'typeorm';
import { StaleVersion } from '../../shared/errors.js';
import type { Publication } from '../publications/index.js';
import { writeItemVersions } from './item-changes.js';
import { type NewItem } from './item-creation.js';
import { Item, ItemActor } from './item.entity.js';
import { itemRef } from './reference.js';

/** An item among many, of any publication. */
export interface NewItemAmongMany extends NewItem {
  publication: Pick<Publication, 'id' | 'refPrefix' | 'teamId'>;
  /** Why, where the timeline is set by us. */
  timelineReason: string | null;
}

/** Rows of one statement: more would be more values than a statement may have. */
const AT_ONCE = 500;

export function inChunks<T>(rows: T[]): T[][] {
  const chunks: T[][] = [];
  for (let start = 0; start < rows.length; start += AT_ONCE) chunks.push(rows.slice(start, start + AT_ONCE));
  return chunks;
}

/**
 * Takes up many items as `takeUpItem` does one, in a few statements for every 500. The kinds' own fields and history are
 * the caller's.
 * @returns ids and references, in their order
 */
export async function takeUpItems(
  manager: EntityManager,
  wishes: NewItemAmongMany[],
  now: Date,
): Promise<{ id: number; ref: string }[]> {
  const taken: { id: number; ref: string }[] = [];
  for (const chunk of inChunks(wishes)) {
    const rows = chunk.map(({ publication, timeline, ...wish }) => ({
      ref: itemRef(publication.refPrefix, wish.kind, wish.number ?? wish.position),
      kind: wish.kind,
      publicationId: publication.id,
      position: wish.position,
      title: wish.title,
      at: wish.at,
      teamId: publication.teamId,
      ownerId: wish.ownerId,
      classification: wish.classification ?? ('public' as const),
      timelineKind: timeline.kind,
      timelineText: timeline.text,
      timelineReason: wish.timelineReason,
      term: timeline.term,
      minMonths: timeline.minMonths,
      maxMonths: timeline.maxMonths,
      startsOn: timeline.startsOn,
      firstDueOn: timeline.dueOn,
      dueOn: timeline.dueOn,
      duePrecision: timeline.dueOn ? (timeline.precision ?? 'day') : null,
      dueBasis: timeline.dueOn ? (timeline.basis ?? 'derived') : null,
      createdAt: now,
    }));
    const { identifiers } = await manager.insert(Item, rows);
    const ids = identifiers.map(({ id }) => id as number);
    const actors = chunk.flatMap(({ actors }, index) =>
      actors.map((actor, order) => ({ ...actor, itemId: ids[index], position: order + 1 })),
    );
    for (const some of inChunks(actors)) await manager.insert(ItemActor, some);
    await writeItemVersions(manager, ids, now);
    taken.push(...rows.map(({ ref }, index) => ({ id: ids[index], ref })));
  }
  return taken;
}

/**
 * Gives many items their owners, rows and versions, in a few statements. History is the caller's.
 * @throws StaleVersion where one of them was changed since its version was read
 */
export async function handOver(
  manager: EntityManager,
  changes: { itemId: number; version: number; ownerId: number | null }[],
  now: Date,
): Promise<void> {
  for (const chunk of inChunks(changes)) {
    const [rows] = await manager.query<[{ id: number }[], number]>(
      `UPDATE item SET owner_id = c."ownerId", version = item.version + 1
         FROM jsonb_to_recordset($1::jsonb) AS c("itemId" int, version int, "ownerId" int)
        WHERE item.id = c."itemId" AND item.version = c.version RETURNING item.id`,
      [JSON.stringify(chunk)],
    );
    if (rows.length !== chunk.length) throw new StaleVersion({ version: chunk[0].version });
    await writeItemVersions(
      manager,
      chunk.map(({ itemId }) => itemId),
      now,
    );
  }
}
