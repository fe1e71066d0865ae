import { Check, Column, Entity, Index, JoinColumn, ManyToOne, PrimaryGeneratedColumn } from 'typeorm';
import type { Relation } from 'typeorm';
import { Person } from '../access/index.js';
import { Item } from '../tracking/index.js';

export const CONTRIBUTIONS = ['cited', 'consulted', 'consistent', 'unrelated'] as const;
export type Contribution = (typeof CONTRIBUTIONS)[number];

/** What part the publication had in what became of an item. Append-only: the latest holds. */
@Entity('contribution_note')
@Check(
  'chk_contribution_note_contribution',
  `contribution IN (${CONTRIBUTIONS.map((one) => `'${one}'`).join(',')})`,
)
@Check('chk_contribution_note_text', `btrim(text) <> ''`)
@Index(['itemId'])
export class ContributionNote {
  @PrimaryGeneratedColumn('identity', { generatedIdentity: 'ALWAYS' })
  id: number;

  @ManyToOne(() => Item, { nullable: false })
  @JoinColumn({ name: 'item_id' })
  item: Relation<Item>;
  @Column('int')
  itemId: number;

  @Column('text')
  contribution: Contribution;

  @Column('text')
  text: string;

  @ManyToOne(() => Person, { nullable: false })
  @JoinColumn({ name: 'recorded_by' })
  recorder: Relation<Person>;
  @Column('int')
  recordedBy: number;

  @Column('timestamptz')
  recordedAt: Date;
}
