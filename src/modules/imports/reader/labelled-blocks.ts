import type { Block, Cell, Paragraph, Table } from './blocks.js';
import { placeAt, placeOf } from './blocks.js';
import type { Column } from './columns.js';
import { matchHeader, readHeaderCell } from './columns.js';
import { countWords, endsSentence, fold } from './words.js';

/** "Responsible: Ministry of Energy" */
interface Labelled {
  label: string;
  column: Column | null;
  cell: Cell;
}

/** One action written as lines with labels. */
interface ActionBlock {
  fields: Labelled[];
  /** "Action 2: Bring back the shops" above it. */
  caption: Cell | null;
}

/**
 * Makes tables of the actions that are written as labelled lines ("Issue: …", "Pathway: …", "Responsible: …",
 * "Timeline: …"), so that they are read as a matrix like any other.
 */
export function withLabelledActions(blocks: Block[]): Block[] {
  const made: Block[] = [];
  for (let i = 0; i < blocks.length;) {
    const run = runAt(blocks, i);
    if (run) made.push(run.table);
    else made.push(blocks[i]);
    i += run?.length ?? 1;
  }
  return made;
}

function runAt(blocks: Block[], from: number): { table: Table; length: number } | null {
  const actions: ActionBlock[] = [];
  let at = from;
  for (; at < blocks.length; at++) {
    const block = blocks[at];
    if (block.kind !== 'paragraph' || block.headingLevel !== null) break;
    const last = actions.at(-1);
    const fields = fieldsOf(block);
    const isFirst = !last || fields.some(({ column }) => column !== null && has(last, column));
    if (fields.length && (last || fields[0].column)) {
      if (isFirst) actions.push({ fields, caption: null });
      else last.fields.push(...fields);
    } else if (isCaption(block, blocks[at + 1], last)) {
      actions.push({ fields: [], caption: { text: block.text, at: placeOf(block) } });
    } else if (last?.fields.length && goesOn(block, last)) {
      const { cell } = last.fields.at(-1)!;
      cell.text = [cell.text, block.text].filter(Boolean).join('\n');
    } else break;
  }
  const whole = actions.filter(isAction);
  // A caption without anything below it, at the end, is none.
  if (!whole.length || whole.length < actions.filter(({ fields }) => fields.length).length) return null;
  const table = tableOf(whole);
  return table && { table, length: at - from - Number(!actions.at(-1)!.fields.length) };
}

function has({ fields }: ActionBlock, column: Column): boolean {
  return fields.some((field) => field.column === column);
}

/** Three of the five columns, what is to be done and who or when among them: the front of a brief has labels too. */
function isAction(action: ActionBlock): boolean {
  const columns = new Set(action.fields.flatMap(({ column }) => column ?? []));
  return (
    columns.size >= 3 &&
    (columns.has('pathway') || columns.has('implementation')) &&
    (columns.has('actors') || columns.has('timeline'))
  );
}

const LABEL = /^([\p{Lu}\p{Lo}][\p{L}\p{M}'’ /&-]{1,45}?)\s*[:：]\s*(?!\/\/)/u;
const LABELS = /(?<=^|[.;)\s])([\p{Lu}][\p{L}'’/&-]*(?: (?:[\p{L}'’/&-]+)){0,4}?)\s*[:：]\s+/gu;

/** The labels of a paragraph: one at its beginning, or at least three of the five columns within it. */
function fieldsOf(paragraph: Paragraph): Labelled[] {
  const { text } = paragraph;
  const within = [...text.matchAll(LABELS)].flatMap((match) => {
    const { column } = readHeaderCell(match[1]);
    return column
      ? [{ start: match.index, end: match.index + match[0].length, label: match[1], column }]
      : [];
  });
  if (new Set(within.map(({ column }) => column)).size >= 3 && within[0].start === 0) {
    return within.map(({ start, end, label, column }, index) => ({
      label,
      column,
      cell: {
        text: withoutSeparator(text.slice(end, within[index + 1]?.start)),
        at: placeAt(paragraph, start),
      },
    }));
  }
  const match = LABEL.exec(text);
  if (!match || countWords(match[1]) > 5) return [];
  const cell = { text: text.slice(match[0].length).trim(), at: placeOf(paragraph) };
  return [{ label: match[1], column: readHeaderCell(match[1]).column, cell }];
}

/** "fences; Action: …": what keeps two labels of one paragraph apart belongs to neither. */
function withoutSeparator(text: string): string {
  const bare = text.trim().replace(/\s*[;,]$/, '');
  return /^[^.!?]{1,60}\.$/.test(bare) ? bare.slice(0, -1) : bare;
}

const NUMBERED =
  /^(?:action|recommendation|measure|step|item|row|priority|activity|intervention|option)\s*(?:no\.?\s*)?\d{1,2}\b/i;

/** A line above an action that names it: "Action 2", or between two actions any that is no sentence. */
function isCaption(block: Paragraph, below: Block | undefined, last: ActionBlock | undefined): boolean {
  if (below?.kind !== 'paragraph' || fieldsOf(below)[0]?.column === undefined) return false;
  const startsNew = !last?.fields.length || fieldsOf(below).some(({ column }) => column && has(last, column));
  if (!startsNew || (last && !last.fields.length)) return false;
  if (NUMBERED.test(block.text)) return true;
  return last !== undefined && countWords(block.text) <= 15 && !endsSentence(block.text);
}

/** A list below a label, or the text of a label that stands alone. */
function goesOn(block: Paragraph, { fields }: ActionBlock): boolean {
  return block.list !== null || fields.at(-1)!.cell.text === '';
}

function tableOf(actions: ActionBlock[]): Table | null {
  const names: { label: string; column: Column | null }[] = [];
  const keyOf = ({ label, column }: { label: string; column: Column | null }) => column ?? fold(label);
  for (const field of actions.flatMap(({ fields }) => fields))
    if (names.every((name) => keyOf(name) !== keyOf(field))) names.push(field);
  const isTitled = actions.some(({ caption }) => caption && caption.text.replace(NUMBERED, '').length > 3);
  if (!matchHeader(names.map(({ label }) => label))) return null;
  const { at } = actions[0].fields[0].cell;
  const header = [...names.map(({ label }) => label), ...(isTitled ? ['Heading'] : [])];
  const rows = actions.map(({ fields, caption }) => {
    const cells = names.map((name): Cell => {
      const own = fields.filter((field) => keyOf(field) === keyOf(name)).map(({ cell }) => cell);
      return { text: own.map(({ text }) => text).join('\n'), at: own[0]?.at ?? at };
    });
    return {
      at: fields[0].cell.at,
      cells: isTitled ? [...cells, caption ?? { text: '', at }] : cells,
    };
  });
  return { kind: 'table', rows: [{ at, cells: header.map((text) => ({ text, at })) }, ...rows] };
}
