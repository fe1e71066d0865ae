import { Controller, Get, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { CurrentUser } from '../../shared/permissions.js';
import { translator } from '../../web/messages/index.js';
import { renderPage } from '../../web/page.js';
import type { RequestState } from '../../web/request-state.js';
import { Ctx, Permission, User } from '../../web/route.js';
import { EvidenceFormQuery } from './evidence-form.query.js';
import { ReadingsPage } from './views/readings-page.js';

@ApiExcludeController()
@Controller('readings')
export class ReadingsPages {
  constructor(private readonly query: EvidenceFormQuery) {}

  /** What waits for a second reader. */
  @Permission('confirm')
  @Get()
  async waiting(
    @Ctx() ctx: RequestState,
    @User() user: CurrentUser,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const claims = await this.query.waiting(user, ctx.organisation.timeZone);
    return renderPage(reply, ctx, <ReadingsPage claims={claims} />, {
      title: translator(ctx.locale)('readings.title'),
    });
  }
}
