import { Footer, Header, HeadingLevel, ImageRun, PageNumber, TabStopType, TextRun } from 'docx';
import type { IParagraphOptions, Paragraph } from 'docx';
import type { Block, BriefDocument, Chart, ItemBlock, Section, SourceBlock } from './document.js';
import { hex, textWidth } from './docx-style.js';
import { DocxTables, type Child } from './docx-tables.js';
import { accent } from './palette.js';
import { rasterise } from './raster.js';

/** Blocks of a brief as paragraphs and tables of Word. One object renders one document: it counts its lists. */
export class DocxBlocks extends DocxTables {
  private lists = 0;

  constructor(private readonly document: BriefDocument) {
    super(document.direction);
  }

  header(wide: boolean): Header {
    const { cover, draft, classification } = this.document;
    const right = [classification, draft].filter((mark) => mark !== null).join('   ');
    const children = [
      new TextRun(`${cover.kind} · ${cover.organisation}`),
      new TextRun({ text: `\t${right}`, bold: true, characterSpacing: 24 }),
    ];
    return new Header({ children: [this.running(children, wide)] });
  }

  footer(wide: boolean): Footer {
    const { title, pageOf } = this.document;
    const short = title.length > 100 ? `${title.slice(0, 99)}…` : title;
    // Left-to-right marks keep "3 / 7" in this order in a right-to-left line.
    const mark = this.rtl ? '\u200E' : '';
    const number = pageOf.split(/(\{pages?\})/).flatMap((piece) => {
      if (piece === '{page}') return [PageNumber.CURRENT, mark];
      return piece === '{pages}' ? [PageNumber.TOTAL_PAGES, mark] : [piece + mark];
    });
    const children = [new TextRun(short), new TextRun({ children: ['\t', mark, ...number] })];
    return new Footer({ children: [this.running(children, wide)] });
  }

  cover(): Child[] {
    const { cover } = this.document;
    return [
      this.plain({
        style: 'Kind',
        spacing: { before: 900 },
        children: [new TextRun(`${cover.kind} · ${cover.organisation}`)],
      }),
      this.paragraph(cover.title, { heading: HeadingLevel.TITLE }),
      this.factTable(cover.facts, false),
      this.gap(),
      ...cover.text.flatMap((block) => this.block(block, false)),
      this.figures(cover.figures),
      this.gap(),
      ...cover.notices.map((notice) => this.plain({ style: 'Quiet', children: [new TextRun(notice)] })),
      ...(cover.disclaimer?.lines ?? []).map((line) =>
        this.paragraph(
          { ...line, runs: [{ text: `${cover.disclaimer!.label}: ` }, ...line.runs] },
          { style: 'Quiet' },
        ),
      ),
    ];
  }

  section({ heading, blocks }: Section, wide: boolean, startsPage: boolean): Child[] {
    const spacing = { before: startsPage ? 0 : 480, after: 160 };
    return [
      this.plain({ heading: HeadingLevel.HEADING_1, text: heading, spacing }),
      ...blocks.flatMap((b) => this.block(b, wide)),
    ];
  }

  private block(block: Block, wide: boolean, options: IParagraphOptions = {}): Child[] {
    switch (block.type) {
      case 'paragraph': {
        const style = block.look === 'source' ? 'SourceWords' : block.look === 'quiet' ? 'Quiet' : undefined;
        return [this.paragraph(block.line, { style, ...options })];
      }
      case 'heading': {
        const level = block.level === 3 ? HeadingLevel.HEADING_2 : HeadingLevel.HEADING_3;
        return [this.paragraph(block.line, { heading: level })];
      }
      case 'list':
        return this.list(block, wide, 0);
      case 'quote':
        return block.blocks.flatMap((inner) => this.block(inner, wide, { style: 'SourceWords' }));
      case 'code':
        return [this.plain({ style: 'Code', children: this.text({ text: block.text }) })];
      case 'facts':
        return [this.factTable(block.facts, wide), this.gap(60)];
      case 'chart':
        return this.chart(block.chart);
      case 'table':
        return this.table(block.table, textWidth(wide));
      case 'item':
        return this.item(block.item, wide);
      case 'sources':
        return block.sources.flatMap((source) => this.source(source));
    }
  }

  private list(block: Block & { type: 'list' }, wide: boolean, level: number): Child[] {
    const instance = ++this.lists;
    const reference = block.ordered ? 'numbers' : 'bullets';
    return block.items.flatMap((item) =>
      item.flatMap((inner, index) => {
        if (inner.type === 'list') return this.list(inner, wide, Math.min(level + 1, 5));
        const place =
          index === 0
            ? { numbering: { reference, level, instance } }
            : { indent: { start: 360 * (level + 1) } };
        return this.block(inner, wide, { spacing: { after: 40 }, ...place });
      }),
    );
  }

  private chart(chart: Chart): Child[] {
    const width = 470;
    const height = Math.round((width * chart.height) / chart.width);
    const picture = new ImageRun({
      type: 'svg',
      data: Buffer.from(chart.svg),
      fallback: { type: 'png', data: rasterise(chart.svg, width * 3) },
      transformation: { width, height },
      altText: { name: chart.title, title: chart.title, description: chart.description },
    });
    return [
      this.paragraph(
        { runs: [{ text: chart.title, strong: true }] },
        { keepNext: true, spacing: { before: 280 } },
      ),
      this.plain({ keepNext: true, children: [picture] }),
      ...this.table(chart.table, 6000),
    ];
  }

  private item(item: ItemBlock, wide: boolean): Child[] {
    const heading = this.plain({
      heading: HeadingLevel.HEADING_2,
      children: [
        this.marked(item.id, [
          new TextRun({ text: `${item.ref}\u2002`, color: hex(accent) }),
          ...this.runs(item.title),
        ]),
      ],
    });
    const status = this.paragraph(item.status, { keepNext: true });
    return [heading, status, ...item.blocks.flatMap((block) => this.block(block, wide))];
  }

  private source({ id, title, details }: SourceBlock): Paragraph[] {
    const head = this.plain({
      numbering: { reference: 'sources', level: 0 },
      keepNext: true,
      spacing: { before: 140, after: 0 },
      children: [this.marked(id, this.runs(title))],
    });
    const rest = details.map((line, index) =>
      this.paragraph(line, {
        style: 'Fact',
        indent: { start: 480 },
        keepNext: index < details.length - 1,
      }),
    );
    return [head, ...rest];
  }

  private running(children: TextRun[], wide: boolean): Paragraph {
    return this.plain({
      style: 'Running',
      tabStops: [{ type: TabStopType.RIGHT, position: textWidth(wide) }],
      children,
    });
  }
}
