/** Words that are frequent in one language and rare in the others. */
const FREQUENT: [string, Set<string>][] = [
  ['en', new Set('the of and to in is that for with as are by from this on be has should'.split(' '))],
  ['fr', new Set('le la les des et une est dans pour que sur par du au qui avec aux'.split(' '))],
  ['es', new Set('el los las del una que por para con es se como más su al'.split(' '))],
  ['de', new Set('der die das und ist nicht den von zu mit auf für ein eine im dem'.split(' '))],
];

/**
 * The language of a running text, as ISO 639-1: by its letters where the script tells (Urdu, Persian, Arabic), by
 * its most frequent words among English, French, Spanish and German; null where neither tells.
 */
export function languageOf(text: string): string | null {
  const sample = text.slice(0, 20_000);
  const arabic = sample.match(/\p{Script=Arabic}/gu)?.length ?? 0;
  const letters = sample.match(/\p{L}/gu)?.length ?? 0;
  if (arabic > 0.5 * letters && letters > 0) {
    if (/[ٹڈڑےںھ]/.test(sample)) return 'ur';
    return /[پچژگ]/.test(sample) ? 'fa' : 'ar';
  }
  const words = sample.toLowerCase().match(/\p{L}+/gu) ?? [];
  const shares = FREQUENT.map(([language, known]) => ({
    language,
    share: words.filter((word) => known.has(word)).length / Math.max(words.length, 1),
  })).toSorted((a, b) => b.share - a.share);
  return shares[0].share > 0.08 ? shares[0].language : null;
}
