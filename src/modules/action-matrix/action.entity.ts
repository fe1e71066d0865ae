import { Column, Entity, JoinColumn, OneToOne, PrimaryColumn } from 'typeorm';
import type { Relation } from 'typeorm';
import { Item } from '../tracking/index.js';

/** The fields that only an action has: a row of the action matrix, its cells verbatim. */
@Entity('action')
export class Action {
  @PrimaryColumn('int')
  itemId: number;
  @OneToOne(() => Item, { nullable: false })
  @JoinColumn({ name: 'item_id' })
  item: Relation<Item>;

  @Column('text')
  issue: string;

  @Column('text')
  pathway: string;

  @Column('text')
  implementation: string;

  /** The cell "Actors Responsible" as it stands, beside the actors read from it. */
  @Column('text')
  actorsText: string;

  /** Columns that the matrix has beyond the five, by their heading, verbatim. */
  @Column('jsonb', { default: {} })
  extra: Record<string, string>;
}
