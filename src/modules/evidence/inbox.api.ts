import { Body, Controller, Get, HttpCode, Param, Post, Query, Res } from '@nestjs/common';
import { ApiHeader, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { NotFound } from '../../shared/errors.js';
import type { CurrentUser } from '../../shared/permissions.js';
import { IdPipe, IdempotencyKeyHeader } from '../../web/parameters.js';
import { Permission, User } from '../../web/route.js';
import { IfMatch, sendVersion } from '../../web/versions.js';
import { AddInboxEntryDto, DismissInboxEntryDto, ListInboxDto } from './dto/inbox.dto.js';
import { type InboxEntryView, InboxQuery, type LikelyItem, type Twins } from './inbox.query.js';
import { InboxService } from './inbox.service.js';

@ApiTags('inbox')
@Permission('record')
@Controller('api/v1/inbox')
export class InboxApi {
  constructor(
    private readonly inbox: InboxService,
    private readonly query: InboxQuery,
  ) {}

  /** Your own entries, your team's and those shared with every colleague; the newest first. */
  @Get()
  @ApiOperation({ summary: 'What was pasted into the inbox' })
  async list(@Query() { state }: ListInboxDto, @User() user: CurrentUser) {
    return { entries: await this.query.list(user, state), counts: await this.query.counts(user) };
  }

  /** Pastes a link or a passage, to be recorded later. 409 where the address is here already. */
  @Post()
  @ApiOperation({ summary: 'Paste a link or a passage into the inbox' })
  @ApiHeader({ name: 'Idempotency-Key', required: false })
  async add(
    @Body() body: AddInboxEntryDto,
    @IdempotencyKeyHeader() key: string | null,
    @User() user: CurrentUser,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<InboxEntryView> {
    const id = await this.inbox.add(user, body, key);
    void reply.header('location', `/api/v1/inbox/${id}`);
    return this.seen(user, id, reply);
  }

  /** With the items that it may be about, and where the same address stands already. */
  @Get(':id')
  @ApiOperation({ summary: 'One entry of the inbox, with likely items' })
  async one(
    @Param('id', IdPipe) id: number,
    @User() user: CurrentUser,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<InboxEntryView & { likely: LikelyItem[]; twins: Twins }> {
    const entry = await this.seen(user, id, reply);
    const [likely] = await this.query.likely(user, [entry]);
    return { ...entry, likely: likely!, twins: await this.query.twins(user, entry.url, id) };
  }

  /** Says that nothing comes of it, and why. */
  @Post(':id/dismissal')
  @HttpCode(200)
  @ApiOperation({ summary: 'Dismiss an entry' })
  async dismiss(
    @Param('id', IdPipe) id: number,
    @IfMatch() version: number,
    @Body() body: DismissInboxEntryDto,
    @User() user: CurrentUser,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<InboxEntryView> {
    await this.inbox.dismiss(user, id, { ...body, version });
    return this.seen(user, id, reply);
  }

  /** Takes a dismissal back. */
  @Post(':id/restoration')
  @HttpCode(200)
  @ApiOperation({ summary: 'Restore a dismissed entry' })
  async restore(
    @Param('id', IdPipe) id: number,
    @IfMatch() version: number,
    @User() user: CurrentUser,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<InboxEntryView> {
    await this.inbox.restore(user, id, { version });
    return this.seen(user, id, reply);
  }

  private async seen(user: CurrentUser, id: number, reply: FastifyReply): Promise<InboxEntryView> {
    const entry = await this.query.one(user, id);
    if (!entry) throw new NotFound();
    sendVersion(reply, entry.version);
    return entry;
  }
}
