import { Controller, Get, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { CurrentUser } from '../../shared/permissions.js';
import { Permission, User } from '../../web/route.js';
import { SearchApiDto } from './dto/search.dto.js';
import { PAGE_SIZE, type SearchResult, SearchService } from './search.service.js';

@ApiTags('search')
@Controller('api/v1/search')
export class SearchApi {
  constructor(private readonly service: SearchService) {}

  /**
   * Words, "quoted phrases", -words, and the filters type:, owner:, team:, progress:, actor:, publication:, due:. Several
   * kinds come with their best five each, one kind (`type:evidence`) by pages.
   */
  @ApiOperation({ summary: 'Finds items, publications, evidence, sources and actors that you may see' })
  @Get()
  @Permission('read')
  async search(@User() user: CurrentUser, @Query() query: SearchApiDto): Promise<SearchResult> {
    const page = Number(query.page ?? 1);
    const pageSize = Number(query.pageSize ?? PAGE_SIZE);
    return this.service.search(user, query.q ?? '', { page, pageSize });
  }
}
