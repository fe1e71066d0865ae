import type { Block } from './blocks.js';
import { matchHeader } from './columns.js';
import type { RichBlock, RichCell, RichTable } from './rich-document.js';

/**
 * What stands in a table that only lays out the page: a box around a text, a masthead, two columns of running text,
 * a frame around the matrix. Null where it is a table of rows.
 */
export function layoutOf(
  table: RichTable,
  { isInBody, above }: { isInBody: boolean; above: Block | undefined },
): RichBlock[] | null {
  const rows = table.rows.filter((row) => row.length > 0);
  const width = widthOf(table);
  const cells = rows.flat();
  const isMatrix = rows.slice(0, 3).some((row) => matchHeader(row.map(plainText)) !== null);
  if (isMatrix || width === 0) return null;
  const content = cells.flatMap((cell) => cell.blocks);
  const isFrame = content.some((block) => block.kind === 'table' && widthOf(block) >= 3);
  const goesOn = above?.kind === 'table' && above.rows[0].cells.length === width && width > 2;
  if (width === 1 || (rows.length === 1 && !goesOn && (width === 2 || !isInBody))) return content;
  if (isFrame && (width === 2 || rows.length === 1)) return content;
  if (width === 2 && !isInBody) return rows.flatMap(fieldOf);
  return width === 2 && cells.some(hasRunningText) ? content : null;
}

function widthOf({ rows }: RichTable): number {
  return Math.max(0, ...rows.map((row) => row.reduce((sum, cell) => sum + cell.columns, 0)));
}

/** "Date" beside "3 May 2025" above the running text. */
function fieldOf([label, value, ...rest]: RichCell[]): RichBlock[] {
  const [name, text] = [plainText(label), value ? plainText(value) : ''];
  const isField = rest.length === 0 && /^\p{Lu}[^:\n]{1,29}:?$/u.test(name) && text && !text.includes('\n');
  if (!isField) return [label, value, ...rest].flatMap((cell) => cell?.blocks ?? []);
  return [
    {
      kind: 'paragraph',
      text: `${name.replace(/\s*:$/, '')}: ${text}`,
      bold: '',
      list: null,
      headingLevel: null,
    },
  ];
}

/** Headings, or several long paragraphs. */
function hasRunningText({ blocks }: RichCell): boolean {
  const paragraphs = blocks.filter((block) => block.kind === 'paragraph');
  return (
    paragraphs.some(({ headingLevel }) => headingLevel !== null) ||
    paragraphs.filter(({ text }) => text.length > 160).length >= 3
  );
}

function plainText(cell: RichCell): string {
  return cell.blocks
    .map((block) => (block.kind === 'paragraph' ? block.text.trim() : ''))
    .filter(Boolean)
    .join('\n');
}

/**
 * Puts a table together where it was typed with tabs, or pasted as text: paragraphs under one that is known as the
 * header of a matrix.
 */
export function withTypedTables(blocks: RichBlock[]): RichBlock[] {
  const read: RichBlock[] = [];
  for (let i = 0; i < blocks.length; i++) {
    const header = tabbed(blocks[i]);
    const rows = header && matchHeader(header) ? rowsBelow(blocks, i, header.length) : [];
    if (rows.length === 0) read.push(blocks[i]);
    else read.push({ kind: 'table', rows: [header!, ...rows].map((cells) => cells.map(cellOf)) });
    i += rows.length;
  }
  return read;
}

function rowsBelow(blocks: RichBlock[], index: number, width: number): string[][] {
  const rows: string[][] = [];
  for (const block of blocks.slice(index + 1)) {
    const cells = tabbed(block);
    if (!cells || cells.length > width) break;
    rows.push(cells);
  }
  return rows;
}

/** Cells, where there are at least three. */
function tabbed(block: RichBlock | undefined): string[] | null {
  if (block?.kind !== 'paragraph') return null;
  const cells = block.text.split('\t').map((cell) => cell.trim());
  return cells.length >= 3 ? cells : null;
}

function cellOf(text: string): RichCell {
  const paragraph: RichBlock = { kind: 'paragraph', text, bold: '', list: null, headingLevel: null };
  return { blocks: [paragraph], columns: 1, rows: 1 };
}
