import sql, { type Sql } from 'sql-template-tag';
import { type CurrentUser, may } from '../../shared/permissions.js';

/**
 * Condition for the entries of the inbox (alias `n`) that this person may see, of those who record: their own, their
 * team's, and what was shared with every colleague. A link may tell what somebody is looking for.
 */
export const visibleEntries = (user: CurrentUser): Sql =>
  may(user, 'record')
    ? sql`(n.created_by = ${user.id} OR n.shared OR n.team_id = ${user.teamId}::int)`
    : sql`FALSE`;
