import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import sql, { type Sql } from 'sql-template-tag';
import type { Day } from '../../shared/calendar-date.js';
import { groupBy } from '../../shared/group-by.js';
import type { CurrentUser } from '../../shared/permissions.js';
import type { Classification } from '../publications/index.js';
import { SettingsService } from '../settings/index.js';
import type { Claim, ItemKind, Progress, Shows } from '../tracking/index.js';
import type { SourceKind, Standing, Verdict } from './evidence.entity.js';
import { seesUpdate, visibleEffects } from './evidence-visibility.js';

export interface PersonView {
  id: number;
  name: string;
}

/** An update as this person may see it: only its effects on items that are theirs to see. */
export interface UpdateView {
  id: number;
  eventOn: Day;
  eventPrecision: 'day' | 'month' | 'year';
  text: string;
  classification: Classification;
  recordedAt: Date;
  /** The same, as a day in the organisation's time zone. */
  recordedOn: Day;
  recordedBy: PersonView;
  /** The update that this one puts right, if it is to be seen. */
  corrects: { id: number; recordedOn: Day } | null;
  correctionReason: string | null;
  correctedBy: { id: number; recordedOn: Day; reason: string } | null;
  sources: SourceView[];
  effects: EffectView[];
}

export interface SourceView {
  title: string;
  publisher: string | null;
  author: string | null;
  publishedOn: Day | null;
  url: string | null;
  archivedUrl: string | null;
  kind: SourceKind;
  standing: Standing;
  standingOf: string | null;
}

export interface EffectView {
  id: number;
  ref: string;
  title: string;
  kind: ItemKind;
  shows: Shows;
  quote: string | null;
  quotePlace: string | null;
  baseline: boolean;
  progressFrom: Progress;
  progressTo: Progress | null;
  /** Where the second reading stands, if the item's progress rests on this effect; otherwise null. */
  claim: Claim | null;
  readings: ReadingView[];
}

export interface ReadingView {
  verdict: Verdict;
  reason: string | null;
  readOn: Day;
  readBy: PersonView;
}

/** At most so many updates of one item are shown; newest first. */
const MOST = 200;

/** Reads evidence through the visibility scope, in four statements whatever the number of updates. */
@Injectable()
export class EvidenceQuery {
  constructor(
    private readonly dataSource: DataSource,
    private readonly settings: SettingsService,
  ) {}

  /** Null: not there, or not for this person to see. */
  async one(user: CurrentUser, updateId: number): Promise<UpdateView | null> {
    const [update] = await this.read(user, sql`c.id = ${updateId}`);
    return update ?? null;
  }

  /** What was recorded on an item, the latest event first. */
  async onItem(user: CurrentUser, itemId: number): Promise<UpdateView[]> {
    return this.read(
      user,
      sql`EXISTS (SELECT 1 FROM effect x WHERE x.update_id = c.id AND x.item_id = ${itemId})`,
      sql`AND i.id = ${itemId}`,
    );
  }

  /** @param onItem further condition for the item that it is seen through */
  private async read(user: CurrentUser, where: Sql, onItem: Sql = sql``): Promise<UpdateView[]> {
    const { timeZone } = await this.settings.organisation();
    const day = (at: Sql) => sql`(${at} AT TIME ZONE ${timeZone}::text)::date`;
    const updates = await this.rows<Omit<UpdateView, 'sources' | 'effects'>>(sql`
      SELECT c.id, c.event_on AS "eventOn", c.event_precision AS "eventPrecision", c.text, c.classification,
        c.recorded_at AS "recordedAt", ${day(sql`c.recorded_at`)} AS "recordedOn",
        jsonb_build_object('id', r.id, 'name', r.name) AS "recordedBy", c.correction_reason AS "correctionReason",
        CASE WHEN ${seesUpdate(user, sql`old.id`)} THEN
          jsonb_build_object('id', old.id, 'recordedOn', ${day(sql`old.recorded_at`)}) END AS corrects,
        CASE WHEN ${seesUpdate(user, sql`later.id`)} THEN
          jsonb_build_object('id', later.id, 'recordedOn', ${day(sql`later.recorded_at`)},
            'reason', later.correction_reason) END AS "correctedBy"
      FROM evidence_update c JOIN person r ON r.id = c.recorded_by
        LEFT JOIN evidence_update old ON old.id = c.corrects_id
        LEFT JOIN evidence_update later ON later.corrects_id = c.id
      WHERE ${where} AND ${seesUpdate(user, sql`c.id`, onItem)}
      ORDER BY c.event_on DESC, c.id DESC LIMIT ${MOST}`);
    const ids = updates.map(({ id }) => id);
    if (ids.length === 0) return [];
    const sources = await this.rows<SourceView & { updateId: number }>(sql`
      SELECT s.update_id AS "updateId", s.title, s.publisher, s.author, s.published_on AS "publishedOn", s.url,
        s.archived_url AS "archivedUrl", s.kind, s.standing, s.standing_of AS "standingOf"
      FROM source s WHERE s.update_id = ANY(${ids}) ORDER BY s.update_id, s.position`);
    const effects = await this.rows<Omit<EffectView, 'readings'> & { updateId: number }>(sql`
      SELECT e.id, e.update_id AS "updateId", i.ref, i.title, i.kind, e.shows, e.quote, e.quote_place AS "quotePlace",
        e.baseline, e.progress_from AS "progressFrom", e.progress_to AS "progressTo",
        CASE WHEN i.progress_effect_id = e.id THEN i.claim END AS claim
      FROM effect e JOIN evidence_update u ON u.id = e.update_id JOIN item i ON i.id = e.item_id
        JOIN publication p ON p.id = i.publication_id
      WHERE e.update_id = ANY(${ids}) AND ${visibleEffects(user)} ORDER BY e.id`);
    const readings = await this.rows<ReadingView & { effectId: number }>(sql`
      SELECT d.effect_id AS "effectId", d.verdict, d.reason, ${day(sql`d.read_at`)} AS "readOn",
        jsonb_build_object('id', r.id, 'name', r.name) AS "readBy"
      FROM second_reading d JOIN person r ON r.id = d.read_by
      WHERE d.effect_id = ANY(${effects.map(({ id }) => id)}) ORDER BY d.id`);
    const sourcesOf = groupBy(sources, ({ updateId }) => updateId);
    const effectsOf = groupBy(effects, ({ updateId }) => updateId);
    const readingsOf = groupBy(readings, ({ effectId }) => effectId);
    return updates.map((update) => ({
      ...update,
      sources: (sourcesOf.get(update.id) ?? []).map(({ updateId: _, ...source }) => source),
      effects: (effectsOf.get(update.id) ?? []).map(({ updateId: _, ...effect }) => ({
        ...effect,
        readings: (readingsOf.get(effect.id) ?? []).map(({ effectId: __, ...reading }) => reading),
      })),
    }));
  }

  private rows<Row>(query: Sql): Promise<Row[]> {
    return this.dataSource.query<Row[]>(query.text, query.values);
  }
}
