import { Body, Controller, Get, Param, Post, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { today } from '../../shared/calendar-date.js';
import { Unreadable } from '../../shared/errors.js';
import type { CurrentUser } from '../../shared/permissions.js';
import { paths } from '../../web/components/index.js';
import { type FormErrors, type FormValues, messageOf, refusalsOf } from '../../web/forms.js';
import { translator } from '../../web/messages/index.js';
import { renderPage } from '../../web/page.js';
import { seeOther } from '../../web/redirect.js';
import { TooLarge } from '../../web/refusals.js';
import type { RequestState } from '../../web/request-state.js';
import { Ctx, Permission, User } from '../../web/route.js';
import { broughtIn } from './brought-document.js';
import { ImportDraftsService } from './import-drafts.service.js';
import { NewImport } from './views/new-import.js';

/** Where a document comes in; its review is in reviews.pages.tsx. */
@ApiExcludeController()
@Controller()
export class ImportsPages {
  constructor(private readonly drafts: ImportDraftsService) {}

  @Permission('record')
  @Get(['import', 'imports', 'imports/new'])
  form(@Ctx() ctx: RequestState, @User() user: CurrentUser, @Res({ passthrough: true }) reply: FastifyReply) {
    return this.newPage(reply, ctx, user, 200);
  }

  @Permission('record')
  @Post('imports')
  async bring(
    @Body() body: FormValues,
    @Ctx() ctx: RequestState,
    @User() user: CurrentUser,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const t = translator(ctx.locale);
    try {
      const draft = await this.drafts.bring(user, broughtIn(body, t('imports.pasted')));
      return seeOther(reply, `${paths.imports}/${draft.id}`);
    } catch (error) {
      const field = body.file ? 'file' : 'text';
      if (error instanceof TooLarge)
        return this.newPage(reply, ctx, user, 413, body, { [field]: t('error.import.tooLarge') });
      if (error instanceof Unreadable)
        return this.newPage(reply, ctx, user, 422, body, { [field]: messageOf(error, t) });
      return this.newPage(reply, ctx, user, 422, body, refusalsOf(error, t));
    }
  }

  /** Reads anew what was interrupted, or took too long. */
  @Permission('record')
  @Post('imports/:id/attempts')
  async readAgain(
    @Param('id') id: string,
    @User() user: CurrentUser,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    await this.drafts.readAgain(user, id);
    return seeOther(reply, `${paths.imports}/${id}`);
  }

  /** Also ends a reading that is going on. */
  @Permission('record')
  @Post('imports/:id/discard')
  async discard(
    @Param('id') id: string,
    @User() user: CurrentUser,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const { state } = await this.drafts.get(user, id);
    await this.drafts.discard(user, id);
    const done = state === 'reading' ? 'importCancelled' : 'importDiscarded';
    return seeOther(reply, `${paths.newImport}?done=${done}`);
  }

  private async newPage(
    reply: FastifyReply,
    ctx: RequestState,
    user: CurrentUser,
    status: number,
    body: FormValues = {},
    errors: FormErrors = {},
  ) {
    const title = translator(ctx.locale)('imports.new.title');
    const drafts = (await this.drafts.openOf(user)).map((draft) => ({
      ...draft,
      day: today({ now: () => draft.createdAt }, ctx.organisation.timeZone),
    }));
    const values = typeof body.text === 'string' ? { text: body.text } : {};
    return renderPage(reply, ctx, <NewImport values={values} errors={errors} drafts={drafts} />, {
      title,
      status,
    });
  }
}
