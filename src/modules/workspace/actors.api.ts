import { Body, Controller, Get, Param, Patch, Post, Query, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { CurrentUser } from '../../shared/permissions.js';
import { IdPipe } from '../../web/parameters.js';
import { Permission, User } from '../../web/route.js';
import { IfMatch, sendVersion } from '../../web/versions.js';
import { ActorDto, ActorsService, AliasDto } from '../actors/index.js';
import { pageOf } from '../tracking/index.js';
import { type ActorDetail, ActorsQuery } from './actors.query.js';
import { ActorListDto } from './dto/lists.dto.js';

@ApiTags('actors')
@Controller('api/v1/actors')
export class ActorsApi {
  constructor(
    private readonly actors: ActorsQuery,
    private readonly service: ActorsService,
  ) {}

  /** The bodies you may see, and how much each owes of the items you may see. */
  @Get()
  @Permission('read')
  async list(@User() user: CurrentUser, @Query() query: ActorListDto) {
    const { q, kind, sort } = query;
    const { page, pageSize } = pageOf({ page: query.page, pageSize: query.pageSize });
    return this.actors.page(user, { q, kind, sort, page, pageSize });
  }

  @Get(':id')
  @Permission('read')
  async one(
    @Param('id', IdPipe) id: number,
    @User() user: CurrentUser,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ActorDetail> {
    const actor = await this.actors.one(user, id);
    sendVersion(reply, actor.version);
    return actor;
  }

  @Post()
  @Permission('record')
  async enter(
    @Body() body: ActorDto,
    @User() user: CurrentUser,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ActorDetail> {
    await this.actors.mustSee(user, body);
    const { id } = await this.actors.tellingOnlySeen(user, this.service.enter(user, body));
    void reply.header('location', `/api/v1/actors/${id}`);
    return this.one(id, user, reply);
  }

  /** Replaces name, kind and links. `If-Match` names the version that you read. */
  @Patch(':id')
  @Permission('record')
  async change(
    @Param('id', IdPipe) id: number,
    @Body() body: ActorDto,
    @IfMatch() version: number,
    @User() user: CurrentUser,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ActorDetail> {
    await this.actors.one(user, id);
    await this.actors.mustSee(user, body);
    await this.actors.tellingOnlySeen(user, this.service.change(user, id, body, version));
    return this.one(id, user, reply);
  }

  /** Another name that the body goes by. */
  @Post(':id/aliases')
  @Permission('record')
  async addAlias(
    @Param('id', IdPipe) id: number,
    @Body() body: AliasDto,
    @User() user: CurrentUser,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ActorDetail> {
    await this.actors.one(user, id);
    await this.actors.tellingOnlySeen(user, this.service.addAlias(user, id, body.alias));
    return this.one(id, user, reply);
  }
}
