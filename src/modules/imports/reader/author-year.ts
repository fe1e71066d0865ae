import type { Block, Cell, Paragraph } from './blocks.js';
import { placeAt } from './blocks.js';
import type { NoteReading, Place, Warning } from './reading.js';
import { excerpt } from './words.js';

interface Entry {
  note: NoteReading;
  index: number;
  author: string;
  year: string;
}

/**
 * Ties references without numbers to the sentences that cite them by author and year: "(Khan, 2023)", "Khan (2023a)",
 * "(Marsh and Kelm, 2021; Otieno 2019, p. 44)". Nothing is said of a list that nothing cites in that way.
 * @param before how many notes were read already
 */
export function citeByAuthorAndYear(notes: NoteReading[], text: Block[], before: number): Warning[] {
  const entries = notes.flatMap((note, index) => entryOf(note, index) ?? []);
  const passages = text.flatMap(passagesOf);
  const known = new Set<string>();
  for (const { note, author, year } of entries) {
    const pattern = new RegExp(
      String.raw`(?<!\p{L})${author}(?!\p{L})[^;()[\]]{0,80}?(?:([([])|[\s,])${year}(?![\p{L}\d])`,
      'gu',
    );
    for (const { words, placeOf } of passages) {
      for (const match of words.matchAll(pattern)) {
        const open = Math.max(words.lastIndexOf('(', match.index), words.lastIndexOf('[', match.index));
        const closed = Math.max(words.lastIndexOf(')', match.index), words.lastIndexOf(']', match.index));
        // In brackets altogether, or the year alone.
        if (!match[1] && open <= closed) continue;
        note.citedAt.push(placeOf(match.index));
        known.add(`${author.split(/[\s'’]/)[0]} ${year}`);
      }
    }
  }
  if (!known.size) return [];
  const uncited = entries
    .filter(({ note }) => !note.citedAt.length)
    .map(({ note, index }) => ({
      at: `notes[${before + index}]`,
      message: `Nothing in the text cites "${excerpt(note.text, 40)}".`,
    }));
  const missing = [...new Set(passages.flatMap(({ words }) => citedIn(words)))].filter(
    (cited) => !known.has(cited),
  );
  return [
    ...uncited,
    ...missing.map((cited) => ({
      at: 'notes',
      message: `The text cites "${cited}", which is not in the list.`,
    })),
  ];
}

function entryOf(note: NoteReading, index: number): Entry | null {
  const head = note.text.slice(0, 300);
  const year = /(?<![\d/-])((?:18|19|20)\d{2}[a-z]?)(?![\d/-])/.exec(head)?.[1];
  const author = /^(?:\p{Lu}\.[\s-]*)*([\p{L}'’ &-]{2,60}?)(?=\s*[,.(:]|\s+(?:and|&|et al)\b)/u
    .exec(head)?.[1]
    .trim();
  return year && author ? { note, index, author, year } : null;
}

interface Passage {
  words: string;
  placeOf: (offset: number) => Place;
}

function passagesOf(block: Block): Passage[] {
  if (block.kind === 'paragraph') return [{ words: block.text, placeOf: inParagraph(block) }];
  return block.rows.flatMap(({ cells }) =>
    cells.map((cell) => ({ words: cell.text, placeOf: inCell(cell) })),
  );
}

const inParagraph = (paragraph: Paragraph) => (offset: number) => placeAt(paragraph, offset);
const inCell = (cell: Cell) => () => cell.at;

/** "Khan 2023a" for each citation in brackets. */
function citedIn(text: string): string[] {
  return [
    ...text.matchAll(
      /[(;]\s*(?:see |e\.g\.,? |cf\. )?(\p{Lu}[\p{L}-]+)(?: (?:and|&) \p{Lu}[\p{L}-]+| et al\.?)?,? ((?:19|20)\d{2}[a-z]?)(?=[,;)])/gu,
    ),
  ].map((match) => `${match[1]} ${match[2]}`);
}
