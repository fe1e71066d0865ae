import { sharedWords, wordsOf } from './likeness.js';
import type { RecommendationReading, Warning } from './reading.js';
import { excerpt, fold } from './words.js';

/** Recommendations that stand together, under one heading or in one table. */
export interface Part {
  /** As a warning names it: `under "Key Recommendations"`. */
  where: string;
  recommendations: RecommendationReading[];
  /** `at` counts from the first of this part. */
  warnings: Warning[];
}

/** From this share of the words of the shorter one on, two are the same. */
const SAME = 0.7;

/**
 * The recommendations of all parts, those left out that a summary repeats: where two parts say the same, the fuller
 * wording stays. What one of them has alone is never left out.
 */
export function withoutRepeats(parts: Part[]): {
  recommendations: RecommendationReading[];
  warnings: Warning[];
} {
  const repeats = new Set<RecommendationReading>();
  const told: Warning[] = [];
  const words = new Map(
    parts.flatMap(({ recommendations }) => recommendations.map((one) => [one, wordsOf(whole(one))] as const)),
  );
  const alike = (a: RecommendationReading, b: RecommendationReading) =>
    begins(a, b) || begins(b, a) || sharedWords(words.get(a)!, words.get(b)!) >= SAME;
  for (const [index, one] of parts.entries()) {
    for (const other of parts.slice(index + 1)) {
      const pairs = one.recommendations.flatMap((a) => {
        const b = other.recommendations.find((candidate) => alike(a, candidate));
        return b ? [[a, b] as const] : [];
      });
      const least = Math.min(one.recommendations.length, other.recommendations.length);
      if (!pairs.length || pairs.length < least / 2) continue;
      const [ofOne, ofOther] = [0, 1].map((side) => pairs.reduce((sum, pair) => sum + weigh(pair[side]), 0));
      const [kept, left, side] = ofOne > ofOther ? [one, other, 1] : [other, one, 0];
      const gone = pairs.map((pair) => pair[side]);
      for (const recommendation of gone) repeats.add(recommendation);
      const list = gone.map(({ text }) => `"${excerpt(text, 40)}"`).join(', ');
      told.push({
        at: 'recommendations',
        message: `What stands ${left.where} repeats what stands ${kept.where} and was left out: ${list}.`,
      });
    }
  }
  const recommendations: RecommendationReading[] = [];
  const warnings: Warning[] = [];
  for (const part of parts) {
    const indices = part.recommendations.map((recommendation) =>
      repeats.has(recommendation) ? null : recommendations.push(recommendation) - 1,
    );
    warnings.push(...part.warnings.flatMap((warning) => moved(warning, indices)));
  }
  return { recommendations, warnings: [...told, ...warnings] };
}

/** "Salt less." is the title of "Salt less. The Road Office should …". */
function begins(short: RecommendationReading, long: RecommendationReading): boolean {
  const start = fold(short.text).replace(/[\s.:;]+$/, '');
  return (
    start.length > 5 &&
    fold(long.text).startsWith(start) &&
    /^[\s.:;–—-]*(?:$|[\s.:;])/.test(fold(long.text).slice(start.length))
  );
}

function whole({ heading, text }: RecommendationReading): string {
  return heading && !text.startsWith(heading) ? `${heading} ${text}` : text;
}

/** What there is to lose by leaving it out. */
function weigh({ text, addressee, timeline }: RecommendationReading): number {
  return text.length + (addressee ? 30 : 0) + (timeline ? 30 : 0);
}

function moved(warning: Warning, indices: (number | null)[]): Warning[] {
  const match = /^recommendations\[(\d+)\](.*)$/.exec(warning.at);
  if (!match) return [warning];
  const index = indices[Number(match[1])];
  return typeof index === 'number' ? [{ ...warning, at: `recommendations[${index}]${match[2]}` }] : [];
}
