import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A draft goes seven days after its review was last saved, not after its document was brought. */
export class KeepImportsInUse1764320000000 implements MigrationInterface {
  name = 'KeepImportsInUse1764320000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE import_draft ADD COLUMN saved_at timestamptz');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE import_draft DROP COLUMN saved_at');
  }
}
