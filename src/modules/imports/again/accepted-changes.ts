import type { ItemChanges, NewTimeline } from '../../tracking/index.js';
import { shortTitle } from '../../tracking/index.js';
import type { ActorReview } from '../review.js';
import type { ComparedItem } from './compared.js';
import type { Difference, DifferenceKind } from './differences.js';
import type { ReadRow } from './read-rows.js';
import type { TrackedItem } from './tracked.query.js';

/** All that is taken over of one item at once, so that it has one version more and not several. */
export interface ItemChange {
  item: TrackedItem;
  changes: ItemChanges;
  /** The words that go, and those that come, by cell. */
  earlier: Record<string, string>;
  words: Record<string, string>;
  named: ActorReview[];
  /** Ids of actors. */
  noLongerNamed: number[];
  renamed: { actorId: number; mention: ActorReview }[];
  /** References, or rows that become items. */
  carriesOut: string[];
  isGone: boolean;
  isBack: boolean;
  did: DifferenceKind[];
}

const NOTHING = (item: TrackedItem): ItemChange => ({
  item,
  changes: {},
  earlier: {},
  words: {},
  named: [],
  noLongerNamed: [],
  renamed: [],
  carriesOut: [],
  isGone: false,
  isBack: false,
  did: [],
});

/** What of an item is taken over of a comparison; `timeline` is what its words give where they read otherwise. */
export function changeOf(
  item: TrackedItem,
  row: ReadRow | null,
  { differences }: Pick<ComparedItem, 'differences'>,
  timeline: NewTimeline | null,
): ItemChange {
  const change = NOTHING(item);
  const accepted = differences.filter(({ isAccepted }) => isAccepted);
  for (const difference of accepted) {
    change.did.push(difference.kind);
    take(change, difference, row);
  }
  if (change.did.includes('timeline') && timeline) {
    const { text, term, minMonths, maxMonths } = timeline;
    Object.assign(change.changes, { timelineText: text, term, minMonths, maxMonths });
    if (text && item.timelineKind === 'none_in_source') change.changes.timelineKind = 'from_source';
  }
  const title = titleThen(item, change.words);
  if (title !== item.title) change.changes.title = title;
  if (accepted.length > 0 && row?.at) change.changes.at = row.at;
  return change;
}

function take(change: ItemChange, { kind, field, before, after, id }: Difference, row: ReadRow | null): void {
  const mention = (is: (name: string) => boolean) => row!.actors.find(({ name }) => is(name))!;
  switch (kind) {
    case 'reworded':
    case 'timeline':
      change.earlier[field!] = before;
      if (kind === 'reworded') change.words[field!] = after;
      break;
    case 'actor_named':
      change.named.push(mention((name) => name === field));
      break;
    case 'actor_gone':
      change.noLongerNamed.push(Number(id.split('.').at(-1)));
      break;
    case 'actor_changed': {
      const actorId = Number(id.split('.').at(-1));
      const { names } = change.item.actors.find((actor) => actor.actorId === actorId)!;
      const known = row!.actors.find(({ match, name }) => match === String(actorId) || names.includes(name));
      if (known) change.renamed.push({ actorId, mention: known });
      break;
    }
    case 'carries_out':
      change.carriesOut.push(after);
      break;
    case 'gone':
      change.isGone = true;
      break;
    case 'returned':
      change.isBack = true;
      break;
    case 'moved':
    case 'new':
    case 'fact':
  }
}

/** A title that was taken from the words goes with them; one that staff gave stays. */
function titleThen(item: TrackedItem, words: Record<string, string>): string {
  const main = (from: Record<string, string>) =>
    item.kind === 'action' ? from.pathway || from.implementation || from.issue || '' : from.text || '';
  if (item.title !== shortTitle(main(item.words))) return item.title;
  return shortTitle(main({ ...item.words, ...words }));
}
