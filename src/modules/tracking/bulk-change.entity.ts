import { Column, Entity, JoinColumn, ManyToOne, PrimaryGeneratedColumn } from 'typeorm';
import type { Relation } from 'typeorm';
import { Person } from '../access/index.js';

/** What a change of many items did, kept so that it can be taken back. */
export interface BulkRows {
  /** Items that got another owner: who followed them before and who does since. */
  owners?: { itemId: number; before: number | null; after: number | null }[];
  /** Follow-ups that were planned, as they were. */
  planned?: { id: number; version: number }[];
  /** Follow-ups that went to somebody else. */
  handed?: { id: number; version: number; before: number }[];
}

/** A change of many items that can be undone for a moment. What it did stands in each item's own history. */
@Entity('bulk_change')
export class BulkChange {
  @PrimaryGeneratedColumn('identity', { generatedIdentity: 'ALWAYS' })
  id: number;

  @Column('jsonb')
  rows: BulkRows;

  @ManyToOne(() => Person, { nullable: false })
  @JoinColumn({ name: 'done_by' })
  doer: Relation<Person>;
  @Column('int')
  doneBy: number;

  @Column('timestamptz')
  doneAt: Date;

  @Column('timestamptz', { nullable: true })
  undoneAt: Date | null;
}
