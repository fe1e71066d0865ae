import type { Block, Paragraph } from './blocks.js';
import { placeAt, placeOf } from './blocks.js';
import { isNotesHeading } from './heading-words.js';
import type { Section } from './outline.js';
import type { RecommendationReading, Warning } from './reading.js';
import type { Grade } from './recommending.js';
import { gradeSentence } from './recommending.js';
import { sentencesOf, withoutQuotations } from './sentences.js';
import { excerpt, fold, isRecommending } from './words.js';

/** More than these are no help to anybody. */
const MOST = 60;

/**
 * Sentences of running text that seem to recommend something, for a document in which no heading introduces its
 * recommendations, and the items of lists that such a sentence leads up to ("The city is urged to:"). All are
 * suggestions: their confidence is below that of anything under a heading, and each has a warning that says why.
 * @param running what stands above the first heading, title page left out
 */
export function suggestRecommendations(
  sections: Section[],
  running: Block[],
): { recommendations: RecommendationReading[]; warnings: Warning[] } {
  const found: { reading: RecommendationReading; because: string }[] = [];
  const parts = [{ heading: '', blocks: running }, ...sections.filter(isText)];
  for (const { heading, blocks: own } of parts) {
    const paragraphs = own.filter((block) => block.kind === 'paragraph');
    for (let i = 0; i < paragraphs.length; i++) {
      const list = leadOf(paragraphs[i]) ? listBelow(paragraphs, i + 1) : [];
      if (list.length) {
        const grade = leadOf(paragraphs[i])!;
        for (const item of list)
          found.push(suggestion(item.text, placeOf(item.first), markerOf(item.first), grade));
        i += list.reduce((sum, { count }) => sum + count, 0);
      } else found.push(...inParagraph(paragraphs[i], heading));
    }
  }
  const distinct = found.filter(
    ({ reading }, index) =>
      found.findIndex((other) => fold(other.reading.text) === fold(reading.text)) === index,
  );
  const warnings = distinct.slice(0, MOST).map(({ because }, index): Warning => ({
    at: `recommendations[${index}]`,
    message: `Only suggested, no heading says that it is a recommendation: ${because}.`,
  }));
  if (distinct.length)
    warnings.unshift({
      at: 'recommendations',
      message:
        'No heading introduces recommendations. What seems to recommend something in the running text is only ' +
        `suggested (${distinct.length}${distinct.length > MOST ? `, the first ${MOST} shown` : ''}): take what does.`,
    });
  return { recommendations: distinct.slice(0, MOST).map(({ reading }) => reading), warnings };
}

/**
 * Whether these alone make no document worth importing: a news report has its "should" as well. One must say that it
 * recommends or what a body should do, or two what a body must.
 */
export function areTooSlight(recommendations: RecommendationReading[]): boolean {
  const best = recommendations.map(({ confidence }) => confidence).toSorted((a, b) => b - a);
  return (best[0] ?? 0) < 0.5 && (best[1] ?? 0) < 0.4;
}

function isText({ heading }: Section): boolean {
  return (
    !isNotesHeading(heading) &&
    !/^(?:about the|acknowledge|methodolog|abbreviat|acronyms|contents|table of|disclaimer)/i.test(heading)
  );
}

function inParagraph(paragraph: Paragraph, heading: string) {
  return sentencesOf(paragraph.text).flatMap(({ text, start }) => {
    // What ends in a colon leads up to something: what that is counts.
    const grade = text.endsWith(':') ? null : gradeSentence(text, heading);
    return grade ? [suggestion(text, placeAt(paragraph, start), null, grade)] : [];
  });
}

function suggestion(text: string, at: RecommendationReading['at'], marker: string | null, grade: Grade) {
  const { confidence, addressee, because } = grade;
  const reading: RecommendationReading = {
    text,
    marker,
    heading: null,
    addressee,
    confidence,
    timeline: null,
    at,
  };
  return { reading, because };
}

const LEADS =
  /\b(?:urged|recommended|advised|called (?:up)?on|encouraged|recommend|urge|propose|suggest|call (?:up)?on|should|must|needs? to|ought to|to this end|to (?:that|these) ends?|(?:steps?|measures|actions|priorities|proposals|reforms) (?:are|is|would be|should be|follow|suggest themselves|we propose|needed|required))\b[^.]{0,200}:$/i;

/** What a paragraph that ends in a colon says of the list below it; null where it leads up to nothing of the kind. */
function leadOf({ text, list }: Paragraph): Grade | null {
  const last = sentencesOf(text).at(-1)?.text ?? '';
  if (list || !LEADS.test(last) || withoutQuotations(last) !== last) return null;
  const graded = gradeSentence(last.replace(/:$/, ' do what follows.'), '');
  const isPlain = /^(?:to (?:this|that|these) ends?|the following|these|three|four|five|several)\b/i.test(
    last,
  );
  if (!graded && !isPlain) return null;
  return {
    confidence: 0.5,
    addressee: graded?.addressee ?? null,
    because: `it stands in a list below "${excerpt(last, 80)}"`,
  };
}

const COUNTING = /^(?:first|second|third|fourth|fifth|sixth|last)(?:ly)?,|^finally,/i;

/** The items right below a lead-in: list items with what is nested in them, or paragraphs that say what to do. */
function listBelow(
  paragraphs: Paragraph[],
  from: number,
): { first: Paragraph; text: string; count: number }[] {
  const items: { first: Paragraph; text: string; count: number }[] = [];
  const outermost = paragraphs[from]?.list ?? null;
  // "First, …", "Second, …": the list ends with the last that counts on.
  const isCounted = COUNTING.test(paragraphs[from]?.text ?? '');
  const isItem = ({ list, text }: Paragraph) =>
    outermost ? list !== null : !list && (isCounted ? COUNTING.test(text) : isRecommending(text));
  for (const paragraph of paragraphs.slice(from)) {
    const last = items.at(-1);
    if (!isItem(paragraph)) break;
    if (last && paragraph.list && paragraph.list.indent > outermost!.indent + 1) {
      last.text += `\n${paragraph.list.text} ${paragraph.text}`;
      last.count++;
    } else items.push({ first: paragraph, text: paragraph.text, count: 1 });
  }
  return items;
}

function markerOf({ list }: Paragraph): string | null {
  return list && list.kind !== 'bullet' ? list.text.replaceAll(/[().]+$|^\(/g, '') : null;
}
