import { NO_TIMELINE, type NewTimeline, type Term } from '../src/modules/tracking/index.js';
import type { NewSource } from '../src/modules/evidence/index.js';
import type { ActorMention, DemoAction, DemoRecommendation, Desk } from './desk.js';

/*
 * An invented publication on a dull subject, in which every state occurs. Days are counted from the demo's first start:
 * -300 is three hundred days earlier.
 */

const MARK = 'Invented for the demonstration';
const PUBLISHED = -300;

export async function enterTownBenches(desk: Desk, teamId: number): Promise<void> {
  const { manager } = desk.people;
  const { clock } = desk;
  clock.goTo(PUBLISHED + 5);
  await desk.publication(
    manager,
    {
      teamId,
      series: 'Working Paper',
      number: '3',
      refPrefix: null,
      title: 'Benches, bins and bus shelters: town centres fit to sit in',
      date: clock.day(PUBLISHED),
      publisher: `Institute of Municipal Upkeep (${MARK})`,
      authors: [],
      language: 'en',
      direction: 'ltr',
      classification: 'public',
      disclaimer: `${MARK}: towns, offices, events and sources do not exist.`,
      sections: [],
      notes: [],
    },
    recommendations(desk),
    actions(desk),
  );
  theirAnswers(desk);
  goodNews(desk);
  badNews(desk);
  movedDates(desk);
  ourOwnWork(desk);
  progressBriefs(desk);
  await desk.play();
}

function recommendations({ clock, people }: Desk): DemoRecommendation[] {
  const one = (text: string, more: Partial<DemoRecommendation> = {}): DemoRecommendation => ({
    title: text.replace(/\.$/, ''),
    text,
    heading: null,
    addressee: null,
    at: { line: 40 },
    ownerId: people.contributor.id,
    timeline: NO_TIMELINE,
    ...more,
  });
  return [
    one('The town should mend its benches before it buys new ones.', { actors: ['Town of Middlemarsh'] }),
    one('Bins should be emptied before the weekend, not after it.', {
      actors: ['Town of Middlemarsh'],
      timeline: { ...NO_TIMELINE, kind: 'ongoing', text: 'continuously', term: 'ongoing' },
    }),
    one('Bus shelters should keep the rain off from the side it comes from.', {
      actors: ['Bus Company of Lower Fen'],
      ownerId: null,
    }),
    one('The county should publish each year how many benches it has.', {
      actors: ['County Roads Office'],
      timeline: {
        ...NO_TIMELINE,
        kind: 'set_by_us',
        dueOn: clock.day(120),
        precision: 'day',
        basis: 'set_by_us',
      },
    }),
  ];
}

/** Months of the window, and the due date in days from the first start. */
const window = (
  desk: Desk,
  term: Term,
  months: [number, number],
  due: number,
  starts = PUBLISHED,
): NewTimeline => ({
  kind: 'from_source',
  text: `${{ short: 'Short-term', medium: 'Medium-term', long: 'Long-term' }[term as 'short']} (${months.join('–')} months)`,
  term,
  minMonths: months[0],
  maxMonths: months[1],
  startsOn: desk.clock.day(starts),
  dueOn: desk.clock.day(due),
  precision: 'day',
  basis: 'derived',
});

function actions(desk: Desk): DemoAction[] {
  const { contributor, manager } = desk.people;
  const town: ActorMention = { name: 'Town of Middlemarsh', kind: 'other', lead: true };
  const county: ActorMention = { name: 'County Roads Office', kind: 'agency' };
  const buses: ActorMention = { name: 'Bus Company of Lower Fen', kind: 'other' };
  const parishes: ActorMention = {
    name: 'neighbouring parishes',
    kind: 'group',
    qualifier: 'where they agree',
  };
  const row = (
    issue: string,
    pathway: string,
    implementation: string,
    actors: ActorMention[],
    timeline: NewTimeline,
    more: { ownerId?: number | null; carriesOut?: number[] } = {},
  ): DemoAction => ({
    issue,
    pathway,
    implementation,
    title: pathway,
    at: { line: 60 },
    ownerId: contributor.id,
    extra: {},
    actors,
    timeline,
    carriesOut: [],
    ...more,
  });
  return [
    row(
      'Broken benches in the market square',
      'Count and mend the benches',
      'A list of benches; two carpenters for a season',
      [town],
      window(desk, 'short', [0, 5], -145),
      { carriesOut: [1] },
    ), // A1
    row(
      'Bins that overflow on Sundays',
      'Empty the bins on Fridays',
      'A second round; new routes for the carts',
      [town, parishes],
      window(desk, 'medium', [0, 11], 39),
      { carriesOut: [2] },
    ), // A2
    row(
      'Shelters that leak',
      'Put sides on the shelters',
      'Glass sides at eleven stops',
      [buses],
      window(desk, 'short', [0, 6], -120),
      { carriesOut: [3] },
    ), // A3
    row(
      'Nobody knows where the shelters are',
      'Draw a map of the shelters',
      'One walk through each ward; a map at the town hall',
      [buses, county],
      window(desk, 'medium', [0, 9], -30),
      { carriesOut: [3] },
    ), // A4
    row(
      'Paint that comes off on coats',
      'Choose a paint that dries',
      'Three test benches over a winter',
      [town],
      window(desk, 'medium', [0, 10], -10),
      { ownerId: manager.id, carriesOut: [1] },
    ), // A5
    row(
      'Benches out of reach of older people',
      'Set a bench every two hundred metres',
      'Forty benches along the two main roads',
      [county],
      window(desk, 'long', [0, 24], 400),
    ), // A6
    row(
      'Bins without lids',
      'Fit lids against gulls',
      'Two hundred lids',
      [town],
      window(desk, 'short', [0, 4], -180),
      { carriesOut: [2] },
    ), // A7
    row(
      'No money set aside for upkeep',
      'Give upkeep a line of its own in the budget',
      'A budget line of two per cent',
      [county],
      window(desk, 'medium', [0, 12], 60),
    ), // A8
    row(
      'Nobody answers complaints',
      'One telephone number for complaints',
      'A number on each bench and bin',
      [county, parishes],
      window(desk, 'medium', [0, 14], 125),
      { ownerId: null },
    ), // A9
    row(
      'Old shelters of asbestos',
      'Take down the last asbestos shelters',
      'Six shelters, by a licensed firm',
      [buses],
      window(desk, 'medium', [0, 10], -5),
    ), // A10
    row(
      'A bench design that nobody builds any more',
      'Keep a store of spare slats',
      'Slats for sixty benches',
      [town],
      window(desk, 'short', [0, 8], -60),
      { carriesOut: [1] },
    ), // A11
    row(
      'Winter benches',
      'Heated benches at the station',
      'A trial with four benches',
      [buses],
      window(desk, 'long', [14, 30], 600, 120),
    ), // A12
  ];
}

const source = (desk: Desk, title: string, days: number, more: Partial<NewSource> = {}): NewSource => ({
  title: `${title} (${MARK.toLowerCase()})`,
  publisher: 'Middlemarsh Gazette',
  author: null,
  publishedOn: desk.clock.day(days),
  url: null,
  archivedUrl: null,
  kind: 'news',
  standing: 'reporting',
  standingOf: 'the town council',
  ...more,
});

/** What the bodies said to it. */
function theirAnswers(desk: Desk): void {
  const { contributor } = desk.people;
  desk.on(-240, async () => {
    await desk.response(contributor, 'WP-3.A1', 'accepted', 'We shall mend what can be mended.');
    await desk.response(contributor, 'WP-3.A8', 'partially_accepted', 'A line, yes; two per cent, no.');
    await desk.response(contributor, 'WP-3.A9', 'no_reply');
    await desk.response(contributor, 'WP-3.A12', 'rejected', 'We heat buses, not benches.');
    await desk.response(contributor, 'WP-3.R4', 'under_consideration');
  });
}

function goodNews(desk: Desk): void {
  const { contributor, manager } = desk.people;
  // From before the publication: it tells where things stood.
  desk.on(-290, async () => {
    await desk.evidence(contributor, {
      eventOn: desk.clock.day(-400),
      text: 'The town counted 214 benches, of which 61 were broken.',
      sources: [source(desk, 'A count of benches', -398)],
      effects: [
        { item: 'WP-3.A1', shows: 'background', quote: 'Sixty-one of them wobble.', quotePlace: 'p. 2' },
      ],
    });
  });
  // One article on several items, each in its own way.
  desk.on(-170, async () => {
    await desk.evidence(contributor, {
      eventOn: desk.clock.day(-172),
      text: 'The council reported on its season: thirty benches mended, lids fitted to all bins, the Friday round not begun.',
      sources: [source(desk, 'The council’s season', -171)],
      effects: [
        {
          item: 'WP-3.A1',
          shows: 'progress',
          progressTo: 'in_progress',
          quote: 'Thirty benches carry weight again.',
        },
        { item: 'WP-3.A7', shows: 'progress', progressTo: 'partially_implemented' },
        { item: 'WP-3.A2', shows: 'no_progress', progressTo: 'not_started' },
        { item: 'WP-3.R1', shows: 'progress', progressTo: 'in_progress' },
      ],
    });
  });
  // Done late and done in time, each confirmed by a second reader.
  for (const [item, event, title] of [
    ['WP-3.A3', -80, 'Eleven shelters have sides'],
    ['WP-3.A4', -50, 'The map hangs in the town hall'],
  ] as const) {
    desk.on(event + 3, async () => {
      await desk.evidence(contributor, {
        eventOn: desk.clock.day(event),
        text: `${title}, a walk through the wards showed.`,
        sources: [source(desk, title, event + 1, { standing: 'first_hand', standingOf: null })],
        effects: [{ item, shows: 'progress', progressTo: 'implemented' }],
      });
    });
    desk.on(event + 6, async () => {
      await desk.read(manager, item, 'confirmed');
    });
  }
  // Recorded, but nobody has read it a second time.
  desk.on(-6, async () => {
    await desk.evidence(contributor, {
      eventOn: desk.clock.day(-12),
      text: 'The three test benches came through the rain, and the town chose their paint for all.',
      sources: [source(desk, 'Paint that dries', -11)],
      effects: [
        { item: 'WP-3.A5', shows: 'progress', progressTo: 'implemented', quote: 'Not a coat was spoiled.' },
      ],
    });
  });
}

function badNews(desk: Desk): void {
  const { contributor, manager } = desk.people;
  // The lids were fitted, confirmed, and then taken off again.
  desk.on(-150, async () => {
    await desk.evidence(contributor, {
      eventOn: desk.clock.day(-155),
      text: 'The last bin got its lid.',
      sources: [source(desk, 'Gulls go hungry', -154)],
      effects: [{ item: 'WP-3.A7', shows: 'progress', progressTo: 'implemented' }],
    });
  });
  desk.on(-147, async () => {
    await desk.read(manager, 'WP-3.A7', 'confirmed');
  });
  desk.on(-40, async () => {
    await desk.evidence(contributor, {
      eventOn: desk.clock.day(-44),
      text: 'The town took the lids off again, because they rattled.',
      sources: [source(desk, 'Gulls are back', -43)],
      effects: [{ item: 'WP-3.A7', shows: 'reversal', progressTo: 'reversed' }],
    });
  });
  desk.on(-38, async () => {
    await desk.read(manager, 'WP-3.A7', 'confirmed');
  });
  // A claim that a second reader sent back, and one that wants a better source.
  desk.on(-25, async () => {
    await desk.evidence(contributor, {
      eventOn: desk.clock.day(-28),
      text: 'At a meeting the bus company said that the asbestos is gone and the town that its store is full.',
      sources: [
        source(desk, 'Notes of a meeting', -28, { kind: 'statement', standing: 'party', standingOf: null }),
      ],
      effects: [
        { item: 'WP-3.A10', shows: 'progress', progressTo: 'implemented' },
        { item: 'WP-3.A11', shows: 'progress', progressTo: 'implemented' },
      ],
    });
  });
  desk.on(-22, async () => {
    await desk.read(
      manager,
      'WP-3.A10',
      'sent_back',
      'The company speaks for itself; two shelters still stand.',
    );
    await desk.read(
      manager,
      'WP-3.A11',
      'better_source_wanted',
      'Has anyone outside the town seen the store?',
    );
  });
  // A date that was read wrongly, put right by a new update.
  let wrong = { updateId: 0 };
  desk.on(-20, async () => {
    wrong = await desk.evidence(contributor, {
      eventOn: desk.clock.day(-27),
      text: 'The county board debated a budget line for upkeep.',
      sources: [source(desk, 'The board debates', -26, { standingOf: 'the county board' })],
      effects: [{ item: 'WP-3.A8', shows: 'progress', progressTo: 'in_progress' }],
    });
  });
  desk.on(-18, async () => {
    await desk.evidence(contributor, {
      eventOn: desk.clock.day(-21),
      text: 'The county board debated a budget line for upkeep and put off its vote.',
      sources: [source(desk, 'The board debates', -20, { standingOf: 'the county board' })],
      effects: [{ item: 'WP-3.A8', shows: 'progress', progressTo: 'in_progress' }],
      corrects: {
        updateId: wrong.updateId,
        reason: 'The day of the debate was wrong, and the vote was left out.',
      },
    });
  });
}

/** Dates that the actors moved, and one that we moved. */
function movedDates(desk: Desk): void {
  const { contributor } = desk.people;
  desk.on(-70, async () => {
    await desk.reviseDue(contributor, 'WP-3.A8', {
      kind: 'slipped',
      dueOn: desk.clock.day(90),
      reason: 'The county office announced that its budget comes a month later.',
    });
  });
  desk.on(-17, async () => {
    await desk.reviseDue(contributor, 'WP-3.A8', {
      kind: 'slipped',
      dueOn: desk.clock.day(150),
      reason: 'The vote was put off to the new year.',
    });
  });
  desk.on(-15, async () => {
    await desk.reviseDue(contributor, 'WP-3.A9', {
      kind: 're_estimated',
      dueOn: desk.clock.day(155),
      reason: 'The parishes meet only every second month.',
    });
  });
}

/** One progress brief is out; the next is in the making and tells what changed since. */
function progressBriefs(desk: Desk): void {
  const { contributor, manager } = desk.people;
  desk.on(-28, async () => {
    const first = await desk.brief(contributor, 'WP-3', {
      title: 'Benches, shade and shelter: what became of it',
      commentary: 'The benches come; the shade does not. **Two dates passed** without a word from the town.',
    });
    await desk.issue(contributor, manager, first);
    desk.on(-1, async () => {
      await desk.brief(contributor, 'WP-3', {
        title: 'Benches, shade and shelter: what changed',
        commentary: '',
        since: first.id,
      });
    });
  });
}

/** Where we looked, and what we do next. */
function ourOwnWork(desk: Desk): void {
  const { contributor, manager } = desk.people;
  desk.on(-100, async () => {
    await desk.search(
      contributor,
      ['WP-3.A6', 'WP-3.A12'],
      'Middlemarsh Gazette; minutes of the county board',
    );
    await desk.followUp(manager, 'WP-3.A3', 'Ask the bus company for pictures of the shelters', -90, -85);
  });
  desk.on(-30, async () => {
    await desk.followUp(contributor, 'WP-3.A1', 'Write to the town about the benches that are left', -3);
    await desk.followUp(contributor, 'WP-3.A9', 'Ring the county office', 12);
  });
  desk.on(-9, async () => {
    await desk.search(contributor, ['WP-3.A2', 'WP-3.A9'], 'Middlemarsh Gazette; the town’s notices');
  });
}
