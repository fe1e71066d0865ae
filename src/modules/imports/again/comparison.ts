import type { Reading } from '../reader/reading.js';
import type { Review } from '../review.js';
import { type RowPair, compareDocuments } from './compare-documents.js';
import { mainWords } from './row-likeness.js';
import type { ComparedItem, Comparison, RowStatus } from './compared.js';
import type { Decisions } from './decisions.js';
import { type Base, type Difference, type Found, differencesOf, refusalKey } from './differences.js';
import { factsOf } from './compared-facts.js';
import { dueOf } from './due-preview.js';
import { type ReadRow, itemRefsOf, rowsAsRead, rowsOf } from './read-rows.js';
import type { KeptDocument, Tracked, TrackedItem } from './tracked.query.js';

/** All that a comparison is worked out from; pure. */
export function compare(
  tracked: Tracked,
  { review, reading, sha256 }: { review: Review; reading: Reading; sha256: string },
  decisions: Decisions,
): Comparison {
  const settle = settler(tracked, decisions);
  const { pairs, items, read, bases } = pairsOf(tracked, review, reading, decisions);
  const refOf = new Map(
    pairs.flatMap((pair) => (pair.read && pair.tracked ? [[pair.read, pair.tracked] as const] : [])),
  );
  const knownBefore = rowsKnownBefore(tracked.documents);
  const rows = pairs.map((pair): ComparedItem => {
    const item = pair.tracked === null ? null : items.get(pair.tracked)!;
    const row = pair.read === null ? null : read.get(pair.read)!;
    const carriesOut = (row?.carriesOut ?? []).map((key) => refOf.get(key) ?? key);
    const differences =
      item && row
        ? [...differencesOf(item, row, pair, bases.get(item.ref) ?? null, carriesOut)].map(([id, one]) =>
            settle(`${item.ref}:${id}`, item.ref, one),
          )
        : aloneDifferences(item, row, pair, settle, knownBefore);
    return {
      status: statusOf(item, row, pair, differences),
      kind: (item ?? row)!.kind,
      ref: pair.tracked,
      row: pair.read,
      title: item?.title ?? titleOf(row!),
      likeness: pair.likeness,
      isCertain: pair.isCertain,
      isSaid: pair.read !== null && Object.hasOwn(decisions.pairs, pair.read),
      differences,
      words: item && row ? {} : ((item ?? row)!.words as Record<string, string>),
    };
  });
  const facts = factsOf(tracked, review, reading).map(([id, one]) => settle(`publication:${id}`, null, one));
  const all = [...facts, ...rows.flatMap(({ differences }) => differences)];
  const same = tracked.documents.find((document) => document.sha256 === sha256);
  const { id, refPrefix, title, version } = tracked.publication;
  return {
    publication: { id, refPrefix, title, version },
    sameAs: same ? { filename: same.filename, on: same.importedOn } : null,
    facts,
    rows,
    due: dueOf(tracked, facts, rows, read),
    hasNothingNew: all.every((difference) => difference.refusedOn !== null && !difference.isAccepted),
  };
}

function pairsOf(
  { publication, items: all, documents }: Tracked,
  review: Review,
  reading: Reading,
  { pairs: said }: Decisions,
) {
  const items = all.filter(({ isSeen }) => isSeen);
  const bases = basesOf(items, documents, publication.refPrefix);
  const rows = rowsOf(review, reading);
  const tracked = items.map(({ ref, kind, words, timelineText }) => ({
    key: ref,
    kind,
    words: { ...words, timelineText: timelineText ?? '' },
    otherwise: bases.get(ref)?.row.words,
    marker: bases.get(ref)?.row.marker,
  }));
  return {
    pairs: compareDocuments(tracked, rows, said),
    items: new Map(items.map((item) => [item.ref, item])),
    read: new Map(rows.map((row) => [row.key, row])),
    bases,
  };
}

/** How the latest document that has an item says it, as it was read there. */
function basesOf(items: TrackedItem[], documents: KeptDocument[], refPrefix: string): Map<string, Base> {
  const bases = new Map<string, Base>();
  const known = new Set(items.map(({ ref }) => ref));
  for (const document of documents) {
    const refs = itemRefsOf(document, refPrefix);
    for (const row of rowsAsRead(document.reading)) {
      const ref = refs[row.key];
      if (ref && known.has(ref) && !bases.has(ref))
        bases.set(ref, { row, carriesOut: row.carriesOut.map((key) => refs[key] ?? key) });
    }
  }
  return bases;
}

/** The day on which a document first had a row with these words. */
function rowsKnownBefore(documents: KeptDocument[]): Map<string, string> {
  const known = new Map<string, string>();
  for (const { reading, importedOn } of documents)
    for (const { kind, words } of rowsAsRead(reading)) known.set(`${kind} ${mainWords(words)}`, importedOn);
  return known;
}

type Settle = (id: string, ref: string | null, one: Found, refusedOn?: string | null) => Difference;

/** What was refused before stays refused, and what the reviewer chose is so; the rest is proposed where it is certain. */
function settler({ documents }: Tracked, { accepted, refused }: Decisions): Settle {
  const [yes, no] = [new Set(accepted), new Set(refused)];
  const days = new Map<string, string>();
  // The latest document stands first.
  for (const { refused: left, importedOn } of documents.toReversed())
    for (const one of left) days.set(refusalKey(one), importedOn);
  return (id, ref, one, knownOn = null) => {
    const refusedOn = days.get(refusalKey({ ...one, ref })) ?? knownOn;
    const isAccepted = yes.has(id) || (!no.has(id) && one.isCertain && refusedOn === null);
    return { ...one, id, ref, refusedOn, isAccepted };
  };
}

function aloneDifferences(
  item: TrackedItem | null,
  row: ReadRow | null,
  { isCertain }: RowPair,
  settle: Settle,
  knownBefore: Map<string, string>,
): Difference[] {
  if (row)
    return row.include
      ? [
          settle(
            `${row.key}:new`,
            null,
            { kind: 'new', field: null, before: '', after: mainWords(row.words), isCertain },
            knownBefore.get(`${row.kind} ${mainWords(row.words)}`),
          ),
        ]
      : [];
  if (!item || item.isGone) return [];
  return [
    settle(`${item.ref}:gone`, item.ref, { kind: 'gone', field: null, before: '', after: '', isCertain }),
  ];
}

function statusOf(
  item: TrackedItem | null,
  row: ReadRow | null,
  pair: RowPair,
  differences: Difference[],
): RowStatus {
  if (!item) return 'new';
  if (!row) return 'gone';
  if (differences.some(({ kind }) => kind !== 'moved')) return 'reworded';
  return pair.isMoved && differences.length > 0 ? 'moved' : 'unchanged';
}

const titleOf = ({ words }: ReadRow): string =>
  words.pathway || words.implementation || words.issue || words.text || '';
