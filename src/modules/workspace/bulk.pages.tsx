import { randomUUID } from 'node:crypto';
import { Body, Controller, Get, Post, Query, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { CurrentUser } from '../../shared/permissions.js';
import { withQuery } from '../../web/components/index.js';
import { type FormErrors, type FormValues, messageOf, readForm, refusalsOf } from '../../web/forms.js';
import { translator } from '../../web/messages/index.js';
import { renderPage } from '../../web/page.js';
import { ownPath, seeOther } from '../../web/redirect.js';
import type { RequestState } from '../../web/request-state.js';
import { Ctx, Permission, User } from '../../web/route.js';
import {
  BulkChangesService,
  type PreviewRow,
  REF_PATTERN,
  type ReadRow,
  StaleRows,
} from '../tracking/index.js';
import { BULK_KINDS, type BulkKind } from './bulk-kinds.js';
import type { BulkForm } from './dto/bulk.forms.js';
import { ItemDetailsQuery } from './item-details.query.js';
import { SelectionQuery } from './selection.query.js';
import { BulkFormPage, BulkPreviewPage } from './views/bulk.js';

/** Who asks, of what page, and where the answer goes. */
interface Asked {
  ctx: RequestState;
  user: CurrentUser;
  reply: FastifyReply;
}

/** One change of several items: choose, fill in, look at what it will do, do it. */
@ApiExcludeController()
@Permission('record')
@Controller()
export class BulkPages {
  constructor(
    private readonly changes: BulkChangesService,
    private readonly selection: SelectionQuery,
    private readonly items: ItemDetailsQuery,
  ) {}

  @Get('owners/new')
  owner(
    @Query() query: FormValues,
    @Ctx() ctx: RequestState,
    @User() user: CurrentUser,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    return this.open({ ctx, user, reply }, BULK_KINDS.owner, query);
  }

  @Post('owners/new')
  assign(
    @Body() body: FormValues,
    @Ctx() ctx: RequestState,
    @User() user: CurrentUser,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    return this.send({ ctx, user, reply }, BULK_KINDS.owner, body);
  }

  @Get('follow-ups/new')
  followUp(
    @Query() query: FormValues,
    @Ctx() ctx: RequestState,
    @User() user: CurrentUser,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    return this.open({ ctx, user, reply }, BULK_KINDS.followUp, query);
  }

  @Post('follow-ups/new')
  plan(
    @Body() body: FormValues,
    @Ctx() ctx: RequestState,
    @User() user: CurrentUser,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    return this.send({ ctx, user, reply }, BULK_KINDS.followUp, body);
  }

  @Get('questions/new')
  question(
    @Query() query: FormValues,
    @Ctx() ctx: RequestState,
    @User() user: CurrentUser,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    return this.open({ ctx, user, reply }, BULK_KINDS.question, query);
  }

  @Post('questions/new')
  ask(
    @Body() body: FormValues,
    @Ctx() ctx: RequestState,
    @User() user: CurrentUser,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    return this.send({ ctx, user, reply }, BULK_KINDS.question, body);
  }

  @Get('due-revisions/new')
  due(
    @Query() query: FormValues,
    @Ctx() ctx: RequestState,
    @User() user: CurrentUser,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    return this.open({ ctx, user, reply }, BULK_KINDS.due, query);
  }

  @Post('due-revisions/new')
  revise(
    @Body() body: FormValues,
    @Ctx() ctx: RequestState,
    @User() user: CurrentUser,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    return this.send({ ctx, user, reply }, BULK_KINDS.due, body);
  }

  private async open(asked: Asked, kind: BulkKind, query: FormValues) {
    const { refs, cutOff } = await this.selection.chosen(asked.user, query);
    return this.form(asked, kind, refs, { back: query.back }, {}, { cutOff });
  }

  private async send(asked: Asked, kind: BulkKind, body: FormValues) {
    const t = translator(asked.ctx.locale);
    const { dto, errors } = await readForm(kind.Form, body, t);
    const refs = refsOf(dto);
    if (Object.keys(errors).length > 0) return this.form(asked, kind, refs, body, errors);
    if (dto.step === 'edit') return this.form(asked, kind, refs, body);
    try {
      const wish = kind.wishOf(dto);
      if (dto.step === 'apply') {
        const { count, undoId } = await this.changes.apply(
          asked.user,
          dto.items.map(({ ref, version }) => ({ ref, version })),
          wish,
          dto.idempotencyKey,
        );
        const done = [kind.done, count, ...(undoId === null ? [] : [undoId])].join('.');
        return seeOther(asked.reply, withQuery(ownPath(dto.back, '/items'), { done }));
      }
      const rows = await this.changes.preview(asked.user, refs, wish);
      const kept = dto.step === 'leaveOut' ? rows.filter(({ refusal }) => refusal === null) : rows;
      return this.preview(asked, kind, kept, body);
    } catch (error) {
      if (error instanceof StaleRows) return this.stale(asked, kind, dto, body, error.refs);
      const found = refusalsOf(error, t);
      const ofRows = Object.keys(found).filter((name) => name.startsWith('items['));
      if (ofRows.length === 0) return this.form(asked, kind, refs, body, found);
      const rows = await this.changes.preview(asked.user, refs, kind.wishOf(dto));
      return this.preview(asked, kind, rows, body, { status: 422 });
    }
  }

  /** Sent again, it goes by how the items are now. */
  private async stale(asked: Asked, kind: BulkKind, dto: BulkForm, body: FormValues, changed: string[]) {
    const rows = await this.changes.preview(asked.user, refsOf(dto), kind.wishOf(dto));
    return this.preview(asked, kind, rows, body, { status: 412, changed });
  }

  private async form(
    { ctx, user, reply }: Asked,
    { kind, path }: BulkKind,
    refs: string[],
    values: FormValues,
    errors: FormErrors = {},
    { cutOff = 0 }: { cutOff?: number } = {},
  ) {
    const t = translator(ctx.locale);
    const items = await this.selection.rows(user, refs);
    const staff = await this.items.staff();
    const back = ownPath(values.back, '/items');
    return renderPage(
      reply,
      ctx,
      <BulkFormPage {...{ kind, path, items, staff, values, errors, back, cutOff }} />,
      { title: t(`many.${kind}.title`), status: Object.keys(errors).length > 0 ? 422 : 200 },
    );
  }

  private async preview(
    { ctx, reply }: Asked,
    { kind, path }: BulkKind,
    rows: PreviewRow[],
    values: FormValues,
    { status = 200, changed = [] }: { status?: number; changed?: string[] } = {},
  ) {
    const t = translator(ctx.locale);
    const staff = await this.items.staff();
    const view = (
      <BulkPreviewPage
        {...{ kind, path, rows, staff, values, changed }}
        back={ownPath(values.back, '/items')}
        reasons={
          new Map(rows.flatMap(({ row, refusal }) => (refusal ? [[row.ref, messageOf(refusal, t)]] : [])))
        }
        idempotencyKey={randomUUID()}
      />
    );
    return renderPage(reply, ctx, view, { title: t(`many.${kind}.title`), status });
  }
}

/** What was sent may be no list at all. */
const refsOf = ({ items }: BulkForm): string[] =>
  [items ?? []]
    .flat()
    .map((item: Partial<ReadRow> | null) => item?.ref)
    .filter((ref): ref is string => typeof ref === 'string' && REF_PATTERN.test(ref));
