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
import { Person } from '../access/index.js';
import { Publication } from '../publications/index.js';
import type { Decisions } from './again/decisions.js';
import type { Passage } from './passages.js';
import type { Reading } from './reader/reading.js';
import type { Review } from './review.js';

/** `reading`: a document that takes long is being read, or was when its server stopped. */
export type DraftState = 'reading' | 'read' | 'failed';

/** A reading under review. Nothing is tracked until it is committed; leaving it deletes it, file and all. */
@Entity('import_draft')
@Check('chk_import_draft_state', `state IN ('reading','read','failed')`)
export class ImportDraft {
  @PrimaryGeneratedColumn('uuid')
  id: string;

  @ManyToOne(() => Person, { nullable: false })
  @JoinColumn({ name: 'created_by' })
  creator: Relation<Person>;
  @Column('int')
  @Index()
  createdBy: number;

  @Column('timestamptz')
  createdAt: Date;

  /** When its reviewer last saved it; null where they have not yet. */
  @Column('timestamptz', { nullable: true })
  savedAt: Date | null;

  @Column('text')
  filename: string;

  @Column('bytea', { select: false })
  content: Buffer;

  @Column('text', { default: 'read' })
  state: DraftState;

  /** By the database's clock, like `beatAt`: it tells how long the reading takes, not when in the office's day it was. */
  @Column('timestamptz', { nullable: true })
  readingSince: Date | null;

  /** The last sign of life of the process that reads it; without one for long, the reading was interrupted. */
  @Column('timestamptz', { nullable: true })
  beatAt: Date | null;

  /** Its place among those that wait for their turn; 0 while it is read itself. */
  @Column('int', { nullable: true })
  ahead: number | null;

  /** Why it could not be read. */
  @Column('jsonb', { nullable: true })
  failure: { code: string; values: Record<string, string | number> } | null;

  /** What the reader read. Emptied, like `content`, when the draft is committed: the publication keeps both. */
  @Column('jsonb')
  reading: Reading;

  /** What the review shows of a document without lines of text; emptied with the reading. */
  @Column('jsonb', { nullable: true, select: false })
  passages: Passage[] | null;

  /** What the reviewer made of it so far; null until saved. */
  @Column('jsonb', { nullable: true })
  review: Review | null;

  /** What the reviewer chose where the document is compared with what is tracked. */
  @Column('jsonb', { nullable: true })
  decisions: Decisions | null;

  /** The publication that came of it; a second commit leads there. */
  @ManyToOne(() => Publication, { nullable: true })
  @JoinColumn({ name: 'publication_id' })
  publication: Relation<Publication> | null;
  @Column('int', { nullable: true })
  publicationId: number | null;

  @VersionColumn()
  version: number;
}
