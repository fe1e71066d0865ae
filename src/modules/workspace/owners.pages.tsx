import { Body, Controller, Get, Post, Query, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { StaleVersion } from '../../shared/errors.js';
import type { CurrentUser } from '../../shared/permissions.js';
import { paths } from '../../web/components/index.js';
import { type FormErrors, type FormValues, readForm, refusalsOf } from '../../web/forms.js';
import { translator } from '../../web/messages/index.js';
import { renderPage } from '../../web/page.js';
import { seeOther } from '../../web/redirect.js';
import type { RequestState } from '../../web/request-state.js';
import { Ctx, Permission, User } from '../../web/route.js';
import { OwnersService, REF_PATTERN } from '../tracking/index.js';
import { OwnersForm } from './dto/item.forms.js';
import { ItemDetailsQuery } from './item-details.query.js';
import { OwnersFormPage } from './views/owners-form.js';

/** One owner for several items: after an import, or when somebody leaves. */
@ApiExcludeController()
@Permission('record')
@Controller('owners/new')
export class OwnersPages {
  constructor(
    private readonly owners: OwnersService,
    private readonly items: ItemDetailsQuery,
  ) {}

  @Get()
  form(
    @Query('items') refs: unknown,
    @Ctx() ctx: RequestState,
    @User() user: CurrentUser,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    return this.page(reply, ctx, user, [refs ?? []].flat());
  }

  @Post()
  async assign(
    @Body() body: FormValues,
    @Ctx() ctx: RequestState,
    @User() user: CurrentUser,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const t = translator(ctx.locale);
    const { dto, errors } = await readForm(OwnersForm, body, t);
    const refs = [dto.items ?? []].flat().map((item) => item?.ref);
    const again = (status: number, found: FormErrors) =>
      this.page(reply, ctx, user, refs, status, { ownerId: body.ownerId }, found);
    if (Object.keys(errors).length > 0) return again(422, errors);
    try {
      await this.owners.assignAll(user, dto);
      return seeOther(reply, `${refs.length === 1 ? paths.item(refs[0]!) : paths.items}?done=ownerAssigned`);
    } catch (error) {
      // The page shows who owns what now; sent again, it goes by that.
      if (error instanceof StaleVersion) return again(412, { '': t('owners.stale') });
      return again(422, refusalsOf(error, t));
    }
  }

  private async page(
    reply: FastifyReply,
    ctx: RequestState,
    user: CurrentUser,
    given: unknown[],
    status = 200,
    values: FormValues = {},
    errors: FormErrors = {},
  ) {
    const refs = given.filter((ref): ref is string => typeof ref === 'string' && REF_PATTERN.test(ref));
    const items = await this.items.owned(user, [...new Set(refs)].slice(0, 1_000));
    const staff = await this.items.staff();
    return renderPage(reply, ctx, <OwnersFormPage {...{ items, staff, values, errors }} />, {
      title: translator(ctx.locale)('owners.title'),
      status,
    });
  }
}
