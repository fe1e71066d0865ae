import { Body, Controller, HttpCode, Param, Post, Put, Res } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { CurrentUser } from '../../shared/permissions.js';
import { IdPipe, IdempotencyKeyHeader } from '../../web/parameters.js';
import { Permission, User } from '../../web/route.js';
import { IfMatch, sendVersion } from '../../web/versions.js';
import { CancelFollowUpDto, PostponeFollowUpDto, ReassignFollowUpDto } from './dto/follow-up.dto.js';
import { FinishFollowUpDto, PlanFollowUpDto } from './dto/tracking.dto.js';
import { FollowUpsService } from './follow-ups.service.js';
import type { FollowUp } from './item.entity.js';
import { RefPipe } from './ref.pipe.js';

type FollowUpView = Pick<
  FollowUp,
  'id' | 'step' | 'assigneeId' | 'dueOn' | 'doneOn' | 'cancelled' | 'doneNote' | 'version'
> & {
  ref: string;
};

@ApiTags('follow-ups')
@Controller('api/v1')
export class FollowUpsApi {
  constructor(private readonly followUps: FollowUpsService) {}

  /** Plans what we do next about the item. */
  @Permission('record')
  @Post('items/:ref/follow-ups')
  async plan(
    @Param('ref', RefPipe) ref: string,
    @IdempotencyKeyHeader() key: string | null,
    @Body() body: PlanFollowUpDto,
    @User() user: CurrentUser,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<FollowUpView> {
    const followUp = await this.followUps.plan(user, ref, body, key);
    sendVersion(reply, followUp.version);
    return viewOf(followUp, ref);
  }

  /** Says that it is done. */
  @Permission('record')
  @Post('follow-ups/:id/done')
  @HttpCode(200)
  async finish(
    @Param('id', IdPipe) id: number,
    @IfMatch() version: number,
    @Body() body: FinishFollowUpDto,
    @User() user: CurrentUser,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<FollowUpView> {
    const { followUp, item } = await this.followUps.finish(user, id, { ...body, version });
    sendVersion(reply, followUp.version);
    return viewOf(followUp, item.ref);
  }

  @Permission('record')
  @Put('follow-ups/:id/assignee')
  @ApiOperation({ summary: 'Hand a follow-up to somebody else' })
  async reassign(
    @Param('id', IdPipe) id: number,
    @IfMatch() version: number,
    @Body() body: ReassignFollowUpDto,
    @User() user: CurrentUser,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<FollowUpView> {
    const { followUp, item } = await this.followUps.reassign(user, id, { ...body, version });
    sendVersion(reply, followUp.version);
    return viewOf(followUp, item.ref);
  }

  @Permission('record')
  @Post('follow-ups/:id/postponements')
  @HttpCode(200)
  @ApiOperation({ summary: 'Postpone a follow-up, with a reason' })
  async postpone(
    @Param('id', IdPipe) id: number,
    @IfMatch() version: number,
    @Body() body: PostponeFollowUpDto,
    @User() user: CurrentUser,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<FollowUpView> {
    const { followUp, item } = await this.followUps.postpone(user, id, { ...body, version });
    sendVersion(reply, followUp.version);
    return viewOf(followUp, item.ref);
  }

  @Permission('record')
  @Post('follow-ups/:id/cancellation')
  @HttpCode(200)
  @ApiOperation({ summary: 'Give a follow-up up, with a reason' })
  async cancel(
    @Param('id', IdPipe) id: number,
    @IfMatch() version: number,
    @Body() body: CancelFollowUpDto,
    @User() user: CurrentUser,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<FollowUpView> {
    const { followUp, item } = await this.followUps.cancel(user, id, { ...body, version });
    sendVersion(reply, followUp.version);
    return viewOf(followUp, item.ref);
  }
}

const viewOf = (
  { id, step, assigneeId, dueOn, doneOn, cancelled, doneNote, version }: FollowUp,
  ref: string,
): FollowUpView => ({
  id,
  ref,
  step,
  assigneeId,
  dueOn,
  doneOn,
  cancelled,
  doneNote,
  version,
});
