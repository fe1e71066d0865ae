import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { isCalendarDate } from '../../shared/calendar-date.js';
import { dateOrNull, readDateWords } from './review-dates.js';

describe('a date in words', () => {
  test.each([
    ['2026-10-14', '2026-10-14'],
    ['14 October 2026', '2026-10-14'],
    ['14 Oct 2026', '2026-10-14'],
    ['14th of October 2026', '2026-10-14'],
    ['October 14, 2026', '2026-10-14'],
    [' Wednesday, 14 October 2026. ', '2026-10-14'],
    ['October 2026', '2026-10'],
    ['Oct. 2026', '2026-10'],
    ['2026', '2026'],
    ['31/12/2026', '2026-12-31'],
  ])('%s', (words, date) => expect(readDateWords(words)).toEqual({ date }));

  test.each([
    ['03/04/2026', 'error.import.dateTwo'],
    ['2026-02-30', 'error.import.date'],
    ['31 November 2026', 'error.import.date'],
    ['soon', 'error.import.dateWords'],
    ['14 October', 'error.import.dateWords'],
    ['14 October 2026 or later', 'error.import.dateWords'],
    ['May 2026, June 2026', 'error.import.dateWords'],
  ])('%s is none, and says why', (words, fault) => expect(readDateWords(words)).toEqual({ fault }));

  test('is never guessed from anything', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 40 }), (words) => {
        const date = dateOrNull(words);
        if (date?.length === 10) expect(isCalendarDate(date)).toBe(true);
      }),
    );
  });
});
