import sql from 'sql-template-tag';
import type { EntityManager } from 'typeorm';
import type { Day } from '../../../shared/calendar-date.js';
import { Refused } from '../../../shared/errors.js';
import { groupBy } from '../../../shared/group-by.js';
import type { CurrentUser } from '../../../shared/permissions.js';
import { type NewSource, type SourceKind, type Standing, eventDay } from '../../evidence/index.js';
import type { Classification } from '../../publications/index.js';
import { type Progress, type Shows, visibleItems } from '../../tracking/index.js';
import { type EvidenceCellsQuery, type UpdateCells, isHeedsKey, sameness } from './evidence-cells.query.js';
import { type Plan, type PlannedRow, type RowValues, breathe, plannedRow } from './plan.js';
import { ProgressOfRows } from './plan-progress.js';
import type { BornOn, UpdateToRecord } from './update-to-record.js';

export interface EvidencePlan extends Plan {
  updates: UpdateToRecord[];
}

/** What rows of evidence come to. Rows with the same word under "Update" are one; a row without is one by itself. */
export async function planEvidence(
  manager: EntityManager,
  cells: EvidenceCellsQuery,
  user: CurrentUser,
  rows: RowValues[],
  today: Day,
): Promise<EvidencePlan> {
  const work = new PlanEvidence(user, rows, today);
  await work.load(manager, cells);
  return work.plan();
}

class PlanEvidence {
  private readonly groups: RowValues[][];
  /** What the file calls the updates that were met so far. */
  private readonly met = new Set<string>();
  private readonly inFile = new Set<string>();
  private items = new Map<string, BornOn>();
  private byKey = new Map<string, UpdateCells>();
  private bySameness = new Map<string, UpdateCells[]>();
  private progress!: ProgressOfRows;

  constructor(
    private readonly user: CurrentUser,
    rows: RowValues[],
    private readonly today: Day,
  ) {
    this.groups = [...groupBy(rows, (row) => row.get('update') || row).values()];
    for (const row of rows) if (row.get('update')) this.inFile.add(row.get('update'));
  }

  async load(manager: EntityManager, cells: EvidenceCellsQuery): Promise<void> {
    const rows = this.groups.flat();
    const refs = [...new Set(rows.flatMap((row) => refsOf(row)))];
    const items = sql`SELECT i.id, i.ref, i.team_id AS "teamId", i.progress, i.progress_on AS "progressOn",
        i.progress_precision AS "progressPrecision", i.claim, i.confirmed_progress AS "confirmedProgress",
        p.published_on AS "publishedOn"
      FROM item i JOIN publication p ON p.id = i.publication_id WHERE i.ref = ANY(${refs}) AND ${visibleItems(this.user)}`;
    const found = await manager.query<BornOn[]>(items.text, items.values);
    this.items = new Map(found.map((item) => [item.ref, item]));
    const ids = [...new Set(rows.flatMap((row) => [row.get('update'), row.get('corrects')]))].flatMap(
      (key) => (/^\d{1,9}(-|$)/.test(key) ? [Number.parseInt(key, 10)] : []),
    );
    const updates = await cells.find(
      this.user,
      sql`(c.id = ANY(${ids}) OR EXISTS (SELECT 1 FROM effect x WHERE x.update_id = c.id AND x.item_id = ANY(${found.map(({ id }) => id)})))`,
      manager,
    );
    this.byKey = new Map(updates.map((update) => [update.key, update]));
    this.bySameness = groupBy(updates, sameness);
    this.progress = new ProgressOfRows(this.items);
  }

  async plan(): Promise<EvidencePlan> {
    const updates: UpdateToRecord[] = [];
    const planned = new Map<RowValues, PlannedRow>();
    for (const [index, rows] of this.groups.entries()) {
      await breathe(index);
      const update = this.read(rows);
      const isThere = update !== null && this.isThere(update);
      this.met.add(rows[0].get('update'));
      if (update && !isThere && !rows.some((row) => row.isWrong)) {
        this.progress.move(update, this.today);
        updates.push(update);
      }
      // One wrong row keeps the whole update out.
      for (const row of rows) planned.set(row, plannedRow(row, isThere ? 'unchanged' : 'new', labelOf(row)));
    }
    const rows = this.groups.flat().toSorted((a, b) => a.row - b.row);
    return {
      rows: rows.map((row) => planned.get(row)!),
      errors: rows.flatMap(({ errors }) => errors),
      notices: [],
      updates,
    };
  }

  private read(rows: RowValues[]): UpdateToRecord | null {
    const whole = (field: string) => this.oneOf(rows, field);
    const eventOn = whole('eventOn');
    const text = whole('text');
    const classification = (whole('classification') || 'public') as Classification;
    const [first] = rows;
    if (!eventOn) first.fail('eventOn', 'required');
    else this.refuseFuture(first, eventOn);
    if (!text) first.fail('text', 'required');
    const effects = rows.flatMap((row) => this.effectsOf(row));
    if (effects.length === 0) first.fail('items', 'noItems');
    for (const [index, { item, row }] of effects.entries())
      if (effects.findIndex((other) => other.item === item) !== index)
        row.fail('items', 'itemTwice', { ref: item });
    const sources = rows.flatMap((row) => sourceOf(row) ?? []);
    this.refuseHidden(first, classification, effects);
    const corrects = this.corrected(rows, whole('corrects'));
    const reason = whole('correctionReason');
    if (corrects && !reason) first.fail('correctionReason', 'required');
    if (!corrects && reason && !whole('corrects')) first.fail('corrects', 'required');
    if (rows.some((row) => row.isWrong)) return null;
    const wish = {
      eventOn,
      text,
      classification,
      sources,
      effects: effects.map(({ row: _, ...effect }) => effect),
    };
    return { rows, key: first.get('update'), wish, corrects, reason };
  }

  /** What belongs to the update as a whole: the one value that its rows give. */
  private oneOf(rows: RowValues[], field: string): string {
    const first = rows.find((row) => row.get(field));
    for (const row of rows)
      if (row.get(field) && row.get(field) !== first!.get(field))
        row.fail(field, 'factsDiffer', { row: String(first!.row), value: first!.get(field).slice(0, 100) });
    return first?.get(field) ?? '';
  }

  private refuseFuture(row: RowValues, eventOn: string): void {
    try {
      eventDay(eventOn, this.today);
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      row.fail('eventOn', 'eventInFuture');
    }
  }

  private effectsOf(row: RowValues) {
    const refs = refsOf(row);
    const shows = row.get('shows') as Shows | '';
    if (refs.length === 0 && (shows || row.get('progressTo') || row.get('quote')))
      row.fail('items', 'required');
    if (refs.length > 0 && !shows) row.fail('shows', 'required');
    for (const ref of refs) if (!this.items.has(ref)) row.fail('items', 'noSuchItemOf', { ref });
    return refs.map((item) => ({
      row,
      item,
      version: null,
      shows: (shows || 'background') as Shows,
      quote: row.get('quote') || null,
      quotePlace: row.get('quotePlace') || null,
      progressTo: (row.get('progressTo') || null) as Progress | null,
      // What an update of Heed's own did it may do again, whatever the order it is met in.
      overridesNewer: row.get('overridesNewer') === 'yes' || isHeedsKey(row.get('update')),
    }));
  }

  /** Not even its author could put it right. As EvidenceService refuses it. */
  private refuseHidden(row: RowValues, classification: Classification, effects: { item: string }[]): void {
    const { role, teamId } = this.user;
    const isOwn = effects.some(({ item }) => this.items.get(item)?.teamId === teamId);
    if (
      classification === 'restricted' ||
      (classification === 'confidential' && role === 'contributor' && !isOwn)
    )
      row.fail('classification', 'hiddenFromYou');
  }

  private corrected([first]: RowValues[], key: string): UpdateToRecord['corrects'] {
    if (!key) return null;
    const there = this.byKey.get(key) ?? [...this.byKey.values()].find(({ id }) => String(id) === key);
    if (there) return { id: there.id };
    if (this.met.has(key)) return { key };
    first.fail('corrects', this.inFile.has(key) ? 'correctsLater' : 'noSuchUpdate', { key });
    return null;
  }

  /** Recorded before: this very update, or one that says the same. */
  private isThere({ rows, key, wish }: UpdateToRecord): boolean {
    const mine = this.byKey.get(key);
    const isSame = (update: UpdateCells) =>
      wish.effects.every(({ item, progressTo }) => {
        const effect = update.effects.find((other) => other.item === item)!;
        // More of the same had moved nothing.
        return (
          progressTo === effect.progressTo ||
          (effect.progressTo === null && progressTo === effect.progressFrom)
        );
      });
    const same = (this.bySameness.get(sameness(wish)) ?? []).filter(isSame);
    if (key && !mine && same[0]) this.byKey.set(key, same[0]);
    if (mine && !same.includes(mine)) rows[0].fail('text', 'evidenceNeverEdited', { key: String(mine.id) });
    return same.length > 0 || mine !== undefined;
  }
}

const refsOf = (row: RowValues): string[] => row.get('items').split(', ').filter(Boolean);

const labelOf = (row: RowValues): string => row.get('items') || row.get('update');

const SOURCE_FIELDS = [
  'publisher',
  'author',
  'sourceDate',
  'url',
  'archivedUrl',
  'sourceKind',
  'standing',
  'standingOf',
];

function sourceOf(row: RowValues): NewSource | null {
  const title = row.get('sourceTitle');
  if (!title) {
    if (SOURCE_FIELDS.some((field) => row.get(field))) row.fail('sourceTitle', 'sourceTitleMissing');
    return null;
  }
  return {
    title,
    publisher: row.get('publisher') || null,
    author: row.get('author') || null,
    publishedOn: row.get('sourceDate') || null,
    url: row.get('url') || null,
    archivedUrl: row.get('archivedUrl') || null,
    kind: (row.get('sourceKind') || 'other') as SourceKind,
    standing: (row.get('standing') || 'not_given') as Standing,
    standingOf: row.get('standingOf') || null,
  };
}
