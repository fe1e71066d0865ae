import sql from 'sql-template-tag';
import { type EntityManager, In } from 'typeorm';
import type { CurrentUser } from '../../shared/permissions.js';
import { Publication, visiblePublications } from '../publications/index.js';
import type { PublicationFacts } from './facts.js';

/** The publications, in this order, as far as the person sees them. */
export async function publicationsFor(
  manager: EntityManager,
  user: CurrentUser,
  ids: number[],
): Promise<PublicationFacts[]> {
  const found = await manager.findBy(Publication, { id: In(ids) });
  const seen = await seenPublications(manager, user, ids);
  return ids
    .flatMap((id) => found.filter((publication) => publication.id === id))
    .map((publication) => publicationFacts(publication, seen.has(publication.id)));
}

/** Somebody given leave to see one item alone learns nothing of its publication but its code. */
async function seenPublications(
  manager: EntityManager,
  user: CurrentUser,
  ids: number[],
): Promise<Set<number>> {
  const query = sql`SELECT p.id FROM publication p WHERE p.id = ANY(${ids}::int[]) AND ${visiblePublications(user)}`;
  const rows = await manager.query<{ id: number }[]>(query.text, query.values);
  return new Set(rows.map(({ id }) => id));
}

function publicationFacts(publication: Publication, isSeen: boolean): PublicationFacts {
  const { refPrefix, publishedOn, publishedPrecision, language, direction } = publication;
  if (!isSeen)
    return {
      code: refPrefix,
      series: null,
      number: null,
      title: refPrefix,
      date: null,
      publisher: null,
      authors: [],
      language,
      direction,
      classification: null,
      disclaimer: null,
    };
  return {
    code: publication.refPrefix,
    series: publication.series,
    number: publication.number,
    title: publication.title,
    date: publishedOn && publishedOn.slice(0, { year: 4, month: 7, day: 10 }[publishedPrecision]),
    publisher: publication.publisher,
    authors: publication.authors,
    language: publication.language,
    direction: publication.direction,
    classification: publication.classification,
    disclaimer: publication.disclaimer,
  };
}
