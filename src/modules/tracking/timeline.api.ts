import { Body, Controller, Put, Param, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { CurrentUser } from '../../shared/permissions.js';
import { Permission, User } from '../../web/route.js';
import { IfMatch, sendVersion } from '../../web/versions.js';
import { SetTimelineDto } from './dto/tracking.dto.js';
import { TimelinesService } from './timelines.service.js';
import { type ItemStanding, standingOf } from './item-standing.js';
import { RefPipe } from './ref.pipe.js';

@ApiTags('items')
@Controller('api/v1/items/:ref')
export class TimelineApi {
  constructor(private readonly timelines: TimelinesService) {}

  /** Gives a timeline to an item that has none; once it has a due date, there are only revisions. */
  @Permission('record')
  @Put('timeline')
  async set(
    @Param('ref', RefPipe) ref: string,
    @IfMatch() version: number,
    @Body() body: SetTimelineDto,
    @User() user: CurrentUser,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ItemStanding> {
    const item = await this.timelines.set(user, ref, { ...body, version });
    sendVersion(reply, item.version);
    return standingOf(item);
  }
}
