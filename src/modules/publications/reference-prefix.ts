import type { EntityManager } from 'typeorm';
import { Publication } from './publication.entity.js';

/** A series folded for comparison: "Policy  Brief" and "policy brief" are one. */
export function nameKeyOfSeries(series: string | null): string | null {
  return series?.normalize('NFKC').toLowerCase().replace(/\s+/g, ' ').trim() || null;
}

/** "Policy Brief" → "PB"; a single word gives its first three letters; what has no Latin letters gives "P". */
export function seriesCode(series: string | null): string {
  const words = (series ?? '').normalize('NFKD').match(/[A-Za-z0-9]+/g) ?? [];
  if (words.length === 0) return 'P';
  return (words.length === 1 ? words[0]!.slice(0, 3) : words.map((word) => word[0]).join('')).toUpperCase();
}

/** How the references of a publication's items begin: series code and number, or, without a number, year and counter. */
export async function refPrefixFor(
  manager: EntityManager,
  series: string | null,
  number: string | null,
  now: Date,
): Promise<string> {
  const code = seriesCode(series);
  const wanted = number
    ?.trim()
    .replace(/[^A-Za-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
  if (wanted && !(await manager.existsBy(Publication, { refPrefix: `${code}-${wanted}` })))
    return `${code}-${wanted}`;
  const year = now.getUTCFullYear();
  for (let counter = 1; ; counter++) {
    const prefix = `${code}-${year}-${counter}`;
    if (!(await manager.existsBy(Publication, { refPrefix: prefix }))) return prefix;
  }
}
