import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Approval, numbers, files and dispatches of progress briefs. */
export class IssueBriefs1764700000000 implements MigrationInterface {
  name = 'IssueBriefs1764700000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of UP) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE brief_content, brief_file, brief_dispatch');
    await runner.query('DROP TRIGGER issued ON progress_brief');
    await runner.query('DROP FUNCTION refuse_change_of_issued_brief');
    await runner.query(
      `ALTER TABLE progress_brief DROP COLUMN cover_text, DROP COLUMN sections, DROP COLUMN state, DROP COLUMN since_id, DROP COLUMN replaces_id, DROP COLUMN facts,
         DROP COLUMN submitted_by, DROP COLUMN sent_back_reason, DROP COLUMN approved_by,
         DROP COLUMN approved_at, DROP COLUMN number, DROP COLUMN revision`,
    );
  }
}

const UP = [
  `ALTER TABLE progress_brief
     ADD COLUMN cover_text text NOT NULL DEFAULT '',
     ADD COLUMN sections jsonb,
     ADD COLUMN state text NOT NULL DEFAULT 'draft',
     ADD COLUMN since_id integer,
     ADD COLUMN replaces_id integer,
     ADD COLUMN facts jsonb,
     ADD COLUMN submitted_by integer,
     ADD COLUMN sent_back_reason text,
     ADD COLUMN approved_by integer,
     ADD COLUMN approved_at timestamptz,
     ADD COLUMN number integer,
     ADD COLUMN revision integer NOT NULL DEFAULT 0,
     ADD CONSTRAINT chk_progress_brief_state CHECK (state IN ('draft','awaiting_approval','issued')),
     ADD CONSTRAINT chk_progress_brief_snapshot CHECK ((state = 'draft') = (facts IS NULL)),
     ADD CONSTRAINT chk_progress_brief_issued CHECK ((state = 'issued') = (number IS NOT NULL)),
     ADD CONSTRAINT uq_progress_brief_number_revision UNIQUE (number, revision),
     ADD CONSTRAINT fk_progress_brief_since_id FOREIGN KEY (since_id) REFERENCES progress_brief(id),
     ADD CONSTRAINT fk_progress_brief_replaces_id FOREIGN KEY (replaces_id) REFERENCES progress_brief(id),
     ADD CONSTRAINT fk_progress_brief_submitted_by FOREIGN KEY (submitted_by) REFERENCES person(id),
     ADD CONSTRAINT fk_progress_brief_approved_by FOREIGN KEY (approved_by) REFERENCES person(id)`,
  `CREATE TABLE brief_content (
     id integer GENERATED ALWAYS AS IDENTITY NOT NULL,
     brief_id integer NOT NULL,
     item_id integer NOT NULL,
     record text NOT NULL,
     effect_id integer,
     CONSTRAINT pk_brief_content PRIMARY KEY (id),
     CONSTRAINT fk_brief_content_brief_id FOREIGN KEY (brief_id) REFERENCES progress_brief(id),
     CONSTRAINT fk_brief_content_item_id FOREIGN KEY (item_id) REFERENCES item(id),
     CONSTRAINT fk_brief_content_effect_id FOREIGN KEY (effect_id) REFERENCES effect(id))`,
  'CREATE INDEX ix_brief_content_brief_id ON brief_content (brief_id)',
  `CREATE TABLE brief_file (
     brief_id integer NOT NULL,
     format text NOT NULL,
     filename text NOT NULL,
     sha256 text NOT NULL,
     CONSTRAINT pk_brief_file PRIMARY KEY (brief_id, format),
     CONSTRAINT fk_brief_file_brief_id FOREIGN KEY (brief_id) REFERENCES progress_brief(id),
     CONSTRAINT fk_brief_file_sha256 FOREIGN KEY (sha256) REFERENCES stored_file(sha256))`,
  `CREATE TABLE brief_dispatch (
     id integer GENERATED ALWAYS AS IDENTITY NOT NULL,
     brief_id integer NOT NULL,
     sent_on date NOT NULL,
     recipient text NOT NULL,
     how text,
     recorded_by integer NOT NULL,
     recorded_at timestamptz NOT NULL,
     CONSTRAINT chk_brief_dispatch_recipient CHECK (btrim(recipient) <> ''),
     CONSTRAINT pk_brief_dispatch PRIMARY KEY (id),
     CONSTRAINT fk_brief_dispatch_brief_id FOREIGN KEY (brief_id) REFERENCES progress_brief(id),
     CONSTRAINT fk_brief_dispatch_recorded_by FOREIGN KEY (recorded_by) REFERENCES person(id))`,
  'CREATE INDEX ix_brief_dispatch_brief_id ON brief_dispatch (brief_id)',
  // What was issued stays as it is, whoever asks.
  `CREATE FUNCTION refuse_change_of_issued_brief() RETURNS trigger LANGUAGE plpgsql AS $$
   BEGIN
     IF OLD.state = 'issued' THEN
       RAISE EXCEPTION 'progress brief %: what was issued never changes', OLD.number USING ERRCODE = 'restrict_violation';
     END IF;
     RETURN NEW;
   END $$`,
  `CREATE TRIGGER issued BEFORE UPDATE ON progress_brief FOR EACH ROW EXECUTE FUNCTION refuse_change_of_issued_brief()`,
  ...['brief_file', 'brief_dispatch'].flatMap((table) => [
    `CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON ${table}
     FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()`,
    `GRANT SELECT ON ${table} TO heed_app`,
  ]),
  'GRANT INSERT (brief_id, format, filename, sha256) ON brief_file TO heed_app',
  'GRANT INSERT (brief_id, sent_on, recipient, how, recorded_by, recorded_at) ON brief_dispatch TO heed_app',
  // A brief that is sent back is gathered anew.
  'GRANT SELECT, INSERT, DELETE ON brief_content TO heed_app',
];
