import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { addDays } from '../../shared/calendar-date.js';
import { CLAIMS, PROGRESS } from './progress.js';
import { TIMELINESS, timelinessOf } from './timeliness.js';

const calendar = { today: '2026-11-22', dueSoonDays: 60 };
const open = {
  progress: 'in_progress',
  claim: 'none',
  confirmedOn: null,
  startsOn: null,
  dueOn: null,
} as const;
const done = { ...open, progress: 'implemented', claim: 'confirmed' } as const;

describe('timeliness', () => {
  test.each([
    ['the day before today is past due', { ...open, dueOn: '2026-11-21' }, 'past_due', -1],
    ['due today is due soon, not past', { ...open, dueOn: '2026-11-22' }, 'due_soon', 0],
    ['the last day of due soon', { ...open, dueOn: '2027-01-21' }, 'due_soon', 60],
    ['the day after is open', { ...open, dueOn: '2027-01-22' }, 'open', 61],
    [
      'a window that opens tomorrow',
      { ...open, startsOn: '2026-11-23', dueOn: '2027-06-30' },
      'window_not_open',
      220,
    ],
    ['a window that opens today', { ...open, startsOn: '2026-11-22', dueOn: '2027-06-30' }, 'open', 220],
    [
      'past due wins over a window that is not open',
      { ...open, startsOn: '2027-01-01', dueOn: '2026-11-01' },
      'past_due',
      -21,
    ],
    ['no date at all', open, 'no_due_date', null],
    [
      'a claim nobody has read is still past due',
      { ...open, progress: 'implemented', claim: 'awaiting', dueOn: '2026-10-01' },
      'past_due',
      -52,
    ],
    [
      'a better source wanted is still past due',
      { ...open, progress: 'implemented', claim: 'better_source_wanted', dueOn: '2026-10-01' },
      'past_due',
      -52,
    ],
    [
      'done on the day it was due',
      { ...done, confirmedOn: '2026-06-30', dueOn: '2026-06-30' },
      'done_in_time',
      0,
    ],
    [
      'done a day late, by the event',
      { ...done, confirmedOn: '2026-07-01', dueOn: '2026-06-30' },
      'done_late',
      -1,
    ],
    ['done without a due date', { ...done, confirmedOn: '2026-07-01' }, 'done', null],
    ['closed and confirmed', { ...done, progress: 'superseded', dueOn: '2026-06-30' }, 'closed', null],
    [
      'reversed and confirmed is open again',
      { ...done, progress: 'reversed', dueOn: '2026-06-30' },
      'past_due',
      -145,
    ],
  ] as const)('%s', (_, item, timeliness, days) => {
    expect(timelinessOf(item, calendar)).toEqual({ timeliness, days });
  });

  test('every item is exactly one of them, and done or closed only when confirmed', () => {
    const day = fc.option(fc.integer({ min: -400, max: 400 }).map((n) => addDays(calendar.today, n)));
    fc.assert(
      fc.property(
        fc.record({
          progress: fc.constantFrom(...PROGRESS),
          claim: fc.constantFrom(...CLAIMS),
          confirmedOn: day,
          startsOn: day,
          dueOn: day,
        }),
        (item) => {
          const { timeliness, days } = timelinessOf(item, calendar);
          expect(TIMELINESS).toContain(timeliness);
          if (item.claim !== 'confirmed') expect(timeliness).not.toMatch(/^(done|closed)/);
          if (timeliness === 'past_due') expect(days).toBeLessThan(0);
          if (timeliness === 'due_soon') expect(days).toBeLessThanOrEqual(60);
        },
      ),
    );
  });
});
