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
import { HandOversService, ItemListQuery, StaleRows } from '../tracking/index.js';
import { HandOverForm } from './dto/hand-over.form.js';
import { ItemDetailsQuery } from './item-details.query.js';
import { HandOverDealt, HandOverStart } from './views/hand-over.js';
import { type WorkloadPerson, WorkloadQuery } from './workload.query.js';

interface Asked {
  ctx: RequestState;
  user: CurrentUser;
  reply: FastifyReply;
}

interface Shown {
  status?: number;
  values?: FormValues;
  errors?: FormErrors;
}

/** Items and follow-ups one hand-over takes. */
const MOST = 1_000;

/** All that one person follows, to one or several others: when somebody leaves, or has too much. */
@ApiExcludeController()
@Permission('record')
@Controller('hand-overs/new')
export class HandOversPages {
  constructor(
    private readonly handOvers: HandOversService,
    private readonly lists: ItemListQuery,
    private readonly details: ItemDetailsQuery,
    private readonly workload: WorkloadQuery,
  ) {}

  @Get()
  start(
    @Query('from') from: unknown,
    @Ctx() ctx: RequestState,
    @User() user: CurrentUser,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    return this.first({ ctx, user, reply }, Number(from) || null);
  }

  @Post()
  async handOver(
    @Body() body: FormValues,
    @Ctx() ctx: RequestState,
    @User() user: CurrentUser,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const t = translator(ctx.locale);
    const asked = { ctx, user, reply };
    const { dto, errors } = await readForm(HandOverForm, body, t);
    const wrong = { values: body, errors, status: 422 };
    if (Object.keys(errors).length > 0)
      return dto.step === 'apply'
        ? this.second(asked, dto.from, [], wrong)
        : this.first(asked, dto.from, wrong);
    if (dto.step === 'edit') return this.first(asked, dto.from, { values: body });
    if (dto.step === 'deal') {
      const to = dto.to.map(Number).filter((id) => id > 0 && id !== dto.from);
      if (to.length === 0)
        return this.first(asked, dto.from, { ...wrong, errors: { to: t('handOver.toMissing') } });
      return this.second(asked, dto.from, to);
    }
    try {
      const { from, items, followUps } = dto;
      const wish = {
        from,
        items: items.map(({ ref, version, ownerId }) => ({ ref, version, ownerId })),
        followUps: followUps.map(({ id, version, assigneeId }) => ({ id, version, assigneeId })),
      };
      const { count, undoId } = await this.handOvers.handOver(user, wish, dto.idempotencyKey);
      const done = ['handedOver', count, ...(undoId === null ? [] : [undoId])].join('.');
      return seeOther(reply, `${paths.workload}?done=${done}`);
    } catch (error) {
      // Dealt again from how things are now.
      if (error instanceof StaleRows) {
        const to = [...new Set(dto.items.map(({ ownerId }) => ownerId).filter((id) => id !== null))];
        return this.second(asked, dto.from, to, {
          status: 412,
          errors: { '': t('many.changed', { refs: error.refs.join(', ') }) },
        });
      }
      return this.second(asked, dto.from, [], { values: body, errors: refusalsOf(error, t), status: 422 });
    }
  }

  /** Whose, and to whom. */
  private async first({ ctx, user, reply }: Asked, from: number | null, shown: Shown = {}) {
    const people = await this.workload.people(user);
    const staff = await this.details.staff();
    const person = people.find(({ id }) => id === from) ?? null;
    const title = translator(ctx.locale)('handOver.title');
    const { values = {}, errors = {}, status } = shown;
    return renderPage(reply, ctx, <HandOverStart {...{ people, person, staff, values, errors }} />, {
      title,
      status,
    });
  }

  /** Row by row, dealt between `to`. */
  private async second({ ctx, user, reply }: Asked, from: number, to: number[], shown: Shown = {}) {
    const people = await this.workload.people(user);
    const person = people.find(({ id }) => id === from);
    if (!person) return this.first({ ctx, user, reply }, null, shown);
    const items = await this.lists.all(user, { owner: from }, 'ref', MOST);
    const followUps = await this.handOvers.followUpsOf(user, from);
    const staff = await this.details.staff();
    const { values = {}, errors = {}, status } = shown;
    const view = (
      <HandOverDealt
        {...{ staff, values, errors }}
        person={person satisfies WorkloadPerson}
        items={items.map((item, index) => ({ ...item, to: dealt(to, index, items.length) }))}
        followUps={followUps.map((one) => ({ ...one, to: follower(one.ref) }))}
        idempotencyKey={randomUUID()}
      />
    );
    return renderPage(reply, ctx, view, { title: translator(ctx.locale)('handOver.title'), status });

    /** A step goes with its item, where that is handed over as well. */
    function follower(ref: string): number | null {
      const index = items.findIndex((item) => item.ref === ref);
      return index >= 0 ? dealt(to, index, items.length) : (to[0] ?? null);
    }
  }
}

/** Evenly, and neighbours together: items of one publication mostly stay with one person. */
const dealt = (to: number[], index: number, count: number): number | null =>
  to[Math.floor((index * to.length) / count)] ?? null;
