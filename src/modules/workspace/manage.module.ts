import { Module } from '@nestjs/common';
import { SettingsModule } from '../settings/index.js';
import { TrackingModule } from '../tracking/index.js';
import { BulkPages } from './bulk.pages.js';
import { ItemModule } from './item.module.js';
import { SelectionQuery } from './selection.query.js';
import { UndoPages } from './undo.pages.js';

/** What managers do with many items: act on them at once, hand them over, look for slippage and gaps. */
@Module({
  imports: [SettingsModule, TrackingModule, ItemModule],
  controllers: [BulkPages, UndoPages],
  providers: [SelectionQuery],
})
export class ManageModule {}
