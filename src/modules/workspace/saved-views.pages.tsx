import { Body, Controller, Get, Param, Post, Query, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { StaleVersion } from '../../shared/errors.js';
import type { CurrentUser } from '../../shared/permissions.js';
import { paths } from '../../web/components/index.js';
import { type FormErrors, type FormValues, readForm, refusalsOf } from '../../web/forms.js';
import { translator } from '../../web/messages/index.js';
import { renderPage } from '../../web/page.js';
import { IdPipe } from '../../web/parameters.js';
import { seeOther } from '../../web/redirect.js';
import type { RequestState } from '../../web/request-state.js';
import { Ctx, Permission, User } from '../../web/route.js';
import { NewViewForm, PinForm, RemoveViewForm, ViewForm } from './dto/saved-view.form.js';
import type { ViewList } from './saved-view.entity.js';
import { SavedViewsService, type ViewRow } from './saved-views.service.js';
import { NewViewPage, SavedViewsPage, ViewPage } from './views/saved-views.js';

/** Lists under a name: saved, opened by their link, pinned as tabs, shared. */
@ApiExcludeController()
@Controller('views')
export class SavedViewsPages {
  constructor(private readonly views: SavedViewsService) {}

  @Permission('read')
  @Get()
  async list(
    @Ctx() ctx: RequestState,
    @User() user: CurrentUser,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const title = translator(ctx.locale)('views.title');
    return renderPage(reply, ctx, <SavedViewsPage views={await this.views.all(user)} />, { title });
  }

  @Permission('record')
  @Get('new')
  new(@Query() query: FormValues, @Ctx() ctx: RequestState, @Res({ passthrough: true }) reply: FastifyReply) {
    return newPage(reply, ctx, { list: query.list, query: query.query });
  }

  @Permission('record')
  @Post('new')
  async save(
    @Body() body: FormValues,
    @Ctx() ctx: RequestState,
    @User() user: CurrentUser,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const t = translator(ctx.locale);
    const { dto, errors } = await readForm(NewViewForm, body, t);
    if (Object.keys(errors).length > 0) return newPage(reply, ctx, body, errors);
    try {
      const id = await this.views.save(user, { ...dto, query: tidy(dto.query ?? '') });
      return seeOther(reply, `${addressOf({ ...dto, id, query: tidy(dto.query ?? '') })}&done=viewSaved`);
    } catch (error) {
      return newPage(reply, ctx, body, refusalsOf(error, t));
    }
  }

  /** The link that is handed round: it leads to the list as it is saved now. */
  @Permission('read')
  @Get(':id')
  async open(
    @Param('id', IdPipe) id: number,
    @User() user: CurrentUser,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    return seeOther(reply, addressOf(await this.views.one(user, id)));
  }

  @Permission('record')
  @Get(':id/edit')
  async edit(
    @Param('id', IdPipe) id: number,
    @Ctx() ctx: RequestState,
    @User() user: CurrentUser,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    return viewPage(reply, ctx, await this.views.one(user, id));
  }

  @Permission('record')
  @Post(':id')
  async change(
    @Param('id', IdPipe) id: number,
    @Body() body: FormValues,
    @Ctx() ctx: RequestState,
    @User() user: CurrentUser,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const t = translator(ctx.locale);
    const view = await this.views.one(user, id);
    const { dto, errors } = await readForm(ViewForm, body, t);
    if (Object.keys(errors).length > 0) return viewPage(reply, ctx, view, 422, body, errors);
    try {
      await this.views.change(user, id, dto.version, dto);
      return seeOther(reply, `${paths.views}?done=saved`);
    } catch (error) {
      if (error instanceof StaleVersion)
        return viewPage(reply, ctx, await this.views.one(user, id), 412, body, { '': t('error.stale') });
      return viewPage(reply, ctx, view, 422, body, refusalsOf(error, t));
    }
  }

  @Permission('record')
  @Post(':id/removal')
  async remove(
    @Param('id', IdPipe) id: number,
    @Body() body: RemoveViewForm,
    @User() user: CurrentUser,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    await this.views.remove(user, id, body.version);
    return seeOther(reply, `${paths.views}?done=removed`);
  }

  @Permission('record')
  @Post(':id/pin')
  async pin(
    @Param('id', IdPipe) id: number,
    @Body() body: PinForm,
    @User() user: CurrentUser,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    await this.views.pin(user, id, body.pinned);
    return seeOther(reply, `${paths.views}?done=saved`);
  }
}

function newPage(reply: FastifyReply, ctx: RequestState, values: FormValues, errors: FormErrors = {}) {
  return renderPage(reply, ctx, <NewViewPage {...{ values, errors }} />, {
    title: translator(ctx.locale)('views.new'),
    status: Object.keys(errors).length > 0 ? 422 : 200,
  });
}

function viewPage(
  reply: FastifyReply,
  ctx: RequestState,
  view: ViewRow,
  status = 200,
  values: FormValues = {},
  errors: FormErrors = {},
) {
  return renderPage(reply, ctx, <ViewPage {...{ view, values, errors }} />, { title: view.name, status });
}

/** Only what a list's address may have; a page, or what was done, is none of a view's business. */
function tidy(query: string): string {
  const params = new URLSearchParams(query);
  for (const name of ['page', 'done', 'view']) params.delete(name);
  return params.toString();
}

export const addressOf = ({ id, list, query }: { id: number; list: ViewList; query: string }): string =>
  `${list === 'items' ? paths.items : paths.overdue}?${query ? `${query}&` : ''}view=${id}`;
