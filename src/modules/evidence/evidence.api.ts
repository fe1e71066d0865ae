import { Body, Controller, Get, Param, Post, Res } from '@nestjs/common';
import { ApiHeader, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { NotFound } from '../../shared/errors.js';
import type { CurrentUser } from '../../shared/permissions.js';
import { IdPipe, IdempotencyKeyHeader } from '../../web/parameters.js';
import { Permission, User } from '../../web/route.js';
import { CorrectEvidenceDto, RecordEvidenceDto } from './dto/evidence.dto.js';
import { EvidenceQuery, type UpdateView } from './evidence.query.js';
import { EvidenceService, type Recorded } from './evidence.service.js';

@ApiTags('evidence')
@Controller('api/v1/evidence')
export class EvidenceApi {
  constructor(
    private readonly evidence: EvidenceService,
    private readonly query: EvidenceQuery,
  ) {}

  /** Records what was found, with its sources and what it shows on each item. */
  @Permission('record')
  @Post()
  @ApiHeader({ name: 'Idempotency-Key', required: false })
  async record(
    @Body() body: RecordEvidenceDto,
    @IdempotencyKeyHeader() key: string | null,
    @User() user: CurrentUser,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    return answer(reply, await this.evidence.record(user, body, key));
  }

  /** An update, with its effects on the items that one may see. */
  @Permission('read')
  @Get(':id')
  async one(@Param('id', IdPipe) id: number, @User() user: CurrentUser): Promise<UpdateView> {
    const update = await this.query.one(user, id);
    if (!update) throw new NotFound();
    return update;
  }

  /** Puts an update right with a new one, whose effects may set any progress; the old one stays, marked. */
  @Permission('record')
  @Post(':id/corrections')
  @ApiHeader({ name: 'Idempotency-Key', required: false })
  async correct(
    @Param('id', IdPipe) id: number,
    @Body() body: CorrectEvidenceDto,
    @IdempotencyKeyHeader() key: string | null,
    @User() user: CurrentUser,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    return answer(reply, await this.evidence.correct(user, id, body, key));
  }
}

function answer(reply: FastifyReply, { updateId, refs }: Recorded) {
  void reply.header('location', `/api/v1/evidence/${updateId}`);
  return { id: updateId, items: refs };
}
