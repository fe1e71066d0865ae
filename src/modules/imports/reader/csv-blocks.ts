import { parse } from 'csv-parse/sync';
import type { TableRow } from './blocks.js';
import { UnreadableDocument } from './reading.js';
import type { Document } from './text-blocks.js';

/**
 * Reads a table kept as CSV (comma or semicolon) or TSV; cells may hold line ends. Places are lines of the file.
 * @throws UnreadableDocument `malformed` with the line at which the quotation marks go wrong
 */
export function readCsv(text: string, extension: 'csv' | 'tsv'): Document {
  const [head = ''] = text.split(/\r\n|\r|\n/, 1);
  const semicolons = head.split(';').length > head.split(',').length;
  const delimiter = extension === 'tsv' ? '\t' : semicolons ? ';' : ',';
  try {
    const lastLines: number[] = [];
    const records = parse(text, {
      delimiter,
      bom: true,
      relax_column_count: true,
      skip_empty_lines: true,
      trim: true,
      on_record: (record: string[], { lines }) => {
        lastLines.push(lines);
        return record;
      },
    });
    const rows = records.map((record, index): TableRow => {
      const breaks = record.join('').match(/\r\n|\r|\n/g)?.length ?? 0;
      const at = { line: lastLines[index] - breaks };
      return { at, cells: record.map((text) => ({ text, at })) };
    });
    return { blocks: [{ kind: 'table', rows }], furniture: [], warnings: [] };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new UnreadableDocument('malformed', `The table could not be read: ${reason}`);
  }
}
