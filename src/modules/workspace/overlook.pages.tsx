import { Controller, Get, Query, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { groupBy } from '../../shared/group-by.js';
import type { CurrentUser } from '../../shared/permissions.js';
import { paths } from '../../web/components/index.js';
import type { FormValues } from '../../web/forms.js';
import { translator } from '../../web/messages/index.js';
import { renderPage } from '../../web/page.js';
import { seeOther } from '../../web/redirect.js';
import type { RequestState } from '../../web/request-state.js';
import { Ctx, Permission, User } from '../../web/route.js';
import {
  FILTER_NAMES,
  type ItemFilter,
  ItemListQuery,
  type ItemRow,
  filterOf,
  queryOf,
} from '../tracking/index.js';
import { OverlookDto, type OverlookGrouping } from './dto/lists.dto.js';
import { chipsOf } from './item-chips.js';
import { ItemChoicesQuery } from './item-choices.query.js';
import { isFromForm, readQuery } from './list-query.js';
import { BadQueryPage } from './views/bad-query.js';
import { Overlook, type OverlookGroup } from './views/overlook.js';

const KNOWN = [...FILTER_NAMES, 'group'];
/** More than that nobody overlooks; a filter makes it fewer. */
const MOST = 500;

/** Every window as a bar on one line of time, with today in it. */
@ApiExcludeController()
@Permission('read')
@Controller('overlook')
export class OverlookPages {
  constructor(
    private readonly items: ItemListQuery,
    private readonly choices: ItemChoicesQuery,
  ) {}

  @Get()
  async show(
    @Query() query: FormValues,
    @User() user: CurrentUser,
    @Ctx() ctx: RequestState,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    const t = translator(ctx.locale);
    const title = t('overlook.title');
    const { dto, bad } = await readQuery(OverlookDto, KNOWN, query, ctx, t);
    if (bad) return renderPage(reply, ctx, <BadQueryPage {...{ title, bad }} />, { title, status: 422 });
    const filter = filterOf(dto);
    const { group = 'publication' } = dto;
    const to = (one: ItemFilter) => addressOf(one, group);
    if (isFromForm(ctx.url)) return seeOther(reply, to(filter));
    const { items, total } = await this.items.page(user, { filter, sort: 'due', pageSize: MOST });
    const choices = await this.choices.read(user);
    const dated = items.filter(({ timeline }) => timeline.dueOn !== null);
    const view = (
      <Overlook
        groups={groupsOf(dated, group)}
        undated={items.filter(({ timeline }) => timeline.dueOn === null)}
        total={total}
        shown={items.length}
        group={group}
        filter={filter}
        choices={choices}
        chips={chipsOf(filter, choices, t, to)}
        list={`${paths.items}${withMark(queryOf(filter))}`}
      />
    );
    return renderPage(reply, ctx, view, { title });
  }
}

/** Those of one group together, in the order of their first due date; an item of several actors stands under its first. */
function groupsOf(rows: ItemRow[], by: OverlookGrouping): OverlookGroup[] {
  const groups = groupBy(rows, (row) => nameOf(row, by));
  return [...groups].map(([name, items]) => ({ name, items }));
}

/** Null: it has none. */
function nameOf(row: ItemRow, by: OverlookGrouping): string | null {
  switch (by) {
    case 'none':
      return null;
    case 'publication':
      return [row.publication.refPrefix, row.publication.title].filter(Boolean).join(' ');
    case 'owner':
      return row.owner?.name ?? null;
    case 'team':
      return row.team.name;
    case 'actor':
      return (row.actors.find(({ lead }) => lead) ?? row.actors[0])?.name ?? null;
  }
}

const withMark = (query: string): string => (query ? `?${query}` : '');
const addressOf = (filter: ItemFilter, group: OverlookGrouping): string =>
  `${paths.overlook}${withMark([queryOf(filter), group !== 'publication' && `group=${group}`].filter(Boolean).join('&'))}`;
