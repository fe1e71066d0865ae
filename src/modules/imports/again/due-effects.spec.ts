import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { NO_TIMELINE } from '../../tracking/index.js';
import { timelineOfAction } from '../derived-timeline.js';
import { type DatedItem, dueEffects, moves } from './due-effects.js';

const window = (maxMonths: number, text = `Short-term (0–${maxMonths} months)`) =>
  timelineOfAction({ timelineText: text, term: 'short', minMonths: 0, maxMonths }, '2025-11');

function item(change: Partial<DatedItem> = {}, months = 6): DatedItem {
  const { startsOn, dueOn, precision, text } = window(months);
  return {
    ref: 'PB-4.A1',
    timelineKind: 'from_source',
    timelineText: text,
    term: 'short',
    minMonths: 0,
    maxMonths: months,
    startsOn,
    dueOn,
    duePrecision: precision,
    dueBasis: 'derived',
    isSettled: false,
    isRevised: false,
    carriers: [],
    ...change,
  };
}
const corrected = { from: '2025-11', to: '2026-01' };
const one = (given: DatedItem, anchors = corrected) => dueEffects([given], anchors)[0];

describe('a corrected date of the publication', () => {
  test('moves what was derived from it, as a window is counted from a month', () => {
    expect(one(item())).toMatchObject({
      dueNow: '2026-05-31',
      dueThen: '2026-07-31',
      precision: 'month',
      why: null,
    });
    expect(one(item(), { from: '2025-11', to: '2026-01-15' })).toMatchObject({
      dueThen: '2026-07-15',
      precision: 'day',
    });
    // Corrected before, and nobody has touched it since.
    expect(one(item({ dueBasis: 'corrected' }))).toMatchObject({ dueThen: '2026-07-31' });
  });

  test.each([
    ['settled', { isSettled: true }],
    ['revised', { isRevised: true, dueOn: '2026-09-30', dueBasis: 'announced' }],
    ['set_by_us', { timelineKind: 'set_by_us', dueBasis: 'set_by_us' }],
    [
      'stated',
      {
        timelineText: 'by June 2026',
        dueBasis: 'stated',
        dueOn: '2026-06-30',
        minMonths: null,
        maxMonths: null,
      },
    ],
    ['not_derived', { dueOn: '2026-12-24' }],
  ] as const)('leaves what is %s, and says so', (why, change) => {
    expect(one(item(change as Partial<DatedItem>))).toMatchObject({ dueThen: null, why });
  });

  test('taken away, it leaves every date', () => {
    expect(one(item(), { from: '2025-11', to: null as never })).toMatchObject({
      dueThen: null,
      why: 'no_date',
    });
  });

  test('given at last, it leads to the first due dates', () => {
    const undated = item({ startsOn: null, dueOn: null, duePrecision: null, dueBasis: null });
    expect(dueEffects([undated], { from: null, to: '2025-11' })[0]).toMatchObject({
      dueNow: null,
      dueThen: '2026-05-31',
    });
  });

  test('takes a recommendation along with the last of its actions', () => {
    const recommendation = item({
      ref: 'PB-4.R1',
      timelineKind: 'from_actions',
      carriers: ['PB-4.A1', 'PB-4.A2'],
      dueOn: '2026-11-30',
    });
    const revised = item({ ref: 'PB-4.A2', isRevised: true, dueOn: '2026-06-30' });
    expect(dueEffects([recommendation, item(), revised], corrected)[0]).toMatchObject({
      dueThen: '2026-07-31',
      from: 'PB-4.A1',
    });
    expect(dueEffects([{ ...recommendation, isSettled: true }, item()], corrected)[0]).toMatchObject({
      dueThen: null,
      why: 'settled',
    });
  });

  test('leaves a recommendation that a person gave another day than its actions have', () => {
    const recommendation = item({
      ref: 'PB-4.R1',
      timelineKind: 'from_actions',
      carriers: ['PB-4.A1'],
      isRevised: true,
    });
    expect(dueEffects([{ ...recommendation, dueOn: '2027-03-31' }, item()], corrected)[0]).toMatchObject({
      dueThen: null,
      why: 'revised',
    });
    // Revised only as its action was: it still goes with it.
    expect(dueEffects([recommendation, item()], corrected)[0]).toMatchObject({
      dueThen: '2026-07-31',
      why: null,
    });
  });

  test('says nothing of what has no date, and moves nothing where it is the same', () => {
    expect(
      dueEffects(
        [
          item({
            timelineKind: 'none_in_source',
            timelineText: null,
            minMonths: null,
            maxMonths: null,
            dueOn: null,
            dueBasis: null,
          }),
        ],
        corrected,
      ),
    ).toEqual([]);
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 60 }), (months) => {
        expect(dueEffects([item({}, months)], { from: '2025-11', to: '2025-11' }).some(moves)).toBe(false);
      }),
    );
  });

  test('there and back leads to where it was', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 60 }), fc.integer({ min: 1, max: 12 }), (months, month) => {
        const there = dueEffects([item({}, months)], {
          from: '2025-11',
          to: `2026-${String(month).padStart(2, '0')}`,
        })[0]!;
        const moved = item({ dueOn: there.dueThen, dueBasis: 'corrected' }, months);
        const back = dueEffects([moved], {
          from: `2026-${String(month).padStart(2, '0')}`,
          to: '2025-11',
        })[0]!;
        expect(back.dueThen).toBe(item({}, months).dueOn);
      }),
    );
  });
});

describe('words for the timeline that read otherwise', () => {
  const anchors = { from: '2025-11', to: '2025-11' };
  test('move the date that nobody revised', () => {
    expect(dueEffects([item()], anchors, new Map([['PB-4.A1', window(12)]]))[0]).toMatchObject({
      dueThen: '2026-11-30',
      cause: 'reading',
    });
    expect(
      dueEffects([item({ isRevised: true })], anchors, new Map([['PB-4.A1', window(12)]]))[0],
    ).toMatchObject({ dueThen: null, why: 'revised' });
    expect(dueEffects([item()], anchors, new Map([['PB-4.A1', NO_TIMELINE]]))[0]).toMatchObject({
      dueThen: null,
      why: 'no_date',
    });
  });
});
