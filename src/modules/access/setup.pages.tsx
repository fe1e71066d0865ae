import { Body, Controller, Get, Post, Query, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { type FormErrors, type FormValues, readForm, refusalsOf } from '../../web/forms.js';
import { translator } from '../../web/messages/index.js';
import { renderPage } from '../../web/page.js';
import { seeOther } from '../../web/redirect.js';
import type { RequestState } from '../../web/request-state.js';
import { Ctx, Public } from '../../web/route.js';
import { browserOf } from './browser.js';
import { SetPasswordForm, SetupForm } from './dto/setup.form.js';
import { PasswordsService } from './passwords.service.js';
import { SetupService } from './setup.service.js';
import { SetPasswordView, SetupView } from './views/setup.js';
import { VisitorsService } from './visitors.service.js';

/** What one-time links lead to: the first administrator, and a person's own choice of password. */
@ApiExcludeController()
@Controller()
export class SetupPages {
  constructor(
    private readonly setups: SetupService,
    private readonly passwords: PasswordsService,
    private readonly visitors: VisitorsService,
  ) {}

  @Public()
  @Get('setup')
  async setupForm(
    @Query('token') token: unknown,
    @Ctx() ctx: RequestState,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    await this.setups.look(String(token));
    return setupPage(reply, ctx, 200, String(token));
  }

  @Public()
  @Post('setup')
  async setup(
    @Body() body: FormValues,
    @Ctx() ctx: RequestState,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const t = translator(ctx.locale);
    const { dto, errors } = await readForm(SetupForm, body, t);
    await this.setups.look(String(dto.token));
    if (Object.keys(errors).length > 0) return setupPage(reply, ctx, 422, dto.token, body, errors);
    try {
      this.visitors.welcome(reply, await this.setups.finish(dto.token, dto, browserOf(request)));
    } catch (error) {
      return setupPage(reply, ctx, 422, dto.token, body, refusalsOf(error, t));
    }
    return seeOther(reply, '/');
  }

  @Public()
  @Get('set-password')
  async passwordForm(
    @Query('token') token: unknown,
    @Ctx() ctx: RequestState,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const { name, email } = await this.passwords.personOf(String(token));
    return passwordPage(reply, ctx, 200, { token: String(token), name, email });
  }

  @Public()
  @Post('set-password')
  async setPassword(
    @Body() body: FormValues,
    @Ctx() ctx: RequestState,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const t = translator(ctx.locale);
    const { dto, errors } = await readForm(SetPasswordForm, body, t);
    const { name, email } = await this.passwords.personOf(String(dto.token));
    const shown = { token: dto.token, name, email };
    if (Object.keys(errors).length > 0) return passwordPage(reply, ctx, 422, shown, errors);
    try {
      this.visitors.welcome(
        reply,
        await this.passwords.setByLink(dto.token, dto.password, browserOf(request)),
      );
    } catch (error) {
      return passwordPage(reply, ctx, 422, shown, refusalsOf(error, t));
    }
    return seeOther(reply, '/');
  }
}

function setupPage(
  reply: FastifyReply,
  ctx: RequestState,
  status: number,
  token: string,
  values: FormValues = {},
  errors: FormErrors = {},
) {
  return renderPage(reply, ctx, <SetupView token={token} values={values} errors={errors} />, {
    title: translator(ctx.locale)('setup.title'),
    status,
    layout: 'bare',
  });
}

function passwordPage(
  reply: FastifyReply,
  ctx: RequestState,
  status: number,
  values: { token: string; name: string; email: string },
  errors: FormErrors = {},
) {
  return renderPage(reply, ctx, <SetPasswordView {...values} errors={errors} />, {
    title: translator(ctx.locale)('setPassword.title'),
    status,
    layout: 'bare',
  });
}
