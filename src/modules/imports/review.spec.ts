import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { windowEnd } from '../../shared/calendar-date.js';
import { timelineOfAction, timelineOfRecommendation } from './derived-timeline.js';
import { readBrief } from './reader/read-brief.js';
import type { Reading } from './reader/reading.js';
import { asShown, overProposal } from './review-input.js';
import {
  type ActionReview,
  type Review,
  changedPaths,
  proposeReview,
  readChangedTimelines,
} from './review.js';
import { refusalsInReview } from './review-rules.js';

const reading = {
  format: 'text',
  publication: {
    series: 'Lamp Paper',
    number: '7',
    title: 'Lamps',
    date: '2025-11',
    authors: [],
    language: 'ur',
  },
  sections: [],
  recommendations: [
    {
      text: 'Mend the lamps. Soon.',
      marker: null,
      heading: null,
      addressee: null,
      confidence: 1,
      timeline: null,
      at: { line: 3 },
    },
  ],
  actions: [
    {
      issue: 'Dark',
      pathway: 'Light',
      implementation: 'Oil',
      actors: [
        {
          name: 'Town board',
          qualifier: null,
          lead: true,
          abbreviation: null,
          kind: null,
          unnamed: false,
          linkedTo: null,
        },
        {
          name: 'Guilds',
          qualifier: null,
          lead: true,
          abbreviation: null,
          kind: null,
          unnamed: true,
          linkedTo: null,
        },
      ],
      actorsText: 'Town board, Guilds',
      timeline: { text: 'Short-term (0–6 months)', term: 'short', minMonths: 0, maxMonths: 6 },
      extra: {},
      proposedRecommendations: [{ index: 0, score: 0.2 }],
      at: { line: 9 },
    },
  ],
  notes: [],
  warnings: [],
} as unknown as Reading;

const proposal = (): Review => proposeReview(reading, { refPrefix: 'LP-7', teamId: 3 });
const action = (): ActionReview => proposal().actions[0]!;

describe('a proposed review', () => {
  test('has the days that the fiscal year of the settings gives, with why', () => {
    const text =
      'Lamp Paper 7\n\nLamps for Vell\n\nDecember 2025\n\nRecommendations\n\nShort-term (FY 2026–27)\n\nThe town should mend its lamps.\n\nIssue\tPathway\tImplementation\tActors\tTimeline\nDark\tLight\tOil\tTown\tby the end of FY27\nCold\tFire\tWood\tTown\t0–6 months\n';
    const read = readBrief({ text }, { fiscalYearStartMonth: 7 });
    const { actions, recommendations } = proposeReview(read, { refPrefix: 'LP-7', teamId: 3 });
    expect(actions.map(({ dueOn }) => dueOn)).toEqual(['2027-06-30', '']);
    expect(actions[0]!.dueReason).toContain('fiscal year');
    expect(timelineOfAction(actions[0]!, '2025-12')).toMatchObject({
      kind: 'set_by_us',
      dueOn: '2027-06-30',
    });
    const [row] = recommendations;
    expect(timelineOfRecommendation(row!, read.recommendations[0]!.timeline, '2025-12', []).dueOn).toBe(
      '2027-06-30',
    );
    expect(timelineOfRecommendation(row!, read.recommendations[0]!.timeline, '2025-12', []).basis).toBe(
      'stated',
    );
  });

  test('is the reading, with one lead at most and a weak likeness left to the reviewer', () => {
    const { publication, actions, recommendations } = proposal();
    expect(publication).toMatchObject({
      refPrefix: 'LP-7',
      direction: 'rtl',
      classification: 'internal',
      teamId: 3,
    });
    expect(actions[0]!.actors.map(({ lead, kind }) => [lead, kind])).toEqual([
      [true, 'other'],
      [false, 'group'],
    ]);
    expect(actions[0]!.recommendationIndexes).toEqual([]);
    expect(recommendations[0]!.title).toBe('Mend the lamps');
    expect(refusalsInReview(proposal(), reading)).toEqual([]);
  });
});

describe('the dates of an action', () => {
  test('are counted from the date that the reviewer gives', () => {
    expect(timelineOfAction(action(), '2025-11')).toMatchObject({
      startsOn: '2025-11-30',
      dueOn: '2026-05-31',
      precision: 'month',
      basis: 'derived',
    });
    expect(timelineOfAction(action(), '2025-08-31')).toMatchObject({ dueOn: '2026-02-28', precision: 'day' });
    expect(timelineOfAction(action(), '')).toMatchObject({ kind: 'from_source', dueOn: null, basis: null });
    expect(timelineOfAction(action(), '2025-02-30')).toMatchObject({ dueOn: null });
  });

  test('follow the window set by hand, whatever the words; days stay days', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 60 }), fc.integer({ min: 0, max: 60 }), (from, more) => {
        const row = { ...action(), minMonths: from, maxMonths: from + more };
        const { startsOn, dueOn } = timelineOfAction(row, '2025-11');
        expect([startsOn, dueOn]).toEqual([windowEnd('2025-11', from), windowEnd('2025-11', from + more)]);
      }),
    );
    const days = { ...action(), timelineText: 'Within 90 days', minMonths: null, maxMonths: null };
    expect(timelineOfAction(days, '2025-11-30')).toMatchObject({ dueOn: '2026-02-28', basis: 'derived' });
    const stated = { ...days, timelineText: 'by 30 June 2026' };
    expect(timelineOfAction(stated, '2025-11')).toMatchObject({ dueOn: '2026-06-30', basis: 'stated' });
  });

  test('make a recommendation’s, from the first start to the last due date', () => {
    const carriers = [
      timelineOfAction(action(), '2025-11'),
      timelineOfAction({ ...action(), minMonths: 6, maxMonths: 18 }, '2025-11'),
    ];
    const row = { ...proposal().recommendations[0]!, timelineKind: 'from_actions' as const };
    expect(timelineOfRecommendation(row, null, '2025-11', carriers)).toMatchObject({
      kind: 'from_actions',
      startsOn: '2025-11-30',
      dueOn: '2027-05-31',
    });
    expect(timelineOfRecommendation(row, null, '2025-11', [])).toMatchObject({ dueOn: null, basis: null });
  });
});

describe('a timeline written anew', () => {
  const rewritten = (change: Partial<ActionReview>) => {
    const sent = proposal();
    Object.assign(sent.actions[0]!, change);
    return readChangedTimelines(proposal(), sent).actions[0]!;
  };

  test('is read again', () => {
    expect(rewritten({ timelineText: 'Medium-term (6–18 months)' })).toMatchObject({
      term: 'medium',
      minMonths: 6,
      maxMonths: 18,
    });
    expect(rewritten({ timelineText: 'some day' })).toMatchObject({
      term: '',
      minMonths: null,
      maxMonths: null,
    });
  });

  test('but a window set by hand stays', () => {
    expect(rewritten({ timelineText: 'Medium-term (6–18 months)', maxMonths: 9 })).toMatchObject({
      minMonths: 0,
      maxMonths: 9,
    });
    expect(rewritten({ maxMonths: 9 })).toMatchObject({
      timelineText: 'Short-term (0–6 months)',
      maxMonths: 9,
    });
  });
});

describe('what comes in', () => {
  test('lies over the proposal, row by row', () => {
    const laid = overProposal(proposal(), { publication: { title: 'New' }, actions: [{ issue: 'Darker' }] });
    expect(laid).toMatchObject({
      publication: { title: 'New', number: '7' },
      actions: [{ issue: 'Darker', pathway: 'Light' }],
    });
    expect(overProposal(proposal(), { actions: [{}, { issue: 'Missed' }] })).toMatchObject({
      actions: [{ issue: 'Dark' }, { issue: 'Missed', pathway: '', include: true, actors: [] }],
    });
    expect(() => overProposal(proposal(), { actions: [] })).toThrow('import.rows');
    expect(() => overProposal(proposal(), [])).toThrow('malformed');
  });

  test('is named where it differs, line ends aside', () => {
    const after = proposal();
    after.actions[0]!.actors[1]!.name = 'Guild of smiths';
    after.recommendations[0]!.text += '\r\n';
    expect(changedPaths(proposal(), after)).toEqual(['actions[0].actors[1].name']);
  });

  test('whatever it is, can be shown again', () => {
    fc.assert(
      fc.property(fc.anything(), fc.anything(), (rows, row) => {
        const shown = asShown(
          proposal(),
          { publication: row, actions: [row], recommendations: rows },
          reading,
        );
        expect(shown.actions).toHaveLength(1);
        expect(typeof shown.actions[0]!.timelineText).toBe('string');
        timelineOfAction(shown.actions[0]!, shown.publication.date);
      }),
    );
  });
});
