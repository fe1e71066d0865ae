/**
 * What a reviewer chose of a comparison. What is named neither as accepted nor as refused is as Heed proposes it.
 * Differences go by their id (`PB-11.A3:issue`), rows by their path in the review (`actions[2]`).
 */
export interface Decisions {
  /** The publication that the document is compared with; null: it is a new one. Not there: the one Heed recognises. */
  with?: number | null;
  accepted: string[];
  refused: string[];
  /** Which item a row is, where the reviewer said so; null: it is new. */
  pairs: Record<string, string | null>;
}

export const UNDECIDED: Decisions = { accepted: [], refused: [], pairs: {} };
