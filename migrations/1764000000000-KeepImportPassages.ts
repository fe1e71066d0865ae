import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What the review shows of a document that has no lines of text. */
export class KeepImportPassages1764000000000 implements MigrationInterface {
  name = 'KeepImportPassages1764000000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE import_draft ADD COLUMN passages jsonb');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE import_draft DROP COLUMN passages');
  }
}
