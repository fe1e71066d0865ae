import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { placesThen } from './places-then.js';

const items = (...refs: string[]) => refs.map((ref, index) => ({ ref, position: index + 1 }));
const then = (tracked: string[], document: (string | null)[]) =>
  Object.fromEntries(
    placesThen(
      items(...tracked),
      document.flatMap((ref, index) => (ref ? [{ ref, number: index + 1 }] : [])),
    ),
  );

test('rows take their numbers in the document', () => {
  expect(then(['a', 'b', 'c'], ['a', 'c', 'b'])).toEqual({ a: 1, c: 2, b: 3 });
  expect(then(['a', 'b'], ['new', 'a', 'b'])).toEqual({ new: 1, a: 2, b: 3 });
  // The second row of the document was left out.
  expect(then(['a', 'c'], ['a', null, 'c'])).toEqual({ a: 1, c: 3 });
});

test('what is gone stays behind what it stood behind, and pushes nobody further than it must', () => {
  expect(then(['a', 'b', 'c'], ['a', 'c'])).toEqual({ a: 1, b: 2, c: 3 });
  expect(then(['a', 'b', 'c'], ['b', 'c', 'd'])).toEqual({ a: 1, b: 2, c: 3, d: 4 });
});

test('no two have one place, and the document’s order holds', () => {
  const refs = fc.uniqueArray(fc.string({ minLength: 1, maxLength: 2 }), { maxLength: 9 });
  fc.assert(
    fc.property(refs, refs, (tracked, document) => {
      const places = placesThen(
        items(...tracked),
        document.map((ref, index) => ({ ref, number: index + 1 })),
      );
      expect(new Set(places.values()).size).toBe(places.size);
      expect(places.size).toBe(new Set([...tracked, ...document]).size);
      const order = document.map((ref) => places.get(ref)!);
      expect(order).toEqual(order.toSorted((a, b) => a - b));
    }),
  );
});
