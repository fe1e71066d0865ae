import { Check, Column, Entity, Index, JoinColumn, ManyToOne, PrimaryGeneratedColumn } from 'typeorm';
import type { Relation } from 'typeorm';
import { Person } from '../access/index.js';
import { Actor } from '../actors/index.js';
import { Publication } from '../publications/index.js';
import { Item } from '../tracking/index.js';

/** Where to look for news: of one item, of every item of a publication, or of every item of an actor. */
@Entity('watch_place')
@Check('chk_watch_place_name', `btrim(name) <> ''`)
@Check('chk_watch_place_of', 'num_nonnulls(item_id, publication_id, actor_id) = 1')
@Index(['itemId'])
@Index(['publicationId'])
@Index(['actorId'])
export class WatchPlace {
  @PrimaryGeneratedColumn('identity', { generatedIdentity: 'ALWAYS' })
  id: number;

  @ManyToOne(() => Item, { nullable: true })
  @JoinColumn({ name: 'item_id' })
  item: Relation<Item> | null;
  @Column('int', { nullable: true })
  itemId: number | null;

  @ManyToOne(() => Publication, { nullable: true })
  @JoinColumn({ name: 'publication_id' })
  publication: Relation<Publication> | null;
  @Column('int', { nullable: true })
  publicationId: number | null;

  @ManyToOne(() => Actor, { nullable: true })
  @JoinColumn({ name: 'actor_id' })
  actor: Relation<Actor> | null;
  @Column('int', { nullable: true })
  actorId: number | null;

  @Column('text')
  name: string;

  @Column('text', { nullable: true })
  url: string | null;

  @ManyToOne(() => Person, { nullable: false })
  @JoinColumn({ name: 'created_by' })
  creator: Relation<Person>;
  @Column('int')
  createdBy: number;

  @Column('timestamptz')
  createdAt: Date;
}
