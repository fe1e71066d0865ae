import type { EntityManager } from 'typeorm';
import sql, { type Sql } from 'sql-template-tag';
import type { CurrentUser } from '../../shared/permissions.js';
import { roleSees } from '../publications/index.js';
import { visibleItems } from '../tracking/index.js';

/**
 * Condition for the effects (alias `e`, of update `u` on item `i` of publication `p`, joined) that this person may
 * see: the item must be theirs to see, and the update's own classification as well. Sources follow their update.
 */
export function visibleEffects(user: CurrentUser): Sql {
  return sql`(${visibleItems(user)} AND ${roleSees(user, sql`u.classification`, sql`i.team_id`)})`;
}

/** An update that this person sees through at least one of its items, with its id and recorder. */
export async function findUpdate(
  manager: EntityManager,
  user: CurrentUser,
  updateId: number,
): Promise<{ id: number; recordedBy: number } | null> {
  const query = sql`SELECT u.id, u.recorded_by AS "recordedBy" FROM evidence_update u WHERE u.id = ${updateId} AND EXISTS (
    SELECT 1 FROM effect e JOIN item i ON i.id = e.item_id JOIN publication p ON p.id = i.publication_id
     WHERE e.update_id = u.id AND ${visibleEffects(user)})`;
  const rows = (await manager.query(query.text, query.values)) as { id: number; recordedBy: number }[];
  return rows[0] ?? null;
}
