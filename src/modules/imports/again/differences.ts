import { nameKey } from '../../actors/index.js';
import type { ActorReview } from '../review.js';
import type { RowPair } from './compare-documents.js';
import type { ReadRow } from './read-rows.js';
import type { RefusedDifference, TrackedActor, TrackedItem } from './tracked.query.js';
import { isSameText, plain } from './word-difference.js';

export const DIFFERENCE_KINDS = [
  'fact',
  'reworded',
  'timeline',
  'actor_named',
  'actor_gone',
  'actor_changed',
  'carries_out',
  'moved',
  'new',
  'gone',
  'returned',
] as const;
export type DifferenceKind = (typeof DIFFERENCE_KINDS)[number];

/** One thing that a document says otherwise than what is tracked: it is accepted or refused by itself. */
export interface Difference {
  /** Names it in decisions: `PB-11.A3:issue`, `actions[5]:new`, `publication:date`. */
  id: string;
  kind: DifferenceKind;
  /** The item; null for the publication's facts and for new rows. */
  ref: string | null;
  /** Which cell, fact or actor. */
  field: string | null;
  before: string;
  after: string;
  /** Of an actor: whether it becomes the lead, or is it no longer; null where that stays. */
  lead?: boolean | null;
  /** False where Heed does not know, or where a person must say so: it is not proposed. */
  isCertain: boolean;
  /** The day on which it was refused before. */
  refusedOn: string | null;
  /** As it stands: chosen by the reviewer, or proposed. */
  isAccepted: boolean;
}

/** Before it is known what was refused earlier and what the reviewer chose. */
export type Found = Omit<Difference, 'refusedOn' | 'isAccepted' | 'ref' | 'id'>;

/** What a row as it was read in an earlier document said: what has not changed since is no difference. */
export interface Base {
  row: ReadRow;
  /** Which items its recommendations were. */
  carriesOut: string[];
}

/** What a document says of an item otherwise than what is tracked, by what comes after the colon in its id. */
export function differencesOf(
  item: TrackedItem,
  row: ReadRow,
  pair: RowPair,
  base: Base | null,
  carriesOut: string[],
): Map<string, Found> {
  const found = new Map<string, Found>();
  if (!row.include) return found;
  const { isCertain } = pair;
  const words = { ...item.words, timelineText: item.timelineText ?? '' };
  for (const field of new Set([...Object.keys(words), ...Object.keys(row.words)])) {
    const [before, after] = [words[field as keyof typeof words] ?? '', row.words[field] ?? ''];
    if (isSameText(before, after) || (base && isSameText(base.row.words[field] ?? '', after))) continue;
    const kind = field === 'timelineText' ? 'timeline' : 'reworded';
    found.set(field, { kind, field, before, after, isCertain });
  }
  // Only a row of the matrix names actors.
  if (row.kind === 'action')
    for (const [id, one] of actorDifferences(item.actors, row.actors, base?.row.actors ?? null))
      found.set(id, { ...one, isCertain });
  for (const after of carriesOut)
    if (!item.carriesOut.includes(after) && !base?.carriesOut.includes(after))
      found.set(`carriesOut.${after}`, { kind: 'carries_out', field: null, before: '', after, isCertain });
  if (pair.isMoved)
    found.set('place', {
      kind: 'moved',
      field: null,
      before: String(item.position),
      after: String(row.index + 1),
      isCertain,
    });
  if (item.isGone) found.set('returned', { kind: 'returned', field: null, before: '', after: '', isCertain });
  return found;
}

function* actorDifferences(
  tracked: TrackedActor[],
  read: ActorReview[],
  base: ActorReview[] | null,
): Generator<[string, Omit<Found, 'isCertain'>]> {
  const isNamed = (actor: TrackedActor, { name, match }: ActorReview) =>
    match === String(actor.actorId) || actor.names.some((other) => nameKey(other) === nameKey(name));
  const inBase = (mention: ActorReview) => base?.find(({ name }) => nameKey(name) === nameKey(mention.name));
  for (const mention of read) {
    const actor = tracked.find((one) => isNamed(one, mention));
    const was = inBase(mention);
    if (!actor || actor.isGone) {
      // Named before and yet not tracked: the reviewer took it out.
      if (actor || !was)
        yield [
          `actor.${nameKey(mention.name)}`,
          { kind: 'actor_named', field: mention.name, before: '', after: mention.qualifier },
        ];
      continue;
    }
    const isSame = ({ qualifier, lead }: { qualifier: string; lead: boolean }) =>
      isSameText(qualifier, mention.qualifier) && lead === mention.lead;
    if (!isSame(actor) && !(was && isSame(was)))
      yield [
        `asActor.${actor.actorId}`,
        {
          kind: 'actor_changed',
          field: actor.name,
          before: actor.qualifier,
          after: mention.qualifier,
          lead: actor.lead === mention.lead ? null : mention.lead,
        },
      ];
  }
  for (const actor of tracked) {
    if (actor.isGone || read.some((mention) => isNamed(actor, mention))) continue;
    // Not of the source: somebody added it here.
    if (base && !base.some((mention) => isNamed(actor, mention))) continue;
    yield [
      `noActor.${actor.actorId}`,
      { kind: 'actor_gone', field: actor.name, before: actor.qualifier, after: '' },
    ];
  }
}

/** Who may see what, and under which number, a document does not decide alone. */
const ASKED_FOR = new Set(['classification', 'series', 'number']);

/** Facts of the publication that a document says otherwise. */
export function factDifferences(
  tracked: Record<string, string>,
  read: Record<string, string>,
  base: Record<string, string> | null,
): Map<string, Found> {
  const found = new Map<string, Found>();
  for (const [field, after] of Object.entries(read)) {
    const before = tracked[field] ?? '';
    if (isSameText(before, after) || (base && isSameText(base[field] ?? '', after))) continue;
    found.set(field, { kind: 'fact', field, before, after, isCertain: !ASKED_FOR.has(field) });
  }
  return found;
}

/** What would be remembered of a difference that is refused. */
export const refusalOf = ({ kind, ref, field, after }: Difference): RefusedDifference => ({
  kind,
  ref,
  field,
  after,
});

/** The same for what says the same. */
export const refusalKey = ({ kind, ref, field, after }: RefusedDifference): string =>
  JSON.stringify([kind, ref, field, plain(after)]);
