// How alike two texts are by the words they share: each word weighs the more the fewer of the texts have it.

const STOP = new Set(
  `a about against all also an and any are as at be been both but by can could do does each for from further had has
   have help how if in including into is it its itself keep may more most must need needs no not of on or other
   ought over own real same said says should so such than that the their them these they this those through to under
   up upon use via was we were what when where which while who will with within without would`.split(/\s+/),
);
/** So much of a text is looked at. */
const MOST_CHARACTERS = 20_000;

export type Words = Map<string, number>;

/** The stems of a text and how often each stands there. Marks over letters do not count. */
export function wordsOf(text: string): Words {
  const counts: Words = new Map();
  const plain = text.slice(0, MOST_CHARACTERS).normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase();
  for (const word of plain.match(/\p{L}{2,}|\p{N}{2,}/gu) ?? []) {
    if (STOP.has(word)) continue;
    const stem = stemOf(word);
    counts.set(stem, (counts.get(stem) ?? 0) + 1);
  }
  return counts;
}

/** Endings off, so that "strengthening borders" meets "strengthen border"; crude, but only for likeness. */
function stemOf(word: string): string {
  if (word.length < 5) return word.replace(/s$/, '');
  return word
    .replace(/ies$/, 'y')
    .replace(/(?:ations?|ments?|ings?|ists?|isms?|edly|ed|es|ly|s)$/, '')
    .replace(/(?:ion|i|e|y)$/, '');
}

export interface Likeness<T> {
  of: T;
  /** 0 to 1. */
  score: number;
}

/**
 * Those of `candidates` that are like the text, the likest first; candidates that are equally alike keep their order.
 * @param least below it what is shared is chance
 */
export function likest<T>(
  text: string,
  candidates: readonly T[],
  textOf: (candidate: T) => string,
  { most, least = 0.08 }: { most: number; least?: number },
): Likeness<T>[] {
  return likestOf([text], candidates, textOf, { most, least })[0]!;
}

/** The same for several texts against the same candidates, which are read once. */
export function likestOf<T>(
  texts: readonly string[],
  candidates: readonly T[],
  textOf: (candidate: T) => string,
  { most, least = 0.08 }: { most: number; least?: number },
): Likeness<T>[][] {
  const read = candidates.map((of) => ({ of, words: wordsOf(textOf(of)) }));
  const spread = new Map<string, number>();
  for (const { words } of read)
    for (const stem of words.keys()) spread.set(stem, (spread.get(stem) ?? 0) + 1);
  const weigh = (words: Words, stem: string) =>
    (1 + Math.log(words.get(stem)!)) * Math.log(1 + read.length / (spread.get(stem) ?? read.length));
  const lengthOf = (words: Words) => Math.hypot(...[...words.keys()].map((stem) => weigh(words, stem)));
  const measured = read.map((one) => ({ ...one, length: lengthOf(one.words) }));
  return texts.map((text) => {
    const words = wordsOf(text);
    // What no candidate says tells nothing between them: a long article is like a short item all the same.
    for (const stem of words.keys()) if (!spread.has(stem)) words.delete(stem);
    const length = lengthOf(words);
    return measured
      .map((one) => {
        let product = 0;
        for (const stem of words.keys())
          if (one.words.has(stem)) product += weigh(words, stem) * weigh(one.words, stem);
        return { of: one.of, score: product === 0 ? 0 : product / (length * one.length) };
      })
      .filter(({ score }) => score >= least)
      .toSorted((a, b) => b.score - a.score)
      .slice(0, most);
  });
}
