import { Body, Controller, Param, Put, Res } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { CurrentUser } from '../../shared/permissions.js';
import { TextList } from '../../web/fields.js';
import { Permission, User } from '../../web/route.js';
import { IfMatch, sendVersion } from '../../web/versions.js';
import { type ItemStanding, RefPipe, standingOf } from '../tracking/index.js';
import { CarriesOutService } from './carries-out.service.js';

export class CarriesOutDto {
  /** References of recommendations of the same publication. */
  @TextList(1_000)
  recommendations: string[];
}

@ApiTags('items')
@Controller('api/v1/items/:ref/carries-out')
export class CarriesOutApi {
  constructor(private readonly links: CarriesOutService) {}

  /** An action carries out these recommendations and no others. */
  @Permission('record')
  @Put()
  @ApiOperation({ summary: 'Say which recommendations an action carries out' })
  async set(
    @Param('ref', RefPipe) ref: string,
    @IfMatch() version: number,
    @Body() { recommendations }: CarriesOutDto,
    @User() user: CurrentUser,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ItemStanding> {
    const item = await this.links.set(user, ref, { recommendations, version });
    sendVersion(reply, item.version);
    return standingOf(item);
  }
}
