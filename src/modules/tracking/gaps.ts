import sql, { type Sql } from 'sql-template-tag';
import type { CurrentUser } from '../../shared/permissions.js';
import { visibleUpdates } from './visibility.js';

/** What is missing behind an item, so far as a person sees it. */
export const GAPS = [
  'nothing_behind',
  'partial_undated',
  'one_publisher',
  'one_party',
  'unread_timeline',
] as const;
export type Gap = (typeof GAPS)[number];

/** Evidence that counts on an item (alias `i`) and that this person may see: alias `u`. */
const standing = (user: CurrentUser): Sql => sql`effect e JOIN evidence_update u ON u.id = e.update_id
  WHERE e.item_id = i.id AND NOT e.baseline AND ${visibleUpdates(user)}
    AND NOT EXISTS (SELECT 1 FROM evidence_update c WHERE c.corrects_id = u.id)`;

const claimed = sql`i.progress <> 'no_public_evidence'`;

/** Condition for the items (alias `i`) that have this gap. */
export function hasGap(gap: Gap, user: CurrentUser): Sql {
  switch (gap) {
    case 'nothing_behind':
      return sql`(${claimed} AND NOT EXISTS (SELECT 1 FROM ${standing(user)}
        AND EXISTS (SELECT 1 FROM source s WHERE s.update_id = u.id)))`;
    case 'partial_undated':
      return sql`(i.progress = 'partially_implemented' AND i.due_on IS NULL)`;
    case 'one_publisher':
      return sourcesAre(
        user,
        sql`count(DISTINCT lower(btrim(s.publisher))) = 1 AND count(*) = count(s.publisher)`,
      );
    case 'one_party':
      return sourcesAre(user, sql`bool_and(s.standing = 'party')`);
    case 'unread_timeline':
      return sql`(i.timeline_kind = 'from_source' AND btrim(coalesce(i.timeline_text, '')) <> ''
        AND i.due_on IS NULL AND i.term IS NULL)`;
  }
}

/** What holds of all the sources of its evidence together, where it has any. */
const sourcesAre = (user: CurrentUser, condition: Sql): Sql => sql`(${claimed} AND EXISTS (
  SELECT 1 FROM source s WHERE s.update_id IN (SELECT u.id FROM ${standing(user)})
  HAVING count(*) > 0 AND ${condition}))`;
