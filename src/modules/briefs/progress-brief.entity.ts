import {
  Check,
  Column,
  Entity,
  Index,
  JoinColumn,
  ManyToOne,
  PrimaryGeneratedColumn,
  Unique,
  VersionColumn,
} from 'typeorm';
import type { Relation } from 'typeorm';
import { Person } from '../access/index.js';
import { Publication } from '../publications/index.js';
import type { ItemFilter } from '../tracking/index.js';
import type { BriefFacts, SectionFacts } from './facts.js';

export const AUDIENCES = ['internal', 'recipient', 'public'] as const;
export type Audience = (typeof AUDIENCES)[number];

/** Where a brief stands: once approved it never changes. */
export const BRIEF_STATES = ['draft', 'awaiting_approval', 'issued'] as const;
export type BriefState = (typeof BRIEF_STATES)[number];

/**
 * A progress brief: scope, period, audience and commentary while it is a draft; from its submission on the facts that
 * were gathered then; from its approval on a number and files that stay as they are.
 */
@Entity('progress_brief')
@Check('chk_progress_brief_period', `period_from <= period_to`)
@Check('chk_progress_brief_state', `state IN ('draft','awaiting_approval','issued')`)
@Check('chk_progress_brief_snapshot', `(state = 'draft') = (facts IS NULL)`)
@Check('chk_progress_brief_issued', `(state = 'issued') = (number IS NOT NULL)`)
@Unique('uq_progress_brief_number_revision', ['number', 'revision'])
@Check('chk_progress_brief_audience', `audience IN ('internal','recipient','public')`)
export class ProgressBrief {
  @PrimaryGeneratedColumn('identity', { generatedIdentity: 'ALWAYS' })
  id: number;

  @Column('text')
  title: string;

  /** The scope: one publication, or else a filter over items. */
  @ManyToOne(() => Publication, { nullable: true })
  @JoinColumn({ name: 'publication_id' })
  publication: Relation<Publication> | null;
  @Column('int', { nullable: true })
  @Index()
  publicationId: number | null;

  @Column('jsonb', { default: {} })
  filter: ItemFilter;

  @Column('date')
  periodFrom: string;

  @Column('date')
  periodTo: string;

  @Column('text', { default: 'internal' })
  audience: Audience;

  @Column('text', { nullable: true })
  recipient: string | null;

  /** Markdown. */
  @Column('text', { default: '' })
  commentary: string;

  /** For the title page, Markdown. */
  @Column('text', { default: '' })
  coverText: string;

  /** The sections between summary and sources, in their order; null: all of them in the usual one. */
  @Column('jsonb', { nullable: true })
  sections: SectionFacts[] | null;

  /** Markdown by item reference. */
  @Column('jsonb', { default: {} })
  itemCommentary: Record<string, string>;

  @ManyToOne(() => Person, { nullable: false })
  @JoinColumn({ name: 'created_by' })
  creator: Relation<Person>;
  @Column('int')
  createdBy: number;

  @Column('timestamptz')
  createdAt: Date;

  @Column('text', { default: 'draft' })
  state: BriefState;

  /** The issued brief since which changes are told, instead of since `periodFrom`. */
  @ManyToOne(() => ProgressBrief, { nullable: true })
  @JoinColumn({ name: 'since_id' })
  since: Relation<ProgressBrief> | null;
  @Column('int', { nullable: true })
  sinceId: number | null;

  /** The issued brief that this one corrects. */
  @ManyToOne(() => ProgressBrief, { nullable: true })
  @JoinColumn({ name: 'replaces_id' })
  replaces: Relation<ProgressBrief> | null;
  @Column('int', { nullable: true })
  replacesId: number | null;

  /** What it says, as gathered by whom submitted it; numbered on approval. */
  @Column('jsonb', { nullable: true })
  facts: BriefFacts | null;

  @ManyToOne(() => Person, { nullable: true })
  @JoinColumn({ name: 'submitted_by' })
  submitter: Relation<Person> | null;
  @Column('int', { nullable: true })
  submittedBy: number | null;

  /** Why the second person did not approve it, until it is submitted again. */
  @Column('text', { nullable: true })
  sentBackReason: string | null;

  @ManyToOne(() => Person, { nullable: true })
  @JoinColumn({ name: 'approved_by' })
  approver: Relation<Person> | null;
  @Column('int', { nullable: true })
  approvedBy: number | null;

  @Column('timestamptz', { nullable: true })
  approvedAt: Date | null;

  @Column('int', { nullable: true })
  number: number | null;

  /** 0 for a brief as first issued, 1 for the one that corrects it, and so on. */
  @Column('int', { default: 0 })
  revision: number;

  @VersionColumn()
  version: number;
}

/** `3`, or `3.1` for the first correction of no. 3; null while it has none. */
export const numberOf = ({ number, revision }: Pick<ProgressBrief, 'number' | 'revision'>): string | null =>
  number === null ? null : revision === 0 ? String(number) : `${number}.${revision}`;
