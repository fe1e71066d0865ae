import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { likest, likestOf } from './likeness.js';

const ITEMS = [
  'Dredge the northern canal and train the crews of the dredgers',
  'Open joint border posts and share the patrol rounds',
  'Publish the yearly budget of the harbour authority',
  'نہر کی صفائی اور عملے کی تربیت',
];
const ranked = (text: string, least?: number) =>
  likest(text, ITEMS, (one) => one, { most: 3, least }).map(({ of }) => ITEMS.indexOf(of));

describe('likeness of words', () => {
  test('finds what an article is about, whatever the endings of its words', () => {
    expect(ranked('Patrols at the border post were shared for the first time')[0]).toBe(1);
    expect(ranked('The ministry trained two crews for its new dredger')[0]).toBe(0);
    expect(ranked('The harbour’s budgets were published late')[0]).toBe(2);
  });

  test('works in other scripts and without marks', () => {
    expect(ranked('عملے کی تربیت مکمل')).toEqual([3]);
    expect(likest('Sécurité', ['la securite', 'le port'], (one) => one, { most: 1 })[0]?.of).toBe(
      'la securite',
    );
  });

  test('offers nothing where only little words are shared, or nothing is said', () => {
    expect(ranked('It is what they have been and should be')).toEqual([]);
    expect(ranked('')).toEqual([]);
    expect(ranked('zeppelin')).toEqual([]);
  });

  test('a long article is as like an item as its one sentence about it', () => {
    const about = 'Crews were trained on the dredger in the canal. ';
    const [short] = likest(about, ITEMS, (one) => one, { most: 1 });
    const [long] = likest(
      `${about} ${'Elsewhere bakeries sold sourdough. '.repeat(50)}`,
      ITEMS,
      (one) => one,
      {
        most: 1,
      },
    );
    expect(long).toEqual(short);
  });

  test('scores lie between 0 and 1, in falling order, never more than asked for', () => {
    fc.assert(
      fc.property(fc.array(fc.string()), fc.string(), fc.integer({ min: 1, max: 5 }), (texts, text, most) => {
        const found = likest(text, texts, (one) => one, { most, least: 0 });
        expect(found.length).toBeLessThanOrEqual(most);
        for (const [index, { score }] of found.entries()) {
          expect(score).toBeGreaterThanOrEqual(0);
          expect(score).toBeLessThanOrEqual(1 + 1e-9);
          if (index > 0) expect(score).toBeLessThanOrEqual(found[index - 1]!.score);
        }
        expect(likestOf([text, text], texts, (one) => one, { most, least: 0 })[1]).toEqual(found);
      }),
    );
  });
});
