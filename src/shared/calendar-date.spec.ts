import * as fc from 'fast-check';
import {
  addDays,
  addMonths,
  anchorDay,
  compareDays,
  daysBetween,
  formatPartialDate,
  isCalendarDate,
  parsePartialDate,
  plain,
  today,
  windowEnd,
} from './calendar-date.js';

const days = fc
  .date({ min: new Date('1900-01-01'), max: new Date('2199-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));
const months = fc.integer({ min: -600, max: 600 });

describe('calendar dates', () => {
  it('knows the days that exist', () => {
    expect(['2024-02-29', '2025-12-31'].every(isCalendarDate)).toBe(true);
    expect(
      ['2025-02-29', '2025-13-01', '2025-2-1', '0000-01-01', '2025-12', '', null, 20251231].some(
        isCalendarDate,
      ),
    ).toBe(false);
  });

  it('reads a date as far as it is known', () => {
    expect(parsePartialDate('2025-12-15')).toEqual({ year: 2025, month: 12, day: 15, precision: 'day' });
    expect(parsePartialDate('2025-12')).toEqual({ year: 2025, month: 12, day: null, precision: 'month' });
    expect(parsePartialDate('2025')).toEqual({ year: 2025, month: null, day: null, precision: 'year' });
    expect(['2025-13', '2025-06-31', '12/2025', ''].map(parsePartialDate)).toEqual([null, null, null, null]);
  });

  it('anchors a month or a year on its last day', () => {
    expect(['2025-12-15', '2025-12', '2024-02', '2025'].map((text) => anchorDay(text))).toEqual([
      '2025-12-15',
      '2025-12-31',
      '2024-02-29',
      '2025-12-31',
    ]);
    expect(() => anchorDay('December 2025')).toThrow(RangeError);
  });

  it('clamps to the month reached', () => {
    expect(addMonths('2025-08-31', 6)).toBe('2026-02-28');
    expect(addMonths('2023-08-31', 6)).toBe('2024-02-29');
    expect(addMonths('2025-02-28', 1)).toBe('2025-03-28');
    expect(addMonths('2025-02-28', 1, { endOfMonth: true })).toBe('2025-03-31');
    expect(addMonths('2025-03-31', -1)).toBe('2025-02-28');
  });

  it('ends a window counted from a month on the last day of the month reached', () => {
    expect(windowEnd('2025-11', 6)).toBe('2026-05-31');
    expect(windowEnd('2025-12', 6)).toBe('2026-06-30');
    expect(windowEnd('2025-11-30', 6)).toBe('2026-05-30');
    expect(windowEnd('2025', 2)).toBe('2026-02-28');
  });

  it('tells the day of the time zone, not of the machine', () => {
    const clock = { now: () => new Date('2026-11-22T20:30:00Z') };
    expect(today(clock, 'UTC')).toBe('2026-11-22');
    expect(today(clock, 'Asia/Karachi')).toBe('2026-11-23');
    expect(today(clock, 'America/New_York')).toBe('2026-11-22');
  });

  it('counts and compares days', () => {
    expect(daysBetween('2024-02-28', '2024-03-01')).toBe(2);
    expect(daysBetween('2026-01-01', '2025-12-31')).toBe(-1);
    expect(addDays('2025-12-31', 90)).toBe('2026-03-31');
    expect(['2026-01-01', '2025-12-31'].toSorted(compareDays)).toEqual(['2025-12-31', '2026-01-01']);
    expect(() => plain('2025-02-29')).toThrow('Not a calendar date');
  });

  it('holds for any day and any number of months', () => {
    fc.assert(
      fc.property(days, months, (day, n) => {
        const reached = addMonths(day, n);
        const [year, month] = [plain(day).year, plain(day).month];
        const index = year * 12 + month - 1 + n;
        expect(isCalendarDate(reached)).toBe(true);
        expect(plain(reached).year * 12 + plain(reached).month - 1).toBe(index);
        expect(plain(reached).day).toBe(Math.min(plain(day).day, plain(reached).daysInMonth));
        const last = addMonths(day, n, { endOfMonth: true });
        expect(addDays(last, 1).slice(8)).toBe('01');
        expect(last >= reached).toBe(true);
      }),
    );
  });

  it('keeps a longer window from ending sooner', () => {
    fc.assert(
      fc.property(days, fc.nat(120), fc.nat(120), fc.constantFrom(4, 7, 10), (day, a, b, length) => {
        const from = day.slice(0, length);
        expect(windowEnd(from, Math.max(a, b)) >= windowEnd(from, Math.min(a, b))).toBe(true);
        expect(windowEnd(from, 0)).toBe(anchorDay(from));
      }),
    );
  });

  it('writes back what it read', () => {
    fc.assert(
      fc.property(days, fc.constantFrom(4, 7, 10), (day, length) => {
        expect(formatPartialDate(parsePartialDate(day.slice(0, length))!)).toBe(day.slice(0, length));
      }),
    );
  });
});
