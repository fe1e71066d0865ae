import { TooLarge } from './refusals.js';

/** The review of a matrix of 1,000 rows, each with its cells, its actors and their hidden fields, sends about 40,000. */
export const MAX_FIELDS = 50_000;
const MAX_LEVELS = 6;
const MAX_LIST = 1_000;

type Branch = Map<string, unknown>;

/**
 * `effects[1][quote]=…` becomes `{ effects: [{ quote }] }`. A branch whose keys are all numbers is a list, without
 * holes; a name that comes twice, or ends in `[]`, has the list of its values. The cost grows with the length of the
 * text alone: `qs` took time with the square of the rows, so that it had to refuse large forms.
 * @throws TooLarge with more than 50,000 fields, lists of more than 1,000, or more than five levels below a name
 */
export function parseFields(text: string): Record<string, unknown> {
  const root: Branch = new Map();
  let count = 0;
  for (const [name, value] of new URLSearchParams(text)) {
    if (++count > MAX_FIELDS) throw new TooLarge(`more than ${MAX_FIELDS} fields`);
    put(root, stepsOf(name), value);
  }
  return objectOf(root);
}

/** `actions[0][issue]` → actions, 0, issue. What is no such path is one name as it stands. */
function stepsOf(name: string): string[] {
  const open = name.indexOf('[');
  if (open <= 0 || !name.endsWith(']')) return [name];
  const steps = [name.slice(0, open), ...name.slice(open + 1, -1).split('][')];
  if (steps.length > MAX_LEVELS) throw new TooLarge(`more than ${MAX_LEVELS - 1} levels in a name`);
  return steps;
}

function put(root: Branch, steps: string[], value: string): void {
  const isList = steps.length > 1 && steps.at(-1) === '';
  const path = isList ? steps.slice(0, -1) : steps;
  // No name of ours, and none that may come near an object's own.
  if (path.some((step) => step in Object.prototype)) return;
  let branch = root;
  for (const step of path.slice(0, -1)) {
    const there = branch.get(step);
    const inner: Branch = there instanceof Map ? (there as Branch) : new Map<string, unknown>();
    if (inner !== there) branch.set(step, inner);
    branch = inner;
  }
  const key = path.at(-1)!;
  const there = branch.get(key);
  if (Array.isArray(there)) there.push(value);
  else if (typeof there === 'string') branch.set(key, [there, value]);
  else branch.set(key, isList ? [value] : value);
}

const objectOf = (branch: Branch): Record<string, unknown> =>
  Object.fromEntries([...branch].map(([key, value]) => [key, plain(value)]));

function plain(value: unknown): unknown {
  if (Array.isArray(value)) return atMost(value);
  if (!(value instanceof Map)) return value;
  const branch = value as Branch;
  const isList = [...branch.keys()].every((key) => /^(0|[1-9]\d{0,8})$/.test(key));
  if (!isList) return objectOf(branch);
  const inOrder = [...branch].toSorted(([a], [b]) => Number(a) - Number(b));
  return atMost(inOrder.map(([, inner]) => plain(inner)));
}

function atMost(list: unknown[]): unknown[] {
  if (list.length > MAX_LIST) throw new TooLarge(`a list of more than ${MAX_LIST}`);
  return list;
}
