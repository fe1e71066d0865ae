import { Body, Controller, Param, Post, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { NotFound, Refused } from '../../shared/errors.js';
import type { CurrentUser } from '../../shared/permissions.js';
import { paths } from '../../web/components/index.js';
import type { FormValues } from '../../web/forms.js';
import { IdPipe } from '../../web/parameters.js';
import type { RequestState } from '../../web/request-state.js';
import { Ctx, Permission, User } from '../../web/route.js';
import {
  AddWatchPlaceForm,
  ChecksService,
  ContributionNotesService,
  ReadingsService,
  RemoveWatchPlaceDto,
  WatchPlacesService,
  scopeFrom,
} from '../evidence/index.js';
import { FollowUpsService, RefPipe } from '../tracking/index.js';
import {
  CheckForm,
  ContributionForm,
  FollowUpAssigneeForm,
  FollowUpCancellationForm,
  FollowUpDoneForm,
  FollowUpForm,
  FollowUpPostponementForm,
  ReadingForm,
} from './dto/item.forms.js';
import { ItemDetailsQuery } from './item-details.query.js';
import { ItemPageRenderer } from './item-page.renderer.js';

/** The forms of the item's page for what we do ourselves: searches, next steps, second readings. */
@ApiExcludeController()
@Controller()
export class ItemWorkPages {
  constructor(
    private readonly renderer: ItemPageRenderer,
    private readonly items: ItemDetailsQuery,
    private readonly checks: ChecksService,
    private readonly followUps: FollowUpsService,
    private readonly readings: ReadingsService,
    private readonly watch: WatchPlacesService,
    private readonly contributions: ContributionNotesService,
  ) {}

  @Permission('record')
  @Post('items/:ref/checks')
  check(
    @Param('ref', RefPipe) ref: string,
    @Body() body: FormValues,
    @Ctx() ctx: RequestState,
    @User() user: CurrentUser,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const form = { form: 'record-check', done: 'checkRecorded' };
    return this.renderer.submit({ ctx, user, reply }, ref, form, CheckForm, body, (dto) => {
      const { idempotencyKey, ...wish } = dto;
      return this.checks.record(user, { ...wish, items: [ref] }, idempotencyKey);
    });
  }

  @Permission('record')
  @Post('items/:ref/contribution-notes')
  contribution(
    @Param('ref', RefPipe) ref: string,
    @Body() body: FormValues,
    @Ctx() ctx: RequestState,
    @User() user: CurrentUser,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const form = { form: 'contribution', done: 'contributionNoted' };
    return this.renderer.submit({ ctx, user, reply }, ref, form, ContributionForm, body, (dto) =>
      this.contributions.record(user, ref, dto, dto.idempotencyKey),
    );
  }

  @Permission('record')
  @Post('items/:ref/watch-places')
  watchPlace(
    @Param('ref', RefPipe) ref: string,
    @Body() body: FormValues,
    @Ctx() ctx: RequestState,
    @User() user: CurrentUser,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const form = { form: 'watch', done: 'placeWatched' };
    return this.renderer.submit({ ctx, user, reply }, ref, form, AddWatchPlaceForm, body, (dto) => {
      const { name, url, idempotencyKey } = dto;
      return this.watch.add(user, ref, { name, url, ...scopeFrom(dto.for) }, idempotencyKey);
    });
  }

  @Permission('record')
  @Post('items/:ref/watch-places/removals')
  unwatchPlace(
    @Param('ref', RefPipe) ref: string,
    @Body() body: FormValues,
    @Ctx() ctx: RequestState,
    @User() user: CurrentUser,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const form = { form: `unwatch-${String(body.placeId)}`, done: 'placeRemoved' };
    return this.renderer.submit({ ctx, user, reply }, ref, form, RemoveWatchPlaceDto, body, ({ placeId }) =>
      this.watch.remove(user, ref, placeId),
    );
  }

  @Permission('record')
  @Post('items/:ref/follow-ups')
  plan(
    @Param('ref', RefPipe) ref: string,
    @Body() body: FormValues,
    @Ctx() ctx: RequestState,
    @User() user: CurrentUser,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const form = { form: 'plan-follow-up', done: 'followUpPlanned' };
    return this.renderer.submit({ ctx, user, reply }, ref, form, FollowUpForm, body, (dto) => {
      const { step, assigneeId, when, dueOn: typed, idempotencyKey } = dto;
      const dueOn = typed ?? when;
      if (!dueOn) throw new Refused('followUp.dayMissing', {}, 'dueOn');
      return this.followUps.plan(user, ref, { step, assigneeId, dueOn }, idempotencyKey);
    });
  }

  @Permission('record')
  @Post('follow-ups/:id/done')
  async finish(
    @Param('id', IdPipe) id: number,
    @Body() body: FormValues,
    @Ctx() ctx: RequestState,
    @User() user: CurrentUser,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const ref = await this.refOf(user, id);
    const form = { form: `done-${id}`, done: 'followUpDone' };
    return this.renderer.submit({ ctx, user, reply }, ref, form, FollowUpDoneForm, body, (dto) =>
      this.followUps.finish(user, id, dto),
    );
  }

  @Permission('record')
  @Post('follow-ups/:id/assignee')
  async reassign(
    @Param('id', IdPipe) id: number,
    @Body() body: FormValues,
    @Ctx() ctx: RequestState,
    @User() user: CurrentUser,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const form = { form: `reassign-${id}`, done: 'followUpReassigned' };
    const ref = await this.refOf(user, id);
    return this.renderer.submit({ ctx, user, reply }, ref, form, FollowUpAssigneeForm, body, (dto) =>
      this.followUps.reassign(user, id, dto),
    );
  }

  @Permission('record')
  @Post('follow-ups/:id/postponements')
  async postpone(
    @Param('id', IdPipe) id: number,
    @Body() body: FormValues,
    @Ctx() ctx: RequestState,
    @User() user: CurrentUser,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const form = { form: `postpone-${id}`, done: 'followUpPostponed' };
    const ref = await this.refOf(user, id);
    return this.renderer.submit({ ctx, user, reply }, ref, form, FollowUpPostponementForm, body, (dto) =>
      this.followUps.postpone(user, id, dto),
    );
  }

  @Permission('record')
  @Post('follow-ups/:id/cancellation')
  async cancel(
    @Param('id', IdPipe) id: number,
    @Body() body: FormValues,
    @Ctx() ctx: RequestState,
    @User() user: CurrentUser,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const form = { form: `cancel-${id}`, done: 'followUpCancelled' };
    const ref = await this.refOf(user, id);
    return this.renderer.submit({ ctx, user, reply }, ref, form, FollowUpCancellationForm, body, (dto) =>
      this.followUps.cancel(user, id, dto),
    );
  }

  @Permission('confirm')
  @Post('effects/:id/readings')
  async read(
    @Param('id', IdPipe) id: number,
    @Body() body: FormValues,
    @Ctx() ctx: RequestState,
    @User() user: CurrentUser,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const ref = await this.items.refOfEffect(user, id);
    if (!ref) throw new NotFound();
    const to = body.from === 'queue' ? paths.claims : paths.item(ref);
    const form = { form: `reading-${id}`, done: 'claimRead', to };
    return this.renderer.submit({ ctx, user, reply }, ref, form, ReadingForm, body, (dto) =>
      this.readings.read(user, id, dto),
    );
  }

  /** The item that a follow-up is on. */
  private async refOf(user: CurrentUser, followUpId: number): Promise<string> {
    const ref = await this.items.refOfFollowUp(user, followUpId);
    if (!ref) throw new NotFound();
    return ref;
  }
}
