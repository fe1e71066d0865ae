import { Controller, Get, Query, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { CurrentUser } from '../../shared/permissions.js';
import { paths } from '../../web/components/index.js';
import type { FormValues } from '../../web/forms.js';
import { translator } from '../../web/messages/index.js';
import { renderPage } from '../../web/page.js';
import { seeOther } from '../../web/redirect.js';
import type { RequestState } from '../../web/request-state.js';
import { Ctx, Permission, User } from '../../web/route.js';
import {
  FILTER_NAMES,
  type ItemFilter,
  ItemListDto,
  ItemListQuery,
  filterOf,
  pageOf,
  queryOf,
} from '../tracking/index.js';
import { chipsOf } from './item-chips.js';
import { ItemChoicesQuery } from './item-choices.query.js';
import { paginationOf, readQuery } from './list-query.js';
import { BadQueryPage } from './views/bad-query.js';
import { Items } from './views/items.js';

const KNOWN = [...FILTER_NAMES, 'sort', 'page', 'pageSize'];

@ApiExcludeController()
@Controller('items')
export class ItemsPages {
  constructor(
    private readonly items: ItemListQuery,
    private readonly choices: ItemChoicesQuery,
  ) {}

  @Get()
  @Permission('read')
  async list(
    @Query() query: FormValues,
    @User() user: CurrentUser,
    @Ctx() ctx: RequestState,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    const t = translator(ctx.locale);
    const title = t('items.title');
    const { dto, bad } = await readQuery(ItemListDto, KNOWN, query, ctx, t);
    if (bad) return renderPage(reply, ctx, <BadQueryPage {...{ title, bad }} />, { title, status: 422 });
    const filter = filterOf(dto);
    if (isFromForm(ctx.url)) return seeOther(reply, addressOf(filter, dto.sort));
    const page = await this.items.page(user, { filter, ...pageOf(dto) });
    const choices = await this.choices.read(user);
    const view = (
      <Items
        rows={page.items}
        filter={filter}
        choices={choices}
        chips={chipsOf(filter, choices, t, (less) => addressOf(less, dto.sort))}
        sort={dto.sort ?? null}
        pages={paginationOf({ ...page, shown: page.items.length }, ctx.url)}
        exports={(['csv', 'xlsx'] as const).map((format) => ({
          label: t(format === 'csv' ? 'items.exportCsv' : 'items.exportXlsx'),
          href: `${paths.items}.${format}${withMark(queryOf(filter))}`,
        }))}
        brief={`${paths.newBrief}${withMark(queryOf(filter))}`}
      />
    );
    return renderPage(reply, ctx, view, { title });
  }
}

/** A form sends every field, empty ones too, and lists as `progress[]`: such an address is written anew, to be kept. */
const isFromForm = (url: string): boolean => /[?&]([^=&]*(%5B|\[)|[^=&]*=(&|$))/i.test(url);

const withMark = (query: string): string => (query ? `?${query}` : '');

function addressOf(filter: ItemFilter, sort?: string): string {
  const query = [queryOf(filter), sort && `sort=${sort}`].filter(Boolean).join('&');
  return `${paths.items}${withMark(query)}`;
}
