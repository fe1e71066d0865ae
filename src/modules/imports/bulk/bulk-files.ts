import { type Field, FIELDS, type RowsKind, headingKey } from './fields.js';
import { NOTE, fileWords } from './mapping.js';
import type { CellError } from './plan.js';
import type { SheetRow } from './read-cells.js';
import type { Sheet, SheetLine } from './sheets.js';
import { showValue } from './values.js';
import { wrongText } from './wrong-text.js';

export const headingOf = (rows: RowsKind, key: string): string => fileWords.dynamic(headingKey(rows, key));

const isDay = ({ kind }: Field) => kind === 'day' || kind === 'partialDay';

export const columnOf = (rows: RowsKind, field: Field) => ({
  heading: headingOf(rows, field.key),
  width: field.width ?? 16,
  isDay: isDay(field),
});

/** What exports write and people seldom type: the notes of a template name these columns, its sheet leaves them out. */
const RARE: Record<RowsKind, string[]> = {
  items: ['title', 'actorLines', 'timelineKind', 'term', 'minMonths', 'maxMonths', 'startsOn', 'dueBasis', 'team', 'publisher', 'authors', 'language', 'direction', 'disclaimer'], // prettier-ignore
  actors: [],
  evidence: ['update', 'overridesNewer', 'archivedUrl', 'standingOf', 'corrects', 'correctionReason'],
  owners: [],
};

/** A sheet to fill in, with an example that the import leaves out, and one that says what goes where. */
export function templateOf(rows: RowsKind): [Sheet, Sheet] {
  const fields = FIELDS[rows].filter(({ key }) => !RARE[rows].includes(key));
  const example = (field: Field) => {
    const key = `bulk.example.${rows}.${field.key}`;
    return fileWords.has(key) ? fileWords(key) : '';
  };
  const sheet: Sheet = {
    name: fileWords.dynamic(`bulk.rows.${rows}`),
    columns: [
      { heading: fileWords('bulk.note'), width: 30 },
      ...fields.map((field) => columnOf(rows, field)),
    ],
    rows: [{ cells: [fileWords('bulk.template.example'), ...fields.map(example)], isExample: true }],
  };
  return [sheet, notesOf(rows)];
}

function notesOf(rows: RowsKind): Sheet {
  const lines = FIELDS[rows].map((field): SheetLine => {
    const specific = `bulk.about.${rows}.${field.key}`;
    const about = fileWords.dynamic(fileWords.has(specific) ? specific : `bulk.about.kind.${field.kind}`);
    const allowed = (field.choices ?? []).map((value) => showValue(field, value)).join('\n');
    return { cells: [headingOf(rows, field.key), about, allowed, (field.synonyms ?? []).join(', ')] };
  });
  return {
    name: fileWords('bulk.template.notes'),
    columns: [
      { heading: fileWords('bulk.template.column'), width: 24 },
      { heading: fileWords('bulk.template.holds'), width: 70 },
      { heading: fileWords('bulk.template.allowed'), width: 32 },
      { heading: fileWords('bulk.template.also'), width: 40 },
    ],
    rows: [...lines, { cells: [fileWords('bulk.note'), fileWords('bulk.about.note'), '', ''] }],
  };
}

/** The person's own sheet back: the rows that are wrong, or all, with what to correct before them. */
export function errorsFileOf(
  draft: { rowsKind: RowsKind; headers: string[]; mapping: string[]; rows: SheetRow[] },
  errors: CellError[],
  isWhole: boolean,
): Sheet {
  const { rowsKind, headers, mapping, rows } = draft;
  const kept = headers.map((_, column) => column).filter((column) => mapping[column] !== NOTE);
  const byRow = new Map<number, CellError[]>();
  for (const error of errors) byRow.set(error.row, [...(byRow.get(error.row) ?? []), error]);
  const lines = rows
    .filter(({ row }) => isWhole || byRow.has(row))
    .map(({ row, cells }): SheetLine => {
      const wrong = byRow.get(row) ?? [];
      const note = wrong.map((error) => whyOf(rowsKind, headers, error)).join('\n');
      const marked = wrong.flatMap(({ column }) => (column === null ? [] : [kept.indexOf(column) + 1]));
      return {
        cells: [note, ...kept.map((column) => cells[column] ?? '')],
        wrong: new Set([...marked, ...(note ? [0] : [])]),
      };
    });
  return {
    name: fileWords.dynamic(`bulk.rows.${rowsKind}`),
    columns: [
      { heading: fileWords('bulk.note'), width: 44 },
      ...kept.map((column) => ({ heading: headers[column], width: 24 })),
    ],
    rows: lines,
  };
}

/** "Due date: …", or only why where it is the whole row. */
export function whyOf(rows: RowsKind, headers: string[], error: CellError, t = fileWords): string {
  const column = error.column !== null ? headers[error.column] : error.field && headingOf(rows, error.field);
  const why = wrongText(error, t);
  return column ? t('bulk.errors.line', { column, why }) : why;
}
