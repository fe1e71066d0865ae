import { Body, Controller, Get, Param, Post, Query, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { NotFound } from '../../shared/errors.js';
import type { CurrentUser } from '../../shared/permissions.js';
import { paths } from '../../web/components/index.js';
import type { FormValues } from '../../web/forms.js';
import { translator } from '../../web/messages/index.js';
import { renderPage } from '../../web/page.js';
import { IdPipe } from '../../web/parameters.js';
import type { RequestState } from '../../web/request-state.js';
import { Ctx, Permission, User } from '../../web/route.js';
import {
  DueRevisionsService,
  OwnersService,
  RefPipe,
  ResponsesService,
  TimelinesService,
} from '../tracking/index.js';
import { DueForm, OwnerForm, ResponseForm, TimelineForm } from './dto/item.forms.js';
import { seqOf } from './item.api.js';
import { ItemHistoryQuery } from './item-history.query.js';
import { historyLine } from './item-page-props.js';
import { ItemPageRenderer } from './item-page.renderer.js';
import { ItemHistoryPage } from './views/item-history.js';

const LINES = 50;

@ApiExcludeController()
@Controller('items/:ref')
export class ItemPages {
  constructor(
    private readonly renderer: ItemPageRenderer,
    private readonly history: ItemHistoryQuery,
    private readonly owners: OwnersService,
    private readonly timelines: TimelinesService,
    private readonly revisions: DueRevisionsService,
    private readonly responses: ResponsesService,
  ) {}

  /** `?ask=owner`: the follow-up form is filled for asking the owner. */
  @Permission('read')
  @Get()
  one(
    @Param('ref', RefPipe) ref: string,
    @Query('ask') ask: unknown,
    @Ctx() ctx: RequestState,
    @User() user: CurrentUser,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    return this.renderer.page({ ctx, user, reply }, ref, { ask: ask === 'owner' });
  }

  @Permission('read')
  @Get('history')
  async changes(
    @Param('ref', RefPipe) ref: string,
    @Query('before') before: unknown,
    @Ctx() ctx: RequestState,
    @User() user: CurrentUser,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const entries = await this.history.of(user, ref, { limit: LINES + 1, before: seqOf(before) });
    if (!entries) throw new NotFound();
    const t = translator(ctx.locale);
    const shown = entries.slice(0, LINES);
    const olderHref = entries.length > LINES ? `${paths.itemHistory(ref)}?before=${shown.at(-1)!.seq}` : null;
    const lines = shown.map((entry) => historyLine(entry, t));
    return renderPage(reply, ctx, <ItemHistoryPage itemRef={ref} {...{ lines, olderHref }} />, {
      title: t('history.title', { ref }),
    });
  }

  @Permission('record')
  @Post('owner')
  owner(
    @Param('ref', RefPipe) ref: string,
    @Body() body: FormValues,
    @Ctx() ctx: RequestState,
    @User() user: CurrentUser,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const form = { form: 'assign-owner', done: 'ownerAssigned' };
    return this.renderer.submit({ ctx, user, reply }, ref, form, OwnerForm, body, (dto) =>
      this.owners.assign(user, ref, dto),
    );
  }

  @Permission('record')
  @Post('timeline')
  timeline(
    @Param('ref', RefPipe) ref: string,
    @Body() body: FormValues,
    @Ctx() ctx: RequestState,
    @User() user: CurrentUser,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const form = { form: 'set-timeline', done: 'timelineSet' };
    return this.renderer.submit({ ctx, user, reply }, ref, form, TimelineForm, body, (dto) =>
      this.timelines.set(user, ref, dto),
    );
  }

  @Permission('record')
  @Post('due-revisions')
  due(
    @Param('ref', RefPipe) ref: string,
    @Body() body: FormValues,
    @Ctx() ctx: RequestState,
    @User() user: CurrentUser,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const form = { form: 'revise-due', done: 'dueRevised' };
    return this.renderer.submit({ ctx, user, reply }, ref, form, DueForm, body, (dto) =>
      this.revisions.revise(user, ref, dto),
    );
  }

  @Permission('record')
  @Post('actors/:actorId/responses')
  response(
    @Param('ref', RefPipe) ref: string,
    @Param('actorId', IdPipe) actorId: number,
    @Body() body: FormValues,
    @Ctx() ctx: RequestState,
    @User() user: CurrentUser,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const form = { form: `response-${actorId}`, done: 'responseRecorded' };
    return this.renderer.submit({ ctx, user, reply }, ref, form, ResponseForm, body, (dto) =>
      this.responses.record(user, ref, actorId, dto),
    );
  }
}
