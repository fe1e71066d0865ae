import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { caseless } from '../../database/text.js';
import sql, { type Sql } from 'sql-template-tag';
import type { DatePrecision, Day } from '../../shared/calendar-date.js';
import type { CurrentUser } from '../../shared/permissions.js';
import { visiblePublications } from '../publications/index.js';
import { type Claim, type ItemKind, type Progress, visibleItems } from '../tracking/index.js';

/** An item that evidence is recorded on, as far as the form needs it. */
export interface ItemChoice {
  ref: string;
  kind: ItemKind;
  title: string;
  version: number;
  progress: Progress;
  progressOn: Day | null;
  progressPrecision: DatePrecision;
  claim: Claim;
  confirmedProgress: Progress;
  /** An event before it is baseline. */
  publishedOn: Day | null;
  /** Where was searched last, to begin the next search from. */
  places: string | null;
}

export interface ItemOption {
  ref: string;
  title: string;
  publication: string;
  progress: Progress;
}

const MOST_OPTIONS = 200;

/** What the forms of this module offer, through the visibility scope. */
@Injectable()
export class EvidenceFormQuery {
  constructor(private readonly dataSource: DataSource) {}

  /** The items with these references, in their order; those hidden or missing are left out. */
  async items(user: CurrentUser, refs: string[]): Promise<ItemChoice[]> {
    if (refs.length === 0) return [];
    return this.rows(sql`
      SELECT i.ref, i.kind, i.title, i.version, i.progress, i.progress_on AS "progressOn",
        i.progress_precision AS "progressPrecision", i.claim,
        i.confirmed_progress AS "confirmedProgress", p.published_on AS "publishedOn",
        (SELECT c.places FROM check_record c WHERE c.item_id = i.id ORDER BY c.searched_on DESC, c.id DESC LIMIT 1) AS places
      FROM item i JOIN publication p ON p.id = i.publication_id
      WHERE i.ref = ANY(${refs}::text[]) AND ${visibleItems(user)}
      ORDER BY array_position(${refs}::text[], i.ref)`);
  }

  /** Items to choose from, the chosen ones left out; each word of `search` is a part of the title or reference. */
  async options(
    user: CurrentUser,
    search: string,
    chosen: string[],
    most = MOST_OPTIONS,
  ): Promise<ItemOption[]> {
    const patterns = search
      .split(/\s+/)
      .filter(Boolean)
      .map((word) => `%${word.replaceAll(/[\\%_]/g, (sign) => `\\${sign}`)}%`);
    return this.rows(sql`
      SELECT i.ref, i.title, i.progress,
        CASE WHEN ${visiblePublications(user)} THEN p.title ELSE p.ref_prefix END AS publication
      FROM item i JOIN publication p ON p.id = i.publication_id
      WHERE ${caseless(sql`concat(i.ref, ' ', i.title)`)} ILIKE ALL(${patterns}::text[])
        AND i.ref <> ALL(${chosen}::text[]) AND ${visibleItems(user)}
      ORDER BY p.id DESC, i.kind, i.position LIMIT ${most}`);
  }

  private rows<Row>(query: Sql): Promise<Row[]> {
    return this.dataSource.query<Row[]>(query.text, query.values);
  }
}
