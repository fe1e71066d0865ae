import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { Refused, RefusedFields, StaleVersion } from '../../../shared/errors.js';
import type { CurrentUser } from '../../../shared/permissions.js';
import { SettingsService } from '../../settings/index.js';
import { IMPORT_LOCK } from '../commit-import.service.js';
import { ActorCellsQuery } from './actor-cells.query.js';
import type { BulkDraft } from './bulk-draft.entity.js';
import { lockOwnBulkDraft } from './bulk-drafts.service.js';
import { EnterActorsService } from './enter-actors.service.js';
import { EnterEvidenceService } from './enter-evidence.service.js';
import { EnterItemsService } from './enter-items.service.js';
import { EnterOwnersService } from './enter-owners.service.js';
import { EvidenceCellsQuery } from './evidence-cells.query.js';
import { ItemCellsQuery } from './item-cells.query.js';
import { faultsOf } from './mapping.js';
import { planActors } from './plan-actors.js';
import { planEvidence } from './plan-evidence.js';
import { planItems } from './plan-items.js';
import { planOwners } from './plan-owners.js';
import { type BulkResult, type Plan, countsOf, readRows } from './plan.js';

/** What a kind of rows comes to, with the way to enter it. */
interface Prepared {
  plan: Plan;
  /** @returns what was entered, by reference or name */
  enter: (manager: EntityManager) => Promise<string[]>;
}

/** Of what was entered, so many are named. */
const MOST_NAMED = 200;

/** How things stand, as cells, by kind of rows. */
@Injectable()
export class CellsQueries {
  constructor(
    readonly items: ItemCellsQuery,
    readonly actors: ActorCellsQuery,
    readonly evidence: EvidenceCellsQuery,
  ) {}
}

/** The way to enter each kind of rows. */
@Injectable()
export class EnteringServices {
  constructor(
    readonly items: EnterItemsService,
    readonly actors: EnterActorsService,
    readonly evidence: EnterEvidenceService,
    readonly owners: EnterOwnersService,
  ) {}
}

/** Bulk imports: what a sheet comes to, and entering it, all or nothing. */
@Injectable()
export class BulkImportsService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly settings: SettingsService,
    private readonly cells: CellsQueries,
    private readonly entering: EnteringServices,
  ) {}

  /** What the sheet comes to as Heed stands now. Null where columns that are needed are not mapped. */
  async preview(user: CurrentUser, draft: BulkDraft): Promise<Plan | null> {
    if (faultsOf(draft.rowsKind, draft.mapping).missing.length > 0) return null;
    return (await this.prepare(this.dataSource.manager, user, draft)).plan;
  }

  /**
   * Enters the sheet, all or nothing, by the same plan that the preview showed, made anew. Done again, it answers what
   * came of it.
   * @throws RefusedFields naming rows, Refused where rows are wrong, StaleVersion where the draft was changed since
   */
  async commit(user: CurrentUser, id: string, version: number): Promise<BulkResult> {
    return this.dataSource.transaction(async (manager) => {
      await manager.query('SELECT pg_advisory_xact_lock($1)', [IMPORT_LOCK]);
      const draft = await lockOwnBulkDraft(manager, user, id);
      if (draft.result) return draft.result;
      if (draft.version !== version) throw new StaleVersion({ version: draft.version });
      if (faultsOf(draft.rowsKind, draft.mapping).missing.length > 0)
        throw new Refused('bulk.notMapped', {}, 'columns');
      const { plan, enter } = await this.prepare(manager, user, draft);
      const counts = countsOf(plan.rows);
      if (counts.error > 0) throw new Refused('bulk.rowsWrong', { count: counts.error });
      const entered = await enter(manager);
      const changed = plan.rows.filter(({ outcome }) => outcome === 'changed').map(({ label }) => label);
      const result = { counts, entered: entered.slice(0, MOST_NAMED), changed: changed.slice(0, MOST_NAMED) };
      await manager.query(
        `UPDATE bulk_draft SET result = $2::jsonb, rows = '[]', version = version + 1 WHERE id = $1`,
        [id, JSON.stringify(result)],
      );
      return result;
    });
  }

  private async prepare(manager: EntityManager, user: CurrentUser, draft: BulkDraft): Promise<Prepared> {
    const rows = readRows(draft.rowsKind, draft.headers, draft.mapping, draft.rows);
    switch (draft.rowsKind) {
      case 'items': {
        const plan = await planItems(manager, this.cells.items, user, rows);
        return { plan, enter: (within) => this.entering.items.enter(within, user, plan) };
      }
      case 'actors': {
        const plan = await planActors(manager, this.cells.actors, user, rows);
        return { plan, enter: (within) => this.entering.actors.enter(within, user, plan) };
      }
      case 'evidence': {
        const plan = await planEvidence(
          manager,
          this.cells.evidence,
          user,
          rows,
          await this.settings.today(),
        );
        return { plan, enter: (within) => this.entering.evidence.enter(within, user, plan) };
      }
      case 'owners': {
        const plan = await planOwners(manager, this.cells.items, user, rows);
        const enter = async (within: EntityManager) => {
          await this.entering.owners.hand(within, user, plan.owners);
          return [];
        };
        return { plan, enter };
      }
    }
  }
}

/** The rows that a refusal of the commit names (`rows[12]`), and why. */
export const rowsRefused = (error: unknown): { row: number; refusal: Refused }[] =>
  error instanceof RefusedFields
    ? error.refusals.flatMap((refusal) => {
        const row = /^rows\[(\d+)\]$/.exec(refusal.field ?? '');
        return row ? [{ row: Number(row[1]), refusal }] : [];
      })
    : [];
