import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { wordDifference, wordsIn } from './word-difference.js';
import { processorTime } from '../reader/processor-time.js';

const side = (before: string, after: string, other: 'deleted' | 'inserted') =>
  wordDifference(before, after)
    .filter(({ kind }) => kind !== other)
    .map(({ text }) => text)
    .join('');

describe('the difference of two texts', () => {
  test('gives both back', () => {
    const text = fc
      .array(fc.constantFrom('a', 'b', 'lamp', ' ', ' ', '. ', 'چراغ', '灯', '\n'), { maxLength: 30 })
      .map((parts) => parts.join(''));
    fc.assert(
      fc.property(text, text, (before, after) => {
        expect(side(before, after, 'inserted')).toBe(before);
        expect(side(before, after, 'deleted')).toBe(after);
      }),
    );
  });

  test('is told by words', () => {
    expect(wordDifference('Mend the gates before winter', 'Mend the lock gates before spring')).toEqual([
      { kind: 'same', text: 'Mend the ' },
      { kind: 'inserted', text: 'lock ' },
      { kind: 'same', text: 'gates before ' },
      { kind: 'deleted', text: 'winter' },
      { kind: 'inserted', text: 'spring' },
    ]);
    expect(wordDifference('one two three', 'four five three')).toEqual([
      { kind: 'deleted', text: 'one two' },
      { kind: 'inserted', text: 'four five' },
      { kind: 'same', text: ' three' },
    ]);
    expect(wordDifference('same', 'same')).toEqual([{ kind: 'same', text: 'same' }]);
    expect(wordDifference('', '')).toEqual([]);
  });

  test('of long texts ends soon', () => {
    const long = (word: string) => Array.from({ length: 8_000 }, (_, n) => `${word}${n}`).join(' ');
    const spent = processorTime();
    expect(wordDifference(long('a'), long('b')).map(({ kind }) => kind)).toEqual(['deleted', 'inserted']);
    expect(spent()).toBeLessThan(3_000);
  });
});

test('words are found in scripts without spaces too', () => {
  expect(wordsIn('چراغ‌ها را روشن کنید').length).toBeGreaterThan(2);
  expect(wordsIn('修理水闸的门').length).toBeGreaterThan(1);
});
