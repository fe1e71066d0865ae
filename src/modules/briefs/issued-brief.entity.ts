import {
  Check,
  Column,
  Entity,
  Index,
  JoinColumn,
  ManyToOne,
  PrimaryColumn,
  PrimaryGeneratedColumn,
} from 'typeorm';
import type { Relation } from 'typeorm';
import { Effect } from '../evidence/index.js';
import { Person } from '../access/index.js';
import { StoredFile } from '../publications/index.js';
import { Item } from '../tracking/index.js';
import { ProgressBrief } from './progress-brief.entity.js';

/**
 * A record of an item that a submitted brief took in: the next brief tells what is not among these. Whoever may not see
 * one of its items or effects may not open the brief.
 */
@Entity('brief_content')
export class BriefContent {
  @PrimaryGeneratedColumn('identity', { generatedIdentity: 'ALWAYS' })
  id: number;

  @ManyToOne(() => ProgressBrief, { nullable: false })
  @JoinColumn({ name: 'brief_id' })
  brief: Relation<ProgressBrief>;
  @Column('int')
  @Index()
  briefId: number;

  @ManyToOne(() => Item, { nullable: false })
  @JoinColumn({ name: 'item_id' })
  item: Relation<Item>;
  @Column('int')
  itemId: number;

  /** Its key in `what-changed.ts`: `item:7`, `effect:12`, `revision:3`. */
  @Column('text')
  record: string;

  /** Where the record is an effect. */
  @ManyToOne(() => Effect, { nullable: true })
  @JoinColumn({ name: 'effect_id' })
  effect: Relation<Effect> | null;
  @Column('int', { nullable: true })
  effectId: number | null;
}

/** A file of an issued brief, served byte for byte. Never changed. */
@Entity('brief_file')
export class BriefFile {
  @ManyToOne(() => ProgressBrief, { nullable: false })
  @JoinColumn({ name: 'brief_id' })
  brief: Relation<ProgressBrief>;
  @PrimaryColumn('int')
  briefId: number;

  /** Its ending: `pdf`. */
  @PrimaryColumn('text')
  format: string;

  @Column('text')
  filename: string;

  @ManyToOne(() => StoredFile, { nullable: false })
  @JoinColumn({ name: 'sha256' })
  file: Relation<StoredFile>;
  @Column('text')
  sha256: string;
}

/** To whom an issued brief was sent, and when. Never changed. */
@Entity('brief_dispatch')
@Check('chk_brief_dispatch_recipient', `btrim(recipient) <> ''`)
export class BriefDispatch {
  @PrimaryGeneratedColumn('identity', { generatedIdentity: 'ALWAYS' })
  id: number;

  @ManyToOne(() => ProgressBrief, { nullable: false })
  @JoinColumn({ name: 'brief_id' })
  brief: Relation<ProgressBrief>;
  @Column('int')
  @Index()
  briefId: number;

  @Column('date')
  sentOn: string;

  @Column('text')
  recipient: string;

  /** By post, by mail, handed over; as the person wrote it. */
  @Column('text', { nullable: true })
  how: string | null;

  @ManyToOne(() => Person, { nullable: false })
  @JoinColumn({ name: 'recorded_by' })
  recorder: Relation<Person>;
  @Column('int')
  recordedBy: number;

  @Column('timestamptz')
  recordedAt: Date;
}
