import { type ComparedRow, Rivals, cellsOf, likenessOf, likenessesOf, mainWords } from './row-likeness.js';
import { plain } from './word-difference.js';

export type { ComparedRow } from './row-likeness.js';

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

/** From it on they are one, if no other is nearly as like. */
const SURELY_ALIKE = 0.6;

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
  /** Said by a person, or equal word for word: to what is tracked, or to what was read before. */
  const sure = new Set<number>();
  for (const [row, { key }] of read.entries()) {
    if (!Object.hasOwn(said, key)) continue;
    const item = tracked.findIndex((one) => one.key === said[key]);
    if (said[key] === null) isNew.add(row);
    else if (item >= 0 && found.add(item, row)) sure.add(row);
  }
  const free = (row: number) => !isNew.has(row) && !found.hasRow(row);
  const cells = [tracked.map(cellsOf), read.map(cellsOf)] as const;
  for (const wordsOf of [allWords, mainWords])
    for (const [item, row] of equals(tracked, read, wordsOf))
      if (free(row) && !found.hasItem(item) && found.add(item, row)) sure.add(row);
  const likenesses = likenessesOf(tracked, read, cells, {
    items: [...tracked.keys()].filter((item) => !found.hasItem(item)),
    rows: [...read.keys()].filter(free),
  });
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
    const isCertain = sure.has(row) || (likeness >= SURELY_ALIKE && !rivals.contest(item, row, likeness));
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

/** The rows outside the longest run of items that still follow one another as before. */
function movedRows(found: Pairs, rows: number): Set<number> {
  const order = [...Array(rows).keys()].filter(found.hasRow);
  const length: number[] = [];
  const before: number[] = [];
  let best = -1;
  // The longest run that ends with each; a binary search would matter only beyond any brief's size.
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
