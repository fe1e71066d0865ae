import { Controller, Get, Res } from '@nestjs/common';
import { ApiExcludeController, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { CurrentUser } from '../../shared/permissions.js';
import { paths } from '../../web/components/index.js';
import { translator } from '../../web/messages/index.js';
import { renderPage } from '../../web/page.js';
import type { RequestState } from '../../web/request-state.js';
import { Ctx, Permission, User } from '../../web/route.js';
import { type ItemFilter, ItemListQuery, queryOf } from '../tracking/index.js';
import { GAP_FILTERS, type GapName } from './gap-filters.js';
import { Gaps } from './views/gaps.js';

@ApiExcludeController()
@Permission('read')
@Controller('gaps')
export class GapsPages {
  constructor(private readonly items: ItemListQuery) {}

  @Get()
  async show(
    @User() user: CurrentUser,
    @Ctx() ctx: RequestState,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    const counts = await this.items.counts(user, GAP_FILTERS);
    const gaps = (Object.keys(GAP_FILTERS) as GapName[]).map((name) => ({
      name,
      count: counts[name],
      href: `${paths.items}?${queryOf(GAP_FILTERS[name])}`,
    }));
    return renderPage(reply, ctx, <Gaps gaps={gaps} />, { title: translator(ctx.locale)('gaps.title') });
  }
}

@ApiTags('items')
@Permission('read')
@Controller('api/v1/gaps')
export class GapsApi {
  constructor(private readonly items: ItemListQuery) {}

  @ApiOperation({ summary: 'How many items miss what, each with the filter that it counts' })
  @Get()
  async read(@User() user: CurrentUser): Promise<{ gap: GapName; count: number; filter: ItemFilter }[]> {
    const counts = await this.items.counts(user, GAP_FILTERS);
    return (Object.keys(GAP_FILTERS) as GapName[]).map((gap) => ({
      gap,
      count: counts[gap],
      filter: GAP_FILTERS[gap],
    }));
  }
}
