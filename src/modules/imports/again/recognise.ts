import sql, { type Sql } from 'sql-template-tag';
import type { EntityManager } from 'typeorm';
import type { CurrentUser } from '../../../shared/permissions.js';
import { nameKeyOfSeries, visiblePublications } from '../../publications/index.js';
import type { Review } from '../review.js';
import { wordsIn } from './word-difference.js';

/** A title is the same where so much of its words is; of fewer words, all. */
const SAME_TITLE = 0.85;
const MOST_TITLES = 2_000;

/** A publication that a document may be brought again for. */
export interface Choice {
  id: number;
  refPrefix: string;
  title: string;
}

/** Condition for the publications (alias `p`) that a person may bring up to date: contributors those of their own team. */
export const editablePublications = (user: CurrentUser): Sql =>
  user.role === 'contributor' && user.teamId !== null
    ? sql`(${visiblePublications(user)} AND p.team_id = ${user.teamId}::int)`
    : visiblePublications(user);

/**
 * The publication that a document is of, if the person may see it and bring it up to date: the one that was read from
 * the same bytes, the one with the same series and number, or one with nearly the same title that neither contradicts.
 */
export async function recognise(
  manager: EntityManager,
  user: CurrentUser,
  { review: { publication }, sha256 }: { review: Review; sha256: string },
): Promise<number | null> {
  const seriesKey = nameKeyOfSeries(publication.series);
  const number = publication.number.trim();
  const [known] = await rows<{ id: number }>(
    manager,
    sql`SELECT p.id FROM publication p
         WHERE ${editablePublications(user)} AND (
           EXISTS (SELECT 1 FROM publication_document d WHERE d.publication_id = p.id AND d.sha256 = ${sha256})
           OR (p.series_key = ${seriesKey} AND p.number = ${number}))
         ORDER BY EXISTS (SELECT 1 FROM publication_document d WHERE d.publication_id = p.id AND d.sha256 = ${sha256}) DESC,
           p.id DESC LIMIT 1`,
  );
  if (known) return known.id;
  const titled = await rows<{ id: number; title: string }>(
    manager,
    // Another number of the series, or another series, is another publication, however alike the titles are.
    sql`SELECT p.id, p.title FROM publication p
         WHERE ${editablePublications(user)} AND (${number} = '' OR p.number IS NULL OR p.number = ${number})
           AND (${seriesKey}::text IS NULL OR p.series_key IS NULL OR p.series_key = ${seriesKey})
         ORDER BY p.id DESC LIMIT ${MOST_TITLES}`,
  );
  const words = new Set(wordsIn(publication.title));
  return titled.find(({ title }) => isSameTitle(words, new Set(wordsIn(title))))?.id ?? null;
}

/** Those that a person may choose from, newest first; `chosen` is always among them. */
export const choicesFor = (
  manager: EntityManager,
  user: CurrentUser,
  chosen: number | null,
): Promise<Choice[]> =>
  rows(
    manager,
    sql`SELECT p.id, p.ref_prefix AS "refPrefix", p.title FROM publication p WHERE ${editablePublications(user)}
         ORDER BY coalesce(p.id = ${chosen}::int, false) DESC, p.published_on DESC NULLS LAST, p.id DESC LIMIT 500`,
  );

/** Whether a person may bring this publication up to date. */
export async function isEditable(manager: EntityManager, user: CurrentUser, id: number): Promise<boolean> {
  const found = await rows(
    manager,
    sql`SELECT 1 FROM publication p WHERE p.id = ${id} AND ${editablePublications(user)}`,
  );
  return found.length > 0;
}

function isSameTitle(one: Set<string>, other: Set<string>): boolean {
  const shared = [...one].filter((word) => other.has(word)).length;
  return shared > 0 && (2 * shared) / (one.size + other.size) >= SAME_TITLE;
}

const rows = <Row>(manager: EntityManager, { text, values }: Sql): Promise<Row[]> =>
  manager.query(text, values);
