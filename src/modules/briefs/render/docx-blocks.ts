import {
  AlignmentType,
  BorderStyle,
  Footer,
  Header,
  HeadingLevel,
  ImageRun,
  PageNumber,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  TabStopType,
  TextRun,
  WidthType,
} from 'docx';
import type { IParagraphOptions, Paragraph } from 'docx';
import type {
  Block,
  BriefDocument,
  Chart,
  Fact,
  Figure,
  ItemBlock,
  Section,
  SourceBlock,
  Table as BriefTable,
} from './document.js';
import { hex, textWidth } from './docx-style.js';
import { DocxText } from './docx-text.js';
import { accent, ink } from './palette.js';
import { rasterise } from './raster.js';

const none = { style: BorderStyle.NONE, size: 0, color: 'auto' };
const NO_BORDERS = {
  top: none,
  bottom: none,
  left: none,
  right: none,
  insideHorizontal: none,
  insideVertical: none,
};
const thin = { style: BorderStyle.SINGLE, size: 4, color: hex(ink.rule) };

type Child = Paragraph | Table;

/** Blocks of a brief as paragraphs and tables of Word. One object renders one document: it counts its lists. */
export class DocxBlocks extends DocxText {
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
    const number = pageOf
      .split(/(\{pages?\})/)
      .map((piece) =>
        piece === '{page}' ? PageNumber.CURRENT : piece === '{pages}' ? PageNumber.TOTAL_PAGES : piece,
      );
    const short = title.length > 100 ? `${title.slice(0, 99)}…` : title;
    return new Footer({
      children: [this.running([new TextRun(short), new TextRun({ children: ['\t', ...number] })], wide)],
    });
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

  private table(table: BriefTable, width: number): Child[] {
    const total = table.columns.reduce((sum, column) => sum + column.width, 0);
    const widths = table.columns.map((column) => Math.floor((width * column.width) / total));
    const cell = (
      index: number,
      children: Paragraph[],
      bottom: { style: 'single'; size: number; color: string },
    ) =>
      new TableCell({
        children,
        width: { size: widths[index]!, type: WidthType.DXA },
        borders: { top: none, left: none, right: none, bottom },
      });
    const side = (index: number) => (table.columns[index]!.numeric ? { alignment: AlignmentType.END } : {});
    const head = new TableRow({
      tableHeader: true,
      cantSplit: true,
      children: table.columns.map((column, i) =>
        cell(i, [this.plain({ style: 'CellHead', text: column.heading, ...side(i) })], {
          ...thin,
          size: 8,
          color: hex(ink.text),
        }),
      ),
    });
    const rows = table.rows.map(
      (row) =>
        new TableRow({
          cantSplit: true,
          children: row.cells.map((lines, i) => {
            const style = row.total ? 'CellHead' : 'Cell';
            const paragraphs = lines.map((line, at) =>
              this.paragraph(line, {
                style,
                ...side(i),
                ...(line.opens &&
                  at > 0 && { spacing: { before: 80, after: 20, line: 236, lineRule: 'auto' as const } }),
              }),
            );
            return cell(i, paragraphs.length > 0 ? paragraphs : [this.plain({ style })], thin);
          }),
        }),
    );
    return [
      this.plain({ style: 'Caption', text: table.caption }),
      new Table({
        rows: [head, ...rows],
        width: { size: widths.reduce((a, b) => a + b, 0), type: WidthType.DXA },
        columnWidths: widths,
        layout: TableLayoutType.FIXED,
        visuallyRightToLeft: this.rtl,
        borders: NO_BORDERS,
        margins: { top: 60, bottom: 60, left: 0, right: 140 },
      }),
      this.gap(60),
    ];
  }

  private factTable(facts: Fact[], wide: boolean): Table {
    const widths = [2050, textWidth(wide) - 2050];
    const borders = { top: none, left: none, right: none, bottom: thin };
    const row = ({ label, lines }: Fact) =>
      new TableRow({
        cantSplit: lines.length < 20,
        children: [
          new TableCell({
            width: { size: widths[0]!, type: WidthType.DXA },
            borders,
            children: [
              this.plain({
                style: 'Fact',
                children: [new TextRun({ text: label, color: hex(ink.quiet) })],
              }),
            ],
          }),
          new TableCell({
            width: { size: widths[1]!, type: WidthType.DXA },
            borders,
            children: lines.map((line, at) =>
              this.paragraph(line, {
                style: 'Fact',
                ...(line.opens &&
                  at > 0 && { spacing: { before: 110, after: 20, line: 242, lineRule: 'auto' as const } }),
              }),
            ),
          }),
        ],
      });
    return new Table({
      rows: facts.map(row),
      width: { size: widths[0]! + widths[1]!, type: WidthType.DXA },
      columnWidths: widths,
      layout: TableLayoutType.FIXED,
      visuallyRightToLeft: this.rtl,
      borders: NO_BORDERS,
      margins: { top: 40, bottom: 40, left: 0, right: 100 },
    });
  }

  private figures(figures: Figure[]): Table {
    const perRow = 4;
    const width = Math.floor(textWidth(false) / perRow);
    const rows = Array.from({ length: Math.ceil(figures.length / perRow) }, (_, i) =>
      figures.slice(i * perRow, (i + 1) * perRow),
    );
    const cell = (figure: Figure | undefined) => {
      const alert = figure?.alert ? { color: hex(ink.alert) } : {};
      return new TableCell({
        width: { size: width, type: WidthType.DXA },
        borders: { top: none, bottom: none, left: none, right: none },
        children: figure
          ? [
              this.plain({
                style: 'Figure',
                children: [new TextRun({ text: String(figure.value), ...alert })],
              }),
              this.plain({ style: 'Quiet', children: [new TextRun({ text: figure.label, ...alert })] }),
            ]
          : [this.plain({})],
      });
    };
    return new Table({
      rows: rows.map(
        (row) =>
          new TableRow({ cantSplit: true, children: Array.from({ length: perRow }, (_, i) => cell(row[i])) }),
      ),
      width: { size: width * perRow, type: WidthType.DXA },
      columnWidths: Array.from({ length: perRow }, () => width),
      layout: TableLayoutType.FIXED,
      visuallyRightToLeft: this.rtl,
      borders: { ...NO_BORDERS, top: thin, bottom: thin },
      margins: { top: 100, bottom: 40, left: 0, right: 100 },
    });
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

  private gap(after = 200): Paragraph {
    return this.plain({ spacing: { before: 0, after, line: 120, lineRule: 'auto' }, children: [] });
  }
}
