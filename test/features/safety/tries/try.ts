import type { Thing } from '../matrix-world.js';

/** What is sent to a route that changes something: whoever gets as far as the thing is refused there, so nothing changes. */
export interface Try {
  body?: (thing: Thing) => object;
  query?: (thing: Thing) => string;
  /** Answers to whoever sees the thing. */
  seen: number[];
  /** To whoever does not; 404 where the address names it. */
  hidden?: number;
  /** Takes the draft away: each call needs one of its own. */
  uses?: 'draft' | 'sheet';
}

/** A field that nobody may send: what is about nothing that is there already goes no further. */
export const UNKNOWN = { body: () => ({ isAdmin: true }), seen: [422] };
/** Out of date whatever it is. */
export const STALE_VERSION = 999;
export const stale = (body: object): Try => ({ body: () => body, seen: [412] });
