import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { ApiHeader, ApiOperation, ApiTags } from '@nestjs/swagger';
import { NotFound } from '../../shared/errors.js';
import type { CurrentUser } from '../../shared/permissions.js';
import { IdempotencyKeyHeader } from '../../web/parameters.js';
import { Permission, User } from '../../web/route.js';
import { RefPipe } from '../tracking/index.js';
import { ContributionNotesService, type ContributionView } from './contribution-notes.service.js';
import { NoteContributionDto } from './dto/evidence.dto.js';
import { EvidenceFormQuery } from './evidence-form.query.js';

@ApiTags('evidence')
@Controller('api/v1/items/:ref/contribution-notes')
export class ContributionNotesApi {
  constructor(
    private readonly notes: ContributionNotesService,
    private readonly items: EvidenceFormQuery,
  ) {}

  @Permission('read')
  @Get()
  @ApiOperation({ summary: 'What part the publication had in what became of an item, the latest first' })
  async list(
    @Param('ref', RefPipe) ref: string,
    @User() user: CurrentUser,
  ): Promise<{ notes: ContributionView[] }> {
    if ((await this.items.items(user, [ref])).length === 0) throw new NotFound();
    return { notes: await this.notes.of(user, ref) };
  }

  /** Once the item is implemented or closed. */
  @Permission('record')
  @Post()
  @ApiOperation({ summary: 'Note what part the publication had' })
  @ApiHeader({ name: 'Idempotency-Key', required: false })
  async record(
    @Param('ref', RefPipe) ref: string,
    @Body() body: NoteContributionDto,
    @IdempotencyKeyHeader() key: string | null,
    @User() user: CurrentUser,
  ): Promise<{ notes: ContributionView[] }> {
    await this.notes.record(user, ref, body, key);
    return { notes: await this.notes.of(user, ref) };
  }
}
