import { Controller, Get, Res } from '@nestjs/common';
import { ApiExcludeController, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { CurrentUser } from '../../shared/permissions.js';
import { translator } from '../../web/messages/index.js';
import { renderPage } from '../../web/page.js';
import type { RequestState } from '../../web/request-state.js';
import { Ctx, Permission, User } from '../../web/route.js';
import { Workload } from './views/workload.js';
import { type WorkloadPerson, WorkloadQuery } from './workload.query.js';

@ApiExcludeController()
@Permission('read')
@Controller('workload')
export class WorkloadPages {
  constructor(private readonly workload: WorkloadQuery) {}

  @Get()
  async show(
    @User() user: CurrentUser,
    @Ctx() ctx: RequestState,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    const people = await this.workload.people(user);
    const unassigned = await this.workload.unassigned(user);
    return renderPage(reply, ctx, <Workload {...{ people, unassigned }} />, {
      title: translator(ctx.locale)('workload.title'),
    });
  }
}

@ApiTags('people')
@Permission('read')
@Controller('api/v1/workload')
export class WorkloadApi {
  constructor(private readonly workload: WorkloadQuery) {}

  @ApiOperation({
    summary: 'How much each member of staff follows: open, past due, checks and follow-ups due',
  })
  @Get()
  async read(
    @User() user: CurrentUser,
  ): Promise<{ people: WorkloadPerson[]; unassigned: WorkloadPerson['counts'] }> {
    return { people: await this.workload.people(user), unassigned: await this.workload.unassigned(user) };
  }
}
