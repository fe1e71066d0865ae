import { lastMonday } from './changes.query.js';

describe('last Monday', () => {
  it('is the one that began this week', () => {
    expect(['2026-11-17', '2026-11-19', '2026-11-22'].map(lastMonday)).toEqual([
      '2026-11-16',
      '2026-11-16',
      '2026-11-16',
    ]);
  });

  it('is a week ago on a Monday, which asks what the last week brought', () => {
    expect(lastMonday('2026-11-16')).toBe('2026-11-09');
    expect(lastMonday('2027-01-04')).toBe('2026-12-28');
  });
});
