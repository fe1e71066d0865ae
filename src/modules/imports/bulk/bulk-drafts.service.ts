import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager, LessThan } from 'typeorm';
import { Clock } from '../../../shared/clock.js';
import { Conflict, NotFound, Refused, RefusedFields, StaleVersion } from '../../../shared/errors.js';
import type { CurrentUser } from '../../../shared/permissions.js';
import type { BroughtDocument } from '../import-drafts.service.js';
import { readCellsApart } from '../reading-apart.js';
import { BulkDraft, BulkMapping } from './bulk-draft.entity.js';
import { FIELDS, type RowsKind } from './fields.js';
import {
  EXTRA,
  LEFT_OUT,
  type Mapping,
  NOTE,
  faultsOf,
  findTable,
  headersKey,
  mapsExtra,
  proposeMapping,
} from './mapping.js';
import { MOST_BULK_ROWS } from './read-cells.js';

export interface OpenBulkDraft {
  id: string;
  filename: string;
  rowsKind: RowsKind;
  rowCount: number;
  createdAt: Date;
}

const KEPT_DAYS = 7;
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Sheets under review. Each belongs to the person who brought it; to all others it is not there. */
@Injectable()
export class BulkDraftsService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
  ) {}

  /**
   * Reads a sheet and keeps its cells for review; drafts that nobody came back to for seven days go. Its columns are
   * mapped as they were the last time that a sheet had these headers, or else by their names.
   * @throws Unreadable with the reason, TooLarge, or Refused where there is no table
   */
  async create(
    user: CurrentUser,
    rowsKind: RowsKind,
    { filename, bytes }: BroughtDocument,
  ): Promise<BulkDraft> {
    const { format, sheets } = await readCellsApart({ filename, bytes });
    const table = findTable(rowsKind, sheets);
    if (!table || table.rows.length === 0) throw new Refused('bulk.noRows', {}, 'file');
    if (table.rows.length > MOST_BULK_ROWS)
      throw new Refused('bulk.tooManyRows', { count: table.rows.length, most: MOST_BULK_ROWS }, 'file');
    const now = this.clock.now();
    const { manager } = this.dataSource;
    await manager.delete(BulkDraft, {
      createdAt: LessThan(new Date(now.getTime() - KEPT_DAYS * 86_400_000)),
    });
    const { headers } = table;
    const remembered = await this.remembered(user, rowsKind, headers);
    const proposed = proposeMapping(rowsKind, headers);
    const { twice, missing } = faultsOf(rowsKind, proposed);
    return manager.save(
      manager.create(BulkDraft, {
        createdBy: user.id,
        createdAt: now,
        filename: displayName(filename),
        format,
        rowsKind,
        headers,
        rows: table.rows,
        rowCount: table.rows.length,
        mapping: remembered ?? proposed,
        // Where every column was recognised by its own name there is nothing to look at.
        mapped: remembered !== null || (twice.length + missing.length === 0 && !proposed.some((key) => key === EXTRA || key === LEFT_OUT)), // prettier-ignore
        result: null,
      }),
    );
  }

  /** One's own, without its cells. @throws NotFound */
  async get(user: CurrentUser, id: string): Promise<BulkDraft> {
    const draft = UUID.test(id)
      ? await this.dataSource.manager.findOneBy(BulkDraft, { id, createdBy: user.id })
      : null;
    if (!draft) throw new NotFound();
    return draft;
  }

  /** One's own with its cells. @throws NotFound */
  async withRows(user: CurrentUser, id: string): Promise<BulkDraft> {
    return ownDraft(this.dataSource.manager, user, id, false);
  }

  /** One's own that wait, newest first. */
  async openOf(user: CurrentUser): Promise<OpenBulkDraft[]> {
    return this.dataSource.manager.query<OpenBulkDraft[]>(
      `SELECT id, filename, rows_kind AS "rowsKind", row_count AS "rowCount", created_at AS "createdAt"
         FROM bulk_draft WHERE created_by = $1 AND result IS NULL ORDER BY created_at DESC, id LIMIT 50`,
      [user.id],
    );
  }

  /**
   * Says what the columns hold, and remembers it for sheets with the same headers.
   * @throws RefusedFields, StaleVersion, or Conflict where it was entered already
   */
  async map(user: CurrentUser, id: string, mapping: Mapping, version: number): Promise<BulkDraft> {
    return this.dataSource.transaction(async (manager) => {
      const draft = await lockOwnBulkDraft(manager, user, id);
      if (draft.result) throw new Conflict('bulk.entered');
      if (draft.version !== version) throw new StaleVersion({ version: draft.version });
      const complete = draft.headers.map((_, column) => mapping[column] ?? LEFT_OUT);
      refuseFaults(draft.rowsKind, complete, mapping.length > draft.headers.length);
      await manager.update(BulkDraft, { id }, { mapping: complete, mapped: true, version: version + 1 });
      await manager.upsert(
        BulkMapping,
        {
          personId: user.id,
          rowsKind: draft.rowsKind,
          headersKey: headersKey(draft.headers),
          mapping: complete,
          usedAt: this.clock.now(),
        },
        ['personId', 'rowsKind', 'headersKey'],
      );
      return Object.assign(draft, { mapping: complete, mapped: true, version: version + 1 });
    });
  }

  async discard(user: CurrentUser, id: string): Promise<void> {
    await this.get(user, id);
    await this.dataSource.manager.delete(BulkDraft, { id, createdBy: user.id });
  }

  /** One's own mapping of such headers, or else a colleague's latest. */
  private async remembered(
    user: CurrentUser,
    rowsKind: RowsKind,
    headers: string[],
  ): Promise<Mapping | null> {
    const [found] = await this.dataSource.manager.query<{ mapping: Mapping }[]>(
      `SELECT mapping FROM bulk_mapping WHERE rows_kind = $1 AND headers_key = $2
        ORDER BY person_id = $3 DESC, used_at DESC LIMIT 1`,
      [rowsKind, headersKey(headers), user.id],
    );
    return found && found.mapping.length === headers.length ? found.mapping : null;
  }
}

function refuseFaults(rowsKind: RowsKind, mapping: Mapping, isTooLong: boolean): void {
  const allowed = new Set([LEFT_OUT, NOTE, ...FIELDS[rowsKind].map(({ key }) => key), ...(mapsExtra(rowsKind) ? [EXTRA] : [])]); // prettier-ignore
  const refusals = mapping.flatMap((key, column) =>
    allowed.has(key) ? [] : [new Refused('choice', {}, `columns[${column}]`)],
  );
  if (isTooLong) refusals.push(new Refused('list.tooLong', {}, 'columns'));
  const { twice } = faultsOf(rowsKind, mapping);
  for (const key of twice)
    refusals.push(new Refused('bulk.mappedTwice', {}, `columns[${mapping.lastIndexOf(key)}]`));
  if (refusals.length > 0) throw new RefusedFields(refusals);
}

async function ownDraft(
  manager: EntityManager,
  user: CurrentUser,
  id: string,
  isLocked: boolean,
): Promise<BulkDraft> {
  const query = manager
    .createQueryBuilder(BulkDraft, 'draft')
    .addSelect('draft.rows')
    .where('draft.id = :id AND draft.created_by = :by', { id, by: user.id });
  const draft = UUID.test(id) ? await (isLocked ? query.setLock('pessimistic_write') : query).getOne() : null;
  if (!draft) throw new NotFound();
  return draft;
}

/** One's own draft with its cells, locked until the transaction ends. @throws NotFound */
export const lockOwnBulkDraft = (manager: EntityManager, user: CurrentUser, id: string): Promise<BulkDraft> =>
  ownDraft(manager, user, id, true);

/** The last part of what the browser called it, without what cannot be stored or shown. */
function displayName(filename: string): string {
  const name = filename.split(/[/\\]/).at(-1)!.replaceAll(/\p{C}/gu, '').trim();
  return name.slice(0, 200) || 'sheet';
}
