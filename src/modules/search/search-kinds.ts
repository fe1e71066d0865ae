import sql, { type Sql } from 'sql-template-tag';
import type { CurrentUser } from '../../shared/permissions.js';
import { seesUpdate, visibleEffects } from '../evidence/index.js';
import { visiblePublications } from '../publications/index.js';
import { visibleActors, visibleItems } from '../tracking/index.js';
import type { Conditions } from './conditions.js';
import type { SearchKind } from './query-language.js';

/** How one kind is read. `se.id` is the number that its entry in the index is about. */
export interface KindSql {
  /** The table of what an entry is about. */
  table: Sql;
  /** The live rows: they decide who sees what, and they alone. */
  joins: Sql;
  where: Sql;
  /** Entries with the same value are one thing, of which the best is shown. */
  group: Sql;
  /** What the rank is multiplied by. */
  factor: Sql;
  /** Of a hit: `title`, `texts` (what an excerpt may be taken from, best first) and `facts`. */
  hit: Sql;
  hitJoins: Sql;
}

/** Long texts are read no further than this for their excerpt, in characters. */
const LONGEST = 20_000;

export function kindSql(kind: SearchKind, user: CurrentUser, conditions: Conditions): KindSql {
  switch (kind) {
    case 'item':
      return {
        table: sql`item`,
        joins: sql`JOIN item i ON i.id = se.id JOIN publication p ON p.id = i.publication_id`,
        where: sql`${visibleItems(user)} AND ${conditions.item}`,
        group: sql`i.id::text`,
        factor: sql`1`,
        hit: sql`json_build_object('title', i.title,
          'texts', array_remove(ARRAY[left(rec.text, ${LONGEST}), rec.heading, left(act.pathway, ${LONGEST}),
            left(act.issue, ${LONGEST}), left(act.implementation, ${LONGEST}), act.actors_text, rec.addressee,
            (SELECT string_agg(value, ' · ') FROM jsonb_each_text(act.extra))], NULL),
          'facts', json_build_object('ref', i.ref, 'kind', i.kind, 'progress', i.progress, 'claim', i.claim,
            'dueOn', i.due_on, 'duePrecision', i.due_precision,
            'publication', json_build_object('id', p.id, 'refPrefix', p.ref_prefix, 'title', p.title)))`,
        hitJoins: sql`JOIN item i ON i.id = se.id JOIN publication p ON p.id = i.publication_id
          LEFT JOIN recommendation rec ON rec.item_id = i.id LEFT JOIN action act ON act.item_id = i.id`,
      };
    case 'publication':
      return {
        table: sql`publication`,
        joins: sql`JOIN publication p ON p.id = se.id`,
        where: sql`${visiblePublications(user)} AND ${conditions.publication}`,
        group: sql`p.id::text`,
        factor: sql`1`,
        hit: sql`json_build_object('title', p.title,
          'texts', array_remove(ARRAY[concat_ws(' · ', concat_ws(' ', p.series, p.number), p.publisher,
              nullif(array_to_string(p.authors, ', '), '')),
            (SELECT left(string_agg(s.heading, ' · ' ORDER BY s.position), ${LONGEST}) FROM publication_section s
              WHERE s.publication_id = p.id),
            (SELECT left(string_agg(concat_ws(' ', n.text, n.url), ' · ' ORDER BY n.position), ${LONGEST})
              FROM publication_note n WHERE n.publication_id = p.id)], NULL),
          'facts', json_build_object('id', p.id, 'refPrefix', p.ref_prefix,
            'publishedOn', left(p.published_on::text, CASE p.published_precision WHEN 'year' THEN 4 WHEN 'month' THEN 7
              ELSE 10 END),
            'items', (SELECT count(*) FROM item i WHERE i.publication_id = p.id AND ${visibleItems(user)})))`,
        hitJoins: sql`JOIN publication p ON p.id = se.id`,
      };
    case 'evidence':
      return {
        table: sql`effect`,
        joins: sql`JOIN effect e ON e.id = se.id JOIN evidence_update u ON u.id = e.update_id
          JOIN item i ON i.id = e.item_id JOIN publication p ON p.id = i.publication_id
          LEFT JOIN evidence_update later ON later.corrects_id = u.id`,
        where: sql`${visibleEffects(user)} AND ${conditions.item}`,
        group: sql`u.id::text`,
        // What was put right since comes after what holds.
        factor: sql`CASE WHEN later.id IS NOT NULL AND ${seesUpdate(user, sql`later.id`)} THEN 0.3 ELSE 1 END`,
        hit: sql`json_build_object('title', left(u.text, ${LONGEST}),
          'texts', array_remove(ARRAY[left(e.quote, ${LONGEST}), e.quote_place, u.correction_reason], NULL),
          'facts', json_build_object('updateId', u.id, 'eventOn', u.event_on, 'eventPrecision', u.event_precision,
            'item', json_build_object('ref', i.ref, 'title', i.title), 'isCorrection', u.corrects_id IS NOT NULL,
            'correctedBy', (SELECT later.id FROM evidence_update later WHERE later.corrects_id = u.id
              AND ${seesUpdate(user, sql`later.id`)})))`,
        hitJoins: sql`JOIN effect e ON e.id = se.id JOIN evidence_update u ON u.id = e.update_id
          JOIN item i ON i.id = e.item_id`,
      };
    case 'source':
      return {
        table: sql`source`,
        joins: sql`JOIN source s ON s.id = se.id`,
        where: seesUpdate(user, sql`s.update_id`, sql`AND ${conditions.item}`),
        // One article may stand behind many updates.
        group: sql`md5(coalesce(s.url, s.title))`,
        factor: sql`1`,
        hit: sql`json_build_object('title', s.title,
          'texts', array_remove(ARRAY[concat_ws(' · ', s.publisher, s.author, s.standing_of), s.url], NULL),
          'facts', json_build_object('updateId', s.update_id, 'publisher', s.publisher, 'publishedOn', s.published_on,
            'url', s.url, 'kind', s.kind, 'standing', s.standing,
            'item', (SELECT json_build_object('ref', i.ref, 'title', i.title) FROM effect e
              JOIN evidence_update u ON u.id = e.update_id JOIN item i ON i.id = e.item_id
              JOIN publication p ON p.id = i.publication_id
              WHERE e.update_id = s.update_id AND ${visibleEffects(user)} AND ${conditions.item}
              ORDER BY e.id LIMIT 1)))`,
        hitJoins: sql`JOIN source s ON s.id = se.id`,
      };
    case 'actor':
      return {
        table: sql`actor`,
        joins: sql`JOIN actor a ON a.id = se.id`,
        where: sql`${visibleActors(user)} AND ${conditions.actor}`,
        group: sql`a.id::text`,
        factor: sql`1`,
        hit: sql`json_build_object('title', a.name, 'texts', ARRAY[]::text[],
          'facts', json_build_object('id', a.id, 'kind', a.kind,
            'aliases', ARRAY(SELECT al.alias FROM actor_alias al WHERE al.actor_id = a.id ORDER BY al.alias_key)))`,
        hitJoins: sql`JOIN actor a ON a.id = se.id`,
      };
  }
}
