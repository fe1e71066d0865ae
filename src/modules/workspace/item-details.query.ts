import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import sql, { type Sql } from 'sql-template-tag';
import type { Day } from '../../shared/calendar-date.js';
import { groupBy } from '../../shared/group-by.js';
import { type CurrentUser, PERMISSIONS } from '../../shared/permissions.js';
import {
  type EffectView,
  EvidenceQuery,
  type PersonView,
  type UpdateView,
  seesUpdate,
  visibleEffects,
} from '../evidence/index.js';
import { type Classification, type Place, visiblePublications } from '../publications/index.js';
import {
  type Claim,
  type Frame,
  type ItemKind,
  ItemListQuery,
  type ItemRow,
  type ItemRowActor,
  type Progress,
  type Response,
  type RevisionKind,
  cadenceSql,
  itemLevel,
  rowJoins,
  rowJson,
  visibleItems,
} from '../tracking/index.js';

/** Everything about one item that one person may see. */
export interface ItemDetails extends Omit<ItemRow, 'actors'> {
  /** The stricter of the item's own and its publication's. */
  classification: Classification;
  words: ItemWords;
  place: ItemPlace;
  timelineReason: string | null;
  /** Recommendations that an action carries out, or actions that carry out a recommendation. */
  linked: LinkedItem[];
  actors: ItemActorDetails[];
  /** Newest first. */
  revisions: DueRevisionDetails[];
  /** Newest event first. */
  evidence: ItemEvidence[];
  /** The claim that waits for a second reader, if the person may see its update. */
  waiting: { effectId: number; recordedBy: PersonView } | null;
  cadenceDays: number;
  /** Latest search first. */
  checks: CheckDetails[];
  /** Open ones first, the next due first. */
  followUps: FollowUpDetails[];
}

/** The source's own words, verbatim. */
export type ItemWords = (
  | {
      kind: 'action';
      issue: string;
      pathway: string;
      implementation: string;
      actorsText: string;
      extra: Record<string, string>;
    }
  | { kind: 'recommendation'; text: string; heading: string | null; addressee: string | null }
) & { language: string; direction: 'ltr' | 'rtl' };

/** "Policy Brief 11, action matrix, row 3", in its parts. */
export interface ItemPlace {
  series: string | null;
  number: string | null;
  kind: ItemKind;
  row: number;
  at: Place;
}

export interface LinkedItem {
  ref: string;
  kind: ItemKind;
  title: string;
  progress: Progress;
  claim: Claim;
}

export interface ItemActorDetails extends ItemRowActor {
  verbatim: string;
  respondedOn: Day | null;
  /** Newest first. */
  responses: {
    from: Response;
    response: Response;
    respondedOn: Day;
    reply: string | null;
    sourceUrl: string | null;
    recordedOn: Day;
    recordedBy: PersonView;
  }[];
}

export interface DueRevisionDetails {
  from: Day;
  to: Day;
  precision: 'day' | 'month';
  kind: RevisionKind;
  /** Null where it moved with an action that the person may not see. */
  reason: string | null;
  sourceUrl: string | null;
  recordedOn: Day;
  recordedBy: PersonView;
}

/** An update, with what it shows on this item; the others are named only. */
export type ItemEvidence = Omit<UpdateView, 'effects'> & { effect: EffectView; alsoOn: string[] };

export interface CheckDetails {
  searchedOn: Day;
  places: string;
  result: 'nothing_found' | 'found';
  /** What came of it, if the person may see it. */
  updateId: number | null;
  note: string | null;
  recordedBy: PersonView;
}

export interface FollowUpDetails {
  id: number;
  step: string;
  assignee: PersonView;
  dueOn: Day;
  doneOn: Day | null;
  cancelled: boolean;
  doneNote: string | null;
  version: number;
}

const MOST_CHECKS = 20;

/** Reads one item through the visibility scope, in a constant number of statements. */
/** An item and who follows it now. */
export interface OwnedItem {
  ref: string;
  title: string;
  version: number;
  owner: string | null;
}

@Injectable()
export class ItemDetailsQuery {
  constructor(
    private readonly dataSource: DataSource,
    private readonly items: ItemListQuery,
    private readonly evidence: EvidenceQuery,
  ) {}

  /** Null: not there, or not for this person to see. */
  async one(user: CurrentUser, ref: string): Promise<ItemDetails | null> {
    const frame = await this.items.frame();
    // The item comes first: whatever changes while the rest is read, its version is then the older one.
    const item = await this.item(user, ref, frame);
    if (!item) return null;
    const { row, ...more } = item;
    const [linked, actors, revisions, evidence, checks, followUps] = [
      await this.linked(user, row.id),
      await this.actors(row.id, frame),
      await this.revisions(user, row.id, frame),
      await this.evidence.onItem(user, row.id),
      await this.checks(user, row.id),
      await this.followUps(row.id),
    ];
    const shown = evidence.map((update) => onThis(update, ref));
    const claim = shown.find(
      ({ effect }) => effect.claim === 'awaiting' || effect.claim === 'better_source_wanted',
    );
    return {
      ...row,
      ...more,
      actors: row.actors.map((actor) => ({ ...actor, ...actors.get(actor.id)! })),
      linked,
      revisions,
      evidence: shown,
      waiting: claim ? { effectId: claim.effect.id, recordedBy: claim.recordedBy } : null,
      checks,
      followUps,
    };
  }

  /** The item that a follow-up is on; null where it is hidden or missing. */
  async refOfFollowUp(user: CurrentUser, id: number): Promise<string | null> {
    const [item] = await this.rows<{ ref: string }>(sql`
      SELECT i.ref FROM follow_up f JOIN item i ON i.id = f.item_id JOIN publication p ON p.id = i.publication_id
      WHERE f.id = ${id} AND ${visibleItems(user)}`);
    return item?.ref ?? null;
  }

  /** The item that an effect is on; null where it, its update or the item is hidden or missing. */
  async refOfEffect(user: CurrentUser, id: number): Promise<string | null> {
    const [item] = await this.rows<{ ref: string }>(sql`
      SELECT i.ref FROM effect e JOIN evidence_update u ON u.id = e.update_id JOIN item i ON i.id = e.item_id
        JOIN publication p ON p.id = i.publication_id WHERE e.id = ${id} AND ${visibleEffects(user)}`);
    return item?.ref ?? null;
  }

  /** Who may own an item or do a follow-up. */
  async staff(): Promise<PersonView[]> {
    return this.rows(
      sql`SELECT id, name FROM person WHERE active AND role = ANY(${[...PERMISSIONS.record]}) ORDER BY lower(name), id`,
    );
  }

  private async item(user: CurrentUser, ref: string, frame: Frame) {
    const [item] = await this.rows<
      { row: ItemRow } & Pick<
        ItemDetails,
        'classification' | 'words' | 'place' | 'timelineReason' | 'cadenceDays'
      >
    >(sql`
      SELECT ${rowJson(user, frame)} AS row, ${itemLevel} AS classification, i.timeline_reason AS "timelineReason",
        ${cadenceSql(frame.cadences)} AS "cadenceDays",
        jsonb_build_object('language', p.language, 'direction', p.direction) || CASE i.kind
          WHEN 'action' THEN jsonb_build_object('kind', i.kind, 'issue', a.issue, 'pathway', a.pathway,
            'implementation', a.implementation, 'actorsText', a.actors_text, 'extra', a.extra)
          ELSE jsonb_build_object('kind', i.kind, 'text', r.text, 'heading', r.heading, 'addressee', r.addressee)
        END AS words,
        jsonb_build_object('series', CASE WHEN ${visiblePublications(user)} THEN p.series END, 'number',
          CASE WHEN ${visiblePublications(user)} THEN p.number END, 'kind', i.kind, 'row', i.position, 'at', i.at) AS place
      FROM item i JOIN publication p ON p.id = i.publication_id
        LEFT JOIN action a ON a.item_id = i.id LEFT JOIN recommendation r ON r.item_id = i.id ${rowJoins(user)}
      WHERE i.ref = ${ref} AND ${visibleItems(user)}`);
    return item ?? null;
  }

  private linked(user: CurrentUser, itemId: number): Promise<LinkedItem[]> {
    return this.rows(sql`
      SELECT i.ref, i.kind, i.title, i.progress, i.claim
      FROM action_recommendation l
        JOIN item i ON i.id = CASE ${itemId}::int WHEN l.action_id THEN l.recommendation_id ELSE l.action_id END
        JOIN publication p ON p.id = i.publication_id
      WHERE ${itemId} IN (l.action_id, l.recommendation_id) AND ${visibleItems(user)}
      ORDER BY i.publication_id, i.position`);
  }

  private async actors(itemId: number, frame: Frame) {
    const mentions = await this.rows<Pick<ItemActorDetails, 'id' | 'verbatim' | 'respondedOn'>>(sql`
      SELECT actor_id AS id, verbatim, responded_on AS "respondedOn" FROM item_actor WHERE item_id = ${itemId}`);
    const responses = await this.rows<ItemActorDetails['responses'][number] & { actorId: number }>(sql`
      SELECT r.actor_id AS "actorId", r.response_from AS "from", r.response, r.responded_on AS "respondedOn", r.reply,
        r.source_url AS "sourceUrl", ${dayOf(sql`r.recorded_at`, frame)} AS "recordedOn", ${person(sql`w`)} AS "recordedBy"
      FROM response_record r JOIN person w ON w.id = r.recorded_by WHERE r.item_id = ${itemId} ORDER BY r.id DESC`);
    const byActor = groupBy(responses, ({ actorId }) => actorId);
    return new Map(
      mentions.map(({ id, ...mention }) => [
        id,
        { ...mention, responses: (byActor.get(id) ?? []).map(({ actorId: _, ...response }) => response) },
      ]),
    );
  }

  /** A recommendation's date may move with an action's, whose reason begins with its reference. */
  private async revisions(user: CurrentUser, itemId: number, frame: Frame): Promise<DueRevisionDetails[]> {
    return this.rows(sql`
      SELECT d.from_on AS "from", d.to_on AS "to", d.to_precision AS precision, d.kind,
        CASE WHEN cause.id IS NULL OR cause.seen THEN d.reason END AS reason,
        CASE WHEN cause.id IS NULL OR cause.seen THEN d.source_url END AS "sourceUrl",
        ${dayOf(sql`d.recorded_at`, frame)} AS "recordedOn", ${person(sql`w`)} AS "recordedBy"
      FROM due_revision d JOIN person w ON w.id = d.recorded_by
        LEFT JOIN LATERAL (
          SELECT i.id, ${visibleItems(user)} AS seen FROM action_recommendation l JOIN item i ON i.id = l.action_id
            JOIN publication p ON p.id = i.publication_id
          WHERE l.recommendation_id = d.item_id AND starts_with(d.reason, i.ref || ': ') LIMIT 1) cause ON TRUE
      WHERE d.item_id = ${itemId} ORDER BY d.id DESC`);
  }

  private checks(user: CurrentUser, itemId: number): Promise<CheckDetails[]> {
    return this.rows(sql`
      SELECT c.searched_on AS "searchedOn", c.places, c.result, c.note, ${person(sql`w`)} AS "recordedBy",
        CASE WHEN ${seesUpdate(user, sql`c.update_id`)} THEN c.update_id END AS "updateId"
      FROM check_record c JOIN person w ON w.id = c.recorded_by WHERE c.item_id = ${itemId}
      ORDER BY c.searched_on DESC, c.id DESC LIMIT ${MOST_CHECKS}`);
  }

  private followUps(itemId: number): Promise<FollowUpDetails[]> {
    return this.rows(sql`
      SELECT f.id, f.step, ${person(sql`w`)} AS assignee, f.due_on AS "dueOn", f.done_on AS "doneOn",
        f.cancelled, f.done_note AS "doneNote", f.version
      FROM follow_up f JOIN person w ON w.id = f.assignee_id WHERE f.item_id = ${itemId}
      ORDER BY f.done_on IS NOT NULL, f.done_on DESC, f.due_on, f.id`);
  }

  private rows<Row>(query: Sql): Promise<Row[]> {
    return this.dataSource.query<Row[]>(query.text, query.values);
  }
}

const dayOf = (instant: Sql, { timeZone }: Frame) => sql`(${instant} AT TIME ZONE ${timeZone}::text)::date`;
const person = (alias: Sql) => sql`jsonb_build_object('id', ${alias}.id, 'name', ${alias}.name)`;

function onThis({ effects, ...update }: UpdateView, ref: string): ItemEvidence {
  return {
    ...update,
    effect: effects.find((effect) => effect.ref === ref)!,
    alsoOn: effects.filter((effect) => effect.ref !== ref).map((effect) => effect.ref),
  };
}
