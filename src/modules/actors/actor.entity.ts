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

export const ACTOR_KINDS = [
  'state',
  'ministry',
  'agency',
  'security_force',
  'igo',
  'group',
  'other',
] as const;
export type ActorKind = (typeof ACTOR_KINDS)[number];

/** An external body responsible for items. It has no login. `group` is an unnamed one ("neighbouring countries"). */
@Entity('actor')
@Check('chk_actor_kind', `kind IN ('state','ministry','agency','security_force','igo','group','other')`)
@Check('chk_actor_parent', `parent_id <> id`)
@Check('chk_actor_successor', `successor_id <> id`)
export class Actor {
  @PrimaryGeneratedColumn('identity', { generatedIdentity: 'ALWAYS' })
  id: number;

  @Column('text')
  name: string;

  /** The name folded for comparison (`nameKey`): unique, so that one body is not entered twice. */
  @Column('text')
  @Index({ unique: true })
  nameKey: string;

  @Column('text', { default: 'other' })
  kind: ActorKind;

  /** The body it belongs to or is named after: "SCO members" → "SCO". */
  @ManyToOne(() => Actor, { nullable: true })
  @JoinColumn({ name: 'parent_id' })
  parent: Relation<Actor> | null;
  @Column('int', { nullable: true })
  @Index()
  parentId: number | null;

  @ManyToOne(() => Actor, { nullable: true })
  @JoinColumn({ name: 'successor_id' })
  successor: Relation<Actor> | null;
  @Column('int', { nullable: true })
  successorId: number | null;

  @VersionColumn()
  version: number;
}

/** Another name for an actor, as some brief wrote it. */
@Entity('actor_alias')
export class ActorAlias {
  @PrimaryGeneratedColumn('identity', { generatedIdentity: 'ALWAYS' })
  id: number;

  @ManyToOne(() => Actor, { nullable: false, onDelete: 'CASCADE' })
  @JoinColumn({ name: 'actor_id' })
  actor: Relation<Actor>;
  @Column('int')
  @Index()
  actorId: number;

  @Column('text')
  alias: string;

  @Column('text')
  @Index({ unique: true })
  aliasKey: string;
}

/**
 * A name folded for comparison: compatibility forms, case, diacritics, quotes and the article "the" do not count;
 * punctuation becomes a space.
 */
export function nameKey(name: string): string {
  return name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[’'`]s\b/g, 's')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .replace(/^the /, '')
    .trim();
}
