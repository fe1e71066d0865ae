/** Words shorter than this are taken as they are typed: too many others are near. */
export const SHORTEST_GUESSED = 4;

/** How many slips a word of this length may have. */
export const slipsIn = (word: string): number => ([...word].length < 6 ? 1 : 2);

/**
 * How many signs must be put in, left out, exchanged or swapped with their neighbour to make one word of the other;
 * more than `most` is `most + 1`. Optimal string alignment:
 * https://en.wikipedia.org/wiki/Damerau–Levenshtein_distance
 */
export function distance(one: string, other: string, most: number): number {
  const [a, b] = [[...one], [...other]];
  if (Math.abs(a.length - b.length) > most) return most + 1;
  let [before, last]: [number[], number[]] = [[], Array.from({ length: b.length + 1 }, (_, n) => n)];
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      row[j] = Math.min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        row[j] = Math.min(row[j], before[j - 2] + 1);
    }
    if (Math.min(...row) > most) return most + 1;
    [before, last] = [last, row];
  }
  return Math.min(last[b.length], most + 1);
}

/** Of the words there are, those that a person may have meant: by number of slips, 1 first. */
export function nearWords(word: string, known: string[]): Map<number, string[]> {
  const near = new Map<number, string[]>();
  const most = slipsIn(word);
  for (const candidate of new Set(known)) {
    const slips = distance(word, candidate, most);
    if (slips > 0 && slips <= most) near.set(slips, [...(near.get(slips) ?? []), candidate]);
  }
  return near;
}
