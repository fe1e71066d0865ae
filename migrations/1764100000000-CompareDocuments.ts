import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A document that is brought again is compared with what is tracked; a publication's facts can be corrected. */
export class CompareDocuments1764100000000 implements MigrationInterface {
  name = 'CompareDocuments1764100000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of [...DOCUMENTS, ...ITEMS, ...DATES, ...WORDINGS, ...DRAFTS, ...GRANTS])
      await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of DOWN) await runner.query(statement);
  }
}

const REPLACED = ['publication_note', 'publication_section'];

const DOCUMENTS = [
  // Which row of the reading is which item; null after a first import, where the numbers tell.
  `ALTER TABLE publication_document ADD COLUMN item_refs jsonb, ADD COLUMN refused jsonb NOT NULL DEFAULT '[]'`,
  ...REPLACED.flatMap((table) => [
    `ALTER TABLE ${table} ADD COLUMN replaced_by_id integer`,
    `ALTER TABLE ${table} ADD CONSTRAINT fk_${table}_replaced_by_id FOREIGN KEY (replaced_by_id) REFERENCES publication_document(id)`,
    `ALTER TABLE ${table} DROP CONSTRAINT uq_${table}_publication_id_position`,
    `CREATE UNIQUE INDEX ux_${table}_current ON ${table} (publication_id, position) WHERE replaced_by_id IS NULL`,
  ]),
];

const identity = (
  columns: string,
) => `CREATE OR REPLACE FUNCTION refuse_item_identity_change() RETURNS trigger LANGUAGE plpgsql AS $$
   BEGIN
     IF (${columns.replaceAll(/\w+/g, 'NEW.$&')}) <> (${columns.replaceAll(/\w+/g, 'OLD.$&')})
        OR (OLD.first_due_on IS NOT NULL AND NEW.first_due_on IS DISTINCT FROM OLD.first_due_on) THEN
       RAISE EXCEPTION 'item %: reference and first due date never change', OLD.ref USING ERRCODE = 'restrict_violation';
     END IF;
     RETURN NEW;
   END $$`;

const POSITIONS =
  'ALTER TABLE item ADD CONSTRAINT uq_item_publication_id_kind_position UNIQUE (publication_id, kind, position)';

const ITEMS = [
  ...['item', 'item_actor'].flatMap((table) => [
    `ALTER TABLE ${table} ADD COLUMN gone_document_id integer`,
    `ALTER TABLE ${table} ADD CONSTRAINT fk_${table}_gone_document_id FOREIGN KEY (gone_document_id) REFERENCES publication_document(id)`,
  ]),
  // The reference stays; the place in the document follows the document. Two rows may change places.
  identity('ref, kind, publication_id'),
  'ALTER TABLE item DROP CONSTRAINT uq_item_publication_id_kind_position',
  `${POSITIONS} DEFERRABLE INITIALLY DEFERRED`,
];

const DATES = [
  // Null: by hand.
  'ALTER TABLE due_revision ADD COLUMN cause text',
  `ALTER TABLE due_revision ADD CONSTRAINT chk_due_revision_cause CHECK (cause IN ('anchor','reading'))`,
];

const WORDINGS = [
  `CREATE TABLE earlier_wording (
     id integer GENERATED ALWAYS AS IDENTITY NOT NULL,
     item_id integer NOT NULL,
     document_id integer NOT NULL,
     words jsonb NOT NULL,
     replaced_by integer NOT NULL,
     replaced_at timestamptz NOT NULL,
     CONSTRAINT pk_earlier_wording PRIMARY KEY (id))`,
  'CREATE INDEX ix_earlier_wording_item_id ON earlier_wording (item_id)',
  'ALTER TABLE earlier_wording ADD CONSTRAINT fk_earlier_wording_item_id FOREIGN KEY (item_id) REFERENCES item(id)',
  'ALTER TABLE earlier_wording ADD CONSTRAINT fk_earlier_wording_document_id FOREIGN KEY (document_id) REFERENCES publication_document(id)',
  'ALTER TABLE earlier_wording ADD CONSTRAINT fk_earlier_wording_replaced_by FOREIGN KEY (replaced_by) REFERENCES person(id)',
  `CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON earlier_wording
   FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()`,
  // Published wording never changes silently: what it was must be kept in the same transaction.
  `CREATE FUNCTION refuse_silent_rewording() RETURNS trigger LANGUAGE plpgsql AS $$
   BEGIN
     IF NEW.item_id <> OLD.item_id OR NEW IS DISTINCT FROM OLD AND NOT EXISTS (
       SELECT 1 FROM earlier_wording WHERE item_id = OLD.item_id AND xmin = pg_current_xact_id()::xid) THEN
       RAISE EXCEPTION 'the earlier wording of item % is not kept', OLD.item_id USING ERRCODE = 'restrict_violation';
     END IF;
     RETURN NEW;
   END $$`,
  ...['action', 'recommendation'].map(
    (table) => `CREATE TRIGGER wording BEFORE UPDATE ON ${table}
                FOR EACH ROW EXECUTE FUNCTION refuse_silent_rewording()`,
  ),
];

const DRAFTS = ['ALTER TABLE import_draft ADD COLUMN decisions jsonb'];

const UPDATES: Record<string, string> = {
  publication: `team_id, series, series_key, number, title, published_on, published_precision, publisher, authors, language,
     direction, classification, disclaimer, version`,
  publication_note: 'replaced_by_id',
  publication_section: 'replaced_by_id',
  item: 'title, team_id, timeline_text, min_months, max_months, position, at, gone_document_id',
  item_actor: 'verbatim, qualifier, lead, gone_document_id',
  recommendation: 'text, heading, addressee',
  action: 'issue, pathway, implementation, actors_text, extra',
};

const GRANTS = [
  ...Object.entries(UPDATES).map(([table, columns]) => `GRANT UPDATE (${columns}) ON ${table} TO heed_app`),
  'GRANT DELETE ON action_recommendation TO heed_app',
  'GRANT INSERT (cause) ON due_revision TO heed_app',
  'GRANT SELECT ON earlier_wording TO heed_app',
  'GRANT INSERT (item_id, document_id, words, replaced_by, replaced_at) ON earlier_wording TO heed_app',
];

const DOWN = [
  ...Object.entries({ ...UPDATES, publication_note: '', publication_section: '' })
    .filter(([, columns]) => columns)
    .map(([table, columns]) => `REVOKE UPDATE (${columns}) ON ${table} FROM heed_app`),
  'REVOKE DELETE ON action_recommendation FROM heed_app',
  'ALTER TABLE import_draft DROP COLUMN decisions',
  'DROP TRIGGER wording ON action',
  'DROP TRIGGER wording ON recommendation',
  'DROP FUNCTION refuse_silent_rewording',
  'DROP TABLE earlier_wording',
  'ALTER TABLE due_revision DROP COLUMN cause',
  'ALTER TABLE item DROP CONSTRAINT uq_item_publication_id_kind_position',
  POSITIONS,
  identity('ref, kind, publication_id, position'),
  ...['item', 'item_actor'].map((table) => `ALTER TABLE ${table} DROP COLUMN gone_document_id`),
  ...REPLACED.flatMap((table) => [
    `DROP INDEX ux_${table}_current`,
    // What was replaced would stand twice under one number.
    `DELETE FROM ${table} WHERE replaced_by_id IS NOT NULL`,
    `ALTER TABLE ${table} DROP COLUMN replaced_by_id`,
    `ALTER TABLE ${table} ADD CONSTRAINT uq_${table}_publication_id_position UNIQUE (publication_id, position)`,
  ]),
  'ALTER TABLE publication_document DROP COLUMN item_refs, DROP COLUMN refused',
];
