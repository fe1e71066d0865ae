import { Body, Controller, Get, Post, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { StaleVersion } from '../../shared/errors.js';
import type { CurrentUser } from '../../shared/permissions.js';
import { type FormErrors, type FormValues, readForm } from '../../web/forms.js';
import { translator } from '../../web/messages/index.js';
import { renderPage } from '../../web/page.js';
import { seeOther } from '../../web/redirect.js';
import type { RequestState } from '../../web/request-state.js';
import { Ctx, Permission, User } from '../../web/route.js';
import { SettingsForm } from './dto/settings.form.js';
import { SettingsService } from './settings.service.js';
import { SettingsView } from './views/settings.js';

@ApiExcludeController()
@Permission('administer')
@Controller('admin/settings')
export class SettingsPages {
  constructor(private readonly settings: SettingsService) {}

  @Get()
  form(@Ctx() ctx: RequestState, @Res({ passthrough: true }) reply: FastifyReply) {
    return this.page(reply, ctx, 200);
  }

  @Post()
  async save(
    @Body() body: FormValues,
    @Ctx() ctx: RequestState,
    @User() user: CurrentUser,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const t = translator(ctx.locale);
    const { dto, errors } = await readForm(SettingsForm, body, t);
    if (Object.keys(errors).length > 0) return this.page(reply, ctx, 422, body, errors);
    const { version, shortName, ...values } = dto;
    try {
      await this.settings.save(user.id, version, { ...values, shortName: shortName ?? '' });
    } catch (error) {
      if (!(error instanceof StaleVersion)) throw error;
      return this.page(reply, ctx, 412, body, { '': t('error.stale') });
    }
    return seeOther(reply, '/admin/settings?done=saved');
  }

  private async page(
    reply: FastifyReply,
    ctx: RequestState,
    status: number,
    values: FormValues = {},
    errors: FormErrors = {},
  ) {
    const organisation = await this.settings.organisation();
    return renderPage(reply, ctx, <SettingsView {...{ organisation, values, errors }} />, {
      title: translator(ctx.locale)('nav.settings'),
      status,
    });
  }
}
