import { Body, Controller, Put, Param, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { CurrentUser } from '../../shared/permissions.js';
import { IdPipe } from '../../web/parameters.js';
import { Permission, User } from '../../web/route.js';
import { IfMatch, sendVersion } from '../../web/versions.js';
import { RecordResponseDto } from './dto/tracking.dto.js';
import { ResponsesService } from './responses.service.js';
import { type ItemStanding, standingOf } from './item-standing.js';
import { RefPipe } from './ref.pipe.js';

@ApiTags('items')
@Controller('api/v1/items/:ref')
export class ResponsesApi {
  constructor(private readonly responses: ResponsesService) {}

  /** Records what an actor says to the item. */
  @Permission('record')
  @Put('actors/:actorId/response')
  async record(
    @Param('ref', RefPipe) ref: string,
    @Param('actorId', IdPipe) actorId: number,
    @IfMatch() version: number,
    @Body() body: RecordResponseDto,
    @User() user: CurrentUser,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ItemStanding> {
    const item = await this.responses.record(user, ref, actorId, { ...body, version });
    sendVersion(reply, item.version);
    return standingOf(item);
  }
}
