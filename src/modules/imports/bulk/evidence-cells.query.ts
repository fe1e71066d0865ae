import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import sql, { type Sql } from 'sql-template-tag';
import { DataSource, type EntityManager } from 'typeorm';
import type { Day } from '../../../shared/calendar-date.js';
import { groupBy } from '../../../shared/group-by.js';
import type { CurrentUser } from '../../../shared/permissions.js';
import type { Classification } from '../../publications/index.js';
import { type NewSource, seesUpdate, visibleEffects } from '../../evidence/index.js';
import { type Progress, type Shows, partialDay } from '../../tracking/index.js';
import { cellLine, cellText } from './cell-text.js';

/** An update as this person sees it. */
export interface UpdateCells {
  id: number;
  /** In exports: says which update of which Heed it is. */
  key: string;
  eventOn: string;
  text: string;
  classification: Classification;
  corrects: string | null;
  correctionReason: string | null;
  effects: EffectCells[];
  sources: NewSource[];
}

export interface EffectCells {
  item: string;
  shows: Shows;
  quote: string | null;
  quotePlace: string | null;
  progressFrom: Progress;
  progressTo: Progress | null;
}

interface Row extends Omit<UpdateCells, 'key' | 'corrects' | 'effects' | 'sources'> {
  recordedAt: Date;
  corrects: { id: number; recordedAt: Date } | null;
}

/** Evidence as cells: what exports write and imports compare with. */
@Injectable()
export class EvidenceCellsQuery {
  constructor(private readonly dataSource: DataSource) {}

  /** The updates (alias `c`) that `where` names and the person sees, in the order of their recording. Three statements. */
  async find(
    user: CurrentUser,
    where: Sql,
    manager: EntityManager = this.dataSource.manager,
  ): Promise<UpdateCells[]> {
    const ask = <T>(query: Sql) => manager.query<T[]>(query.text, query.values);
    const updates = await ask<Row>(sql`
      SELECT c.id, ${partialDay(sql`c.event_on`, sql`c.event_precision`)} AS "eventOn", c.text, c.classification,
        c.recorded_at AS "recordedAt", c.correction_reason AS "correctionReason",
        CASE WHEN ${seesUpdate(user, sql`old.id`)} THEN
          json_build_object('id', old.id, 'recordedAt', old.recorded_at) END AS corrects
      FROM evidence_update c LEFT JOIN evidence_update old ON old.id = c.corrects_id
      WHERE ${where} AND ${seesUpdate(user, sql`c.id`)} ORDER BY c.id`);
    const ids = updates.map(({ id }) => id);
    const effects = await ask<EffectCells & { updateId: number }>(sql`
      SELECT e.update_id AS "updateId", i.ref AS item, e.shows, e.quote, e.quote_place AS "quotePlace",
        e.progress_from AS "progressFrom", e.progress_to AS "progressTo"
      FROM effect e JOIN evidence_update u ON u.id = e.update_id JOIN item i ON i.id = e.item_id
        JOIN publication p ON p.id = i.publication_id
      WHERE e.update_id = ANY(${ids}) AND ${visibleEffects(user)} ORDER BY e.id`);
    const sources = await ask<NewSource & { updateId: number }>(sql`
      SELECT s.update_id AS "updateId", s.title, s.publisher, s.author, s.published_on AS "publishedOn", s.url,
        s.archived_url AS "archivedUrl", s.kind, s.standing, s.standing_of AS "standingOf"
      FROM source s WHERE s.update_id = ANY(${ids}) ORDER BY s.update_id, s.position`);
    const effectsOf = groupBy(effects, ({ updateId }) => updateId);
    const sourcesOf = groupBy(sources, ({ updateId }) => updateId);
    return updates.map(({ recordedAt, corrects, ...update }) => ({
      ...update,
      key: keyOf(update.id, recordedAt),
      corrects: corrects && keyOf(corrects.id, new Date(corrects.recordedAt)),
      effects: (effectsOf.get(update.id) ?? []).map(({ updateId: _, ...effect }) => effect),
      sources: (sourcesOf.get(update.id) ?? []).map(({ updateId: _, ...source }) => source),
    }));
  }
}

/** `17-3fa2b1c0`: its number, and what only this Heed's update of that number has. */
const keyOf = (id: number, recordedAt: Date): string =>
  `${id}-${createHash('sha256').update(`${id} ${recordedAt.toISOString()}`).digest('hex').slice(0, 8)}`;

/** A key that some Heed wrote. */
export const isHeedsKey = (key: string): boolean => /^\d+-[0-9a-f]{8}$/.test(key);

/**
 * An update as rows: what belongs to it as a whole in the first; in each an effect, for all items that it is the same
 * on, and a source, as long as there are some.
 */
export function rowsOfUpdate(update: UpdateCells): Record<string, string>[] {
  const effects = [
    ...groupBy(update.effects, ({ item: _, progressFrom: __, ...effect }) => JSON.stringify(effect)).values(),
  ];
  const count = Math.max(effects.length, update.sources.length, 1);
  return Array.from({ length: count }, (_, index) => ({
    update: update.key,
    ...(index === 0 && wholeOf(update)),
    ...(effects[index] && effectValues(effects[index])),
    ...(update.sources[index] && sourceValues(update.sources[index])),
  }));
}

const wholeOf = ({ eventOn, text, classification, corrects, correctionReason }: UpdateCells) => ({
  eventOn,
  text: cellText(text),
  classification,
  corrects: corrects ?? '',
  correctionReason: cellText(correctionReason ?? ''),
});

const effectValues = (effects: EffectCells[]) => ({
  items: effects.map(({ item }) => item).join(', '),
  shows: effects[0].shows,
  quote: cellText(effects[0].quote ?? ''),
  quotePlace: cellText(effects[0].quotePlace ?? ''),
  progressTo: effects[0].progressTo ?? '',
});

export const sourceValues = (source: NewSource): Record<string, string> => ({
  sourceTitle: cellText(source.title),
  publisher: cellText(source.publisher ?? ''),
  author: cellText(source.author ?? ''),
  sourceDate: (source.publishedOn ?? '') as Day,
  url: cellLine(source.url ?? ''),
  archivedUrl: cellLine(source.archivedUrl ?? ''),
  sourceKind: source.kind,
  standing: source.standing,
  standingOf: cellText(source.standingOf ?? ''),
});

/** What makes two updates the same, but for how they move items. */
export const sameness = (update: {
  eventOn: string;
  text: string;
  effects: Pick<EffectCells, 'item' | 'shows' | 'quote' | 'quotePlace'>[];
  sources: NewSource[];
}): string =>
  JSON.stringify([
    update.eventOn,
    cellText(update.text).trim(),
    update.effects
      .map(({ item, shows, quote, quotePlace }) => [
        item,
        shows,
        cellText(quote ?? '').trim(),
        cellText(quotePlace ?? '').trim(),
      ])
      .toSorted(([a], [b]) => (a < b ? -1 : 1)),
    update.sources.map((source) => Object.values(sourceValues(source)).map((value) => value.trim())),
  ]);
