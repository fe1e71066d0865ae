import { Controller, Get, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { CurrentUser } from '../../shared/permissions.js';
import { translator } from '../../web/messages/index.js';
import { renderPage } from '../../web/page.js';
import type { RequestState } from '../../web/request-state.js';
import { Ctx, Permission, User } from '../../web/route.js';
import { ClaimsQuery } from './claims.query.js';
import { ReadingsPage } from './views/readings-page.js';
import { ReturnedPage } from './views/returned-page.js';

@ApiExcludeController()
@Controller('readings')
export class ReadingsPages {
  constructor(private readonly claims: ClaimsQuery) {}

  /** What waits for a second reader. */
  @Permission('confirm')
  @Get()
  async waiting(
    @Ctx() ctx: RequestState,
    @User() user: CurrentUser,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const claims = await this.claims.waiting(user);
    return renderPage(reply, ctx, <ReadingsPage claims={claims} />, {
      title: translator(ctx.locale)('readings.title'),
    });
  }

  /** What came back to the person who claimed it. */
  @Permission('record')
  @Get('returned')
  async returned(
    @Ctx() ctx: RequestState,
    @User() user: CurrentUser,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const claims = await this.claims.returnedTo(user);
    return renderPage(reply, ctx, <ReturnedPage claims={claims} />, {
      title: translator(ctx.locale)('returned.title'),
    });
  }
}
