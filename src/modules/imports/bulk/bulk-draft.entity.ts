import {
  Check,
  Column,
  Entity,
  Index,
  JoinColumn,
  ManyToOne,
  PrimaryColumn,
  PrimaryGeneratedColumn,
  VersionColumn,
} from 'typeorm';
import type { Relation } from 'typeorm';
import { Person } from '../../access/index.js';
import type { RowsKind } from './fields.js';
import type { Mapping } from './mapping.js';
import type { BulkResult } from './plan.js';
import type { SheetRow } from './read-cells.js';

/** A sheet under review. Nothing of it is entered until it is committed; it is its author's alone. */
@Entity('bulk_draft')
@Check('chk_bulk_draft_format', `format IN ('xlsx','csv')`)
@Check('chk_bulk_draft_rows_kind', `rows_kind IN ('items','actors','evidence','owners')`)
export class BulkDraft {
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

  /** What the file in error is given back as. */
  @Column('text')
  format: 'xlsx' | 'csv';

  @Column('text')
  rowsKind: RowsKind;

  @Column('jsonb')
  headers: string[];

  /** The cells below the header, as they came. Emptied when the draft is committed. */
  @Column('jsonb', { select: false })
  rows: SheetRow[];

  @Column('int')
  rowCount: number;

  /** By column, what it holds. */
  @Column('jsonb')
  mapping: Mapping;

  /** Whether somebody has looked at the mapping, now or with an earlier file. */
  @Column('boolean', { default: false })
  mapped: boolean;

  /** What came of it; a second commit answers the same. */
  @Column('jsonb', { nullable: true })
  result: BulkResult | null;

  @VersionColumn()
  version: number;
}

/** How a person mapped the columns of sheets with these headers; the next such sheet begins with it. */
@Entity('bulk_mapping')
@Index(['rowsKind', 'headersKey'])
export class BulkMapping {
  @PrimaryColumn('int')
  personId: number;
  @ManyToOne(() => Person, { nullable: false })
  @JoinColumn({ name: 'person_id' })
  person: Relation<Person>;

  @PrimaryColumn('text')
  rowsKind: RowsKind;

  @PrimaryColumn('text')
  headersKey: string;

  @Column('jsonb')
  mapping: Mapping;

  @Column('timestamptz')
  usedAt: Date;
}
