/** A sentence and where in its paragraph it begins. */
export interface Sentence {
  text: string;
  start: number;
}

/** Words before a full stop that ends no sentence. */
const SHORTENED =
  /(?:^|[\s("“])(?:dr|mr|mrs|ms|prof|amb|gen|col|lt|hon|st|no|nos|art|arts|sec|para|ch|vol|ed|eds|fig|e\.g|i\.e|cf|vs|etc|al|approx|ca|incl|p|pp|inc|ltd|co|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec|(?:\p{Lu}\.)*\p{Lu})$/iu;

/**
 * The sentences of a paragraph. One ends at a full stop, a question or an exclamation mark with a capital after it,
 * but not behind an abbreviation, nor within quotation marks or brackets that are still open.
 */
export function sentencesOf(text: string): Sentence[] {
  const sentences: Sentence[] = [];
  let start = 0;
  for (const match of text.matchAll(
    /[.!?…۔؟]+[”"’')\]]*(?:[\u00B9\u00B2\u00B3\u2070-\u2079]+|\[\d+\])*\s+(?=["“‘'([]?[\p{Lu}\p{Lo}\d])/gu,
  )) {
    const before = text.slice(start, match.index);
    if (match[0].startsWith('.') && SHORTENED.test(before.slice(-12))) continue;
    const end = match.index + match[0].length;
    sentences.push({ text: text.slice(start, end).trimEnd(), start });
    start = end;
  }
  if (text.slice(start).trim()) sentences.push({ text: text.slice(start).trimEnd(), start });
  return sentences;
}

/** The text with what stands in quotation marks blanked out: somebody else says it. Offsets stay. */
export function withoutQuotations(text: string): string {
  return text.replaceAll(
    /“[^”]*(?:”|$)|"[^"]*(?:"|$)|«[^»]*(?:»|$)|(?<!\p{L})‘[^’]{12,}’(?!\p{L})/gu,
    (quoted) => '_'.repeat(quoted.length),
  );
}
