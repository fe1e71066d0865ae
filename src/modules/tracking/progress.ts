/** Our assessment of an item, borne by published evidence only. */
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

/** Nothing more is expected of the actors. Defined here and nowhere else. */
export const TERMINAL = ['implemented', 'not_implemented', 'superseded', 'no_longer_applicable'] as const;
/** Ended without being implemented. */
export const CLOSED = ['not_implemented', 'superseded', 'no_longer_applicable'] as const;
/** Claims of these wait for a second reader before they count. */
export const NEEDS_READING = [...TERMINAL, 'reversed'] as const;

const isIn = (list: readonly Progress[]) => (progress: Progress) => list.includes(progress);
export const isTerminal = isIn(TERMINAL);
export const isClosed = isIn(CLOSED);
export const needsReading = isIn(NEEDS_READING);

/** Where the second reading of an item's current progress stands. */
export const CLAIMS = ['none', 'awaiting', 'better_source_wanted', 'confirmed', 'sent_back'] as const;
export type Claim = (typeof CLAIMS)[number];
/** The claim has been made and not yet been confirmed or sent back. */
export const isPending = (claim: Claim) => claim === 'awaiting' || claim === 'better_source_wanted';

/** What a piece of evidence shows on an item. */
export const SHOWS = ['progress', 'no_progress', 'reversal', 'background'] as const;
export type Shows = (typeof SHOWS)[number];

const BEARS: Record<Shows, readonly Progress[]> = {
  progress: ['implemented'],
  no_progress: CLOSED,
  reversal: ['reversed', ...CLOSED],
  background: ['superseded', 'no_longer_applicable'],
};

/** Whether evidence which `shows` this can bear such a claim, wherever the item came from. */
export const bears = (shows: Shows, claimed: Progress): boolean => BEARS[shows].includes(claimed);

const WORKING: readonly Progress[] = ['in_progress', 'partially_implemented'];

/**
 * The progress that evidence which `shows` this may move an item to, from where it stands. Empty: it moves nothing.
 * Open states move freely among themselves, but back to "no public evidence" or "not started" only by correction.
 * What is implemented or closed reopens only on evidence of reversal.
 */
export function allowedMoves(from: Progress, shows: Shows): Progress[] {
  const moves = (): readonly Progress[] => {
    if (isTerminal(from)) {
      if (shows !== 'reversal') return [];
      return from === 'implemented' ? ['reversed', ...WORKING] : WORKING;
    }
    switch (shows) {
      case 'progress':
        return [...WORKING, 'implemented'];
      case 'no_progress':
        return from === 'no_public_evidence' ? ['not_started', ...CLOSED] : CLOSED;
      case 'reversal':
        return from === 'partially_implemented' ? ['reversed', 'in_progress', ...CLOSED] : CLOSED;
      case 'background':
        return ['superseded', 'no_longer_applicable'];
    }
  };
  return moves().filter((to) => to !== from);
}
