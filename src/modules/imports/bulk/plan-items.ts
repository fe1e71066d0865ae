import sql from 'sql-template-tag';
import type { EntityManager } from 'typeorm';
import type { CurrentUser } from '../../../shared/permissions.js';
import { nameKey } from '../../actors/index.js';
import type { Classification } from '../../publications/index.js';
import { type ItemKind, shortTitle, visibleItems } from '../../tracking/index.js';
import { mayEnterFor } from '../commit-import.service.js';
import { refuseOtherWords } from './compare-item.js';
import { ActorsOfRows, type NamedActor, actorsByKey } from './item-actors.js';
import type { ItemCells, ItemCellsQuery } from './item-cells.query.js';
import { type RowTimeline, timelineOfRow } from './item-timeline.js';
import { type OwnerChange, OwnersOfRows } from './plan-owners.js';
import { type Plan, type RowValues, breathe, plannedRow } from './plan.js';
import {
  type KnownPublication,
  type Named,
  type NewlyNamed,
  PublicationsOfRows,
  prefixOf,
} from './plan-publications.js';

/** An item that would be entered. */
export interface ItemToEnter extends RowTimeline {
  row: RowValues;
  publication: Named;
  kind: ItemKind;
  /** In its reference, and its place in the order. */
  number: number;
  title: string;
  classification: Classification;
  ownerId: number | null;
  actors: NamedActor[];
  actorsText: string;
  extra: Record<string, string>;
  /** Recommendations that it carries out: items that are there, or rows of the file. */
  carriesOut: (number | ItemToEnter)[];
}

export interface ItemsPlan extends Plan {
  publications: NewlyNamed[];
  items: ItemToEnter[];
  owners: OwnerChange[];
  /** The actors that Heed knows, by folded name. */
  knownActors: Map<string, number>;
}

/** What only the one kind of item has. */
const ONLY: Record<ItemKind, string[]> = {
  recommendation: ['text', 'heading', 'addressee'],
  action: ['issue', 'pathway', 'implementation', 'carriesOut'],
};
/** What rows of items come to. In a number of statements that does not grow with the rows. */
export async function planItems(
  manager: EntityManager,
  cells: ItemCellsQuery,
  user: CurrentUser,
  rows: RowValues[],
): Promise<ItemsPlan> {
  const work = new PlanItems(user, rows);
  await work.load(manager, cells);
  return work.plan();
}

class PlanItems {
  private publications!: PublicationsOfRows;
  private owners!: OwnersOfRows;
  private actors!: ActorsOfRows;
  private knownActors = new Map<string, number>();
  private readonly byRef = new Map<string, ItemCells>();
  /** Of each publication, the items that no row has claimed yet, by their words. */
  private readonly byWords = new Map<string, ItemCells[]>();
  /** The highest number of each kind in each publication, taken or planned. */
  private readonly highest = new Map<string, number>();
  private readonly linkable = new Map<string, number>();
  private readonly items: ItemToEnter[] = [];
  private readonly planned = new Map<string, ItemToEnter>();
  private readonly claimed = new Set<number>();
  private lostExtras = 0;

  constructor(
    private readonly user: CurrentUser,
    private readonly rows: RowValues[],
  ) {}

  async load(manager: EntityManager, cells: ItemCellsQuery): Promise<void> {
    this.publications = await PublicationsOfRows.load(manager, this.user, this.rows);
    const refs = this.rows.map((row) => row.get('ref')).filter(Boolean);
    const known = this.publications.knownIds;
    const found = await cells.find(
      this.user,
      sql`(i.ref = ANY(${refs}) OR i.publication_id = ANY(${known}))`,
      manager,
    );
    for (const item of found) {
      this.byRef.set(item.ref, item);
      if (item.publicationId === null) continue;
      const key = wordsKey(item.publicationId, item.values);
      this.byWords.set(key, [...(this.byWords.get(key) ?? []), item]);
    }
    for (const list of this.byWords.values()) list.sort((a, b) => a.id - b.id);
    await this.loadNumbers(manager, known);
    await this.loadLinks(manager);
    this.owners = await OwnersOfRows.load(
      manager,
      this.rows,
      found.map(({ id }) => id),
    );
    this.actors = new ActorsOfRows(this.rows);
    const named = this.rows.flatMap((row) => this.actors.of(row));
    const keys = named.flatMap(({ name, linkedTo, abbreviation }) => [
      name,
      linkedTo ?? '',
      abbreviation ?? '',
    ]);
    this.knownActors = await actorsByKey(manager, new Set(keys.map(nameKey)));
  }

  /** Numbers that are taken, by whatever item: they are never given twice. */
  private async loadNumbers(manager: EntityManager, publicationIds: number[]): Promise<void> {
    const taken = await manager.query<{ publicationId: number; kind: ItemKind; highest: number }[]>(
      `SELECT publication_id AS "publicationId", kind, max(greatest(position, substring(ref from '[0-9]+$')::int))::int AS highest
         FROM item WHERE publication_id = ANY($1) GROUP BY 1, 2`,
      [publicationIds],
    );
    for (const { publicationId, kind, highest } of taken)
      this.highest.set(`${publicationId} ${kind}`, highest);
  }

  private async loadLinks(manager: EntityManager): Promise<void> {
    const refs = this.rows.flatMap((row) => refsOf(row)).filter((ref) => ref.includes('.'));
    const query = sql`SELECT i.ref, i.id FROM item i JOIN publication p ON p.id = i.publication_id
      WHERE i.ref = ANY(${[...new Set(refs)]}) AND i.kind = 'recommendation' AND ${visibleItems(this.user)}`;
    for (const { ref, id } of await manager.query<{ ref: string; id: number }[]>(query.text, query.values))
      this.linkable.set(ref, id);
  }

  async plan(): Promise<ItemsPlan> {
    const outcomes = new Map<RowValues, { item: ItemCells } | { entered: ItemToEnter }>();
    const entering: [RowValues, Named][] = [];
    // Rows with references first: they say which publication the others with its number are of.
    const inTurn = [...this.rows].sort((a, b) => Number(!a.get('ref')) - Number(!b.get('ref')));
    for (const [index, row] of inTurn.entries()) {
      await breathe(index);
      const item = this.existing(row);
      if (item) outcomes.set(row, { item });
      // A row that is wrong is planned like the others: what refers to it is not wrong for that.
      const publication = item ? null : this.publications.of(row);
      if (!publication) continue;
      const twin = 'known' in publication ? this.claimByWords(row, publication.known) : null;
      if (twin) outcomes.set(row, { item: twin });
      else entering.push([row, publication]);
    }
    entering.sort(([a], [b]) => Number(!a.get('ref')) - Number(!b.get('ref')) || a.row - b.row);
    for (const [index, [row, publication]] of entering.entries()) {
      await breathe(index);
      outcomes.set(row, { entered: this.enter(row, publication) });
    }
    for (const item of this.items) this.link(item);
    const carriers = new Map<number | ItemToEnter, ItemToEnter[]>();
    for (const item of this.items)
      for (const target of item.carriesOut) carriers.set(target, [...(carriers.get(target) ?? []), item]);
    for (const item of this.items)
      if (item.timeline.kind === 'from_actions') spanActions(item, carriers.get(item) ?? []);
    return this.outcome(outcomes);
  }

  /** The item that the row names by its reference. */
  private existing(row: RowValues): ItemCells | null {
    const ref = row.get('ref');
    if (!ref) return null;
    if (!/^[A-Z0-9][A-Za-z0-9-]*\.[AR][1-9][0-9]{0,5}$/.test(ref)) row.fail('ref', 'ref', { ref });
    const item = this.byRef.get(ref);
    if (!item) return null;
    this.claim(row, item);
    return item;
  }

  private claim(row: RowValues, item: ItemCells): void {
    if (this.claimed.has(item.id)) row.fail('ref', 'itemTwice', { ref: item.ref });
    this.claimed.add(item.id);
  }

  /** An item with the same words that no other row names: the same sheet, brought again. */
  private claimByWords(row: RowValues, publication: KnownPublication): ItemCells | null {
    if (row.get('ref')) {
      row.fail('ref', 'noSuchItem');
      return null;
    }
    const values = { ...row.values, kind: kindOf(row) };
    const twin = this.byWords.get(wordsKey(publication.id, values))?.find(({ id }) => !this.claimed.has(id));
    if (twin) this.claim(row, twin);
    return twin ?? null;
  }

  private enter(row: RowValues, publication: Named): ItemToEnter {
    const kind = kindOf(row);
    for (const [only, fields] of Object.entries(ONLY))
      if (only !== kind) for (const field of fields) if (row.get(field)) row.fail(field, `only.${only}`);
    const words = kind === 'action' ? row.get('pathway') || row.get('implementation') || row.get('issue') : row.get('text'); // prettier-ignore
    if (!words && !row.isWrong) row.fail(kind === 'action' ? 'pathway' : 'text', `noWords.${kind}`);
    if ('known' in publication && !mayEnterFor(this.user, publication.known.teamId))
      row.fail('publication', 'otherTeam');
    const actors = this.actors.of(row);
    this.refuseTwins(row, actors);
    const published = 'known' in publication ? publication.known.date : publication.entered.wish.date;
    const extra = kind === 'action' ? row.extra : {};
    if (kind === 'recommendation' && Object.keys(row.extra).length > 0) this.lostExtras++;
    const item: ItemToEnter = {
      row,
      publication,
      kind,
      number: this.numberFor(row, publication, kind),
      title: row.get('title') || shortTitle(words),
      classification: (row.get('classification') || 'public') as Classification,
      ownerId: this.ownerOf(row, publication),
      actors,
      actorsText: row.get('actors') || actors.map(({ verbatim }) => verbatim).join(', '),
      extra,
      carriesOut: [],
      ...timelineOfRow(row, published ?? ''),
    };
    this.items.push(item);
    this.planned.set(`${keyOf(publication)} ${kind === 'action' ? 'A' : 'R'}${item.number}`, item);
    if (row.get('ref')) this.planned.set(row.get('ref'), item);
    return item;
  }

  private ownerOf(row: RowValues, publication: Named): number | null {
    const owner = this.owners.of(row, null);
    const { classification, teamId } = 'known' in publication ? publication.known : publication.entered.wish;
    const level = [classification, (row.get('classification') || 'public') as Classification];
    if (owner && !level.every((one) => wouldSee(owner, one, teamId))) row.fail('owner', 'ownerCannotSee');
    return owner?.id ?? null;
  }

  private refuseTwins(row: RowValues, actors: NamedActor[]): void {
    const seen = new Set<string | number>();
    for (const { name } of actors) {
      const one = this.knownActors.get(nameKey(name)) ?? nameKey(name);
      if (seen.has(one)) row.fail(row.get('actorLines') ? 'actorLines' : 'actors', 'actorTwice', { name });
      seen.add(one);
    }
  }

  private numberFor(row: RowValues, publication: Named, kind: ItemKind): number {
    const of = keyOf(publication);
    const key = `${of} ${kind}`;
    const ref = row.get('ref');
    const given = ref ? Number(/\d+$/.exec(ref)![0]) : null;
    const letter = kind === 'action' ? 'A' : 'R';
    if (ref && !ref.slice(prefixOf(ref).length + 1).startsWith(letter))
      row.fail('ref', 'refOfOtherKind', { letter });
    const number = given ?? (this.highest.get(key) ?? 0) + 1;
    this.highest.set(key, Math.max(number, this.highest.get(key) ?? 0));
    if (this.planned.has(`${of} ${letter}${number}`)) row.fail('ref', 'itemTwice', { ref });
    return number;
  }

  /** What a new action carries out. */
  private link(item: ItemToEnter): void {
    for (const ref of refsOf(item.row)) {
      const target = this.target(item, ref);
      if (target === null) item.row.fail('carriesOut', 'noSuchRecommendation', { ref });
      else if (!item.carriesOut.includes(target)) item.carriesOut.push(target);
    }
  }

  private target(item: ItemToEnter, ref: string): number | ItemToEnter | null {
    const { publication } = item;
    const isShort = !ref.includes('.');
    const own = 'known' in publication ? publication.known.refPrefix : publication.entered.wish.refPrefix;
    if ('known' in publication && isShort) {
      const there = this.byRef.get(`${own}.${ref}`);
      if (there?.values.kind === 'recommendation') return there.id;
    }
    const planned = this.planned.get(isShort ? `${keyOf(publication)} ${ref}` : ref);
    return this.linkable.get(ref) ?? (planned?.kind === 'recommendation' ? planned : null);
  }

  private outcome(outcomes: Map<RowValues, { item: ItemCells } | { entered: ItemToEnter }>): ItemsPlan {
    const owners: OwnerChange[] = [];
    const rows = this.rows.map((row) => {
      const found = outcomes.get(row);
      if (!found) return plannedRow(row, 'new', row.get('ref'));
      if ('entered' in found) return plannedRow(row, 'new', labelOf(found.entered), shownOf(found.entered));
      refuseOtherWords(row, found.item);
      const change = this.owners.changeOf(row, found.item);
      if (change) owners.push(change);
      return plannedRow(row, change ? 'changed' : 'unchanged', found.item.ref, {
        ...row.values,
        title: found.item.values.title,
      });
    });
    return {
      rows,
      errors: this.rows.flatMap(({ errors }) => errors),
      notices:
        this.lostExtras > 0 ? [{ code: 'extrasOfRecommendations', values: { count: this.lostExtras } }] : [],
      publications: this.publications.newOnes,
      items: this.items,
      owners,
      knownActors: this.knownActors,
    };
  }
}

/** As `roleSees` has it, of an item that is not there yet. */
function wouldSee({ role, teamId }: CurrentUser, level: Classification, ofTeam: number): boolean {
  if (level === 'restricted') return false;
  return level !== 'confidential' || role !== 'contributor' || teamId === ofTeam;
}

const refsOf = (row: RowValues): string[] => row.get('carriesOut').split(', ').filter(Boolean);

const keyOf = (publication: Named): string =>
  'known' in publication ? String(publication.known.id) : `row ${publication.entered.row.row}`;

/** From the first start to the last due date of the actions of the file that carry it out. */
function spanActions(item: ItemToEnter, carriers: ItemToEnter[]): void {
  if (item.kind === 'action') item.row.fail('timelineKind', 'only.recommendation');
  if (item.timeline.dueOn || item.row.get('ref')) return;
  const due = carriers.map(({ timeline }) => timeline).filter(({ dueOn }) => dueOn);
  const last = due.toSorted((a, b) => (a.dueOn! < b.dueOn! ? 1 : -1))[0];
  if (!last) return;
  const startsOn = carriers.flatMap(({ timeline }) => timeline.startsOn ?? []).toSorted()[0] ?? null;
  item.timeline = {
    ...item.timeline,
    startsOn,
    dueOn: last.dueOn,
    precision: last.precision,
    basis: 'derived',
  };
}

/** As it says, or as its words tell. */
function kindOf(row: RowValues): ItemKind {
  if (row.get('kind')) return row.get('kind') as ItemKind;
  const letter = /\.([AR])\d+$/.exec(row.get('ref'))?.[1];
  if (letter) return letter === 'A' ? 'action' : 'recommendation';
  const isRecommendation =
    row.get('text') && !row.get('issue') && !row.get('pathway') && !row.get('implementation');
  return isRecommendation ? 'recommendation' : 'action';
}

function wordsKey(publicationId: number, values: Record<string, string>): string {
  const words =
    values.kind === 'action' ? [values.issue, values.pathway, values.implementation] : [values.text];
  return JSON.stringify([
    publicationId,
    values.kind,
    ...words.map((word) => (word ?? '').replace(/\s+/g, ' ').trim()),
  ]);
}

function labelOf({ publication, kind, number }: ItemToEnter): string {
  const prefix = 'known' in publication ? publication.known.refPrefix : publication.entered.wish.refPrefix;
  return `${prefix ? `${prefix}.` : ''}${kind === 'action' ? 'A' : 'R'}${number}`;
}

const shownOf = ({ row, title, kind, timeline, actors }: ItemToEnter): Record<string, string> => ({
  ...row.values,
  title,
  kind,
  firstDueOn: timeline.dueOn ?? '',
  actors: actors.map(({ name }) => name).join('; '),
});
