import type { Day } from '../../../shared/calendar-date.js';
import type { NewEvidence } from '../../evidence/index.js';
import type { Item } from '../../tracking/index.js';
import type { RowValues } from './plan.js';

/** An update that rows would record. */
export interface UpdateToRecord {
  /** All of its rows, the first one first. */
  rows: RowValues[];
  /** How the file calls it; '' where it does not. */
  key: string;
  wish: NewEvidence;
  /** An update that is there, or one of the file by its key. */
  corrects: { id: number } | { key: string } | null;
  reason: string;
}

/** What evidence bears on, as far as its rules need it. */
export type BornOn = Pick<
  Item,
  'id' | 'ref' | 'teamId' | 'progress' | 'progressOn' | 'progressPrecision' | 'claim' | 'confirmedProgress'
> & { publishedOn: Day | null };
