import { randomUUID } from 'node:crypto';
import { Body, Controller, Get, Post, Query, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { CurrentUser } from '../../shared/permissions.js';
import { paths } from '../../web/components/index.js';
import { type FormErrors, type FormValues, readForm, refusalsOf } from '../../web/forms.js';
import { translator } from '../../web/messages/index.js';
import { renderPage } from '../../web/page.js';
import { seeOther } from '../../web/redirect.js';
import type { RequestState } from '../../web/request-state.js';
import { Ctx, Permission, User } from '../../web/route.js';
import { ChecksService } from './checks.service.js';
import { RecordCheckForm } from './dto/evidence.form.js';
import { EvidenceFormQuery } from './evidence-form.query.js';
import { refsFrom } from './evidence.pages.js';
import { CheckFormPage } from './views/check-form.js';

@ApiExcludeController()
@Permission('record')
@Controller('checks/new')
export class ChecksPages {
  constructor(
    private readonly checks: ChecksService,
    private readonly form: EvidenceFormQuery,
  ) {}

  @Get()
  new(
    @Query() query: Record<string, unknown>,
    @Ctx() ctx: RequestState,
    @User() user: CurrentUser,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    return this.page(reply, ctx, user, refsFrom(query));
  }

  @Post()
  async record(
    @Body() body: FormValues,
    @Ctx() ctx: RequestState,
    @User() user: CurrentUser,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const t = translator(ctx.locale);
    const { dto, errors } = await readForm(RecordCheckForm, body, t);
    const again = (found: FormErrors) => this.page(reply, ctx, user, refsFrom(body), body, found);
    if (Object.keys(errors).length > 0) return again(errors);
    const { idempotencyKey, ...wish } = dto;
    try {
      const { refs } = await this.checks.record(user, wish, idempotencyKey);
      const page = refs.length === 1 ? paths.item(refs[0]) : paths.items;
      return seeOther(reply, `${page}?done=checkRecorded`);
    } catch (error) {
      return again(refusalsOf(error, t));
    }
  }

  private async page(
    reply: FastifyReply,
    ctx: RequestState,
    user: CurrentUser,
    refs: string[],
    values: FormValues = {},
    errors: FormErrors = {},
  ) {
    const items = await this.form.items(user, refs);
    const idempotencyKey = typeof values.idempotencyKey === 'string' ? values.idempotencyKey : randomUUID();
    return renderPage(reply, ctx, <CheckFormPage {...{ items, values, errors, idempotencyKey }} />, {
      title: translator(ctx.locale)('checks.new.title'),
      status: Object.keys(errors).length > 0 ? 422 : 200,
    });
  }
}
