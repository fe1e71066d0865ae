import { Body, Controller, Param, Post, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { CurrentUser } from '../../shared/permissions.js';
import { IdPipe } from '../../web/parameters.js';
import { Permission, User } from '../../web/route.js';
import { sendVersion } from '../../web/versions.js';
import { type ItemStanding, standingOf } from '../tracking/index.js';
import { ReadClaimDto } from './dto/evidence.dto.js';
import { ReadingsService } from './readings.service.js';

@ApiTags('evidence')
@Controller('api/v1/effects/:id/readings')
export class ReadingsApi {
  constructor(private readonly readings: ReadingsService) {}

  /** A second reader's verdict on the claim that rests on this effect. */
  @Permission('confirm')
  @Post()
  async read(
    @Param('id', IdPipe) id: number,
    @Body() body: ReadClaimDto,
    @User() user: CurrentUser,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ItemStanding> {
    const item = await this.readings.read(user, id, body);
    sendVersion(reply, item.version);
    return standingOf(item);
  }
}
