import { UnreadableDocument } from '../reading.js';
import type { CheckedZip } from '../zip-guard.js';

/** A sheet larger than this is no brief, and its blank cells alone would fill the memory. */
const MOST_ROWS = 20_000;
const MOST_COLUMNS = 500;
const MOST_CELLS = 600_000;
const MOST_MERGES = 20_000;

/** From row and column to row and column, all from 0, all within. */
export interface MergedRange {
  top: number;
  left: number;
  bottom: number;
  right: number;
}

/** What the values of a sheet do not tell. */
export interface SheetMarks {
  name: string;
  isHidden: boolean;
  merges: MergedRange[];
  /** `B7` → "#REF!"; the reader of values leaves these cells blank. */
  errors: Map<string, string>;
  /** Formulas whose result the file does not hold. */
  unresolved: string[];
  /** Numbers shown as parts of a hundred. */
  percents: Set<string>;
  /** Rows, from 0, and columns that the sheet does not show. */
  hiddenRows: Set<number>;
  hiddenColumns: Set<number>;
}

/**
 * Looks through the sheets' mark-up before their values are read: how large they are, which cells are merged, and
 * which hold something else than a value. ECMA-376 part 1, 18.3.
 * @throws UnreadableDocument `too_large`, or `malformed` where it names sheets that are not there
 */
export function marksOf(zip: CheckedZip): SheetMarks[] {
  const text = (name: string) => new TextDecoder().decode(zip.read(name) ?? new Uint8Array());
  const targets = targetsOf(text('xl/_rels/workbook.xml.rels'));
  const percentStyles = percentStylesOf(text('xl/styles.xml'));
  return [...text('xl/workbook.xml').matchAll(/<(?:\w+:)?sheet\s([^>]*)>/g)].flatMap(([, attributes]) => {
    const name = unescapeXml(attribute(attributes, 'name') ?? '');
    const target = targets.get(/\br?:?id="(rId[^"]*|[^"]*)"/.exec(attributes.replace(/sheetId="\d*"/, ''))?.[1] ?? ''); // prettier-ignore
    const sheet = target && zip.names.has(target) ? text(target) : '';
    const isHidden = /state="(?:hidden|veryHidden)"/.test(attributes);
    return [
      {
        name,
        isHidden,
        ...cellMarks(sheet, name, percentStyles),
        ...hiddenIn(sheet),
        merges: mergesOf(sheet),
      },
    ];
  });
}

function targetsOf(rels: string): Map<string, string> {
  const found = [...rels.matchAll(/<(?:\w+:)?Relationship\s([^>]*)>/g)].map(
    ([, attributes]): [string, string] => {
      const target = (attribute(attributes, 'Target') ?? '').replace(/^\.\//, '');
      return [attribute(attributes, 'Id') ?? '', target.startsWith('/') ? target.slice(1) : `xl/${target}`];
    },
  );
  return new Map(found);
}

function attribute(attributes: string, name: string): string | undefined {
  return new RegExp(String.raw`(?:^|\s)${name}="([^"]*)"`).exec(attributes)?.[1];
}

function unescapeXml(text: string): string {
  return text
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&apos;', "'")
    .replaceAll('&amp;', '&');
}

/** Indices of the cell styles that show a number as per cent. */
function percentStylesOf(styles: string): Set<string> {
  // 9 and 10 are built in: 0% and 0.00%.
  const formats = new Set(['9', '10']);
  for (const [, attributes] of styles.matchAll(/<(?:\w+:)?numFmt\s([^>]*)>/g))
    if (attribute(attributes, 'formatCode')?.includes('%'))
      formats.add(attribute(attributes, 'numFmtId') ?? '');
  const cellXfs = /<(?:\w+:)?cellXfs\b[^]*?<\/(?:\w+:)?cellXfs>/.exec(styles)?.[0] ?? '';
  return new Set(
    [...cellXfs.matchAll(/<(?:\w+:)?xf\s([^>]*)>/g)].flatMap(([, attributes], index) =>
      formats.has(attribute(attributes, 'numFmtId') ?? '') ? [String(index)] : [],
    ),
  );
}

function cellMarks(sheet: string, name: string, percentStyles: Set<string>) {
  const marks = {
    errors: new Map<string, string>(),
    unresolved: [] as string[],
    percents: new Set<string>(),
  };
  let cells = 0;
  for (const match of sheet.matchAll(/<(?:\w+:)?c\s([^>]*?)(?:\/>|>([^]*?)<\/(?:\w+:)?c>)/g)) {
    const [, attributes, inside] = match;
    if (inside === undefined) continue;
    const address = attribute(attributes, 'r') ?? '';
    const at = cellAt(address);
    cells++;
    if (at && (at.row >= MOST_ROWS || at.column >= MOST_COLUMNS || cells > MOST_CELLS)) throw tooLarge(name);
    if (attribute(attributes, 't') === 'e')
      marks.errors.set(address, /<(?:\w+:)?v>([^<]*)</.exec(inside)?.[1] ?? '');
    else if (/<(?:\w+:)?f[\s>/]/.test(inside) && !/<(?:\w+:)?v[>\s]/.test(inside))
      marks.unresolved.push(address);
    else if (percentStyles.has(attribute(attributes, 's') ?? '') && !attribute(attributes, 't'))
      marks.percents.add(address);
  }
  return marks;
}

/** Filtered out, folded up or hidden by hand. */
function hiddenIn(sheet: string): Pick<SheetMarks, 'hiddenRows' | 'hiddenColumns'> {
  const isHidden = (attributes: string) => /\s(?:hidden="(?:1|true)"|ht="0")/.test(` ${attributes}`);
  const number = (attributes: string, name: string) => Number(attribute(attributes, name) ?? 0);
  const rows = [...sheet.matchAll(/<(?:\w+:)?row\s([^>]*)>/g)].flatMap(([, attributes]) =>
    isHidden(attributes) ? [number(attributes, 'r') - 1] : [],
  );
  const columns = [...sheet.matchAll(/<(?:\w+:)?col\s([^>]*)>/g)].flatMap(([, attributes]) => {
    const [from, to] = [number(attributes, 'min'), Math.min(number(attributes, 'max'), MOST_COLUMNS)];
    const count = isHidden(attributes) ? Math.max(0, to - from + 1) : 0;
    return Array.from({ length: count }, (_, index) => from - 1 + index);
  });
  return { hiddenRows: new Set(rows), hiddenColumns: new Set(columns) };
}

function mergesOf(sheet: string): MergedRange[] {
  const ranges: MergedRange[] = [];
  for (const [, ref] of sheet.matchAll(/<(?:\w+:)?mergeCell\s+ref="([A-Z]+\d+:[A-Z]+\d+)"/g)) {
    const [from, to] = ref.split(':').map(cellAt);
    if (from && to && ranges.length < MOST_MERGES)
      ranges.push({ top: from.row, left: from.column, bottom: to.row, right: to.column });
  }
  return ranges;
}

/** Row and column, from 0, of an address such as `B7`. */
function cellAt(address: string): { row: number; column: number } | null {
  const match = /^([A-Z]{1,3})(\d{1,7})$/.exec(address);
  if (!match) return null;
  const column = [...match[1]].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;
  return { row: Number(match[2]) - 1, column };
}

/** `B7` for row 6, column 1. */
export function addressOf(row: number, column: number): string {
  let letters = '';
  for (let rest = column + 1; rest > 0; rest = Math.floor((rest - 1) / 26))
    letters = String.fromCharCode(65 + ((rest - 1) % 26)) + letters;
  return `${letters}${row + 1}`;
}

function tooLarge(name: string): UnreadableDocument {
  return new UnreadableDocument(
    'too_large',
    `The sheet "${name}" is far larger than a matrix: Heed reads up to ${MOST_ROWS} rows and ${MOST_COLUMNS} columns.`,
  );
}
