import { Body, Controller, Post, Param, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { CurrentUser } from '../../shared/permissions.js';
import { Permission, User } from '../../web/route.js';
import { IfMatch, sendVersion } from '../../web/versions.js';
import { ReviseDueDto } from './dto/tracking.dto.js';
import { DueRevisionsService } from './due-revisions.service.js';
import { type ItemStanding, standingOf } from './item-standing.js';
import { RefPipe } from './ref.pipe.js';

@ApiTags('items')
@Controller('api/v1/items/:ref')
export class DueRevisionsApi {
  constructor(private readonly revisions: DueRevisionsService) {}

  /** Moves the due date, saying who moved it and why. The first due date stays. */
  @Permission('record')
  @Post('due-revisions')
  async revise(
    @Param('ref', RefPipe) ref: string,
    @IfMatch() version: number,
    @Body() body: ReviseDueDto,
    @User() user: CurrentUser,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ItemStanding> {
    const item = await this.revisions.revise(user, ref, { ...body, version });
    sendVersion(reply, item.version);
    return standingOf(item);
  }
}
