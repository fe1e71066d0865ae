import {
  Check,
  Column,
  Entity,
  Index,
  JoinColumn,
  ManyToOne,
  PrimaryColumn,
  PrimaryGeneratedColumn,
  Unique,
  VersionColumn,
} from 'typeorm';
import type { Relation } from 'typeorm';
import { Person, Team } from '../access/index.js';
import { Actor } from '../actors/index.js';
import {
  CLASSIFICATIONS,
  type Classification,
  DATE_PRECISIONS,
  type DatePrecision,
  type Place,
  Publication,
  PublicationDocument,
} from '../publications/index.js';
import { CLAIMS, type Claim, PROGRESS, type Progress } from './progress.js';

export const ITEM_KINDS = ['recommendation', 'action'] as const;
export type ItemKind = (typeof ITEM_KINDS)[number];

export const TIMELINE_KINDS = [
  'from_source',
  'none_in_source',
  'ongoing',
  'from_actions',
  'set_by_us',
] as const;
export type TimelineKind = (typeof TIMELINE_KINDS)[number];

export const TERMS = [
  'immediate',
  'short',
  'short-medium',
  'medium',
  'medium-long',
  'long',
  'ongoing',
] as const;
export type Term = (typeof TERMS)[number];

/** Where the current due date comes from. A derived date always says that it is derived. */
export const DUE_BASES = [
  'derived',
  'stated',
  'set_by_us',
  'announced',
  're_estimated',
  'corrected',
] as const;
export type DueBasis = (typeof DUE_BASES)[number];

export const RESPONSES = [
  'not_asked',
  'no_reply',
  'under_consideration',
  'accepted',
  'partially_accepted',
  'rejected',
] as const;
export type Response = (typeof RESPONSES)[number];

const oneOf = (column: string, values: readonly string[]) =>
  `${column} IN (${values.map((v) => `'${v}'`).join(',')})`;

/**
 * The columns that lists show and "as of" needs. They stand on `item` (now) and, unchanged, on every `item_version`
 * (then), so that the same list query runs on both.
 */
export abstract class ItemState {
  @Column('text')
  title: string;

  @Column('int')
  teamId: number;

  @Column('enum', { enum: CLASSIFICATIONS, enumName: 'classification', default: 'public' })
  classification: Classification;

  @Column('int', { nullable: true })
  ownerId: number | null;

  @Column('text', { default: 'no_public_evidence' })
  progress: Progress;

  /** Day of the event that `progress` rests on. */
  @Column('date', { nullable: true })
  progressOn: string | null;

  /** How exactly `progressOn` is known; then it is the last day of that month or year. */
  @Column('text', { default: 'day' })
  progressPrecision: DatePrecision;

  @Column('text', { default: 'none' })
  claim: Claim;

  /** The effect (module evidence) that `progress` rests on: what the second reader reads. */
  @Column('int', { nullable: true })
  progressEffectId: number | null;

  /** What goes out: the last progress that needs no second reading or has had it. */
  @Column('text', { default: 'no_public_evidence' })
  confirmedProgress: Progress;

  /** Day of the event behind `confirmedProgress`. */
  @Column('date', { nullable: true })
  confirmedOn: string | null;

  @Column('text', { default: 'day' })
  confirmedPrecision: DatePrecision;

  @Column('text')
  timelineKind: TimelineKind;

  /** The source's words, verbatim. */
  @Column('text', { nullable: true })
  timelineText: string | null;

  /** Why, where the timeline was set by us. */
  @Column('text', { nullable: true })
  timelineReason: string | null;

  @Column('text', { nullable: true })
  term: Term | null;

  @Column('int', { nullable: true })
  minMonths: number | null;

  @Column('int', { nullable: true })
  maxMonths: number | null;

  @Column('date', { nullable: true })
  startsOn: string | null;

  /** Set once; the database refuses a change. */
  @Column('date', { nullable: true })
  firstDueOn: string | null;

  @Column('date', { nullable: true })
  dueOn: string | null;

  @Column('text', { nullable: true })
  duePrecision: 'day' | 'month' | null;

  @Column('text', { nullable: true })
  dueBasis: DueBasis | null;

  /** How often, and by how many days in sum, the actors themselves moved the date. */
  @Column('int', { default: 0 })
  slipCount: number;

  @Column('int', { default: 0 })
  slipDays: number;

  /** How long it may stand unchecked, in days, where it differs from its term's cadence. */
  @Column('int', { nullable: true })
  cadenceDays: number | null;

  /** The latest day on which something was recorded or searched. */
  @Column('date', { nullable: true })
  lastCheckedOn: string | null;
}

/** What is tracked: a recommendation or an action-matrix row, as it stands now. */
@Entity('item')
@Check('chk_item_kind', oneOf('kind', ITEM_KINDS))
@Check('chk_item_progress', oneOf('progress', PROGRESS))
@Check('chk_item_confirmed_progress', oneOf('confirmed_progress', PROGRESS))
@Check('chk_item_claim', oneOf('claim', CLAIMS))
@Check('chk_item_timeline_kind', oneOf('timeline_kind', TIMELINE_KINDS))
@Check('chk_item_term', oneOf('term', TERMS))
@Check('chk_item_due_basis', oneOf('due_basis', DUE_BASES))
@Check('chk_item_due_precision', `due_precision IN ('day','month')`)
@Check('chk_item_progress_precision', oneOf('progress_precision', DATE_PRECISIONS))
@Check('chk_item_confirmed_precision', oneOf('confirmed_precision', DATE_PRECISIONS))
@Check('chk_item_ref', `ref ~ '^[A-Z0-9][A-Za-z0-9-]*\\.[AR][0-9]+$'`)
@Check('chk_item_first_due', `(first_due_on IS NULL) = (due_on IS NULL)`)
@Unique(['publicationId', 'kind', 'position'], { deferrable: 'INITIALLY DEFERRED' })
@Index(['dueOn'])
@Index(['ownerId'])
@Index(['teamId'])
export class Item extends ItemState {
  @PrimaryGeneratedColumn('identity', { generatedIdentity: 'ALWAYS' })
  id: number;

  /** Stable, given once, never renumbered or reused: `PB-11.A3`. */
  @Column('text')
  @Index({ unique: true })
  ref: string;

  @Column('text')
  kind: ItemKind;

  @ManyToOne(() => Publication, { nullable: false })
  @JoinColumn({ name: 'publication_id' })
  publication: Relation<Publication>;
  @Column('int')
  publicationId: number;

  @ManyToOne(() => Team, { nullable: false })
  @JoinColumn({ name: 'team_id' })
  team: Relation<Team>;

  @ManyToOne(() => Person, { nullable: true })
  @JoinColumn({ name: 'owner_id' })
  owner: Relation<Person> | null;

  /** Order within its kind in the publication, from 1: at first the number of its reference, later where it moved to. */
  @Column('int')
  position: number;

  /** Where it stands in the document. */
  @Column('jsonb')
  at: Place;

  /** The latest document, where the item is not in it any more. It is tracked all the same. */
  @ManyToOne(() => PublicationDocument, { nullable: true })
  @JoinColumn({ name: 'gone_document_id' })
  goneDocument: Relation<PublicationDocument> | null;
  @Column('int', { nullable: true })
  goneDocumentId: number | null;

  @Column('timestamptz')
  createdAt: Date;

  @VersionColumn()
  version: number;
}

/** An item's listable columns as they were recorded from `validFrom` until `validTo` (null: still so). */
@Entity('item_version')
@Index(['itemId', 'validFrom'])
@Index(['validFrom', 'validTo'])
@Index('ux_item_version_current', ['itemId'], { unique: true, where: 'valid_to IS NULL' })
export class ItemVersion extends ItemState {
  @PrimaryGeneratedColumn('identity', { generatedIdentity: 'ALWAYS' })
  id: number;

  @ManyToOne(() => Item, { nullable: false })
  @JoinColumn({ name: 'item_id' })
  item: Relation<Item>;
  @Column('int')
  itemId: number;

  @Column('int')
  version: number;

  @Column('timestamptz')
  validFrom: Date;

  @Column('timestamptz', { nullable: true })
  validTo: Date | null;

  /** The item's actors at the time: `[{actorId, lead, qualifier, response, respondedOn}]`. */
  @Column('jsonb')
  actors: ItemActorState[];
}

export interface ItemActorState {
  actorId: number;
  lead: boolean;
  qualifier: string | null;
  response: Response;
  respondedOn: string | null;
}

/** An actor responsible for an item, with its response. */
@Entity('item_actor')
@Unique(['itemId', 'actorId'])
@Check('chk_item_actor_response', oneOf('response', RESPONSES))
@Index(['actorId'])
@Index('ux_item_actor_one_lead', ['itemId'], { unique: true, where: 'lead' })
export class ItemActor {
  @PrimaryGeneratedColumn('identity', { generatedIdentity: 'ALWAYS' })
  id: number;

  @ManyToOne(() => Item, { nullable: false })
  @JoinColumn({ name: 'item_id' })
  item: Relation<Item>;
  @Column('int')
  itemId: number;

  @ManyToOne(() => Actor, { nullable: false })
  @JoinColumn({ name: 'actor_id' })
  actor: Relation<Actor>;
  @Column('int')
  actorId: number;

  @Column('int')
  position: number;

  /** As the source wrote it, where that differs from the actor's name. */
  @Column('text')
  verbatim: string;

  /** "where feasible" */
  @Column('text', { nullable: true })
  qualifier: string | null;

  @Column('boolean', { default: false })
  lead: boolean;

  @Column('text', { default: 'not_asked' })
  response: Response;

  @Column('date', { nullable: true })
  respondedOn: string | null;

  /** The document that does not name it any more; it stays responsible until somebody says otherwise. */
  @ManyToOne(() => PublicationDocument, { nullable: true })
  @JoinColumn({ name: 'gone_document_id' })
  goneDocument: Relation<PublicationDocument> | null;
  @Column('int', { nullable: true })
  goneDocumentId: number | null;
}

/** What an actor said of an item, or that it was asked: append-only, the latest counts. */
@Entity('response_record')
@Check('chk_response_record_response', oneOf('response', RESPONSES))
@Index(['itemId'])
export class ResponseRecord {
  @PrimaryGeneratedColumn('identity', { generatedIdentity: 'ALWAYS' })
  id: number;

  @ManyToOne(() => Item, { nullable: false })
  @JoinColumn({ name: 'item_id' })
  item: Relation<Item>;
  @Column('int')
  itemId: number;

  @ManyToOne(() => Actor, { nullable: false })
  @JoinColumn({ name: 'actor_id' })
  actor: Relation<Actor>;
  @Column('int')
  actorId: number;

  @Column('text')
  responseFrom: Response;

  @Column('text')
  response: Response;

  @Column('date')
  respondedOn: string;

  /** The actor's reply in its own words. */
  @Column('text', { nullable: true })
  reply: string | null;

  @Column('text', { nullable: true })
  sourceUrl: string | null;

  @ManyToOne(() => Person, { nullable: false })
  @JoinColumn({ name: 'recorded_by' })
  recorder: Relation<Person>;
  @Column('int')
  recordedBy: number;

  @Column('timestamptz')
  recordedAt: Date;
}

export const REVISION_KINDS = ['slipped', 're_estimated', 'corrected'] as const;
export type RevisionKind = (typeof REVISION_KINDS)[number];

/** What corrected a due date without a person setting it: the publication's date, or its words for the timeline. */
export const REVISION_CAUSES = ['anchor', 'reading'] as const;
export type RevisionCause = (typeof REVISION_CAUSES)[number];

/** A later due date: who moved it, why, from, to. Append-only. Only `slipped` (the actor announced it) is slippage. */
@Entity('due_revision')
@Check('chk_due_revision_kind', oneOf('kind', REVISION_KINDS))
@Check('chk_due_revision_cause', oneOf('cause', REVISION_CAUSES))
@Check('chk_due_revision_precision', `to_precision IN ('day','month')`)
@Check('chk_due_revision_reason', `btrim(reason) <> ''`)
@Check('chk_due_revision_mover', `moved_by IS NULL OR kind = 'slipped'`)
@Index(['itemId'])
@Index(['movedBy'])
export class DueRevision {
  @PrimaryGeneratedColumn('identity', { generatedIdentity: 'ALWAYS' })
  id: number;

  @ManyToOne(() => Item, { nullable: false })
  @JoinColumn({ name: 'item_id' })
  item: Relation<Item>;
  @Column('int')
  itemId: number;

  @Column('date')
  fromOn: string;

  @Column('date')
  toOn: string;

  @Column('text')
  toPrecision: 'day' | 'month';

  @Column('text')
  kind: RevisionKind;

  /** Which actor announced it, where it slipped and the item has several. */
  @ManyToOne(() => Actor, { nullable: true })
  @JoinColumn({ name: 'moved_by' })
  mover: Relation<Actor> | null;
  @Column('int', { nullable: true })
  movedBy: number | null;

  @Column('text')
  reason: string;

  /** Where the actor announced it. */
  @Column('text', { nullable: true })
  sourceUrl: string | null;

  /** Null: a person set the date by hand. */
  @Column('text', { nullable: true })
  cause: RevisionCause | null;

  @ManyToOne(() => Person, { nullable: false })
  @JoinColumn({ name: 'recorded_by' })
  recorder: Relation<Person>;
  @Column('int')
  recordedBy: number;

  @Column('timestamptz')
  recordedAt: Date;
}

/** The words of an item before a document reworded them. Append-only: published wording never changes silently. */
@Entity('earlier_wording')
@Index(['itemId'])
export class EarlierWording {
  @PrimaryGeneratedColumn('identity', { generatedIdentity: 'ALWAYS' })
  id: number;

  @ManyToOne(() => Item, { nullable: false })
  @JoinColumn({ name: 'item_id' })
  item: Relation<Item>;
  @Column('int')
  itemId: number;

  /** The document that reworded it. */
  @ManyToOne(() => PublicationDocument, { nullable: false })
  @JoinColumn({ name: 'document_id' })
  document: Relation<PublicationDocument>;
  @Column('int')
  documentId: number;

  /** Only what was reworded, by cell: `{ issue: '…', timelineText: '…', 'extra.Budget': '…' }`. */
  @Column('jsonb')
  words: Record<string, string>;

  @ManyToOne(() => Person, { nullable: false })
  @JoinColumn({ name: 'replaced_by' })
  replacer: Relation<Person>;
  @Column('int')
  replacedBy: number;

  @Column('timestamptz')
  replacedAt: Date;
}

/** A step of ours, or a question that somebody asks whoever follows the item. */
export const FOLLOW_UP_KINDS = ['step', 'question'] as const;
export type FollowUpKind = (typeof FOLLOW_UP_KINDS)[number];

/** What we do next about an item: step, by whom, by when, done. */
@Entity('follow_up')
@Check('chk_follow_up_cancelled', 'NOT cancelled OR done_on IS NOT NULL')
@Check('chk_follow_up_kind', oneOf('kind', FOLLOW_UP_KINDS))
@Index(['itemId'])
@Index(['assigneeId', 'dueOn'])
export class FollowUp {
  @PrimaryGeneratedColumn('identity', { generatedIdentity: 'ALWAYS' })
  id: number;

  @ManyToOne(() => Item, { nullable: false })
  @JoinColumn({ name: 'item_id' })
  item: Relation<Item>;
  @Column('int')
  itemId: number;

  @Column('text', { default: 'step' })
  kind: FollowUpKind;

  @Column('text')
  step: string;

  @ManyToOne(() => Person, { nullable: false })
  @JoinColumn({ name: 'assignee_id' })
  assignee: Relation<Person>;
  @Column('int')
  assigneeId: number;

  @Column('date')
  dueOn: string;

  /** The day it was done, or given up; null: still to do. */
  @Column('date', { nullable: true })
  doneOn: string | null;

  /** Given up; `doneNote` says why. */
  @Column('boolean', { default: false })
  cancelled: boolean;

  @Column('text', { nullable: true })
  doneNote: string | null;

  @ManyToOne(() => Person, { nullable: false })
  @JoinColumn({ name: 'created_by' })
  creator: Relation<Person>;
  @Column('int')
  createdBy: number;

  @Column('timestamptz')
  createdAt: Date;

  @VersionColumn()
  version: number;
}

/** Leave for one person to see one item that their role does not show. */
@Entity('item_grant')
export class ItemGrant {
  @PrimaryColumn('int')
  personId: number;
  @ManyToOne(() => Person, { nullable: false })
  @JoinColumn({ name: 'person_id' })
  person: Relation<Person>;

  @PrimaryColumn('int')
  itemId: number;
  @ManyToOne(() => Item, { nullable: false })
  @JoinColumn({ name: 'item_id' })
  item: Relation<Item>;

  @ManyToOne(() => Person, { nullable: false })
  @JoinColumn({ name: 'granted_by' })
  grantor: Relation<Person>;
  @Column('int')
  grantedBy: number;

  @Column('timestamptz')
  grantedAt: Date;
}
