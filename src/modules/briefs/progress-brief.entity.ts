import {
  Check,
  Column,
  Entity,
  Index,
  JoinColumn,
  ManyToOne,
  PrimaryGeneratedColumn,
  VersionColumn,
} from 'typeorm';
import type { Relation } from 'typeorm';
import { Person } from '../access/index.js';
import { Publication } from '../publications/index.js';
import type { ItemFilter } from '../tracking/index.js';

export const AUDIENCES = ['internal', 'recipient', 'public'] as const;
export type Audience = (typeof AUDIENCES)[number];

/** A progress brief in the making: scope, period, audience, commentary, and the facts it was last built from. */
@Entity('progress_brief')
@Check('chk_progress_brief_period', `period_from <= period_to`)
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

  @VersionColumn()
  version: number;
}
