import {
  PROGRESS,
  SECTIONS,
  hasChanged,
  type ActionFacts,
  type ActorFacts,
  type BriefFacts,
  type CommonItemFacts,
  type DueFacts,
  type EvidenceFacts,
  type ItemFacts,
  type Progress,
  type RecommendationFacts,
  type Response,
  type SourceFacts,
  type TimelineFacts,
} from '../../src/modules/briefs/facts.js';

/* An invented brief on a dull topic: damp in the storerooms of lending libraries. Every body in it is made up. */

const fellPastDue = (item: ItemFacts) => item.moves.some(({ kind }) => kind === 'past_due');

const actor = (name: string, value: Response = 'not_asked', more: Partial<ActorFacts> = {}): ActorFacts => ({
  name,
  qualifier: null,
  lead: false,
  unnamedGroup: false,
  response: { value, on: value === 'not_asked' ? null : '2026-03-11', words: null },
  ...more,
});

const derived = (on: string): DueFacts => ({ on, precision: 'month', basis: 'derived' });

const within = (text: string, min: number, max: number, due: string): TimelineFacts => ({
  kind: 'from_source',
  text,
  window: { min, max, unit: 'month' },
  startsOn: '2025-12-31',
  firstDue: derived(due),
  due: derived(due),
  reason: null,
  revisions: 0,
  slippageDays: 0,
});

const none: TimelineFacts = {
  kind: 'none_in_source',
  text: null,
  window: null,
  startsOn: null,
  firstDue: null,
  due: null,
  reason: null,
  revisions: 0,
  slippageDays: 0,
};

const evidence = (more: Partial<EvidenceFacts>): EvidenceFacts => ({
  happenedOn: '2026-08-04',
  recordedOn: '2026-08-09',
  shows: 'progress',
  text: '',
  quote: null,
  notes: [],
  correctedOn: null,
  isNew: true,
  ...more,
});

const common: Omit<CommonItemFacts, 'ref' | 'title'> = {
  publication: 'SN-4',
  place: null,
  related: [],
  actors: [],
  timeline: none,
  progress: {
    value: 'no_public_evidence',
    on: null,
    confirmed: false,
    awaitingSecondReading: false,
    objection: null,
  },
  timeliness: { value: 'no_due_date', days: null },
  evidence: [],
  baseline: [],
  lastSearch: null,
  commentary: null,
  moves: [],
};

const progress = (value: Progress, on: string, confirmed = false, awaitingSecondReading = false) => ({
  value,
  on,
  confirmed,
  awaitingSecondReading,
  objection: null,
});

const actions: ActionFacts[] = [
  {
    ...common,
    kind: 'action',
    ref: 'SN-4.A1',
    title: 'Measure damp in every storeroom',
    place: 'action matrix, row 1',
    related: ['SN-4.R1'],
    issue:
      'Nobody knows how damp the storerooms of lending libraries are, so repairs go to whoever asks loudest',
    pathway: 'Measure humidity everywhere in the same way and publish what is found',
    implementation:
      'Place two hygrometers in every storeroom, read them weekly for a winter, and print the readings in one table',
    actors: [
      actor('Department of Lending Libraries', 'accepted', {
        lead: true,
        response: {
          value: 'accepted',
          on: '2026-02-03',
          words: 'We shall place the instruments before the autumn term.',
        },
      }),
      actor('Bureau of Even Surfaces', 'no_reply', { qualifier: 'where it has staff' }),
      actor('district libraries', 'not_asked', { unnamedGroup: true }),
    ],
    timeline: within('Short-term (0–6 months)', 0, 6, '2026-06-30'),
    progress: progress('in_progress', '2026-08-09'),
    timeliness: { value: 'past_due', days: 145 },
    evidence: [
      evidence({
        text: 'The Department reports hygrometers in 112 of 240 storerooms. Readings from the first eight weeks are printed as an annex.',
        quote: {
          text: 'Instruments have been placed in one hundred and twelve storerooms to date.',
          place: 'p. 18',
        },
        notes: [1, 2],
      }),
      evidence({
        happenedOn: '2026-07',
        recordedOn: '2026-07-20',
        shows: 'no_progress',
        text: 'A question in the assembly was answered without a number.',
        notes: [3],
        correctedOn: '2026-08-09',
      }),
    ],
    baseline: [
      evidence({
        happenedOn: '2024',
        recordedOn: '2026-01-12',
        shows: 'background',
        text: 'An earlier count found instruments in nine storerooms.',
        notes: [4],
      }),
    ],
    lastSearch: {
      on: '2026-11-02',
      where: ['website of the Department of Lending Libraries', 'assembly questions, autumn session'],
      foundNothing: true,
      isNew: true,
    },
    commentary:
      'The count is *real progress*, but **fewer than half** of the storerooms are covered. What is missing:\n\n1. the three coastal districts;\n2. any reading taken at night.\n\nSee the [annex](https://example.org/annex).',
    moves: [
      {
        kind: 'progress',
        on: '2026-08-09',
        from: 'no_public_evidence',
        to: 'in_progress',
        confirmed: false,
        notes: [1, 2],
      },
      {
        kind: 'response',
        on: '2026-06-14',
        actor: 'Bureau of Even Surfaces',
        from: 'not_asked',
        to: 'no_reply',
      },
      {
        kind: 'corrected',
        on: '2026-08-09',
        happenedOn: '2026-05-02',
        text: 'The Department counted 240 instruments where there were 112.',
      },
      { kind: 'past_due', on: '2026-07-01', dueOn: '2026-06-30' },
    ],
  },
  {
    ...common,
    kind: 'action',
    ref: 'SN-4.A2',
    title: 'Agree on one form for reporting damp',
    place: 'action matrix, row 2',
    related: ['SN-4.R2', 'SN-4.R3'],
    issue: 'Each district reports damp on a form of its own',
    pathway: 'One form, used by all',
    implementation: 'Draft a form, try it in two districts, print it',
    actors: [
      actor('Standing Committee on Forms', 'under_consideration', { lead: true }),
      actor('Union of Caretakers', 'rejected'),
    ],
    timeline: {
      ...within('Medium-term (6–18 months)', 6, 18, '2027-06-30'),
      due: { on: '2027-09-30', precision: 'day', basis: 'announced' },
      revisions: 2,
      slippageDays: 92,
    },
    progress: { ...progress('partially_implemented', '2026-05-30', true), awaitingSecondReading: true },
    timeliness: { value: 'open', days: 312 },
    evidence: [
      evidence({
        happenedOn: '2026-10-15',
        recordedOn: '2026-10-21',
        text: 'The Committee says that the form has been printed and sent to all districts.',
        notes: [5],
      }),
    ],
    lastSearch: { on: '2026-10-21', where: ['gazette, October issues'], foundNothing: false, isNew: true },
    moves: [
      {
        kind: 'due',
        on: '2026-09-02',
        from: derived('2027-06-30'),
        to: { on: '2027-09-30', precision: 'day', basis: 'announced' },
        actor: 'Standing Committee on Forms',
        reason: 'The trial in the second district begins a term later.',
      },
    ],
  },
  {
    ...common,
    kind: 'action',
    ref: 'SN-4.A3',
    title: 'Repair gutters before the winter',
    place: 'action matrix, row 3',
    issue: 'Blocked gutters wet the walls',
    pathway: 'Clear and mend gutters every autumn',
    implementation: 'Contracts with roofers; a register of roofs; inspection by the first of November',
    actors: [actor('Bureau of Even Surfaces', 'partially_accepted')],
    timeline: within('Short- to medium-term (0–12 months)', 0, 12, '2026-12-31'),
    progress: progress('not_started', '2026-10-01'),
    timeliness: { value: 'due_soon', days: 39 },
    evidence: [
      evidence({
        happenedOn: '2026-09-28',
        recordedOn: '2026-10-01',
        shows: 'no_progress',
        text: 'The register of roofs is said to be empty.',
        notes: [3],
      }),
    ],
    commentary: 'چھتوں کی فہرست ابھی خالی ہے (register of roofs, 2026)۔',
    moves: [
      {
        kind: 'progress',
        on: '2026-10-01',
        from: 'no_public_evidence',
        to: 'not_started',
        confirmed: false,
        notes: [3],
      },
    ],
  },
  {
    ...common,
    kind: 'action',
    ref: 'SN-4.A4',
    title: 'Keep books off the floor',
    place: 'action matrix, row 4',
    issue: 'Books stand on the floor',
    pathway: 'Lowest shelf at twenty centimetres',
    implementation: 'Raise shelves; forbid crates on the floor',
    actors: [actor('Department of Lending Libraries', 'accepted')],
    timeline: within('Short-term (0–6 months)', 0, 6, '2026-06-30'),
    progress: progress('implemented', '2026-06-20', true),
    timeliness: { value: 'done_in_time', days: 16 },
    evidence: [
      evidence({
        happenedOn: '2026-06-14',
        recordedOn: '2026-06-16',
        text: 'Circular 9 forbids crates on the floor, and all districts confirm that shelves were raised.',
        notes: [6],
      }),
    ],
  },
  {
    ...common,
    kind: 'action',
    ref: 'SN-4.A5',
    title: 'Heat storerooms in the coastal districts',
    place: 'action matrix, row 5',
    issue: 'Salt air keeps coastal storerooms damp all year',
    pathway: 'Gentle heating',
    implementation: 'Install heaters in the three coastal districts; pay for the fuel',
    actors: [
      actor('Coastal Districts Board'),
      actor('Treasury of Small Sums', 'no_reply', { qualifier: 'for the fuel' }),
    ],
    timeline: within('Medium- to long-term (6–24 months)', 6, 24, '2027-12-31'),
    progress: progress('reversed', '2026-11-10', true),
    timeliness: { value: 'not_counted', days: null },
    evidence: [
      evidence({
        happenedOn: '2026-10-30',
        recordedOn: '2026-11-03',
        shows: 'reversal',
        text: 'Heaters bought in spring were sold again.',
        quote: { text: 'ہیٹر فروخت کر دیے گئے', place: null },
        notes: [7],
      }),
    ],
    moves: [
      {
        kind: 'progress',
        on: '2026-11-10',
        from: 'in_progress',
        to: 'reversed',
        confirmed: true,
        notes: [7],
      },
    ],
  },
];

const recommendations: RecommendationFacts[] = [
  {
    ...common,
    kind: 'recommendation',
    ref: 'SN-4.R1',
    title: 'Publish humidity readings',
    place: 'recommendations, paragraph 1',
    related: ['SN-4.A1'],
    text: 'Lending libraries should publish the humidity of their storerooms every month, in one table, in the same units. A reader who knows that a shelf is damp will ask for another copy.',
    timeline: { ...none, kind: 'from_actions', firstDue: derived('2026-06-30'), due: derived('2026-06-30') },
    timeliness: { value: 'past_due', days: 145 },
    lastSearch: { on: '2026-11-02', where: ['websites of all districts'], foundNothing: true, isNew: true },
  },
  {
    ...common,
    kind: 'recommendation',
    ref: 'SN-4.R2',
    title: 'One form for damp',
    text: 'There should be one form on which damp is reported.',
    related: ['SN-4.A2'],
    timeline: { ...none, kind: 'ongoing', text: 'continuously' },
    progress: {
      ...progress('in_progress', '2026-09-15'),
      objection: { actor: 'Union of Caretakers', on: '2026-10-02', text: 'No caretaker has seen this form.' },
    },
  },
  {
    ...common,
    kind: 'recommendation',
    ref: 'SN-4.R3',
    title: 'Teach caretakers to read a hygrometer',
    text: 'Every caretaker should be shown, once, how a hygrometer is read.',
    timeline: {
      ...none,
      kind: 'set_by_us',
      reason: 'the school year ends then',
      firstDue: { on: '2026-07-15', precision: 'day', basis: 'set_by_us' },
      due: { on: '2026-07-15', precision: 'day', basis: 'set_by_us' },
    },
    progress: progress('implemented', '2026-09-08', true),
    timeliness: { value: 'done_late', days: 31 },
    moves: [
      { kind: 'new', on: '2026-06-02' },
      {
        kind: 'progress',
        on: '2026-09-08',
        from: 'in_progress',
        to: 'implemented',
        confirmed: true,
        notes: [6],
      },
    ],
  },
  {
    ...common,
    kind: 'recommendation',
    ref: 'SN-4.R4',
    title: 'Move the map room upstairs',
    text: 'The map room should be moved to the first floor.',
    timeline: {
      ...none,
      kind: 'from_source',
      text: 'within 90 days',
      window: { min: null, max: 90, unit: 'day' },
      firstDue: { on: '2026-03-31', precision: 'day', basis: 'derived' },
      due: { on: '2026-03-31', precision: 'day', basis: 'derived' },
    },
    progress: progress('not_implemented', '2026-07-01', true),
    timeliness: { value: 'not_counted', days: null },
  },
  {
    ...common,
    kind: 'recommendation',
    ref: 'SN-4.R5',
    title: 'کتب خانوں کی نمی کا قومی معیار (National damp standard)',
    text: 'کتب خانوں میں نمی کا ایک قومی معیار ہونا چاہیے، جو Bureau of Even Surfaces شائع کرے۔',
    actors: [actor('Bureau of Even Surfaces')],
    timeline: {
      ...within('Long-term (24–36 months)', 24, 36, '2028-12-31'),
      startsOn: '2027-12-31',
    },
    progress: progress('superseded', '2026-06-30', true),
    timeliness: { value: 'not_counted', days: null },
  },
];

const sources: SourceFacts[] = [
  {
    note: 1,
    title: 'Report on Storerooms, Second Quarter',
    publisher: 'Department of Lending Libraries',
    author: null,
    date: '2026-08-04',
    url: 'https://example.org/reports/storerooms-q2.pdf',
    archivedUrl: 'https://archive.example.org/2026/storerooms-q2',
    kind: 'official_document',
    standing: { kind: 'party' },
  },
  {
    note: 2,
    title: '“Damp at last measured”',
    publisher: 'The Evening Shelf',
    author: 'Q. Marlow',
    date: '2026-08-06',
    url: 'https://example.org/evening-shelf/damp_at_last?id=7&page=2#top',
    archivedUrl: null,
    kind: 'news',
    standing: { kind: 'reporting', whom: 'Department of Lending Libraries' },
  },
  {
    note: 3,
    title: 'Assembly questions, summer session',
    publisher: null,
    author: null,
    date: '2026-07',
    url: null,
    archivedUrl: null,
    kind: null,
    standing: null,
  },
  {
    note: 4,
    title: 'Count of Instruments',
    publisher: 'Bureau of Even Surfaces',
    author: null,
    date: '2024',
    url: 'https://example.org/count',
    archivedUrl: null,
    kind: 'dataset',
    standing: { kind: 'first_hand' },
  },
  {
    note: 5,
    title: 'Minutes 31',
    publisher: 'Standing Committee on Forms',
    author: null,
    date: '2026-10-15',
    url: 'https://example.org/minutes/31',
    archivedUrl: null,
    kind: 'official_document',
    standing: { kind: 'party' },
  },
  {
    note: 6,
    title: 'Circular 9',
    publisher: 'Department of Lending Libraries',
    author: null,
    date: '2026-06-14',
    url: 'https://example.org/circulars/9',
    archivedUrl: null,
    kind: 'statement',
    standing: { kind: 'first_hand' },
  },
  {
    note: 7,
    title: 'ساحلی اضلاع کی خبریں',
    publisher: 'Coastal News',
    author: null,
    date: '2026-10-30',
    url: 'https://example.org/coastal',
    archivedUrl: null,
    kind: 'news',
    standing: { kind: 'reporting', whom: null },
  },
];

export function count(items: ItemFacts[]): Record<Progress, number> {
  const tally = Object.fromEntries(PROGRESS.map((value) => [value, 0])) as Record<Progress, number>;
  for (const item of items) tally[item.progress.value]++;
  return tally;
}

const items = [...actions, ...recommendations];

/** Thirteen months of a fictional brief: 5 actions, 5 recommendations, 7 sources, every progress but one. */
export const fixture: BriefFacts = {
  schemaVersion: 1,
  number: null,
  status: 'draft',
  organisation: { name: 'Institute for Quiet Infrastructure' },
  title: 'Quiet roofs, a year on',
  subject: { kind: 'publication', code: 'SN-4' },
  publications: [
    {
      code: 'SN-4',
      series: 'Shelf Note',
      number: '4',
      title: 'Dry Shelves: A Plan Against Damp in the Storerooms of Lending Libraries',
      date: '2025-12',
      publisher: 'Institute for Quiet Infrastructure',
      authors: [],
      language: 'en',
      direction: 'ltr',
      classification: null,
      disclaimer: 'Invented for tests. No library, department or hygrometer in this note exists.',
    },
  ],
  period: { from: '2026-06-01', to: '2026-11-22' },
  since: null,
  replaces: null,
  approvedOn: null,
  asOf: '2026-11-22',
  audience: { kind: 'recipient', name: 'Select Committee on Damp' },
  leftOut: false,
  language: 'en',
  direction: 'ltr',
  coverText: 'Sent to the Committee **before** its autumn session.',
  sections: SECTIONS.map((id) => ({
    id,
    commentary: id === 'past_due' ? 'One date passed without a word.' : null,
  })),
  commentary:
    'Half a year after the first dates fell due, **two of ten items are done** and one has been undone. Measuring has begun; publishing has not.\n\n### What stands out\n\n- The Department accepted the plan and has placed instruments in 112 of 240 storerooms.\n- Heaters in the coastal districts were sold again before they had been used for a winter.\n\n> Damp does not wait for a form.\n\nThe next brief will say whether gutters were cleared before the winter.',
  dueSoonDays: 60,
  summary: {
    items: items.length,
    byProgress: count(items),
    pastDue: items.filter((item) => item.timeliness.value === 'past_due').length,
    dueSoon: items.filter((item) => item.timeliness.value === 'due_soon').length,
    moved: items.filter(hasChanged).length,
    newlyPastDue: items.filter(fellPastDue).length,
    evidenceRecorded: 6,
    searchedNothingFound: 2,
    awaitingSecondReading: 1,
  },
  items,
  sources,
};

/** The same brief with another list of items, its figures counted anew. */
export function withItems(list: ItemFacts[]): BriefFacts {
  return {
    ...fixture,
    items: list,
    summary: {
      ...fixture.summary,
      items: list.length,
      byProgress: count(list),
      pastDue: list.filter((item) => item.timeliness.value === 'past_due').length,
      dueSoon: list.filter((item) => item.timeliness.value === 'due_soon').length,
      moved: list.filter(hasChanged).length,
      newlyPastDue: list.filter(fellPastDue).length,
    },
  };
}

/** `size` items made of the fixture's, each with a reference of its own. */
export function manyItems(size: number): BriefFacts {
  const made = Array.from({ length: size }, (_, index): ItemFacts => {
    const item = items[index % items.length];
    const letter = item.kind === 'action' ? 'A' : 'R';
    return { ...item, ref: `SN-4.${letter}${index + 1}`, related: [] };
  });
  const ordered = [
    ...made.filter((i) => i.kind === 'action'),
    ...made.filter((i) => i.kind === 'recommendation'),
  ];
  return withItems(ordered);
}
