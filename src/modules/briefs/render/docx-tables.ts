import {
  AlignmentType,
  BorderStyle,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  TextRun,
  WidthType,
} from 'docx';
import type { Paragraph } from 'docx';
import type { Fact, Figure, Table as BriefTable } from './document.js';
import { hex, textWidth } from './docx-style.js';
import { DocxText } from './docx-text.js';
import { ink } from './palette.js';

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

export type Child = Paragraph | Table;

/** Tables, lists of facts and headline figures, each a table of Word with whole rows. Widths are twentieths of a point. */
export class DocxTables extends DocxText {
  protected table(table: BriefTable, width: number): Child[] {
    const total = table.columns.reduce((sum, column) => sum + column.width, 0);
    const widths = table.columns.map((column) => Math.floor((width * column.width) / total));
    const cell = (
      index: number,
      children: Paragraph[],
      bottom: { style: 'single'; size: number; color: string },
    ) =>
      new TableCell({
        children,
        width: { size: widths[index], type: WidthType.DXA },
        borders: { top: none, left: none, right: none, bottom },
      });
    const side = (index: number) => (table.columns[index].numeric ? { alignment: AlignmentType.END } : {});
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

  protected factTable(facts: Fact[], wide: boolean): Table {
    const widths = [2050, textWidth(wide) - 2050];
    const borders = { top: none, left: none, right: none, bottom: thin };
    const row = ({ label, lines }: Fact) =>
      new TableRow({
        cantSplit: lines.length < 20,
        children: [
          new TableCell({
            width: { size: widths[0], type: WidthType.DXA },
            borders,
            children: [
              this.plain({
                style: 'Fact',
                children: [new TextRun({ text: label, color: hex(ink.quiet) })],
              }),
            ],
          }),
          new TableCell({
            width: { size: widths[1], type: WidthType.DXA },
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
      width: { size: widths[0] + widths[1], type: WidthType.DXA },
      columnWidths: widths,
      layout: TableLayoutType.FIXED,
      visuallyRightToLeft: this.rtl,
      borders: NO_BORDERS,
      margins: { top: 40, bottom: 40, left: 0, right: 100 },
    });
  }

  protected figures(figures: Figure[]): Table {
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

  protected gap(after = 200): Paragraph {
    return this.plain({ spacing: { before: 0, after, line: 120, lineRule: 'auto' }, children: [] });
  }
}
