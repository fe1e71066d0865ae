import { Module } from '@nestjs/common';
import { ActionMatrixModule } from '../../action-matrix/index.js';
import { EvidenceModule } from '../../evidence/index.js';
import { HistoryModule } from '../../history/index.js';
import { PublicationsModule } from '../../publications/index.js';
import { RecommendationsModule } from '../../recommendations/index.js';
import { SettingsModule } from '../../settings/index.js';
import { TrackingModule } from '../../tracking/index.js';
import { ActorCellsQuery } from './actor-cells.query.js';
import { BulkDraftsService } from './bulk-drafts.service.js';
import { BulkExports } from './bulk-exports.js';
import { BulkFiles } from './bulk-files.controller.js';
import { BulkImportsApi } from './bulk-imports.api.js';
import { BulkImportsPages } from './bulk-imports.pages.js';
import { BulkImportsService, CellsQueries, EnteringServices } from './bulk-imports.service.js';
import { EnterActorsService } from './enter-actors.service.js';
import { EnterEvidenceService } from './enter-evidence.service.js';
import { EnterItemsService } from './enter-items.service.js';
import { EnterOwnersService } from './enter-owners.service.js';
import { EvidenceCellsQuery } from './evidence-cells.query.js';
import { ItemCellsQuery } from './item-cells.query.js';

@Module({
  imports: [
    HistoryModule,
    SettingsModule,
    PublicationsModule,
    TrackingModule,
    RecommendationsModule,
    ActionMatrixModule,
    EvidenceModule,
  ],
  controllers: [BulkFiles, BulkExports, BulkImportsApi, BulkImportsPages],
  providers: [
    BulkDraftsService,
    BulkImportsService,
    CellsQueries,
    EnteringServices,
    ItemCellsQuery,
    ActorCellsQuery,
    EvidenceCellsQuery,
    EnterItemsService,
    EnterActorsService,
    EnterEvidenceService,
    EnterOwnersService,
  ],
})
export class BulkModule {}
