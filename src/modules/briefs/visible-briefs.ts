import sql, { type Sql } from 'sql-template-tag';
import type { CurrentUser } from '../../shared/permissions.js';
import { visiblePublications } from '../publications/index.js';
import { visibleEffects } from '../evidence/index.js';
import { visibleActors, visibleItems } from '../tracking/index.js';

/**
 * Condition for the briefs (alias `b`) that this person may know of: the publication or body that a brief is about, as
 * its scope or in its filter, must be theirs to see, for the brief names it. One that was submitted says the same to all
 * who open it: they must be allowed to see, today, every item and every piece of evidence in it.
 */
export const visibleBriefs = (user: CurrentUser): Sql => sql`(
  (b.publication_id IS NULL OR ${seesPublication(user, sql`b.publication_id`)})
  AND (b.filter -> 'publication' IS NULL OR ${seesPublication(user, sql`(b.filter ->> 'publication')::int`)})
  AND (b.filter -> 'actor' IS NULL OR EXISTS (
    SELECT 1 FROM actor a WHERE a.id = (b.filter ->> 'actor')::int AND ${visibleActors(user)}))
  AND (b.state = 'draft' OR ${seesAllOf(user)}))`;

const seesAllOf = (user: CurrentUser): Sql => sql`(NOT EXISTS (
    SELECT 1 FROM brief_content c JOIN item i ON i.id = c.item_id JOIN publication p ON p.id = i.publication_id
     WHERE c.brief_id = b.id AND NOT ${visibleItems(user)})
  AND NOT EXISTS (
    SELECT 1 FROM brief_content c JOIN effect e ON e.id = c.effect_id JOIN evidence_update u ON u.id = e.update_id
      JOIN item i ON i.id = e.item_id JOIN publication p ON p.id = i.publication_id
     WHERE c.brief_id = b.id AND NOT ${visibleEffects(user)}))`;

const seesPublication = (user: CurrentUser, id: Sql): Sql =>
  sql`EXISTS (SELECT 1 FROM publication p WHERE p.id = ${id} AND ${visiblePublications(user)})`;
