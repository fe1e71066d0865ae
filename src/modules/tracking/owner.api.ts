import { Body, Controller, Put, Param, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { CurrentUser } from '../../shared/permissions.js';
import { Permission, User } from '../../web/route.js';
import { IfMatch, sendVersion } from '../../web/versions.js';
import { AssignOwnerDto } from './dto/tracking.dto.js';
import { OwnersService } from './owners.service.js';
import { type ItemStanding, standingOf } from './item-standing.js';
import { RefPipe } from './ref.pipe.js';

@ApiTags('items')
@Controller('api/v1/items/:ref')
export class OwnerApi {
  constructor(private readonly owners: OwnersService) {}

  /** Assigns the member of staff who follows the item, or nobody. */
  @Permission('record')
  @Put('owner')
  async assign(
    @Param('ref', RefPipe) ref: string,
    @IfMatch() version: number,
    @Body() body: AssignOwnerDto,
    @User() user: CurrentUser,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ItemStanding> {
    const item = await this.owners.assign(user, ref, { ...body, version });
    sendVersion(reply, item.version);
    return standingOf(item);
  }
}
