import { Controller, Get, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { CurrentUser } from '../../shared/permissions.js';
import { Permission, User } from '../../web/route.js';
import { SinceDto } from './changes.pages.js';
import { type Overview, OverviewQuery } from './overview.query.js';

@ApiTags('overview')
@Controller('api/v1/overview')
export class OverviewApi {
  constructor(private readonly overview: OverviewQuery) {}

  /** What needs attention and how everything stands that you may see; each number with the filter that it counts. */
  @Get()
  @Permission('read')
  async read(@Query() query: SinceDto, @User() user: CurrentUser): Promise<Overview> {
    return this.overview.read(user, query.since);
  }
}
