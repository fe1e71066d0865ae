import { describe, expect, test } from '@jest/globals';
import { type DocumentLine, documentLines } from './document-lines.js';
import type { Reading } from './reader/reading.js';

const reading = {
  format: 'pdf',
  sections: [{ heading: 'Recommendations', at: { page: 1 } }],
  recommendations: [
    { text: 'Mend the lamps.', at: { page: 1 } },
    { text: 'Count the lamps. Twice.', at: { page: 1 } },
  ],
  actions: [{ issue: 'Dark', pathway: 'Light', implementation: 'Oil', actorsText: 'Board', at: { page: 2 } }],
  notes: [{ marker: '1', text: 'Not there at all.', at: { page: 2 } }],
} as unknown as Reading;

const passages = [
  { at: { page: 1 }, text: 'Recommendations' },
  { at: { page: 1 }, text: '1. Mend the lamps.' },
  { at: { page: 1 }, text: '2. Count the lamps. Twice.' },
  { at: { page: 2 }, text: 'Issue\tPathway\tImplementation\tActors' },
  { at: { page: 2 }, text: 'Dark\tLight\tOil\tBoard' },
];

describe('a document whose places are pages', () => {
  const { lines, ids } = documentLines(Buffer.alloc(0), passages, reading)!;
  const shown = lines as DocumentLine[];

  test('has each mark where its words stand', () => {
    expect(shown.map(({ marks }) => marks.map(({ label }) => label))).toEqual([
      ['§'],
      ['R1'],
      ['R2'],
      ['1'],
      ['A1'],
    ]);
    expect(ids.get('recommendations[1]')).toBe('page-1-3');
    expect(ids.get('actions[0]')).toBe('page-2-2');
  });

  test('names a page where it begins, and each line once', () => {
    expect(shown.map(({ number }) => number)).toEqual(['1', '', '', '2', '']);
    expect(new Set(shown.map(({ id }) => id)).size).toBe(5);
  });
});
