import { Body, Controller, Get, HttpCode, Param, Post, Put, Query, Res } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { CurrentUser } from '../../shared/permissions.js';
import { IdPipe } from '../../web/parameters.js';
import { Permission, User } from '../../web/route.js';
import { IfMatch, sendVersion } from '../../web/versions.js';
import { ItemFilterDto, filterOf } from '../tracking/index.js';
import { BriefDownloadsService } from './brief-downloads.service.js';
import { BriefIssuesService } from './brief-issues.service.js';
import { type BriefLine, BriefsService } from './briefs.service.js';
import { BriefDto } from './dto/brief.dto.js';
import { ApprovalDto, DispatchDto } from './dto/brief-issue.dto.js';
import type { BriefFacts } from './facts.js';
import type { ProgressBrief } from './progress-brief.entity.js';

type BriefBody = Omit<
  ProgressBrief,
  | 'publication'
  | 'creator'
  | 'createdBy'
  | 'since'
  | 'replaces'
  | 'submitter'
  | 'submittedBy'
  | 'approver'
  | 'approvedBy'
  | 'facts'
>;

@ApiTags('briefs')
@Controller('api/v1/briefs')
export class BriefsApi {
  constructor(
    private readonly briefs: BriefsService,
    private readonly downloads: BriefDownloadsService,
    private readonly issues: BriefIssuesService,
  ) {}

  @Permission('read')
  @Get()
  list(@User() user: CurrentUser): Promise<BriefLine[]> {
    return this.briefs.list(user);
  }

  /** The query is the scope: `?publication=7` alone is that publication, anything else a filter over items. */
  @Permission('record')
  @Post()
  async create(
    @Query() query: ItemFilterDto,
    @Body() body: BriefDto,
    @User() user: CurrentUser,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<BriefBody> {
    const brief = await this.briefs.create(user, scopeOf(query), body);
    void reply.header('location', `/api/v1/briefs/${brief.id}`);
    sendVersion(reply, brief.version);
    return bodyOf(brief);
  }

  @Permission('read')
  @Get(':id')
  async one(
    @Param('id', IdPipe) id: number,
    @User() user: CurrentUser,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<BriefBody> {
    const brief = await this.briefs.find(user, id);
    sendVersion(reply, brief.version);
    return bodyOf(brief);
  }

  @Permission('record')
  @Put(':id')
  async change(
    @Param('id', IdPipe) id: number,
    @IfMatch() version: number,
    @Body() body: BriefDto,
    @User() user: CurrentUser,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<BriefBody> {
    const brief = await this.briefs.change(user, id, version, body);
    sendVersion(reply, brief.version);
    return bodyOf(brief);
  }

  /** What the brief says, as its JSON Schema (src/modules/briefs/facts.schema.ts) has it. */
  @Permission('read')
  @Get(':id/facts')
  async factsOf(@Param('id', IdPipe) id: number, @User() user: CurrentUser): Promise<BriefFacts> {
    return this.downloads.factsOf(user, await this.briefs.find(user, id));
  }

  @ApiOperation({ summary: 'Take a draft, with what it says now, to a second person for approval' })
  @Permission('record')
  @Post(':id/submissions')
  @HttpCode(204)
  async submit(@Param('id', IdPipe) id: number, @IfMatch() version: number, @User() user: CurrentUser) {
    await this.issues.submit(user, id, version);
  }

  @ApiOperation({ summary: 'Take a brief that awaits approval back to a draft' })
  @Permission('record')
  @Post(':id/withdrawals')
  @HttpCode(204)
  async withdraw(@Param('id', IdPipe) id: number, @IfMatch() version: number, @User() user: CurrentUser) {
    await this.issues.withdraw(user, id, version);
  }

  @ApiOperation({ summary: 'Approve a brief, which numbers it and keeps its files, or send it back' })
  @Permission('confirm')
  @Post(':id/approvals')
  @HttpCode(204)
  async decide(
    @Param('id', IdPipe) id: number,
    @IfMatch() version: number,
    @Body() body: ApprovalDto,
    @User() user: CurrentUser,
  ) {
    await this.issues.decide(user, id, version, body);
  }

  @ApiOperation({ summary: 'Start a draft that corrects and replaces an issued brief' })
  @Permission('record')
  @Post(':id/revisions')
  async revise(
    @Param('id', IdPipe) id: number,
    @User() user: CurrentUser,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<BriefBody> {
    const draft = await this.issues.revise(user, id);
    void reply.header('location', `/api/v1/briefs/${draft.id}`);
    sendVersion(reply, draft.version);
    return bodyOf(draft);
  }

  @ApiOperation({ summary: 'Record to whom an issued brief was sent' })
  @Permission('record')
  @Post(':id/dispatches')
  @HttpCode(204)
  async dispatch(@Param('id', IdPipe) id: number, @Body() body: DispatchDto, @User() user: CurrentUser) {
    await this.issues.dispatch(user, id, body);
  }
}

/** A publication by itself is a scope of its own kind: its title page is the publication's. */
export function scopeOf(query: ItemFilterDto) {
  const { publication, ...filter } = filterOf(query);
  return publication !== undefined && Object.keys(filter).length === 0
    ? { publicationId: publication, filter: {} }
    : { publicationId: null, filter: filterOf(query) };
}

function bodyOf({
  publication: _p,
  creator: _c,
  createdBy: _by,
  since: _s,
  replaces: _r,
  submitter: _u,
  submittedBy: _ub,
  approver: _a,
  approvedBy: _ab,
  facts: _f,
  ...body
}: ProgressBrief): BriefBody {
  return body;
}
