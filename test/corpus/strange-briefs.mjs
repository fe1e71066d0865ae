// Two briefs that the reader was not written with: they are set in the shapes that strangers' programs give them.

/** A brief with short cells. */
export const buses = {
  series: 'Policy Brief',
  number: '33',
  title: 'The Last Bus Home',
  date: '2025-05',
  dateText: 'May 2025',
  publisher: 'Ansel Transport Forum',
  authors: ['Nora Quill'],
  paragraphs: [
    'Eleven thousand people in Port Ansel work shifts that end after midnight, and the last bus leaves at 23:40. They walk, share taxis or do not take the job. This brief looks at what a modest night service would cost and who would have to agree to it.',
    'Three cities of the same size have extended their hours since 2019. In each of them ridership after 23:00 doubled within a year, and the cost per passenger fell below that of the early morning service. None needed new vehicles, because the fleet stands idle at night.',
  ],
  recommendations: [
    'The Metro Transit Authority should run night lines until the last late shift has gone home.',
    'The Fare Board should introduce one ticket for ninety minutes.',
    'The Department of Public Works must light the sixty busiest stops within a year.',
  ],
  header: ['Challenge', 'Policy option', 'Activities', 'Stakeholders', 'Timeframe'],
  rows: [
    ['Night buses stop before the late shift ends', 'Extend service hours', 'Run six night lines until 02:30 on working days and publish the timetable at every stop', 'Metro Transit Authority; Hospital Trust', 'Short-term (0–6 months)', ['Metro Transit Authority', 'Hospital Trust'], '2025-11-30'],
    ['Fares for transfers are paid twice', 'One ticket for ninety minutes', 'Reprogramme the validators and print new fare tables in four languages', 'Metro Transit Authority, Fare Board', 'Medium-term (6–12 months)', ['Metro Transit Authority', 'Fare Board'], '2026-05-31'],
    ['Stops are dark and unsheltered', 'Light and shelter by footfall', 'Rank all 412 stops by night-time use; build sixty shelters a year, beginning with the twenty busiest', 'Department of Public Works; Ward Councils', 'Long-term (24–36 months)', ['Department of Public Works', 'Ward Councils'], '2028-05-31'],
    ['Nobody counts night passengers', 'Count and publish', 'Open data from validators every quarter', 'Statistics Office', 'Ongoing', ['Statistics Office'], null],
    ['Drivers refuse night duty', 'Pay and rest', 'Agree a night allowance of 18 per cent with the union and open two rest rooms at the termini', 'Metro Transit Authority; Drivers’ Union', 'by December 2025', ['Metro Transit Authority', 'Drivers’ Union'], '2025-12-31'],
    ['Budget for night service lapses each spring', 'Multi-year funding', 'Enter night service as a line of its own in the three-year budget', 'Ministry of Finance', '18 months', ['Ministry of Finance'], '2026-11-30'],
  ],
}; // prettier-ignore

/** A brief with long cells, paragraphs in them, and a column of row numbers. */
export const salt = {
  series: 'Policy Brief',
  number: '41',
  title: 'Salt in the Lower Orrin',
  date: '2026-03',
  dateText: 'March 2026',
  publisher: 'Delta Studies Group',
  authors: ['Wen Abar', 'Tomas Reyle'],
  paragraphs: [
    'Since the upper dam was closed, salt water reaches thirty kilometres further into the delta than it did, and stays there for seven months of the year. Two harvests in three are lost on the lowest fields. Those who can have turned them into shrimp ponds; those who cannot have left, or wait for a compensation that was promised in 2021.[^1]',
    'None of the measures proposed here depends on the dam. Each of them can be taken by a body that exists, under a law that exists, with money that is already spent on something that does not help.',
  ],
  recommendations: [
    'The Ministry of Agriculture and Irrigation should license salt-tolerant rice for two seasons.',
    'The Water Resources Department should publish every opening of a gate.',
  ],
  header: ['No.', 'Issue', 'Pathway to Solution', 'Implementation of Solution', 'Actors Responsible', 'Implementation Timeline'],
  rows: [
    ['Salt intrusion has rendered 1,400 hectares of rice land in the Lower Orrin unfit for a second crop, and the affected households have received neither seed nor compensation', 'Adopt salt-tolerant varieties together with a guaranteed purchase price', '(a) Import four certified varieties under an emergency licence\n(b) Distribute seed for two seasons free of charge through the cooperatives\n(c) Announce a purchase price before sowing', 'Ministry of Agriculture and Irrigation; Orrin Cooperative Union; Seed Certification Board', 'Short-term (0–9 months)', ['Ministry of Agriculture and Irrigation', 'Orrin Cooperative Union', 'Seed Certification Board'], '2026-12-31'],
    ['Sluice gates are opened at the request of shrimp farmers, without regard to tide or to the farmers upstream', 'Place the operation of all gates under one published schedule', 'Install loggers at all eleven gates; publish openings within 24 hours; fine unauthorised operation', 'Water Resources Department; Orrin District Administration', 'Medium-term (9–18 months)', ['Water Resources Department', 'Orrin District Administration'], '2027-09-30'],
    ['Monitoring of groundwater ended in 2017', 'Restore the network of wells', 'Drill or repair 36 observation wells', 'Geological Survey', '24–36 months', ['Geological Survey'], '2029-03-31'],
    ['Shrimp ponds are licensed by five offices that do not know of each other’s decisions', 'Single licence with a public register', 'Amend the Inland Fisheries Act, s. 14, so that one office grants, records and withdraws licences; enter all existing ponds in the register within a year of the amendment', 'Ministry of Law; Fisheries Directorate', 'by March 2027', ['Ministry of Law', 'Fisheries Directorate'], '2027-03-31'],
    ['Young people leave', 'Training and credit for alternatives', 'Offer 300 places a year in boat repair, net mending and brackish aquaculture; guarantee loans up to 2,000 crowns', 'National Vocational Authority, Rural Credit Bank', 'Ongoing', ['National Vocational Authority', 'Rural Credit Bank'], null],
    ['No forum brings the two districts together', 'A standing committee of the delta', 'Convene quarterly, alternate the chair, publish minutes', 'Orrin District Administration; Orrin Cooperative Union', 'Immediate', ['Orrin District Administration', 'Orrin Cooperative Union'], null],
  ],
  isNumbered: true,
}; // prettier-ignore

/** The matrix as it stands in the document: header and rows. */
export function matrixOf(brief) {
  const rows = brief.rows.map((row, index) => [
    ...(brief.isNumbered ? [String(index + 1)] : []),
    ...row.slice(0, 5),
  ]);
  return [brief.header, ...rows];
}

/** What must be read. @param only whether there is nothing but the matrix */
export function expectedOf(brief, shape, { only = false } = {}) {
  const { number, title, date, recommendations } = brief;
  return {
    shape,
    ...(!only && { publication: { number, title, date }, recommendations }),
    actions: brief.rows.map(
      ([issue, pathway, implementation, actorsText, timeline, actors, dueOn], index) => ({
        issue,
        pathway,
        implementation,
        actorsText,
        timeline,
        actors,
        ...(!only && { dueOn }),
        extra: brief.isNumbered ? { 'No.': String(index + 1) } : {},
      }),
    ),
  };
}
