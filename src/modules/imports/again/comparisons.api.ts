import { Body, Controller, Get, Param, Put, Res } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { CurrentUser } from '../../../shared/permissions.js';
import { Permission, User } from '../../../web/route.js';
import { IfMatch, sendVersion } from '../../../web/versions.js';
import { ImportDraftsService } from '../import-drafts.service.js';
import type { Comparison } from './compared.js';
import { CompareWithDto } from './comparison.dto.js';
import { ComparisonsService } from './comparisons.service.js';

@ApiTags('imports')
@Controller('api/v1/imports/:id/comparison')
export class ComparisonsApi {
  constructor(
    private readonly drafts: ImportDraftsService,
    private readonly comparisons: ComparisonsService,
  ) {}

  /** What a draft says otherwise than what is tracked; `comparison` is null where it is of a new publication. */
  @Permission('record')
  @Get()
  @ApiOperation({ summary: 'Compare a draft with the publication that is tracked' })
  async one(
    @Param('id') id: string,
    @User() user: CurrentUser,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ComparisonAnswer> {
    const draft = await this.drafts.get(user, id);
    sendVersion(reply, draft.version);
    return { id, comparison: await this.comparisons.of(user, draft) };
  }

  @Permission('record')
  @Put('publication')
  @ApiOperation({ summary: 'Choose the publication that a draft is compared with, or none' })
  async compareWith(
    @Param('id') id: string,
    @Body() { publicationId }: CompareWithDto,
    @IfMatch() version: number,
    @User() user: CurrentUser,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ComparisonAnswer> {
    await this.comparisons.compareWith(user, id, publicationId, version);
    return this.one(id, user, reply);
  }
}

interface ComparisonAnswer {
  id: string;
  comparison: Comparison | null;
}
