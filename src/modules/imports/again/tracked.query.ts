import { Injectable } from '@nestjs/common';
import sql, { type Sql } from 'sql-template-tag';
import type { EntityManager } from 'typeorm';
import type { Day } from '../../../shared/calendar-date.js';
import { NotFound } from '../../../shared/errors.js';
import type { CurrentUser } from '../../../shared/permissions.js';
import { type Classification, visiblePublications } from '../../publications/index.js';
import { SettingsService } from '../../settings/index.js';
import { isOpenItem, partialDay, visibleItems } from '../../tracking/index.js';
import type { Reading } from '../reader/reading.js';
import type { DatedItem } from './due-effects.js';

/** A publication as it is tracked, with what a document is compared with. */
export interface Tracked {
  publication: TrackedPublication;
  /** All of them, in their order; those that the person may not see are there for their dates and places only. */
  items: TrackedItem[];
  /** The latest first. */
  documents: KeptDocument[];
}

export interface TrackedPublication {
  id: number;
  version: number;
  refPrefix: string;
  teamId: number;
  series: string;
  number: string;
  title: string;
  /** As far as it is known; '' where it is not. */
  date: string;
  publisher: string;
  authors: string[];
  language: string;
  direction: 'ltr' | 'rtl';
  classification: Classification;
  disclaimer: string;
  notes: { marker: string; text: string }[];
  sections: { heading: string; level: number }[];
}

export interface TrackedItem extends DatedItem {
  id: number;
  kind: 'action' | 'recommendation';
  title: string;
  position: number;
  isSeen: boolean;
  isGone: boolean;
  /** By cell, as `rowsOf` has them; without the timeline's words. */
  words: Record<string, string>;
  actors: TrackedActor[];
  /** References of the recommendations it carries out. */
  carriesOut: string[];
}

export interface TrackedActor {
  actorId: number;
  name: string;
  /** Folded: its name, its aliases, and how the source wrote it. */
  names: string[];
  qualifier: string;
  lead: boolean;
  isGone: boolean;
}

export interface KeptDocument {
  id: number;
  sha256: string;
  filename: string;
  importedOn: Day;
  reading: Reading;
  itemRefs: Record<string, string> | null;
  refused: RefusedDifference[];
}

/** A difference that a reviewer did not take over, by what it says: ids hold only within one comparison. */
export interface RefusedDifference {
  kind: string;
  ref: string | null;
  field: string | null;
  after: string;
}

@Injectable()
export class TrackedQuery {
  constructor(private readonly settings: SettingsService) {}

  /**
   * In a constant number of statements.
   * @throws NotFound where the publication is missing or hidden
   */
  async load(manager: EntityManager, user: CurrentUser, id: number): Promise<Tracked> {
    const { timeZone } = await this.settings.organisation();
    const [publication] = await rows<TrackedPublication>(manager, publicationSql(user, id));
    if (!publication) throw new NotFound();
    return {
      publication,
      items: await rows<TrackedItem>(manager, itemsSql(user, id)),
      documents: await rows<KeptDocument>(
        manager,
        sql`SELECT id, sha256, filename, (imported_at AT TIME ZONE ${timeZone}::text)::date AS "importedOn", reading,
              item_refs AS "itemRefs", refused
            FROM publication_document WHERE publication_id = ${id} ORDER BY id DESC`,
      ),
    };
  }
}

const rows = <Row>(manager: EntityManager, { text, values }: Sql): Promise<Row[]> =>
  manager.query(text, values);

const publicationSql = (user: CurrentUser, id: number): Sql => sql`
  SELECT p.id, p.version, p.ref_prefix AS "refPrefix", p.team_id AS "teamId", coalesce(p.series, '') AS series,
    coalesce(p.number, '') AS number, p.title,
    coalesce(${partialDay(sql`p.published_on`, sql`p.published_precision`)}, '') AS date,
    coalesce(p.publisher, '') AS publisher, p.authors, p.language, p.direction, p.classification,
    coalesce(p.disclaimer, '') AS disclaimer,
    coalesce((SELECT json_agg(json_build_object('marker', n.marker, 'text', n.text) ORDER BY n.position)
      FROM publication_note n WHERE n.publication_id = p.id AND n.replaced_by_id IS NULL), '[]') AS notes,
    coalesce((SELECT json_agg(json_build_object('heading', s.heading, 'level', s.level) ORDER BY s.position)
      FROM publication_section s WHERE s.publication_id = p.id AND s.replaced_by_id IS NULL), '[]') AS sections
  FROM publication p WHERE p.id = ${id} AND ${visiblePublications(user)}`;

const itemsSql = (user: CurrentUser, id: number): Sql => sql`
  SELECT i.id, i.ref, i.kind, i.title, i.position, ${visibleItems(user)} AS "isSeen",
    i.gone_document_id IS NOT NULL AS "isGone",
    i.timeline_kind AS "timelineKind", i.timeline_text AS "timelineText", i.term, i.min_months AS "minMonths",
    i.max_months AS "maxMonths", i.starts_on AS "startsOn", i.due_on AS "dueOn", i.due_precision AS "duePrecision",
    i.due_basis AS "dueBasis", NOT (${isOpenItem}) AS "isSettled",
    EXISTS (SELECT 1 FROM due_revision d WHERE d.item_id = i.id AND d.cause IS NULL) AS "isRevised",
    CASE i.kind WHEN 'action' THEN jsonb_build_object('issue', a.issue, 'pathway', a.pathway, 'implementation',
        a.implementation, 'actorsText', a.actors_text)
        || coalesce((SELECT jsonb_object_agg('extra.' || e.key, e.value) FROM jsonb_each_text(a.extra) e), '{}')
      ELSE jsonb_build_object('text', r.text, 'heading', coalesce(r.heading, ''), 'addressee',
        coalesce(r.addressee, '')) END AS words,
    coalesce((SELECT json_agg(json_build_object('actorId', x.id, 'name', x.name, 'qualifier', coalesce(ia.qualifier, ''),
        'lead', ia.lead, 'isGone', ia.gone_document_id IS NOT NULL, 'names', array_prepend(ia.verbatim,
          array_prepend(x.name, ARRAY(SELECT alias FROM actor_alias WHERE actor_id = x.id)))) ORDER BY ia.position)
      FROM item_actor ia JOIN actor x ON x.id = ia.actor_id WHERE ia.item_id = i.id), '[]') AS actors,
    ARRAY(SELECT o.ref FROM action_recommendation l JOIN item o ON o.id = l.recommendation_id
           WHERE l.action_id = i.id ORDER BY o.position) AS "carriesOut",
    ARRAY(SELECT o.ref FROM action_recommendation l JOIN item o ON o.id = l.action_id
           WHERE l.recommendation_id = i.id ORDER BY o.position) AS carriers
  FROM item i JOIN publication p ON p.id = i.publication_id
    LEFT JOIN action a ON a.item_id = i.id LEFT JOIN recommendation r ON r.item_id = i.id
  WHERE p.id = ${id} ORDER BY i.kind, i.position, i.id`;
