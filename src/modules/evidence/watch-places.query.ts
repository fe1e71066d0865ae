import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import sql from 'sql-template-tag';
import type { CurrentUser } from '../../shared/permissions.js';
import { visiblePublications } from '../publications/index.js';
import { visibleActors, visibleItems } from '../tracking/index.js';

/** Whose place it is: the item's own, or inherited from its publication or one of its actors. */
export const WATCH_SCOPES = ['item', 'publication', 'actor'] as const;
export type WatchScope = (typeof WATCH_SCOPES)[number];

/** A place to look for news, as it stands on the watch list of one or more items. */
export interface WatchPlaceView {
  id: number;
  name: string;
  url: string | null;
  of: WatchScope;
  /** Of the publication or actor that it is inherited from. */
  from: { id: number; name: string } | null;
  /** The items, of those asked for, on whose list it stands. */
  refs: string[];
}

type Queries = { query<T>(text: string, values: unknown[]): Promise<T> };

/** The watch lists of these items as this person may see them, their own places first: one statement. */
export async function watchPlacesOf(
  database: Queries,
  user: CurrentUser,
  refs: string[],
): Promise<WatchPlaceView[]> {
  if (refs.length === 0) return [];
  const query = sql`
    WITH asked AS (SELECT i.id, i.ref, i.publication_id FROM item i JOIN publication p ON p.id = i.publication_id
      WHERE i.ref = ANY(${refs}::text[]) AND ${visibleItems(user)}),
    listed AS (
      SELECT x.ref, w.id FROM asked x JOIN watch_place w ON w.item_id = x.id
      UNION ALL
      SELECT x.ref, w.id FROM asked x JOIN publication p ON p.id = x.publication_id
        JOIN watch_place w ON w.publication_id = p.id WHERE ${visiblePublications(user)}
      UNION ALL
      SELECT x.ref, w.id FROM asked x JOIN item_actor m ON m.item_id = x.id JOIN actor a ON a.id = m.actor_id
        JOIN watch_place w ON w.actor_id = a.id WHERE ${visibleActors(user)})
    SELECT w.id, w.name, w.url,
      CASE WHEN w.item_id IS NOT NULL THEN 'item' WHEN w.publication_id IS NOT NULL THEN 'publication'
        ELSE 'actor' END AS of,
      CASE WHEN p.id IS NOT NULL THEN jsonb_build_object('id', p.id, 'name', p.ref_prefix)
        WHEN a.id IS NOT NULL THEN jsonb_build_object('id', a.id, 'name', a.name) END AS "from",
      array_agg(DISTINCT l.ref) AS refs
    FROM listed l JOIN watch_place w ON w.id = l.id LEFT JOIN publication p ON p.id = w.publication_id
      LEFT JOIN actor a ON a.id = w.actor_id
    GROUP BY w.id, p.id, a.id ORDER BY w.item_id NULLS LAST, w.publication_id NULLS LAST, w.id`;
  return database.query<WatchPlaceView[]>(query.text, query.values);
}

/** Where to look for news of an item. */
@Injectable()
export class WatchPlacesQuery {
  constructor(private readonly dataSource: DataSource) {}

  of(user: CurrentUser, refs: string[]): Promise<WatchPlaceView[]> {
    return watchPlacesOf(this.dataSource, user, refs);
  }
}

/** Each name once, whatever list it comes from. */
export const watchedNames = (places: WatchPlaceView[]): string[] => [
  ...new Set(places.map(({ name }) => name)),
];
