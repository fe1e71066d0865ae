import { Check, Column, Entity, Index, JoinColumn, ManyToOne, PrimaryGeneratedColumn } from 'typeorm';
import type { Relation } from 'typeorm';
import { Person } from '../access/index.js';
import { CLASSIFICATIONS, type Classification } from '../publications/index.js';
import { Item, PROGRESS, type Progress, SHOWS, type Shows } from '../tracking/index.js';

export const SOURCE_KINDS = [
  'official_document',
  'un_report',
  'news',
  'dataset',
  'interview',
  'research',
  'statement',
  'other',
] as const;
export type SourceKind = (typeof SOURCE_KINDS)[number];

export const STANDINGS = ['first_hand', 'reporting', 'party', 'not_given'] as const;
export type Standing = (typeof STANDINGS)[number];

export const VERDICTS = ['confirmed', 'sent_back', 'better_source_wanted'] as const;
export type Verdict = (typeof VERDICTS)[number];

const oneOf = (column: string, values: readonly string[]) =>
  `${column} IN (${values.map((v) => `'${v}'`).join(',')})`;

/** What was found: one event, its sources, and one effect per item it bears on. Append-only, like all in this file. */
@Entity('evidence_update')
@Check('chk_evidence_update_text', `btrim(text) <> ''`)
@Check('chk_evidence_update_precision', `event_precision IN ('day','month','year')`)
@Index(['correctsId'], { unique: true })
export class EvidenceUpdate {
  @PrimaryGeneratedColumn('identity', { generatedIdentity: 'ALWAYS' })
  id: number;

  /** The last day of what is known of the event's date. */
  @Column('date')
  eventOn: string;

  @Column('text', { default: 'day' })
  eventPrecision: 'day' | 'month' | 'year';

  @Column('text')
  text: string;

  /** Stricter than its items', if need be; sources follow it. */
  @Column('enum', { enum: CLASSIFICATIONS, enumName: 'classification', default: 'public' })
  classification: Classification;

  /** The update that this one puts right; that one stays, marked. */
  @ManyToOne(() => EvidenceUpdate, { nullable: true })
  @JoinColumn({ name: 'corrects_id' })
  corrects: Relation<EvidenceUpdate> | null;
  @Column('int', { nullable: true })
  correctsId: number | null;

  @Column('text', { nullable: true })
  correctionReason: string | null;

  @ManyToOne(() => Person, { nullable: false })
  @JoinColumn({ name: 'recorded_by' })
  recorder: Relation<Person>;
  @Column('int')
  recordedBy: number;

  @Column('timestamptz')
  recordedAt: Date;
}

/** Where it was published. What is unknown is null and reads "not given". */
@Entity('source')
@Check('chk_source_kind', oneOf('kind', SOURCE_KINDS))
@Check('chk_source_standing', oneOf('standing', STANDINGS))
@Index(['updateId'])
export class Source {
  @PrimaryGeneratedColumn('identity', { generatedIdentity: 'ALWAYS' })
  id: number;

  @ManyToOne(() => EvidenceUpdate, { nullable: false })
  @JoinColumn({ name: 'update_id' })
  update: Relation<EvidenceUpdate>;
  @Column('int')
  updateId: number;

  @Column('int')
  position: number;

  @Column('text')
  title: string;

  @Column('text', { nullable: true })
  publisher: string | null;

  @Column('text', { nullable: true })
  author: string | null;

  @Column('date', { nullable: true })
  publishedOn: string | null;

  @Column('text', { nullable: true })
  url: string | null;

  @Column('text', { nullable: true })
  archivedUrl: string | null;

  @Column('text')
  kind: SourceKind;

  @Column('text')
  standing: Standing;

  /** Whom it reports. */
  @Column('text', { nullable: true })
  standingOf: string | null;
}

/** What an update shows on one item, and where it moves that item's progress, if it does. */
@Entity('effect')
@Check('chk_effect_shows', oneOf('shows', SHOWS))
@Check('chk_effect_from', oneOf('progress_from', PROGRESS))
@Check('chk_effect_to', oneOf('progress_to', PROGRESS))
@Check('chk_effect_baseline', `NOT (baseline AND progress_to IS NOT NULL)`)
@Index(['itemId', 'id'])
@Index('ux_effect_update_item', ['updateId', 'itemId'], { unique: true })
export class Effect {
  @PrimaryGeneratedColumn('identity', { generatedIdentity: 'ALWAYS' })
  id: number;

  @ManyToOne(() => EvidenceUpdate, { nullable: false })
  @JoinColumn({ name: 'update_id' })
  update: Relation<EvidenceUpdate>;
  @Column('int')
  updateId: number;

  @ManyToOne(() => Item, { nullable: false })
  @JoinColumn({ name: 'item_id' })
  item: Relation<Item>;
  @Column('int')
  itemId: number;

  @Column('text')
  shows: Shows;

  /** The passage, verbatim, and where it stands in the source. */
  @Column('text', { nullable: true })
  quote: string | null;

  @Column('text', { nullable: true })
  quotePlace: string | null;

  /** The event came before the publication: it tells where things stood and moves nothing. */
  @Column('boolean', { default: false })
  baseline: boolean;

  @Column('text')
  progressFrom: Progress;

  /** Null: it moves nothing. */
  @Column('text', { nullable: true })
  progressTo: Progress | null;
}

/** A second person's verdict on a claim. */
@Entity('second_reading')
@Check('chk_second_reading_verdict', oneOf('verdict', VERDICTS))
@Check('chk_second_reading_reason', `verdict = 'confirmed' OR btrim(coalesce(reason, '')) <> ''`)
@Index(['effectId'])
@Index(['itemId'])
export class SecondReading {
  @PrimaryGeneratedColumn('identity', { generatedIdentity: 'ALWAYS' })
  id: number;

  @ManyToOne(() => Effect, { nullable: false })
  @JoinColumn({ name: 'effect_id' })
  effect: Relation<Effect>;
  @Column('int')
  effectId: number;

  @ManyToOne(() => Item, { nullable: false })
  @JoinColumn({ name: 'item_id' })
  item: Relation<Item>;
  @Column('int')
  itemId: number;

  @Column('text')
  verdict: Verdict;

  @Column('text', { nullable: true })
  reason: string | null;

  @ManyToOne(() => Person, { nullable: false })
  @JoinColumn({ name: 'read_by' })
  reader: Relation<Person>;
  @Column('int')
  readBy: number;

  @Column('timestamptz')
  readAt: Date;
}

/** One search on one item: when, where, and that nothing was found, or what was. */
@Entity('check_record')
@Check('chk_check_record_found', `(result = 'found') = (update_id IS NOT NULL)`)
@Check('chk_check_record_result', `result IN ('nothing_found','found')`)
@Check('chk_check_record_places', `btrim(places) <> ''`)
@Index(['itemId'])
export class CheckRecord {
  @PrimaryGeneratedColumn('identity', { generatedIdentity: 'ALWAYS' })
  id: number;

  @ManyToOne(() => Item, { nullable: false })
  @JoinColumn({ name: 'item_id' })
  item: Relation<Item>;
  @Column('int')
  itemId: number;

  @Column('date')
  searchedOn: string;

  /** Where was searched, in words. */
  @Column('text')
  places: string;

  @Column('text')
  result: 'nothing_found' | 'found';

  @ManyToOne(() => EvidenceUpdate, { nullable: true })
  @JoinColumn({ name: 'update_id' })
  update: Relation<EvidenceUpdate> | null;
  @Column('int', { nullable: true })
  updateId: number | null;

  @Column('text', { nullable: true })
  note: string | null;

  @ManyToOne(() => Person, { nullable: false })
  @JoinColumn({ name: 'recorded_by' })
  recorder: Relation<Person>;
  @Column('int')
  recordedBy: number;

  @Column('timestamptz')
  recordedAt: Date;
}
