import type { DatePrecision, Day } from '../../../shared/calendar-date.js';

/** Rises with every change that can make the reader see something else in the same document. */
export const READER_VERSION = 2;

export type Format = 'text' | 'docx' | 'pdf' | 'html' | 'markdown' | 'xlsx' | 'csv' | 'odt';

/** Where something stands in its document; lines, pages and paragraphs count from 1. */
export type Place =
  | { line: number }
  | { page: number; line?: number }
  | { sheet: string; cell: string }
  | { paragraph: number };

/** What the reader found in a document. `heed import --dry-run --json` prints it as it is. */
export interface Reading {
  format: Format;
  publication: PublicationReading;
  sections: SectionReading[];
  recommendations: RecommendationReading[];
  actions: ActionReading[];
  notes: NoteReading[];
  warnings: Warning[];
}

export interface PublicationReading {
  series: string | null;
  number: string | null;
  title: string | null;
  subtitle: string | null;
  /** `YYYY-MM-DD`, `YYYY-MM` or `YYYY`, as far as the document tells. */
  date: string | null;
  datePrecision: DatePrecision | null;
  /** The day from which windows are counted: the date, or the last day of the month or year known. */
  anchor: Day | null;
  publisher: string | null;
  authors: string[];
  /** ISO 639-1, such as `en` or `ur`. */
  language: string | null;
  classification: 'public' | 'internal' | 'confidential' | 'restricted' | null;
  disclaimer: string | null;
}

export interface SectionReading {
  heading: string;
  /** 1 for the main headings. Plain text shows no levels: there they are as best can be told. */
  level: number;
  at: Place;
  /** The section's own paragraphs up to the next heading, an empty line between them. */
  text: string;
}

export interface RecommendationReading {
  /** The whole paragraph, without the bullet or number before it. */
  text: string;
  /** The number it has in its list, such as `3` or `b`. */
  marker: string | null;
  /** Its own title ("Title: text") or the sub-heading above it. */
  heading: string | null;
  /** Whom a sub-heading says it is for. */
  addressee: string | null;
  /** 1, or below where it is uncertain that the paragraph recommends anything. */
  confidence: number;
  /** From a sub-heading such as "Short-term (0–6 months)", or from its row where it stands in a table. */
  timeline: TimelineReading | null;
  /** In a table: further columns, cell by header, both verbatim. */
  extra?: Record<string, string>;
  at: Place;
}

export interface ActionReading {
  issue: string;
  pathway: string;
  implementation: string;
  actors: ActorMention[];
  /** The actors' cell, verbatim. */
  actorsText: string;
  timeline: TimelineReading | null;
  /** Columns that are none of the five: cell by header, both verbatim. */
  extra: Record<string, string>;
  /** Which recommendations it may carry out, the likeliest first: a proposal for the review. */
  proposedRecommendations: Proposal[];
  at: Place;
}

export interface Proposal {
  /** Index into `recommendations`. */
  index: number;
  /** Likeness of the words, 0–1. */
  score: number;
}

export type ActorKind = 'state' | 'ministry' | 'agency' | 'igo' | 'group';

export interface ActorMention {
  name: string;
  qualifier: string | null;
  lead: boolean;
  /** From "Ministry of Foreign Affairs (MoFA)". */
  abbreviation: string | null;
  /** A guess by its words, null where they tell nothing. */
  kind: ActorKind | null;
  /** A group without a name of its own, such as "neighbouring countries". */
  unnamed: boolean;
  /** The body whose name this one begins with: "SCO" for "SCO members". */
  linkedTo: string | null;
}

export type Term = 'short' | 'short-medium' | 'medium' | 'medium-long' | 'long' | 'immediate' | 'ongoing';

export type SpanUnit = 'day' | 'week' | 'month' | 'quarter' | 'year';

export interface TimelineReading {
  /** The source's words, verbatim. */
  text: string;
  term: Term | null;
  /** The window in months, where the source counts in months, quarters or years. */
  minMonths: number | null;
  maxMonths: number | null;
  /** The window as the source counts it; `max` is null where it is open. */
  span: { min: number; max: number | null; unit: SpanUnit } | null;
  /** What the window is counted from where that is not the publication ("adoption of the act"). */
  countedFrom: string | null;
  /** Derived days; null where nothing can be derived. */
  startsOn: Day | null;
  dueOn: Day | null;
  /** How well `dueOn` is known; null without one. */
  precision: DatePrecision | null;
}

export interface NoteReading {
  /** `1`, `*`; null in a list of references without numbers. */
  marker: string | null;
  /** Verbatim, addresses included, without the marker. */
  text: string;
  /** Of its own, or of the note that its "Ibid." ends in. */
  url: string | null;
  /** Marker of the note that a chain of "Ibid." ends in. */
  sameAs: string | null;
  /** Such as `18` or `18–20`, where the note names a page. */
  page: string | null;
  citedAt: Place[];
  at: Place;
}

/** What staff should look at. `at` is a path into the reading, such as `actions[1].actors`, or `document`. */
export interface Warning {
  at: string;
  message: string;
}

export type UnreadableCode =
  | 'empty'
  | 'binary'
  | 'too_large'
  | 'encoding'
  | 'format_not_read'
  | 'malformed'
  | 'protected'
  | 'scanned'
  | 'nothing_found';

/** The document cannot be read; the message says why, in words for the person who brought it. */
export class UnreadableDocument extends Error {
  constructor(
    readonly code: UnreadableCode,
    message: string,
  ) {
    super(message);
    this.name = 'UnreadableDocument';
  }
}
