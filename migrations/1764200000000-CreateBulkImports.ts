import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Spreadsheets under review before they are entered, and how the columns of such sheets were mapped. */
export class CreateBulkImports1764200000000 implements MigrationInterface {
  name = 'CreateBulkImports1764200000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE TABLE bulk_draft (
      id uuid NOT NULL DEFAULT gen_random_uuid(),
      created_by integer NOT NULL,
      created_at timestamptz NOT NULL,
      filename text NOT NULL,
      format text NOT NULL,
      rows_kind text NOT NULL,
      headers jsonb NOT NULL,
      rows jsonb NOT NULL,
      row_count integer NOT NULL,
      mapping jsonb NOT NULL,
      mapped boolean NOT NULL DEFAULT false,
      result jsonb,
      version integer NOT NULL,
      CONSTRAINT pk_bulk_draft PRIMARY KEY (id),
      CONSTRAINT chk_bulk_draft_format CHECK (format IN ('xlsx','csv')),
      CONSTRAINT chk_bulk_draft_rows_kind CHECK (rows_kind IN ('items','actors','evidence','owners')),
      CONSTRAINT fk_bulk_draft_created_by FOREIGN KEY (created_by) REFERENCES person(id))`);
    await runner.query('CREATE INDEX ix_bulk_draft_created_by ON bulk_draft (created_by)');
    await runner.query(`CREATE TABLE bulk_mapping (
      person_id integer NOT NULL,
      rows_kind text NOT NULL,
      headers_key text NOT NULL,
      mapping jsonb NOT NULL,
      used_at timestamptz NOT NULL,
      CONSTRAINT pk_bulk_mapping PRIMARY KEY (person_id, rows_kind, headers_key),
      CONSTRAINT fk_bulk_mapping_person_id FOREIGN KEY (person_id) REFERENCES person(id))`);
    await runner.query(
      'CREATE INDEX ix_bulk_mapping_rows_kind_headers_key ON bulk_mapping (rows_kind, headers_key)',
    );
    await runner.query('GRANT SELECT, INSERT, UPDATE, DELETE ON bulk_draft, bulk_mapping TO heed_app');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE bulk_mapping, bulk_draft');
  }
}
