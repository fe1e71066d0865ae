import sql, { type Sql } from 'sql-template-tag';
import type { CurrentUser } from '../../shared/permissions.js';
import { roleSees } from '../publications/index.js';

/** An item is as strict as the stricter of itself (alias `i`) and its publication (alias `p`). */
export const itemLevel = sql`greatest(i.classification, p.classification)`;

/** Condition for the items (aliases `i` and `p`, joined) that this person may see: the one scope of every read. */
export function visibleItems(user: CurrentUser): Sql {
  return sql`(${roleSees(user, itemLevel, sql`i.team_id`)}
    OR EXISTS (SELECT 1 FROM item_grant ig WHERE ig.person_id = ${user.id} AND ig.item_id = i.id)
    OR EXISTS (SELECT 1 FROM publication_grant pg WHERE pg.person_id = ${user.id} AND pg.publication_id = p.id))`;
}

/**
 * Condition for the evidence updates (alias `u`, with their item `i`) that this person may see of an item they see:
 * an update may be stricter than its items.
 */
export function visibleUpdates(user: CurrentUser): Sql {
  return roleSees(user, sql`u.classification`, sql`i.team_id`);
}

/**
 * Condition for the actors (alias `a`) that this person may see. The registry is common, but a body named only in
 * items that are hidden is hidden with them.
 */
export function visibleActors(user: CurrentUser): Sql {
  return sql`(NOT EXISTS (SELECT 1 FROM item_actor ia WHERE ia.actor_id = a.id)
    OR EXISTS (SELECT 1 FROM item_actor ia JOIN item i ON i.id = ia.item_id
                 JOIN publication p ON p.id = i.publication_id
                WHERE ia.actor_id = a.id AND ${visibleItems(user)}))`;
}
