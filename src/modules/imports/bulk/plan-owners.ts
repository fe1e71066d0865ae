import sql from 'sql-template-tag';
import type { EntityManager } from 'typeorm';
import type { CurrentUser } from '../../../shared/permissions.js';
import { visibleItems } from '../../tracking/index.js';
import { type ItemCells, type ItemCellsQuery } from './item-cells.query.js';
import { StaffByName, isNobody } from './people.query.js';
import { type Plan, type RowValues, plannedRow } from './plan.js';

export interface OwnerChange {
  itemId: number;
  ref: string;
  version: number;
  publicationId: number | null;
  from: number | null;
  to: number | null;
}

export interface OwnersPlan extends Plan {
  owners: OwnerChange[];
}

/** Whom rows name as owners, and which items those people may see: nobody follows what they may not read. */
export class OwnersOfRows {
  private constructor(
    private readonly staff: StaffByName,
    private readonly seen: ReadonlyMap<number, ReadonlySet<number>>,
  ) {}

  /** One statement for each person that is named. */
  static async load(manager: EntityManager, rows: RowValues[], itemIds: number[]): Promise<OwnersOfRows> {
    const staff = await StaffByName.load(manager);
    const named = new Map<number, CurrentUser>();
    for (const name of new Set(rows.map((row) => row.get('owner')))) {
      const person = name && !isNobody(name) ? staff.find(name) : null;
      if (person && typeof person === 'object') named.set(person.id, person);
    }
    const seen = new Map<number, ReadonlySet<number>>();
    for (const person of named.values()) {
      const query = sql`SELECT i.id FROM item i JOIN publication p ON p.id = i.publication_id
        WHERE i.id = ANY(${itemIds}) AND ${visibleItems(person)}`;
      const ids = await manager.query<{ id: number }[]>(query.text, query.values);
      seen.set(person.id, new Set(ids.map(({ id }) => id)));
    }
    return new OwnersOfRows(staff, seen);
  }

  /** Whom the row names; null for nobody, or where it names none that can be. */
  of(row: RowValues, itemId: number | null): CurrentUser | null {
    const name = row.get('owner');
    if (!name || isNobody(name)) return null;
    const person = this.staff.find(name);
    if (typeof person === 'string') {
      row.fail('owner', person);
      return null;
    }
    if (itemId !== null && !this.seen.get(person.id)?.has(itemId)) row.fail('owner', 'ownerCannotSee');
    return person;
  }

  /** Null where the row leaves the owner as it is. */
  changeOf(row: RowValues, { id, ref, version, publicationId, ownerId }: ItemCells): OwnerChange | null {
    if (!row.get('owner')) return null;
    const to = this.of(row, id)?.id ?? null;
    if (row.isWrong || to === ownerId) return null;
    return { itemId: id, ref, version, publicationId, from: ownerId, to };
  }
}

/** What rows of references and owners come to. */
export async function planOwners(
  manager: EntityManager,
  cells: ItemCellsQuery,
  user: CurrentUser,
  rows: RowValues[],
): Promise<OwnersPlan> {
  const refs = rows.map((row) => row.get('ref')).filter(Boolean);
  const items = new Map(
    (await cells.find(user, sql`i.ref = ANY(${refs})`, manager)).map((item) => [item.ref, item]),
  );
  const people = await OwnersOfRows.load(
    manager,
    rows,
    [...items.values()].map(({ id }) => id),
  );
  const seen = new Set<string>();
  const owners: OwnerChange[] = [];
  const planned = rows.map((row) => {
    const ref = row.get('ref');
    const item = items.get(ref);
    if (!ref) row.fail('ref', 'required');
    else if (!item) row.fail('ref', 'noSuchItem');
    else if (seen.has(ref)) row.fail('ref', 'itemTwice', { ref });
    seen.add(ref);
    if (!row.get('owner')) row.fail('owner', 'ownerMissing');
    const change = item ? people.changeOf(row, item) : null;
    if (change) owners.push(change);
    return plannedRow(row, change ? 'changed' : 'unchanged', ref, {
      ...row.values,
      title: item?.values.title ?? '',
    });
  });
  return { rows: planned, errors: rows.flatMap(({ errors }) => errors), notices: [], owners };
}
