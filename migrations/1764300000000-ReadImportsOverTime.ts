import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A document that takes long is read while its draft waits: how far it is, who reads it, why it could not be read. */
export class ReadImportsOverTime1764300000000 implements MigrationInterface {
  name = 'ReadImportsOverTime1764300000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `ALTER TABLE import_draft
         ADD COLUMN state text NOT NULL DEFAULT 'read',
         ADD COLUMN reading_since timestamptz,
         ADD COLUMN beat_at timestamptz,
         ADD COLUMN ahead integer,
         ADD COLUMN failure jsonb,
         ADD CONSTRAINT chk_import_draft_state CHECK (state IN ('reading','read','failed'))`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    // What was not read yet has no reading to show.
    await runner.query(`DELETE FROM import_draft WHERE state <> 'read'`);
    await runner.query(
      `ALTER TABLE import_draft
         DROP COLUMN state, DROP COLUMN reading_since, DROP COLUMN beat_at, DROP COLUMN ahead, DROP COLUMN failure`,
    );
  }
}
