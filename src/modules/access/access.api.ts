import { Body, Controller, Get, Inject, Param, Post, Put, Res } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { Config } from '../../config/config.js';
import { CONFIG } from '../../config/config.token.js';
import type { CurrentUser } from '../../shared/permissions.js';
import { IdPipe } from '../../web/parameters.js';
import { Permission, User } from '../../web/route.js';
import { IfMatch, sendVersion } from '../../web/versions.js';
import { NewPersonForm, PersonBody, TeamBody } from './dto/people.form.js';
import { PeopleService } from './people.service.js';
import { TeamsService } from './teams.service.js';

@ApiTags('people')
@Controller('api/v1')
export class AccessApi {
  constructor(
    private readonly people: PeopleService,
    private readonly teams: TeamsService,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  @Permission('read')
  @Get('me')
  @ApiOperation({ summary: 'Who the token or session belongs to' })
  me(@User() user: CurrentUser): CurrentUser {
    return user;
  }

  @Permission('administer')
  @Get('people')
  @ApiOperation({ summary: 'All people' })
  async listPeople() {
    return { people: await this.people.all() };
  }

  @Permission('administer')
  @Post('people')
  @ApiOperation({ summary: 'Invite a person; the answer has, this once, the link to choose a password' })
  async invite(
    @Body() body: NewPersonForm,
    @User() user: CurrentUser,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const { id, link } = await this.people.invite(user.id, body);
    const person = await this.people.one(id);
    sendVersion(reply, person.version);
    void reply.header('location', `/api/v1/people/${id}`);
    return { ...person, link: this.config.baseUrl + link };
  }

  @Permission('administer')
  @Get('people/:id')
  @ApiOperation({ summary: 'One person, with its version as ETag' })
  async onePerson(@Param('id', IdPipe) id: number, @Res({ passthrough: true }) reply: FastifyReply) {
    const person = await this.people.one(id);
    sendVersion(reply, person.version);
    return person;
  }

  @Permission('administer')
  @Put('people/:id')
  @ApiOperation({ summary: 'Change name, address, role, team, or deactivate; needs If-Match' })
  async changePerson(
    @Param('id', IdPipe) id: number,
    @IfMatch() version: number,
    @Body() body: PersonBody,
    @User() user: CurrentUser,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const person = await this.people.change(user.id, id, version, body);
    sendVersion(reply, person.version);
    return person;
  }

  @Permission('read')
  @Get('teams')
  @ApiOperation({ summary: 'All teams' })
  async listTeams() {
    return { teams: await this.teams.all() };
  }

  @Permission('administer')
  @Post('teams')
  @ApiOperation({ summary: 'Make a team' })
  async createTeam(
    @Body() body: TeamBody,
    @User() user: CurrentUser,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const team = await this.teams.create(user.id, body.name);
    sendVersion(reply, team.version);
    return team;
  }

  @Permission('administer')
  @Put('teams/:id')
  @ApiOperation({ summary: 'Rename a team; needs If-Match' })
  async renameTeam(
    @Param('id', IdPipe) id: number,
    @IfMatch() version: number,
    @Body() body: TeamBody,
    @User() user: CurrentUser,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const team = await this.teams.rename(user.id, id, version, body.name);
    sendVersion(reply, team.version);
    return team;
  }
}
