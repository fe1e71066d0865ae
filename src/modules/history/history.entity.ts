import { Column, Entity, ForeignKey, Index, PrimaryColumn, PrimaryGeneratedColumn } from 'typeorm';

/**
 * That something changed: who, when, what. Append-only. People stand here by id only, never by name, so that a
 * name can be redacted in one place.
 */
@Entity('history_entry')
@Index(['subjectType', 'subjectId'])
@Index(['publicationId'])
@Index(['actorId'])
export class HistoryEntry {
  /** Given by the database; gaps are rolled back transactions. A bigint: a string in JavaScript. */
  @PrimaryGeneratedColumn('identity', { type: 'bigint', generatedIdentity: 'ALWAYS' })
  seq: string;

  @Column('timestamptz')
  at: Date;

  /** Null: Heed itself. */
  @ForeignKey('person')
  @Column('int', { nullable: true })
  actorId: number | null;

  /** `evidence.recorded`, `person.role_changed` … */
  @Column('text')
  action: string;

  @Column('text')
  subjectType: string;

  @Column('text')
  subjectId: string;

  @Index({ type: 'gin' })
  @Column('int', { array: true, default: '{}' })
  itemIds: number[];

  @Column('int', { nullable: true })
  publicationId: number | null;

  /** SHA-256 of the payload's canonical form; a trigger refuses a payload that has another. */
  @Column('bytea')
  digest: Buffer;
}

/** What it was before and is after. The owner role may redact it: both null, dated; the entry keeps the digest. */
@Entity('history_payload')
export class HistoryPayload {
  @ForeignKey(() => HistoryEntry)
  @PrimaryColumn('bigint')
  seq: string;

  @Column('jsonb', { nullable: true })
  before: object | null;

  @Column('jsonb', { nullable: true })
  after: object | null;

  @Column('timestamptz', { nullable: true })
  redactedAt: Date | null;
}

/** One batch of entries tied to the batch before it, so that an edit shows. */
@Entity('history_seal')
export class HistorySeal {
  @PrimaryColumn('bigint')
  fromSeq: string;

  @Index({ unique: true })
  @Column('bigint')
  toSeq: string;

  /** One per entry, in order: 8 bytes seq, 32 bytes SHA-256 of the whole entry. They let `verify` name the row. */
  @Column('bytea')
  leaves: Buffer;

  /** `hash` of the seal before; 32 zero bytes on the first. */
  @Column('bytea')
  previousHash: Buffer;

  /** SHA-256 of previousHash and leaves. */
  @Column('bytea')
  hash: Buffer;

  @Column('timestamptz', { default: () => 'now()' })
  sealedAt: Date;
}
