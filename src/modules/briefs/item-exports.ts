import { Controller, Get, Query, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { CurrentUser } from '../../shared/permissions.js';
import { Permission, User } from '../../web/route.js';
import { SettingsService } from '../settings/index.js';
import { ItemFilterDto, filterOf } from '../tracking/index.js';
import { BRIEF_FORMATS } from './brief-files.js';
import { BriefFactsService } from './brief-facts.service.js';
import { renderCsv, renderItemsXlsx } from './render/index.js';

/** A list of items as a file, with the columns that a brief's own item sheet has. Takes the filters of the list. */
@ApiTags('items')
@Controller()
export class ItemExports {
  constructor(
    private readonly facts: BriefFactsService,
    private readonly settings: SettingsService,
  ) {}

  @Permission('read')
  @Get(['items.csv', 'api/v1/items.csv'])
  async csv(
    @Query() query: ItemFilterDto,
    @User() user: CurrentUser,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<unknown> {
    return send(reply, 'csv', renderCsv(await this.items(user, query)));
  }

  @Permission('read')
  @Get(['items.xlsx', 'api/v1/items.xlsx'])
  async xlsx(
    @Query() query: ItemFilterDto,
    @User() user: CurrentUser,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<unknown> {
    return send(reply, 'xlsx', await renderItemsXlsx(await this.items(user, query)));
  }

  private async items(user: CurrentUser, query: ItemFilterDto) {
    const today = await this.settings.today();
    const { items } = await this.facts.gather(user, {
      title: '',
      publicationId: null,
      filter: filterOf(query),
      periodFrom: today,
      periodTo: today,
      audience: 'internal',
      recipient: null,
      commentary: '',
      itemCommentary: {},
    });
    return items;
  }
}

function send(reply: FastifyReply, format: 'csv' | 'xlsx', content: string | Buffer): unknown {
  return reply
    .type(BRIEF_FORMATS[format].type)
    .header('content-disposition', `attachment; filename="heed-items.${format}"`)
    .header('cache-control', 'private, no-store')
    .send(content);
}
