import { Module } from '@nestjs/common';
import { TrackingModule } from '../tracking/index.js';
import { SearchApi } from './search.api.js';
import { SearchPages } from './search.pages.js';
import { SearchQuery } from './search.query.js';
import { SearchService } from './search.service.js';

@Module({
  imports: [TrackingModule],
  controllers: [SearchApi, SearchPages],
  providers: [SearchService, SearchQuery],
})
export class SearchModule {}
