import type { Block, Cell, Table, TableRow } from './blocks.js';
import { describePlace } from './blocks.js';
import { readHeaderCell } from './columns.js';
import { isRecommendationsHeading } from './heading-words.js';
import { headerIndex, isRepeated, texts } from './matrix-header.js';
import type { RecommendationReading, Warning } from './reading.js';
import { readTimeline } from './timeline.js';
import type { Part } from './repeated-recommendations.js';
import type { TimelineOptions } from './timeline.js';
import { excerpt, fold } from './words.js';

/** What the columns of a table of recommendations hold. */
type Role = 'number' | 'text' | 'addressee' | 'timeline' | 'heading' | null;

interface RecommendationTable {
  roles: Role[];
  names: string[];
}

/**
 * Reads recommendations that stand in a table of their own ("No. | Recommendation | Addressee"), which is no action
 * matrix, and in tables without a header that go on with it.
 * @returns also the tables that were read, which are then none to be looked at for a matrix
 */
export function readRecommendationTables(
  blocks: Block[],
  published: string | null,
  options: TimelineOptions = {},
): { part: Part; tables: Set<Block> } {
  const recommendations: RecommendationReading[] = [];
  const tables = new Set<Block>();
  const doubts: { index: number | null; message: string }[] = [];
  let open: RecommendationTable | null = null;
  for (const table of blocks.filter((block) => block.kind === 'table')) {
    const start = table.rows.findIndex((row) => row.cells.filter(({ text }) => text).length > 1);
    const head = headerIndex(table) >= 0 || start < 0 ? null : headerOf(table.rows[start]);
    const goesOn = !head && open !== null && headerIndex(table) < 0 && hasWidth(table, open.names.length);
    if (!head && !goesOn) {
      open = null;
      continue;
    }
    open = head ?? open!;
    tables.add(table);
    const others = open.names.filter((name, index) => open!.roles[index] === null && name);
    if (head && others.length)
      doubts.push({
        index: null,
        message: `These columns are kept as extra fields: ${others.map((name) => `"${name}"`).join(', ')}.`,
      });
    let group: string | null = null;
    for (const row of table.rows.slice(head ? start + 1 : 0)) {
      const filled = row.cells.filter(({ text }) => text);
      if (!filled.length || isRepeated(texts(row), { columns: [], names: open.names })) continue;
      if (filled.length === 1 && open.names.length > 1) {
        group = filled[0].text;
        continue;
      }
      const { reading, messages } = recommendationOf(row, open, group, published, options);
      if (!reading.text)
        doubts.push({
          index: null,
          message: `The row at ${describePlace(row.at)} has no recommendation: "${excerpt(filled.map(({ text }) => text).join(' | '))}"`,
        });
      else {
        for (const message of messages) doubts.push({ index: recommendations.length, message });
        recommendations.push(reading);
      }
    }
  }
  const warnings = doubts.map(({ index, message }): Warning => ({
    at: index === null ? 'recommendations' : `recommendations[${index}]`,
    message,
  }));
  return { part: { where: 'in a table', recommendations, warnings }, tables };
}

function hasWidth(table: Table, width: number): boolean {
  return table.rows.every((row) => row.cells.length === width);
}

/** The roles of a header row; null where none of its cells says that recommendations stand below it. */
function headerOf({ cells }: TableRow): RecommendationTable | null {
  if (cells.length < 2 || cells.some(({ text }) => text.length > 80)) return null;
  const roles: Role[] = [];
  for (const { text } of cells) {
    const role = roleOf(text);
    roles.push(role !== null && roles.includes(role) ? null : role);
  }
  return roles.includes('text') ? { roles, names: cells.map(({ text }) => text) } : null;
}

function roleOf(text: string): Role {
  const folded = fold(text);
  if (
    /^(?:(?:s|sr|sl|serial)[./ ]*)?(?:no|nr|number|n|#|№|id|ref(?:erence)?)\b[.:]*(?: no\.?)?$|^#$/.test(
      folded,
    )
  )
    return 'number';
  if (
    /\b(?:address(?:ees?|ed)|(?:for|to) whom|directed (?:at|to)|recipients?|target (?:body|bodies|institution|audience))\b/.test(
      folded,
    )
  )
    return 'addressee';
  if (
    isRecommendationsHeading(text) ||
    /^(?:recommended|proposed) (?:action|measure|step)s?$|\brecommendations?\b/.test(folded)
  )
    return 'text';
  const { column } = readHeaderCell(text);
  if (column === 'actors') return 'addressee';
  if (column === 'timeline') return 'timeline';
  return /^(?:title|topic|theme|area|subject|issue|(?:policy|priority|thematic) area)s?$/.test(folded)
    ? 'heading'
    : null;
}

function recommendationOf(
  row: TableRow,
  { roles, names }: RecommendationTable,
  group: string | null,
  published: string | null,
  options: TimelineOptions,
): { reading: RecommendationReading; messages: string[] } {
  const cell = (role: Role): Cell | undefined => row.cells[roles.indexOf(role)];
  const timing = cell('timeline')?.text ?? '';
  const { timeline, warnings } = readTimeline(timing, published, options);
  const extra = Object.fromEntries(
    row.cells.flatMap(({ text }, index) =>
      text && !roles[index] ? [[names[index] || `Column ${index + 1}`, text]] : [],
    ),
  );
  const reading: RecommendationReading = {
    text: cell('text')?.text ?? '',
    marker: cell('number')?.text.replaceAll(/[().:]+$|^\(/g, '') || null,
    heading: cell('heading')?.text || group,
    addressee: cell('addressee')?.text || null,
    confidence: 1,
    timeline: timing ? timeline : null,
    at: row.at,
    ...(Object.keys(extra).length ? { extra } : {}),
  };
  const misfits =
    row.cells.length === names.length
      ? []
      : ['The row has another number of cells than the header: check it.'];
  return {
    reading,
    messages: [...misfits, ...row.cells.flatMap(({ doubts = [] }) => doubts), ...(timing ? warnings : [])],
  };
}
