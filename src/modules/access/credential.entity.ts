import {
  Check,
  Column,
  Entity,
  ForeignKey,
  Index,
  PrimaryColumn,
  PrimaryGeneratedColumn,
  Unique,
} from 'typeorm';
import { Person } from './person.entity.js';

/** A browser that is signed in. Only the SHA-256 of the cookie is kept. */
@Entity('session')
export class Session {
  @PrimaryColumn('bytea')
  tokenHash: Buffer;

  @Index()
  @ForeignKey(() => Person)
  @Column('int')
  personId: number;

  @Column('timestamptz')
  createdAt: Date;

  @Column('timestamptz')
  lastSeenAt: Date;

  /** However busy it is, it ends here. */
  @Column('timestamptz')
  expiresAt: Date;

  @Column('text')
  userAgent: string;

  @Column('text')
  address: string;
}

export const LINK_PURPOSES = ['setup', 'invitation', 'reset'] as const;
export type LinkPurpose = (typeof LINK_PURPOSES)[number];

/** A one-time link: makes the first admin, or lets a person choose a password. */
@Entity('setup_token')
@Check('chk_setup_token_purpose', `purpose IN ('setup','invitation','reset')`)
@Check('chk_setup_token_person', `(purpose = 'setup') = (person_id IS NULL)`)
export class SetupToken {
  @PrimaryColumn('bytea')
  tokenHash: Buffer;

  @Column('text')
  purpose: LinkPurpose;

  @Index()
  @ForeignKey(() => Person)
  @Column('int', { nullable: true })
  personId: number | null;

  @Column('timestamptz')
  createdAt: Date;

  @Column('timestamptz')
  expiresAt: Date;

  @Column('timestamptz', { nullable: true })
  usedAt: Date | null;
}

/** One failed try at a secret (or one that is being made), counted to throttle guessing in every process alike. */
@Entity('sign_in_attempt')
@Index(['account', 'at'])
@Index(['address', 'at'])
export class SignInAttempt {
  @PrimaryGeneratedColumn('identity', { type: 'bigint', generatedIdentity: 'ALWAYS' })
  id: string;

  /** Whose secret was tried: a digest of the address typed, so that none is kept that belongs to nobody. */
  @Column('text', { nullable: true })
  account: string | null;

  @Column('text')
  address: string;

  @Column('timestamptz')
  at: Date;
}

/** A person's key for the API. Only its SHA-256 is kept. */
@Entity('api_token')
@Check('chk_api_token_name', `btrim(name) <> ''`)
export class ApiToken {
  @PrimaryGeneratedColumn('identity', { generatedIdentity: 'ALWAYS' })
  id: number;

  @Index({ unique: true })
  @Column('bytea')
  tokenHash: Buffer;

  @Index()
  @ForeignKey(() => Person)
  @Column('int')
  personId: number;

  @Column('text')
  name: string;

  @Column('timestamptz')
  createdAt: Date;

  @Column('timestamptz', { nullable: true })
  lastUsedAt: Date | null;

  @Column('timestamptz', { nullable: true })
  revokedAt: Date | null;
}

/** A request that was answered, so that its repetition gets the same answer and does nothing. */
@Entity('idempotency_key')
@Unique(['personId', 'key'])
export class IdempotencyKey {
  @PrimaryGeneratedColumn('identity', { type: 'bigint', generatedIdentity: 'ALWAYS' })
  id: string;

  @ForeignKey(() => Person)
  @Column('int')
  personId: number;

  @Column('text')
  key: string;

  @Column('text')
  route: string;

  /** SHA-256 of the canonical body. */
  @Column('bytea')
  bodyHash: Buffer;

  /** What the work returned, as JSON; null only inside the transaction that does it. */
  @Column('jsonb', { nullable: true })
  response: unknown;

  @Index()
  @Column('timestamptz')
  createdAt: Date;
}
