import { readHeaderCell } from '../columns.js';

/** A piece of text on a page, as the file sets it. Points, from the top left corner of the page. */
export interface Run {
  text: string;
  x: number;
  right: number;
  /** The line that the letters stand on. */
  y: number;
  size: number;
  bold: boolean;
  /** Whether a space stands before it; how wide, its place tells. */
  isSpaced: boolean;
  /** The piece of tagged content that it belongs to. */
  tag: string | null;
  /** Marked by the file as no part of the text: a running head, a page number. */
  isArtifact: boolean;
  /** A hyphen that is there only because the line ends. */
  isSoftHyphen: boolean;
  /** The address that it leads to, on the last run of what leads there. */
  link?: string;
  /** Whether it was cut out of a longer one, and that. */
  isCut?: boolean;
  origin?: Run;
  /** Whether it reaches over the edge of the page. */
  isOffPage?: boolean;
  /** Whether a line is drawn through its letters, or some of them. */
  isStruck?: boolean;
}

/** A straight line, or a rectangle so thin that it is one. */
export interface Rule {
  /** For a horizontal one its height on the page, for a vertical one its place across. */
  at: number;
  from: number;
  to: number;
}

export interface Page {
  /** From 1. */
  number: number;
  width: number;
  height: number;
  runs: Run[];
  horizontals: Rule[];
  verticals: Rule[];
  /** Where backgrounds, such as those of every other row, begin and end. */
  shades: Rule[];
  /** The tree of tags, where the file has one. */
  tree: TagNode | null;
}

export interface TagNode {
  role?: string;
  /** `content` with the id of a piece of tagged content. */
  type?: string;
  id?: string;
  children?: TagNode[];
}

/** Text that stands on one line without a wide gap. */
export interface Segment {
  runs: Run[];
  text: string;
  x: number;
  right: number;
  y: number;
  size: number;
  bold: boolean;
  page: number;
}

const SUPERSCRIPTS = '⁰¹²³⁴⁵⁶⁷⁸⁹';

/**
 * Puts runs that follow each other on a line together.
 * @param widest the widest gap within a segment, in letters' heights
 */
export function segmentsOf(runs: Run[], page: number, widest: number): Segment[] {
  const groups: Run[][] = [];
  for (const run of runs) {
    const group = groups.at(-1);
    const last = group?.at(-1);
    if (last && isOnLine(group!, run) && isBeside(last, run, widest * lineSize(group!))) group!.push(run);
    else if (run.text.trim()) groups.push([run]);
  }
  return groups.map((group) => segmentOf(group, page));
}

/** Right of the other and near to it; but the names of two columns with nothing between them are two texts. */
function isBeside(last: Run, run: Run, widest: number): boolean {
  const gap = run.x - last.right;
  if (gap >= widest || gap < -0.6 * run.size) return false;
  const isName = /^\p{Lu}/u.test(run.text) && readHeaderCell(run.text).column !== null;
  const areNames =
    isName &&
    (NUMBER.test(last.text.trim()) ||
      (!run.isSpaced && /\p{Ll}$/u.test(last.text) && readHeaderCell(last.text).column !== null));
  return !areNames;
}

/** A raised number is smaller and stands a little higher. */
function isOnLine(group: Run[], run: Run): boolean {
  const [size, y] = [lineSize(group), baseline(group)];
  const larger = Math.max(size, run.size);
  const isRaised = run.size < 0.8 * larger ? y - run.y : size < 0.8 * larger ? run.y - y : 0;
  return Math.abs(run.y - y) < 0.35 * larger || (isRaised > 0 && isRaised < 0.6 * larger);
}

function lineSize(runs: Run[]): number {
  return Math.max(...runs.map((run) => run.size));
}

function baseline(runs: Run[]): number {
  const size = lineSize(runs);
  return (runs.find((run) => run.size === size) ?? runs[0]).y;
}

export function segmentOf(runs: Run[], page: number): Segment {
  const visible = runs.filter((run) => run.text.trim());
  const size = lineSize(visible);
  const y = baseline(visible);
  let text = '';
  let last: Run | null = null;
  for (const run of runs) {
    const isRaised = run.size < 0.82 * size && y - run.y > 0.12 * size;
    const piece = isRaised && RAISED.test(run.text.trim()) ? toSuperscript(run.text) : run.text;
    const isApart =
      last !== null && !text.endsWith('\u00AD') && (run.isSpaced || run.x - last.right > 0.16 * size);
    text += (isApart ? ' ' : '') + (run.isSoftHyphen ? '\u00AD' : piece);
    last = run;
  }
  const letters = (pieces: Run[]) => pieces.reduce((sum, run) => sum + run.text.trim().length, 0);
  return {
    runs: visible,
    text: text.replaceAll(/[\s\u00A0]+/g, ' ').trim(),
    x: Math.min(...visible.map((run) => run.x)),
    right: Math.max(...visible.map((run) => run.right)),
    y,
    size,
    bold: letters(visible.filter((run) => run.bold)) > 0.9 * letters(visible),
    page,
  };
}

/** The column of row numbers is so narrow that its name runs into the next one: "No. Issue". */
const NUMBER = /^(?:[Nn]o\.?|NO\.?|Nr\.?|№|#|S\/[Nn]\.?|S[rl]\.?(?: ?[Nn]o\.?)?|S\. ?[Nn]o\.?)$/;
const NUMBER_AND_NAME =
  /^([Nn]o\.|NO\.|Nr\.|№|#|S\/[Nn]\.?|S[rl]\.(?: ?[Nn]o\.?)?|S\. ?[Nn]o\.)\s?(?=\p{Lu})(.+)$/u;
const NAME_AND_NAME = /^(.*?\p{Ll})(\p{Lu}.*)$/u;

/** Two names of columns without so much as a space between them are two texts: "ImplementationActors". */
export function partNames(runs: Run[]): Run[] {
  return runs.flatMap((run) => {
    if (run.text.length > 40) return [run];
    const parts = NUMBER_AND_NAME.exec(run.text) ?? NAME_AND_NAME.exec(run.text);
    if (!parts || !readHeaderCell(parts[2]).column) return [run];
    const [, before, after] = parts;
    if (!NUMBER_AND_NAME.test(run.text) && !readHeaderCell(before).column) return [run];
    const cut = run.x + ((run.right - run.x) * (run.text.length - after.length)) / run.text.length;
    const gap = 0.3 * run.size;
    return [
      { ...run, text: before, right: cut - gap },
      { ...run, text: after, x: cut + gap, isSpaced: false },
    ];
  });
}

/** A line's text may be cut by hyphens that a file keeps as soft ones; where it has no others, they are hyphens. */
export function settleHyphens(runs: Run[]): void {
  const isShared = runs.some(
    ({ text, y }, index) =>
      /\p{L}\u00AD\p{L}/u.test(text) ||
      (text.endsWith('\u00AD') && Math.abs((runs[index + 1]?.y ?? 0) - y) < 1),
  );
  if (!isShared) return;
  for (const [index, run] of runs.entries()) {
    const next = runs[index + 1];
    // pdf.js leaves out how wide it is.
    if (run.text.endsWith('\u00AD') && next && Math.abs(next.y - run.y) < 1 && next.x > run.right) {
      run.right = next.x;
      next.isSpaced = false;
    }
    run.text = run.text.replaceAll('\u00AD', '-');
  }
}

/** Numbers of notes, Roman ones too. */
const RAISED = /^(?:\d{1,3}(?:[,–-]\d{1,3})*|[ivxl]{1,6})$/;

export function toSuperscript(text: string): string {
  const number = text.trim();
  const plain = /^[ivxl]+$/.test(number) ? String(fromRoman(number)) : number;
  return plain.replaceAll(/\d/g, (digit) => SUPERSCRIPTS[Number(digit)]);
}

function fromRoman(text: string): number {
  const values = [...text].map((letter) => ({ i: 1, v: 5, x: 10, l: 50 })[letter] ?? 0);
  return values.reduce((sum, value, index) => sum + (value < (values[index + 1] ?? 0) ? -value : value), 0);
}

/** The value below which this share of the numbers lies. */
export function quantile(numbers: number[], share: number): number {
  const sorted = numbers.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0;
}

/** Numbers that differ by less than `near` are one. */
export function distinct(numbers: number[], near: number): number[] {
  const groups: number[][] = [];
  for (const number of numbers.toSorted((a, b) => a - b)) {
    const group = groups.at(-1);
    if (group && number - group.at(-1)! <= near) group.push(number);
    else groups.push([number]);
  }
  return groups.map((group) => group.reduce((sum, number) => sum + number, 0) / group.length);
}
