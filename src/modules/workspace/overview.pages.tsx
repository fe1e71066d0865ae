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
import { type ItemFilter, queryOf } from '../tracking/index.js';
import { changeGroups } from './change-lines.js';
import { SinceDto } from './changes.pages.js';
import { readQuery } from './list-query.js';
import { type Need, OverviewQuery, type ProgressShare } from './overview.query.js';
import { BadQueryPage } from './views/bad-query.js';
import { Overview } from './views/overview.js';

@ApiExcludeController()
@Controller()
export class OverviewPages {
  constructor(private readonly overview: OverviewQuery) {}

  @Get()
  @Permission('read')
  async show(
    @Query() query: FormValues,
    @User() user: CurrentUser,
    @Ctx() ctx: RequestState,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const t = translator(ctx.locale);
    const title = t('overview.title');
    const { dto, bad } = await readQuery(SinceDto, ['since'], query, ctx, t);
    if (bad) return renderPage(reply, ctx, <BadQueryPage {...{ title, bad }} />, { title, status: 422 });
    const seen = await this.overview.read(user, dto.since);
    const view = (
      <Overview
        needs={seen.needs
          .filter(({ need, count }) => count > 0 || !PERSONAL.includes(need))
          .map(({ need, count, filter }) => ({ need, count, href: PAGES[need] ?? listOf(filter!) }))}
        progress={counted(seen.progress)}
        byPublication={seen.byPublication.map(({ id, title, refPrefix, progress }) => ({
          key: String(id),
          label: `${refPrefix} ${title}`,
          href: listOf({ publication: id }),
          counts: counted(progress, { publication: id }),
        }))}
        byTerm={seen.byTerm.map(({ term, progress }) => ({
          key: term,
          label: t.dynamic(`word.term.${term}`),
          href: listOf({ term: [term] as ItemFilter['term'] }),
          counts: counted(progress, { term: [term] as ItemFilter['term'] }),
        }))}
        changesSince={seen.changesSince}
        changes={changeGroups(seen.changes, t)}
        weeks={seen.weeks.map(({ startsOn, count, filter }) => ({ startsOn, count, href: listOf(filter) }))}
        dueNext={seen.dueNext}
      />
    );
    return renderPage(reply, ctx, view, { title });
  }
}

/** Told only where there is something: most days there is not. */
const PERSONAL: Need[] = ['returned', 'inbox', 'to_approve'];

/** Where stands what is no list of items. */
const PAGES: Partial<Record<Need, string>> = {
  returned: paths.returnedClaims,
  inbox: paths.inbox,
  to_read: paths.claims,
  to_approve: `${paths.briefs}?state=awaiting_approval`,
  follow_ups_due: `${paths.overdue}?tab=ours#follow-ups`,
};

/** The list that a number counts. */
const listOf = (filter: ItemFilter): string => {
  const query = queryOf(filter);
  return query ? `${paths.items}?${query}` : paths.items;
};

const counted = (shares: ProgressShare[], filter: ItemFilter = {}) =>
  shares.map(({ progress, count }) => ({
    progress,
    count,
    href: listOf({ ...filter, progress: [progress] }),
  }));
