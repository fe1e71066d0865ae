import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The inbox, watch lists and contribution notes; follow-ups that are given up; events known to the month or year. */
const TABLES = [
  `CREATE TABLE inbox_entry (
     id integer GENERATED ALWAYS AS IDENTITY NOT NULL,
     url text,
     url_key text,
     quote text,
     title text,
     publisher text,
     published_on date,
     note text,
     shared boolean NOT NULL DEFAULT false,
     team_id integer,
     created_by integer NOT NULL,
     created_at timestamptz NOT NULL,
     state text NOT NULL DEFAULT 'open',
     dismissal_reason text,
     update_id integer,
     settled_by integer,
     settled_at timestamptz,
     version integer NOT NULL,
     CONSTRAINT chk_inbox_entry_content CHECK (url IS NOT NULL OR btrim(coalesce(quote, '')) <> ''),
     CONSTRAINT chk_inbox_entry_state CHECK (state IN ('open','recorded','dismissed')),
     CONSTRAINT chk_inbox_entry_recorded CHECK ((state = 'recorded') = (update_id IS NOT NULL)),
     CONSTRAINT chk_inbox_entry_dismissed CHECK (state <> 'dismissed' OR btrim(coalesce(dismissal_reason, '')) <> ''),
     CONSTRAINT pk_inbox_entry PRIMARY KEY (id))`,
  `CREATE INDEX ix_inbox_entry_state_id ON inbox_entry (state, id)`,
  `CREATE INDEX ix_inbox_entry_url_key ON inbox_entry (url_key)`,
  `CREATE TABLE watch_place (
     id integer GENERATED ALWAYS AS IDENTITY NOT NULL,
     item_id integer,
     publication_id integer,
     actor_id integer,
     name text NOT NULL,
     url text,
     created_by integer NOT NULL,
     created_at timestamptz NOT NULL,
     CONSTRAINT chk_watch_place_name CHECK (btrim(name) <> ''),
     CONSTRAINT chk_watch_place_of CHECK (num_nonnulls(item_id, publication_id, actor_id) = 1),
     CONSTRAINT pk_watch_place PRIMARY KEY (id))`,
  `CREATE INDEX ix_watch_place_item_id ON watch_place (item_id)`,
  `CREATE INDEX ix_watch_place_publication_id ON watch_place (publication_id)`,
  `CREATE INDEX ix_watch_place_actor_id ON watch_place (actor_id)`,
  `CREATE TABLE contribution_note (
     id integer GENERATED ALWAYS AS IDENTITY NOT NULL,
     item_id integer NOT NULL,
     contribution text NOT NULL,
     text text NOT NULL,
     recorded_by integer NOT NULL,
     recorded_at timestamptz NOT NULL,
     CONSTRAINT chk_contribution_note_contribution CHECK (contribution IN ('cited','consulted','consistent','unrelated')),
     CONSTRAINT chk_contribution_note_text CHECK (btrim(text) <> ''),
     CONSTRAINT pk_contribution_note PRIMARY KEY (id))`,
  `CREATE INDEX ix_contribution_note_item_id ON contribution_note (item_id)`,
];

const KEYS: [string, string, string][] = [
  ['inbox_entry', 'team_id', 'team'],
  ['inbox_entry', 'created_by', 'person'],
  ['inbox_entry', 'settled_by', 'person'],
  ['inbox_entry', 'update_id', 'evidence_update'],
  ['watch_place', 'item_id', 'item'],
  ['watch_place', 'publication_id', 'publication'],
  ['watch_place', 'actor_id', 'actor'],
  ['watch_place', 'created_by', 'person'],
  ['contribution_note', 'item_id', 'item'],
  ['contribution_note', 'recorded_by', 'person'],
];

const PRECISIONS = ['progress', 'confirmed'] as const;
const STATES = ['item', 'item_version'] as const;

/** How exactly the event's date is known stands on its update; rows from before take it over from there. */
const takeOver = (table: (typeof STATES)[number]) => `
  UPDATE ${table} s SET ${PRECISIONS.map(
    (name) => `${name}_precision = coalesce((
      SELECT u.event_precision FROM effect e JOIN evidence_update u ON u.id = e.update_id
       WHERE e.item_id = s.${table === 'item' ? 'id' : 'item_id'} AND u.event_on = s.${name}_on
         AND e.progress_to = s.${name === 'progress' ? 'progress' : 'confirmed_progress'}
       ORDER BY e.id DESC LIMIT 1), 'day')`,
  ).join(', ')}`;

const RIGHTS = [
  `CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON contribution_note
   FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()`,
  'GRANT SELECT ON contribution_note TO heed_app',
  'GRANT INSERT (item_id, contribution, text, recorded_by, recorded_at) ON contribution_note TO heed_app',
  'GRANT SELECT, INSERT, DELETE ON watch_place TO heed_app',
  'GRANT SELECT, INSERT ON inbox_entry TO heed_app',
  // What was pasted stays as it was pasted; it is recorded, dismissed or restored.
  `GRANT UPDATE (state, dismissal_reason, update_id, settled_by, settled_at, version) ON inbox_entry TO heed_app`,
  'GRANT UPDATE (progress_precision, confirmed_precision) ON item TO heed_app',
];

export class WeeklyRound1764500000000 implements MigrationInterface {
  name = 'WeeklyRound1764500000000';

  async up(runner: QueryRunner): Promise<void> {
    const run = (sql: string) => runner.query(sql);
    for (const sql of TABLES) await run(sql);
    for (const [table, column, to] of KEYS)
      await run(
        `ALTER TABLE ${table} ADD CONSTRAINT fk_${table}_${column} FOREIGN KEY (${column}) REFERENCES ${to}(id)`,
      );
    await run('ALTER TABLE follow_up ADD COLUMN cancelled boolean NOT NULL DEFAULT false');
    await run(
      'ALTER TABLE follow_up ADD CONSTRAINT chk_follow_up_cancelled CHECK (NOT cancelled OR done_on IS NOT NULL)',
    );
    for (const table of STATES)
      for (const name of PRECISIONS)
        await run(`ALTER TABLE ${table} ADD COLUMN ${name}_precision text NOT NULL DEFAULT 'day'`);
    for (const name of PRECISIONS)
      await run(
        `ALTER TABLE item ADD CONSTRAINT chk_item_${name}_precision CHECK (${name}_precision IN ('day','month','year'))`,
      );
    await run(takeOver('item'));
    await run('ALTER TABLE item_version DISABLE TRIGGER only_closed');
    await run(takeOver('item_version'));
    await run('ALTER TABLE item_version ENABLE TRIGGER only_closed');
    for (const sql of RIGHTS) await run(sql);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of STATES)
      for (const name of PRECISIONS) await runner.query(`ALTER TABLE ${table} DROP COLUMN ${name}_precision`);
    await runner.query('ALTER TABLE follow_up DROP COLUMN cancelled');
    await runner.query('DROP TABLE inbox_entry, watch_place, contribution_note');
  }
}
