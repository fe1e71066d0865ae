import { Module } from '@nestjs/common';
import { ActionMatrixModule } from '../action-matrix/index.js';
import { ActorsModule } from '../actors/index.js';
import { HistoryModule } from '../history/index.js';
import { PublicationsModule } from '../publications/index.js';
import { RecommendationsModule } from '../recommendations/index.js';
import { SettingsModule } from '../settings/index.js';
import { againControllers, againProviders } from './again/again.providers.js';
import { CommitImportService } from './commit-import.service.js';
import { DraftReadingsService } from './draft-readings.service.js';
import { ImportDraftsService } from './import-drafts.service.js';
import { ImportsApi } from './imports.api.js';
import { ImportsPages } from './imports.pages.js';
import { ReviewContextQuery } from './review-context.query.js';
import { ReviewedRowsService } from './reviewed-rows.service.js';
import { ReviewsPages } from './reviews.pages.js';

@Module({
  imports: [
    HistoryModule,
    SettingsModule,
    ActorsModule,
    PublicationsModule,
    RecommendationsModule,
    ActionMatrixModule,
  ],
  controllers: [ImportsApi, ImportsPages, ReviewsPages, ...againControllers],
  providers: [
    DraftReadingsService,
    ImportDraftsService,
    CommitImportService,
    ReviewedRowsService,
    ReviewContextQuery,
    ...againProviders,
  ],
  exports: [ImportDraftsService, CommitImportService],
})
export class ImportsModule {}
