import {
  Check,
  Column,
  Entity,
  Index,
  JoinColumn,
  ManyToOne,
  PrimaryColumn,
  PrimaryGeneratedColumn,
  Unique,
  VersionColumn,
} from 'typeorm';
import type { Relation } from 'typeorm';
import { Person, Team } from '../access/index.js';

/** Ordered: each is stricter than the one before. The database's enum has the same order, so `<=` works in SQL. */
export const CLASSIFICATIONS = ['public', 'internal', 'confidential', 'restricted'] as const;
export type Classification = (typeof CLASSIFICATIONS)[number];

export const DATE_PRECISIONS = ['day', 'month', 'year'] as const;
export type DatePrecision = (typeof DATE_PRECISIONS)[number];

/** Where something stands in its document: line, page, sheet and cell, or paragraph. */
export type Place = { line?: number; page?: number; paragraph?: number; sheet?: string; cell?: string };

/** A brief or report that recommends something. */
@Entity('publication')
@Check('chk_publication_precision', `published_precision IN ('day','month','year')`)
@Check('chk_publication_direction', `direction IN ('ltr','rtl')`)
@Unique(['seriesKey', 'number'])
export class Publication {
  @PrimaryGeneratedColumn('identity', { generatedIdentity: 'ALWAYS' })
  id: number;

  @ManyToOne(() => Team, { nullable: false })
  @JoinColumn({ name: 'team_id' })
  team: Relation<Team>;
  @Column('int')
  @Index()
  teamId: number;

  @Column('text', { nullable: true })
  series: string | null;

  /** The series folded for comparison; with `number` it is unique. */
  @Column('text', { nullable: true })
  seriesKey: string | null;

  /** `PB` in `PB-11.A3`: how references of this publication's items begin, with the number. Never changes. */
  @Column('text')
  @Index({ unique: true })
  refPrefix: string;

  @Column('text', { nullable: true })
  number: string | null;

  @Column('text')
  title: string;

  /** The last day of what is known of the date (December 2025 → 2025-12-31): windows are counted from it. */
  @Column('date', { nullable: true })
  publishedOn: string | null;

  @Column('text', { default: 'day' })
  publishedPrecision: DatePrecision;

  @Column('text', { nullable: true })
  publisher: string | null;

  @Column('text', { array: true, default: '{}' })
  authors: string[];

  @Column('text', { default: 'en' })
  language: string;

  @Column('text', { default: 'ltr' })
  direction: 'ltr' | 'rtl';

  @Column('enum', { enum: CLASSIFICATIONS, enumName: 'classification', default: 'internal' })
  classification: Classification;

  @Column('text', { nullable: true })
  disclaimer: string | null;

  @ManyToOne(() => Person, { nullable: false })
  @JoinColumn({ name: 'created_by' })
  creator: Relation<Person>;
  @Column('int')
  createdBy: number;

  @Column('timestamptz')
  createdAt: Date;

  @VersionColumn()
  version: number;
}

@Entity('publication_section')
@Index('ux_publication_section_current', ['publicationId', 'position'], {
  unique: true,
  where: 'replaced_by_id IS NULL',
})
export class PublicationSection {
  @PrimaryGeneratedColumn('identity', { generatedIdentity: 'ALWAYS' })
  id: number;

  @ManyToOne(() => Publication, { nullable: false, onDelete: 'CASCADE' })
  @JoinColumn({ name: 'publication_id' })
  publication: Relation<Publication>;
  @Column('int')
  publicationId: number;

  @Column('int')
  position: number;

  @Column('int')
  level: number;

  @Column('text')
  heading: string;

  @Column('jsonb')
  at: Place;

  /** The document whose own took its place; null: current. */
  @ManyToOne(() => PublicationDocument, { nullable: true })
  @JoinColumn({ name: 'replaced_by_id' })
  replacedBy: Relation<PublicationDocument> | null;
  @Column('int', { nullable: true })
  replacedById: number | null;
}

/** A numbered note of the publication: its sources. */
@Entity('publication_note')
@Index('ux_publication_note_current', ['publicationId', 'position'], {
  unique: true,
  where: 'replaced_by_id IS NULL',
})
export class PublicationNote {
  @PrimaryGeneratedColumn('identity', { generatedIdentity: 'ALWAYS' })
  id: number;

  @ManyToOne(() => Publication, { nullable: false, onDelete: 'CASCADE' })
  @JoinColumn({ name: 'publication_id' })
  publication: Relation<Publication>;
  @Column('int')
  publicationId: number;

  @Column('int')
  position: number;

  @Column('text')
  marker: string;

  /** Verbatim. */
  @Column('text')
  text: string;

  @Column('text', { nullable: true })
  url: string | null;

  /** For "Ibid.": the marker of the note that its chain ends in. */
  @Column('text', { nullable: true })
  sameAs: string | null;

  @Column('jsonb')
  citedAt: Place[];

  /** The document whose own took its place; null: current. */
  @ManyToOne(() => PublicationDocument, { nullable: true })
  @JoinColumn({ name: 'replaced_by_id' })
  replacedBy: Relation<PublicationDocument> | null;
  @Column('int', { nullable: true })
  replacedById: number | null;
}

/** A file as it came, by the SHA-256 of its bytes. */
@Entity('stored_file')
@Check('chk_stored_file_sha256', `sha256 ~ '^[0-9a-f]{64}$'`)
export class StoredFile {
  @PrimaryColumn('text')
  sha256: string;

  @Column('int')
  size: number;

  @Column('bytea', { select: false })
  content: Buffer;

  @Column('timestamptz')
  createdAt: Date;
}

/** The document a publication was read from, with what the reader made of it: a re-import compares against it. */
@Entity('publication_document')
export class PublicationDocument {
  @PrimaryGeneratedColumn('identity', { generatedIdentity: 'ALWAYS' })
  id: number;

  @ManyToOne(() => Publication, { nullable: false })
  @JoinColumn({ name: 'publication_id' })
  publication: Relation<Publication>;
  @Column('int')
  @Index()
  publicationId: number;

  @ManyToOne(() => StoredFile, { nullable: false })
  @JoinColumn({ name: 'sha256' })
  file: Relation<StoredFile>;
  @Column('text')
  sha256: string;

  @Column('text')
  filename: string;

  @Column('text')
  format: string;

  @Column('text')
  readerVersion: string;

  /** The reading as it came from the reader, before the reviewer's changes. */
  @Column('jsonb')
  reading: object;

  /**
   * Which row of the reading is which item: `{ "actions[0]": "PB-11.A3" }`. Null after a first import, where each
   * item has the number of its row.
   */
  @Column('jsonb', { nullable: true })
  itemRefs: Record<string, string> | null;

  /** The differences from what was tracked that the reviewer did not take over: they are not asked about again. */
  @Column('jsonb', { default: [] })
  refused: object[];

  @ManyToOne(() => Person, { nullable: false })
  @JoinColumn({ name: 'imported_by' })
  importer: Relation<Person>;
  @Column('int')
  importedBy: number;

  @Column('timestamptz')
  importedAt: Date;
}

/** Leave for one person to see one publication, items and all, that their role does not show. */
@Entity('publication_grant')
export class PublicationGrant {
  @PrimaryColumn('int')
  personId: number;
  @ManyToOne(() => Person, { nullable: false })
  @JoinColumn({ name: 'person_id' })
  person: Relation<Person>;

  @PrimaryColumn('int')
  publicationId: number;
  @ManyToOne(() => Publication, { nullable: false })
  @JoinColumn({ name: 'publication_id' })
  publication: Relation<Publication>;

  @ManyToOne(() => Person, { nullable: false })
  @JoinColumn({ name: 'granted_by' })
  grantor: Relation<Person>;
  @Column('int')
  grantedBy: number;

  @Column('timestamptz')
  grantedAt: Date;
}
