import { Body, Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { ApiHeader, ApiOperation, ApiTags } from '@nestjs/swagger';
import { NotFound } from '../../shared/errors.js';
import type { CurrentUser } from '../../shared/permissions.js';
import { IdempotencyKeyHeader } from '../../web/parameters.js';
import { Permission, User } from '../../web/route.js';
import { RefPipe } from '../tracking/index.js';
import { AddWatchPlaceDto, RemoveWatchPlaceDto } from './dto/watch.dto.js';
import { EvidenceFormQuery } from './evidence-form.query.js';
import { type WatchPlaceView, WatchPlacesQuery } from './watch-places.query.js';
import { WatchPlacesService } from './watch-places.service.js';

interface WatchList {
  places: WatchPlaceView[];
}

@ApiTags('checks')
@Controller('api/v1/items/:ref/watch-places')
export class WatchPlacesApi {
  constructor(
    private readonly watch: WatchPlacesService,
    private readonly query: WatchPlacesQuery,
    private readonly items: EvidenceFormQuery,
  ) {}

  /** The item's own places and those it has from its publication and its actors. */
  @Permission('read')
  @Get()
  @ApiOperation({ summary: 'Where to look for news of an item' })
  async list(@Param('ref', RefPipe) ref: string, @User() user: CurrentUser): Promise<WatchList> {
    if ((await this.items.items(user, [ref])).length === 0) throw new NotFound();
    return { places: await this.query.of(user, [ref]) };
  }

  @Permission('record')
  @Post()
  @ApiOperation({ summary: 'Put a place on the watch list' })
  @ApiHeader({ name: 'Idempotency-Key', required: false })
  async add(
    @Param('ref', RefPipe) ref: string,
    @Body() body: AddWatchPlaceDto,
    @IdempotencyKeyHeader() key: string | null,
    @User() user: CurrentUser,
  ): Promise<WatchList> {
    return { places: await this.watch.add(user, ref, body, key) };
  }

  /** Also for every other item that has it from the same publication or actor. */
  @Permission('record')
  @Post('removals')
  @HttpCode(200)
  @ApiOperation({ summary: 'Take a place off the watch list' })
  async remove(
    @Param('ref', RefPipe) ref: string,
    @Body() { placeId }: RemoveWatchPlaceDto,
    @User() user: CurrentUser,
  ): Promise<WatchList> {
    return { places: await this.watch.remove(user, ref, placeId) };
  }
}
