import { Module } from '@nestjs/common';
import { EvidenceModule } from '../evidence/index.js';
import { SettingsModule } from '../settings/index.js';
import { TrackingModule } from '../tracking/index.js';
import { ItemApi } from './item.api.js';
import { ItemDetailsQuery } from './item-details.query.js';
import { ItemWorkPages } from './item-work.pages.js';
import { ItemPageRenderer } from './item-page.renderer.js';
import { ItemPages } from './item.pages.js';
import { ItemHistoryQuery } from './item-history.query.js';

/** One item and everything that staff do on it. */
@Module({
  imports: [SettingsModule, TrackingModule, EvidenceModule],
  controllers: [ItemApi, ItemPages, ItemWorkPages],
  providers: [ItemDetailsQuery, ItemHistoryQuery, ItemPageRenderer],
  exports: [ItemDetailsQuery],
})
export class ItemModule {}
