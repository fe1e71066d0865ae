import { Body, Controller, Get, Param, Post, Query, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Conflict, StaleVersion } from '../../shared/errors.js';
import { type CurrentUser, may } from '../../shared/permissions.js';
import { paths } from '../../web/components/index.js';
import { type FormErrors, type FormValues, messageOf, readForm, refusalsOf } from '../../web/forms.js';
import { type Translate, translator } from '../../web/messages/index.js';
import { renderPage } from '../../web/page.js';
import { IdPipe } from '../../web/parameters.js';
import { seeOther } from '../../web/redirect.js';
import type { RequestState } from '../../web/request-state.js';
import { Ctx, Permission, User } from '../../web/route.js';
import { ActorDto, ActorForm, ActorsService, AliasDto } from '../actors/index.js';
import { pageOf } from '../tracking/index.js';
import { ActorsQuery } from './actors.query.js';
import { ActorListDto } from './dto/lists.dto.js';
import { paginationOf, readQuery } from './list-query.js';
import { ActorPage, type ActorProps, NewActorPage } from './views/actor.js';
import { Actors } from './views/actors.js';
import { BadQueryPage } from './views/bad-query.js';

const KNOWN = ['q', 'kind', 'sort', 'page', 'pageSize'];

@ApiExcludeController()
@Controller('actors')
export class ActorsPages {
  constructor(
    private readonly actors: ActorsQuery,
    private readonly service: ActorsService,
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
    const title = t('actors.title');
    const { dto, bad } = await readQuery(ActorListDto, KNOWN, query, ctx, t);
    if (bad) return renderPage(reply, ctx, <BadQueryPage {...{ title, bad }} />, { title, status: 422 });
    const { q, kind, sort } = dto;
    const { page, pageSize } = pageOf({ page: dto.page, pageSize: dto.pageSize });
    const found = await this.actors.page(user, { q, kind, sort, page, pageSize });
    const pages = paginationOf({ ...found, shown: found.actors.length }, ctx.url);
    return renderPage(reply, ctx, <Actors rows={found.actors} asked={{ q, kind, sort }} pages={pages} />, {
      title,
    });
  }

  @Get('new')
  @Permission('record')
  async blank(
    @User() user: CurrentUser,
    @Ctx() ctx: RequestState,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    return this.showNew(user, ctx, reply, {}, {});
  }

  @Post()
  @Permission('record')
  async enter(
    @Body() body: FormValues,
    @User() user: CurrentUser,
    @Ctx() ctx: RequestState,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    const t = translator(ctx.locale);
    const { dto, errors } = await readForm(ActorDto, body, t);
    if (Object.keys(errors).length > 0) return this.showNew(user, ctx, reply, body, errors);
    try {
      await this.actors.mustSee(user, dto);
      const actor = await this.actors.tellingOnlySeen(user, this.service.enter(user, dto));
      return seeOther(reply, `${paths.actor(actor.id)}?done=actor.entered`);
    } catch (error) {
      return this.showNew(user, ctx, reply, body, refusedBy(error, t));
    }
  }

  @Get(':id')
  @Permission('read')
  async show(
    @Param('id', IdPipe) id: number,
    @User() user: CurrentUser,
    @Ctx() ctx: RequestState,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    return this.showOne(user, ctx, reply, id, 200, {});
  }

  @Post(':id')
  @Permission('record')
  async change(
    @Param('id', IdPipe) id: number,
    @Body() body: FormValues,
    @User() user: CurrentUser,
    @Ctx() ctx: RequestState,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    const t = translator(ctx.locale);
    await this.actors.one(user, id);
    const { dto, errors } = await readForm(ActorForm, body, t);
    // The version stays the one that the page shows now: what was typed replaces what is there only if sent again.
    const { version: _, ...values } = body;
    if (Object.keys(errors).length > 0)
      return this.showOne(user, ctx, reply, id, 422, { edit: { values, errors } });
    try {
      const { version, ...fields } = dto;
      await this.actors.mustSee(user, fields);
      await this.actors.tellingOnlySeen(user, this.service.change(user, id, fields, version));
    } catch (error) {
      if (error instanceof StaleVersion)
        return this.showOne(user, ctx, reply, id, 412, { edit: { values, errors: {} }, stale: true });
      return this.showOne(user, ctx, reply, id, 422, { edit: { values, errors: refusedBy(error, t) } });
    }
    return seeOther(reply, `${paths.actor(id)}?done=actor.saved`);
  }

  @Post(':id/aliases')
  @Permission('record')
  async addAlias(
    @Param('id', IdPipe) id: number,
    @Body() body: FormValues,
    @User() user: CurrentUser,
    @Ctx() ctx: RequestState,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    const t = translator(ctx.locale);
    await this.actors.one(user, id);
    const { dto, errors } = await readForm(AliasDto, body, t);
    const refused = (found: FormErrors) =>
      this.showOne(user, ctx, reply, id, 422, { alias: { values: body, errors: found } });
    if (Object.keys(errors).length > 0) return refused(errors);
    try {
      await this.actors.tellingOnlySeen(user, this.service.addAlias(user, id, dto.alias));
    } catch (error) {
      return refused(refusedBy(error, t));
    }
    return seeOther(reply, `${paths.actor(id)}?done=actor.aliasAdded`);
  }

  private async showNew(
    user: CurrentUser,
    ctx: RequestState,
    reply: FastifyReply,
    values: FormValues,
    errors: FormErrors,
  ): Promise<string> {
    const others = await this.actors.names(user);
    return renderPage(reply, ctx, <NewActorPage {...{ values, errors, others }} />, {
      title: translator(ctx.locale)('actor.newTitle'),
      status: Object.keys(errors).length > 0 ? 422 : 200,
    });
  }

  private async showOne(
    user: CurrentUser,
    ctx: RequestState,
    reply: FastifyReply,
    id: number,
    status: number,
    form: Pick<ActorProps, 'edit' | 'alias' | 'stale'>,
  ): Promise<string> {
    const actor = await this.actors.one(user, id);
    const others = may(user, 'record') ? await this.actors.names(user) : [];
    return renderPage(reply, ctx, <ActorPage {...{ actor, others, ...form }} />, {
      title: actor.name,
      status,
    });
  }
}

/** A name that is taken is a fault of the form, like a refusal. */
const refusedBy = (error: unknown, t: Translate): FormErrors =>
  error instanceof Conflict ? { [error.field ?? '']: messageOf(error, t) } : refusalsOf(error, t);
