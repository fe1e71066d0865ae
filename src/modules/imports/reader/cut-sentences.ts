import type { Block, Paragraph } from './blocks.js';
import { describePlace, joinParagraphs, placeOf } from './blocks.js';
import { isKnownHeading } from './heading-words.js';
import type { Warning } from './reading.js';
import {
  countWords,
  endsOpen,
  endsSentence,
  excerpt,
  isAllCaps,
  isTitleCase,
  startsLowercase,
} from './words.js';

/**
 * Takes the disclaimer out of the running text, where page layout has put it in the middle of a sentence.
 * @returns the paragraphs of the disclaimer (null where there is none) and the blocks left, the one after it
 *   marked as standing after a cut
 */
export function takeDisclaimer(blocks: Block[]): { disclaimer: string | null; blocks: Block[] } {
  const taken: string[] = [];
  const left: Block[] = [];
  let isInside = false;
  for (const block of blocks) {
    const text = block.kind === 'paragraph' ? block.text : '';
    if (/^disclaimers?\s*:?$/i.test(text)) {
      isInside = true;
      continue;
    }
    const isLabelled = /^disclaimers?\s*[:.–—-]\s*\S/i.test(text);
    if (text && (isLabelled || DISCLAIMS.test(text) || (isInside && (!taken.length || LEGAL.test(text))))) {
      if (!taken.includes(text)) taken.push(text.replace(/^disclaimers?\s*[:.–—-]\s*/i, ''));
      isInside = true;
      continue;
    }
    left.push(isInside && block.kind === 'paragraph' ? { ...block, afterFurniture: true } : block);
    isInside = false;
  }
  return { disclaimer: taken.length ? taken.join('\n\n') : null, blocks: left };
}

const DISCLAIMS =
  /^(?:the\s+)?(?:views|opinions|analysis|ideas|findings|contents?)\b.{0,300}\b(?:do|does|are|is|should)\s+not\b.{0,80}\b(?:reflect|represent|attribut|those of)/i;
const LEGAL =
  /copyright|©|all rights reserved|reproduc|liab|endors|responsib|official position|views|opinions|institutional/i;

/**
 * Joins the paragraphs that a page break, a running head or the disclaimer cut in two. Each join is a warning,
 * and so is each paragraph that seems cut but has no second half.
 */
export function joinCutSentences(blocks: Block[]): { blocks: Block[]; warnings: Warning[] } {
  const joined: Block[] = [];
  const warnings: Warning[] = [];
  const warn = (message: string) => warnings.push({ at: 'document', message });
  let open: Paragraph[] = [];
  const close = () => {
    if (open.length) joined.push(joinParagraphs(open));
    const last = open.at(-1);
    if (last && last.text.length > 100 && !endsSentence(last.text) && endsOpen(last.text)) {
      warn(`The paragraph at ${describePlace(placeOf(last))} seems to be cut: "…${last.text.slice(-30)}"`);
    }
    open = [];
  };
  for (const block of blocks) {
    const above = open.at(-1);
    if (above && block.kind === 'paragraph' && isCut(above, block, open.length > 1)) {
      const [from, to] = [describePlace(above.pieces.at(-1)!.at), describePlace(placeOf(block))];
      const seam = `…${above.text.slice(-30)} | ${excerpt(block.text, 30)}`;
      warn(`A sentence cut in two was joined (${from} and ${to}): "${seam}"`);
    } else close();
    if (block.kind === 'paragraph') open.push(block);
    else joined.push(block);
  }
  close();
  return { blocks: joined, warnings };
}

/**
 * Whether the second paragraph goes on with a sentence that the first leaves open.
 * @param isPart whether the first is itself the end of a cut paragraph: then it is no heading, however short
 */
function isCut(first: Paragraph, second: Paragraph, isPart: boolean): boolean {
  if (first.headingLevel !== null || second.headingLevel !== null || second.list) return false;
  if (endsSentence(first.text) || isKnownHeading(first.text) || isKnownHeading(second.text)) return false;
  if (/^([\u00B9\u00B2\u00B3\u2070-\u2079]|\[\^?\d+\]|https?:)/.test(second.text)) return false;
  // A list without bullets: "better lamps, and".
  if (/[;,]\s+(and|or)$/.test(first.text.slice(-10))) return false;
  const isLong = isPart || !isShort(first);
  if (!isLong && (isField(first.text) || isAllCaps(first.text)))
    return endsOpen(first.text) && isAllCaps(second.text);
  if (endsOpen(first.text)) return isLong || countWords(first.text) > 2;
  if (startsLowercase(second.text)) return isLong || (countWords(first.text) > 3 && !isTitleCase(first.text));
  return second.afterFurniture && isLong && !isShort(second);
}

function isShort(paragraph: Paragraph): boolean {
  return paragraph.text.length < 100;
}

/** "Number: 11", "Published by: the Institute of Lamps". */
function isField(text: string): boolean {
  return /^[\p{Lu}][\p{L} ]{1,25}:\s/u.test(text);
}
