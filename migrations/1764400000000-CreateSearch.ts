import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The search index: one row per thing that can be found, beside the rows themselves, so that lists never carry its
 * weight. Triggers keep it in the same transaction as what it indexes, whoever writes. It holds no classification:
 * what a person may find is decided by the live tables.
 */
export class CreateSearch1764400000000 implements MigrationInterface {
  name = 'CreateSearch1764400000000';

  async up(runner: QueryRunner): Promise<void> {
    const [{ schema }] = (await runner.query('SELECT quote_ident(current_schema()) AS schema')) as [
      { schema: string },
    ];
    const statements = [...TABLES, ...FOLDING, ...QUERYING, ...indexing(schema), ...TRIGGERS, ...GRANTS];
    for (const statement of statements) await runner.query(statement);
    await runner.query('SELECT heed_search_rebuild()');
    for (const statement of INDEXES) await runner.query(statement);
    await runner.query('ANALYZE search_entry, search_word');
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const [table] of CHANGES) {
      for (const trigger of ['search_inserted', 'search_changed', 'search_deleted'])
        await runner.query(`DROP TRIGGER IF EXISTS ${trigger} ON ${table}`);
    }
    await runner.query('DROP TABLE search_entry, search_word');
    await runner.query(`DROP FUNCTION heed_search_rebuild, heed_search_rows, heed_search_row, heed_search_refresh,
      heed_search_text, heed_search_shelf, heed_search_vector, heed_search_part, heed_index_text, heed_term, heed_phrase, heed_contains,
      heed_grams, heed_fold`);
  }
}

const KINDS = ['item', 'publication', 'evidence', 'source', 'actor'] as const;
type Kind = (typeof KINDS)[number];

const TABLES = [
  // subject_id: of the item, publication, effect, source, actor.
  `CREATE TABLE search_entry (
     kind text NOT NULL,
     subject_id integer NOT NULL,
     vector tsvector NOT NULL,
     CONSTRAINT chk_search_entry_kind CHECK (kind IN (${KINDS.map((kind) => `'${kind}'`).join(', ')})),
     CONSTRAINT pk_search_entry PRIMARY KEY (kind, subject_id))`,
  // Read with every match that is ranked: as far as it fits, in the row itself.
  'ALTER TABLE search_entry SET (toast_tuple_target = 8160)',
  // Every word there ever was, for what was mistyped. Not unique: that two sessions add one word at a time must not
  // make the one wait for the other.
  `CREATE TABLE search_word (
     word text COLLATE "C" NOT NULL,
     grams text array NOT NULL)`,
  'CREATE INDEX ix_search_word_word ON search_word (word)',
  'CREATE INDEX ix_search_word_grams ON search_word USING gin (grams)',
];

/** Made when what is there has been entered: that is several times as quick. */
const INDEXES = KINDS.map(
  // A small list of what is not yet in the index proper: each search reads all of it.
  (kind) => `CREATE INDEX ix_search_entry_${kind} ON search_entry USING gin (vector)
             WITH (gin_pending_list_limit = 256) WHERE kind = '${kind}'`,
);

/** Signs between which no difference is made, and the one that stands for them. src/modules/search/fold.ts mirrors it. */
const ALIKE: Record<string, string> = {
  ی: 'يىۍې',
  ک: 'كڪ',
  ہ: 'هھةەۃ',
  ا: 'ٱ',
  ن: 'ں',
  σ: 'ς',
  i: 'ı',
  o: 'ø',
  d: 'đð',
  l: 'ł',
  h: 'ħ',
  ' ': '।॥',
  // Arabic, Persian and Urdu, Devanagari digits.
  ...Object.fromEntries(
    [...'0123456789'].map((digit, n) => [
      digit,
      [0x660, 0x6f0, 0x966].map((zero) => String.fromCodePoint(zero + n)).join(''),
    ]),
  ),
};
const FROM = Object.values(ALIKE).join('');
const TO = Object.entries(ALIKE)
  .map(([one, others]) => one.repeat([...others].length))
  .join('');

/** Vowel signs, tashkeel, hamza, tatweel, joiners, direction marks. */
const MARKS = String.raw`\u00ad\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u0621\u0640\u064b-\u065f\u0670\u06d6-\u06ed\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff`;
/** Scripts whose vowel signs are part of the word. */
const WITH_VOWEL_SIGNS = String.raw`\u0900-\u0dff\u0e00-\u0eff\u1000-\u109f`;
const APOSTROPHES = `''\`’‘ʼʻʾʿ`;

const FOLDING = [
  // The one folding of text, for the index and for what is looked for: case, diacritics, variant letters and digits do
  // not count, and everything but letters and digits is a space.
  `CREATE FUNCTION heed_fold(given text) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
   RETURN CASE WHEN octet_length(given) = char_length(given)
     THEN btrim(regexp_replace(translate(lower(given COLLATE "C"), '''\`', ''), '[^a-z0-9]+', ' ', 'g')) COLLATE "C"
     ELSE btrim(regexp_replace(
       translate(
         regexp_replace(
           replace(replace(replace(replace(
             lower(normalize(translate(given, '${APOSTROPHES}', ''), NFKD) COLLATE "und-x-icu"),
             'ß', 'ss'), 'æ', 'ae'), 'œ', 'oe'), 'þ', 'th'),
           '[${MARKS}]+', '', 'g'),
         '${FROM}', '${TO}') COLLATE "und-x-icu",
       '[^[:alnum:]${WITH_VOWEL_SIGNS}]+', ' ', 'g')) COLLATE "C" END`,

  // Three signs each, with the word's ends: cana → " ca", can, ana, "na ".
  `CREATE FUNCTION heed_grams(word text) RETURNS text[] LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
   RETURN ARRAY(SELECT DISTINCT substr(' ' || word || ' ', n, 3) FROM generate_series(1, char_length(word)) n)`,
];

const QUERYING = [
  // Whether a name has these words, the last of them perhaps only begun.
  `CREATE FUNCTION heed_contains(name text, words text) RETURNS boolean LANGUAGE sql IMMUTABLE PARALLEL SAFE
   RETURN position(' ' || heed_fold(words) IN ' ' || heed_fold(name)) > 0`,

  // Exactly these words, one after the other.
  `CREATE FUNCTION heed_phrase(given text) RETURNS tsquery LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
   RETURN phraseto_tsquery('pg_catalog.simple', heed_fold(given))`,

  // A word as it stands, or with another English ending; begun: or whatever begins like it. Folded text has no operators.
  `CREATE FUNCTION heed_term(given text, begun boolean) RETURNS tsquery LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
   RETURN heed_phrase(given) || phraseto_tsquery('pg_catalog.english', heed_fold(given))
     || CASE WHEN begun AND heed_fold(given) <> ''
          THEN to_tsquery('pg_catalog.simple', replace(heed_fold(given), ' ', ' <-> ') || ':*') ELSE ''::tsquery END`,
];

const indexing = (schema: string): string[] => [
  // Persian joins the parts of a word without a space; whoever types one there is right as well.
  `CREATE FUNCTION heed_index_text(given text, most integer) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
   RETURN heed_fold(left(given, most)) || CASE WHEN position(U&'\\200C' IN given) > 0
     THEN ' ' || heed_fold(replace(left(given, most), U&'\\200C', ' ')) ELSE '' END`,

  // The words, and of English ones the stems that are not words of the text as well. Nothing is left out: WHO is a word.
  `CREATE FUNCTION heed_search_part(folded text, weight "char") RETURNS tsvector LANGUAGE sql IMMUTABLE PARALLEL SAFE
   RETURN CASE WHEN coalesce(folded, '') = '' THEN ''::tsvector ELSE setweight(
     to_tsvector('pg_catalog.simple', folded) || ts_delete(to_tsvector('pg_catalog.english', folded),
       tsvector_to_array(to_tsvector('pg_catalog.simple', folded))), weight) END`,

  // A text of very many different words does not fit: then its beginning must do.
  `CREATE FUNCTION heed_search_vector(a text, b text, c text, d text) RETURNS tsvector LANGUAGE plpgsql IMMUTABLE
     SET search_path = ${schema}, pg_temp AS $$
   BEGIN
     RETURN heed_search_part(a, 'A') || heed_search_part(b, 'B') || heed_search_part(c, 'C') || heed_search_part(d, 'D');
   EXCEPTION WHEN program_limit_exceeded THEN
     RETURN heed_search_part(left(a, 5000), 'A') || heed_search_part(left(b, 20000), 'B')
       || heed_search_part(left(c, 5000), 'C') || heed_search_part(left(d, 5000), 'D');
   END $$`,

  // How many numbers in a row stand on one shelf. Each entry has the number of its shelf among its words (#17): a search
  // looks first through the newest few, one by one, where a frequent word is found often enough to leave the rest.
  `CREATE FUNCTION heed_search_shelf(wanted text) RETURNS integer LANGUAGE sql IMMUTABLE PARALLEL SAFE
   RETURN CASE WHEN wanted IN ('evidence', 'source') THEN 16384 ELSE 4096 END`,

  // What of each thing can be found, from what matters most to what matters least. A reference also in one word.
  `CREATE FUNCTION heed_search_text(wanted text, ids integer[])
     RETURNS TABLE (id integer, a text, b text, c text, d text) LANGUAGE plpgsql STABLE AS $$
   BEGIN
     CASE wanted
     WHEN 'item' THEN RETURN QUERY
       SELECT i.id, concat_ws(' ', i.ref, regexp_replace(i.ref, '[^A-Za-z0-9]', '', 'g'),
           regexp_replace(split_part(i.ref, '.', 1), '[^A-Za-z0-9]', '', 'g'), i.title),
         concat_ws(' ', rec.heading, rec.text, act.issue, act.pathway, act.implementation),
         concat_ws(' ', rec.addressee, act.actors_text),
         (SELECT string_agg(value, ' ') FROM jsonb_each_text(act.extra))
       FROM item i LEFT JOIN recommendation rec ON rec.item_id = i.id LEFT JOIN action act ON act.item_id = i.id
       WHERE i.id = ANY(ids);
     WHEN 'publication' THEN RETURN QUERY
       SELECT p.id, concat_ws(' ', p.ref_prefix, regexp_replace(p.ref_prefix, '[^A-Za-z0-9]', '', 'g'), p.title),
         concat_ws(' ', p.series, p.number, p.publisher, array_to_string(p.authors, ' ')),
         (SELECT string_agg(s.heading, ' ' ORDER BY s.position) FROM publication_section s WHERE s.publication_id = p.id),
         (SELECT string_agg(concat_ws(' ', n.text, n.url), ' ' ORDER BY n.position)
            FROM publication_note n WHERE n.publication_id = p.id)
       FROM publication p WHERE p.id = ANY(ids);
     WHEN 'evidence' THEN RETURN QUERY
       SELECT e.id, NULL::text, u.text, e.quote, concat_ws(' ', e.quote_place, u.correction_reason)
       FROM effect e JOIN evidence_update u ON u.id = e.update_id WHERE e.id = ANY(ids);
     WHEN 'source' THEN RETURN QUERY
       SELECT s.id, s.title, concat_ws(' ', s.publisher, s.author, s.standing_of), s.url, NULL::text
       FROM source s WHERE s.id = ANY(ids);
     WHEN 'actor' THEN RETURN QUERY
       SELECT x.id, x.name, (SELECT string_agg(al.alias, ' ' ORDER BY al.id) FROM actor_alias al WHERE al.actor_id = x.id),
         NULL::text, NULL::text
       FROM actor x WHERE x.id = ANY(ids);
     END CASE;
   END $$`,

  `CREATE FUNCTION heed_search_refresh(wanted text, ids integer[]) RETURNS void LANGUAGE plpgsql
     SET search_path = ${schema}, pg_temp AS $$
   BEGIN
     -- Of two sessions that change parts of one thing, the later one must see what the earlier one wrote.
     IF wanted = 'item' THEN PERFORM FROM item i WHERE i.id = ANY(ids) ORDER BY i.id FOR NO KEY UPDATE;
     ELSIF wanted = 'publication' THEN PERFORM FROM publication p WHERE p.id = ANY(ids) ORDER BY p.id FOR NO KEY UPDATE;
     ELSIF wanted = 'actor' THEN PERFORM FROM actor x WHERE x.id = ANY(ids) ORDER BY x.id FOR NO KEY UPDATE;
     END IF;
     WITH folded AS MATERIALIZED (
       SELECT t.id, heed_index_text(t.a, 4000) AS a, heed_index_text(t.b, 60000) AS b,
         heed_index_text(t.c, 20000) AS c, heed_index_text(t.d, 60000) AS d
       FROM heed_search_text(wanted, ids) t),
     entered AS (
       INSERT INTO search_entry AS entry (kind, subject_id, vector)
       SELECT wanted, f.id, heed_search_vector(f.a, f.b, f.c, f.d)
         || array_to_tsvector(ARRAY['#' || f.id / heed_search_shelf(wanted)]) FROM folded f
       ON CONFLICT (kind, subject_id) DO UPDATE SET vector = excluded.vector
         WHERE entry.vector IS DISTINCT FROM excluded.vector)
     INSERT INTO search_word (word, grams)
     SELECT w.word, heed_grams(w.word) FROM (
       SELECT DISTINCT regexp_split_to_table(concat_ws(' ', f.a, f.b, f.c, f.d), ' ') COLLATE "C" AS word FROM folded f) w
     WHERE w.word ~ '^[^0-9]{4,40}$' AND NOT EXISTS (SELECT FROM search_word known WHERE known.word = w.word);
   END $$`,

  `CREATE FUNCTION heed_search_rebuild() RETURNS void LANGUAGE sql BEGIN ATOMIC
     SELECT heed_search_refresh('item', ARRAY(SELECT i.id FROM item i));
     SELECT heed_search_refresh('publication', ARRAY(SELECT p.id FROM publication p));
     SELECT heed_search_refresh('evidence', ARRAY(SELECT e.id FROM effect e));
     SELECT heed_search_refresh('source', ARRAY(SELECT s.id FROM source s));
     SELECT heed_search_refresh('actor', ARRAY(SELECT x.id FROM actor x));
   END`,

  // Both run as the owner: the application may read the index, but only the triggers write it.
  `CREATE FUNCTION heed_search_rows() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
     SET search_path = ${schema}, pg_temp AS $$
   DECLARE ids integer[];
   BEGIN
     EXECUTE format('SELECT array_agg(DISTINCT %I) FROM inserted', TG_ARGV[1]) INTO ids;
     IF ids IS NOT NULL THEN PERFORM heed_search_refresh(TG_ARGV[0], ids); END IF;
     RETURN NULL;
   END $$`,
  `CREATE FUNCTION heed_search_row() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
     SET search_path = ${schema}, pg_temp AS $$
   BEGIN
     PERFORM heed_search_refresh(TG_ARGV[0], array_remove(ARRAY[
       (to_jsonb(OLD) ->> TG_ARGV[1])::integer, (to_jsonb(NEW) ->> TG_ARGV[1])::integer], NULL));
     RETURN NULL;
   END $$`,
];

/** Which tables bear on the text of which kind, by which column, and which of their columns. */
const CHANGES: [table: string, kind: Kind, column: string, changes?: string][] = [
  // The row of an item changes all the time; its words hardly ever.
  ['item', 'item', 'id', 'title'],
  ['recommendation', 'item', 'item_id'],
  ['action', 'item', 'item_id'],
  ['publication', 'publication', 'id', 'ref_prefix, series, number, title, publisher, authors'],
  ['publication_section', 'publication', 'publication_id'],
  ['publication_note', 'publication', 'publication_id'],
  ['effect', 'evidence', 'id'],
  ['source', 'source', 'id'],
  ['actor', 'actor', 'id', 'name'],
  ['actor_alias', 'actor', 'actor_id'],
];

const TRIGGERS = CHANGES.flatMap(([table, kind, column, changes]) => [
  `CREATE TRIGGER search_inserted AFTER INSERT ON ${table} REFERENCING NEW TABLE AS inserted
   FOR EACH STATEMENT EXECUTE FUNCTION heed_search_rows('${kind}', '${column}')`,
  `CREATE TRIGGER search_changed AFTER UPDATE${changes ? ` OF ${changes}` : ''} ON ${table}
   FOR EACH ROW WHEN (OLD.* IS DISTINCT FROM NEW.*) EXECUTE FUNCTION heed_search_row('${kind}', '${column}')`,
  `CREATE TRIGGER search_deleted AFTER DELETE ON ${table}
   FOR EACH ROW EXECUTE FUNCTION heed_search_row('${kind}', '${column}')`,
]);

const GRANTS = [
  'GRANT SELECT ON search_entry, search_word TO heed_app',
  'REVOKE EXECUTE ON FUNCTION heed_search_refresh, heed_search_rebuild, heed_search_text FROM PUBLIC',
];
