import { type Day, anchorDay, parsePartialDate } from '../../shared/calendar-date.js';
import { Refused } from '../../shared/errors.js';
import type { Classification } from '../publications/index.js';
import type { Progress, Shows } from '../tracking/index.js';
import type { SourceKind, Standing } from './evidence.entity.js';

export interface NewEvidence {
  /** Day of the event as far as it is known: `2026-01-17`, `2026-01` or `2026`. */
  eventOn: string;
  text: string;
  /** `public` follows the items it bears on. */
  classification: Classification;
  sources: NewSource[];
  effects: NewEffect[];
  /** The entry of the inbox that it comes from: it is recorded with it. */
  inboxId?: number | null;
  /** The search that found it, if one is to be kept: its day and where was searched. Both or none. */
  searchedOn?: Day | null;
  searchedPlaces?: string | null;
}

export interface NewSource {
  title: string;
  publisher: string | null;
  author: string | null;
  publishedOn: Day | null;
  url: string | null;
  archivedUrl: string | null;
  kind: SourceKind;
  standing: Standing;
  standingOf: string | null;
}

/** What the evidence shows on one item. */
export interface NewEffect {
  /** The item's reference. */
  item: string;
  /** The item's version as the person saw it; null: whatever it is. */
  version: number | null;
  shows: Shows;
  quote: string | null;
  quotePlace: string | null;
  /** Null: it moves nothing. */
  progressTo: Progress | null;
  /** Counts although newer evidence has moved the item. */
  overridesNewer: boolean;
}

/** @throws Refused when it is no date, or lies in the future */
export function eventDay(text: string, today: Day): { day: Day; precision: 'day' | 'month' | 'year' } {
  const date = parsePartialDate(text);
  if (!date) throw new Refused('day.impossible', { value: text.slice(0, 40) }, 'eventOn');
  const precision = (['year', 'month', 'day'] as const)[text.trim().split('-').length - 1];
  const last = anchorDay(date);
  if (precision === 'day') {
    if (last > today) throw new Refused('evidence.eventInFuture', { today }, 'eventOn');
    return { day: last, precision };
  }
  // "November 2026" is not in the future on 22 November: what has passed of it counts.
  const first = text.trim().length === 4 ? `${text.trim()}-01-01` : `${text.trim()}-01`;
  if (first > today) throw new Refused('evidence.eventInFuture', { today }, 'eventOn');
  return { day: last > today ? today : last, precision };
}
