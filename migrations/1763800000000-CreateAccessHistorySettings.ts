import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateAccessHistorySettings1763800000000 implements MigrationInterface {
  name = 'CreateAccessHistorySettings1763800000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of [...ACCESS, ...HISTORY, ...SETTINGS, ...RULES, ...GRANTS])
      await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE organisation, history_seal, history_payload, history_entry, idempotency_key,
      api_token, sign_in_attempt, setup_token, session, person, team`);
    await runner.query(
      'DROP FUNCTION refuse_change, history_payload_fits, history_payload_redaction, history_digest',
    );
  }
}

const ACCESS = [
  `CREATE TABLE team (
     id integer GENERATED ALWAYS AS IDENTITY NOT NULL,
     name text NOT NULL,
     version integer NOT NULL DEFAULT '1',
     CONSTRAINT chk_team_name CHECK (btrim(name) <> ''),
     CONSTRAINT pk_team PRIMARY KEY (id))`,
  'CREATE UNIQUE INDEX ix_team_name ON team (name)',

  `CREATE TABLE person (
     id integer GENERATED ALWAYS AS IDENTITY NOT NULL,
     name text NOT NULL,
     email text NOT NULL,
     password_hash text,
     role text NOT NULL,
     team_id integer,
     active boolean NOT NULL DEFAULT true,
     created_at timestamptz NOT NULL,
     version integer NOT NULL DEFAULT '1',
     CONSTRAINT chk_person_role CHECK (role IN ('viewer','contributor','manager','admin')),
     CONSTRAINT chk_person_email CHECK (email = lower(email) AND email LIKE '%_@_%'),
     CONSTRAINT chk_person_name CHECK (btrim(name) <> ''),
     CONSTRAINT pk_person PRIMARY KEY (id),
     CONSTRAINT fk_person_team_id FOREIGN KEY (team_id) REFERENCES team (id))`,
  'CREATE UNIQUE INDEX ix_person_email ON person (email)',
  'CREATE INDEX ix_person_team_id ON person (team_id)',

  `CREATE TABLE session (
     token_hash bytea NOT NULL,
     person_id integer NOT NULL,
     created_at timestamptz NOT NULL,
     last_seen_at timestamptz NOT NULL,
     expires_at timestamptz NOT NULL,
     user_agent text NOT NULL,
     address text NOT NULL,
     CONSTRAINT pk_session PRIMARY KEY (token_hash),
     CONSTRAINT fk_session_person_id FOREIGN KEY (person_id) REFERENCES person (id))`,
  'CREATE INDEX ix_session_person_id ON session (person_id)',

  `CREATE TABLE setup_token (
     token_hash bytea NOT NULL,
     purpose text NOT NULL,
     person_id integer,
     created_at timestamptz NOT NULL,
     expires_at timestamptz NOT NULL,
     used_at timestamptz,
     CONSTRAINT chk_setup_token_person CHECK ((purpose = 'setup') = (person_id IS NULL)),
     CONSTRAINT chk_setup_token_purpose CHECK (purpose IN ('setup','invitation','reset')),
     CONSTRAINT pk_setup_token PRIMARY KEY (token_hash),
     CONSTRAINT fk_setup_token_person_id FOREIGN KEY (person_id) REFERENCES person (id))`,
  'CREATE INDEX ix_setup_token_person_id ON setup_token (person_id)',

  `CREATE TABLE sign_in_attempt (
     id bigint GENERATED ALWAYS AS IDENTITY NOT NULL,
     account text,
     address text NOT NULL,
     at timestamptz NOT NULL,
     CONSTRAINT pk_sign_in_attempt PRIMARY KEY (id))`,
  'CREATE INDEX ix_sign_in_attempt_address_at ON sign_in_attempt (address, at)',
  'CREATE INDEX ix_sign_in_attempt_account_at ON sign_in_attempt (account, at)',

  `CREATE TABLE api_token (
     id integer GENERATED ALWAYS AS IDENTITY NOT NULL,
     token_hash bytea NOT NULL,
     person_id integer NOT NULL,
     name text NOT NULL,
     created_at timestamptz NOT NULL,
     last_used_at timestamptz,
     revoked_at timestamptz,
     CONSTRAINT chk_api_token_name CHECK (btrim(name) <> ''),
     CONSTRAINT pk_api_token PRIMARY KEY (id),
     CONSTRAINT fk_api_token_person_id FOREIGN KEY (person_id) REFERENCES person (id))`,
  'CREATE UNIQUE INDEX ix_api_token_token_hash ON api_token (token_hash)',
  'CREATE INDEX ix_api_token_person_id ON api_token (person_id)',

  `CREATE TABLE idempotency_key (
     id bigint GENERATED ALWAYS AS IDENTITY NOT NULL,
     person_id integer NOT NULL,
     key text NOT NULL,
     route text NOT NULL,
     body_hash bytea NOT NULL,
     response jsonb,
     created_at timestamptz NOT NULL,
     CONSTRAINT pk_idempotency_key PRIMARY KEY (id),
     CONSTRAINT uq_idempotency_key_person_id_key UNIQUE (person_id, key),
     CONSTRAINT fk_idempotency_key_person_id FOREIGN KEY (person_id) REFERENCES person (id))`,
  'CREATE INDEX ix_idempotency_key_created_at ON idempotency_key (created_at)',
];

const HISTORY = [
  `CREATE TABLE history_entry (
     seq bigint GENERATED ALWAYS AS IDENTITY NOT NULL,
     at timestamptz NOT NULL,
     actor_id integer,
     action text NOT NULL,
     subject_type text NOT NULL,
     subject_id text NOT NULL,
     item_ids integer array NOT NULL DEFAULT '{}',
     publication_id integer,
     digest bytea NOT NULL,
     CONSTRAINT pk_history_entry PRIMARY KEY (seq),
     CONSTRAINT fk_history_entry_actor_id FOREIGN KEY (actor_id) REFERENCES person (id))`,
  'CREATE INDEX ix_history_entry_item_ids ON history_entry USING gin (item_ids)',
  'CREATE INDEX ix_history_entry_actor_id ON history_entry (actor_id)',
  'CREATE INDEX ix_history_entry_publication_id ON history_entry (publication_id)',
  'CREATE INDEX ix_history_entry_subject_type_subject_id ON history_entry (subject_type, subject_id)',

  `CREATE TABLE history_payload (
     seq bigint NOT NULL,
     before jsonb,
     after jsonb,
     redacted_at timestamptz,
     CONSTRAINT pk_history_payload PRIMARY KEY (seq),
     CONSTRAINT fk_history_payload_seq FOREIGN KEY (seq) REFERENCES history_entry (seq))`,

  `CREATE TABLE history_seal (
     from_seq bigint NOT NULL,
     to_seq bigint NOT NULL,
     leaves bytea NOT NULL,
     previous_hash bytea NOT NULL,
     hash bytea NOT NULL,
     sealed_at timestamptz NOT NULL DEFAULT now(),
     CONSTRAINT pk_history_seal PRIMARY KEY (from_seq))`,
  'CREATE UNIQUE INDEX ix_history_seal_to_seq ON history_seal (to_seq)',
];

const SETTINGS = [
  `CREATE TABLE organisation (
     id integer NOT NULL DEFAULT '1',
     name text NOT NULL,
     short_name text NOT NULL DEFAULT '',
     time_zone text NOT NULL DEFAULT 'UTC',
     languages text array NOT NULL DEFAULT '{en}',
     fiscal_year_start_month integer NOT NULL DEFAULT '1',
     due_soon_days integer NOT NULL DEFAULT '60',
     cadence_short_days integer NOT NULL DEFAULT '30',
     cadence_medium_days integer NOT NULL DEFAULT '60',
     cadence_long_days integer NOT NULL DEFAULT '90',
     version integer NOT NULL DEFAULT '1',
     CONSTRAINT chk_organisation_days CHECK (due_soon_days BETWEEN 1 AND 366
       AND cadence_short_days BETWEEN 1 AND 366 AND cadence_medium_days BETWEEN 1 AND 366
       AND cadence_long_days BETWEEN 1 AND 366),
     CONSTRAINT chk_organisation_fiscal_year CHECK (fiscal_year_start_month BETWEEN 1 AND 12),
     CONSTRAINT chk_organisation_name CHECK (btrim(name) <> ''),
     CONSTRAINT chk_organisation_only_one CHECK (id = 1),
     CONSTRAINT pk_organisation PRIMARY KEY (id))`,
  // The one row there ever is: the application may neither insert nor delete here.
  `INSERT INTO organisation (name) VALUES ('Heed')`,
];

const RULES = [
  // For every append-only table: CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON … FOR EACH STATEMENT.
  `CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
   BEGIN
     RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
   END $$`,

  // The digest of a payload: SHA-256 of the text of the jsonb array [before, after].
  `CREATE FUNCTION history_digest(before jsonb, after jsonb) RETURNS bytea LANGUAGE sql STABLE AS
   $$ SELECT sha256(convert_to(jsonb_build_array(before, after)::text, 'UTF8')) $$`,

  `CREATE FUNCTION history_payload_fits() RETURNS trigger LANGUAGE plpgsql AS $$
   BEGIN
     IF history_digest(NEW.before, NEW.after) IS DISTINCT FROM (SELECT digest FROM history_entry WHERE seq = NEW.seq) THEN
       RAISE EXCEPTION 'The payload is not the one of history entry %', NEW.seq USING ERRCODE = 'check_violation';
     END IF;
     RETURN NEW;
   END $$`,

  `CREATE FUNCTION history_payload_redaction() RETURNS trigger LANGUAGE plpgsql AS $$
   BEGIN
     IF NEW.seq <> OLD.seq OR OLD.redacted_at IS NOT NULL OR NEW.redacted_at IS NULL
        OR NEW.before IS NOT NULL OR NEW.after IS NOT NULL THEN
       RAISE EXCEPTION 'history_payload is append-only; it can only be redacted' USING ERRCODE = 'restrict_violation';
     END IF;
     RETURN NEW;
   END $$`,

  ...['history_entry', 'history_seal'].map(
    (table) => `CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON ${table}
                FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()`,
  ),
  `CREATE TRIGGER append_only BEFORE DELETE OR TRUNCATE ON history_payload
   FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()`,
  `CREATE TRIGGER only_redacted BEFORE UPDATE ON history_payload
   FOR EACH ROW EXECUTE FUNCTION history_payload_redaction()`,
  `CREATE TRIGGER payload_fits BEFORE INSERT ON history_payload
   FOR EACH ROW EXECUTE FUNCTION history_payload_fits()`,
];

const GRANTS = [
  // People and teams are never deleted: history names them.
  'GRANT SELECT, INSERT, UPDATE ON team, person, api_token TO heed_app',
  'GRANT SELECT, INSERT, UPDATE, DELETE ON session, setup_token, sign_in_attempt, idempotency_key TO heed_app',
  'GRANT SELECT, UPDATE ON organisation TO heed_app',
  'GRANT SELECT ON history_entry, history_payload, history_seal TO heed_app',
  `GRANT INSERT (at, actor_id, action, subject_type, subject_id, item_ids, publication_id, digest)
   ON history_entry TO heed_app`,
  'GRANT INSERT (seq, before, after) ON history_payload TO heed_app',
  'GRANT INSERT (from_seq, to_seq, leaves, previous_hash, hash) ON history_seal TO heed_app',
];
