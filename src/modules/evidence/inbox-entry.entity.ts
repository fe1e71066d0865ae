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
import { Person, Team } from '../access/index.js';
import { EvidenceUpdate } from './evidence.entity.js';

export const INBOX_STATES = ['open', 'recorded', 'dismissed'] as const;
export type InboxState = (typeof INBOX_STATES)[number];

/** A link or passage that somebody came across. It counts nowhere until it is recorded as evidence. */
@Entity('inbox_entry')
@Check('chk_inbox_entry_content', `url IS NOT NULL OR btrim(coalesce(quote, '')) <> ''`)
@Check('chk_inbox_entry_state', `state IN (${INBOX_STATES.map((state) => `'${state}'`).join(',')})`)
@Check('chk_inbox_entry_recorded', `(state = 'recorded') = (update_id IS NOT NULL)`)
@Check('chk_inbox_entry_dismissed', `state <> 'dismissed' OR btrim(coalesce(dismissal_reason, '')) <> ''`)
@Index(['state', 'id'])
@Index(['urlKey'])
export class InboxEntry {
  @PrimaryGeneratedColumn('identity', { generatedIdentity: 'ALWAYS' })
  id: number;

  @Column('text', { nullable: true })
  url: string | null;

  /** What two spellings of one address have in common (`addressKey`). */
  @Column('text', { nullable: true })
  urlKey: string | null;

  /** The passage, verbatim. */
  @Column('text', { nullable: true })
  quote: string | null;

  @Column('text', { nullable: true })
  title: string | null;

  @Column('text', { nullable: true })
  publisher: string | null;

  @Column('date', { nullable: true })
  publishedOn: string | null;

  @Column('text', { nullable: true })
  note: string | null;

  /** Every colleague who records sees it, not only its author's team. */
  @Column('boolean', { default: false })
  shared: boolean;

  /** Its author's team when it was pasted; null: nobody but the author, unless shared. */
  @ManyToOne(() => Team, { nullable: true })
  @JoinColumn({ name: 'team_id' })
  team: Relation<Team> | null;
  @Column('int', { nullable: true })
  teamId: number | null;

  @ManyToOne(() => Person, { nullable: false })
  @JoinColumn({ name: 'created_by' })
  creator: Relation<Person>;
  @Column('int')
  createdBy: number;

  @Column('timestamptz')
  createdAt: Date;

  @Column('text', { default: 'open' })
  state: InboxState;

  @Column('text', { nullable: true })
  dismissalReason: string | null;

  /** The evidence that came of it. */
  @ManyToOne(() => EvidenceUpdate, { nullable: true })
  @JoinColumn({ name: 'update_id' })
  update: Relation<EvidenceUpdate> | null;
  @Column('int', { nullable: true })
  updateId: number | null;

  @ManyToOne(() => Person, { nullable: true })
  @JoinColumn({ name: 'settled_by' })
  settler: Relation<Person> | null;
  @Column('int', { nullable: true })
  settledBy: number | null;

  @Column('timestamptz', { nullable: true })
  settledAt: Date | null;

  @VersionColumn()
  version: number;
}
