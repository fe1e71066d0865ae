/** A run of words that both texts have, or that one of them has. Joined, they give the texts back. */
export interface Piece {
  kind: 'same' | 'deleted' | 'inserted';
  text: string;
}

/** Beyond so many steps two texts are shown as wholly other: nobody reads such a difference word by word. */
const MOST_STEPS = 4_000_000;

const SEGMENTER = new Intl.Segmenter('und', { granularity: 'word' });

/** Words, what stands between them, and signs, in every script. */
const tokensOf = (text: string): string[] => [...SEGMENTER.segment(text)].map(({ segment }) => segment);

/** The words of a text for comparison, without case; signs and spaces do not count. */
export function wordsIn(text: string): string[] {
  return [...SEGMENTER.segment(text.normalize('NFKC').toLowerCase())]
    .filter(({ isWordLike }) => isWordLike)
    .map(({ segment }) => segment);
}

/** Whether two texts differ in more than white space and how their characters are composed. */
export const isSameText = (a: string, b: string): boolean => plain(a) === plain(b);
export const plain = (text: string): string => text.normalize('NFC').replaceAll(/\s+/g, ' ').trim();

/** What was deleted and inserted between two texts, word by word: the longest common subsequence of their words. */
export function wordDifference(before: string, after: string): Piece[] {
  const [a, b] = [tokensOf(before), tokensOf(after)];
  let start = 0;
  while (start < a.length && start < b.length && a[start] === b[start]) start++;
  let end = 0;
  while (end < a.length - start && end < b.length - start && a.at(-1 - end) === b.at(-1 - end)) end++;
  const middle = differing(a.slice(start, a.length - end), b.slice(start, b.length - end));
  return joined([
    ...a.slice(0, start).map((text): Piece => ({ kind: 'same', text })),
    ...middle,
    ...a.slice(a.length - end).map((text): Piece => ({ kind: 'same', text })),
  ]);
}

function differing(a: string[], b: string[]): Piece[] {
  const deleted = a.map((text): Piece => ({ kind: 'deleted', text }));
  const inserted = b.map((text): Piece => ({ kind: 'inserted', text }));
  if (a.length === 0 || b.length === 0 || a.length * b.length > MOST_STEPS) return [...deleted, ...inserted];
  const width = b.length + 1;
  const longest = new Uint32Array((a.length + 1) * width);
  for (let i = a.length - 1; i >= 0; i--)
    for (let j = b.length - 1; j >= 0; j--)
      longest[i * width + j] =
        a[i] === b[j]
          ? longest[(i + 1) * width + j + 1]! + 1
          : Math.max(longest[(i + 1) * width + j]!, longest[i * width + j + 1]!);
  const pieces: Piece[] = [];
  let [i, j] = [0, 0];
  while (i < a.length && j < b.length) {
    if (a[i] === b[j]) {
      pieces.push({ kind: 'same', text: a[i]! });
      i++;
      j++;
    } else if (longest[(i + 1) * width + j]! >= longest[i * width + j + 1]!) pieces.push(deleted[i++]!);
    else pieces.push(inserted[j++]!);
  }
  return [...pieces, ...deleted.slice(i), ...inserted.slice(j)];
}

/** Neighbours of one kind become one; a lone space between two changes is changed with them. */
function joined(pieces: Piece[]): Piece[] {
  const whole: Piece[] = [];
  let [deleted, inserted] = ['', ''];
  const flush = () => {
    if (deleted) whole.push({ kind: 'deleted', text: deleted });
    if (inserted) whole.push({ kind: 'inserted', text: inserted });
    [deleted, inserted] = ['', ''];
  };
  for (const [index, { kind, text }] of pieces.entries()) {
    const between = kind === 'same' && !text.trim() && (deleted || inserted);
    if (between && pieces[index + 1] && pieces[index + 1]!.kind !== 'same') {
      deleted += text;
      inserted += text;
    } else if (kind === 'same') {
      flush();
      const last = whole.at(-1);
      if (last?.kind === 'same') last.text += text;
      else whole.push({ kind, text });
    } else if (kind === 'deleted') deleted += text;
    else inserted += text;
  }
  flush();
  return whole;
}
