import { Column, Entity, Index, JoinColumn, ManyToOne, PrimaryGeneratedColumn, VersionColumn } from 'typeorm';
import type { Relation } from 'typeorm';
import { Person } from '../access/index.js';
import { Publication } from '../publications/index.js';
import type { Passage } from './passages.js';
import type { Reading } from './reader/reading.js';
import type { Review } from './review.js';

/** A reading under review. Nothing is tracked until it is committed; leaving it deletes it, file and all. */
@Entity('import_draft')
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

  @Column('text')
  filename: string;

  @Column('bytea', { select: false })
  content: Buffer;

  /** What the reader read. Emptied, like `content`, when the draft is committed: the publication keeps both. */
  @Column('jsonb')
  reading: Reading;

  /** What the review shows of a document without lines of text; emptied with the reading. */
  @Column('jsonb', { nullable: true, select: false })
  passages: Passage[] | null;

  /** What the reviewer made of it so far; null until saved. */
  @Column('jsonb', { nullable: true })
  review: Review | null;

  /** The publication that came of it; a second commit leads there. */
  @ManyToOne(() => Publication, { nullable: true })
  @JoinColumn({ name: 'publication_id' })
  publication: Relation<Publication> | null;
  @Column('int', { nullable: true })
  publicationId: number | null;

  @VersionColumn()
  version: number;
}
