import { actorContext, linkActors, splitActors } from './actors.js';
import type { Block, Cell, Table, TableRow } from './blocks.js';
import { describePlace } from './blocks.js';
import type { Column, HeaderCell } from './columns.js';
import { COLUMNS, COLUMN_NAMES } from './columns.js';
import type { Header } from './matrix-header.js';
import { headerIndex, headerOf, isRepeated, texts, unitOf } from './matrix-header.js';
import type { ActionReading, Place, Warning } from './reading.js';
import type { TimelineOptions } from './timeline.js';
import { readTimeline } from './timeline.js';
import { excerpt, fold } from './words.js';

/** A cell longer than this is read, but hardly meant. */
const LONG_CELL = 5000;

/** One row of a matrix, cells found by column. */
interface Row {
  at: Place;
  cells: Record<Column, string>;
  /** Where two columns hold actors, those of the leading bodies. */
  leads: string | null;
  supporters: string | null;
  /** Whether a single name in the actors' column is the lead: its header says so. */
  isLeadColumn: boolean;
  /** The unit that the header gives for bare numbers: "Timeline (months)". */
  unit: string | null;
  extra: Record<string, string>;
  warnings: Warning[];
}

/**
 * Reads the action matrices of a document: each table under a header in which at least three of the five columns
 * are known, whatever their order and names, and tables without a header that go on with the one before. Every
 * cell stays verbatim; what is missing, blank or left over is a warning.
 */
export function readMatrices(
  blocks: Block[],
  published: string | null,
  options: TimelineOptions = {},
): { actions: ActionReading[]; captions: Cell[]; warnings: Warning[] } {
  const rows: Row[] = [];
  const captions: Cell[] = [];
  const warnings: Warning[] = [];
  let header: Header | null = null;
  for (const table of blocks.filter((block) => block.kind === 'table')) {
    const start = headerIndex(table);
    if (start === -1 && !(header && isContinuation(table, header))) {
      warnings.push(unread(table));
      continue;
    }
    if (start >= 0) {
      captions.push(...table.rows.slice(0, start).flatMap((row) => row.cells.filter((cell) => cell.text)));
      header = headerOf(table.rows[start], warnings);
    } else {
      const at = describePlace(table.rows[0].at);
      warnings.push({
        at: `actions[${rows.length}]`,
        message: `The table at ${at} has no header; it was read as going on with the one before.`,
      });
    }
    readRows(table.rows.slice(start + 1), header!, rows, warnings);
  }
  return { actions: toActions(rows, published, options, warnings), captions, warnings };
}

function isContinuation(table: Table, header: Header): boolean {
  return table.rows.every((row) => row.cells.length === header.names.length);
}

function unread(table: Table): Warning {
  const first = table.rows.find((row) => row.cells.filter((cell) => cell.text).length > 1) ?? table.rows[0];
  const head = excerpt(texts(first).join(' | '), 100);
  return {
    at: 'actions',
    message: `The table at ${describePlace(first.at)} was not read as an action matrix; it begins: ${head}`,
  };
}

function readRows(tableRows: TableRow[], header: Header, rows: Row[], warnings: Warning[]): void {
  let heldIssue: Cell | null = null;
  const first = rows.length;
  for (const tableRow of tableRows) {
    const cells = tableRow.cells;
    const filled = cells.filter((cell) => cell.text);
    const isRule = filled.every(({ text }) => /^[-=:–—_\s]*$/.test(text));
    if (isRule || isRepeated(texts(tableRow), header)) continue;
    if (filled.length === 1 && header.columns.length > 2) {
      if (filled[0] === cells[0] && header.columns[0].column === 'issue') heldIssue = cells[0]!;
      const at = describePlace(tableRow.at);
      warnings.push({
        at: `actions[${rows.length}]`,
        message: `The row at ${at} has one cell and was not read as an action: "${excerpt(filled[0].text)}"`,
      });
      continue;
    }
    const row = rowOf(tableRow, header, `actions[${rows.length}]`);
    inheritIssue(row, heldIssue, rows.length > first ? rows.at(-1)! : null, header, rows.length);
    heldIssue = row.cells.issue && cells.some((cell) => cell.text === row.cells.issue) ? null : heldIssue;
    rows.push(row);
  }
}

function rowOf(tableRow: TableRow, header: Header, path: string): Row {
  const row: Row = {
    at: tableRow.at,
    cells: { issue: '', pathway: '', implementation: '', actors: '', timeline: '' },
    leads: null,
    supporters: null,
    isLeadColumn: header.columns.some((cell) => cell.role === 'lead'),
    unit: unitOf(header),
    extra: {},
    warnings: [],
  };
  const [has, wants] = [tableRow.cells.length, header.names.length];
  if (has !== wants && tableRow.cells.slice(wants).some((cell) => cell.text)) {
    row.warnings.push({
      at: path,
      message: `The row at ${describePlace(tableRow.at)} has ${has} cells where the header has ${wants}: check each of them.`,
    });
  } else if (has < wants) {
    row.warnings.push({
      at: path,
      message: `The row at ${describePlace(tableRow.at)} has only ${has} of ${wants} cells: check each of them.`,
    });
  }
  if (tableRow.joined)
    row.warnings.push({ at: path, message: 'The row was put together from several lines: check its cells.' });
  for (const [index, cell] of tableRow.cells.entries()) {
    const head = header.columns[index];
    const place = head?.column ? `${path}.${head.column}` : path;
    for (const message of cell.doubts ?? []) row.warnings.push({ at: place, message });
    if (head?.column) putCell(row, head, cell);
    else if (cell.text)
      row.extra[uniqueKey(row.extra, header.names[index] ?? `Column ${index + 1}`)] = cell.text;
  }
  for (const column of COLUMNS) {
    if (row.cells[column].length > LONG_CELL) {
      row.warnings.push({
        at: `${path}.${column}`,
        message: `The cell has ${row.cells[column].length} characters: is it one cell?`,
      });
    }
  }
  return row;
}

function putCell(row: Row, head: HeaderCell, cell: Cell): void {
  const column = head.column!;
  if (column === 'actors' && head.role === 'lead') row.leads = cell.text;
  if (column === 'actors' && head.role === 'support') row.supporters = cell.text;
  row.cells[column] = [row.cells[column], cell.text].filter(Boolean).join('; ');
}

/** A blank Issue stands for the one above it, as merged cells are written in plain text; other blanks are told. */
function inheritIssue(row: Row, held: Cell | null, above: Row | null, header: Header, index: number): void {
  for (const column of COLUMNS) {
    if (row.cells[column] || header.columns.every((cell) => cell.column !== column)) continue;
    const inherited = column === 'issue' ? (held?.text ?? above?.cells.issue) : '';
    row.cells[column] = inherited ?? '';
    // The timeline's own reader tells that it is empty.
    if (column === 'timeline') continue;
    const message = inherited
      ? `The cell is blank: "${excerpt(inherited)}" was taken from the row above.`
      : `The cell "${COLUMN_NAMES[column]}" is blank.`;
    row.warnings.push({ at: `actions[${index}].${column}`, message });
  }
}

function uniqueKey(extra: Record<string, string>, name: string): string {
  let key = name;
  for (let n = 2; key in extra; n++) key = `${name} (${n})`;
  return key;
}

function toActions(
  rows: Row[],
  published: string | null,
  options: TimelineOptions,
  warnings: Warning[],
): ActionReading[] {
  const context = actorContext(rows.map((row) => row.cells.actors.slice(0, LONG_CELL)));
  const actions = rows.map((row, index): ActionReading => {
    warnings.push(...row.warnings);
    const path = `actions[${index}]`;
    // A text that long names no actors; it stays whole in `actorsText`.
    const names = row.cells.actors.length > LONG_CELL ? '' : row.cells.actors;
    const { actors, warnings: ofActors } = splitActors(names, context);
    markLeads(actors, row, ofActors);
    const { timeline, warnings: ofTimeline } = readTimeline(row.cells.timeline, published, {
      ...options,
      unit: row.unit,
    });
    for (const message of ofActors) warnings.push({ at: `${path}.actors`, message });
    for (const message of ofTimeline) warnings.push({ at: `${path}.timeline`, message });
    return {
      issue: row.cells.issue,
      pathway: row.cells.pathway,
      implementation: row.cells.implementation,
      actors,
      actorsText: row.cells.actors,
      timeline: row.cells.timeline ? timeline : null,
      extra: row.extra,
      proposedRecommendations: [],
      at: row.at,
    };
  });
  linkActors(actions.flatMap((action) => action.actors));
  return actions;
}

/** A column "Lead agency" names the lead, where it names one body alone. */
function markLeads(actors: ActionReading['actors'], row: Row, warnings: string[]): void {
  if (!row.isLeadColumn || actors.some((actor) => actor.lead)) return;
  const supporters = row.supporters ?? '';
  const leads = actors.filter(
    (actor) =>
      row.leads !== null &&
      fold(row.leads).includes(fold(actor.name)) &&
      !fold(supporters).includes(fold(actor.name)),
  );
  if (leads.length === 1) leads[0].lead = true;
  else if (leads.length > 1) warnings.push('The column is for the lead but names several: none was marked.');
}
