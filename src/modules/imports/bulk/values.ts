import { formatPartialDate, isCalendarDate, parsePartialDate } from '../../../shared/calendar-date.js';
import { LONG_TEXT, SHORT_TEXT } from '../../../web/fields.js';
import { cellLine, cellText, joinActors, joinLines, splitActorLines, splitLines } from './cell-text.js';
import type { Field } from './fields.js';
import { fileWords } from './mapping.js';
import { findDates } from '../reader/dates.js';

/** What a cell says in the one form that things are compared in, or why it says nothing. */
export type CellReading = { value: string } | { code: string; values?: Record<string, string> };

/** Behind the words of a cell that a workbook could not hold whole. */
export const CUT_MARK = '…[cut: the cell was longer than a workbook can hold]';

const reads: Record<Field['kind'], (cell: string, field: Field) => CellReading> = {
  text: (cell) => limited(cellText(cell), LONG_TEXT),
  line: (cell) => limited(cellLine(cell), SHORT_TEXT),
  choice: (cell, field) => choiceOf(cellLine(cell), field),
  day: (cell) => dateOf(cellLine(cell), 'day'),
  partialDay: (cell) => dateOf(cellLine(cell), 'partial'),
  months: (cell) => monthsOf(cellLine(cell)),
  refs: (cell) => refsOf(cellLine(cell)),
  lines: (cell) => limited(joinLines(splitLines(cellText(cell))), LONG_TEXT),
  actorLines: (cell) => {
    const actors = splitActorLines(cellText(cell));
    return actors ? { value: joinActors(actors) } : { code: 'actorLines' };
  },
  url: (cell) => urlOf(cellLine(cell)),
  flag: (cell) => flagOf(cellLine(cell)),
};

/** A cell that is not blank, by the kind of its field. */
export function readCell(field: Field, cell: string): CellReading {
  if (cell.includes('\u0000')) return { code: 'unstorable' };
  if (cell.endsWith(CUT_MARK)) return { code: 'cut' };
  return reads[field.kind](cell, field);
}

/** The value as a file or page shows it: choices in words. */
export const showValue = ({ kind, words }: Field, value: string): string =>
  kind === 'choice' && value ? fileWords.dynamic(`${words}.${value}`) : value;

const limited = (value: string, most: number): CellReading =>
  value.length > most ? { code: 'tooLong', values: { most: String(most) } } : { value };

const folded = (text: string) =>
  text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();

function choiceOf(cell: string, { choices = [], words }: Field): CellReading {
  const wanted = folded(cell);
  const found = choices.find((value) => folded(value) === wanted || folded(fileWords.dynamic(`${words}.${value}`)) === wanted); // prettier-ignore
  if (found) return { value: found };
  return { code: 'choice', values: { allowed: choices.map((value) => fileWords.dynamic(`${words}.${value}`)).join(', ') } }; // prettier-ignore
}

function dateOf(cell: string, wanted: 'day' | 'partial'): CellReading {
  const iso = parsePartialDate(cell);
  if (iso) return wanted === 'day' && !isCalendarDate(cell) ? { code: 'wholeDay' } : { value: cell };
  if (/^\d{5}(\.\d+)?$/.test(cell)) return { code: 'dateAsNumber' };
  const [found, ...more] = findDates(cell, { years: true });
  if (!found || more.length > 0 || found.text.length < cell.length) return { code: 'date' };
  if (!found.date) return { code: /it can be/.test(found.problem ?? '') ? 'dateAmbiguous' : 'date' };
  if (wanted === 'day' && found.date.precision !== 'day') return { code: 'wholeDay' };
  return { value: formatPartialDate(found.date) };
}

const monthsOf = (cell: string): CellReading =>
  /^\d{1,4}$/.test(cell) ? { value: String(Number(cell)) } : { code: 'months' };

/** `PB-11.A3`; or `R2`, of the row's own publication. */
const REF = /^(?:[A-Z0-9][A-Za-z0-9-]*\.)?[AR][0-9]{1,6}$/;

function refsOf(cell: string): CellReading {
  const refs = cell.split(/[\s,;]+/).filter(Boolean);
  const bad = refs.find((ref) => !REF.test(ref));
  return bad ? { code: 'ref', values: { ref: bad } } : { value: [...new Set(refs)].join(', ') };
}

function urlOf(cell: string): CellReading {
  const url = cell.length <= 2_000 && !/\s/.test(cell) ? URL.parse(cell) : null;
  return url && /^https?:$/.test(url.protocol) && url.hostname ? { value: cell } : { code: 'url' };
}

function flagOf(cell: string): CellReading {
  const word = folded(cell);
  if (['yes', 'true', '1', 'x'].includes(word)) return { value: 'yes' };
  return ['no', 'false', '0'].includes(word) ? { value: '' } : { code: 'flag' };
}
