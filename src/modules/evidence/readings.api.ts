import { Body, Controller, Get, Param, Post, Res } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { CurrentUser } from '../../shared/permissions.js';
import { IdPipe } from '../../web/parameters.js';
import { Permission, User } from '../../web/route.js';
import { sendVersion } from '../../web/versions.js';
import { type ItemStanding, standingOf } from '../tracking/index.js';
import { ClaimsQuery, type ReturnedClaim, type WaitingClaim } from './claims.query.js';
import { ReadClaimDto } from './dto/evidence.dto.js';
import { ReadingsService } from './readings.service.js';

@ApiTags('evidence')
@Controller('api/v1')
export class ReadingsApi {
  constructor(
    private readonly readings: ReadingsService,
    private readonly claims: ClaimsQuery,
  ) {}

  /** Claims that wait for a second reader, the oldest first. */
  @Permission('confirm')
  @Get('readings')
  @ApiOperation({ summary: 'Claims that wait for a second reader' })
  async waiting(@User() user: CurrentUser): Promise<{ claims: WaitingClaim[] }> {
    return { claims: await this.claims.waiting(user) };
  }

  /** Claims of yours that a second reader sent back or wants a better source for, until you answer. */
  @Permission('record')
  @Get('readings/returned')
  @ApiOperation({ summary: 'Claims of yours that came back' })
  async returned(@User() user: CurrentUser): Promise<{ claims: ReturnedClaim[] }> {
    return { claims: await this.claims.returnedTo(user) };
  }

  /** A second reader's verdict on the claim that rests on this effect. */
  @Permission('confirm')
  @Post('effects/:id/readings')
  @ApiOperation({ summary: 'Confirm a claim, send it back, or want a better source' })
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
