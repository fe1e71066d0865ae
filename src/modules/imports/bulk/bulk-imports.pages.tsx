import { Body, Controller, Get, Param, Post, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { today } from '../../../shared/calendar-date.js';
import { Refused, RefusedFields, StaleVersion, Unreadable } from '../../../shared/errors.js';
import type { CurrentUser } from '../../../shared/permissions.js';
import { paths } from '../../../web/components/index.js';
import { type FormErrors, type FormValues, messageOf, readForm, refusalsOf } from '../../../web/forms.js';
import { translator } from '../../../web/messages/index.js';
import { renderPage } from '../../../web/page.js';
import { seeOther } from '../../../web/redirect.js';
import { TooLarge } from '../../../web/refusals.js';
import type { RequestState } from '../../../web/request-state.js';
import { Ctx, Permission, User } from '../../../web/route.js';
import { broughtSheet } from './brought-sheet.js';
import type { BulkDraft } from './bulk-draft.entity.js';
import { BulkDraftsService } from './bulk-drafts.service.js';
import { BulkImportsService, rowsRefused } from './bulk-imports.service.js';
import { CommitForm, MappingForm } from './dto/bulk.dto.js';
import { BulkCheck } from './views/bulk-check.js';
import { BulkDone } from './views/bulk-done.js';
import { NewBulk } from './views/new-bulk.js';

interface Shown {
  status?: number;
  errors?: FormErrors;
  /** What was chosen, where it was refused. */
  mapping?: string[];
  isStale?: boolean;
}

/** Many rows at a time: where a sheet comes in, and what it comes to before anything is entered. */
@ApiExcludeController()
@Controller('import/bulk')
export class BulkImportsPages {
  constructor(
    private readonly drafts: BulkDraftsService,
    private readonly imports: BulkImportsService,
  ) {}

  @Permission('record')
  @Get()
  form(@Ctx() ctx: RequestState, @User() user: CurrentUser, @Res({ passthrough: true }) reply: FastifyReply) {
    return this.newPage(reply, ctx, user, 200);
  }

  @Permission('record')
  @Post()
  async bring(
    @Body() body: FormValues,
    @Ctx() ctx: RequestState,
    @User() user: CurrentUser,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const t = translator(ctx.locale);
    try {
      const { rows, sheet } = broughtSheet(body, t('bulk.pasted'));
      const draft = await this.drafts.create(user, rows, sheet);
      return seeOther(reply, `${paths.bulkImport}/${draft.id}`);
    } catch (error) {
      const field = body.text ? 'text' : 'file';
      if (error instanceof TooLarge)
        return this.newPage(reply, ctx, user, 413, body, { [field]: t('error.tooLarge') });
      if (error instanceof Unreadable)
        return this.newPage(reply, ctx, user, 422, body, { [field]: messageOf(error, t) });
      return this.newPage(reply, ctx, user, 422, body, refusalsOf(error, t));
    }
  }

  @Permission('record')
  @Get(':id')
  async check(
    @Param('id') id: string,
    @Ctx() ctx: RequestState,
    @User() user: CurrentUser,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    return this.checkPage(reply, ctx, user, await this.drafts.withRows(user, id));
  }

  @Permission('record')
  @Post(':id')
  async map(
    @Param('id') id: string,
    @Body() body: FormValues,
    @Ctx() ctx: RequestState,
    @User() user: CurrentUser,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    return this.doing(reply, ctx, user, id, async () => {
      const { dto, errors } = await readForm(MappingForm, body, translator(ctx.locale));
      if (Object.keys(errors).length > 0) return { status: 422, errors, mapping: dto.columns };
      try {
        await this.drafts.map(user, id, dto.columns, dto.version ?? 0);
        return 'bulkMapped';
      } catch (error) {
        if (!(error instanceof Refused || error instanceof RefusedFields)) throw error;
        return { status: 422, errors: refusalsOf(error, translator(ctx.locale)), mapping: dto.columns };
      }
    });
  }

  @Permission('record')
  @Post(':id/commit')
  async commit(
    @Param('id') id: string,
    @Body() body: FormValues,
    @Ctx() ctx: RequestState,
    @User() user: CurrentUser,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    return this.doing(reply, ctx, user, id, async () => {
      const t = translator(ctx.locale);
      const { dto, errors } = await readForm(CommitForm, body, t);
      if (Object.keys(errors).length > 0) return { status: 422, errors };
      try {
        await this.imports.commit(user, id, dto.version ?? 0);
        return 'bulkEntered';
      } catch (error) {
        const rows = rowsRefused(error);
        if (rows.length === 0) return { status: 422, errors: refusalsOf(error, t) };
        const why = rows.map(({ row, refusal }) => t('bulk.errors.row', { row, why: messageOf(refusal, t) }));
        return { status: 422, errors: { '': why.join(' ') } };
      }
    });
  }

  @Permission('record')
  @Post(':id/discard')
  async discard(
    @Param('id') id: string,
    @User() user: CurrentUser,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    await this.drafts.discard(user, id);
    return seeOther(reply, `${paths.bulkImport}?done=bulkDiscarded`);
  }

  /** Does something with one's own sheet, and shows it again where that is refused. */
  private async doing(
    reply: FastifyReply,
    ctx: RequestState,
    user: CurrentUser,
    id: string,
    work: () => Promise<string | Shown>,
  ) {
    const draft = await this.drafts.get(user, id);
    const here = `${paths.bulkImport}/${id}`;
    if (draft.result) return seeOther(reply, here);
    let shown: Shown;
    try {
      const done = await work();
      if (typeof done === 'string') return seeOther(reply, `${here}?done=${done}`);
      shown = done;
    } catch (error) {
      if (!(error instanceof StaleVersion)) throw error;
      shown = { status: 412, isStale: true };
    }
    return this.checkPage(reply, ctx, user, await this.drafts.withRows(user, id), shown);
  }

  private async newPage(
    reply: FastifyReply,
    ctx: RequestState,
    user: CurrentUser,
    status: number,
    body: FormValues = {},
    errors: FormErrors = {},
  ) {
    const drafts = (await this.drafts.openOf(user)).map((draft) => ({
      ...draft,
      day: today({ now: () => draft.createdAt }, ctx.organisation.timeZone),
    }));
    const values = Object.fromEntries(
      ['rows', 'text'].flatMap((name) => (typeof body[name] === 'string' ? [[name, body[name]]] : [])),
    );
    return renderPage(reply, ctx, <NewBulk values={values} errors={errors} drafts={drafts} />, {
      title: translator(ctx.locale)('bulk.new.title'),
      status,
    });
  }

  private async checkPage(
    reply: FastifyReply,
    ctx: RequestState,
    user: CurrentUser,
    draft: BulkDraft,
    { status = 200, ...shown }: Shown = {},
  ) {
    const title = translator(ctx.locale)(draft.result ? 'bulk.done.title' : 'bulk.check.title');
    if (draft.result) return renderPage(reply, ctx, <BulkDone draft={draft} />, { title, status });
    const plan = await this.imports.preview(user, draft);
    return renderPage(reply, ctx, <BulkCheck draft={draft} plan={plan} {...shown} />, { title, status });
  }
}
