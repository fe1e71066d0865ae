/**
 * What a progress brief says, and nothing else: the one object from which every renderer works and which is
 * stored with the brief. Its published form is in `facts.schema.ts`; a test keeps the two equal.
 *
 * The object has no place for the name of a member of staff: what goes out never names one. Free text is kept as
 * it was written (any script, any characters); each renderer makes it safe for its own format.
 */
export interface BriefFacts {
  schemaVersion: 1;
  /** Given when the brief is approved: "3", or "3.1" where it replaces no. 3; null while it is a draft. */
  number: string | null;
  /** A draft is marked DRAFT on every page. */
  status: 'draft' | 'final';
  organisation: { name: string };
  /** The editor's title for the title page. */
  title: string;
  /** What the brief is about: one of `publications` by its code, or a filter in words. */
  subject: { kind: 'publication'; code: string } | { kind: 'filter'; description: string };
  /** Every publication that an item of the brief comes from, in the order in which they are printed. */
  publications: PublicationFacts[];
  /** Both days included; what changed is what was recorded between them. */
  period: { from: Day; to: Day };
  /** The earlier brief since which changes are told: what it took in on its last day is not told again. */
  since: IssueFacts | null;
  /** The brief whose place this one takes, after a correction. */
  replaces: IssueFacts | null;
  /** Day of the approval; null while it is a draft. */
  approvedOn: Day | null;
  /** The day in the organisation's time zone on which timeliness was computed. */
  asOf: Day;
  audience: { kind: 'internal' } | { kind: 'public' } | { kind: 'recipient'; name: string };
  /** True where something was left out because the audience may not see it; the brief then says so. */
  leftOut: boolean;
  /** BCP 47 tag of the brief's own words. */
  language: string;
  direction: Direction;
  /** The editor's text for the title page, Markdown. */
  coverText: string | null;
  /** The editor's commentary on the whole, Markdown. */
  commentary: string | null;
  /** Between the summary and the sources, in this order; a section without items of its kind is left out. */
  sections: SectionFacts[];
  /** The span in days that counts as due soon. */
  dueSoonDays: number;
  summary: SummaryFacts;
  /** Actions in the order of the matrix and recommendations in the order of the text, publication by publication. */
  items: ItemFacts[];
  /** Numbered from 1 without gaps in the order of first citation. */
  sources: SourceFacts[];
}

/** A brief that was issued, as another names it. */
export interface IssueFacts {
  number: string;
  on: Day;
}

/** What an editor may leave out or put in another order. */
export const SECTIONS = ['moves', 'past_due', 'matrix', 'actions', 'recommendations', 'searches'] as const;
export type SectionId = (typeof SECTIONS)[number];

export interface SectionFacts {
  id: SectionId;
  /** The editor's commentary under its heading, Markdown. */
  commentary: string | null;
}

/** A calendar date, `YYYY-MM-DD`. */
export type Day = string;

/** A date as far as it is known: `YYYY`, `YYYY-MM` or `YYYY-MM-DD`. */
export type PartialDate = string;

export type Direction = 'ltr' | 'rtl';

export interface PublicationFacts {
  /** Series code and number, the first part of its items' references: `PB-11`. */
  code: string;
  series: string | null;
  number: string | null;
  title: string;
  date: PartialDate | null;
  publisher: string | null;
  authors: string[];
  language: string;
  direction: Direction;
  classification: string | null;
  disclaimer: string | null;
}

export interface SummaryFacts {
  items: number;
  byProgress: Record<Progress, number>;
  pastDue: number;
  /** Of these, the ones that were not when the period began. */
  newlyPastDue: number;
  dueSoon: number;
  /** Items with at least one move or new evidence in the period. */
  moved: number;
  /** Evidence updates recorded in the period. */
  evidenceRecorded: number;
  /** Searches in the period that found nothing. */
  searchedNothingFound: number;
  awaitingSecondReading: number;
}

export const PROGRESS = [
  'no_public_evidence',
  'not_started',
  'in_progress',
  'partially_implemented',
  'implemented',
  'reversed',
  'not_implemented',
  'superseded',
  'no_longer_applicable',
] as const;
export type Progress = (typeof PROGRESS)[number];

export const RESPONSES = [
  'not_asked',
  'no_reply',
  'under_consideration',
  'accepted',
  'partially_accepted',
  'rejected',
] as const;
export type Response = (typeof RESPONSES)[number];

export const TIMELINESS = [
  'no_due_date',
  'window_not_open',
  'open',
  'due_soon',
  'past_due',
  'done_in_time',
  'done_late',
  /** Closed (superseded and the like) or reversed: the calendar no longer says anything. */
  'not_counted',
] as const;
export type Timeliness = (typeof TIMELINESS)[number];

export type ItemFacts = ActionFacts | RecommendationFacts;

/** A row of the action matrix, its cells in the source's words. */
export interface ActionFacts extends CommonItemFacts {
  kind: 'action';
  issue: string;
  pathway: string;
  implementation: string;
}

export interface RecommendationFacts extends CommonItemFacts {
  kind: 'recommendation';
  /** The paragraph in the source's words. */
  text: string;
}

export interface CommonItemFacts {
  /** `PB-11.A3` */
  ref: string;
  /** Code of the publication it comes from. */
  publication: string;
  /** Short name under which staff follow it. */
  title: string;
  /** The item as printed, "action matrix, row 3"; null where that is not known. */
  place: string | null;
  /** References of the recommendations an action carries out, or of the actions that carry out a recommendation. */
  related: string[];
  actors: ActorFacts[];
  timeline: TimelineFacts;
  progress: ProgressFacts;
  timeliness: TimelinessFacts;
  /** Since the publication, newest event first: the latest, and all that was recorded in the period. */
  evidence: EvidenceFacts[];
  /** From before the publication: says where things stood, moves nothing. Newest first. */
  baseline: EvidenceFacts[];
  lastSearch: SearchFacts | null;
  /** The editor's commentary on this item, Markdown. */
  commentary: string | null;
  /** What moved in the period, oldest first. */
  moves: Move[];
}

export interface ActorFacts {
  name: string;
  /** In the source's words: "where feasible". */
  qualifier: string | null;
  lead: boolean;
  /** A group such as "neighbouring countries" that cannot be asked as one body. */
  unnamedGroup: boolean;
  response: ResponseFacts;
}

export interface ResponseFacts {
  value: Response;
  /** Day of the reply, or of the delivery where there is no reply; null where nothing was delivered. */
  on: Day | null;
  /** The actor's reply in its own words. */
  words: string | null;
}

export interface TimelineFacts {
  kind: 'none_in_source' | 'ongoing' | 'from_actions' | 'set_by_us' | 'from_source';
  /** The source's words, verbatim. */
  text: string | null;
  /** "0–6 months" is min 0, max 6, unit month; "within 90 days" is min null, max 90, unit day. */
  window: { min: number | null; max: number | null; unit: 'day' | 'week' | 'month' | 'year' } | null;
  startsOn: Day | null;
  /** What was due first: never changes. */
  firstDue: DueFacts | null;
  /** What is due now. */
  due: DueFacts | null;
  /** Why we set it, where the kind is `set_by_us`. */
  reason: string | null;
  /** How often the due date was moved, by anyone. */
  revisions: number;
  /** Days by which the actors' own announcements moved the due date; re-estimates and corrections do not count. */
  slippageDays: number;
}

export interface DueFacts {
  on: Day;
  /** `month`: printed "June 2026", and `on` is the month's last day. */
  precision: 'day' | 'month';
  /** `stated`: the source names the date itself. `announced`: by the actor. */
  basis: 'derived' | 'stated' | 'announced' | 're_estimated' | 'set_by_us' | 'corrected';
}

/** Progress as last confirmed: a claim that waits for its second reading is not printed, only that it waits. */
export interface ProgressFacts {
  value: Progress;
  /** Day of the second reading or, where the value needs none, of the record; null where nothing was recorded. */
  on: Day | null;
  /** True where a second person confirmed this very value. */
  confirmed: boolean;
  awaitingSecondReading: boolean;
  /** An actor's objection, printed beside our reading. */
  objection: { actor: string; on: Day; text: string } | null;
}

export interface TimelinessFacts {
  value: Timeliness;
  /** Never negative: days until due, past due, early or late, by value; null where there is no due date. */
  days: number | null;
}

export interface EvidenceFacts {
  /** Date of the event, which is not the date of the record. */
  happenedOn: PartialDate;
  recordedOn: Day;
  shows: 'progress' | 'no_progress' | 'reversal' | 'background';
  text: string;
  /** The passage relied on, and where in the source it stands ("p. 18"). */
  quote: { text: string; place: string | null } | null;
  /** Numbers of the sources. */
  notes: number[];
  /** Day on which a later update corrected this one; null where it stands. */
  correctedOn: Day | null;
  /** Recorded in the period. */
  isNew: boolean;
}

export interface SearchFacts {
  on: Day;
  /** In words: sites and databases, one after the other. */
  where: string[];
  foundNothing: boolean;
  /** Made in the period. */
  isNew: boolean;
}

export type Move = ProgressMove | DueMove | ResponseMove | NewItemMove | CorrectedMove | PastDueMove;

interface MoveBase {
  /** Day on which it was recorded (a claim: confirmed). */
  on: Day;
}

export interface ProgressMove extends MoveBase {
  kind: 'progress';
  from: Progress;
  to: Progress;
  /** True where a second person confirmed it: implemented, reversed and closed count only then. */
  confirmed: boolean;
  /** Numbers of the sources. */
  notes: number[];
}

export interface DueMove extends MoveBase {
  kind: 'due';
  /** Null where there was none before. */
  from: DueFacts | null;
  /** Null where the due date was taken away. Its basis says who moved it. */
  to: DueFacts | null;
  /** The actor that announced the new date, where one did. */
  actor: string | null;
  /** Null where it moved with an action that is left out. */
  reason: string | null;
}

export interface ResponseMove extends MoveBase {
  kind: 'response';
  actor: string;
  from: Response;
  to: Response;
}

/** Whether anything of an item is to be told; the rest is collapsed to a line. */
export const hasChanged = ({ moves, evidence }: CommonItemFacts): boolean =>
  moves.length > 0 || evidence.some(({ isNew }) => isNew);

/** The item itself is new in the period. */
export interface NewItemMove extends MoveBase {
  kind: 'new';
}

/** Evidence from before the period was corrected in it. */
export interface CorrectedMove extends MoveBase {
  kind: 'corrected';
  happenedOn: PartialDate;
  /** As it stood. */
  text: string;
}

/** It fell past due in the period and still is. */
export interface PastDueMove extends MoveBase {
  kind: 'past_due';
  dueOn: Day;
}

export interface SourceFacts {
  note: number;
  title: string;
  publisher: string | null;
  author: string | null;
  date: PartialDate | null;
  url: string | null;
  archivedUrl: string | null;
  kind: SourceKind | null;
  standing: SourceStanding | null;
}

export const SOURCE_KINDS = [
  'official_document',
  'un_report',
  'news',
  'dataset',
  'research',
  'statement',
  'interview',
  'other',
] as const;
export type SourceKind = (typeof SOURCE_KINDS)[number];

export type SourceStanding =
  | { kind: 'first_hand' }
  /** Reports another; `whom` is null where that is not given. */
  | { kind: 'reporting'; whom: string | null }
  | { kind: 'party' };
