import { NO_TIMELINE, type NewTimeline, type Term, shortTitle } from '../src/modules/tracking/index.js';
import { windowEnd } from '../src/shared/calendar-date.js';
import type { ActorMention, DemoAction, DemoRecommendation, Desk } from './desk.js';

/*
 * Policy Brief 11 of IPRI (December 2025) and two later texts about its subject: what they say, in our own words, with
 * their own dates. What they do not give is not given here either. Nothing is added about what anybody did.
 */

const PUBLISHED = '2025-12';

export async function enterPolicyBrief11(desk: Desk, teamId: number): Promise<void> {
  const { admin, contributor } = desk.people;
  desk.clock.goToDay('2026-01-12');
  await desk.publication(
    admin,
    {
      teamId,
      series: 'Policy Brief',
      number: '11',
      refPrefix: null,
      title: 'Afghanistan becomes a hub of international terrorist organisations, once again',
      date: PUBLISHED,
      publisher: 'IPRI',
      authors: [],
      language: 'en',
      direction: 'ltr',
      classification: 'public',
      disclaimer: 'The views are those of the authors and need not be those of IPRI.',
      sections: [],
      notes: [],
    },
    RECOMMENDATIONS.map((text, index) => recommendation(text, index)),
    ACTIONS,
  );

  desk.clock.goToDay('2026-01-14');
  await desk.evidence(admin, {
    eventOn: '2025-10-07',
    text: 'Ten states met in the Moscow Format and called for support to Afghanistan in rooting out terrorism on its soil.',
    sources: [
      {
        title: 'Joint Statement by Participants of the Moscow Format Consultations on Afghanistan',
        publisher: 'Ministry of Foreign Affairs of the Russian Federation',
        author: null,
        publishedOn: '2025-10-07',
        url: 'https://mid.ru/en/foreign_policy/international_safety/2052216/',
        archivedUrl: null,
        kind: 'statement',
        standing: 'first_hand',
        standingOf: null,
      },
    ],
    effects: [
      { item: 'PB-11.A4', shows: 'background', quotePlace: 'Policy Brief 11, note 15' },
      { item: 'PB-11.R5', shows: 'background', quotePlace: 'Policy Brief 11, note 15' },
    ],
  });

  desk.clock.goToDay('2026-01-19');
  await desk.evidence(contributor, {
    eventOn: '2026-01-17',
    text: 'A news article says that Pakistan now follows a line of deterrence and diplomacy at once, with talks eased by states such as Türkiye and Qatar, after dialogue alone had not brought credible action.',
    sources: [NEWS],
    effects: [
      {
        item: 'PB-11.R2',
        shows: 'progress',
        progressTo: 'in_progress',
        quotePlace: 'Part on diplomatic efforts, last paragraph',
      },
      { item: 'PB-11.R5', shows: 'background', quotePlace: 'Part on diplomatic efforts' },
      { item: 'PB-11.A2', shows: 'background', quotePlace: 'Part on diplomatic efforts' },
    ],
  });
  await desk.evidence(admin, {
    eventOn: '2025-12',
    text: 'A United Nations report of December 2025, as a news article tells it, counts more than 20 active terrorist organisations in Afghanistan and warns that former fighters have been taken into local security forces.',
    sources: [{ ...NEWS, standing: 'reporting', standingOf: 'United Nations report of December 2025' }],
    effects: [
      { item: 'PB-11.A1', shows: 'background', quotePlace: 'Part on support for terrorist groups' },
      { item: 'PB-11.A5', shows: 'background', quotePlace: 'Part on support for terrorist groups' },
    ],
  });
  await desk.evidence(admin, {
    eventOn: '2025',
    text: 'In 2025, the article says, Pakistan carried out more than 75,000 operations based on intelligence.',
    sources: [NEWS],
    effects: [
      { item: 'PB-11.R4', shows: 'background', quotePlace: 'Part on rising cross-border attacks' },
      { item: 'PB-11.A3', shows: 'background', quotePlace: 'Part on rising cross-border attacks' },
    ],
  });

  desk.clock.goToDay('2026-02-02');
  await desk.evidence(admin, {
    eventOn: '2026-01',
    text: 'An undated article reports a bombing in Kabul in January 2026 that killed a Chinese national, and argues for conditions on any dealings with the Taliban and for work together through the SCO’s anti-terrorist structure.',
    sources: [
      {
        title: 'Taliban: A Safe Haven for Anti-Pakistan Militancy',
        publisher: null,
        author: null,
        publishedOn: null,
        url: null,
        archivedUrl: null,
        kind: 'other',
        standing: 'not_given',
        standingOf: null,
      },
    ],
    effects: [
      { item: 'PB-11.R2', shows: 'background', quotePlace: 'Part on conditional engagement' },
      { item: 'PB-11.R6', shows: 'background', quotePlace: 'Part on conditional engagement' },
      { item: 'PB-11.A1', shows: 'background', quotePlace: 'Part on ISIL-K' },
    ],
  });
}

const NEWS = {
  title: 'Pakistan Faces Rising Cross-Border Terror Threats from Afghanistan-Based Groups',
  publisher: null,
  author: null,
  publishedOn: '2026-01-17',
  url: null,
  archivedUrl: null,
  kind: 'news',
  standing: 'not_given',
  standingOf: null,
} as const;

const RECOMMENDATIONS = [
  'Work with Afghanistan’s immediate neighbours to watch the crossings and follow terrorists; share intelligence through the SCO and the format of three with China and Afghanistan.',
  'Found relations with the Afghan Taliban on reciprocity: let trade and aid follow real acts, such as the closing of safe havens, and state Pakistan’s security priorities plainly.',
  'Break the ties between organised crime at home and terrorism with steady policies, whatever lobbies say that profit from them.',
  'Go on strengthening the western border: fence, surveillance and joint posts, and forces that act quickly on intelligence.',
  'Keep raising the matter at the United Nations and other bodies, so that the threat stays in view and the Afghan Taliban accept help against terrorist organisations.',
  'Support the building of counterterrorism capacity in Afghanistan through the United Nations and the SCO’s anti-terrorist structure, and argue for a political order that includes all ethnic groups.',
  'Invest in the border areas: schooling, economic projects and de-radicalisation, to dry up recruitment.',
  'Take counterterrorism in layers: police first, paramilitary and armed forces behind them, with means, training and powers for the police and communities drawn in.',
];

/** Line of the first recommendation in the document, then every second one. */
const FIRST_LINE = 81;

const recommendation = (text: string, index: number): DemoRecommendation => ({
  title: shortTitle(text),
  text,
  heading: null,
  addressee: null,
  at: { line: FIRST_LINE + 2 * index },
  ownerId: null,
  timeline: NO_TIMELINE,
});

function windowOf(term: Term, words: string, minMonths: number, maxMonths: number): NewTimeline {
  return {
    kind: 'from_source',
    text: `${words} (${minMonths}–${maxMonths} months)`,
    term,
    minMonths,
    maxMonths,
    startsOn: windowEnd(PUBLISHED, minMonths),
    dueOn: windowEnd(PUBLISHED, maxMonths),
    precision: 'month',
    basis: 'derived',
  };
}

const action = (
  line: number,
  words: Pick<DemoAction, 'issue' | 'pathway' | 'implementation'>,
  actors: ActorMention[],
  timeline: NewTimeline,
  carriesOut: number[],
): DemoAction => ({
  ...words,
  title: words.pathway,
  at: { line },
  ownerId: null,
  extra: {},
  actors,
  timeline,
  carriesOut,
});

const state = (name: string): ActorMention => ({ name, kind: 'state' });
const NEIGHBOURS: ActorMention = { name: 'neighbouring countries', kind: 'group' };
const UN: ActorMention = { name: 'UN', kind: 'igo' };

const ACTIONS: DemoAction[] = [
  action(
    129,
    {
      issue: 'International terrorist groups rising again on Afghan soil',
      pathway: 'Share more intelligence and watch the border together',
      implementation: 'Joint intelligence centres; regular assessments of the threat along the border',
    },
    [
      { name: 'Pakistan’s intelligence', kind: 'agency' },
      { name: 'Afghanistan’s intelligence', kind: 'agency', qualifier: 'where feasible' },
      { name: 'SCO members', kind: 'group', parent: 'SCO' },
      { name: 'UN security agencies', kind: 'group' },
    ],
    windowOf('short', 'Short-term', 0, 6),
    [1],
  ),
  action(
    130,
    {
      issue: 'Weak government in Afghanistan that leaves groups out, which helps terrorism',
      pathway: 'Support a political dialogue open to all and stronger institutions',
      implementation:
        'Regional forums that urge the Taliban to keep to international norms; technical help to institutions',
    },
    [
      { name: 'Pakistan Ministry of Foreign Affairs', kind: 'ministry' },
      { name: 'UNAMA', kind: 'igo' },
      { name: 'OIC', kind: 'igo' },
      NEIGHBOURS,
    ],
    windowOf('medium', 'Medium-term', 6, 18),
    [6],
  ),
  action(
    131,
    {
      issue: 'Terrorists crossing borders and moving about in Pakistan and the region',
      pathway: 'Set up coordinated means of border security',
      implementation:
        'Joint patrols, biometric records of who enters and leaves, intelligence shared at once',
    },
    [
      { name: 'Border Forces and military', kind: 'security_force' },
      { name: 'Afghanistan border authorities', kind: 'agency' },
      { name: 'SCO regional security bodies', kind: 'group', parent: 'SCO' },
    ],
    windowOf('short-medium', 'Short- to medium-term', 0, 12),
    [4],
  ),
  action(
    132,
    {
      issue: 'Arms, money and fighters moving unwatched, which unsettles the region',
      pathway: 'Coordinate in the region and enforce sanctions',
      implementation:
        'High-level regional meetings; funding networks traced; sanctions on those who do not comply',
    },
    [
      state('Pakistan'),
      state('China'),
      state('Russia'),
      state('Iran'),
      { name: 'SCO', kind: 'igo' },
      { name: 'UN Security Council', kind: 'igo', parent: 'UN' },
    ],
    windowOf('medium', 'Medium-term', 6, 18),
    [5],
  ),
  action(
    133,
    {
      issue: 'Too little oversight and counterterrorism support from abroad',
      pathway: 'Strengthen monitoring worldwide and build capacity',
      implementation: 'UN advisory missions; training for Afghan and regional forces; joint exercises',
    },
    [UN, state('Pakistan'), NEIGHBOURS, { name: 'international counterterrorism agencies', kind: 'group' }],
    windowOf('medium-long', 'Medium- to long-term', 6, 24),
    [6],
  ),
];
