import { groupBy } from '../../shared/group-by.js';
import { paths, wordKey } from '../../web/components/index.js';
import type { Translate } from '../../web/messages/index.js';
import type { ChangeRow } from './changes.query.js';

/** One line of what has been recorded of late: on what, what happened, by whom. */
export interface ChangeLine {
  key: string;
  day: string;
  /** The items it bears on, the first few of `count`. */
  refs: string[];
  count: number;
  /** Already a sentence. */
  text: string;
  /** What it bears on where that is no item. */
  subject: { label: string; href: string } | null;
  person: string | null;
}

/** What a change is about, in the order in which one reads them. */
export const CHANGE_GROUPS = [
  'progress',
  'evidence',
  'dates',
  'responses',
  'ours',
  'publications',
  'other',
] as const;
export type ChangeGroup = (typeof CHANGE_GROUPS)[number];

export interface ChangeGroupLines {
  group: ChangeGroup;
  lines: ChangeLine[];
}

const BY_SUBJECT: Record<string, ChangeGroup> = {
  claim: 'progress',
  evidence: 'evidence',
  check: 'evidence',
  inbox: 'evidence',
  due: 'dates',
  timeline: 'dates',
  response: 'responses',
  delivery: 'responses',
  owner: 'ours',
  followUp: 'ours',
  publication: 'publications',
  brief: 'publications',
  import: 'publications',
};
const SHOWN_REFS = 3;

/** The changes, newest first, as lines under what they are about; groups without any are left out. */
export function changeGroups(rows: ChangeRow[], t: Translate): ChangeGroupLines[] {
  const groups = groupBy(rows, groupOf);
  return CHANGE_GROUPS.flatMap((group) => {
    const found = groups.get(group);
    return found ? [{ group, lines: merged(found).map((row) => lineOf(row, t)) }] : [];
  });
}

function groupOf(row: ChangeRow): ChangeGroup {
  if (movedTo(row)) return 'progress';
  return BY_SUBJECT[row.action.split('.')[0] ?? ''] ?? 'other';
}

/** Where it moved all that it bears on; null where it moved nothing, or not all to the same. */
function movedTo({ items, itemCount }: ChangeRow) {
  const [first] = items;
  const same = items.length === itemCount && items.every((item) => item.movedTo === first?.movedTo);
  return same ? (first?.movedTo ?? null) : null;
}

/** What one person did at a stroke to many items is one line, as long as it says the same of each. */
function merged(rows: ChangeRow[]): ChangeRow[] {
  const found: ChangeRow[] = [];
  for (const row of rows) {
    const last = found.at(-1);
    if (last && areAlike(last, row)) {
      const known = last.items.some(({ ref }) => ref === row.items[0]!.ref);
      if (!known) {
        last.items = [...last.items, ...row.items];
        last.itemCount += row.itemCount;
      }
    } else found.push({ ...row });
  }
  return found;
}

const areAlike = (a: ChangeRow, b: ChangeRow): boolean =>
  a.action === b.action &&
  a.person === b.person &&
  a.day === b.day &&
  [a, b].every(
    (row) => row.itemCount > 0 && movedTo(row) === null && !namesItself(row) && row.actor === null,
  );

/** A whole publication that came in names itself, not its items. */
const namesItself = ({ action, publication }: ChangeRow): boolean =>
  /^(publication|brief)\./.test(action) && publication !== null;

export function lineOf(change: ChangeRow, t: Translate): ChangeLine {
  const { publication, actor, items, itemCount, action } = change;
  const progress = movedTo(change);
  const keys = [progress && `change.${action}.moved`, `change.${action}`, 'change.other'];
  const key = keys.find((one) => one !== null && t.has(one)) ?? 'change.other';
  const refs = action.startsWith('publication.') && publication ? [] : items.map(({ ref }) => ref);
  return {
    key: change.seq,
    day: change.day,
    refs: refs.slice(0, SHOWN_REFS),
    count: refs.length === 0 ? 0 : itemCount,
    text: t.dynamic(key, { progress: progress ? t(wordKey('progress', progress)) : '' }),
    subject: namesItself(change)
      ? { label: publication!.title, href: paths.publication(String(publication!.id)) }
      : actor && { label: actor.name, href: paths.actor(actor.id) },
    person: change.person,
  };
}
