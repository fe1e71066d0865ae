import { Body, Controller, Delete, Get, HttpCode, Param, Post, Put, Res } from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiHeader, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { CurrentUser } from '../../../shared/permissions.js';
import { Permission, User } from '../../../web/route.js';
import { IfMatch, sendVersion } from '../../../web/versions.js';
import { broughtSheet } from './brought-sheet.js';
import type { BulkDraft } from './bulk-draft.entity.js';
import { BulkDraftsService } from './bulk-drafts.service.js';
import { headingOf } from './bulk-files.js';
import { BulkImportsService } from './bulk-imports.service.js';
import { MappingDto } from './dto/bulk.dto.js';
import { ROWS_KINDS } from './fields.js';
import { faultsOf, fileWords } from './mapping.js';
import { type BulkResult, type Counts, type PlannedRow, countsOf } from './plan.js';
import { type ToldError, errorsInWords } from './wrong-text.js';

const SHEET = {
  schema: {
    type: 'object',
    required: ['rows'],
    properties: {
      rows: { type: 'string', enum: [...ROWS_KINDS], description: 'What the rows are' },
      file: {
        type: 'string',
        format: 'binary',
        description: 'As multipart/form-data: .xlsx, .csv or .tsv, up to 20 MB',
      },
      text: {
        type: 'string',
        description: 'Instead of a file: rows, columns apart by tabs, commas or semicolons',
      },
      base64: { type: 'string', description: 'Instead of a file: its bytes' },
      filename: { type: 'string', description: 'With `text` or `base64`' },
    },
  },
};

const SHOWN_ROWS = 20;

@ApiTags('bulk imports')
@Controller('api/v1/bulk-imports')
export class BulkImportsApi {
  constructor(
    private readonly drafts: BulkDraftsService,
    private readonly imports: BulkImportsService,
  ) {}

  /** Reads a sheet of items, actors, evidence or owners. Nothing is entered until it is committed. */
  @Permission('record')
  @Post()
  @ApiOperation({ summary: 'Bring a sheet' })
  @ApiConsumes('application/json', 'multipart/form-data')
  @ApiBody(SHEET)
  async bring(
    @Body() body: unknown,
    @User() user: CurrentUser,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<BulkAnswer> {
    const { rows, sheet } = broughtSheet(body, 'pasted rows.txt');
    const draft = await this.drafts.create(user, rows, sheet);
    void reply.header('location', `/api/v1/bulk-imports/${draft.id}`);
    return this.answer(reply, user, draft);
  }

  /** One's own: how its columns are mapped, what the rows come to as Heed stands now, and every error. */
  @Permission('record')
  @Get(':id')
  @ApiOperation({ summary: 'What a sheet comes to' })
  async one(
    @Param('id') id: string,
    @User() user: CurrentUser,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<BulkAnswer> {
    return this.answer(reply, user, await this.drafts.withRows(user, id));
  }

  /** Says what each column holds; sheets with the same headers begin with it from then on. */
  @Permission('record')
  @Put(':id/mapping')
  @ApiOperation({ summary: 'Map the columns of a sheet' })
  @ApiHeader({ name: 'If-Match', required: true })
  async map(
    @Param('id') id: string,
    @IfMatch() version: number,
    @Body() { columns }: MappingDto,
    @User() user: CurrentUser,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<BulkAnswer> {
    return this.answer(reply, user, await this.drafts.map(user, id, columns, version));
  }

  /** Enters the rows, all or nothing. Done again, it answers the same. */
  @Permission('record')
  @Post(':id/commit')
  @HttpCode(200)
  @ApiOperation({ summary: 'Enter the rows of a sheet' })
  @ApiHeader({ name: 'If-Match', required: true })
  async commit(
    @Param('id') id: string,
    @IfMatch() version: number,
    @User() user: CurrentUser,
  ): Promise<BulkResult> {
    return this.imports.commit(user, id, version);
  }

  /** Takes a sheet away. What was entered stays. */
  @Permission('record')
  @Delete(':id')
  @HttpCode(204)
  @ApiOperation({ summary: 'Discard a sheet' })
  async discard(@Param('id') id: string, @User() user: CurrentUser): Promise<void> {
    await this.drafts.discard(user, id);
  }

  private async answer(reply: FastifyReply, user: CurrentUser, draft: BulkDraft): Promise<BulkAnswer> {
    sendVersion(reply, draft.version);
    const { id, filename, rowsKind, headers, mapping, rowCount, result } = draft;
    const common = { id, filename, rows: rowsKind, headers, mapping, rowCount, result };
    if (result) return common;
    const plan = await this.imports.preview(user, draft);
    if (!plan) {
      const { missing } = faultsOf(rowsKind, mapping);
      return { ...common, missing: missing.map((key) => headingOf(rowsKind, key)) };
    }
    return {
      ...common,
      counts: countsOf(plan.rows),
      errors: errorsInWords(rowsKind, headers, plan.errors),
      notices: plan.notices.map(({ code, values }) => fileWords.dynamic(`bulk.notice.${code}`, values)),
      preview: plan.rows.slice(0, SHOWN_ROWS),
    };
  }
}

interface BulkAnswer {
  id: string;
  filename: string;
  rows: string;
  headers: string[];
  mapping: string[];
  rowCount: number;
  /** What came of it; then there is nothing to look at any more. */
  result: BulkResult | null;
  /** Columns without which no row can be read. */
  missing?: string[];
  counts?: Counts;
  errors?: ToldError[];
  notices?: string[];
  /** The first rows, as they would be entered. */
  preview?: PlannedRow[];
}
