import { languageOf } from '../language.js';
import type { Warning } from '../reading.js';
import { UnreadableDocument } from '../reading.js';
import type { Page } from './geometry.js';

/** Private letters, and what stands for a letter that is not known. */
const UNKNOWN = /[\uE000-\uF8FF\uFFFD]/g;
/** What a short text has of these may be chance. */
const FEWEST_LETTERS = 300;

/**
 * A PDF draws shapes; which letters they are, its fonts tell beside that, and some tell nothing or something wrong.
 * Such a text looks right and is nonsense when it is copied.
 * @returns a warning where a few letters are unknown
 * @throws UnreadableDocument `encoding` where it is as good as all nonsense
 */
export function nonsenseIn(pages: Page[]): Warning[] {
  const text = pages.flatMap((page) => page.runs.map((run) => run.text)).join(' ');
  const letters = text.match(/\S/g)?.length ?? 0;
  const unknown = text.match(UNKNOWN)?.length ?? 0;
  if (letters < FEWEST_LETTERS) return [];
  if (unknown > 0.3 * letters || isCipher(text)) {
    throw new UnreadableDocument(
      'encoding',
      'The fonts of the PDF do not say which letters they show: copied out of it, its text is nonsense. Bring the document it was made from, or run the PDF through text recognition (OCR) first.',
    );
  }
  if (unknown <= 0.002 * letters) return [];
  const message = `${unknown} letters of the PDF could not be told, as its fonts do not say which they are: compare every cell with the document.`;
  return ['document', 'publication', 'recommendations', 'actions', 'notes'].map((at) => ({ at, message }));
}

/** Latin letters that are no language: none of the words that every text has, and many words without a vowel. */
function isCipher(text: string): boolean {
  const latin = text.match(/\p{Script=Latin}/gu)?.length ?? 0;
  const others = text.match(/(?!\p{Script=Latin})\p{L}/gu)?.length ?? 0;
  const marks = text.match(/[^\p{L}\p{N}\s.,;:()'’"“”–—-]/gu)?.length ?? 0;
  if (languageOf(text) !== null || others > latin) return false;
  if (marks > 2 * latin) return true;
  const words = text.toLowerCase().match(/\p{Script=Latin}{3,}/gu) ?? [];
  const mute = words.filter((word) => !/[aeiouyæøœı]/.test(word.normalize('NFD')));
  return latin > FEWEST_LETTERS && mute.length > 0.12 * words.length;
}
