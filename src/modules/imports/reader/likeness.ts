import type { ActionReading, Proposal, RecommendationReading } from './reading.js';

/** Below this the words shared are chance. */
const THRESHOLD = 0.12;
const MOST = 3;

const STOP = new Set(
  `a about against all also an and any are as at be been both but by can could do does each for from further had has
   have help how if in including into is it its itself keep may more most must need needs no not of on or other
   ought over own real same should so such such than that the their them these they this those through to under
   up upon use via was well were what when where which while who will with within without would`.split(/\s+/),
);

/**
 * Proposes, for each action, the recommendations it may carry out: cosine of the words they share, each word
 * weighing the more the fewer of the texts have it.
 */
export function proposeRecommendations(
  actions: ActionReading[],
  recommendations: RecommendationReading[],
): void {
  const wanted = recommendations.map((recommendation) =>
    stems(`${recommendation.heading ?? ''} ${recommendation.text}`),
  );
  const offered = actions.map((action) =>
    stems(`${action.issue} ${action.pathway} ${action.implementation}`),
  );
  const weights = weigh([...wanted, ...offered]);
  for (const [index, action] of actions.entries()) {
    action.proposedRecommendations = wanted
      .map((words, other): Proposal => ({
        index: other,
        score: round(cosine(offered[index], words, weights)),
      }))
      .filter(({ score }) => score >= THRESHOLD)
      .toSorted((a, b) => b.score - a.score || a.index - b.index)
      .slice(0, MOST);
  }
}

/** The words of a text that count for its likeness. */
export function wordsOf(text: string): ReadonlySet<string> {
  return new Set(stems(text).keys());
}

/** Share of the words of the shorter text that the longer one has as well; 0 where one has hardly any. */
export function sharedWords(one: ReadonlySet<string>, other: ReadonlySet<string>): number {
  const [fewer, more] = one.size < other.size ? [one, other] : [other, one];
  return fewer.size < 3 ? 0 : [...fewer].filter((stem) => more.has(stem)).length / fewer.size;
}

function stems(text: string): Map<string, number> {
  const counts = new Map<string, number>();
  for (const word of text
    .slice(0, 20_000)
    .toLowerCase()
    .match(/\p{L}{2,}/gu) ?? []) {
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

function weigh(texts: Map<string, number>[]): Map<string, number> {
  const spread = new Map<string, number>();
  for (const text of texts) for (const stem of text.keys()) spread.set(stem, (spread.get(stem) ?? 0) + 1);
  return new Map([...spread].map(([stem, count]) => [stem, Math.log(1 + texts.length / count)]));
}

function cosine(a: Map<string, number>, b: Map<string, number>, weights: Map<string, number>): number {
  const weight = (text: Map<string, number>, stem: string) =>
    (1 + Math.log(text.get(stem)!)) * weights.get(stem)!;
  const length = (text: Map<string, number>) =>
    Math.sqrt([...text.keys()].reduce((sum, stem) => sum + weight(text, stem) ** 2, 0));
  const shared = [...a.keys()].filter((stem) => b.has(stem));
  const product = shared.reduce((sum, stem) => sum + weight(a, stem) * weight(b, stem), 0);
  return product === 0 ? 0 : product / (length(a) * length(b));
}

function round(score: number): number {
  return Math.round(score * 100) / 100;
}
