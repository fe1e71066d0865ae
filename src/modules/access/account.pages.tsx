import { Body, Controller, Get, Param, Post, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { NotFound } from '../../shared/errors.js';
import type { CurrentUser } from '../../shared/permissions.js';
import { type FormErrors, type FormValues, readForm, refusalsOf } from '../../web/forms.js';
import { translator } from '../../web/messages/index.js';
import { renderPage } from '../../web/page.js';
import { IdPipe } from '../../web/parameters.js';
import { seeOther } from '../../web/redirect.js';
import type { RequestState } from '../../web/request-state.js';
import { Ctx, Permission, User } from '../../web/route.js';
import { ApiTokensService } from './api-tokens.service.js';
import { browserOf } from './browser.js';
import { ChangePasswordForm, NewTokenForm } from './dto/account.form.js';
import { PasswordsService } from './passwords.service.js';
import { SessionsService } from './sessions.service.js';
import { AccountView, NewTokenView } from './views/account.js';
import { VisitorsService } from './visitors.service.js';

/** What everybody may do about their own account. */
@ApiExcludeController()
@Permission('read')
@Controller('account')
export class AccountPages {
  constructor(
    private readonly passwords: PasswordsService,
    private readonly sessions: SessionsService,
    private readonly tokens: ApiTokensService,
    private readonly visitors: VisitorsService,
  ) {}

  @Get()
  account(
    @Ctx() ctx: RequestState,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    return this.page(request, reply, ctx, 200);
  }

  @Post('password')
  async changePassword(
    @Body() body: FormValues,
    @Ctx() ctx: RequestState,
    @User() user: CurrentUser,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const t = translator(ctx.locale);
    const { dto, errors } = await readForm(ChangePasswordForm, body, t);
    if (Object.keys(errors).length > 0) return this.page(request, reply, ctx, 422, { password: errors });
    try {
      const session = await this.passwords.change(user, dto.current, dto.password, browserOf(request));
      this.visitors.welcome(reply, session);
    } catch (error) {
      return this.page(request, reply, ctx, 422, { password: refusalsOf(error, t) });
    }
    return seeOther(reply, '/account?done=passwordChanged');
  }

  @Post('sessions/:id/revoke')
  async revokeSession(
    @Param('id') id: string,
    @User() user: CurrentUser,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    if (!/^[0-9a-f]{64}$/.test(id)) throw new NotFound();
    await this.sessions.revoke(user.id, id);
    return seeOther(reply, '/account?done=sessionEnded');
  }

  @Post('tokens')
  async createToken(
    @Body() body: FormValues,
    @Ctx() ctx: RequestState,
    @User() user: CurrentUser,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const t = translator(ctx.locale);
    const { dto, errors } = await readForm(NewTokenForm, body, t);
    if (Object.keys(errors).length > 0) return this.page(request, reply, ctx, 422, { token: errors }, body);
    const token = await this.tokens.create(user.id, dto.name);
    return renderPage(reply, ctx, <NewTokenView name={dto.name} token={token} />, {
      title: t('account.tokens'),
    });
  }

  @Post('tokens/:id/revoke')
  async revokeToken(
    @Param('id', IdPipe) id: number,
    @User() user: CurrentUser,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    await this.tokens.revoke(user.id, id);
    return seeOther(reply, '/account?done=tokenRevoked');
  }

  private async page(
    request: FastifyRequest,
    reply: FastifyReply,
    ctx: RequestState,
    status: number,
    errors: { password?: FormErrors; token?: FormErrors } = {},
    tokenValues: FormValues = {},
  ) {
    const user = ctx.user!;
    const [sessions, tokens] = await Promise.all([
      this.sessions.listOf(user.id, this.visitors.sessionToken(request)),
      this.tokens.listOf(user.id),
    ]);
    const view = { user, sessions, tokens, errors, tokenValues };
    return renderPage(reply, ctx, <AccountView {...view} />, {
      title: translator(ctx.locale)('nav.account'),
      status,
    });
  }
}
