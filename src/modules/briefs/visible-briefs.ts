import sql, { type Sql } from 'sql-template-tag';
import type { CurrentUser } from '../../shared/permissions.js';
import { visiblePublications } from '../publications/index.js';
import { visibleActors } from '../tracking/index.js';

/**
 * Condition for the briefs (alias `b`) that this person may know of: the publication or body that a brief is about, as
 * its scope or in its filter, must be theirs to see, for the brief names it.
 */
export const visibleBriefs = (user: CurrentUser): Sql => sql`(
  (b.publication_id IS NULL OR ${seesPublication(user, sql`b.publication_id`)})
  AND (b.filter -> 'publication' IS NULL OR ${seesPublication(user, sql`(b.filter ->> 'publication')::int`)})
  AND (b.filter -> 'actor' IS NULL OR EXISTS (
    SELECT 1 FROM actor a WHERE a.id = (b.filter ->> 'actor')::int AND ${visibleActors(user)})))`;

const seesPublication = (user: CurrentUser, id: Sql): Sql =>
  sql`EXISTS (SELECT 1 FROM publication p WHERE p.id = ${id} AND ${visiblePublications(user)})`;
