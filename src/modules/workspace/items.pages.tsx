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
  ITEM_COLUMNS,
  type ItemFilter,
  ItemListQuery,
  filterOf,
  pageOf,
  queryOf,
} from '../tracking/index.js';
import { ItemsPageDto } from './dto/lists.dto.js';
import { chipsOf } from './item-chips.js';
import { ItemChoicesQuery } from './item-choices.query.js';
import { isFromForm, paginationOf, readQuery } from './list-query.js';
import { SavedViewsService } from './saved-views.service.js';
import { BadQueryPage } from './views/bad-query.js';
import { Items } from './views/items.js';

const KNOWN = [...FILTER_NAMES, 'sort', 'page', 'pageSize', 'columns', 'view'];

@ApiExcludeController()
@Controller('items')
export class ItemsPages {
  constructor(
    private readonly items: ItemListQuery,
    private readonly choices: ItemChoicesQuery,
    private readonly views: SavedViewsService,
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
    const { dto, bad } = await readQuery(ItemsPageDto, KNOWN, query, ctx, t);
    if (bad) return renderPage(reply, ctx, <BadQueryPage {...{ title, bad }} />, { title, status: 422 });
    const filter = filterOf(dto);
    const { sort } = dto;
    // All of them is no choice, and keeps the address short.
    const columns = dto.columns?.length === ITEM_COLUMNS.length ? undefined : dto.columns;
    if (isFromForm(ctx.url)) return seeOther(reply, addressOf(filter, sort, columns));
    const page = await this.items.page(user, { filter, ...pageOf(dto) });
    const choices = await this.choices.read(user);
    const chips = chipsOf(filter, choices, t, (less) => addressOf(less, sort, columns));
    const shown = dto.view === undefined ? null : Number(dto.view);
    const views = (await this.views.all(user)).filter(({ list }) => list === 'items');
    const view = (
      <Items
        rows={page.items}
        filter={filter}
        choices={choices}
        chips={chips}
        gone={chips.filter(({ value }) => value === t('items.filter.gone')).map(({ label }) => label)}
        sort={sort ?? null}
        columns={columns ?? null}
        views={views.filter(({ id, pinned }) => pinned || id === shown)}
        view={views.some(({ id }) => id === shown) ? shown : null}
        query={listQuery(filter, sort, columns)}
        pages={paginationOf({ ...page, shown: page.items.length }, ctx.url)}
        exports={(['csv', 'xlsx'] as const).map((format) => ({
          label: t(format === 'csv' ? 'items.exportCsv' : 'items.exportXlsx'),
          href: `${paths.items}.${format}${withMark(listQuery(filter, sort))}`,
        }))}
        overlook={`${paths.overlook}${withMark(queryOf(filter))}`}
        brief={`${paths.newBrief}${withMark(queryOf(filter))}`}
      />
    );
    return renderPage(reply, ctx, view, { title });
  }
}

const withMark = (query: string): string => (query ? `?${query}` : '');

function listQuery(filter: ItemFilter, sort?: string, columns: string[] = []): string {
  const more = new URLSearchParams([
    ...(sort ? [['sort', sort]] : []),
    ...columns.map((column) => ['columns', column]),
  ]).toString();
  return [queryOf(filter), more].filter(Boolean).join('&');
}

const addressOf = (filter: ItemFilter, sort?: string, columns?: string[]): string =>
  `${paths.items}${withMark(listQuery(filter, sort, columns))}`;
