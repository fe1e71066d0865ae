import { Controller, Get, Param, Query, Res } from '@nestjs/common';
import { ApiExcludeController, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { NotFound } from '../../shared/errors.js';
import type { CurrentUser } from '../../shared/permissions.js';
import { paths } from '../../web/components/index.js';
import type { FormValues } from '../../web/forms.js';
import { translator } from '../../web/messages/index.js';
import { renderPage } from '../../web/page.js';
import type { RequestState } from '../../web/request-state.js';
import { Ctx, Permission, User } from '../../web/route.js';
import { FILTER_NAMES, ItemFilterDto, RefPipe, filterOf, queryOf } from '../tracking/index.js';
import { chipsOf } from './item-chips.js';
import { ItemChoicesQuery } from './item-choices.query.js';
import { readQuery } from './list-query.js';
import { type Ledger, SlippageQuery } from './slippage.query.js';
import { BadQueryPage } from './views/bad-query.js';
import { ItemSlippage, Slippage } from './views/slippage.js';

/** Who moved which due date, when and by how much: of an actor, a publication, one item, or any list. */
@ApiExcludeController()
@Permission('read')
@Controller()
export class SlippagePages {
  constructor(
    private readonly slippage: SlippageQuery,
    private readonly choices: ItemChoicesQuery,
  ) {}

  @Get('slippage')
  async list(
    @Query() query: FormValues,
    @User() user: CurrentUser,
    @Ctx() ctx: RequestState,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    const t = translator(ctx.locale);
    const title = t('slippage.title');
    const { dto, bad } = await readQuery(ItemFilterDto, FILTER_NAMES, query, ctx, t);
    if (bad) return renderPage(reply, ctx, <BadQueryPage {...{ title, bad }} />, { title, status: 422 });
    const filter = filterOf(dto);
    const ledger = await this.slippage.of(user, filter);
    const chips = chipsOf(filter, await this.choices.read(user), t, (less) => addressOf(queryOf(less)));
    const items = `${paths.items}${withMark(queryOf(filter))}`;
    return renderPage(reply, ctx, <Slippage {...{ ledger, chips, items }} />, { title });
  }

  @Get('items/:ref/slippage')
  async item(
    @Param('ref', RefPipe) ref: string,
    @User() user: CurrentUser,
    @Ctx() ctx: RequestState,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    const row = await this.slippage.ofItem(user, ref);
    if (!row) throw new NotFound();
    const title = `${row.ref} · ${translator(ctx.locale)('slippage.title')}`;
    return renderPage(reply, ctx, <ItemSlippage row={row} />, { title });
  }
}

@ApiTags('items')
@Permission('read')
@Controller('api/v1/slippage')
export class SlippageApi {
  constructor(private readonly slippage: SlippageQuery) {}

  @ApiOperation({
    summary: 'Due dates that were moved: each move, who moved it, and what counts as slippage',
  })
  @Get()
  read(@Query() query: ItemFilterDto, @User() user: CurrentUser): Promise<Ledger> {
    return this.slippage.of(user, filterOf(query));
  }
}

const withMark = (query: string): string => (query ? `?${query}` : '');
const addressOf = (query: string): string => `${paths.slippage}${withMark(query)}`;
