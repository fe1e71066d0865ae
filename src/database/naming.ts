import { createHash } from 'node:crypto';
import { DefaultNamingStrategy } from 'typeorm';
import type { NamingStrategyInterface, Table } from 'typeorm';

/** PostgreSQL cuts identifiers at 63 bytes. */
const LONGEST = 63;

export const snakeCase = (text: string): string =>
  text
    .replaceAll(/([a-z0-9])([A-Z])/g, '$1_$2')
    .replaceAll(/([A-Z])([A-Z][a-z])/g, '$1_$2')
    .replaceAll(/[.\s-]+/g, '_')
    .toLowerCase();

const digest = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 8);

/** Joins the parts; a name that would be cut ends in a digest of the whole instead. */
function constraintName(...parts: string[]): string {
  const name = parts.join('_');
  return name.length <= LONGEST ? name : `${name.slice(0, LONGEST - 9)}_${digest(name)}`;
}

const tableName = (table: Table | string): string =>
  (typeof table === 'string' ? table : table.name).replace(/^.*\./, '');

/** snake_case tables and columns, and constraint names that say what they are in an error message. */
export class HeedNamingStrategy extends DefaultNamingStrategy implements NamingStrategyInterface {
  override tableName(className: string, given: string | undefined): string {
    return given ?? snakeCase(className);
  }

  override columnName(property: string, given: string, prefixes: string[]): string {
    return [...prefixes.map(snakeCase), given || snakeCase(property)].filter(Boolean).join('_');
  }

  override joinColumnName(relation: string, referenced: string): string {
    return snakeCase(`${relation}_${referenced}`);
  }

  override joinTableName(first: string, second: string): string {
    return snakeCase(`${first}_${second}`);
  }

  override joinTableColumnName(table: string, property: string, column?: string): string {
    return snakeCase(`${table}_${column ?? property}`);
  }

  override primaryKeyName(table: Table | string): string {
    return constraintName('pk', tableName(table));
  }

  override foreignKeyName(table: Table | string, columns: string[]): string {
    return constraintName('fk', tableName(table), ...columns);
  }

  override uniqueConstraintName(table: Table | string, columns: string[]): string {
    return constraintName('uq', tableName(table), ...columns);
  }

  override relationConstraintName(table: Table | string, columns: string[]): string {
    return constraintName('uq', tableName(table), ...columns);
  }

  override indexName(table: Table | string, columns: string[]): string {
    return constraintName('ix', tableName(table), ...columns);
  }

  /** An expression makes no readable name: give checks one of their own, `@Check('ck_item_…', '…')`. */
  override checkConstraintName(table: Table | string, expression: string): string {
    return constraintName('ck', tableName(table), digest(expression));
  }

  override exclusionConstraintName(table: Table | string, expression: string): string {
    return constraintName('ex', tableName(table), digest(expression));
  }
}
