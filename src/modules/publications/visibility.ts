import sql, { type Sql } from 'sql-template-tag';
import type { CurrentUser } from '../../shared/permissions.js';

/**
 * What a role sees of things with this classification: viewers public and internal; contributors also the
 * confidential of their own team; managers and admins all but restricted. Restricted needs a grant.
 *
 * @param level  SQL of type `classification`
 * @param teamId SQL of the owning team's id
 */
export function roleSees(user: CurrentUser, level: Sql, teamId: Sql): Sql {
  switch (user.role) {
    case 'viewer':
      return sql`${level} <= 'internal'`;
    case 'contributor':
      return sql`(${level} <= 'internal' OR (${level} = 'confidential' AND ${teamId} = ${user.teamId}::int))`;
    case 'manager':
    case 'admin':
      return sql`${level} <= 'confidential'`;
  }
}

/** Condition for the publications (alias `p`) that this person may see. */
export function visiblePublications(user: CurrentUser): Sql {
  return sql`(${roleSees(user, sql`p.classification`, sql`p.team_id`)} OR EXISTS (
    SELECT 1 FROM publication_grant pg WHERE pg.person_id = ${user.id} AND pg.publication_id = p.id))`;
}
