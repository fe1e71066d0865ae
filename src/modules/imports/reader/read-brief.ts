import { extname } from 'node:path';
import type { Block, Paragraph } from './blocks.js';
import { placeOf } from './blocks.js';
import { isCsv, readCsv } from './csv-blocks.js';
import { joinCutSentences, takeDisclaimer } from './cut-sentences.js';
import { MAX_BYTES, checkText, decode } from './decode.js';
import { readFacts } from './facts.js';
import { fillFromProperties } from './file-properties.js';
import type { FrontEnd } from './formats.js';
import { FRONT_ENDS, binaryFormatOf, mislabelled } from './formats.js';
import { isMatrixHeading, isNotesHeading } from './heading-words.js';
import { withLabelledActions } from './labelled-blocks.js';
import { proposeRecommendations } from './likeness.js';
import { readMatrices } from './matrix.js';
import { readNotes, takePageNotes } from './notes.js';
import type { Section } from './outline.js';
import { outlineOf } from './outline.js';
import type { Format, Reading, RecommendationReading, SectionReading, Warning } from './reading.js';
import { UnreadableDocument } from './reading.js';
import { readRecommendationTables } from './recommendation-tables.js';
import { readRecommendations, recommendationSections } from './recommendations.js';
import { areTooSlight, suggestRecommendations } from './suggestions.js';
import type { Document } from './text-blocks.js';
import { readText } from './text-blocks.js';
import { turned } from './turned-tables.js';
import { excerpt } from './words.js';

/** A file, or text pasted into a form. */
export type BriefInput = { bytes: Uint8Array; filename?: string } | { text: string };

/**
 * Reads a policy brief: what it is, its recommendations, its action matrix, its notes, and what is doubtful.
 * @throws UnreadableDocument with a message for the person who brought it: `empty`, `binary`, `too_large`,
 *   `encoding`, `format_not_read`, `malformed`, or `nothing_found` where there is neither a matrix nor a
 *   recommendation
 */
export function readBrief(input: BriefInput): Reading {
  return readDocument(input).reading;
}

/** As `readBrief`, with the blocks that the reading was made from: they are kept for comparing a later version. */
export function readDocument(input: BriefInput): { reading: Reading; blocks: Block[] } {
  const { text, format: named, extension, warning } = textOf(input);
  const format = named === 'text' && isCsv(text) ? 'csv' : named;
  const document =
    format === 'csv' ? readCsv(text, extension === 'tsv' ? 'tsv' : 'csv') : readText(text, format);
  const reading = readBlocks(document, format);
  if (warning) reading.warnings.unshift({ at: 'document', message: warning });
  return { reading, blocks: document.blocks };
}

/**
 * As `readDocument`, for files of every format; those that are no text are known by what is in them, not by name.
 * @throws UnreadableDocument also `protected`, `scanned`
 */
export async function readFile(file: {
  bytes: Uint8Array;
  filename: string;
}): Promise<{ reading: Reading; blocks: Block[] }> {
  const isSmall = file.bytes.byteLength <= MAX_BYTES;
  const format = isSmall ? binaryFormatOf(file.bytes, file.filename) : null;
  const frontEnd = format && FRONT_ENDS[format];
  const read = format && frontEnd ? await readWith(frontEnd, format, file.bytes) : readDocument(file);
  const warning = mislabelled(format, file.filename);
  if (warning) read.reading.warnings.unshift(warning);
  return read;
}

async function readWith(frontEnd: FrontEnd, format: Format, bytes: Uint8Array) {
  const document = await frontEnd(bytes);
  return { reading: readBlocks(document, format), blocks: document.blocks };
}

function textOf(input: BriefInput) {
  const extension =
    'filename' in input && input.filename ? extname(input.filename).slice(1).toLowerCase() : '';
  const format: 'text' | 'markdown' | 'csv' =
    extension === 'md' || extension === 'markdown'
      ? 'markdown'
      : extension === 'csv' || extension === 'tsv'
        ? 'csv'
        : 'text';
  if ('bytes' in input) return { ...decode(input.bytes), format, extension };
  checkText(input.text);
  return { text: input.text, warning: null, format, extension };
}

/** Everything after the front end: the same for every format. */
export function readBlocks(document: Document, format: Format): Reading {
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
  const inTables = readRecommendationTables(upright, publication.date);
  const { recommendations, warnings: ofRecommendations } = recommendationsOf(
    readRecommendations(sections, publication.date),
    inTables,
    () => suggestRecommendations(sections, aboveHeadings(blocks, front, sections)),
  );
  const {
    actions,
    captions,
    warnings: ofMatrix,
  } = readMatrices(
    upright.filter((block) => !inTables.tables.has(block)),
    publication.date,
  );
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

type Recommendations = { recommendations: RecommendationReading[]; warnings: Warning[] };

/** Those under headings, then those in tables; where there are neither, suggestions. */
function recommendationsOf(
  listed: Recommendations,
  inTables: ReturnType<typeof readRecommendationTables>,
  suggest: () => Recommendations,
): Recommendations {
  const recommendations = [...listed.recommendations, ...inTables.recommendations];
  if (!recommendations.length) return suggest();
  const warnings = [...listed.warnings, ...inTables.warnings(listed.recommendations.length)];
  return { recommendations, warnings };
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
