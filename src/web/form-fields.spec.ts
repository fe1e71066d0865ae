import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { parse } from 'qs';
import { parseFields } from './form-fields.js';
import { TooLarge } from './refusals.js';

const formOf = (pairs: [string, string][]) => new URLSearchParams(pairs).toString();

describe('fields of a form', () => {
  test.each<[string, unknown]>([
    ['', {}],
    ['a=1&b=', { a: '1', b: '' }],
    ['a=caf%C3%A9+%2B+tea', { a: 'café + tea' }],
    ['a=1&a=2&a=3', { a: ['1', '2', '3'] }],
    ['a[]=1', { a: ['1'] }],
    ['a[]=1&a[]=2', { a: ['1', '2'] }],
    ['a%5B0%5D%5Bb%5D=1', { a: [{ b: '1' }] }],
    ['a[10][b]=ten&a[9][b]=nine', { a: [{ b: 'nine' }, { b: 'ten' }] }],
    ['a[0][b][]=1&a[0][b][]=2', { a: [{ b: ['1', '2'] }] }],
    ['a[b][c]=1&a[d]=2', { a: { b: { c: '1' }, d: '2' } }],
    ['a[01]=1', { a: { '01': '1' } }],
    ['[a]=1&b[=2&c]=3', { '[a]': '1', 'b[': '2', 'c]': '3' }],
  ])('%s', (text, fields) => expect(parseFields(text)).toEqual(fields));

  test('leaves out names that an object has of itself', () => {
    const fields = parseFields('__proto__[admin]=1&a[constructor][prototype]=1&a[b]=1&toString=1');
    expect(fields).toEqual({ a: { b: '1' } });
    expect('admin' in {}).toBe(false);
  });

  test('reads what forms send as qs did', () => {
    const name = fc.constantFrom('title', 'effects', 'sources', 'note');
    const cell = fc.record({ quote: fc.string(), shows: fc.string() });
    const form = fc.dictionary(name, fc.oneof(fc.string(), fc.array(cell, { minLength: 1, maxLength: 12 })));
    fc.assert(
      fc.property(form, (values) => {
        const pairs = Object.entries(values).flatMap(([key, value]): [string, string][] =>
          typeof value === 'string'
            ? [[key, value]]
            : value.flatMap((row, n) =>
                Object.entries(row).map(([inner, text]): [string, string] => [
                  `${key}[${n}][${inner}]`,
                  text,
                ]),
              ),
        );
        const text = formOf(pairs);
        expect(parseFields(text)).toEqual(parse(text, { depth: 5, arrayLimit: 1_000 }));
      }),
    );
  });

  test.each<[string, string]>([
    ['too many fields', 'a=1&'.repeat(50_001)],
    ['too many levels', 'a[b][c][d][e][f][g]=1'],
    ['too long a list', formOf(Array.from({ length: 1_001 }, (_, n) => [`a[${n}]`, '1']))],
    ['a name too often', 'a=1&'.repeat(1_001)],
  ])('refuses %s', (_, text) => expect(() => parseFields(text)).toThrow(TooLarge));

  test('takes time with the rows, not with their square', () => {
    const rows = (count: number) =>
      formOf(
        Array.from({ length: count }, (_, n) =>
          Array.from({ length: 40 }, (__, m): [string, string] => [
            `actions[${n}][actors][${m}][name]`,
            'words',
          ]),
        ).flat(),
      );
    const least = (text: string) =>
      Math.min(
        ...Array.from({ length: 5 }, () => {
          const start = performance.now();
          parseFields(text);
          return performance.now() - start;
        }),
      );
    // Ten times the rows: with their square it would be a hundred times.
    expect(least(rows(1_000))).toBeLessThan(least(rows(100)) * 40);
  });
});
