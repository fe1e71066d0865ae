import type { Block, Paragraph } from './blocks.js';
import { citeByAuthorAndYear } from './author-year.js';
import { describePlace, joinParagraphs, placeAt, placeOf } from './blocks.js';
import type { NoteStyle } from './citations.js';
import { citationsOf, fromSuperscript } from './citations.js';
import { isNotesHeading } from './heading-words.js';
import { followIbid } from './ibid.js';
import type { Section } from './outline.js';
import type { NoteReading, Place, Warning } from './reading.js';
import type { TiedNote } from './text-blocks.js';

interface Marked {
  marker: string | null;
  style: NoteStyle | null;
  text: string;
}

/**
 * Takes the notes that stand at the foot of pages, in the middle of the text, out of it: paragraphs that begin
 * with a raised number (or Markdown's `[^1]:`). What they cut in two can then be joined.
 */
export function takePageNotes(blocks: Block[]): { notes: Paragraph[]; blocks: Block[] } {
  const notes: Paragraph[] = [];
  const left: Block[] = [];
  let isInNotes = false;
  for (const block of blocks) {
    if (block.kind === 'paragraph' && isNotesHeading(block.text)) isInNotes = true;
    const isNote =
      block.kind === 'paragraph' &&
      /^(?:[⁰¹²³⁴-⁹]{1,3}\s*(?=[\p{L}“"‘'<]|https?:)|\[\^[^\]]{1,10}\]:)/u.test(block.text);
    if (isNote && !isInNotes) notes.push(block);
    else {
      const isCut =
        notes.length > 0 &&
        left.length > 0 &&
        block.kind === 'paragraph' &&
        blocks[blocks.indexOf(block) - 1] === notes.at(-1);
      left.push(isCut ? { ...block, afterFurniture: true } : block);
    }
  }
  return { notes, blocks: left };
}

/**
 * Reads the numbered notes and references, and ties each to the places that cite it.
 * @param text every block that may cite a note
 * @param tied notes that the format ties to those places itself
 */
export function readNotes(
  pageNotes: Paragraph[],
  sections: Section[],
  text: Block[],
  tied: TiedNote[] = [],
): { notes: NoteReading[]; warnings: Warning[] } {
  const known = tied.map(({ marker, text: words, citedAt, at }) => ({
    ...noteOf(marker, words, at),
    citedAt,
  }));
  const ofTied = [...known.flatMap(doubtsOf), ...followIbid(known)];
  const listed = readListedNotes(pageNotes, sections, text, known.length);
  return { notes: [...known, ...listed.notes], warnings: [...ofTied, ...listed.warnings] };
}

/** @param before how many notes were read already: raised numbers cite those */
function readListedNotes(
  pageNotes: Paragraph[],
  sections: Section[],
  text: Block[],
  before: number,
): { notes: NoteReading[]; warnings: Warning[] } {
  const paragraphs = [
    ...pageNotes,
    ...sections
      .filter(({ heading }) => isNotesHeading(heading))
      .flatMap(({ blocks }) => blocks.filter((block) => block.kind === 'paragraph')),
  ];
  const warnings: Warning[] = [];
  const notes: NoteReading[] = [];
  const styles: (NoteStyle | null)[] = [];
  for (const { paragraph, marked } of entries(paragraphs)) {
    const note = noteOf(marked.marker, marked.text, placeOf(paragraph));
    warnings.push(...doubtsOf(note, before + notes.length));
    notes.push(note);
    styles.push(marked.style);
  }
  warnings.push(
    ...followIbid(notes, before),
    ...checkMarkers(notes, before),
    ...(styles.some(Boolean)
      ? cite(notes, styles.find(Boolean)!, text, before)
      : citeByAuthorAndYear(notes, text, before)),
  );
  return { notes, warnings };
}

function noteOf(marker: string | null, text: string, at: Place): NoteReading {
  return { marker, text, url: urlOf(text).url, sameAs: null, page: pageOf(text), citedAt: [], at };
}

function doubtsOf({ text, url }: NoteReading, index: number): Warning[] {
  const { others } = urlOf(text);
  const at = `notes[${index}]`;
  if (others > 0) return [{ at, message: `The note has ${others + 1} addresses: the first was taken.` }];
  return !url && /\bwww\.\S/.test(text)
    ? [{ at, message: 'An address without "https://" was not taken.' }]
    : [];
}

/** One entry per note: lines without a marker go on with the note above them, in a list that has markers. */
function entries(paragraphs: Paragraph[]): { paragraph: Paragraph; marked: Marked }[] {
  const hasMarkers = paragraphs.some((paragraph) => markerOf(paragraph).marker !== null);
  const groups: Paragraph[][] = [];
  for (const paragraph of paragraphs) {
    const startsNote = !hasMarkers || groups.length === 0 || markerOf(paragraph).marker !== null;
    if (startsNote) groups.push([paragraph]);
    else groups.at(-1)!.push(paragraph);
  }
  return groups.map((group) => {
    const paragraph = joinParagraphs(group);
    return { paragraph, marked: markerOf(paragraph) };
  });
}

function markerOf(paragraph: Paragraph): Marked {
  const { text, list } = paragraph;
  const forms: [NoteStyle, RegExp][] = [
    ['superscript', /^([⁰¹²³⁴-⁹]{1,3})\s*/],
    ['caret', /^\[\^([^\]]{1,10})\]:?\s*/],
    ['bracket', /^\[(\d{1,3})\]:?\s*/],
    ['caret', /^\^(\d{1,3})\^?\s*/],
    ['symbol', /^([*†‡§]{1,3})\s*/],
    ['number', /^(\d{1,3})\s+(?=\P{Ll})/u],
  ];
  if (list?.kind === 'number') return { marker: list.text.replaceAll(/[().]/g, ''), style: 'number', text };
  for (const [style, pattern] of forms) {
    const match = pattern.exec(text);
    if (!match) continue;
    const marker = style === 'superscript' ? fromSuperscript(match[1]) : match[1];
    return { marker, style, text: text.slice(match[0].length) };
  }
  return { marker: null, style: null, text };
}

/** The first address in a note, and how many different ones follow. A DOI counts as one. */
function urlOf(text: string): { url: string | null; others: number } {
  const found = [...text.matchAll(/<(https?:\/\/[^<>]+)>|(https?:\/\/[^\s<>"“”]+)/gi)].map((match) =>
    match[1] === undefined ? trimUrl(match[2]) : match[1].replaceAll(/\s+/g, ''),
  );
  const doi = /\bdoi:?\s*(10\.\d{4,9}\/[^\s"<>]+)/i.exec(text)?.[1];
  if (doi && found.length === 0) found.push(`https://doi.org/${trimUrl(doi)}`);
  return { url: found[0] ?? null, others: new Set(found).size - Math.min(found.length, 1) };
}

/** Punctuation behind a bare address belongs to the sentence, and so does a bracket that opens before it. */
function trimUrl(url: string): string {
  const trimmed = url.replace(/[.,;:!?'’”\]*]+$/, '');
  if (trimmed.endsWith(')') && !trimmed.includes('(')) return trimUrl(trimmed.slice(0, -1));
  return trimmed;
}

/** "p. 18", "pp. 3–5"; in "Ibid., 18" the number alone. */
function pageOf(text: string): string | null {
  const bare = text.replaceAll(/https?:\/\/\S+/g, '');
  const named = /\b(?:pp?|pages?)\.?\s*(\d{1,4}(?:\s*[-–]\s*\d{1,4})?)(?![\d\p{L}])/iu.exec(bare)?.[1];
  return (
    named ??
    /^(?:ibid(?:em)?|id|idem)\.?,?\s+(?:at\s+)?(\d{1,4}(?:\s*[-–]\s*\d{1,4})?)\.?$/i.exec(bare.trim())?.[1] ??
    null
  );
}

function checkMarkers(notes: NoteReading[], before: number): Warning[] {
  const warnings: Warning[] = [];
  let seen = new Set<string>();
  let restarts = 0;
  for (const [index, { marker, at }] of notes.entries()) {
    if (marker === null) continue;
    const warn = (message: string) => warnings.push({ at: `notes[${before + index}]`, message });
    const [previous, own] = [Number(notes[index - 1]?.marker ?? NaN), Number(marker)];
    if (seen.has(marker) && (own === 1 || Number.isNaN(own))) {
      seen = new Set();
      if (restarts++ === 0)
        warn(`The notes are counted anew from ${describePlace(at)} on: each is tied to the text before it.`);
    } else if (seen.has(marker)) warn(`There are two notes ${marker}.`);
    else if (own > previous + 1) warn(`After note ${previous} comes note ${own}.`);
    seen.add(marker);
  }
  return warnings;
}

function cite(notes: NoteReading[], style: NoteStyle, text: Block[], before: number): Warning[] {
  const byMarker = Map.groupBy(notes, (note) => note.marker);
  const unknown = new Set<string>();
  for (const { marker, paragraph, cell, offset } of citationsOf(
    text,
    style,
    new Set(byMarker.keys()),
    before > 0,
  )) {
    const at = paragraph ? placeAt(paragraph, offset) : cell!.at;
    const same = byMarker.get(marker);
    // Where each page counts anew, the note stands at the foot of the page that cites it.
    const note = same?.find((one) => orderOf(one.at) >= orderOf(at)) ?? same?.at(-1);
    if (note) note.citedAt.push(at);
    else unknown.add(marker);
  }
  const uncited = notes.flatMap((note, index) =>
    note.citedAt.length
      ? []
      : [{ at: `notes[${before + index}]`, message: `Nothing in the text cites note ${note.marker}.` }],
  );
  return [
    ...uncited,
    ...[...unknown].map((marker) => ({
      at: 'notes',
      message: `The text cites note ${marker}, which is not there.`,
    })),
  ];
}

/** Places of one document in their order. */
function orderOf(at: Place): number {
  if ('page' in at) return at.page * 100_000 + (at.line ?? 0);
  if ('sheet' in at) return 0;
  return 'line' in at ? at.line : at.paragraph;
}
