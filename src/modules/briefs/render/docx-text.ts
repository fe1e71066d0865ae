import { Bookmark, ExternalHyperlink, ImageRun, InternalHyperlink, Paragraph, TextRun } from 'docx';
import type { IParagraphOptions, ParagraphChild } from 'docx';
import type { Direction, Progress } from '../facts.js';
import { splitByScript } from './clean.js';
import type { Line, Run } from './document.js';
import { SERIF, hex } from './docx-style.js';
import { glyphSvg, ink, palette } from './palette.js';
import { rasterise } from './raster.js';

/** Lines of a brief as paragraphs and runs of Word. */
export class DocxText {
  protected readonly rtl: boolean;

  constructor(direction: Direction) {
    this.rtl = direction === 'rtl';
  }

  /** A paragraph in the document's direction. */
  protected plain(options: IParagraphOptions): Paragraph {
    return new Paragraph({ bidirectional: this.rtl, ...options });
  }

  protected paragraph(line: Line, options: IParagraphOptions = {}): Paragraph {
    return this.plain({ ...this.directed(line), ...options, children: this.runs(line) });
  }

  protected directed({ dir }: Line): IParagraphOptions {
    return dir ? { bidirectional: dir === 'rtl' } : {};
  }

  protected runs(line: Line): ParagraphChild[] {
    return line.runs.flatMap((run): ParagraphChild[] => {
      const children = [
        ...(run.glyph ? [this.glyph(run.glyph), new TextRun(' ')] : []),
        ...this.text(run, line.lang),
      ];
      if (run.href) return [new ExternalHyperlink({ link: run.href, children })];
      return run.to ? [new InternalHyperlink({ anchor: bookmark(run.to), children })] : children;
    });
  }

  /** Arabic script in runs of its own: Word takes font, size and weight of such a run from other properties. */
  protected text(run: Run, lang?: string): TextRun[] {
    const colour = run.alert ? ink.alert : run.quiet ? ink.quiet : run.glyph ? palette[run.glyph].ink : null;
    const look = {
      ...((run.href ?? run.to) && { style: 'Hyperlink' }),
      ...(run.strong && { bold: true, boldComplexScript: true }),
      ...(run.em && { italics: true }),
      ...(run.code && { font: 'Consolas' }),
      ...(run.source && { font: SERIF }),
      ...(colour !== null && { color: hex(colour) }),
    };
    return splitByScript(run.text).flatMap(({ text, rtl }) =>
      text.split('\n').map(
        (piece, index) =>
          new TextRun({
            ...look,
            text: piece,
            ...(index > 0 && { break: 1 }),
            ...(rtl && { rightToLeft: true }),
            ...(lang && { language: rtl ? { bidirectional: lang } : { value: lang } }),
          }),
      ),
    );
  }

  protected marked(id: string, children: ParagraphChild[]): Bookmark {
    return new Bookmark({ id: bookmark(id), children });
  }

  private glyph(progress: Progress): ImageRun {
    const svg = glyphSvg(progress);
    return new ImageRun({
      type: 'svg',
      data: Buffer.from(svg),
      fallback: { type: 'png', data: rasterise(svg, 64) },
      transformation: { width: 11, height: 11 },
      run: { position: '-1pt' },
      // The word beside it says the same: an empty description marks it as decoration.
      altText: { name: 'status', description: '' },
    });
  }
}

/** Word allows letters, digits and underscores, and 40 of them. */
const bookmark = (id: string) => id.replace(/-/g, '_');
