import { Body, Controller, Get, Inject, Param, Post, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { Config } from '../../config/config.js';
import { CONFIG } from '../../config/config.token.js';
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
import { NewPersonForm, PersonForm } from './dto/people.form.js';
import { PeopleService } from './people.service.js';
import { TeamsService } from './teams.service.js';
import { LinkView, PeopleView, PersonView } from './views/people.js';

@ApiExcludeController()
@Permission('administer')
@Controller('admin/people')
export class PeoplePages {
  constructor(
    private readonly people: PeopleService,
    private readonly teams: TeamsService,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  @Get()
  list(@Ctx() ctx: RequestState, @Res({ passthrough: true }) reply: FastifyReply) {
    return this.listPage(reply, ctx, 200);
  }

  @Post()
  async invite(
    @Body() body: FormValues,
    @Ctx() ctx: RequestState,
    @User() user: CurrentUser,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const t = translator(ctx.locale);
    const { dto, errors } = await readForm(NewPersonForm, body, t);
    if (Object.keys(errors).length > 0) return this.listPage(reply, ctx, 422, body, errors);
    try {
      const { link } = await this.people.invite(user.id, dto);
      return this.linkPage(reply, ctx, dto.name, link);
    } catch (error) {
      return this.listPage(reply, ctx, 422, body, refusalsOf(error, t));
    }
  }

  @Get(':id')
  person(
    @Param('id', IdPipe) id: number,
    @Ctx() ctx: RequestState,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    return this.personPage(reply, ctx, id, 200);
  }

  @Post(':id')
  async change(
    @Param('id', IdPipe) id: number,
    @Body() body: FormValues,
    @Ctx() ctx: RequestState,
    @User() user: CurrentUser,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const t = translator(ctx.locale);
    const { dto, errors } = await readForm(PersonForm, body, t);
    if (Object.keys(errors).length > 0) return this.personPage(reply, ctx, id, 422, body, errors);
    const { version, ...values } = dto;
    try {
      await this.people.change(user.id, id, version, values);
    } catch (error) {
      if (error instanceof StaleVersion)
        return this.personPage(reply, ctx, id, 412, body, { '': t('error.stale') });
      return this.personPage(reply, ctx, id, 422, body, refusalsOf(error, t));
    }
    if (!values.active && (await this.people.hasWork(id)))
      return seeOther(reply, `${paths.newHandOver}?from=${id}&done=personLeft`);
    return seeOther(reply, '/admin/people?done=saved');
  }

  @Post(':id/link')
  async newLink(
    @Param('id', IdPipe) id: number,
    @Ctx() ctx: RequestState,
    @User() user: CurrentUser,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const link = await this.people.newLink(user.id, id);
    return this.linkPage(reply, ctx, (await this.people.one(id)).name, link);
  }

  private async listPage(
    reply: FastifyReply,
    ctx: RequestState,
    status: number,
    values: FormValues = {},
    errors: FormErrors = {},
  ) {
    const [people, teams] = await Promise.all([this.people.all(), this.teams.all()]);
    return renderPage(reply, ctx, <PeopleView {...{ people, teams, values, errors }} />, {
      title: translator(ctx.locale)('nav.people'),
      status,
    });
  }

  private async personPage(
    reply: FastifyReply,
    ctx: RequestState,
    id: number,
    status: number,
    values: FormValues = {},
    errors: FormErrors = {},
  ) {
    const [person, teams] = await Promise.all([this.people.one(id), this.teams.all()]);
    const hasWork = await this.people.hasWork(id);
    return renderPage(reply, ctx, <PersonView {...{ person, teams, hasWork, values, errors }} />, {
      title: person.name,
      status,
    });
  }

  private linkPage(reply: FastifyReply, ctx: RequestState, name: string, path: string) {
    return renderPage(reply, ctx, <LinkView name={name} address={this.config.baseUrl + path} />, {
      title: translator(ctx.locale)('people.link.title', { name }),
    });
  }
}
