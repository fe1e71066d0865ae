import type { Drawing } from './rules.js';

interface Glyph {
  unicode?: string;
}

/**
 * pdf.js leaves soft hyphens out of a page's text, though many programs mark every hyphen at a line's end as one
 * (and some every hyphen). The page's drawing still has them: here they are put back. Where text and drawing do
 * not agree, nothing is put back any more.
 */
export class SoftHyphens {
  /** All letters drawn, without spaces, in their order. */
  private readonly letters: string[];
  private at = 0;
  private isLost: boolean;

  constructor({ fnArray, argsArray }: Drawing, showText: number) {
    this.letters = fnArray.flatMap((operation, index) => {
      if (operation !== showText) return [];
      const [glyphs] = argsArray[index] as [(Glyph | number | null)[]];
      return glyphs.flatMap((glyph) =>
        typeof glyph === 'object' && glyph?.unicode
          ? [...glyph.unicode].filter((letter) => letter.trim())
          : [],
      );
    });
    this.isLost = !this.letters.includes('\u00AD');
  }

  /** The next piece of text with its soft hyphens, and whether one stood before it. */
  next(text: string): { text: string; isCutBefore: boolean } {
    if (this.isLost) return { text, isCutBefore: false };
    const isCutBefore = text.trim() !== '' && this.skip();
    let whole = '';
    for (const letter of text) {
      if (letter.trim()) {
        // Where pdf.js left one out it may have seen a gap, and taken that for a space.
        if (whole.trim() && this.skip()) whole = `${whole.trimEnd()}\u00AD`;
        if (this.letters[this.at++] !== letter) {
          this.isLost = true;
          return { text, isCutBefore: false };
        }
      }
      whole += letter;
    }
    return { text: whole, isCutBefore };
  }

  /** Whether the page ends in one. */
  get isLeftOver(): boolean {
    return !this.isLost && this.letters[this.at] === '\u00AD';
  }

  private skip(): boolean {
    if (this.letters[this.at] !== '\u00AD') return false;
    this.at++;
    return true;
  }
}
