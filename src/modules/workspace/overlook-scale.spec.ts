import * as fc from 'fast-check';
import { addDays } from '../../shared/calendar-date.js';
import { OverlookScale, barOf } from './overlook-scale.js';

const day = fc.integer({ min: 0, max: 8_000 }).map((days) => addDays('2015-01-01', days));

describe('the scale of the overlook', () => {
  it('keeps the order of days, and all of them within the line', () => {
    fc.assert(
      fc.property(fc.array(day, { minLength: 1, maxLength: 30 }), day, (days, today) => {
        const scale = new OverlookScale(days, today);
        const places = [...days, today].toSorted().map((one) => scale.at(one));
        expect(places).toEqual(places.toSorted((a, b) => a - b));
        expect(places.every((at) => at >= 0 && at <= 96)).toBe(true);
        const ticks = scale.ticks().map(({ at }) => at);
        expect(ticks).toEqual(ticks.toSorted((a, b) => a - b));
        expect(ticks.length).toBeLessThanOrEqual(25);
      }),
    );
  });

  it('writes out the years', () => {
    const ticks = new OverlookScale(['2025-05-10'], '2026-11-22').ticks();
    expect(ticks.filter(({ year }) => year).map(({ day: on, year }) => [on, year])).toEqual([
      ['2025-04-01', 2025],
      ['2026-01-01', 2026],
    ]);
  });
});

describe('the bar of an item', () => {
  const scale = new OverlookScale(['2026-01-01', '2026-12-31'], '2026-06-30');

  it('ends where it was first due, with what it moved behind it', () => {
    const bar = barOf({ startsOn: '2026-01-01', firstDueOn: '2026-04-01', dueOn: '2026-07-01' }, scale);
    expect([bar.window.from, bar.window.to, bar.moved!.from, bar.moved!.to].map(Math.round)).toEqual([
      0, 24, 24, 48,
    ]);
    expect(bar.end).toBe(bar.moved!.to);
  });

  it('says where it was spared, and has a body without a start', () => {
    const early = barOf({ startsOn: '2026-01-01', firstDueOn: '2026-07-01', dueOn: '2026-04-01' }, scale);
    expect([early.moved, Math.round(early.window.to), Math.round(early.spared!.to)]).toEqual([null, 24, 48]);
    const point = barOf({ startsOn: null, firstDueOn: '2026-07-01', dueOn: '2026-07-01' }, scale);
    expect(point.window.to - point.window.from).toBeCloseTo(0.4);
  });

  it('is never turned about, whatever the dates', () => {
    fc.assert(
      fc.property(fc.option(day), fc.option(day), day, (startsOn, firstDueOn, dueOn) => {
        const all = [startsOn, firstDueOn, dueOn].filter((one) => one !== null);
        const bar = barOf({ startsOn, firstDueOn, dueOn }, new OverlookScale(all, '2020-01-01'));
        for (const span of [bar.window, bar.moved, bar.spared])
          if (span) expect(span.to).toBeGreaterThan(span.from);
      }),
    );
  });
});
