import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { type Move, movesFor, refusalOf } from './progress-moves.js';
import {
  type Claim,
  NEEDS_READING,
  PROGRESS,
  type Progress,
  SHOWS,
  type Shows,
  TERMINAL,
  allowedMoves,
} from './progress.js';

const ended: Progress[] = ['not_implemented', 'superseded', 'no_longer_applicable'];

/** Written out by hand: from, what the evidence shows, where it may move. */
const TABLE: Record<Progress, Record<Shows, Progress[]>> = {
  no_public_evidence: {
    progress: ['in_progress', 'partially_implemented', 'implemented'],
    no_progress: ['not_started', ...ended],
    reversal: ended,
    background: ['superseded', 'no_longer_applicable'],
  },
  not_started: {
    progress: ['in_progress', 'partially_implemented', 'implemented'],
    no_progress: ended,
    reversal: ended,
    background: ['superseded', 'no_longer_applicable'],
  },
  in_progress: {
    progress: ['partially_implemented', 'implemented'],
    no_progress: ended,
    reversal: ended,
    background: ['superseded', 'no_longer_applicable'],
  },
  partially_implemented: {
    progress: ['in_progress', 'implemented'],
    no_progress: ended,
    reversal: ['reversed', 'in_progress', ...ended],
    background: ['superseded', 'no_longer_applicable'],
  },
  implemented: {
    progress: [],
    no_progress: [],
    reversal: ['reversed', 'in_progress', 'partially_implemented'],
    background: [],
  },
  reversed: {
    progress: ['in_progress', 'partially_implemented', 'implemented'],
    no_progress: ended,
    reversal: ended,
    background: ['superseded', 'no_longer_applicable'],
  },
  not_implemented: {
    progress: [],
    no_progress: [],
    reversal: ['in_progress', 'partially_implemented'],
    background: [],
  },
  superseded: {
    progress: [],
    no_progress: [],
    reversal: ['in_progress', 'partially_implemented'],
    background: [],
  },
  no_longer_applicable: {
    progress: [],
    no_progress: [],
    reversal: ['in_progress', 'partially_implemented'],
    background: [],
  },
};

describe('the moves of progress', () => {
  test.each(PROGRESS.flatMap((from) => SHOWS.map((shows) => [from, shows] as const)))(
    'from %s, evidence of %s',
    (from, shows) => {
      expect(new Set(allowedMoves(from, shows))).toEqual(new Set(TABLE[from][shows]));
    },
  );

  test('nothing leads back to "no public evidence", and only silence to "not started"', () => {
    for (const from of PROGRESS)
      for (const shows of SHOWS) {
        expect(allowedMoves(from, shows)).not.toContain('no_public_evidence');
        if (from !== 'no_public_evidence') expect(allowedMoves(from, shows)).not.toContain('not_started');
      }
  });

  test('the words of a refusal name where the item stands and what is allowed', () => {
    const item = {
      progress: 'no_public_evidence',
      progressOn: null,
      progressPrecision: 'day',
      claim: 'none',
      confirmedProgress: 'no_public_evidence',
    } as const;
    expect(refusalOf(item, { ...PLAIN, shows: 'progress', to: 'reversed' })).toEqual({
      code: 'move.notAllowed',
      values: {
        from: 'no_public_evidence',
        to: 'reversed',
        shows: 'progress',
        allowed: 'in_progress,partially_implemented,implemented',
      },
      field: 'progressTo',
    });
  });
});

const PLAIN: Omit<Move, 'shows' | 'to'> = {
  eventOn: '2026-03-01',
  eventPrecision: 'day',
  baseline: false,
  takesBack: false,
  beneath: false,
  correction: false,
  overridesNewer: false,
  hasSource: true,
};

/** What a better source for a claim that waits would have to show. */
const RENEWS: Record<Shows, Progress[]> = {
  progress: ['implemented'],
  no_progress: ended,
  reversal: ['reversed', ...ended],
  background: ['superseded', 'no_longer_applicable'],
};

/** A small machine of its own, by the words of the design: open states, claims that wait, verdicts. */
class Model {
  /** What counts. */
  settled: Progress = 'no_public_evidence';
  /** What is claimed beyond it and waits, if anything. */
  claimed: Progress | null = null;

  allows(shows: Shows, to: Progress): boolean {
    const renews = this.claimed === to && RENEWS[shows].includes(to);
    return TABLE[this.settled][shows].includes(to) || renews;
  }

  move(to: Progress): void {
    if ((NEEDS_READING as readonly Progress[]).includes(to)) this.claimed = to;
    else [this.settled, this.claimed] = [to, null];
  }

  read(verdict: 'confirmed' | 'sent_back'): void {
    if (this.claimed && verdict === 'confirmed') this.settled = this.claimed;
    this.claimed = null;
  }
}

type Command =
  | { do: 'move'; shows: Shows; to: Progress }
  | { do: 'read'; verdict: 'confirmed' | 'sent_back' | 'better_source_wanted' };

const commands = fc.array(
  fc.oneof(
    fc.record({
      do: fc.constant('move' as const),
      shows: fc.constantFrom(...SHOWS),
      to: fc.constantFrom(...PROGRESS),
    }),
    fc.record({
      do: fc.constant('read' as const),
      verdict: fc.constantFrom('confirmed' as const, 'sent_back' as const, 'better_source_wanted' as const),
    }),
  ),
  { minLength: 1, maxLength: 30 },
);

/** The item as the commands change it; the same assignments that the services write. */
interface Standing {
  progress: Progress;
  progressOn: string | null;
  progressPrecision: 'day';
  claim: Claim;
  confirmedProgress: Progress;
}

const needs = (progress: Progress) => (NEEDS_READING as readonly Progress[]).includes(progress);
const waits = ({ claim }: Standing) => claim === 'awaiting' || claim === 'better_source_wanted';

function apply(item: Standing, command: Command): boolean {
  if (command.do === 'move') {
    if (refusalOf(item, { ...PLAIN, shows: command.shows, to: command.to })) return false;
    item.progress = command.to;
    item.progressOn = PLAIN.eventOn;
    item.claim = needs(command.to) ? 'awaiting' : 'none';
    if (!needs(command.to)) item.confirmedProgress = command.to;
    return true;
  }
  if (!waits(item)) return false;
  if (command.verdict === 'better_source_wanted') item.claim = 'better_source_wanted';
  else if (command.verdict === 'confirmed') {
    item.claim = 'confirmed';
    item.confirmedProgress = item.progress;
  } else {
    item.progress = item.confirmedProgress;
    item.claim = needs(item.confirmedProgress) ? 'confirmed' : 'sent_back';
  }
  return true;
}

describe('the progress machine, whatever is done to it', () => {
  test('agrees with a model of its own', () => {
    fc.assert(
      fc.property(commands, (steps: Command[]) => {
        const model = new Model();
        const item: Standing = {
          progress: 'no_public_evidence',
          progressOn: null,
          progressPrecision: 'day',
          claim: 'none',
          confirmedProgress: 'no_public_evidence',
        };
        for (const step of steps) {
          if (step.do === 'move') {
            const allowed = model.allows(step.shows, step.to);
            expect(apply(item, step)).toBe(allowed);
            if (allowed) model.move(step.to);
          } else {
            const waiting = model.claimed !== null;
            expect(apply(item, step)).toBe(waiting);
            if (waiting && step.verdict !== 'better_source_wanted') model.read(step.verdict);
          }
          expect(item.confirmedProgress).toBe(model.settled);
          expect(item.progress).toBe(model.claimed ?? model.settled);
          expect(waits(item)).toBe(model.claimed !== null);
          // What a second reader must read never counts unread.
          if (item.claim === 'none') expect(needs(item.progress)).toBe(false);
          // What is offered is what is accepted.
          for (const shows of SHOWS)
            for (const to of PROGRESS)
              expect(movesFor(item, shows).includes(to)).toBe(
                refusalOf(item, { ...PLAIN, shows, to }) === null,
              );
        }
      }),
      { numRuns: 300 },
    );
  });

  test('no progress is shown by what would close an item, nor does progress renew a claim that it was reversed', () => {
    for (const claimed of ['reversed', ...ended] as const)
      for (const settled of ['in_progress', 'implemented'] as const)
        expect(
          movesFor({ progress: claimed, claim: 'awaiting', confirmedProgress: settled }, 'progress'),
        ).not.toContain(claimed);
  });

  test('what is done or closed and confirmed is left only on evidence of reversal', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...TERMINAL),
        fc.constantFrom('progress' as const, 'no_progress' as const, 'background' as const),
        fc.constantFrom(...PROGRESS),
        (progress, shows, to) => {
          const item = {
            progress,
            progressOn: null,
            progressPrecision: 'day',
            claim: 'confirmed',
            confirmedProgress: progress,
          } as const;
          expect(refusalOf(item, { ...PLAIN, shows, to })?.code).toBe('move.none');
        },
      ),
    );
  });

  test('baseline, no source and newer evidence refuse any move; a correction may make any with a source', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...PROGRESS),
        fc.constantFrom(...PROGRESS),
        fc.constantFrom(...SHOWS),
        (from, to, shows) => {
          const item = {
            progress: from,
            progressOn: '2026-05-01',
            progressPrecision: 'day',
            claim: 'none',
            confirmedProgress: from,
          } as const;
          const code = (more: Partial<Move>) => refusalOf(item, { ...PLAIN, shows, to, ...more })?.code;
          expect(code({ baseline: true, correction: true })).toBe('move.baseline');
          expect(code({ hasSource: false, correction: true })).toBe('move.noSource');
          expect(code({ correction: true })).toBeUndefined();
          if (movesFor(item, shows).includes(to)) {
            expect(code({ eventOn: '2026-04-30' })).toBe('move.newerEvidence');
            expect(code({ eventOn: '2026-04-30', overridesNewer: true })).toBeUndefined();
            expect(code({ eventOn: '2026-05-01' })).toBeUndefined();
          }
        },
      ),
    );
  });
});
