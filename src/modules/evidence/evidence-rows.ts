import type { EntityManager } from 'typeorm';

// The application's role may write only these columns of the append-only tables.

export const UPDATE_COLUMNS = [
  'eventOn',
  'eventPrecision',
  'text',
  'classification',
  'correctsId',
  'correctionReason',
  'recordedBy',
  'recordedAt',
];
export const SOURCE_COLUMNS = [
  'updateId',
  'position',
  'title',
  'publisher',
  'author',
  'publishedOn',
  'url',
  'archivedUrl',
  'kind',
  'standing',
  'standingOf',
];
export const EFFECT_COLUMNS = [
  'updateId',
  'itemId',
  'shows',
  'quote',
  'quotePlace',
  'baseline',
  'progressFrom',
  'progressTo',
];

/** Writes one row and names no other column. @returns its id, which the database gives */
export async function insert<T extends object>(
  manager: EntityManager,
  entity: new () => T,
  columns: string[],
  row: object,
): Promise<number> {
  const { raw } = await manager
    .createQueryBuilder()
    .insert()
    .into(entity, columns)
    .values(row)
    .returning('id')
    .execute();
  return (raw as { id: number }[])[0].id;
}
