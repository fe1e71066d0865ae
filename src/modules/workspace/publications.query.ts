import { Injectable } from '@nestjs/common';
import sql, { type Sql } from 'sql-template-tag';
import { DataSource } from 'typeorm';
import type { Day } from '../../shared/calendar-date.js';
import { NotFound } from '../../shared/errors.js';
import type { CurrentUser } from '../../shared/permissions.js';
import { type Classification, type Place, visiblePublications } from '../publications/index.js';
import {
  type Frame,
  ItemListQuery,
  type ItemRow,
  PAGE_SIZE,
  isOpenItem,
  partialDay,
  timelinessIs,
  visibleItems,
} from '../tracking/index.js';

export interface PublicationRow {
  id: number;
  refPrefix: string;
  series: string | null;
  number: string | null;
  title: string;
  /** As far as it is known: day, month or year. */
  publishedOn: string | null;
  publisher: string | null;
  classification: Classification;
  team: { id: number; name: string };
  /** Of the items that the person sees. */
  items: { total: number; recommendations: number; actions: number; open: number; pastDue: number };
  version: number;
}

export interface PublicationDetail extends PublicationRow {
  authors: string[];
  language: string;
  direction: 'ltr' | 'rtl';
  disclaimer: string | null;
  sections: { heading: string; level: number; at: Place }[];
  notes: { marker: string; text: string; url: string | null; sameAs: string | null; citedAt: Place[] }[];
  /** The first one first. */
  documents: { id: number; filename: string; format: string; sha256: string; importedOn: Day }[];
  /** The matrix, row by row, and the recommendations, in the publication's own order. */
  actions: PublishedAction[];
  recommendations: PublishedRecommendation[];
}

export interface PublishedAction {
  item: ItemRow;
  issue: string;
  pathway: string;
  implementation: string;
  actorsText: string;
  extra: Record<string, string>;
  at: Place;
  /** When the document came that it is no longer in. */
  goneOn: Day | null;
  /** References of the recommendations it carries out. */
  carriesOut: string[];
}

export interface PublishedRecommendation {
  item: ItemRow;
  text: string;
  heading: string | null;
  addressee: string | null;
  at: Place;
  /** When the document came that it is no longer in. */
  goneOn: Day | null;
  /** References of the actions that carry it out. */
  carriedOutBy: string[];
}

interface Words {
  ref: string;
  at: Place;
  goneOn: Day | null;
  action: Omit<PublishedAction, 'item' | 'at' | 'goneOn' | 'carriesOut'> | null;
  recommendation: Omit<PublishedRecommendation, 'item' | 'at' | 'goneOn' | 'carriedOutBy'> | null;
  links: string[];
}

/** The publications that a person sees, and what became of each. */
@Injectable()
export class PublicationsQuery {
  constructor(
    private readonly dataSource: DataSource,
    private readonly items: ItemListQuery,
  ) {}

  /** Newest first. One statement. */
  async page(
    user: CurrentUser,
    { page = 1, pageSize = PAGE_SIZE }: { page?: number; pageSize?: number } = {},
  ): Promise<{ publications: PublicationRow[]; total: number; page: number; pageSize: number }> {
    const frame = await this.items.frame();
    const [row] = await this.query<{ total: number; publications: PublicationRow[] }>(sql`
      WITH seen AS MATERIALIZED (
        SELECT p.id, row_number() OVER (ORDER BY p.published_on DESC NULLS LAST, p.id DESC) AS n
          FROM publication p WHERE ${visiblePublications(user)})
      SELECT (SELECT count(*)::int FROM seen) AS total, coalesce((
        SELECT json_agg(${rowJson(user, frame)} ORDER BY page.n)
          FROM (SELECT id, n FROM seen ORDER BY n LIMIT ${pageSize} OFFSET ${(page - 1) * pageSize}) page
          JOIN publication p ON p.id = page.id ${ROW_JOINS}), '[]'::json) AS publications`);
    return { ...row, page, pageSize };
  }

  /** @throws NotFound where it is missing or hidden */
  async one(user: CurrentUser, id: number): Promise<PublicationDetail> {
    const frame = await this.items.frame();
    const [row] = await this.query<{
      row: PublicationRow;
      more: Omit<PublicationDetail, keyof PublicationRow>;
    }>(sql`
      SELECT ${rowJson(user, frame)} AS row, json_build_object('authors', p.authors, 'language', p.language,
        'direction', p.direction, 'disclaimer', p.disclaimer,
        'sections', coalesce((SELECT json_agg(json_build_object('heading', s.heading, 'level', s.level, 'at', s.at)
            ORDER BY s.position) FROM publication_section s
            WHERE s.publication_id = p.id AND s.replaced_by_id IS NULL), '[]'::json),
        'notes', coalesce((SELECT json_agg(json_build_object('marker', n.marker, 'text', n.text, 'url', n.url,
            'sameAs', n.same_as, 'citedAt', n.cited_at) ORDER BY n.position)
            FROM publication_note n WHERE n.publication_id = p.id AND n.replaced_by_id IS NULL), '[]'::json),
        'documents', coalesce((SELECT json_agg(json_build_object('id', d.id, 'filename', d.filename, 'format', d.format,
            'sha256', d.sha256, 'importedOn', (d.imported_at AT TIME ZONE ${frame.timeZone}::text)::date) ORDER BY d.id)
            FROM publication_document d WHERE d.publication_id = p.id), '[]'::json)
        ) AS more
      FROM publication p ${ROW_JOINS} WHERE p.id = ${id} AND ${visiblePublications(user)}`);
    if (!row) throw new NotFound();
    return { ...row.row, ...row.more, ...(await this.itemsOf(user, id, frame)) };
  }

  /** Id and title of every publication that a person sees, for choices; at most 500. */
  async names(user: CurrentUser): Promise<{ id: number; title: string; refPrefix: string }[]> {
    return this.query(sql`SELECT p.id, p.title, p.ref_prefix AS "refPrefix" FROM publication p
      WHERE ${visiblePublications(user)} ORDER BY p.published_on DESC NULLS LAST, p.id DESC LIMIT 500`);
  }

  private async itemsOf(user: CurrentUser, id: number, { timeZone }: Frame) {
    const items = await this.items.all(user, { publication: id });
    const words = await this.query<Words>(sql`SELECT i.ref, i.at,
        (gone.imported_at AT TIME ZONE ${timeZone}::text)::date AS "goneOn",
        CASE WHEN i.kind = 'action' THEN json_build_object('issue', act.issue, 'pathway', act.pathway,
          'implementation', act.implementation, 'actorsText', act.actors_text, 'extra', act.extra) END AS action,
        CASE WHEN i.kind = 'recommendation' THEN json_build_object('text', rec.text, 'heading', rec.heading,
          'addressee', rec.addressee) END AS recommendation,
        ARRAY(SELECT other.ref FROM action_recommendation ar JOIN item other
                ON other.id = CASE WHEN i.kind = 'action' THEN ar.recommendation_id ELSE ar.action_id END
               WHERE i.id IN (ar.action_id, ar.recommendation_id) ORDER BY other.position) AS links
      FROM item i JOIN publication p ON p.id = i.publication_id
      LEFT JOIN action act ON act.item_id = i.id LEFT JOIN recommendation rec ON rec.item_id = i.id
      LEFT JOIN publication_document gone ON gone.id = i.gone_document_id
      WHERE p.id = ${id} AND ${visibleItems(user)}`);
    const seen = new Set(items.map(({ ref }) => ref));
    const wordsOf = new Map(
      words.map((it) => [it.ref, { ...it, links: it.links.filter((ref) => seen.has(ref)) }]),
    );
    const actions: PublishedAction[] = [];
    const recommendations: PublishedRecommendation[] = [];
    for (const item of items) {
      const { action, recommendation, links = [], at = {}, goneOn = null } = wordsOf.get(item.ref) ?? {};
      if (action) actions.push({ item, ...action, at, goneOn, carriesOut: links });
      if (recommendation) recommendations.push({ item, ...recommendation, at, goneOn, carriedOutBy: links });
    }
    return { actions, recommendations };
  }

  private async query<Row>(query: Sql): Promise<Row[]> {
    return this.dataSource.query<Row[]>(query.text, query.values);
  }
}

const ROW_JOINS = sql`JOIN team t ON t.id = p.team_id`;

const rowJson = (user: CurrentUser, frame: Frame): Sql => sql`json_build_object(
  'id', p.id, 'refPrefix', p.ref_prefix, 'series', p.series, 'number', p.number, 'title', p.title,
  'publishedOn', ${partialDay(sql`p.published_on`, sql`p.published_precision`)}, 'publisher', p.publisher,
  'classification', p.classification, 'team', json_build_object('id', t.id, 'name', t.name),
  'items', (SELECT json_build_object('total', count(*), 'recommendations', count(*) FILTER (WHERE i.kind = 'recommendation'),
      'actions', count(*) FILTER (WHERE i.kind = 'action'), 'open', count(*) FILTER (WHERE ${isOpenItem}),
      'pastDue', count(*) FILTER (WHERE ${timelinessIs('past_due', frame)}))
    FROM item i WHERE i.publication_id = p.id AND ${visibleItems(user)}),
  'version', p.version)`;
