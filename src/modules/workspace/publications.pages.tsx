import { Controller, Get, Param, Query, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { CurrentUser } from '../../shared/permissions.js';
import { paths } from '../../web/components/index.js';
import type { FormValues } from '../../web/forms.js';
import { translator } from '../../web/messages/index.js';
import { renderPage } from '../../web/page.js';
import { IdPipe } from '../../web/parameters.js';
import type { RequestState } from '../../web/request-state.js';
import { Ctx, Permission, User } from '../../web/route.js';
import { type ItemFilter, PROGRESS, pageOf, queryOf } from '../tracking/index.js';
import { PagedDto } from './dto/lists.dto.js';
import { paginationOf, readQuery } from './list-query.js';
import { type PublicationDetail, PublicationsQuery } from './publications.query.js';
import { BadQueryPage } from './views/bad-query.js';
import { Publication } from './views/publication.js';
import { Publications } from './views/publications.js';

@ApiExcludeController()
@Permission('read')
@Controller('publications')
export class PublicationsPages {
  constructor(private readonly publications: PublicationsQuery) {}

  @Get()
  async list(
    @Query() query: FormValues,
    @User() user: CurrentUser,
    @Ctx() ctx: RequestState,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    const t = translator(ctx.locale);
    const title = t('publications.title');
    const { dto, bad } = await readQuery(PagedDto, ['page', 'pageSize'], query, ctx, t);
    if (bad) return renderPage(reply, ctx, <BadQueryPage {...{ title, bad }} />, { title, status: 422 });
    const { page, pageSize } = pageOf(dto);
    const found = await this.publications.page(user, { page, pageSize });
    const rows = found.publications;
    const pages = paginationOf({ ...found, shown: rows.length }, ctx.url);
    return renderPage(reply, ctx, <Publications rows={rows} pages={pages} />, { title });
  }

  @Get(':id')
  async show(
    @Param('id', IdPipe) id: number,
    @User() user: CurrentUser,
    @Ctx() ctx: RequestState,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    const publication = await this.publications.one(user, id);
    const listOf = (filter: ItemFilter) => `${paths.items}?${queryOf({ publication: id, ...filter })}`;
    const view = (
      <Publication
        publication={publication}
        progress={standing(publication).map(({ progress, count }) => ({
          progress,
          count,
          href: listOf({ progress: [progress] }),
        }))}
        links={{ items: listOf({}), pastDue: listOf({ timeliness: ['past_due'] }) }}
      />
    );
    return renderPage(reply, ctx, view, { title: publication.title });
  }
}

/** How many of its items stand where. */
function standing({ actions, recommendations }: PublicationDetail) {
  const items = [...actions, ...recommendations].map(({ item }) => item);
  return PROGRESS.map((progress) => ({
    progress,
    count: items.filter((item) => item.progress === progress).length,
  })).filter(({ count }) => count > 0);
}
