// How alike two texts are by the words they share: each word weighs the more the fewer of the texts have it.

const STOP = new Set(
  `a about against all also an and any are as at be been both but by can could do does each for from further had has
   have help how if in including into is it its itself keep may more most must need needs no not of on or other
   ought over own real same said says should so such than that the their them these they this those through to under
   up upon use via was we were what when where which while who will with within without would`.split(/\s+/),
);
/** So much of a text is looked at. */
const MOST_CHARACTERS = 20_000;

/** The stems of a text and how often each stands there. Marks over letters do not count. */
function wordsOf(text: string): Map<string, number> {
  const counts = new Map<string, number>();
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
  // By stem, the candidates that have it and how often: only those that share a word with a text are looked at.
  const having = new Map<string, { at: number; count: number }[]>();
  for (const [at, candidate] of candidates.entries())
    for (const [stem, count] of wordsOf(textOf(candidate))) {
      const found = having.get(stem);
      if (found) found.push({ at, count });
      else having.set(stem, [{ at, count }]);
    }
  const weigh = (count: number, among: number) =>
    (1 + Math.log(count)) * Math.log(1 + candidates.length / among);
  const squares = new Float64Array(candidates.length);
  for (const found of having.values())
    for (const { at, count } of found) squares[at]! += weigh(count, found.length) ** 2;
  return texts.map((text) => {
    const products = new Map<number, number>();
    let square = 0;
    for (const [stem, count] of wordsOf(text)) {
      const found = having.get(stem);
      // What no candidate says tells nothing between them: a long article is like a short item all the same.
      if (!found) continue;
      const weight = weigh(count, found.length);
      square += weight ** 2;
      for (const one of found)
        products.set(one.at, (products.get(one.at) ?? 0) + weight * weigh(one.count, found.length));
    }
    return [...products]
      .map(([at, product]) => ({ at, score: product / Math.sqrt(square * squares[at]!) }))
      .filter(({ score }) => score >= least)
      .toSorted((a, b) => b.score - a.score || a.at - b.at)
      .slice(0, most)
      .map(({ at, score }) => ({ of: candidates[at]!, score }));
  });
}
