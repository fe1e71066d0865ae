import { Body, Controller, Get, Param, Post, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { StaleVersion } from '../../shared/errors.js';
import type { CurrentUser } from '../../shared/permissions.js';
import { type FormErrors, type FormValues, readForm, refusalsOf } from '../../web/forms.js';
import { translator } from '../../web/messages/index.js';
import { renderPage } from '../../web/page.js';
import { IdPipe } from '../../web/parameters.js';
import { seeOther } from '../../web/redirect.js';
import type { RequestState } from '../../web/request-state.js';
import { Ctx, Permission, User } from '../../web/route.js';
import { TeamBody, TeamForm } from './dto/people.form.js';
import { TeamsService } from './teams.service.js';
import { TeamView, TeamsView } from './views/teams.js';

@ApiExcludeController()
@Permission('administer')
@Controller('admin/teams')
export class TeamsPages {
  constructor(private readonly teams: TeamsService) {}

  @Get()
  list(@Ctx() ctx: RequestState, @Res({ passthrough: true }) reply: FastifyReply) {
    return this.listPage(reply, ctx, 200);
  }

  @Post()
  async create(
    @Body() body: FormValues,
    @Ctx() ctx: RequestState,
    @User() user: CurrentUser,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const t = translator(ctx.locale);
    const { dto, errors } = await readForm(TeamBody, body, t);
    if (Object.keys(errors).length > 0) return this.listPage(reply, ctx, 422, body, errors);
    try {
      await this.teams.create(user.id, dto.name);
    } catch (error) {
      return this.listPage(reply, ctx, 422, body, refusalsOf(error, t));
    }
    return seeOther(reply, '/admin/teams?done=created');
  }

  @Get(':id')
  team(
    @Param('id', IdPipe) id: number,
    @Ctx() ctx: RequestState,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    return this.teamPage(reply, ctx, id, 200);
  }

  @Post(':id')
  async rename(
    @Param('id', IdPipe) id: number,
    @Body() body: FormValues,
    @Ctx() ctx: RequestState,
    @User() user: CurrentUser,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const t = translator(ctx.locale);
    const { dto, errors } = await readForm(TeamForm, body, t);
    if (Object.keys(errors).length > 0) return this.teamPage(reply, ctx, id, 422, body, errors);
    try {
      await this.teams.rename(user.id, id, dto.version, dto.name);
    } catch (error) {
      if (error instanceof StaleVersion)
        return this.teamPage(reply, ctx, id, 412, body, { '': t('error.stale') });
      return this.teamPage(reply, ctx, id, 422, body, refusalsOf(error, t));
    }
    return seeOther(reply, '/admin/teams?done=saved');
  }

  private async listPage(
    reply: FastifyReply,
    ctx: RequestState,
    status: number,
    values: FormValues = {},
    errors: FormErrors = {},
  ) {
    const teams = await this.teams.all();
    return renderPage(reply, ctx, <TeamsView {...{ teams, values, errors }} />, {
      title: translator(ctx.locale)('nav.teams'),
      status,
    });
  }

  private async teamPage(
    reply: FastifyReply,
    ctx: RequestState,
    id: number,
    status: number,
    values: FormValues = {},
    errors: FormErrors = {},
  ) {
    const team = await this.teams.one(id);
    return renderPage(reply, ctx, <TeamView {...{ team, values, errors }} />, { title: team.name, status });
  }
}
