import type { EntityManager } from 'typeorm';
import sql, { type Sql, join } from 'sql-template-tag';
import type { DatePrecision, Day } from '../../shared/calendar-date.js';
import { Refused } from '../../shared/errors.js';
import type { CurrentUser } from '../../shared/permissions.js';
import { type Holding, type Item, NEEDS_READING, type Progress } from '../tracking/index.js';
import { visibleEffects } from './evidence-visibility.js';
import type { NewEffect } from './new-evidence.js';

/** How an item rests on an update. */
export interface Resting {
  ref: string;
  /** Its last confirmed progress does, while a claim made since waits for its second reading. */
  beneath: boolean;
  /** What the update had moved it from. */
  from: Progress;
}

/** The effect (alias `b`) counted: it needs no second reading or was confirmed. */
const counted: Sql = sql`(b.progress_to NOT IN (${join([...NEEDS_READING])}) OR EXISTS (
  SELECT 1 FROM second_reading r WHERE r.effect_id = b.id AND r.verdict = 'confirmed'))`;

/** The effect that the last confirmed progress of an item (alias `i`) rests on, while a claim waits. */
const confirmedEffect: Sql = sql`(SELECT max(b.id) FROM effect b WHERE b.item_id = i.id
  AND b.progress_to = i.confirmed_progress AND b.id <> i.progress_effect_id AND ${counted})`;

/**
 * The items that rest on an update. Those hidden from the person are left to somebody who sees them: the correction
 * may be corrected in its turn.
 */
export async function restingOn(
  manager: EntityManager,
  user: CurrentUser,
  updateId: number,
): Promise<Resting[]> {
  const query = sql`SELECT i.ref, i.progress_effect_id <> e.id AS beneath, e.progress_from AS "from"
    FROM effect e JOIN evidence_update u ON u.id = e.update_id JOIN item i ON i.id = e.item_id
      JOIN publication p ON p.id = i.publication_id
    WHERE e.update_id = ${updateId} AND ${visibleEffects(user)} AND (i.progress_effect_id = e.id
      OR (i.claim IN ('awaiting', 'better_source_wanted') AND ${confirmedEffect} = e.id)) ORDER BY i.id`;
  return manager.query(query.text, query.values);
}

/** Where an item rests on the update that is corrected, the correction must say what holds now. */
export function mustSayWhatHolds(resting: Resting[], effects: NewEffect[]): void {
  for (const { ref } of resting) {
    const index = effects.findIndex((effect) => effect.item === ref);
    if (index === -1) throw new Refused('evidence.correctionMustName', { ref }, 'effects');
    if (!effects[index].progressTo)
      throw new Refused('evidence.correctionMustSay', { ref }, `effects[${index}].progressTo`);
  }
}

/**
 * Where an item falls back to when the claim that waits on it is sent back: its last confirmed progress or, where the
 * update behind that was corrected since, the last one before whose update still stands.
 */
export async function heldBefore(manager: EntityManager, item: Item): Promise<Holding> {
  const query = sql`
    WITH of_item AS (
      SELECT b.id, b.progress_to AS progress, coalesce(d.read_at, u.recorded_at) AS since,
        CASE WHEN b.progress_to <> 'no_public_evidence' AND (p.published_on IS NULL OR u.event_on >= p.published_on)
          THEN u.event_on END AS "on", u.event_precision AS precision,
        EXISTS (SELECT 1 FROM evidence_update c WHERE c.corrects_id = u.id) AS struck
      FROM effect b JOIN evidence_update u ON u.id = b.update_id JOIN item i ON i.id = b.item_id
        JOIN publication p ON p.id = i.publication_id
        LEFT JOIN second_reading d ON d.effect_id = b.id AND d.verdict = 'confirmed'
      WHERE b.item_id = ${item.id} AND b.progress_to IS NOT NULL AND b.id <> i.progress_effect_id AND ${counted})
    SELECT id, progress, "on", CASE WHEN "on" IS NULL THEN 'day' ELSE precision END AS precision, struck FROM of_item
    ORDER BY id = (SELECT max(id) FROM of_item WHERE progress = ${item.confirmedProgress}) DESC, since DESC, id DESC`;
  const rows = await manager.query<
    { id: number; progress: Progress; on: Day | null; precision: DatePrecision; struck: boolean }[]
  >(query.text, query.values);
  const standing = rows.find(({ struck }) => !struck);
  return standing
    ? { progress: standing.progress, on: standing.on, precision: standing.precision, effectId: standing.id }
    : { progress: 'no_public_evidence', on: null, precision: 'day', effectId: null };
}
