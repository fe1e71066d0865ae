import { type EntityManager, In } from 'typeorm';
import sql, { type Sql, join, raw } from 'sql-template-tag';
import { NotFound, StaleVersion } from '../../shared/errors.js';
import type { CurrentUser } from '../../shared/permissions.js';
import { Item, type ItemState, ItemVersion } from './item.entity.js';
import { visibleItems } from './visibility.js';

/** Items that are not there, or not for this person to see. */
export class MissingItems extends NotFound {
  constructor(readonly refs: string[]) {
    super();
  }
}

/**
 * Loads items for a change, locked in the order of their ids so that two people cannot lock each other out, in the
 * order asked for. What the person may not see counts as missing.
 *
 * @throws MissingItems, which is NotFound, when one is missing or hidden
 */
export async function lockItems(manager: EntityManager, user: CurrentUser, refs: string[]): Promise<Item[]> {
  const wanted = [...new Set(refs)];
  if (wanted.length === 0) return [];
  const query = sql`SELECT i.id FROM item i JOIN publication p ON p.id = i.publication_id
    WHERE i.ref IN (${join(wanted)}) AND ${visibleItems(user)} ORDER BY i.id FOR UPDATE OF i`;
  const rows = (await manager.query(query.text, query.values)) as { id: number }[];
  const items = rows.length === 0 ? [] : await manager.findBy(Item, { id: In(rows.map((row) => row.id)) });
  const byRef = new Map(items.map((item) => [item.ref, item]));
  const missing = wanted.filter((ref) => !byRef.has(ref));
  if (missing.length > 0) throw new MissingItems(missing);
  return refs.map((ref) => byRef.get(ref)!);
}

export async function lockItem(manager: EntityManager, user: CurrentUser, ref: string): Promise<Item> {
  const [item] = await lockItems(manager, user, [ref]);
  return item;
}

/** @throws StaleVersion when somebody changed the item since the person read it */
export function mustBeCurrent(item: { version: number }, expectedVersion: number): void {
  if (item.version !== expectedVersion) throw new StaleVersion({ version: item.version });
}

/** What may change of an item: never its reference, its kind or its publication. */
export type ItemChanges = Partial<ItemState & Pick<Item, 'at' | 'position' | 'goneDocumentId'>>;

/**
 * Writes changes to an item in hand: the row, guarded by its version, and a new `item_version` in the place of the
 * last. The item object is brought up to date. History is the caller's.
 */
export async function changeItem(
  manager: EntityManager,
  item: Item,
  changes: ItemChanges,
  now: Date,
): Promise<void> {
  const result = await manager
    .createQueryBuilder()
    .update(Item)
    .set({ ...changes, version: () => 'version + 1' })
    .where('id = :id AND version = :version', { id: item.id, version: item.version })
    .execute();
  if (result.affected !== 1) throw new StaleVersion({ version: item.version });
  Object.assign(item, changes, { version: item.version + 1 });
  await writeItemVersion(manager, item.id, now);
}

/** Closes the item's last version and opens one from the row as it stands. */
export const writeItemVersion = (manager: EntityManager, itemId: number, now: Date): Promise<void> =>
  writeItemVersions(manager, [itemId], now);

/** The same for many, in two statements. */
export async function writeItemVersions(manager: EntityManager, itemIds: number[], now: Date): Promise<void> {
  await manager.query(
    `UPDATE item_version SET valid_to = $2 WHERE item_id = ANY($1::int[]) AND valid_to IS NULL`,
    [itemIds, now],
  );
  const columns = sharedColumns(manager);
  const insert = sql`INSERT INTO item_version (item_id, version, valid_from, actors, ${columns})
    SELECT i.id, i.version, ${now}, coalesce((
      SELECT jsonb_agg(jsonb_build_object('actorId', a.actor_id, 'lead', a.lead, 'qualifier', a.qualifier,
        'response', a.response, 'respondedOn', a.responded_on) ORDER BY a.position)
      FROM item_actor a WHERE a.item_id = i.id), '[]'::jsonb), ${columns}
    FROM item i WHERE i.id = ANY(${itemIds}::int[])`;
  await manager.query(insert.text, insert.values);
}

/** The columns that `item` and `item_version` share (`ItemState`), by name. */
function sharedColumns(manager: EntityManager): Sql {
  const own = new Set(['id', 'itemId', 'version', 'validFrom', 'validTo', 'actors']);
  const columns = manager.dataSource
    .getMetadata(ItemVersion)
    .columns.filter((column) => !own.has(column.propertyName))
    .map((column) => raw(`"${column.databaseName}"`));
  return join(columns);
}
