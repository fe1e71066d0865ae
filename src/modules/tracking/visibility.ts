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
