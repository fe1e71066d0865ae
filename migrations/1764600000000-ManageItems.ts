import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Acting on many items with undo, questions to owners, who moved a date, saved views. */
export class ManageItems1764600000000 implements MigrationInterface {
  name = 'ManageItems1764600000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of UP) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of DOWN) await runner.query(statement);
  }
}

const UP = [
  `ALTER TABLE follow_up ADD COLUMN kind text NOT NULL DEFAULT 'step'`,
  `ALTER TABLE follow_up ADD CONSTRAINT chk_follow_up_kind CHECK (kind IN ('step','question'))`,
  // Undone within moments, a step was never a plan; that it was made and taken back stays in the history.
  'GRANT DELETE ON follow_up TO heed_app',

  'ALTER TABLE due_revision ADD COLUMN moved_by integer',
  `ALTER TABLE due_revision ADD CONSTRAINT chk_due_revision_mover CHECK (moved_by IS NULL OR kind = 'slipped')`,
  'ALTER TABLE due_revision ADD CONSTRAINT fk_due_revision_moved_by FOREIGN KEY (moved_by) REFERENCES actor(id)',
  'CREATE INDEX ix_due_revision_moved_by ON due_revision (moved_by)',
  'GRANT INSERT (moved_by) ON due_revision TO heed_app',

  `CREATE TABLE bulk_change (
     id integer GENERATED ALWAYS AS IDENTITY NOT NULL,
     rows jsonb NOT NULL,
     done_by integer NOT NULL,
     done_at timestamptz NOT NULL,
     undone_at timestamptz,
     CONSTRAINT pk_bulk_change PRIMARY KEY (id))`,
  'ALTER TABLE bulk_change ADD CONSTRAINT fk_bulk_change_done_by FOREIGN KEY (done_by) REFERENCES person(id)',
  'GRANT SELECT ON bulk_change TO heed_app',
  'GRANT INSERT (rows, done_by, done_at) ON bulk_change TO heed_app',
  'GRANT UPDATE (undone_at) ON bulk_change TO heed_app',

  `CREATE TABLE saved_view (
     id integer GENERATED ALWAYS AS IDENTITY NOT NULL,
     owner_id integer NOT NULL,
     list text NOT NULL,
     name text NOT NULL,
     query text NOT NULL,
     shared boolean NOT NULL DEFAULT false,
     created_at timestamptz NOT NULL,
     version integer NOT NULL,
     CONSTRAINT uq_saved_view_owner_id_list_name UNIQUE (owner_id, list, name),
     CONSTRAINT chk_saved_view_list CHECK (list IN ('items','overdue')),
     CONSTRAINT chk_saved_view_name CHECK (btrim(name) <> ''),
     CONSTRAINT pk_saved_view PRIMARY KEY (id))`,
  'ALTER TABLE saved_view ADD CONSTRAINT fk_saved_view_owner_id FOREIGN KEY (owner_id) REFERENCES person(id)',
  'GRANT SELECT, INSERT, DELETE ON saved_view TO heed_app',
  'GRANT UPDATE (name, query, shared, version) ON saved_view TO heed_app',
  `CREATE TABLE saved_view_pin (
     person_id integer NOT NULL,
     saved_view_id integer NOT NULL,
     CONSTRAINT pk_saved_view_pin PRIMARY KEY (person_id, saved_view_id))`,
  'ALTER TABLE saved_view_pin ADD CONSTRAINT fk_saved_view_pin_person_id FOREIGN KEY (person_id) REFERENCES person(id)',
  'ALTER TABLE saved_view_pin ADD CONSTRAINT fk_saved_view_pin_saved_view_id FOREIGN KEY (saved_view_id) REFERENCES saved_view(id) ON DELETE CASCADE',
  'GRANT SELECT, INSERT, DELETE ON saved_view_pin TO heed_app',
];

const DOWN = [
  'DROP TABLE saved_view_pin, saved_view, bulk_change',
  'ALTER TABLE due_revision DROP COLUMN moved_by',
  'REVOKE DELETE ON follow_up FROM heed_app',
  'ALTER TABLE follow_up DROP COLUMN kind',
];
