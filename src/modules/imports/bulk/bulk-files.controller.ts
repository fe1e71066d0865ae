import { Controller, Get, Param, Query, Res } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Conflict } from '../../../shared/errors.js';
import type { CurrentUser } from '../../../shared/permissions.js';
import { Permission, User } from '../../../web/route.js';
import { BulkDraftsService } from './bulk-drafts.service.js';
import { errorsFileOf, templateOf } from './bulk-files.js';
import { BulkImportsService } from './bulk-imports.service.js';
import { ErrorsQuery, TemplateQuery } from './dto/bulk.dto.js';
import { FILE_TYPES, type FileFormat, writeFile } from './sheets.js';

/** The files that go with a bulk import: templates to fill in, and the rows to correct. */
@ApiTags('bulk imports')
@Controller()
export class BulkFiles {
  constructor(
    private readonly drafts: BulkDraftsService,
    private readonly imports: BulkImportsService,
  ) {}

  @Permission('record')
  @Get(['import/bulk/template.xlsx', 'api/v1/bulk-imports/template.xlsx'])
  @ApiOperation({ summary: 'A workbook to fill in' })
  async xlsxTemplate(@Query() { rows }: TemplateQuery, @Res({ passthrough: true }) reply: FastifyReply) {
    const kind = rows ?? 'items';
    return send(reply, `heed-${kind}-template`, 'xlsx', await writeFile('xlsx', templateOf(kind)));
  }

  @Permission('record')
  @Get(['import/bulk/template.csv', 'api/v1/bulk-imports/template.csv'])
  @ApiOperation({ summary: 'A CSV file to fill in' })
  async csvTemplate(@Query() { rows }: TemplateQuery, @Res({ passthrough: true }) reply: FastifyReply) {
    const kind = rows ?? 'items';
    return send(reply, `heed-${kind}-template`, 'csv', await writeFile('csv', templateOf(kind)));
  }

  /** In the format that the sheet came in; the wrong cells are marked in a workbook. */
  @Permission('record')
  @Get(['import/bulk/:id/errors', 'api/v1/bulk-imports/:id/errors'])
  @ApiOperation({ summary: 'Your own sheet back, with what to correct: the rows that are wrong, or all' })
  async errors(
    @Param('id') id: string,
    @Query() { which }: ErrorsQuery,
    @User() user: CurrentUser,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const draft = await this.drafts.withRows(user, id);
    if (draft.result) throw new Conflict('bulk.entered');
    const plan = await this.imports.preview(user, draft);
    const sheet = errorsFileOf(draft, plan?.errors ?? [], which === 'all');
    const name = which === 'all' ? 'heed-sheet-with-remarks' : 'heed-rows-to-correct';
    return send(reply, name, draft.format, await writeFile(draft.format, [sheet]));
  }
}

function send(
  reply: FastifyReply,
  name: string,
  format: FileFormat,
  content: string | Buffer,
): string | Buffer {
  void reply
    .type(FILE_TYPES[format])
    .header('content-disposition', `attachment; filename="${name}.${format}"`)
    .header('cache-control', 'private, no-store');
  return content;
}
