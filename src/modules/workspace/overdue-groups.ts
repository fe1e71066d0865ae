import { paths } from '../../web/components/index.js';
import { type ItemFilter, type ItemRow, queryOf } from '../tracking/index.js';

/** By what the overdue can be grouped, beside not at all. */
export const OVERDUE_GROUPINGS = ['owner', 'team', 'actor', 'publication'] as const;
export type OverdueGrouping = (typeof OVERDUE_GROUPINGS)[number];

export const PAST_DUE: ItemFilter = { timeliness: ['past_due'] };

export interface OverdueGroup {
  key: string;
  /** Null: no owner, no actor, or no groups at all. */
  label: string | null;
  /** The actor's own page, beside the list. */
  page: string | null;
  /** How many there are, which may be more than the rows of this page, and the list of them. */
  count: number;
  listHref: string | null;
  rows: ItemRow[];
}

interface Holder {
  id: number;
  name: string;
}

/** Whom or what a row stands under; nothing: under "no owner", "no actor" and so on. */
const HOLDERS: Record<OverdueGrouping, (row: ItemRow) => Holder[]> = {
  owner: (row) => (row.owner ? [row.owner] : []),
  team: (row) => [row.team],
  actor: (row) => row.actors,
  publication: ({ publication: { id, refPrefix, title } }) =>
    id === null ? [] : [{ id, name: `${refPrefix} ${title ?? ''}`.trim() }],
};

/** The list of one group alone; null: no filter asks for what has none. */
function filterOf(by: OverdueGrouping, id: number | null): ItemFilter | null {
  if (by === 'owner') return { ...PAST_DUE, owner: id ?? 'none' };
  if (by === 'actor') return { ...PAST_DUE, actor: id ?? 'none' };
  return id === null ? null : { ...PAST_DUE, [by]: id };
}

/**
 * The rows under their groups, who is latest first; an item of several actors stands under each.
 * @param totals how many there are in each group, by its id, which may be more than the rows of this page
 */
export function groupsOf(rows: ItemRow[], by: OverdueGrouping, totals: Map<string, number>): OverdueGroup[] {
  const groups = new Map<string, OverdueGroup>();
  for (const row of rows) {
    const holders = HOLDERS[by](row);
    for (const holder of holders.length > 0 ? holders : [null]) {
      const key = holder ? String(holder.id) : '';
      const group = groups.get(key) ?? newGroup(key, by, holder, totals.get(key));
      group.rows.push(row);
      groups.set(key, group);
    }
  }
  return [...groups.values()];
}

function newGroup(key: string, by: OverdueGrouping, holder: Holder | null, total = 0): OverdueGroup {
  const filter = filterOf(by, holder?.id ?? null);
  return {
    key,
    label: holder?.name ?? null,
    page: holder && by === 'actor' ? paths.actor(holder.id) : null,
    count: total,
    listHref: filter && `${paths.items}?${queryOf(filter)}`,
    rows: [],
  };
}
