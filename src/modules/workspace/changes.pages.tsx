import { Controller, Get, Query, Res } from '@nestjs/common';
import { ApiExcludeController, ApiOperation, ApiPropertyOptional, ApiTags } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { IsOptional, ValidateBy } from 'class-validator';
import type { FastifyReply } from 'fastify';
import { type Day, isCalendarDate } from '../../shared/calendar-date.js';
import type { CurrentUser } from '../../shared/permissions.js';
import type { FormValues } from '../../web/forms.js';
import { translator } from '../../web/messages/index.js';
import { renderPage } from '../../web/page.js';
import type { RequestState } from '../../web/request-state.js';
import { Ctx, Permission, User } from '../../web/route.js';
import { ItemListQuery } from '../tracking/index.js';
import { changeGroups } from './change-lines.js';
import { type ChangeRow, ChangesQuery, lastMonday } from './changes.query.js';
import { readQuery } from './list-query.js';
import { BadQueryPage } from './views/bad-query.js';
import { ChangesPage } from './views/changes.js';

export class SinceDto {
  @Transform(({ value }: { value: unknown }) => (value === '' ? undefined : value))
  @ApiPropertyOptional({ type: String, format: 'date', description: 'Last Monday where not given' })
  @IsOptional()
  @ValidateBy({
    name: 'day',
    validator: { validate: isCalendarDate, defaultMessage: () => 'error.filter.day' },
  })
  since?: string;
}

const MOST = 1_000;

/** Everything that was recorded since a day, under what it is about. */
@ApiExcludeController()
@Permission('read')
@Controller('changes')
export class ChangesPages {
  constructor(
    private readonly changes: ChangesQuery,
    private readonly lists: ItemListQuery,
  ) {}

  @Get()
  async show(
    @Query() query: FormValues,
    @User() user: CurrentUser,
    @Ctx() ctx: RequestState,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    const t = translator(ctx.locale);
    const title = t('changes.title');
    const { dto, bad } = await readQuery(SinceDto, ['since'], query, ctx, t);
    if (bad) return renderPage(reply, ctx, <BadQueryPage {...{ title, bad }} />, { title, status: 422 });
    const { today, timeZone } = await this.lists.frame();
    const since = dto.since ?? lastMonday(today);
    const rows = await this.changes.since(user, since, timeZone, MOST);
    const view = <ChangesPage groups={changeGroups(rows, t)} since={since} cutOff={rows.length === MOST} />;
    return renderPage(reply, ctx, view, { title });
  }
}

@ApiTags('overview')
@Permission('read')
@Controller('api/v1/changes')
export class ChangesApi {
  constructor(
    private readonly changes: ChangesQuery,
    private readonly lists: ItemListQuery,
  ) {}

  @ApiOperation({
    summary: 'What was recorded since a day, of what you may see; newest first, at most 1,000',
  })
  @Get()
  async read(
    @Query() query: SinceDto,
    @User() user: CurrentUser,
  ): Promise<{ since: Day; changes: ChangeRow[] }> {
    const { today, timeZone } = await this.lists.frame();
    const since = query.since ?? lastMonday(today);
    return { since, changes: await this.changes.since(user, since, timeZone, MOST) };
  }
}
