import { Module } from '@nestjs/common';
import { ActionMatrixModule } from '../action-matrix/index.js';
import { EvidenceModule } from '../evidence/index.js';
import { SettingsModule } from '../settings/index.js';
import { TrackingModule } from '../tracking/index.js';
import { ItemApi } from './item.api.js';
import { ItemDocumentsApi } from './item-documents.api.js';
import { ItemDocumentsPages } from './item-documents.pages.js';
import { ItemDocumentsQuery } from './item-documents.query.js';
import { ItemDetailsQuery } from './item-details.query.js';
import { ItemWorkPages } from './item-work.pages.js';
import { ItemPageRenderer } from './item-page.renderer.js';
import { ItemPages } from './item.pages.js';
import { ItemHistoryQuery } from './item-history.query.js';

/** One item and everything that staff do on it. */
@Module({
  imports: [SettingsModule, ActionMatrixModule, TrackingModule, EvidenceModule],
  controllers: [ItemApi, ItemDocumentsApi, ItemDocumentsPages, ItemPages, ItemWorkPages],
  providers: [ItemDetailsQuery, ItemDocumentsQuery, ItemHistoryQuery, ItemPageRenderer],
  exports: [ItemDetailsQuery],
})
export class ItemModule {}
