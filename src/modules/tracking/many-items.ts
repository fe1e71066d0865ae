import type { EntityManager } from 'typeorm';
import { insertRows } from '../../database/insert-rows.js';
import { StaleVersion } from '../../shared/errors.js';
import type { Publication } from '../publications/index.js';
import { writeItemVersions } from './item-changes.js';
import { type NewItem } from './item-creation.js';
import { itemRef } from './reference.js';

/** An item among many, of any publication. */
export interface NewItemAmongMany extends NewItem {
  publication: Pick<Publication, 'id' | 'refPrefix' | 'teamId'>;
  /** Why, where the timeline is set by us. */
  timelineReason: string | null;
}

/** Rows of one statement. */
const AT_ONCE = 1_000;

function inChunks<T>(rows: T[]): T[][] {
  const chunks: T[][] = [];
  for (let start = 0; start < rows.length; start += AT_ONCE) chunks.push(rows.slice(start, start + AT_ONCE));
  return chunks;
}

/**
 * Takes up many items as `takeUpItem` does one, in a few statements for every 1,000. The kinds' own fields and history are
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
    const rows = chunk.map((wish) => rowOf(wish, now));
    const inserted = await insertRows<{ id: number; ref: string }>(manager, 'item', ITEM, rows, 'id, ref');
    const ids = new Map(inserted.map(({ id, ref }) => [ref, id]));
    await insertRows(
      manager,
      'item_actor',
      ITEM_ACTOR,
      chunk.flatMap(({ actors }, index) =>
        actors.map(({ actorId, verbatim, qualifier, lead }, order) => ({
          item_id: ids.get(rows[index].ref),
          actor_id: actorId,
          position: order + 1,
          verbatim,
          qualifier,
          lead,
        })),
      ),
    );
    await writeItemVersions(manager, [...ids.values()], now);
    taken.push(...rows.map(({ ref }) => ({ id: ids.get(ref)!, ref })));
  }
  return taken;
}

const ITEM = {
  ref: 'text',
  kind: 'text',
  publication_id: 'int',
  position: 'int',
  title: 'text',
  at: 'jsonb',
  team_id: 'int',
  owner_id: 'int',
  classification: 'classification',
  timeline_kind: 'text',
  timeline_text: 'text',
  timeline_reason: 'text',
  term: 'text',
  min_months: 'int',
  max_months: 'int',
  starts_on: 'date',
  first_due_on: 'date',
  due_on: 'date',
  due_precision: 'text',
  due_basis: 'text',
  created_at: 'timestamptz',
  version: 'int',
};
const ITEM_ACTOR = {
  item_id: 'int',
  actor_id: 'int',
  position: 'int',
  verbatim: 'text',
  qualifier: 'text',
  lead: 'boolean',
};

/** As `takeUpItem` has it. */
const rowOf = ({ publication, timeline, ...wish }: NewItemAmongMany, now: Date) => ({
  ref: itemRef(publication.refPrefix, wish.kind, wish.number ?? wish.position),
  kind: wish.kind,
  publication_id: publication.id,
  position: wish.position,
  title: wish.title,
  at: wish.at,
  team_id: publication.teamId,
  owner_id: wish.ownerId,
  classification: wish.classification ?? 'public',
  timeline_kind: timeline.kind,
  timeline_text: timeline.text,
  timeline_reason: wish.timelineReason,
  term: timeline.term,
  min_months: timeline.minMonths,
  max_months: timeline.maxMonths,
  starts_on: timeline.startsOn,
  first_due_on: timeline.dueOn,
  due_on: timeline.dueOn,
  due_precision: timeline.dueOn && (timeline.precision ?? 'day'),
  due_basis: timeline.dueOn && (timeline.basis ?? 'derived'),
  created_at: now,
  version: 1,
});

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
