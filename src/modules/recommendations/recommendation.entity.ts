import { Column, Entity, JoinColumn, ManyToOne, OneToOne, PrimaryColumn } from 'typeorm';
import type { Relation } from 'typeorm';
import { Item } from '../tracking/index.js';

/** The fields that only a recommendation has: a paragraph of a publication. */
@Entity('recommendation')
export class Recommendation {
  @PrimaryColumn('int')
  itemId: number;
  @OneToOne(() => Item, { nullable: false })
  @JoinColumn({ name: 'item_id' })
  item: Relation<Item>;

  /** The paragraph, verbatim. */
  @Column('text')
  text: string;

  @Column('text', { nullable: true })
  heading: string | null;

  @Column('text', { nullable: true })
  addressee: string | null;

  /** 1 where a heading said "Recommendations"; less for a suggestion from running prose. */
  @Column('real', { default: 1 })
  confidence: number;
}

/** An action carries out a recommendation. */
@Entity('action_recommendation')
export class ActionRecommendation {
  @PrimaryColumn('int')
  actionId: number;
  @ManyToOne(() => Item, { nullable: false })
  @JoinColumn({ name: 'action_id' })
  action: Relation<Item>;

  @PrimaryColumn('int')
  recommendationId: number;
  @ManyToOne(() => Recommendation, { nullable: false })
  @JoinColumn({ name: 'recommendation_id' })
  recommendation: Relation<Recommendation>;
}
