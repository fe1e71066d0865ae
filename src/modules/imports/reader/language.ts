/** Words that are frequent in one language and rare in the others. */
const FREQUENT: [string, Set<string>][] = [
  ['en', new Set('the of and to in is that for with as are by from this on be has should'.split(' '))],
  ['fr', new Set('le la les des et une est dans pour que sur par du au qui avec aux'.split(' '))],
  ['es', new Set('el los las del una que por para con es se como más su al'.split(' '))],
  ['it', new Set('il gli della che di per con una sono non del nella anche più delle'.split(' '))],
  ['pt', new Set('o os uma não que para com dos das são mais ao pela também em'.split(' '))],
  ['nl', new Set('het een van en dat niet zijn voor met aan door ook wordt bij de'.split(' '))],
  ['tr', new Set('ve bir bu için ile olarak olan de da daha çok gibi kadar'.split(' '))],
  ['id', new Set('yang dan di untuk dengan pada dari ini dalam tidak adalah oleh'.split(' '))],
  ['de', new Set('der die das und ist nicht den von zu mit auf für ein eine im dem'.split(' '))],
];

/** Scripts that one language uses, or one far more than the others. */
const SCRIPTS: [string, RegExp][] = [
  ['ru', /\p{Script=Cyrillic}/gu],
  ['hi', /\p{Script=Devanagari}/gu],
  ['bn', /\p{Script=Bengali}/gu],
  ['ja', /[\p{Script=Hiragana}\p{Script=Katakana}]/gu],
  ['zh', /\p{Script=Han}/gu],
  ['ko', /\p{Script=Hangul}/gu],
  ['he', /\p{Script=Hebrew}/gu],
  ['el', /\p{Script=Greek}/gu],
];

/**
 * The language of a running text, as ISO 639-1: by its letters where the script tells, by its most frequent words
 * among the languages above; null where neither tells.
 */
export function languageOf(text: string): string | null {
  const sample = text.slice(0, 20_000);
  const arabic = sample.match(/\p{Script=Arabic}/gu)?.length ?? 0;
  const letters = sample.match(/\p{L}/gu)?.length ?? 0;
  if (arabic > 0.5 * letters && letters > 0) {
    if (/[ټډړږښګې]/.test(sample)) return 'ps';
    if (/[ٻڄڪڳ]/.test(sample)) return 'sd';
    if (/[ٹڈڑےںھ]/.test(sample)) return 'ur';
    return /[پچژگ]/.test(sample) ? 'fa' : 'ar';
  }
  const script = SCRIPTS.find(([, pattern]) => (sample.match(pattern)?.length ?? 0) > 0.5 * letters);
  if (script && letters > 0) return script[0] === 'ru' && /[іїєґ]/i.test(sample) ? 'uk' : script[0];
  const words = sample.toLowerCase().match(/\p{L}+/gu) ?? [];
  const shares = FREQUENT.map(([language, known]) => ({
    language,
    share: words.filter((word) => known.has(word)).length / Math.max(words.length, 1),
  })).toSorted((a, b) => b.share - a.share);
  return shares[0].share > 0.08 ? shares[0].language : null;
}
