import { groupBy } from '../../../shared/group-by.js';
import { plain, wordsIn } from './word-difference.js';

/** A row as it is tracked, or as a document has it. */
export interface ComparedRow {
  /** Names it among its own: an item's reference, or a path into the review. */
  key: string;
  /** Recommendations are compared with recommendations, actions with actions. */
  kind: string;
  /** Its words by cell. */
  words: Record<string, string>;
  /** How else they are known: as an earlier document had them, before a reviewer corrected them. */
  otherwise?: Record<string, string>;
  /** The number it bears in its document, where it has one. */
  marker?: string | null;
}

/** The cells that say what is asked for, not of whom and until when. */
export const MAIN = ['issue', 'pathway', 'implementation', 'heading', 'text'] as const;

/** A row's words without what says by whom and when. */
export const mainWords = (words: Record<string, string>) =>
  MAIN.map((name) => plain(words[name] ?? '')).join('\n');

/** Below it two rows are two. */
const ALIKE = 0.3;
const MARGIN = 0.15;

export type Cells = Map<string, number>;

/** How often it has each word. */
export function cellsOf({ words }: ComparedRow): Cells {
  const counts: Cells = new Map();
  for (const word of wordsIn(MAIN.map((name) => words[name] ?? '').join(' ')))
    counts.set(word, (counts.get(word) ?? 0) + 1);
  return counts;
}

/** Dice's coefficient of the words, each as often as it stands there. */
export function likenessOf(a: Cells, b: Cells): number {
  const all = sizeOf(a) + sizeOf(b);
  return all === 0 ? 1 : (2 * sharedWords([a], [b])[0]![0]!) / all;
}

export interface Likeness {
  item: number;
  row: number;
  likeness: number;
}

/** So many candidates of an item, and of a row, are looked at: of hundreds of rows that are much alike, not all. */
const MOST_CANDIDATES = 20;

/**
 * Pairs that could be one, the likest first. What decides between two is the same whichever side they are seen from.
 * @param free the items and the rows that are none yet: only those are looked at
 */
export function likenessesOf(
  tracked: ComparedRow[],
  read: ComparedRow[],
  [ours, theirs]: readonly [Cells[], Cells[]],
  free: { items: number[]; rows: number[] },
): Likeness[] {
  const [mine, others] = [free.items.map((item) => ours[item]!), free.rows.map((row) => theirs[row]!)];
  const shared = sharedWords(mine, others);
  const [sizes, otherSizes] = [mine.map(sizeOf), others.map(sizeOf)];
  const byItem = tracked.map(() => new Best());
  const byRow = read.map(() => new Best());
  for (const [n, item] of free.items.entries())
    for (const [m, row] of free.rows.entries()) {
      const all = sizes[n]! + otherSizes[m]!;
      const likeness = all === 0 ? 1 : (2 * shared[n]![m]!) / all;
      if (likeness < ALIKE) continue;
      const sameMarker = Boolean(tracked[item]!.marker) && tracked[item]!.marker === read[row]!.marker;
      const one = { item, row, likeness, sameMarker };
      byItem[item]!.offer(one);
      byRow[row]!.offer(one);
    }
  return [...new Set([...byItem, ...byRow].flatMap(({ found }) => found))].toSorted(likestFirst);
}

const likestFirst = (a: Candidate, b: Candidate): number =>
  b.likeness - a.likeness ||
  Number(b.sameMarker) - Number(a.sameMarker) ||
  Math.abs(a.item - a.row) - Math.abs(b.item - b.row) ||
  a.item + a.row - (b.item + b.row);

type Candidate = Likeness & { sameMarker: boolean };

/** The likest few. */
class Best {
  found: Candidate[] = [];
  offer(one: Candidate): void {
    const last = this.found.at(-1);
    if (this.found.length === MOST_CANDIDATES && last && likestFirst(last, one) <= 0) return;
    const at = this.found.findIndex((other) => likestFirst(one, other) < 0);
    this.found.splice(at < 0 ? this.found.length : at, 0, one);
    this.found.length = Math.min(this.found.length, MOST_CANDIDATES);
  }
}

/** How many words each item shares with each row, by way of who has a word. */
function sharedWords(ours: Cells[], theirs: Cells[]): Uint32Array[] {
  const rowsWith = new Map<string, [row: number, count: number][]>();
  for (const [row, words] of theirs.entries())
    for (const [word, count] of words) {
      const rows = rowsWith.get(word);
      if (rows) rows.push([row, count]);
      else rowsWith.set(word, [[row, count]]);
    }
  return ours.map((words) => {
    const shared = new Uint32Array(theirs.length);
    for (const [word, count] of words)
      for (const [row, other] of rowsWith.get(word) ?? []) shared[row]! += Math.min(count, other);
    return shared;
  });
}

const sizeOf = (words: Cells): number => [...words.values()].reduce((sum, count) => sum + count, 0);

/** Who else could have been meant: what is like an item, and what is like a row. */
export class Rivals {
  private readonly ofItem: Map<number, Likeness[]>;
  private readonly ofRow: Map<number, Likeness[]>;
  constructor(all: Likeness[]) {
    this.ofItem = groupBy(all, ({ item }) => item);
    this.ofRow = groupBy(all, ({ row }) => row);
  }
  /** Something is like it that was given to another. */
  hasItem = (item: number) => this.ofItem.has(item);
  hasRow = (row: number) => this.ofRow.has(row);
  /** Another item or row is nearly as like. */
  contest(item: number, row: number, likeness: number): boolean {
    const isNear = (one: Likeness) => one.likeness > likeness - MARGIN;
    return (
      (this.ofItem.get(item) ?? []).some((one) => one.row !== row && isNear(one)) ||
      (this.ofRow.get(row) ?? []).some((one) => one.item !== item && isNear(one))
    );
  }
}
