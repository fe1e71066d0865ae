import { readTimeline } from './timeline.js';

/** term, months, start and due of a timeline counted from December 2025. */
function brief(text: string, published: string | null = '2025-12') {
  const { timeline: t } = readTimeline(text, published);
  return [t.term, t.minMonths, t.maxMonths, t.startsOn, t.dueOn];
}

describe('timelines', () => {
  it.each([
    ['Short-term (0–6 months)', ['short', 0, 6, '2025-12-31', '2026-06-30']],
    ['Medium-term (6–18 months)', ['medium', 6, 18, '2026-06-30', '2027-06-30']],
    ['Short- to medium-term (0–12 months)', ['short-medium', 0, 12, '2025-12-31', '2026-12-31']],
    ['Medium- to long-term (6–24 months)', ['medium-long', 6, 24, '2026-06-30', '2027-12-31']],
    ['SHORT TERM: 0 to 6 Months', ['short', 0, 6, '2025-12-31', '2026-06-30']],
    ['Short/medium term, 0-12 months', ['short-medium', 0, 12, '2025-12-31', '2026-12-31']],
    ['short-to-medium-term (0—12 months)', ['short-medium', 0, 12, '2025-12-31', '2026-12-31']],
    ['Long-term (2–5 years)', ['long', 24, 60, '2027-12-31', '2030-12-31']],
    ['Near-term', ['short', null, null, null, null]],
    ['Mid-term (6−12 mos.)', ['medium', 6, 12, '2026-06-30', '2026-12-31']],
    ['Long-term (24+ months)', ['long', 24, null, '2027-12-31', null]],
    ['Long term (more than 2 years)', ['long', 24, null, '2027-12-31', null]],
    ['2 years and beyond', [null, 24, null, '2027-12-31', null]],
    ['6 months', [null, 0, 6, '2025-12-31', '2026-06-30']],
    ['within six months', [null, 0, 6, '2025-12-31', '2026-06-30']],
    ['Six to eighteen months', [null, 6, 18, '2026-06-30', '2027-06-30']],
    ['twenty-four months', [null, 0, 24, '2025-12-31', '2027-12-31']],
    ['٦–١٨ months', [null, 6, 18, '2026-06-30', '2027-06-30']],
    ['۰-۶ months', [null, 0, 6, '2025-12-31', '2026-06-30']],
    ['0‑6 months', [null, 0, 6, '2025-12-31', '2026-06-30']],
    ['between 3 and 9 months', [null, 3, 9, '2026-03-31', '2026-09-30']],
    ['Months 0–6', [null, 0, 6, '2025-12-31', '2026-06-30']],
    ['6 months to 2 years', [null, 6, 24, '2026-06-30', '2027-12-31']],
    ['1.5 years', [null, 0, 18, '2025-12-31', '2027-06-30']],
    ['half a year', [null, 0, 6, '2025-12-31', '2026-06-30']],
    ['two quarters', [null, 0, 6, '2025-12-31', '2026-06-30']],
    ['a year', [null, 0, 12, '2025-12-31', '2026-12-31']],
    ['over the next 12 months', [null, 0, 12, '2025-12-31', '2026-12-31']],
    ['12-month period', [null, 0, 12, '2025-12-31', '2026-12-31']],
    ['within 6 months of publication of this brief', [null, 0, 6, '2025-12-31', '2026-06-30']],
    ['within 90 days', [null, null, null, '2025-12-31', '2026-03-31']],
    ['the first hundred days', [null, null, null, '2025-12-31', '2026-04-10']],
    ['2–4 weeks', [null, null, null, '2026-01-14', '2026-01-28']],
    ['a fortnight', [null, null, null, '2025-12-31', '2026-01-14']],
    ['Immediate', ['immediate', null, null, null, null]],
    ['Immediate (0–3 months)', ['immediate', 0, 3, '2025-12-31', '2026-03-31']],
    ['Ongoing', ['ongoing', null, null, null, null]],
    ['Continuous', ['ongoing', null, null, null, null]],
    ['annually', ['ongoing', null, null, null, null]],
    ['by June 2026', [null, null, null, null, '2026-06-30']],
    ['June 2026', [null, null, null, null, '2026-06-30']],
    ['by the end of 2027', [null, null, null, null, '2027-12-31']],
    ['end-2027', [null, null, null, null, '2027-12-31']],
    ['by Q3 2026', [null, null, null, null, '2026-09-30']],
    ['third quarter of 2026', [null, null, null, null, '2026-09-30']],
    ['by 15 March 2026', [null, null, null, null, '2026-03-15']],
    ['2026-03-15', [null, null, null, null, '2026-03-15']],
    ['before June 2026', [null, null, null, null, '2026-05-31']],
    ['January–June 2026', [null, null, null, '2026-01-01', '2026-06-30']],
    ['March 2026 to August 2027', [null, null, null, '2026-03-01', '2027-08-31']],
    ['Q1–Q2 2026', [null, null, null, '2026-01-01', '2026-06-30']],
    ['2026–2028', [null, null, null, '2026-01-01', '2028-12-31']],
    ['twelve (12) months', [null, 0, 12, '2025-12-31', '2026-12-31']],
    ['18 (eighteen) months', [null, 0, 18, '2025-12-31', '2027-06-30']],
    ['two and a half years', [null, 0, 30, '2025-12-31', '2028-06-30']],
    ['6–12m', [null, 6, 12, '2026-06-30', '2026-12-31']],
    ['7 calendar days', [null, null, null, '2025-12-31', '2026-01-07']],
    ['within the next year', [null, 0, 12, '2025-12-31', '2026-12-31']],
    ['six months from now', [null, 0, 6, '2025-12-31', '2026-06-30']],
    ['every six months', ['ongoing', null, null, null, null]],
    ['every 2–3 years', ['ongoing', null, null, null, null]],
    ['Twice a year', ['ongoing', null, null, null, null]],
    ['three times per quarter', ['ongoing', null, null, null, null]],
    ['on an annual basis', ['ongoing', null, null, null, null]],
    ['Half-yearly', ['ongoing', null, null, null, null]],
    ['2026 Q3', [null, null, null, null, '2026-09-30']],
    ['3Q 2026', [null, null, null, null, '2026-09-30']],
    ['last quarter of 2026', [null, null, null, null, '2026-12-31']],
    ['from January 2026 to June 2027', [null, null, null, '2026-01-01', '2027-06-30']],
    ['between May and July 2026', [null, null, null, '2026-05-01', '2026-07-31']],
    ['by year-end 2027', [null, null, null, null, '2027-12-31']],
    ['before the end of 2026', [null, null, null, null, '2026-12-31']],
    ['خلال ستة أشهر', [null, 0, 6, '2025-12-31', '2026-06-30']],
    ['خلال شهرين', [null, 0, 2, '2025-12-31', '2026-02-28']],
    ['بنهاية عام ٢٠٢٧', [null, null, null, null, '2027-12-31']],
    ['متوسط الأجل (٦–١٨ شهرا)', ['medium', 6, 18, '2026-06-30', '2027-06-30']],
    ['دو سال کے اندر', [null, 0, 24, '2025-12-31', '2027-12-31']],
    ['جون 2026 تک', [null, null, null, null, '2026-06-30']],
    ['2027 کے آخر تک', [null, null, null, null, '2027-12-31']],
    ['چھ سے بارہ ماہ', [null, 6, 12, '2026-06-30', '2026-12-31']],
    ['سالانہ', ['ongoing', null, null, null, null]],
    ['ظرف شش ماه', [null, 0, 6, '2025-12-31', '2026-06-30']],
    ['Medium-term, by December 2026', ['medium', null, null, null, '2026-12-31']],
  ])('reads %s', (text, expected) => {
    expect(brief(text)).toEqual(expected);
  });

  it.each([
    'within 90 days of adoption',
    'over 24 months',
    'Short-term (0–6 months); Medium-term (6–18 months)',
    '18–6 months',
    '6–12+ months',
    '10 working days',
    'after 6 months',
    'Year 1',
    'Months 7–12',
    'FY 2025–26',
    'next fiscal year',
    'early 2026',
    'summer 2026',
    'Ramadan 2026',
    '2026 budget',
    'by 1 July',
    'FY26',
    'Phase 1 (0–6 months)',
    '2025-26',
    'by 31 June 2026',
    '03/04/2026',
    'TBD',
    'when the moon is full',
    '9999 years',
    '6 months or 2 years',
    'not within 6 months',
    'first 6 months after the next election',
    '',
  ])('derives no date from "%s" and says why', (text) => {
    const { timeline, warnings } = readTimeline(text, '2025-12');
    expect([timeline.startsOn, timeline.dueOn, timeline.text]).toEqual([null, null, text]);
    expect(warnings).not.toEqual([]);
  });

  it.each([
    ['mid-2027', '2027-06-30'],
    ['by late 2027', '2027-12-31'],
    ['2027', '2027-12-31'],
    ['Medium-term (2027)', '2027-12-31'],
    ['by the end of the year', '2025-12-31'],
    ['end of next year', '2026-12-31'],
    ['Ongoing (0–12 months)', '2026-12-31'],
  ])('reads %s and says that it is a reading', (text, dueOn) => {
    const { timeline, warnings } = readTimeline(text, '2025-12');
    expect(timeline.dueOn).toBe(dueOn);
    expect(warnings).not.toEqual([]);
  });

  it.each([
    [7, 'FY 2025–26', '2025-07-01', '2026-06-30'],
    [7, 'FY2026', '2025-07-01', '2026-06-30'],
    [7, 'FY26', '2025-07-01', '2026-06-30'],
    [4, 'financial year 2026/27', '2026-04-01', '2027-03-31'],
    [10, '2025-26 fiscal year', '2025-10-01', '2026-09-30'],
    [1, 'FY 2026', '2026-01-01', '2026-12-31'],
    [7, 'next fiscal year', '2026-07-01', '2027-06-30'],
    [1, 'next fiscal year', '2026-01-01', '2026-12-31'],
    [7, 'by the end of the fiscal year', null, '2026-06-30'],
    [7, 'before the end of the current financial year', null, '2026-06-30'],
    [7, 'before the next fiscal year', null, '2026-06-30'],
    [7, 'by the start of FY 2026–27', null, '2026-07-01'],
    [7, 'Q1 FY26', '2025-07-01', '2025-09-30'],
    [4, 'by the second half of FY 2026-27', null, '2027-03-31'],
  ])('counts fiscal years from month %i: %s', (fiscalYearStartMonth, text, startsOn, dueOn) => {
    const { timeline, warnings } = readTimeline(text, '2025-12', { fiscalYearStartMonth });
    expect([timeline.startsOn, timeline.dueOn]).toEqual([startsOn, dueOn]);
    expect(warnings.join()).toContain('fiscal year');
  });

  it.each([
    [null, 'FY 2025–26', '2025-12'],
    [1, 'FY 2025–26', '2025-12'],
    [7, 'FY 2025–28', '2025-12'],
    [7, 'next fiscal year', '2025'],
    [7, 'next fiscal year', null],
    [7, 'last fiscal year', '2025-12'],
    [7, 'mid FY 2025-26', '2025-12'],
  ])('does not guess a fiscal year (first month %s): %s', (fiscalYearStartMonth, text, published) => {
    const { timeline, warnings } = readTimeline(text, published, { fiscalYearStartMonth });
    expect(timeline.dueOn).toBeNull();
    expect(warnings).not.toEqual([]);
  });

  it('keeps a window that is counted from something else', () => {
    const { timeline } = readTimeline('within ninety (90) days of adoption of the Water Act', '2025-12');
    expect(timeline).toMatchObject({
      span: { min: 0, max: 90, unit: 'day' },
      countedFrom: 'adoption of the Water Act',
      dueOn: null,
    });
  });

  it('derives nothing without a date of publication', () => {
    expect(brief('0–6 months', null)).toEqual([null, 0, 6, null, null]);
    expect(readTimeline('0–6 months', null).warnings).toHaveLength(1);
  });

  it('counts bare numbers in the unit that the column gives, else not at all', () => {
    expect(readTimeline('0–6', '2025-12', { unit: 'Months' }).timeline).toMatchObject({
      text: '0–6',
      maxMonths: 6,
      dueOn: '2026-06-30',
    });
    expect(readTimeline('18', '2025-12', { unit: 'months' }).timeline.dueOn).toBe('2027-06-30');
    expect(readTimeline('2 years', '2025-12', { unit: 'months' }).timeline.dueOn).toBe('2027-12-31');
    expect(readTimeline('0–6', '2025-12')).toMatchObject({
      timeline: { dueOn: null },
      warnings: [expect.any(String)],
    });
  });

  it('warns of words it passed over', () => {
    const { timeline, warnings } = readTimeline('Short-term (0–6 months), subject to funding', '2025-12');
    expect(timeline.dueOn).toBe('2026-06-30');
    expect(warnings.join()).toContain('subject to funding');
  });
});
