import type { Difference } from './differences.js';
import type { DueEffect } from './due-effects.js';

/** What a document that was brought says beside what is tracked of its publication. */
export interface Comparison {
  publication: { id: number; refPrefix: string; title: string; version: number };
  /** The same bytes were taken in before. */
  sameAs: { filename: string; on: string } | null;
  facts: Difference[];
  rows: ComparedItem[];
  /** What becomes of the due dates with what is accepted. */
  due: (DueEffect & { title: string })[];
  /** Nothing differs, but for what was refused before. */
  hasNothingNew: boolean;
}

export const STATUSES = ['reworded', 'moved', 'new', 'gone', 'unchanged'] as const;
export type RowStatus = (typeof STATUSES)[number];

/** A row of the document and the item that it is; one of them is missing where it is new, or gone. */
export interface ComparedItem {
  status: RowStatus;
  kind: 'action' | 'recommendation';
  ref: string | null;
  /** Its path in the review: `actions[2]`. */
  row: string | null;
  title: string;
  likeness: number;
  isCertain: boolean;
  /** The reviewer said which item it is. */
  isSaid: boolean;
  differences: Difference[];
  /** Of a row that is new or gone: its words by cell. */
  words: Record<string, string>;
}
