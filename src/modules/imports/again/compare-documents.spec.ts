import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { type ComparedRow, compareDocuments } from './compare-documents.js';

const rows = (texts: string[], prefix: string): ComparedRow[] =>
  texts.map((text, index) => ({ key: `${prefix}${index}`, kind: 'action', words: { text } }));
const compare = (tracked: string[], read: string[], said = {}) =>
  compareDocuments(rows(tracked, 'T'), rows(read, 'R'), said);

const word = fc.constantFrom(
  ...'dredge the canal mend lock gates before winter train crews buy oil'.split(' '),
);
const text = fc.array(word, { minLength: 1, maxLength: 12 }).map((words) => words.join(' '));
const texts = fc.array(text, { maxLength: 12 });
const distinct = fc.uniqueArray(text, { maxLength: 12 });

describe('whatever is compared', () => {
  test('every item and every row comes out once', () => {
    fc.assert(
      fc.property(texts, texts, (tracked, read) => {
        const pairs = compare(tracked, read);
        const sorted = (keys: (string | null)[]) => keys.filter((key) => key !== null).toSorted();
        expect(sorted(pairs.map((pair) => pair.tracked))).toEqual(
          rows(tracked, 'T')
            .map(({ key }) => key)
            .toSorted(),
        );
        expect(sorted(pairs.map((pair) => pair.read))).toEqual(
          rows(read, 'R')
            .map(({ key }) => key)
            .toSorted(),
        );
      }),
    );
  });

  test('the same again is unchanged, in its place and certain', () => {
    fc.assert(
      fc.property(texts, (same) => {
        for (const [index, pair] of compare(same, same).entries())
          expect(pair).toEqual({
            tracked: `T${index}`,
            read: `R${index}`,
            likeness: 1,
            isCertain: true,
            isMoved: false,
          });
      }),
    );
  });

  test('another order is moves and nothing else, and as few as can be', () => {
    fc.assert(
      fc.property(
        distinct.chain((one) =>
          fc.tuple(fc.constant(one), fc.shuffledSubarray(one, { minLength: one.length })),
        ),
        ([tracked, read]) => {
          const pairs = compare(tracked, read);
          for (const pair of pairs)
            expect(tracked[Number(pair.tracked!.slice(1))]).toBe(read[Number(pair.read!.slice(1))]);
          const stays = pairs.filter((pair) => !pair.isMoved).map((pair) => Number(pair.tracked!.slice(1)));
          expect(stays).toEqual(stays.toSorted((a, b) => a - b));
          if (tracked.length > 0) expect(stays.length).toBeGreaterThan(0);
        },
      ),
    );
  });

  test('what is new one way is gone the other way', () => {
    fc.assert(
      fc.property(distinct, distinct, (a, b) => {
        const there = compare(a, b);
        const back = compare(b, a);
        const alone = (pairs: typeof there, side: 'tracked' | 'read') =>
          pairs
            .filter((pair) => pair[side] === null)
            .map((pair) => (pair.read ?? pair.tracked)!.slice(1))
            .toSorted();
        expect(alone(there, 'tracked')).toEqual(alone(back, 'read'));
        expect(alone(there, 'read')).toEqual(alone(back, 'tracked'));
      }),
    );
  });

  test('what a person says is so', () => {
    fc.assert(
      fc.property(
        fc.array(text, { minLength: 1, maxLength: 8 }),
        fc.array(text, { minLength: 1, maxLength: 8 }),
        fc.nat(),
        fc.nat(),
        (tracked, read, t, r) => {
          const [item, row] = [`T${t % tracked.length}`, `R${r % read.length}`];
          const one = compare(tracked, read, { [row]: item }).find((pair) => pair.read === row)!;
          expect([one.tracked, one.isCertain]).toEqual([item, true]);
          expect(
            compare(tracked, read, { [row]: null }).find((pair) => pair.read === row)!.tracked,
          ).toBeNull();
        },
      ),
    );
  });
});

describe('rows that read otherwise', () => {
  const before = [
    'Mend the lock gates of the upper canal before the winter sets in',
    'Train the crews of both towns in the use of the new dredger',
    'Buy oil for the lamps along the quay',
  ];

  test('are known by their words, wherever they stand', () => {
    const pairs = compare(before, [
      'Buy more oil for all lamps along the quay',
      'Mend the lock gates of the upper and lower canal before winter sets in',
      'Publish a yearly account of the tolls',
    ]);
    expect(pairs).toEqual([
      expect.objectContaining({ tracked: 'T2', read: 'R0', isCertain: true }),
      expect.objectContaining({ tracked: 'T0', read: 'R1', isCertain: true }),
      expect.objectContaining({ tracked: null, read: 'R2', isCertain: true }),
      expect.objectContaining({ tracked: 'T1', read: null, isCertain: true }),
    ]);
    expect(pairs.filter(({ isMoved }) => isMoved)).toHaveLength(1);
  });

  test('are doubtful where another is nearly as like, or half of the words are others', () => {
    const twins = compare(
      ['Mend the gates of the upper canal', 'Mend the gates of the lower canal'],
      ['Mend all the gates of the canal'],
    );
    expect(twins.map((pair) => pair.isCertain)).toEqual([false, false]);
    expect(compare([before[0]!], ['Mend the lock gates and repaint every bridge in spring'])).toEqual([
      expect.objectContaining({ tracked: 'T0', read: 'R0', isCertain: false }),
    ]);
  });

  test('a reviewer’s correction of a misread row is no difference from the same document', () => {
    const tracked: ComparedRow[] = [
      {
        key: 'A1',
        kind: 'action',
        words: { text: 'Corrected by hand' },
        otherwise: { text: 'C0rr ected hy hand' },
      },
    ];
    const [pair] = compareDocuments(tracked, rows(['C0rr ected hy hand'], 'R'));
    expect(pair).toMatchObject({ tracked: 'A1', read: 'R0' });
  });

  test('recommendations are no actions', () => {
    const pairs = compareDocuments(
      [{ key: 'A1', kind: 'action', words: { text: 'Buy oil' } }],
      [{ key: 'R0', kind: 'recommendation', words: { text: 'Buy oil' } }],
    );
    expect(pairs.map(({ tracked, read }) => [tracked, read])).toEqual([
      [null, 'R0'],
      ['A1', null],
    ]);
  });
});
