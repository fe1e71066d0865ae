import { Body, Controller, Get, Param, Patch, Query, Res } from '@nestjs/common';
import { ApiBody, ApiHeader, ApiOperation, ApiTags } from '@nestjs/swagger';
import { plainToInstance } from 'class-transformer';
import { validate } from 'class-validator';
import type { FastifyReply } from 'fastify';
import { Refused } from '../../../shared/errors.js';
import type { CurrentUser } from '../../../shared/permissions.js';
import { VALIDATION } from '../../../web/forms.js';
import { IdPipe } from '../../../web/parameters.js';
import { InvalidInput } from '../../../web/refusals.js';
import { Permission, User } from '../../../web/route.js';
import { IfMatch, sendVersion } from '../../../web/versions.js';
import { CorrectPublicationService } from './correct-publication.service.js';
import type { DueEffect } from './due-effects.js';
import { DuePreviewDto, PublicationFactsDto } from './publication-facts.dto.js';

@ApiTags('publications')
@Controller('api/v1/publications/:id')
export class PublicationFactsApi {
  constructor(private readonly publications: CorrectPublicationService) {}

  /** Corrects the facts that are sent; the others stay. Due dates counted from the date move with it: see `due-preview`. */
  @Permission('record')
  @Patch()
  @ApiOperation({ summary: 'Correct the facts of a publication' })
  @ApiHeader({ name: 'If-Match', required: true })
  @ApiBody({ type: PublicationFactsDto, required: false })
  async correct(
    @Param('id', IdPipe) id: number,
    @Body() body: unknown,
    @IfMatch() version: number,
    @User() user: CurrentUser,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<PublicationFactsDto & { id: number; version: number }> {
    const { facts } = await this.publications.get(user, id);
    if (typeof body !== 'object' || body === null || Array.isArray(body)) throw new Refused('malformed');
    const sent = plainToInstance(
      PublicationFactsDto,
      { ...facts, ...body },
      { enableImplicitConversion: false },
    );
    const found = await validate(sent, VALIDATION);
    if (found.length > 0) throw new InvalidInput(found);
    const corrected = await this.publications.correct(user, id, sent, version);
    sendVersion(reply, corrected.version);
    return { id, version: corrected.version, ...(await this.publications.get(user, id)).facts };
  }

  @Permission('read')
  @Get('due-preview')
  @ApiOperation({ summary: 'What another date of the publication would do to the due dates' })
  async preview(
    @Param('id', IdPipe) id: number,
    @Query() { date }: DuePreviewDto,
    @User() user: CurrentUser,
  ): Promise<{ due: (DueEffect & { title: string })[] }> {
    return { due: await this.publications.preview(user, id, date) };
  }
}
