import { Body, Controller, Get, Param, Post, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Conflict, StaleVersion } from '../../../shared/errors.js';
import type { CurrentUser } from '../../../shared/permissions.js';
import { paths } from '../../../web/components/index.js';
import { type FormErrors, type FormValues, messageOf, readForm, refusalsOf } from '../../../web/forms.js';
import { translator } from '../../../web/messages/index.js';
import { renderPage } from '../../../web/page.js';
import { IdPipe } from '../../../web/parameters.js';
import { seeOther } from '../../../web/redirect.js';
import type { RequestState } from '../../../web/request-state.js';
import { Ctx, Permission, User } from '../../../web/route.js';
import { dateOrNull } from '../review-dates.js';
import { CorrectPublicationService } from './correct-publication.service.js';
import type { DueEffect } from './due-effects.js';
import { PublicationFactsForm } from './publication-facts.dto.js';
import { PublicationFactsPage } from './views/publication-facts-page.js';

interface Shown {
  status?: number;
  values?: FormValues;
  errors?: FormErrors;
  due?: (DueEffect & { title: string })[];
  previewed?: string;
  isStale?: boolean;
}

@ApiExcludeController()
@Permission('record')
@Controller('publications/:id/edit')
export class PublicationFactsPages {
  constructor(private readonly publications: CorrectPublicationService) {}

  @Get()
  form(
    @Param('id', IdPipe) id: number,
    @Ctx() ctx: RequestState,
    @User() user: CurrentUser,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    return this.page(reply, ctx, user, id);
  }

  /** A date that moves due dates is first shown with what it does; sent again with that, it is saved. */
  @Post()
  async correct(
    @Param('id', IdPipe) id: number,
    @Body() body: FormValues,
    @Ctx() ctx: RequestState,
    @User() user: CurrentUser,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const t = translator(ctx.locale);
    const { facts } = await this.publications.get(user, id);
    const { dto, errors } = await readForm(PublicationFactsForm, body, t);
    if (Object.keys(errors).length > 0)
      return this.page(reply, ctx, user, id, { status: 422, values: body, errors });
    const { version, previewed, ...wish } = dto;
    const date = dateOrNull(wish.date) ?? '';
    const due = date === facts.date ? [] : await this.publications.preview(user, id, date);
    if (due.length > 0 && previewed !== (date || 'none'))
      return this.page(reply, ctx, user, id, { values: body, due, previewed: date || 'none' });
    try {
      await this.publications.correct(user, id, wish, version);
    } catch (error) {
      const shown = { values: body, due, previewed: date || 'none' };
      if (error instanceof StaleVersion)
        return this.page(reply, ctx, user, id, { ...shown, status: 412, isStale: true });
      if (error instanceof Conflict) {
        const taken = { [error.field ?? '']: messageOf(error, t) };
        return this.page(reply, ctx, user, id, { ...shown, status: 409, errors: taken });
      }
      return this.page(reply, ctx, user, id, { ...shown, status: 422, errors: refusalsOf(error, t) });
    }
    return seeOther(reply, `${paths.publication(String(id))}?done=publicationCorrected`);
  }

  private async page(
    reply: FastifyReply,
    ctx: RequestState,
    user: CurrentUser,
    id: number,
    { status = 200, values, errors = {}, due = [], previewed = '', isStale = false }: Shown = {},
  ) {
    const publication = await this.publications.get(user, id);
    const teams = await this.publications.teams(user);
    const data = { id, publication, teams, values, errors, due, previewed, isStale };
    return renderPage(reply, ctx, <PublicationFactsPage data={data} />, {
      title: translator(ctx.locale)('again.edit.title'),
      status,
    });
  }
}
