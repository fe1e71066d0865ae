import type { PublicationFacts } from '../../publications/index.js';
import type { Review } from '../review.js';
import type { Comparison } from './compared.js';
import { placesThen } from './places-then.js';
import type { Tracked } from './tracked.query.js';

/** A row that becomes an item: the next free number of its kind, never one that was given before. */
export interface NewRow {
  ref: string;
  number: number;
}

const LETTER = { action: 'A', recommendation: 'R' } as const;
const KINDS = ['action', 'recommendation'] as const;

/** By the row's path. */
export function newRowsOf({ publication, items }: Tracked, { rows }: Comparison): Map<string, NewRow> {
  const found = new Map<string, NewRow>();
  for (const kind of KINDS) {
    let number = Math.max(
      0,
      ...items.filter((item) => item.kind === kind).map(({ ref }) => Number(/\d+$/.exec(ref)![0])),
    );
    for (const { row, differences, ...one } of rows)
      if (one.kind === kind && row && differences.some((it) => it.kind === 'new' && it.isAccepted)) {
        number += 1;
        found.set(row, { number, ref: `${publication.refPrefix}.${LETTER[kind]}${number}` });
      }
  }
  return found;
}

/**
 * Which item each row of the document is from now on. A doubtful pair of which nothing was taken over is not said to
 * be one.
 */
export function itemRefsThen({ rows }: Comparison, newRows: Map<string, NewRow>): Record<string, string> {
  return Object.fromEntries(
    rows.flatMap(({ row, ref, isCertain, differences }) => {
      if (!row) return [];
      const isOne = isCertain || differences.some(({ isAccepted }) => isAccepted);
      const is = newRows.get(row)?.ref ?? (isOne ? ref : null);
      return is ? [[row, is]] : [];
    }),
  ) as Record<string, string>;
}

/** The positions of all items, by reference; of those whose kind has nothing new and nothing moved, none. */
export function positionsThen(
  { items }: Tracked,
  { rows }: Comparison,
  newRows: Map<string, NewRow>,
): Map<string, number> {
  const places = new Map<string, number>();
  for (const kind of KINDS) {
    const ofKind = rows.filter((row) => row.kind === kind);
    const changes = ofKind.some(({ differences }) =>
      differences.some((one) => one.isAccepted && (one.kind === 'new' || one.kind === 'moved')),
    );
    if (!changes) continue;
    const placed = ofKind.flatMap(({ row, ref, differences }) => {
      const is = row && (newRows.get(row)?.ref ?? ref);
      const stays = differences.some((one) => one.kind === 'moved' && !one.isAccepted);
      return is && !stays ? [{ ref: is, number: indexOf(row) + 1 }] : [];
    });
    for (const [ref, place] of placesThen(
      items.filter((item) => item.kind === kind),
      placed,
    ))
      places.set(ref, place);
  }
  return places;
}

/** `actions[5]` → 5 */
export const indexOf = (row: string): number => Number(/\d+/.exec(row)![0]);

/** The facts that are taken over, as they are stored. */
export function factsThen({ publication }: Review, accepted: string[]): Partial<PublicationFacts> {
  const orNull = (text: string) => text || null;
  const facts: Partial<PublicationFacts> = {
    title: publication.title,
    series: orNull(publication.series),
    number: orNull(publication.number),
    date: orNull(publication.date),
    publisher: orNull(publication.publisher),
    authors: publication.authors,
    language: publication.language,
    classification: publication.classification,
    disclaimer: orNull(publication.disclaimer),
  };
  const taken = Object.fromEntries(Object.entries(facts).filter(([field]) => accepted.includes(field)));
  return accepted.includes('language') ? { ...taken, direction: publication.direction } : taken;
}
