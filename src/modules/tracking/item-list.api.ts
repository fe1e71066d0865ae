import { Controller, Get, Query, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { CurrentUser } from '../../shared/permissions.js';
import { Permission, User } from '../../web/route.js';
import { ItemListDto, filterOf, pageOf } from './dto/item-list.dto.js';
import { queryOf } from './item-filter.js';
import { ItemListQuery, type ItemPage } from './item-list.query.js';

@ApiTags('items')
@Controller('api/v1/items')
export class ItemListApi {
  constructor(private readonly list: ItemListQuery) {}

  /** The items you may see, filtered, sorted and paged; `Link` leads to the neighbouring pages. */
  @Get()
  @Permission('read')
  async items(
    @User() user: CurrentUser,
    @Query() query: ItemListDto,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ItemPage> {
    const filter = filterOf(query);
    const request = pageOf(query);
    const page = await this.list.page(user, { filter, ...request });
    const links = neighbours(page, (number) => {
      const params = new URLSearchParams(queryOf(filter));
      if (query.sort) params.set('sort', query.sort);
      if (query.pageSize) params.set('pageSize', query.pageSize);
      params.set('page', String(number));
      return `/api/v1/items?${params}`;
    });
    if (links.length > 0) void reply.header('link', links.join(', '));
    return page;
  }
}

/** RFC 8288 links to the first, previous, next and last page. */
function neighbours({ page, pageSize, total }: ItemPage, href: (page: number) => string): string[] {
  const last = Math.max(1, Math.ceil(total / pageSize));
  const link = (rel: string, number: number) => `<${href(number)}>; rel="${rel}"`;
  return [
    ...(page > 1 ? [link('first', 1), link('prev', Math.min(page - 1, last))] : []),
    ...(page < last ? [link('next', page + 1), link('last', last)] : []),
  ];
}
