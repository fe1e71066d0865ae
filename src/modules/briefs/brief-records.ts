import type { EntityManager } from 'typeorm';
import {
  type BriefScope,
  type ItemRow,
  checkRows,
  effectRows,
  itemRows,
  linkRows,
  responseRows,
  revisionRows,
} from './brief-rows.query.js';
import type { ItemRecords } from './what-changed.js';

/** An item's records, and the references of the items that it carries out or that carry it out. */
export interface BriefItem extends ItemRecords {
  related: string[];
}

/** What is recorded of the brief's items, in the order of the brief: six statements, however many there are. */
export async function briefRecords(manager: EntityManager, scope: BriefScope): Promise<BriefItem[]> {
  const rows = await itemRows(manager, scope);
  const ids = rows.map((row) => row.id);
  const effects = byItem(await effectRows(manager, scope, ids));
  const checks = byItem(await checkRows(manager, ids, scope.timeZone));
  const revisions = byItem(await revisionRows(manager, scope, ids));
  const responses = byItem(await responseRows(manager, ids, scope.timeZone));
  const related = relatedRefs(rows, await linkRows(manager, ids));
  return rows.map((row) => ({
    row,
    effects: effects.get(row.id) ?? [],
    revisions: revisions.get(row.id) ?? [],
    responses: responses.get(row.id) ?? [],
    checks: checks.get(row.id) ?? [],
    related: related.get(row.id) ?? [],
  }));
}

function byItem<T extends { itemId: number }>(rows: T[]): Map<number, T[]> {
  const groups = new Map<number, T[]>();
  for (const row of rows) {
    const group = groups.get(row.itemId);
    if (group) group.push(row);
    else groups.set(row.itemId, [row]);
  }
  return groups;
}

/** The other ends of each item's links, in the order of the brief. */
function relatedRefs(
  rows: ItemRow[],
  links: { actionId: number; recommendationId: number }[],
): Map<number, string[]> {
  const pairs = links.flatMap(({ actionId: a, recommendationId: r }) => [
    { itemId: a, other: r },
    { itemId: r, other: a },
  ]);
  const others = byItem(pairs);
  return new Map(
    [...others].map(([id, ends]) => [
      id,
      rows.filter((row) => ends.some(({ other }) => other === row.id)).map(({ ref }) => ref),
    ]),
  );
}
