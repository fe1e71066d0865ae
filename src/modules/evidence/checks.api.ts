import { Body, Controller, Post } from '@nestjs/common';
import { ApiHeader, ApiTags } from '@nestjs/swagger';
import type { CurrentUser } from '../../shared/permissions.js';
import { IdempotencyKeyHeader } from '../../web/parameters.js';
import { Permission, User } from '../../web/route.js';
import { ChecksService } from './checks.service.js';
import { RecordCheckDto } from './dto/evidence.dto.js';

@ApiTags('checks')
@Controller('api/v1/checks')
export class ChecksApi {
  constructor(private readonly checks: ChecksService) {}

  /** Records a search: when, where, and that nothing was found, or which update came of it. */
  @Permission('record')
  @Post()
  @ApiHeader({ name: 'Idempotency-Key', required: false })
  async record(
    @Body() body: RecordCheckDto,
    @IdempotencyKeyHeader() key: string | null,
    @User() user: CurrentUser,
  ) {
    const { refs } = await this.checks.record(user, body, key);
    return { items: refs };
  }
}
