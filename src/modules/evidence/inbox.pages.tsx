import { randomUUID } from 'node:crypto';
import { Body, Controller, Get, Param, Post, Query, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Conflict, NotFound, StaleVersion } from '../../shared/errors.js';
import type { CurrentUser } from '../../shared/permissions.js';
import { paths } from '../../web/components/index.js';
import { type FormErrors, type FormValues, messageOf, readForm, refusalsOf } from '../../web/forms.js';
import { translator } from '../../web/messages/index.js';
import { renderPage } from '../../web/page.js';
import { IdPipe } from '../../web/parameters.js';
import { seeOther } from '../../web/redirect.js';
import type { RequestState } from '../../web/request-state.js';
import { Ctx, Permission, User } from '../../web/route.js';
import { AddInboxEntryForm, DismissInboxEntryForm, RestoreInboxEntryForm } from './dto/inbox.dto.js';
import { INBOX_STATES } from './inbox-entry.entity.js';
import { InboxQuery } from './inbox.query.js';
import { InboxService } from './inbox.service.js';
import { InboxEntryPage } from './views/inbox-entry.js';
import { NewInboxEntryPage } from './views/inbox-form.js';
import { InboxPage } from './views/inbox-page.js';

/** What an address may fill the form with. */
const PREFILLED = ['url', 'quote', 'title', 'publisher', 'publishedOn', 'note'];

interface Sent {
  values: FormValues;
  errors: FormErrors;
  status?: number;
}

@ApiExcludeController()
@Permission('record')
@Controller('inbox')
export class InboxPages {
  constructor(
    private readonly inbox: InboxService,
    private readonly query: InboxQuery,
  ) {}

  @Get()
  async list(
    @Query('state') asked: unknown,
    @Ctx() ctx: RequestState,
    @User() user: CurrentUser,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const state = INBOX_STATES.find((one) => one === asked) ?? 'open';
    const entries = await this.query.list(user, state);
    const [likely, counts] = [
      state === 'open' ? await this.query.likely(user, entries) : [],
      await this.query.counts(user),
    ];
    return renderPage(reply, ctx, <InboxPage {...{ state, entries, likely, counts }} />, {
      title: translator(ctx.locale)('inbox.title'),
    });
  }

  /** `?url=…&title=…&quote=…` fills the form, for a bookmark in the browser: nothing is kept until it is sent. */
  @Get('new')
  new(
    @Query() query: Record<string, unknown>,
    @Ctx() ctx: RequestState,
    @User() user: CurrentUser,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const values = Object.fromEntries(
      PREFILLED.filter((name) => typeof query[name] === 'string').map((name) => [name, query[name]]),
    );
    return this.form(reply, ctx, user, { values, errors: {} });
  }

  @Post()
  async add(
    @Body() body: FormValues,
    @Ctx() ctx: RequestState,
    @User() user: CurrentUser,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const t = translator(ctx.locale);
    const { dto, errors } = await readForm(AddInboxEntryForm, body, t);
    if (Object.keys(errors).length > 0) return this.form(reply, ctx, user, { values: body, errors });
    const { idempotencyKey, ...wish } = dto;
    try {
      await this.inbox.add(user, wish, idempotencyKey);
      return seeOther(reply, `${paths.inbox}?done=inboxAdded`);
    } catch (error) {
      const again = error instanceof Conflict ? { '': messageOf(error, t) } : refusalsOf(error, t);
      return this.form(reply, ctx, user, {
        values: body,
        errors: again,
        status: error instanceof Conflict ? 409 : 422,
      });
    }
  }

  @Get(':id')
  one(
    @Param('id', IdPipe) id: number,
    @Ctx() ctx: RequestState,
    @User() user: CurrentUser,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    return this.page(reply, ctx, user, id);
  }

  @Post(':id/dismissal')
  async dismiss(
    @Param('id', IdPipe) id: number,
    @Body() body: FormValues,
    @Ctx() ctx: RequestState,
    @User() user: CurrentUser,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    await this.seen(user, id);
    const { dto, errors } = await readForm(DismissInboxEntryForm, body, translator(ctx.locale));
    if (Object.keys(errors).length > 0) return this.page(reply, ctx, user, id, { values: body, errors });
    return this.settle(reply, ctx, user, id, body, 'inboxDismissed', () => this.inbox.dismiss(user, id, dto));
  }

  @Post(':id/restoration')
  async restore(
    @Param('id', IdPipe) id: number,
    @Body() body: FormValues,
    @Ctx() ctx: RequestState,
    @User() user: CurrentUser,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    await this.seen(user, id);
    const { dto, errors } = await readForm(RestoreInboxEntryForm, body, translator(ctx.locale));
    if (Object.keys(errors).length > 0) return this.page(reply, ctx, user, id, { values: body, errors });
    return this.settle(reply, ctx, user, id, body, 'inboxRestored', () => this.inbox.restore(user, id, dto));
  }

  private async settle(
    reply: FastifyReply,
    ctx: RequestState,
    user: CurrentUser,
    id: number,
    values: FormValues,
    done: string,
    work: () => Promise<unknown>,
  ) {
    const t = translator(ctx.locale);
    try {
      await work();
    } catch (error) {
      if (error instanceof StaleVersion)
        return this.page(reply, ctx, user, id, { values, errors: { '': t('inbox.stale') }, status: 412 });
      return this.page(reply, ctx, user, id, { values, errors: refusalsOf(error, t) });
    }
    return seeOther(reply, `${paths.inbox}?done=${done}`);
  }

  private async form(
    reply: FastifyReply,
    ctx: RequestState,
    user: CurrentUser,
    { values, errors, status }: Sent,
  ) {
    const url = typeof values.url === 'string' ? values.url : null;
    const twins = await this.query.twins(user, url);
    // Sent before with other content: it may be sent once more, as another entry.
    const isFresh = status === 409 || typeof values.idempotencyKey !== 'string';
    const idempotencyKey = isFresh ? randomUUID() : (values.idempotencyKey as string);
    const view = <NewInboxEntryPage {...{ values, errors, twins, idempotencyKey }} />;
    return renderPage(reply, ctx, view, {
      title: translator(ctx.locale)('inbox.new.title'),
      status: status ?? (Object.keys(errors).length > 0 ? 422 : 200),
    });
  }

  private async page(reply: FastifyReply, ctx: RequestState, user: CurrentUser, id: number, sent?: Sent) {
    const entry = await this.seen(user, id);
    const [likely] = await this.query.likely(user, [entry]);
    const twins = await this.query.twins(user, entry.url, id);
    const view = <InboxEntryPage {...{ entry, twins }} likely={likely!} sent={sent} />;
    return renderPage(reply, ctx, view, {
      title: entry.title ?? translator(ctx.locale)('inbox.entry'),
      status: sent ? (sent.status ?? 422) : 200,
    });
  }

  private async seen(user: CurrentUser, id: number) {
    const entry = await this.query.one(user, id);
    if (!entry) throw new NotFound();
    return entry;
  }
}
