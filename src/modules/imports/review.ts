import { type ActorKind, nameKey } from '../actors/index.js';
import type { Classification } from '../publications/index.js';
import { shortTitle } from '../tracking/index.js';
import type { ActionReading, Reading, RecommendationReading, Term } from './reader/reading.js';
import { readTimeline } from './reader/timeline.js';
import { dateOrNull, isByFiscalYear } from './review-dates.js';

/**
 * What the reviewer makes of a reading: row by row in its order, then the rows that the reader missed. Text that is not there
 * is ''.
 */
export interface Review {
  publication: PublicationReview;
  recommendations: RecommendationReview[];
  actions: ActionReview[];
}

export interface PublicationReview {
  series: string;
  number: string;
  /** How references begin: `PB-11`. */
  refPrefix: string;
  title: string;
  /** `YYYY-MM-DD`, `YYYY-MM` or `YYYY`. */
  date: string;
  publisher: string;
  authors: string[];
  language: string;
  direction: 'ltr' | 'rtl';
  classification: Classification;
  disclaimer: string;
  teamId: number | null;
  /** Of every row that names none of its own. */
  ownerId: number | null;
}

/** What may be chosen for a recommendation; `from_source` only where its source gives a timeline. */
export const RECOMMENDATION_TIMELINES = ['none_in_source', 'from_source', 'from_actions', 'ongoing'] as const;
export type RecommendationTimeline = (typeof RECOMMENDATION_TIMELINES)[number];

export interface RecommendationReview {
  include: boolean;
  /** A short name for lists. */
  title: string;
  text: string;
  heading: string;
  addressee: string;
  timelineKind: RecommendationTimeline;
  ownerId: number | null;
}

export interface ActionReview {
  include: boolean;
  issue: string;
  pathway: string;
  implementation: string;
  actors: ActorReview[];
  timelineText: string;
  term: Term | '';
  minMonths: number | null;
  maxMonths: number | null;
  /** The date of what the source counts from ("within 90 days of adoption"), where that is not the publication. */
  anchorOn: string;
  /** A due date set by hand, where the source's words give none; `dueReason` says why. */
  dueOn: string;
  dueReason: string;
  /** Columns that are none of the five. */
  extra: { heading: string; text: string }[];
  /** Indices of the recommendations it carries out. */
  recommendationIndexes: number[];
  ownerId: number | null;
}

/** A row without a name counts as taken out. */
export interface ActorReview {
  name: string;
  /**
   * Who it is: the id of an actor of the registry, `new`, or `none` for no actor at all. '' leaves it to the name: the
   * actor that goes by it, or else a new one.
   */
  match: string;
  qualifier: string;
  lead: boolean;
  kind: ActorKind;
  /** As the source writes it. */
  verbatim: string;
  /** The body whose name it begins with. */
  linkedTo: string;
  abbreviation: string;
}

/** Empty, for what the reviewer adds. */
export const NO_ACTOR: ActorReview = {
  name: '',
  match: '',
  qualifier: '',
  lead: false,
  kind: 'other',
  verbatim: '',
  linkedTo: '',
  abbreviation: '',
};

export const NEW_RECOMMENDATION: RecommendationReview = {
  include: true,
  title: '',
  text: '',
  heading: '',
  addressee: '',
  timelineKind: 'none_in_source',
  ownerId: null,
};

export const NEW_ACTION: ActionReview = {
  include: true,
  issue: '',
  pathway: '',
  implementation: '',
  actors: [],
  timelineText: '',
  term: '',
  minMonths: null,
  maxMonths: null,
  anchorOn: '',
  dueOn: '',
  dueReason: '',
  extra: [],
  recommendationIndexes: [],
  ownerId: null,
};

/** From this likeness on a proposed link is ticked beforehand. */
const LIKELY = 0.5;

const RTL_LANGUAGES = new Set(['ar', 'fa', 'ps', 'ur', 'ug', 'sd', 'he', 'yi', 'ckb']);

/** The reading as it would be committed if nobody changed anything. */
export function proposeReview(reading: Reading, given: { refPrefix: string; teamId: number | null }): Review {
  const { publication } = reading;
  const language = publication.language ?? 'en';
  return {
    publication: {
      series: publication.series ?? '',
      number: publication.number ?? '',
      refPrefix: given.refPrefix,
      title: publication.title ?? '',
      date: publication.date ?? '',
      publisher: publication.publisher ?? '',
      authors: publication.authors,
      language,
      direction: RTL_LANGUAGES.has(language) ? 'rtl' : 'ltr',
      classification: publication.classification ?? 'internal',
      disclaimer: publication.disclaimer ?? '',
      teamId: given.teamId,
      ownerId: null,
    },
    recommendations: reading.recommendations.map(proposeRecommendation),
    actions: reading.actions.map((row, index) => ({
      ...proposeAction(row),
      ...dueByFiscalYear(reading, index),
    })),
  };
}

/** What the reader is not sure of is not taken unless somebody says so. */
const proposeRecommendation = (read: RecommendationReading): RecommendationReview => ({
  include: read.confidence >= 1,
  title: shortTitle(read.text),
  text: read.text,
  heading: read.heading ?? '',
  addressee: read.addressee ?? '',
  timelineKind: read.timeline ? 'from_source' : 'none_in_source',
  ownerId: null,
});

function proposeAction(read: ActionReading): ActionReview {
  const leads = read.actors.map((actor) => actor.lead).indexOf(true);
  return {
    include: true,
    issue: read.issue,
    pathway: read.pathway,
    implementation: read.implementation,
    actors: read.actors.map((actor, index) => ({
      name: actor.name,
      match: '',
      qualifier: actor.qualifier ?? '',
      lead: index === leads,
      kind: actor.unnamed ? 'group' : (actor.kind ?? 'other'),
      verbatim: actor.name,
      linkedTo: actor.linkedTo ?? '',
      abbreviation: actor.abbreviation ?? '',
    })),
    timelineText: read.timeline?.text ?? '',
    term: read.timeline?.term ?? '',
    minMonths: read.timeline?.minMonths ?? null,
    maxMonths: read.timeline?.maxMonths ?? null,
    anchorOn: '',
    dueOn: '',
    dueReason: '',
    extra: Object.entries(read.extra).map(([heading, text]) => ({ heading, text })),
    recommendationIndexes: read.proposedRecommendations
      .filter(({ score }) => score >= LIKELY)
      .map(({ index }) => index),
    ownerId: null,
  };
}

/** The fiscal year of the settings gives the day that the source's words alone do not: it stands there with its why. */
function dueByFiscalYear({ actions, publication, warnings }: Reading, index: number): Partial<ActionReview> {
  const { timeline } = actions[index]!;
  if (!timeline || !isByFiscalYear(timeline, publication.date)) return {};
  const why = warnings.filter(({ at }) => at === `actions[${index}].timeline`).map(({ message }) => message);
  return { dueOn: timeline.dueOn!, dueReason: why.join(' ') };
}

/**
 * What was sent, with what follows from it: timelines written anew are read, and who a name is, once chosen, goes for
 * the same name in other rows that leave it open.
 */
export const settled = (shown: Review, sent: Review): Review =>
  chosenThroughout(readChangedTimelines(shown, sent));

function chosenThroughout(review: Review): Review {
  const chosen = new Map<string, string>();
  for (const { name, match } of review.actions.flatMap((row) => row.actors))
    if (match && !chosen.has(nameKey(name))) chosen.set(nameKey(name), match);
  if (chosen.size === 0) return review;
  const actions = review.actions.map((row) => ({
    ...row,
    actors: row.actors.map((actor) => ({
      ...actor,
      match: actor.match || (chosen.get(nameKey(actor.name)) ?? ''),
    })),
  }));
  return { ...review, actions };
}

/**
 * Where the reviewer wrote another timeline and left the window as it was shown, the window is read again from the
 * new words; a window set by hand stays.
 */
export function readChangedTimelines(shown: Review, sent: Review): Review {
  const date = dateOrNull(sent.publication.date);
  const actions = sent.actions.map((row, index) => {
    const before = shown.actions[index] ?? NEW_ACTION;
    const isHandSet =
      row.term !== before.term || row.minMonths !== before.minMonths || row.maxMonths !== before.maxMonths;
    if (isHandSet || row.timelineText === before.timelineText) return row;
    const { term, minMonths, maxMonths } = readTimeline(row.timelineText, date).timeline;
    return { ...row, term: term ?? ('' as const), minMonths, maxMonths };
  });
  return { ...sent, actions };
}

/** How many items would be tracked. */
export const countOf = (review: Review): { recommendations: number; actions: number; items: number } => {
  const recommendations = review.recommendations.filter((row) => row.include).length;
  const actions = review.actions.filter((row) => row.include).length;
  return { recommendations, actions, items: recommendations + actions };
};

/** What staff changed against what was proposed, by path (`actions[1].issue`), for warnings that are dealt with. */
export function changedPaths(before: unknown, after: unknown, path = ''): string[] {
  if (!isBranch(before) || !isBranch(after)) return same(before, after) ? [] : [path];
  const keys = new Set([...Object.keys(before), ...Object.keys(after)]);
  return [...keys].flatMap((key) => {
    const inner = Array.isArray(after) ? `${path}[${key}]` : path ? `${path}.${key}` : key;
    return changedPaths(before[key], after[key], inner);
  });
}

const isBranch = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null;

/** Browsers send line ends as CR LF. */
const same = (a: unknown, b: unknown) => plain(a) === plain(b);
const plain = (value: unknown) =>
  typeof value === 'string' ? value.replaceAll(/\r\n?/g, '\n').trim() : value;
