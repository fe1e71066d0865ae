import type { Block, Paragraph } from './blocks.js';
import { placeOf } from './blocks.js';
import { joinCutSentences, takeDisclaimer } from './cut-sentences.js';
import { readFacts } from './facts.js';
import { fillFromProperties } from './file-properties.js';
import { isMatrixHeading, isNotesHeading } from './heading-words.js';
import { withLabelledActions } from './labelled-blocks.js';
import { proposeRecommendations } from './likeness.js';
import { readMatrices } from './matrix.js';
import { readNotes, takePageNotes } from './notes.js';
import type { Section } from './outline.js';
import { outlineOf } from './outline.js';
import type { Format, Reading, SectionReading, Warning } from './reading.js';
import { UnreadableDocument } from './reading.js';
import { readRecommendationTables } from './recommendation-tables.js';
import { readRecommendations, recommendationSections } from './recommendations.js';
import { withoutRepeats } from './repeated-recommendations.js';
import { areTooSlight, suggestRecommendations } from './suggestions.js';
import type { Document } from './text-blocks.js';
import { turned } from './turned-tables.js';
import { excerpt } from './words.js';

/** What the reader cannot know from the document. */
export interface ReadingOptions {
  /** 1–12; without it nothing is derived from a fiscal year. */
  fiscalYearStartMonth?: number | null;
}

/** Everything after the front end: the same for every format. */
export function readBlocks(document: Document, format: Format, options: ReadingOptions = {}): Reading {
  const { disclaimer, blocks: withoutDisclaimer } = takeDisclaimer(document.blocks);
  const { notes: pageNotes, blocks: running } = takePageNotes(withoutDisclaimer);
  const { blocks: joined, warnings: joins } = joinCutSentences(running);
  const blocks = withLabelledActions(joined);
  const { front, sections } = outlineOf(blocks);
  const inNotes = new Set(
    sections.filter(({ heading }) => isNotesHeading(heading)).flatMap((section) => section.blocks),
  );
  const cited = blocks.filter((block) => !inNotes.has(block));
  const { publication, warnings: ofFacts } = readFacts({
    front,
    furniture: document.furniture,
    disclaimer,
    body: sections.map(textOfSection).join(' ') || blocks.map(textOfBlock).join(' '),
  });
  const ofProperties = fillFromProperties(publication, document.properties ?? {});
  const upright = turned(blocks);
  const inTables = readRecommendationTables(upright, publication.date, options);
  const found = withoutRepeats([...readRecommendations(sections, publication.date, options), inTables.part]);
  const { recommendations, warnings: ofRecommendations } = found.recommendations.length
    ? found
    : suggestRecommendations(sections, aboveHeadings(blocks, front, sections));
  const mayBeMatrices = upright.filter((block) => !inTables.tables.has(block));
  const { actions, captions, warnings: ofMatrix } = readMatrices(mayBeMatrices, publication.date, options);
  const { notes, warnings: ofNotes } = readNotes(pageNotes, sections, cited, document.notes);
  if (!actions.length && areTooSlight(recommendations)) throw nothingFound(blocks, sections);
  proposeRecommendations(actions, recommendations);
  const absent: Warning[] = [];
  if (!recommendations.length)
    absent.push({ at: 'recommendations', message: `No recommendations were found. ${lookedFor(sections)}` });
  if (!actions.length) absent.push({ at: 'actions', message: 'No action matrix was found.' });
  return {
    format,
    publication,
    sections: [...sections.map(sectionReading), ...captionSections(captions)].toSorted(byPlace),
    recommendations,
    actions,
    notes,
    warnings: [
      ...document.warnings,
      ...joins,
      ...ofFacts,
      ...ofProperties,
      ...absent,
      ...ofRecommendations,
      ...ofMatrix,
      ...ofNotes,
    ],
  };
}

/** The text above the first heading, without the title page. */
function aboveHeadings(blocks: Block[], front: Paragraph[], sections: Section[]): Block[] {
  const first = new Set<Block>(sections.flatMap((section) => section.blocks));
  const end = blocks.findIndex(
    (block) => first.has(block) || (block.kind === 'paragraph' && placeOf(block) === sections[0]?.at),
  );
  const titlePage = new Set<Block>(front);
  return blocks.slice(0, end === -1 ? undefined : end).filter((block) => !titlePage.has(block));
}

function sectionReading(section: Section): SectionReading {
  return { heading: section.heading, level: section.level, at: section.at, text: textOfSection(section) };
}

/** "Action Matrix" as the first row of the table itself. */
function captionSections(captions: { text: string; at: SectionReading['at'] }[]): SectionReading[] {
  return captions
    .filter(({ text }) => isMatrixHeading(text))
    .map(({ text, at }) => ({ heading: text, level: 1, at, text: '' }));
}

function byPlace(a: SectionReading, b: SectionReading): number {
  if ('paragraph' in a.at && 'paragraph' in b.at) return a.at.paragraph - b.at.paragraph;
  return 'line' in a.at && 'line' in b.at ? (a.at.line ?? 0) - (b.at.line ?? 0) : 0;
}

function textOfSection({ blocks }: Section): string {
  const paragraphs = blocks.filter((block) => block.kind === 'paragraph');
  return paragraphs.map(({ text, list }) => (list ? `${list.text} ${text}` : text)).join('\n\n');
}

function textOfBlock(block: Block): string {
  return block.kind === 'paragraph'
    ? block.text
    : block.rows.flatMap((row) => row.cells.map((cell) => cell.text)).join(' ');
}

function nothingFound(blocks: Block[], sections: Section[]): UnreadableDocument {
  const tables = blocks.filter((block) => block.kind === 'table').length;
  const matrix =
    'a table whose header names at least three of issue, pathway, implementation, actors and timeline (or the like)';
  return new UnreadableDocument(
    'nothing_found',
    `Nothing to track was found. Heed looked for ${matrix} in ${tables} table${tables === 1 ? '' : 's'}, and for a ` +
      `heading such as "Recommendations" or "Way forward" with paragraphs below it. ${lookedFor(sections)}`,
  );
}

function lookedFor(sections: Section[]): string {
  const [empty] = recommendationSections(sections);
  if (empty !== undefined) return `Under "${sections[empty].heading}" there was nothing that recommends.`;
  if (sections.length === 0) return 'It has no headings that Heed could see.';
  const headings = sections.slice(0, 12).map(({ heading }) => `"${excerpt(heading, 40)}"`);
  return `The headings it has: ${headings.join(', ')}${sections.length > 12 ? ' …' : ''}.`;
}
