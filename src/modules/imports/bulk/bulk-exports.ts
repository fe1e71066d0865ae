import { Controller, Get, Query, Res } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import sql from 'sql-template-tag';
import type { CurrentUser } from '../../../shared/permissions.js';
import { Permission, User } from '../../../web/route.js';
import { seesUpdate } from '../../evidence/index.js';
import { ItemExportDto, ItemFilterDto, ItemListQuery, type ItemRow, filterOf } from '../../tracking/index.js';
import { ActorCellsQuery } from './actor-cells.query.js';
import { columnOf } from './bulk-files.js';
import { EvidenceCellsQuery, rowsOfUpdate } from './evidence-cells.query.js';
import { FIELDS, type RowsKind } from './fields.js';
import { ItemCellsQuery } from './item-cells.query.js';
import { EXTRA_PREFIX, STATUS_KEYS, fileWords } from './mapping.js';
import { FILE_TYPES, type FileFormat, type Sheet, writeFile } from './sheets.js';
import { showValue } from './values.js';

/** More than any list has. */
const MOST = 1_000_000;

/** Items, actors and evidence as files that the bulk import reads again without loss. */
@ApiTags('exports')
@Controller()
export class BulkExports {
  constructor(
    private readonly list: ItemListQuery,
    private readonly items: ItemCellsQuery,
    private readonly actors: ActorCellsQuery,
    private readonly evidence: EvidenceCellsQuery,
  ) {}

  @Permission('read')
  @Get(['items.csv', 'api/v1/items.csv'])
  @ApiOperation({ summary: 'The items that the filter asks for, as CSV' })
  async itemsCsv(
    @Query() query: ItemExportDto,
    @User() user: CurrentUser,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    return send(reply, 'items', 'csv', await this.itemSheet(user, query));
  }

  @Permission('read')
  @Get(['items.xlsx', 'api/v1/items.xlsx'])
  @ApiOperation({ summary: 'The items that the filter asks for, as a workbook' })
  async itemsXlsx(
    @Query() query: ItemExportDto,
    @User() user: CurrentUser,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    return send(reply, 'items', 'xlsx', await this.itemSheet(user, query));
  }

  @Permission('read')
  @Get(['actors.csv', 'api/v1/actors.csv'])
  @ApiOperation({ summary: 'The actors as CSV' })
  async actorsCsv(@User() user: CurrentUser, @Res({ passthrough: true }) reply: FastifyReply) {
    return send(reply, 'actors', 'csv', await this.actorSheet(user));
  }

  @Permission('read')
  @Get(['actors.xlsx', 'api/v1/actors.xlsx'])
  @ApiOperation({ summary: 'The actors as a workbook' })
  async actorsXlsx(@User() user: CurrentUser, @Res({ passthrough: true }) reply: FastifyReply) {
    return send(reply, 'actors', 'xlsx', await this.actorSheet(user));
  }

  @Permission('read')
  @Get(['evidence.csv', 'api/v1/evidence.csv'])
  @ApiOperation({ summary: 'The evidence on the items that the filter asks for, as CSV' })
  async evidenceCsv(
    @Query() query: ItemFilterDto,
    @User() user: CurrentUser,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    return send(reply, 'evidence', 'csv', await this.evidenceSheet(user, query));
  }

  @Permission('read')
  @Get(['evidence.xlsx', 'api/v1/evidence.xlsx'])
  @ApiOperation({ summary: 'The evidence on the items that the filter asks for, as a workbook' })
  async evidenceXlsx(
    @Query() query: ItemFilterDto,
    @User() user: CurrentUser,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    return send(reply, 'evidence', 'xlsx', await this.evidenceSheet(user, query));
  }

  /** What an import takes, the matrix's extra columns, and how things stand, which it does not. */
  private async itemSheet(user: CurrentUser, query: ItemExportDto): Promise<Sheet> {
    const rows = await this.list.all(user, filterOf(query), query.sort, MOST);
    const found = await this.items.find(user, sql`i.id = ANY(${rows.map(({ id }) => id)})`);
    const cells = new Map(found.map((item) => [item.id, item]));
    const headings = [...new Set(found.flatMap(({ extra }) => Object.keys(extra)))].toSorted();
    return {
      name: fileWords('bulk.rows.items'),
      columns: [
        ...FIELDS.items.map((field) => columnOf('items', field)),
        ...headings.map((heading) => ({ heading: EXTRA_PREFIX + heading, width: 24 })),
        ...STATUS_KEYS.map((key) => ({ heading: fileWords(`bulk.status.${key}`), width: 18, isDay: true })),
      ],
      rows: rows.flatMap((row) => {
        const item = cells.get(row.id);
        if (!item) return [];
        return {
          cells: [
            ...FIELDS.items.map((field) => showValue(field, item.values[field.key] ?? '')),
            ...headings.map((heading) => item.extra[heading] ?? ''),
            ...STATUS_KEYS.map((key) => statusOf(row)[key]),
          ],
        };
      }),
    };
  }

  private async actorSheet(user: CurrentUser): Promise<Sheet> {
    return sheetOf(
      'actors',
      (await this.actors.find(user, sql`TRUE`)).map(({ values }) => values),
    );
  }

  private async evidenceSheet(user: CurrentUser, query: ItemFilterDto): Promise<Sheet> {
    const ids = (await this.list.all(user, filterOf(query), 'ref', MOST)).map(({ id }) => id);
    const updates = await this.evidence.find(
      user,
      // Through one of these: what bears on them without being shown there is not told so.
      seesUpdate(user, sql`c.id`, sql`AND i.id = ANY(${ids})`),
    );
    return sheetOf('evidence', updates.flatMap(rowsOfUpdate), ['overridesNewer']);
  }
}

function sheetOf(
  rows: Exclude<RowsKind, 'owners'>,
  values: Record<string, string>[],
  without: string[] = [],
): Sheet {
  const fields = FIELDS[rows].filter(({ key }) => !without.includes(key));
  return {
    name: fileWords(`bulk.rows.${rows}`),
    columns: fields.map((field) => columnOf(rows, field)),
    rows: values.map((one) => ({ cells: fields.map((field) => showValue(field, one[field.key] ?? '')) })),
  };
}

function statusOf(row: ItemRow): Record<(typeof STATUS_KEYS)[number], string> {
  const word = (area: string, value: string) => fileWords.dynamic(`word.${area}.${value}`);
  return {
    dueNow: row.timeline.dueOn ?? '',
    slippage: row.slipDays === 0 ? '' : String(row.slipDays),
    progress: word('progress', row.progress),
    progressOn: row.progressOn ?? '',
    claim: row.claim === 'none' ? '' : word('claim', row.claim),
    timeliness: word('timeliness', row.timeliness),
    days: row.days === null ? '' : String(row.days),
    responses: row.actors.map(({ name, response }) => `${name}: ${word('response', response)}`).join('\n'),
    evidenceOn: row.lastEvidence?.eventOn ?? '',
    evidence: row.lastEvidence?.text ?? '',
    checkedOn: row.lastCheckedOn ?? '',
  };
}

async function send(
  reply: FastifyReply,
  name: string,
  format: FileFormat,
  sheet: Sheet,
): Promise<string | Buffer> {
  void reply
    .type(FILE_TYPES[format])
    .header('content-disposition', `attachment; filename="heed-${name}.${format}"`)
    .header('cache-control', 'private, no-store');
  return writeFile(format, [sheet]);
}
