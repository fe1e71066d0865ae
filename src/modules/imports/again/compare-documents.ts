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

/** A row of the document, and the item that it is. One of the two is null where a row is new, or gone. */
export interface RowPair {
  tracked: string | null;
  read: string | null;
  /** Of their words, 0–1; 0 where one of the two is missing. */
  likeness: number;
  /** False where the words alone do not tell: a person should look. */
  isCertain: boolean;
  /** Whether it stands elsewhere among the others than before. */
  isMoved: boolean;
}

/** What a person said: a row's key and the item that it is; null: it is new. */
export type Pairing = Record<string, string | null>;

/** Below it two rows are two. */
const ALIKE = 0.3;
/** From it on they are one, if no other is nearly as like. */
const SURELY_ALIKE = 0.6;
const MARGIN = 0.15;

/**
 * Says which row of a document is which item: what a person said, then equal words, then the likeness of the words,
 * the likest first; where that is the same, the marker and the place decide. Every item and every row comes out once:
 * the rows in the document's order, then the items that are gone in theirs.
 */
export function compareDocuments(tracked: ComparedRow[], read: ComparedRow[], said: Pairing = {}): RowPair[] {
  const kinds = [...new Set([...read, ...tracked].map(({ kind }) => kind))];
  return kinds.flatMap((kind) =>
    compareRows(
      tracked.filter((row) => row.kind === kind),
      read.filter((row) => row.kind === kind),
      said,
    ),
  );
}

function compareRows(tracked: ComparedRow[], read: ComparedRow[], said: Pairing): RowPair[] {
  const found = new Pairs();
  const isNew = new Set<number>();
  const saidSo = new Set<number>();
  for (const [row, { key }] of read.entries()) {
    if (!Object.hasOwn(said, key)) continue;
    const item = tracked.findIndex((one) => one.key === said[key]);
    if (said[key] === null) isNew.add(row);
    else if (item >= 0 && found.add(item, row)) saidSo.add(row);
  }
  const free = (row: number) => !isNew.has(row) && !found.hasRow(row);
  const cells = [tracked.map(cellsOf), read.map(cellsOf)] as const;
  for (const wordsOf of [allWords, mainWords])
    for (const [item, row] of equals(tracked, read, wordsOf))
      if (free(row) && !found.hasItem(item)) found.add(item, row);
  const likenesses = likenessesOf(tracked, read, cells, (item, row) => !found.hasItem(item) && free(row));
  for (const { item, row } of likenesses) if (free(row) && !found.hasItem(item)) found.add(item, row);

  const rivals = new Rivals(likenesses);
  const moved = movedRows(found, read.length);
  const pairs = read.map(({ key }, row): RowPair => {
    const item = found.itemOf(row);
    if (item === undefined)
      return {
        tracked: null,
        read: key,
        likeness: 0,
        isCertain: isNew.has(row) || !rivals.hasRow(row),
        isMoved: false,
      };
    const likeness = likenessOf(cells[0][item]!, cells[1][row]!);
    const isCertain = saidSo.has(row) || (likeness >= SURELY_ALIKE && !rivals.contest(item, row, likeness));
    return { tracked: tracked[item]!.key, read: key, likeness, isCertain, isMoved: moved.has(row) };
  });
  const gone = tracked.flatMap(({ key }, item): RowPair[] =>
    found.hasItem(item)
      ? []
      : [
          {
            tracked: key,
            read: null,
            likeness: 0,
            isCertain: !rivals.hasItem(item),
            isMoved: false,
          },
        ],
  );
  return [...pairs, ...gone];
}

/** One to one, both ways. */
class Pairs {
  private readonly rows = new Map<number, number>();
  private readonly items = new Map<number, number>();
  add(item: number, row: number): boolean {
    if (this.items.has(item) || this.rows.has(row)) return false;
    this.items.set(item, row);
    this.rows.set(row, item);
    return true;
  }
  hasItem = (item: number) => this.items.has(item);
  hasRow = (row: number) => this.rows.has(row);
  itemOf = (row: number) => this.rows.get(row);
}

const allWords = (words: Record<string, string>) =>
  Object.entries(words)
    .map(([name, text]) => `${name}\t${plain(text)}`)
    .toSorted()
    .join('\n');
/** A row's words without what says by whom and when. */
export const mainWords = (words: Record<string, string>) =>
  MAIN.map((name) => plain(words[name] ?? '')).join('\n');
export const MAIN = ['issue', 'pathway', 'implementation', 'heading', 'text'] as const;

/** Pairs of equal words: the first of the items with the first of the rows that have them, and so on. */
function* equals(
  tracked: ComparedRow[],
  read: ComparedRow[],
  wordsOf: (words: Record<string, string>) => string,
): Generator<[number, number]> {
  const rows = new Map<string, number[]>();
  for (const [row, { words }] of read.entries()) {
    const key = wordsOf(words);
    rows.set(key, [...(rows.get(key) ?? []), row]);
  }
  for (const form of ['words', 'otherwise'] as const)
    for (const [item, one] of tracked.entries()) {
      const words = one[form];
      const row = words && rows.get(wordsOf(words))?.shift();
      if (row !== undefined) yield [item, row];
    }
}

type Cells = Map<string, number>;

/** How often it has each word. */
function cellsOf({ words }: ComparedRow): Cells {
  const counts: Cells = new Map();
  for (const word of wordsIn(MAIN.map((name) => words[name] ?? '').join(' ')))
    counts.set(word, (counts.get(word) ?? 0) + 1);
  return counts;
}

/** Dice's coefficient of the words, each as often as it stands there. */
function likenessOf(a: Cells, b: Cells): number {
  let [shared, all] = [0, 0];
  for (const [word, count] of a) {
    shared += Math.min(count, b.get(word) ?? 0);
    all += count;
  }
  for (const count of b.values()) all += count;
  return all === 0 ? 1 : (2 * shared) / all;
}

interface Likeness {
  item: number;
  row: number;
  likeness: number;
}

/** Every pair that could be one, the likest first. What decides between two is the same whichever side they are seen from. */
function likenessesOf(
  tracked: ComparedRow[],
  read: ComparedRow[],
  [ours, theirs]: readonly [Cells[], Cells[]],
  isFree: (item: number, row: number) => boolean,
): Likeness[] {
  const all: (Likeness & { sameMarker: boolean })[] = [];
  for (const item of tracked.keys())
    for (const row of read.keys()) {
      if (!isFree(item, row)) continue;
      const likeness = likenessOf(ours[item]!, theirs[row]!);
      const sameMarker = Boolean(tracked[item]!.marker) && tracked[item]!.marker === read[row]!.marker;
      if (likeness >= ALIKE) all.push({ item, row, likeness, sameMarker });
    }
  return all.toSorted(
    (a, b) =>
      b.likeness - a.likeness ||
      Number(b.sameMarker) - Number(a.sameMarker) ||
      Math.abs(a.item - a.row) - Math.abs(b.item - b.row) ||
      a.item + a.row - (b.item + b.row),
  );
}

/** Who else could have been meant: what is like an item, and what is like a row. */
class Rivals {
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

/** The rows outside the longest run of items that still follow one another as before. */
function movedRows(found: Pairs, rows: number): Set<number> {
  const order = [...Array(rows).keys()].filter(found.hasRow);
  const length: number[] = [];
  const before: number[] = [];
  let best = -1;
  // The last of the shortest run of each length; a binary search would matter only beyond any brief's size.
  for (const [n, row] of order.entries()) {
    length[n] = 1;
    before[n] = -1;
    for (let m = 0; m < n; m++)
      if (found.itemOf(order[m]!)! < found.itemOf(row)! && length[m]! + 1 > length[n]!) {
        length[n] = length[m]! + 1;
        before[n] = m;
      }
    if (best < 0 || length[n]! > length[best]!) best = n;
  }
  const moved = new Set(order);
  for (let n = best; n >= 0; n = before[n]!) moved.delete(order[n]!);
  return moved;
}
