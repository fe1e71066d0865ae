import type { EntityManager } from 'typeorm';
import sql, { type Sql } from 'sql-template-tag';
import type { CurrentUser } from '../../shared/permissions.js';
import { visibleItems, visibleUpdates } from '../tracking/index.js';

/**
 * Condition for the effects (alias `e`, of update `u` on item `i` of publication `p`, joined) that this person may
 * see: the item must be theirs to see, and the update's own classification as well. Sources follow their update.
 */
export function visibleEffects(user: CurrentUser): Sql {
  return sql`(${visibleItems(user)} AND ${visibleUpdates(user)})`;
}

/**
 * Condition for an update, by SQL of its id, that this person sees through at least one of its items.
 *
 * @param onItem further condition for that item, alias `i`
 */
export function seesUpdate(user: CurrentUser, updateId: Sql, onItem: Sql = sql``): Sql {
  return sql`EXISTS (SELECT 1 FROM effect e JOIN evidence_update u ON u.id = e.update_id
    JOIN item i ON i.id = e.item_id JOIN publication p ON p.id = i.publication_id
    WHERE e.update_id = ${updateId} AND ${visibleEffects(user)} ${onItem})`;
}

/** An update that this person sees through at least one of its items, with its id and recorder. */
export async function findUpdate(
  manager: EntityManager,
  user: CurrentUser,
  updateId: number,
): Promise<{ id: number; recordedBy: number } | null> {
  const query = sql`SELECT c.id, c.recorded_by AS "recordedBy" FROM evidence_update c
    WHERE c.id = ${updateId} AND ${seesUpdate(user, sql`c.id`)}`;
  const rows = (await manager.query(query.text, query.values)) as { id: number; recordedBy: number }[];
  return rows[0] ?? null;
}
