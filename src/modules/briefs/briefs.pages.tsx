import { Body, Controller, Get, Param, Post, Query, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { plainToInstance } from 'class-transformer';
import { validate } from 'class-validator';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { NotFound, StaleVersion } from '../../shared/errors.js';
import { type CurrentUser } from '../../shared/permissions.js';
import { type FormErrors, type FormValues, VALIDATION, readForm, refusalsOf } from '../../web/forms.js';
import { translator } from '../../web/messages/index.js';
import { renderPage } from '../../web/page.js';
import { IdPipe } from '../../web/parameters.js';
import { seeOther } from '../../web/redirect.js';
import type { RequestState } from '../../web/request-state.js';
import { Ctx, Permission, User } from '../../web/route.js';
import { ItemFilterDto, queryOf } from '../tracking/index.js';
import { isBriefFormat } from './brief-files.js';
import { BriefDownloadsService } from './brief-downloads.service.js';
import { BriefPageRenderer } from './brief-page.renderer.js';
import { scopeOf } from './briefs.api.js';
import { BriefsService } from './briefs.service.js';
import { BriefDto } from './dto/brief.dto.js';
import { documentPolicy } from './document-policy.js';
import { BRIEF_STATES } from './progress-brief.entity.js';
import { BriefList } from './views/brief-list.js';
import { NewBrief } from './views/new-brief.js';

@ApiExcludeController()
@Controller('briefs')
export class BriefsPages {
  constructor(
    private readonly briefs: BriefsService,
    private readonly downloads: BriefDownloadsService,
    private readonly page: BriefPageRenderer,
  ) {}

  @Permission('read')
  @Get()
  async list(
    @Query('state') asked: unknown,
    @User() user: CurrentUser,
    @Ctx() ctx: RequestState,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const t = translator(ctx.locale);
    const state = BRIEF_STATES.find((one) => one === asked) ?? null;
    const briefs = await this.briefs.list(user, state);
    return renderPage(reply, ctx, <BriefList briefs={briefs} state={state} />, {
      title: t('brief.list.title'),
    });
  }

  @Permission('record')
  @Get('new')
  async form(
    @Query() query: FormValues,
    @User() user: CurrentUser,
    @Ctx() ctx: RequestState,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    return this.showNew(user, ctx, reply, query, {}, {});
  }

  @Permission('record')
  @Post('new')
  async create(
    @Query() query: FormValues,
    @Body() body: FormValues,
    @User() user: CurrentUser,
    @Ctx() ctx: RequestState,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const t = translator(ctx.locale);
    const { dto, errors } = await readForm(BriefDto, body, t);
    if (Object.keys(errors).length > 0) return this.showNew(user, ctx, reply, query, body, errors);
    try {
      const brief = await this.briefs.create(user, scopeOf(await scopeQuery(query)), dto);
      return seeOther(reply, `/briefs/${brief.id}?done=brief.created`);
    } catch (error) {
      return this.showNew(user, ctx, reply, query, body, refusalsOf(error, t));
    }
  }

  @Permission('read')
  @Get(':id')
  async builder(
    @Param('id', IdPipe) id: number,
    @User() user: CurrentUser,
    @Ctx() ctx: RequestState,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    return this.page.show(user, ctx, reply, await this.briefs.find(user, id));
  }

  @Permission('record')
  @Post(':id')
  async change(
    @Param('id', IdPipe) id: number,
    @Body() body: FormValues,
    @User() user: CurrentUser,
    @Ctx() ctx: RequestState,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const t = translator(ctx.locale);
    const { version, ...fields } = body;
    const { dto, errors } = await readForm(BriefDto, fields, t);
    const brief = await this.briefs.find(user, id);
    if (Object.keys(errors).length > 0)
      return this.page.show(user, ctx, reply, brief, { values: body, errors });
    try {
      await this.briefs.change(user, id, Number(version) || 0, dto);
    } catch (error) {
      const latest = await this.briefs.find(user, id);
      if (error instanceof StaleVersion)
        return this.page.show(user, ctx, reply, latest, { values: body, stale: true });
      return this.page.show(user, ctx, reply, latest, { values: body, errors: refusalsOf(error, t) });
    }
    return seeOther(reply, `/briefs/${id}?done=brief.saved`);
  }

  /**
   * `/briefs/7/brief.pdf`: of a draft rendered for whoever asks, from what that person and the audience may see; of an
   * issued brief as it went out.
   */
  @Permission('read')
  @Get(':id/:file')
  async file(
    @Param('id', IdPipe) id: number,
    @Param('file') file: string,
    @User() user: CurrentUser,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<unknown> {
    const format = /^brief\.([a-z]+)$/.exec(file)?.[1] ?? '';
    if (!isBriefFormat(format)) throw new NotFound();
    const brief = await this.briefs.find(user, id);
    const { filename, type, content } = await this.downloads.file(user, brief, format);
    // Read in the browser only when asked so; saved otherwise.
    const inline = (format === 'html' || format === 'pdf') && 'view' in (request.query as object);
    if (format === 'html')
      void reply.header('content-security-policy', documentPolicy(content.toString('utf8')));
    return reply
      .type(type)
      .header('content-disposition', `${inline ? 'inline' : 'attachment'}; filename="${filename}"`)
      .header('cache-control', 'private, no-store')
      .send(content);
  }

  private async showNew(
    user: CurrentUser,
    ctx: RequestState,
    reply: FastifyReply,
    query: FormValues,
    values: FormValues,
    errors: FormErrors,
  ) {
    const t = translator(ctx.locale);
    const scope = scopeOf(await scopeQuery(query));
    const proposal = await this.briefs.propose(user, scope);
    const view = (
      <NewBrief
        scopeQuery={queryOf({
          ...scope.filter,
          publication: scope.publicationId ?? scope.filter.publication,
        })}
        publication={proposal.publication}
        earlier={proposal.earlier}
        proposal={{
          title: proposal.publication?.title ?? t('brief.title.items'),
          periodFrom: proposal.periodFrom,
          periodTo: proposal.periodTo,
          sinceId: proposal.earlier[0]?.id ?? null,
        }}
        values={values}
        errors={errors}
      />
    );
    const status = Object.keys(errors).length > 0 ? 422 : 200;
    return renderPage(reply, ctx, view, { title: t('brief.new.title'), status });
  }
}

/** The scope in the address. One that makes no sense is an address that is not there. */
async function scopeQuery(query: FormValues): Promise<ItemFilterDto> {
  const dto = plainToInstance(ItemFilterDto, query);
  if ((await validate(dto, VALIDATION)).length > 0) throw new NotFound();
  return dto;
}
