import writeExcelFile from 'write-excel-file/node';
import type { Cell, Row, Sheet } from 'write-excel-file/node';
import type { BriefFacts, ItemFacts } from '../facts.js';
import { cleanAll } from './clean.js';
import { composeBrief } from './compose.js';
import { type BriefDocument, type Line, plainText } from './document.js';
import {
  changeColumns,
  changeRows,
  evidenceColumns,
  evidenceRows,
  itemColumns,
  sourceColumns,
  type ItemColumn,
} from './item-columns.js';
import { ink } from './palette.js';
import { textsFor, type Texts } from './texts.js';

type AnySheet = Sheet<Buffer>;

/** What Excel allows in a cell. */
const CELL_LIMIT = 32_767;

/** The brief's figures, changes, items, evidence and sources as a workbook: real dates and numbers, frozen heads. */
export async function renderXlsx(given: BriefFacts): Promise<Buffer> {
  const facts = cleanAll(given);
  const { language, direction } = facts;
  const t = textsFor(language);
  const rightToLeft = direction === 'rtl';
  const sheet = <S>(name: string, columns: ItemColumn<S>[], subjects: S[]) =>
    tableSheet(t, name, columns, subjects, rightToLeft);
  return write([
    summarySheet(t, facts, composeBrief(facts)),
    sheet(t('sheet.changes'), changeColumns(language), changeRows(facts)),
    sheet(t('sheet.items'), itemColumns(language), facts.items),
    sheet(t('sheet.evidence'), evidenceColumns(language), evidenceRows(facts)),
    sheet(t('sheet.sources'), sourceColumns(language), facts.sources),
  ]);
}

/** Items alone, in the columns of the CSV export. */
export async function renderItemsXlsx(items: ItemFacts[], language = 'en'): Promise<Buffer> {
  const t = textsFor(language);
  return write([tableSheet(t, t('sheet.items'), itemColumns(language), cleanAll(items), false)]);
}

const write = (sheets: AnySheet[]): Promise<Buffer> =>
  writeExcelFile(sheets, { fontFamily: 'Calibri', fontSize: 11 }).toBuffer();

function summarySheet(t: Texts, facts: BriefFacts, document: BriefDocument): AnySheet {
  const { cover, draft } = document;
  const words = (lines: Line[]) => lines.map(plainText).join(t('cell.separator'));
  const strong = (value: string): Cell => ({ value, fontWeight: 'bold' });
  const data: Row[] = [
    [{ value: document.title, fontWeight: 'bold', fontSize: 14 }],
    ...(draft === null ? [] : [[strong(draft)]]),
    [cover.organisation],
    [],
    ...cover.facts.map((fact): Row => [fact.label, words(fact.lines)]),
    [],
    [head(t('sheet.figure')), head(t('sheet.value'))],
    ...cover.figures.map((figure): Row => [figure.label, figure.value]),
    [],
    [head(t('table.progress')), head(t('chart.items'))],
    ...Object.entries(facts.summary.byProgress).map(([progress, count]): Row => [
      t(`progress.${progress as keyof typeof facts.summary.byProgress}`),
      count,
    ]),
  ];
  return {
    data,
    sheet: t('sheet.summary'),
    columns: [{ width: 42 }, { width: 60 }],
    rightToLeft: facts.direction === 'rtl',
  };
}

function tableSheet<S>(
  t: Texts,
  name: string,
  columns: ItemColumn<S>[],
  subjects: S[],
  rightToLeft: boolean,
): AnySheet {
  const rows = subjects.map((subject): Row =>
    columns.map((column) => bodyCell(t, column, column.value(subject))),
  );
  return {
    data: [columns.map((column) => head(column.heading)), ...rows],
    sheet: name,
    columns: columns.map(({ width }) => ({ width })),
    stickyRowsCount: 1,
    stickyColumnsCount: 1,
    orientation: 'landscape',
    rightToLeft,
  };
}

const head = (value: string): Cell => ({
  value,
  fontWeight: 'bold',
  backgroundColor: ink.wash,
  alignVertical: 'bottom',
  wrap: true,
  bottomBorderStyle: 'thin',
  bottomBorderColor: ink.text,
});

function bodyCell<S>(t: Texts, { kind }: ItemColumn<S>, value: string | number | null): Cell {
  if (value === null) return null;
  if (typeof value === 'number') return { value, type: Number, alignVertical: 'top' };
  if (kind === 'day') {
    return {
      value: new Date(`${value}T00:00:00Z`),
      type: Date,
      format: 'd mmm yyyy',
      alignVertical: 'top',
      align: 'left',
    };
  }
  // As text (@), or Excel would read a reference or a number of a brief as something else.
  return { value: unlikeBuiltIn(cut(t, value)), type: String, format: '@', alignVertical: 'top', wrap: true };
}

/**
 * write-excel-file 4.1.1 looks its shared strings up in a plain object, so that a cell which says just "toString" would
 * spoil the file. A word joiner, which is not seen, makes it another string.
 */
const unlikeBuiltIn = (text: string): string => (text in {} ? `${text}\u2060` : text);

function cut(t: Texts, text: string): string {
  if (text.length <= CELL_LIMIT) return text;
  const note = t('sheet.cut', { limit: CELL_LIMIT });
  // Not through the middle of a character.
  return text.slice(0, CELL_LIMIT - note.length).replace(/\p{Surrogate}$/u, '') + note;
}
