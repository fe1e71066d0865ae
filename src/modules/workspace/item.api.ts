import { Controller, Get, Param, Query, Res } from '@nestjs/common';
import { ApiQuery, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { NotFound } from '../../shared/errors.js';
import type { CurrentUser } from '../../shared/permissions.js';
import { Permission, User } from '../../web/route.js';
import { sendVersion } from '../../web/versions.js';
import { RefPipe } from '../tracking/index.js';
import { type ItemDetails, ItemDetailsQuery } from './item-details.query.js';
import { type ItemHistoryEntry, ItemHistoryQuery } from './item-history.query.js';

@ApiTags('items')
@Permission('read')
@Controller('api/v1/items/:ref')
export class ItemApi {
  constructor(
    private readonly items: ItemDetailsQuery,
    private readonly history: ItemHistoryQuery,
  ) {}

  /** One item with its source's words, evidence, dates, responses, checks and follow-ups. */
  @Get()
  async one(
    @Param('ref', RefPipe) ref: string,
    @User() user: CurrentUser,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ItemDetails> {
    const item = await this.items.one(user, ref);
    if (!item) throw new NotFound();
    sendVersion(reply, item.version);
    return item;
  }

  /** Who changed what of the item, newest first, fifty at a time; `before` is the last `seq` of the page before. */
  @Get('history')
  @ApiQuery({ name: 'before', required: false })
  async changes(
    @Param('ref', RefPipe) ref: string,
    @Query('before') before: unknown,
    @User() user: CurrentUser,
  ): Promise<{ entries: ItemHistoryEntry[] }> {
    const entries = await this.history.of(user, ref, { before: seqOf(before) });
    if (!entries) throw new NotFound();
    return { entries };
  }
}

/** A place in the log from an address; what can be none is the newest end. */
export const seqOf = (value: unknown): string | null =>
  typeof value === 'string' && /^[1-9]\d{0,17}$/.test(value) ? value : null;
