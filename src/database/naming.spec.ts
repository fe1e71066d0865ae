import { describe, expect, test } from '@jest/globals';
import { HeedNamingStrategy, snakeCase } from './naming.js';

const naming = new HeedNamingStrategy();

describe('names in the database', () => {
  test.each([
    ['firstDueOn', 'first_due_on'],
    ['EvidenceUpdate', 'evidence_update'],
    ['sourceURL', 'source_url'],
    ['HTMLPage', 'html_page'],
    ['sha256Hash', 'sha256_hash'],
    ['already_snake', 'already_snake'],
  ])('%s is %s', (from, to) => {
    expect(snakeCase(from)).toBe(to);
  });

  test('tables, columns, joins', () => {
    expect(naming.tableName('ItemVersion', undefined)).toBe('item_version');
    expect(naming.tableName('ItemVersion', 'given')).toBe('given');
    expect(naming.columnName('validFrom', '', [])).toBe('valid_from');
    expect(naming.columnName('minMonths', '', ['statedWindow'])).toBe('stated_window_min_months');
    expect(naming.joinColumnName('movedBy', 'id')).toBe('moved_by_id');
  });

  test('constraints say what they are', () => {
    expect(naming.primaryKeyName('item')).toBe('pk_item');
    expect(naming.foreignKeyName('item', ['team_id'])).toBe('fk_item_team_id');
    expect(naming.uniqueConstraintName('public.item', ['series', 'number'])).toBe('uq_item_series_number');
    expect(naming.indexName('item', ['due_on'])).toBe('ix_item_due_on');
    expect(naming.indexName('item', ['b', 'a'])).not.toBe(naming.indexName('item', ['a', 'b']));
  });

  test('a name that PostgreSQL would cut ends in a digest, and stays one of its own', () => {
    const columns = (last: string): string[] => [
      'a_column_with_a_long_name',
      'another_column_with_a_long_name',
      last,
    ];
    const [one, two] = ['x', 'y'].map((last) => naming.indexName('some_long_table_name', columns(last)));
    expect(one).toHaveLength(63);
    expect(one).toMatch(/^ix_some_long_table_name_a_column.*_[0-9a-f]{8}$/);
    expect(two).not.toBe(one);
  });
});
