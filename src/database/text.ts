import sql, { type Sql } from 'sql-template-tag';

/**
 * Upper and lower case count alike in every script, whatever the database's own locale: under C, PostgreSQL would fold
 * ASCII only. Every build with ICU has this collation; Heed's own and Debian's do.
 */
export const caseless = (text: Sql): Sql => sql`(${text} COLLATE "und-x-icu")`;
