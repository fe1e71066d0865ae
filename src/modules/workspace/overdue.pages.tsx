import { Controller, Get, Query, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { CurrentUser } from '../../shared/permissions.js';
import { paths } from '../../web/components/index.js';
import type { FormValues } from '../../web/forms.js';
import { translator } from '../../web/messages/index.js';
import { renderPage } from '../../web/page.js';
import type { RequestState } from '../../web/request-state.js';
import { Ctx, Permission, User } from '../../web/route.js';
import { type ItemFilter, ItemListQuery, MAX_PAGE_SIZE, queryOf } from '../tracking/index.js';
import { OverdueDto } from './dto/lists.dto.js';
import { FollowUpsDueQuery } from './follow-ups-due.query.js';
import { paginationOf, readQuery } from './list-query.js';
import { type OverdueGrouping, PAST_DUE, groupsOf } from './overdue-groups.js';
import { SavedViewsService } from './saved-views.service.js';
import { BadQueryPage } from './views/bad-query.js';
import { Overdue } from './views/overdue.js';

const KNOWN = ['tab', 'group', 'page', 'pageSize', 'view'];
const CHECK_DUE: ItemFilter = { check: 'due' };

@ApiExcludeController()
@Controller('overdue')
export class OverduePages {
  constructor(
    private readonly items: ItemListQuery,
    private readonly followUps: FollowUpsDueQuery,
    private readonly views: SavedViewsService,
  ) {}

  @Get()
  @Permission('read')
  async show(
    @Query() query: FormValues,
    @User() user: CurrentUser,
    @Ctx() ctx: RequestState,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    const t = translator(ctx.locale);
    const title = t('overdue.title');
    const { dto, bad } = await readQuery(OverdueDto, KNOWN, query, ctx, t);
    if (bad) return renderPage(reply, ctx, <BadQueryPage {...{ title, bad }} />, { title, status: 422 });
    const { tab = 'theirs', group: groupBy = 'none' } = dto;
    const counts = await this.items.counts(user, { pastDue: PAST_DUE, checkDue: CHECK_DUE });
    const stepsDue = await this.followUps.count(user);
    const shown = dto.view === undefined ? null : Number(dto.view);
    const views = (await this.views.all(user)).filter(({ list }) => list === 'overdue');
    const view = (
      <Overdue
        views={views.filter(({ id, pinned }) => pinned || id === shown)}
        view={views.some(({ id }) => id === shown) ? shown : null}
        tab={tab}
        groupBy={groupBy}
        counts={{ theirs: counts.pastDue, ours: counts.checkDue + stepsDue }}
        {...(tab === 'theirs'
          ? await this.theirs(user, groupBy, Number(dto.page ?? 1), ctx.url)
          : { groups: [], pages: null })}
        {...(tab === 'ours'
          ? await this.ours(user, counts.checkDue, stepsDue)
          : { checks: { rows: [], total: 0, href: '' }, followUps: { rows: [], total: 0 } })}
        all={
          tab === 'theirs'
            ? { query: queryOf(PAST_DUE), count: counts.pastDue }
            : { query: queryOf(CHECK_DUE), count: counts.checkDue }
        }
      />
    );
    return renderPage(reply, ctx, view, { title });
  }

  private async theirs(user: CurrentUser, groupBy: 'none' | OverdueGrouping, page: number, url: string) {
    const late = await this.items.page(user, {
      filter: PAST_DUE,
      sort: 'days',
      page,
      pageSize: MAX_PAGE_SIZE,
    });
    const pagination = paginationOf({ ...late, shown: late.items.length }, url);
    return {
      groups:
        groupBy === 'none'
          ? [{ ...NO_GROUP, count: late.total, rows: late.items }]
          : groupsOf(late.items, groupBy, await this.totals(user, groupBy)),
      pages: late.total > late.items.length ? pagination : null,
    };
  }

  /** How many are past due in each group, of all and not only of the page. */
  private async totals(user: CurrentUser, groupBy: OverdueGrouping): Promise<Map<string, number>> {
    const totals = new Map<string, number>();
    for (const { key, count } of await this.items.groups(user, groupBy, PAST_DUE))
      totals.set(key ?? '', (totals.get(key ?? '') ?? 0) + count);
    return totals;
  }

  private async ours(user: CurrentUser, checksDue: number, stepsDue: number) {
    const checks = await this.items.page(user, {
      filter: CHECK_DUE,
      sort: 'lastChecked',
      pageSize: MAX_PAGE_SIZE,
    });
    return {
      checks: { rows: checks.items, total: checksDue, href: `${paths.items}?${queryOf(CHECK_DUE)}` },
      followUps: { rows: await this.followUps.list(user, MAX_PAGE_SIZE), total: stepsDue },
    };
  }
}

const NO_GROUP = { key: 'all', label: null, page: null, listHref: `${paths.items}?${queryOf(PAST_DUE)}` };
