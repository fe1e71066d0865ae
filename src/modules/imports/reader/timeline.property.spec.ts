import * as fc from 'fast-check';
import { addDays, addMonths, anchorDay, isCalendarDate, windowEnd } from '../../../shared/calendar-date.js';
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

  it('puts every publication into one fiscal year, and the next begins where that ends', () => {
    fc.assert(
      fc.property(published, fc.integer({ min: 1, max: 12 }), (date, fiscalYearStartMonth) => {
        const read = (words: string) => readTimeline(words, date, { fiscalYearStartMonth }).timeline;
        const [current, next] = [read('this fiscal year'), read('next fiscal year')];
        const anchor = anchorDay(date);
        expect(addMonths(next.startsOn!, -12) <= anchor && anchor < next.startsOn!).toBe(true);
        expect(current.dueOn).toBe(addDays(next.startsOn!, -1));
        expect(next.dueOn).toBe(addDays(addMonths(next.startsOn!, 12), -1));
        // Named by its years it is the same one.
        const [first, last] = [next.startsOn!.slice(0, 4), next.dueOn!.slice(0, 4)];
        const named = first === last ? `FY ${last}` : `FY ${first}–${last.slice(2)}`;
        expect([read(named).startsOn, read(`FY${last}`).dueOn]).toEqual([next.startsOn, next.dueOn]);
      }),
    );
  });

  it('derives no day from a window that is counted from anything but the publication', () => {
    const from = fc.constantFrom('of adoption', 'from the award of the contract', 'after the next census', 'of the Water Act'); // prettier-ignore
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 99 }), unit, from, published, (n, [noun], start, date) => {
        const { timeline, warnings } = readTimeline(`within ${n} ${noun} ${start}`, date);
        expect([timeline.startsOn, timeline.dueOn]).toEqual([null, null]);
        expect(timeline.countedFrom).toBe(start.replace(/^\w+ /, ''));
        expect(warnings).toHaveLength(1);
      }),
    );
  });

  it('takes no cadence for a window', () => {
    const often = fc.constantFrom('every', 'Every other', 'once per', 'twice a', 'three times each', 'every second'); // prettier-ignore
    const nouns = fc.constantFrom('day', 'week', 'month', 'quarter', 'year');
    fc.assert(
      fc.property(often, nouns, published, (words, noun, date) => {
        const { timeline, warnings } = readTimeline(`${words} ${noun}`, date);
        expect([timeline.term, timeline.dueOn, timeline.span]).toEqual(['ongoing', null, null]);
        expect(warnings).toEqual([]);
      }),
    );
  });
});
