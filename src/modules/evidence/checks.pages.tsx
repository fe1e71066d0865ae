import { randomUUID } from 'node:crypto';
import { Body, Controller, Get, Post, Query, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { CurrentUser } from '../../shared/permissions.js';
import { paths, withQuery } from '../../web/components/index.js';
import { SHORT_TEXT } from '../../web/fields.js';
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
import { WatchPlacesQuery } from './watch-places.query.js';
import { CheckFormPage } from './views/check-form.js';

@ApiExcludeController()
@Permission('record')
@Controller('checks/new')
export class ChecksPages {
  constructor(
    private readonly checks: ChecksService,
    private readonly form: EvidenceFormQuery,
    private readonly watch: WatchPlacesQuery,
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
    const { idempotencyKey, found, watched, places: others, ...wish } = dto;
    const places = [...watched, others].filter(Boolean).join('\n');
    if (!places) return again({ places: t('error.check.placesMissing') });
    if (found) {
      if (places.length > SHORT_TEXT) return again({ places: t('error.text.tooLong') });
      const search = { searchedOn: wish.searchedOn, searchedPlaces: places };
      return seeOther(reply, withQuery(paths.recordEvidence(...wish.items), search));
    }
    try {
      const { refs } = await this.checks.record(user, { ...wish, places, updateId: null }, idempotencyKey);
      const done = 'checkRecorded';
      if (refs.length === 1) return seeOther(reply, `${paths.item(refs[0]!)}?done=${done}`);
      // What next, for all of them; or back to the list.
      return seeOther(reply, withQuery(paths.planFollowUp(...refs), { back: paths.items, done }));
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
    const watch = await this.watch.of(user, refs);
    const idempotencyKey = typeof values.idempotencyKey === 'string' ? values.idempotencyKey : randomUUID();
    return renderPage(reply, ctx, <CheckFormPage {...{ items, watch, values, errors, idempotencyKey }} />, {
      title: translator(ctx.locale)('checks.new.title'),
      status: Object.keys(errors).length > 0 ? 422 : 200,
    });
  }
}
