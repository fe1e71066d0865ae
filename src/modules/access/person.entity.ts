import { Check, Column, Entity, Index, JoinColumn, ManyToOne, PrimaryGeneratedColumn } from 'typeorm';
import type { Relation } from 'typeorm';
import { ROLES, type Role } from '../../shared/permissions.js';

@Entity('team')
@Check('chk_team_name', `btrim(name) <> ''`)
export class Team {
  @PrimaryGeneratedColumn('identity', { generatedIdentity: 'ALWAYS' })
  id: number;

  @Index({ unique: true })
  @Column('text')
  name: string;

  @Column('int', { default: 1 })
  version: number;
}

/** A member of staff who signs in. Never deleted: history names them by id. */
@Entity('person')
@Check('chk_person_name', `btrim(name) <> ''`)
@Check('chk_person_email', `email = lower(email) AND email LIKE '%_@_%'`)
@Check('chk_person_role', `role IN (${ROLES.map((role) => `'${role}'`).join(',')})`)
export class Person {
  @PrimaryGeneratedColumn('identity', { generatedIdentity: 'ALWAYS' })
  id: number;

  @Column('text')
  name: string;

  /** In lower case, which the database checks; so unique whatever the case. */
  @Index({ unique: true })
  @Column('text')
  email: string;

  /** argon2id; null until the person has set one. */
  @Column('text', { nullable: true, select: false })
  passwordHash: string | null;

  @Column('text')
  role: Role;

  @Index()
  @Column('int', { nullable: true })
  teamId: number | null;
  @ManyToOne(() => Team, { nullable: true })
  @JoinColumn({ name: 'team_id' })
  team: Relation<Team> | null;

  /** False: may not sign in, and is signed out at the next request. */
  @Column('boolean', { default: true })
  active: boolean;

  @Column('timestamptz')
  createdAt: Date;

  @Column('int', { default: 1 })
  version: number;
}
