import { Body, Controller, Get, Param, Post, Put, Query, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { CurrentUser } from '../../shared/permissions.js';
import { IdPipe } from '../../web/parameters.js';
import { Permission, User } from '../../web/route.js';
import { IfMatch, sendVersion } from '../../web/versions.js';
import { ItemFilterDto, filterOf } from '../tracking/index.js';
import { BriefFactsService } from './brief-facts.service.js';
import { type BriefLine, BriefsService } from './briefs.service.js';
import { BriefDto } from './dto/brief.dto.js';
import type { BriefFacts } from './facts.js';
import type { ProgressBrief } from './progress-brief.entity.js';

type BriefBody = Omit<ProgressBrief, 'publication' | 'creator' | 'createdBy'>;

@ApiTags('briefs')
@Controller('api/v1/briefs')
export class BriefsApi {
  constructor(
    private readonly briefs: BriefsService,
    private readonly facts: BriefFactsService,
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
    return this.facts.gather(user, await this.briefs.find(user, id));
  }
}

/** A publication by itself is a scope of its own kind: its title page is the publication's. */
export function scopeOf(query: ItemFilterDto) {
  const { publication, ...filter } = filterOf(query);
  return publication !== undefined && Object.keys(filter).length === 0
    ? { publicationId: publication, filter: {} }
    : { publicationId: null, filter: filterOf(query) };
}

const bodyOf = ({ publication: _p, creator: _c, createdBy: _by, ...body }: ProgressBrief): BriefBody => body;
