import * as fc from 'fast-check';
import { addMonths, isCalendarDate, windowEnd } from '../../../shared/calendar-date.js';
import { readTimeline } from './timeline.js';

const published = fc
  .tuple(
    fc.integer({ min: 1990, max: 2090 }),
    fc.integer({ min: 1, max: 12 }),
    fc.option(fc.integer({ min: 1, max: 28 })),
  )
  .map(([year, month, day]) =>
    [year, month, day]
      .filter((part) => part !== null)
      .map((part) => String(part).padStart(2, '0'))
      .join('-'),
  );
const dash = fc.constantFrom('-', '–', '—', '‑', '−', '‒', ' - ', ' – ', ' to ');
const unit = fc.constantFrom(
  ['months', 1],
  ['month', 1],
  ['mos.', 1],
  ['quarters', 3],
  ['years', 12],
  ['Years', 12],
);
const window = fc.tuple(fc.nat(60), fc.nat(60)).filter(([a, b]) => a < b);
const term = fc.constantFrom(
  ['Short-term', 'short'],
  ['medium term', 'medium'],
  ['Short- to medium-term', 'short-medium'],
  ['Medium–long term', 'medium-long'],
  ['LONG-TERM', 'long'],
);

function eastern(text: string, zero: number): string {
  return text.replaceAll(/\d/g, (digit) => String.fromCharCode(zero + Number(digit)));
}

describe('timelines of every shape', () => {
  it('reads any window of months, quarters and years, written with any dash', () => {
    fc.assert(
      fc.property(term, window, dash, unit, published, ([words, name], [a, b], to, [noun, factor], date) => {
        const { timeline, warnings } = readTimeline(`${words} (${a}${to}${b} ${noun})`, date);
        expect(timeline).toMatchObject({
          term: name,
          minMonths: a * factor,
          maxMonths: b * factor,
          startsOn: windowEnd(date, a * factor),
          dueOn: windowEnd(date, b * factor),
        });
        expect(warnings).toEqual([]);
      }),
    );
  });

  it('reads Arabic and Persian digits as Western ones', () => {
    fc.assert(
      fc.property(window, published, fc.constantFrom(0x0660, 0x06f0), ([a, b], date, zero) => {
        const western = readTimeline(`${a}–${b} months`, date).timeline;
        const other = readTimeline(`${eastern(`${a}–${b}`, zero)} months`, date).timeline;
        expect({ ...other, text: '' }).toEqual({ ...western, text: '' });
      }),
    );
  });

  it('never derives a date from a window that runs backwards', () => {
    fc.assert(
      fc.property(window, published, ([a, b], date) => {
        const { timeline, warnings } = readTimeline(`${b}–${a} months`, date);
        expect([timeline.maxMonths, timeline.dueOn]).toEqual([null, null]);
        expect(warnings).not.toEqual([]);
      }),
    );
  });

  it('keeps any text, throws at nothing, derives only dates that exist and warns where there is none', () => {
    const pieces = fc.constantFrom(
      ...'short medium long term to within 6 18 months days years by June 2026 Q3 of after ( ) – - / , ; TBD ongoing every next FY'.split(' '), // prettier-ignore
    );
    const text = fc.oneof(
      fc.string(),
      fc.string({ unit: 'grapheme' }),
      fc.array(pieces).map((words) => words.join(' ')),
    );
    fc.assert(
      fc.property(text, published, (words, date) => {
        const { timeline, warnings } = readTimeline(words, date);
        expect(timeline.text).toBe(words);
        for (const day of [timeline.startsOn, timeline.dueOn])
          expect(day === null || isCalendarDate(day)).toBe(true);
        expect(
          timeline.dueOn !== null ||
            timeline.term === 'ongoing' ||
            timeline.term === 'immediate' ||
            warnings.length > 0,
        ).toBe(true);
        if (timeline.startsOn && timeline.dueOn) expect(timeline.startsOn <= timeline.dueOn).toBe(true);
      }),
      { numRuns: 1000 },
    );
  });

  it('counts from a month as from its last day', () => {
    fc.assert(
      fc.property(published, fc.nat(60), (date, n) => {
        const month = date.slice(0, 7);
        const due = readTimeline(`${n + 1} months`, month).timeline.dueOn!;
        expect(due).toBe(addMonths(`${month}-01`, n + 1, { endOfMonth: true }));
      }),
    );
  });
});
