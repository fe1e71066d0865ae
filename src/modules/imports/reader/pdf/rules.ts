import type { Rule } from './geometry.js';

type Matrix = [number, number, number, number, number, number];

/** What pdf.js gives for a page's drawing: numbers of operations and their arguments. */
export interface Drawing {
  fnArray: number[];
  argsArray: unknown[];
}

/** The numbers that pdf.js gives to the operations that matter here. */
export type Operations = Record<
  | 'save'
  | 'restore'
  | 'transform'
  | 'constructPath'
  | 'paintFormXObjectBegin'
  | 'paintFormXObjectEnd'
  | 'stroke'
  | 'closeStroke'
  | 'fill'
  | 'eoFill'
  | 'fillStroke'
  | 'eoFillStroke'
  | 'closeFillStroke'
  | 'closeEOFillStroke'
  | 'showText',
  number
>;

/** Thicker, a filled rectangle is a background. */
const THICKEST = 3;
const SHORTEST = 4;
/** A page with more is a picture. */
const MOST = 20_000;

/** The straight lines on a page, and where backgrounds begin and end; those that touch end to end made one. */
export function rulesOf(
  { fnArray, argsArray }: Drawing,
  ops: Operations,
  view: number[],
): { horizontals: Rule[]; verticals: Rule[]; shades: Rule[] } {
  const horizontals: Rule[] = [];
  const verticals: Rule[] = [];
  const shades: Rule[] = [];
  const strokes = new Set([ops.stroke, ops.closeStroke, ops.fillStroke, ops.eoFillStroke, ops.closeFillStroke, ops.closeEOFillStroke]); // prettier-ignore
  const fills = new Set([ops.fill, ops.eoFill]);
  let matrix = view as Matrix;
  const stack: Matrix[] = [];
  const add = (x1: number, y1: number, x2: number, y2: number) => {
    if (horizontals.length + verticals.length > MOST) return;
    const [width, height] = [Math.abs(x2 - x1), Math.abs(y2 - y1)];
    if (height <= 1 && width >= SHORTEST) horizontals.push({ at: (y1 + y2) / 2, from: Math.min(x1, x2), to: Math.max(x1, x2) });
    else if (width <= 1 && height >= SHORTEST) verticals.push({ at: (x1 + x2) / 2, from: Math.min(y1, y2), to: Math.max(y1, y2) });
  }; // prettier-ignore
  for (const [index, operation] of fnArray.entries()) {
    const args = argsArray[index] as unknown[] | null;
    if (operation === ops.save || operation === ops.paintFormXObjectBegin) {
      stack.push(matrix);
      const own = operation === ops.paintFormXObjectBegin ? args?.[0] : null;
      if (Array.isArray(own) && own.length === 6) matrix = times(matrix, own as Matrix);
    } else if (operation === ops.restore || operation === ops.paintFormXObjectEnd) {
      matrix = stack.pop() ?? matrix;
    } else if (operation === ops.transform) matrix = times(matrix, args as unknown as Matrix);
    else if (operation === ops.constructPath) {
      const [paint, paths] = args as [number, ArrayLike<number>[] | null];
      const points = subpathsOf(paths?.[0] ?? [], matrix);
      if (strokes.has(paint))
        for (const path of points) for (let i = 1; i < path.length; i++) add(...path[i - 1], ...path[i]);
      else if (fills.has(paint))
        for (const path of points) {
          addThin(path, add);
          if (shades.length < MOST) shades.push(...edgesOf(path));
        }
    }
  }
  return { horizontals: merged(horizontals), verticals: merged(verticals), shades: merged(shades) };
}

function times(a: Matrix, b: Matrix): Matrix {
  return [
    a[0] * b[0] + a[2] * b[1],
    a[1] * b[0] + a[3] * b[1],
    a[0] * b[2] + a[2] * b[3],
    a[1] * b[2] + a[3] * b[3],
    a[0] * b[4] + a[2] * b[5] + a[4],
    a[1] * b[4] + a[3] * b[5] + a[5],
  ];
}

type Point = [number, number];

/** Corners of the paths, on the page; a path with curves is none of ours. */
function subpathsOf(data: ArrayLike<number>, m: Matrix): Point[][] {
  const paths: Point[][] = [];
  const point = (x: number, y: number): Point => [m[0] * x + m[2] * y + m[4], m[1] * x + m[3] * y + m[5]];
  let isCurved = false;
  for (let i = 0; i < data.length;) {
    const kind = data[i++];
    if (kind === 0) {
      if (isCurved) paths.pop();
      isCurved = false;
      paths.push([point(data[i], data[i + 1])]);
      i += 2;
    } else if (kind === 1) {
      paths.at(-1)?.push(point(data[i], data[i + 1]));
      i += 2;
    } else if (kind === 4) {
      const path = paths.at(-1);
      if (path) path.push(path[0]);
    } else {
      isCurved = true;
      i += kind === 2 ? 6 : 4;
    }
  }
  if (isCurved) paths.pop();
  return paths;
}

/** A filled rectangle that is thin enough is a line. */
function addThin(path: Point[], add: (x1: number, y1: number, x2: number, y2: number) => void): void {
  if (path.length < 4) return;
  const [xs, ys] = [path.map(([x]) => x), path.map(([, y]) => y)];
  const [left, right, top, bottom] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
  if (bottom - top <= THICKEST && right - left > bottom - top)
    add(left, (top + bottom) / 2, right, (top + bottom) / 2);
  else if (right - left <= THICKEST) add((left + right) / 2, top, (left + right) / 2, bottom);
}

/** Where the background of a row, or of one of its cells, begins and ends. */
function edgesOf(path: Point[]): Rule[] {
  if (path.length < 4) return [];
  const [xs, ys] = [path.map(([x]) => x), path.map(([, y]) => y)];
  const [from, to, top, bottom] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
  if (bottom - top <= THICKEST || to - from <= THICKEST) return [];
  return [top, bottom].map((at) => ({ at, from, to }));
}

/** Lines on the same height that touch or nearly do are one. */
function merged(rules: Rule[]): Rule[] {
  const kept: Rule[] = [];
  const byPlace = rules.toSorted((a, b) => a.at - b.at || a.from - b.from);
  for (let start = 0; start < byPlace.length;) {
    let end = start + 1;
    while (end < byPlace.length && byPlace[end].at - byPlace[end - 1].at <= 1.2) end++;
    const group = byPlace.slice(start, end).toSorted((a, b) => a.from - b.from);
    let open = { ...group[0] };
    for (const rule of group.slice(1)) {
      if (rule.from <= open.to + 3) open.to = Math.max(open.to, rule.to);
      else {
        kept.push(open);
        open = { ...rule };
      }
    }
    kept.push(open);
    start = end;
  }
  return kept;
}
