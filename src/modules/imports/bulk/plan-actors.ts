import sql from 'sql-template-tag';
import type { EntityManager } from 'typeorm';
import type { CurrentUser } from '../../../shared/permissions.js';
import { type ActorKind, nameKey } from '../../actors/index.js';
import type { ActorCells, ActorCellsQuery } from './actor-cells.query.js';
import { splitLines } from './cell-text.js';
import { type Plan, type RowValues, breathe, plannedRow } from './plan.js';

type Link = 'parent' | 'successor';
export const LINKS: Link[] = ['parent', 'successor'];

/** An actor by its id, or by the folded name of one that the rows enter. */
export type ActorName = { id: number } | { key: string };

export interface ActorToEnter {
  row: number;
  name: string;
  key: string;
  kind: ActorKind;
  aliases: string[];
  links: Partial<Record<Link, ActorName>>;
}

export interface ActorToChange {
  id: number;
  name: string;
  /** Only what differs. */
  kind?: ActorKind;
  aliases: string[];
  links: Partial<Record<Link, ActorName>>;
  before: Record<string, string>;
}

export interface ActorsPlan extends Plan {
  enter: ActorToEnter[];
  change: ActorToChange[];
}

/** What rows of actors come to. A blank cell leaves what is there; names that are there are never taken away. */
export async function planActors(
  manager: EntityManager,
  cells: ActorCellsQuery,
  user: CurrentUser,
  rows: RowValues[],
): Promise<ActorsPlan> {
  const work = new PlanActors(rows);
  await work.load(manager, cells, user);
  return work.plan();
}

class PlanActors {
  private readonly seen = new Map<number, ActorCells>();
  private byKey = new Map<string, number>();
  private readonly links = new Map<number, Record<Link, number | null>>();
  private readonly inFile = new Map<string, RowValues>();
  private readonly aliasOf = new Map<string, RowValues>();

  constructor(private readonly rows: RowValues[]) {}

  async load(manager: EntityManager, cells: ActorCellsQuery, user: CurrentUser): Promise<void> {
    for (const one of await cells.find(user, sql`TRUE`, manager)) this.seen.set(one.id, one);
    const names = await manager.query<{ key: string; id: number }[]>(
      `SELECT alias_key AS key, actor_id AS id FROM actor_alias UNION ALL SELECT name_key, id FROM actor`,
    );
    this.byKey = new Map(names.map(({ key, id }) => [key, id]));
    const links = await manager.query<{ id: number; parent: number | null; successor: number | null }[]>(
      'SELECT id, parent_id AS parent, successor_id AS successor FROM actor',
    );
    for (const { id, ...link } of links) this.links.set(id, link);
  }

  async plan(): Promise<ActorsPlan> {
    for (const row of this.rows) this.register(row);
    const plan: ActorsPlan = { rows: [], errors: [], notices: [], enter: [], change: [] };
    for (const [index, row] of this.rows.entries()) {
      await breathe(index);
      plan.rows.push(this.planRow(row, plan));
    }
    this.refuseCircles(plan);
    plan.rows = plan.rows.map((planned, index) => (this.rows[index].isWrong ? { ...planned, outcome: 'error' } : planned)); // prettier-ignore
    plan.errors = this.rows.flatMap(({ errors }) => errors);
    return plan;
  }

  /** Every row is an actor of its own, and no two go by one name. */
  private register(row: RowValues): void {
    const name = row.get('name');
    const key = nameKey(name);
    if (!name) row.fail('name', 'required');
    else if (!key) row.fail('name', 'actorNameless', { name });
    else if (this.inFile.has(key)) row.fail('name', 'nameTwice', { row: String(this.inFile.get(key)!.row) });
    else this.inFile.set(key, row);
    for (const alias of splitLines(row.get('aliases'))) {
      const other = this.aliasOf.get(nameKey(alias));
      if (!nameKey(alias)) row.fail('aliases', 'actorNameless', { name: alias });
      else if (other && other !== row) row.fail('aliases', 'nameTwice', { row: String(other.row) });
      this.aliasOf.set(nameKey(alias), row);
    }
  }

  private planRow(row: RowValues, plan: ActorsPlan) {
    const name = row.get('name');
    const id = this.byKey.get(nameKey(name));
    const there = id === undefined ? undefined : this.seen.get(id);
    const links: Partial<Record<Link, ActorName>> = {};
    for (const link of LINKS) {
      const target = this.linked(row, link);
      if (target) links[link] = target;
    }
    const aliases = this.newAliases(row, id);
    if (row.isWrong) return plannedRow(row, 'new', name);
    if (id === undefined) {
      const kind = (row.get('kind') || 'other') as ActorKind;
      plan.enter.push({ row: row.row, name, key: nameKey(name), kind, aliases, links });
      return plannedRow(row, 'new', name);
    }
    // Named only in what is hidden: for this person a new one; there can be no second, so nothing comes of it.
    if (!there) return plannedRow(row, 'new', name);
    const kind = row.get('kind') as ActorKind | '';
    const changed = Object.fromEntries(
      Object.entries(links).filter(
        ([link, target]) => !('id' in target) || target.id !== this.links.get(id)?.[link as Link],
      ),
    );
    const change: ActorToChange = {
      id,
      name: there.values.name,
      aliases,
      links: changed,
      before: there.values,
      ...(kind && kind !== there.values.kind && { kind }),
    };
    const isChanged = change.kind !== undefined || aliases.length > 0 || Object.keys(changed).length > 0;
    if (isChanged) plan.change.push(change);
    return plannedRow(row, isChanged ? 'changed' : 'unchanged', there.values.name);
  }

  private linked(row: RowValues, link: Link): ActorName | null {
    const name = row.get(link);
    if (!name) return null;
    const key = nameKey(name);
    if (key === nameKey(row.get('name'))) row.fail(link, 'actorCircle');
    const id = this.byKey.get(key);
    if (id !== undefined && (this.seen.has(id) || this.inFile.has(key))) return { id };
    if (this.inFile.has(key)) return { key };
    row.fail(link, 'noSuchActor', { name });
    return null;
  }

  private newAliases(row: RowValues, id: number | undefined): string[] {
    return splitLines(row.get('aliases')).filter((alias) => {
      const key = nameKey(alias);
      if (!key || key === nameKey(row.get('name'))) return false;
      const owner = this.byKey.get(key);
      if (owner === undefined && this.inFile.has(key)) row.fail('aliases', 'nameTwice', { row: String(this.inFile.get(key)!.row) }); // prettier-ignore
      if (owner !== undefined && owner !== id) row.fail('aliases', 'aliasTaken', { name: alias });
      return owner === undefined;
    });
  }

  /** No chain of parents, or of successors, may close: with what is there, and with what the rows add. */
  private refuseCircles({ enter, change }: ActorsPlan): void {
    const nameOf = (one: ActorName) => ('id' in one ? `#${one.id}` : one.key);
    for (const link of LINKS) {
      const next = new Map<string, string>();
      for (const [id, links] of this.links) if (links[link] !== null) next.set(`#${id}`, `#${links[link]}`);
      for (const { key, links } of enter) if (links[link]) next.set(key, nameOf(links[link]));
      for (const { id, links } of change) if (links[link]) next.set(`#${id}`, nameOf(links[link]));
      const starts: [string, string][] = [
        ...enter.map(({ key, name }): [string, string] => [key, name]),
        ...change.map(({ id, name }): [string, string] => [`#${id}`, name]),
      ];
      for (const [start, name] of starts) {
        const passed = new Set<string>();
        let at: string | undefined = start;
        while (at !== undefined && !passed.has(at)) {
          passed.add(at);
          at = next.get(at);
        }
        if (at === start) this.inFile.get(nameKey(name))?.fail(link, 'actorCircle');
      }
    }
  }
}
