import { Controller, Get, Param, Query, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { CurrentUser } from '../../shared/permissions.js';
import { IdPipe } from '../../web/parameters.js';
import { Permission, User } from '../../web/route.js';
import { sendVersion } from '../../web/versions.js';
import { pageOf } from '../tracking/index.js';
import { PagedDto } from './dto/lists.dto.js';
import { type PublicationDetail, PublicationsQuery } from './publications.query.js';

@ApiTags('publications')
@Permission('read')
@Controller('api/v1/publications')
export class PublicationsApi {
  constructor(private readonly publications: PublicationsQuery) {}

  /** The publications you may see, newest first, with how many of their items are open and past due. */
  @Get()
  async list(@User() user: CurrentUser, @Query() query: PagedDto) {
    const { page, pageSize } = pageOf(query);
    return this.publications.page(user, { page, pageSize });
  }

  /** One publication: facts, sections, notes, and its items in its own words beside what became of them. */
  @Get(':id')
  async one(
    @Param('id', IdPipe) id: number,
    @User() user: CurrentUser,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<PublicationDetail> {
    const publication = await this.publications.one(user, id);
    sendVersion(reply, publication.version);
    return publication;
  }
}
