import { Body, Controller, Get, Post, Query, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { type FormErrors, type FormValues, readForm, refusalsOf } from '../../web/forms.js';
import { translator } from '../../web/messages/index.js';
import { renderPage } from '../../web/page.js';
import { ownPath, seeOther } from '../../web/redirect.js';
import type { RequestState } from '../../web/request-state.js';
import { Ctx, Public } from '../../web/route.js';
import { browserOf } from './browser.js';
import { SignInForm } from './dto/sign-in.form.js';
import { SessionsService } from './sessions.service.js';
import { SignInService } from './sign-in.service.js';
import { SignInView } from './views/sign-in.js';
import { VisitorsService } from './visitors.service.js';

@ApiExcludeController()
@Controller()
export class SignInPages {
  constructor(
    private readonly signIns: SignInService,
    private readonly sessions: SessionsService,
    private readonly visitors: VisitorsService,
  ) {}

  @Public()
  @Get('sign-in')
  form(
    @Query('next') next: unknown,
    @Ctx() ctx: RequestState,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    if (ctx.user) return seeOther(reply, ownPath(next));
    return page(reply, ctx, 200, { next: ownPath(next) });
  }

  @Public()
  @Post('sign-in')
  async signIn(
    @Body() body: FormValues,
    @Ctx() ctx: RequestState,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const t = translator(ctx.locale);
    const { dto, errors } = await readForm(SignInForm, body, t);
    const shown = { email: dto.email, next: ownPath(dto.next) };
    if (Object.keys(errors).length > 0) return page(reply, ctx, 422, shown, errors);
    try {
      this.visitors.welcome(reply, await this.signIns.signIn(dto.email, dto.password, browserOf(request)));
    } catch (error) {
      return page(reply, ctx, 422, shown, refusalsOf(error, t));
    }
    return seeOther(reply, shown.next);
  }

  @Public()
  @Post('sign-out')
  async signOut(
    @Ctx() ctx: RequestState,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const token = this.visitors.sessionToken(request);
    if (token && ctx.user) await this.sessions.close(token, ctx.user.id);
    this.visitors.farewell(reply);
    return seeOther(reply, '/sign-in');
  }
}

function page(
  reply: FastifyReply,
  ctx: RequestState,
  status: number,
  values: FormValues,
  errors: FormErrors = {},
) {
  return renderPage(reply, ctx, <SignInView next={ownPath(values.next)} values={values} errors={errors} />, {
    title: translator(ctx.locale)('signIn.title'),
    status,
    layout: 'bare',
  });
}
