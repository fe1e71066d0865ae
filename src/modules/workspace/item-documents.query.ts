import { Injectable } from '@nestjs/common';
import sql, { type Sql } from 'sql-template-tag';
import { DataSource } from 'typeorm';
import type { Day } from '../../shared/calendar-date.js';
import { NotFound } from '../../shared/errors.js';
import type { CurrentUser } from '../../shared/permissions.js';
import { visiblePublications } from '../publications/index.js';
import { SettingsService } from '../settings/index.js';
import { visibleItems } from '../tracking/index.js';

/** What the documents of its publication did to an item since it was taken up. */
export interface ItemDocuments {
  /** The document that the item is no longer in. */
  gone: DocumentName | null;
  /** Actors that stay although a document does not name them any more. */
  actorsGone: { id: number; name: string; document: DocumentName }[];
  /** What it said before it was reworded, newest first. */
  wordings: EarlierWordingView[];
  /** Of an action: the recommendations that it may carry out, and whether it does. */
  recommendations: { ref: string; title: string; isLinked: boolean }[];
  version: number;
}

/** `filename` is null to people who may see the item but not its publication. */
export interface DocumentName {
  filename: string | null;
  on: Day;
}

export interface EarlierWordingView {
  document: DocumentName;
  by: { id: number; name: string };
  /** The words that were replaced, by cell. */
  words: Record<string, string>;
}

@Injectable()
export class ItemDocumentsQuery {
  constructor(
    private readonly dataSource: DataSource,
    private readonly settings: SettingsService,
  ) {}

  /** One statement. @throws NotFound where the item is missing or hidden */
  async of(user: CurrentUser, ref: string): Promise<ItemDocuments> {
    const { timeZone } = await this.settings.organisation();
    const document = (alias: Sql) => sql`json_build_object('filename',
      CASE WHEN ${visiblePublications(user)} THEN ${alias}.filename END, 'on',
      (${alias}.imported_at AT TIME ZONE ${timeZone}::text)::date)`;
    const query = sql`
      SELECT i.version, CASE WHEN g.id IS NOT NULL THEN ${document(sql`g`)} END AS gone,
        coalesce((SELECT json_agg(json_build_object('id', x.id, 'name', x.name, 'document', ${document(sql`d`)})
            ORDER BY ia.position)
          FROM item_actor ia JOIN actor x ON x.id = ia.actor_id JOIN publication_document d ON d.id = ia.gone_document_id
          WHERE ia.item_id = i.id), '[]') AS "actorsGone",
        coalesce((SELECT json_agg(json_build_object('document', ${document(sql`d`)}, 'words', w.words,
            'by', json_build_object('id', o.id, 'name', o.name)) ORDER BY w.id DESC)
          FROM earlier_wording w JOIN publication_document d ON d.id = w.document_id JOIN person o ON o.id = w.replaced_by
          WHERE w.item_id = i.id), '[]') AS wordings,
        coalesce((SELECT json_agg(json_build_object('ref', r.ref, 'title', r.title, 'isLinked', EXISTS (
            SELECT 1 FROM action_recommendation l WHERE l.action_id = i.id AND l.recommendation_id = r.id))
            ORDER BY r.position)
          FROM (SELECT i.* FROM item i JOIN publication p ON p.id = i.publication_id
                 WHERE i.kind = 'recommendation' AND ${visibleItems(user)}) r
          WHERE r.publication_id = i.publication_id AND i.kind = 'action'), '[]') AS recommendations
      FROM item i JOIN publication p ON p.id = i.publication_id
        LEFT JOIN publication_document g ON g.id = i.gone_document_id
      WHERE i.ref = ${ref} AND ${visibleItems(user)}`;
    const [item] = await this.dataSource.query<ItemDocuments[]>(query.text, query.values);
    if (!item) throw new NotFound();
    return item;
  }
}
