import {
  Check,
  Column,
  Entity,
  JoinColumn,
  ManyToOne,
  PrimaryColumn,
  PrimaryGeneratedColumn,
  Unique,
  VersionColumn,
} from 'typeorm';
import type { Relation } from 'typeorm';
import { Person } from '../access/index.js';

export const VIEW_LISTS = ['items', 'overdue'] as const;
export type ViewList = (typeof VIEW_LISTS)[number];

/** A list's filter, sort and columns under a name. Whoever opens it sees of it what they may see. */
@Entity('saved_view')
@Check('chk_saved_view_list', `list IN ('items','overdue')`)
@Check('chk_saved_view_name', `btrim(name) <> ''`)
@Unique(['ownerId', 'list', 'name'])
export class SavedView {
  @PrimaryGeneratedColumn('identity', { generatedIdentity: 'ALWAYS' })
  id: number;

  @ManyToOne(() => Person, { nullable: false })
  @JoinColumn({ name: 'owner_id' })
  owner: Relation<Person>;
  @Column('int')
  ownerId: number;

  @Column('text')
  list: ViewList;

  @Column('text')
  name: string;

  /** The query of the list's address, without page: `progress=reversed&sort=-due`. */
  @Column('text')
  query: string;

  /** Everybody in the organisation may open it. */
  @Column('boolean', { default: false })
  shared: boolean;

  @Column('timestamptz')
  createdAt: Date;

  @VersionColumn()
  version: number;
}

/** Whose tabs show a view. */
@Entity('saved_view_pin')
export class SavedViewPin {
  @PrimaryColumn('int')
  personId: number;
  @ManyToOne(() => Person, { nullable: false })
  @JoinColumn({ name: 'person_id' })
  person: Relation<Person>;

  @PrimaryColumn('int')
  savedViewId: number;
  @ManyToOne(() => SavedView, { nullable: false, onDelete: 'CASCADE' })
  @JoinColumn({ name: 'saved_view_id' })
  savedView: Relation<SavedView>;
}
