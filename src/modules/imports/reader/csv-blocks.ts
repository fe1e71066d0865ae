import { parse } from 'csv-parse/sync';
import type { Paragraph, TableRow } from './blocks.js';
import { matchHeader } from './columns.js';
import { UnreadableDocument } from './reading.js';
import type { Document } from './text-blocks.js';

/** What may stand between cells; the name of a file tells less than what is in it. */
const DELIMITERS = [',', ';', '\t', '|'];
/** Millions of blank cells take long to read, and no row of a matrix has them. */
const MOST_CELLS = 10_000;
/** Titles and facts above the header take a few lines. */
const LINES_ABOVE = 12;

/**
 * Reads a table kept as CSV (comma, semicolon, tab or bar) or TSV; cells may hold line ends. What stands above the
 * header is read as text. Places are lines of the file.
 * @throws UnreadableDocument `malformed` with the line at which the quotation marks go wrong, or `too_large`
 */
export function readCsv(text: string, extension: 'csv' | 'tsv'): Document {
  const [head = ''] = text.split(/\r\n|\r|\n/, 1);
  const semicolons = head.split(';').length > head.split(',').length;
  const delimiter = delimiterOf(text) ?? (extension === 'tsv' ? '\t' : semicolons ? ';' : ',');
  // Excel reads and writes a first line that names the delimiter.
  const rows = rowsOf(text, delimiter).filter(({ cells: [cell] }) => !/^sep=$|^sep=.$/i.test(cell.text));
  const header = rows
    .slice(0, LINES_ABOVE)
    .findIndex(({ cells }) => matchHeader(cells.map((cell) => cell.text)));
  const above = rows.slice(0, Math.max(header, 0));
  return {
    blocks: [
      ...above.flatMap((row) => lineOf(row, delimiter)),
      { kind: 'table', rows: rows.slice(above.length) },
    ],
    furniture: [],
    warnings: [],
  };
}

/** What parts the cells of the header of a matrix near the beginning; null where there is no such header. */
export function delimiterOf(text: string): string | null {
  const lines = text
    .replace(/^\uFEFF/, '')
    .slice(0, 20_000)
    .split(/\r\n|\r|\n/)
    .slice(0, LINES_ABOVE);
  const isHeader = (delimiter: string) =>
    lines.some((line) =>
      matchHeader(line.split(delimiter).map((cell) => cell.trim().replaceAll(/^"|"$/g, ''))),
    );
  return DELIMITERS.find(isHeader) ?? null;
}

/** Whether a text is such a table, as sheets are saved and pasted: a header, and as good as every line with cells. */
export function isCsv(text: string): boolean {
  const delimiter = delimiterOf(text);
  if (delimiter !== ',' && delimiter !== ';') return false;
  const lines = text
    .slice(0, 100_000)
    .split(/\r\n|\r|\n/)
    .filter((line) => line.trim());
  const celled = lines.filter((line) => line.split(delimiter).length > 2);
  return celled.length > 1 && celled.length > 0.8 * lines.length;
}

function refuseWide(text: string, delimiter: string): void {
  const lines = text.split(/\r\n|\r|\n/);
  const wide = lines.findIndex(
    (line) => line.length > MOST_CELLS && line.split(delimiter).length > MOST_CELLS,
  );
  if (wide === -1) return;
  const message = `Line ${wide + 1} of the table has more than ${MOST_CELLS} cells: it was not read.`;
  throw new UnreadableDocument('too_large', message);
}

function rowsOf(text: string, delimiter: string): TableRow[] {
  refuseWide(text, delimiter);
  try {
    const lastLines: number[] = [];
    const records = parse(text, {
      delimiter,
      bom: true,
      relax_column_count: true,
      // The "old" way, with quotation marks within an unquoted cell.
      relax_quotes: true,
      skip_empty_lines: true,
      trim: true,
      on_record: (record: string[], { lines }) => {
        lastLines.push(lines);
        return record;
      },
    });
    return records.map((record, index): TableRow => {
      const breaks = record.join('').match(/\r\n|\r|\n/g)?.length ?? 0;
      const at = { line: lastLines[index] - breaks };
      return { at, cells: record.map((cell) => ({ text: cell, at })) };
    });
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new UnreadableDocument('malformed', `The table could not be read: ${reason}`);
  }
}

/** A line above the header: "Date" beside "May 2025" in a sheet, or one text that has commas in it. */
function lineOf({ at, cells }: TableRow, delimiter: string): Paragraph[] {
  const texts = cells.map(({ text }) => text).filter(Boolean);
  const [label, value] = texts;
  const isField = texts.length === 2 && delimiter !== ',' && label.length <= 30;
  const text =
    isField && !label.endsWith(':') ? `${label}: ${value}` : texts.join(delimiter === ',' ? ', ' : ' ');
  if (!text) return [];
  const pieces = [{ start: 0, at }];
  return [
    { kind: 'paragraph', text, pieces, list: null, runIn: null, headingLevel: null, afterFurniture: false },
  ];
}
