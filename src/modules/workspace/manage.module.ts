import { Module } from '@nestjs/common';
import { HistoryModule } from '../history/index.js';
import { SettingsModule } from '../settings/index.js';
import { TrackingModule } from '../tracking/index.js';
import { BulkPages } from './bulk.pages.js';
import { ChangesApi, ChangesPages } from './changes.pages.js';
import { ChangesQuery } from './changes.query.js';
import { GapsApi, GapsPages } from './gaps.pages.js';
import { HandOversPages } from './hand-overs.pages.js';
import { ItemModule } from './item.module.js';
import { ItemsPages } from './items.pages.js';
import { ListsModule } from './lists.module.js';
import { OverduePages } from './overdue.pages.js';
import { OverlookPages } from './overlook.pages.js';
import { SavedViewsPages } from './saved-views.pages.js';
import { SavedViewsService } from './saved-views.service.js';
import { SelectionQuery } from './selection.query.js';
import { SlippageApi, SlippagePages } from './slippage.pages.js';
import { SlippageQuery } from './slippage.query.js';
import { UndoPages } from './undo.pages.js';
import { WorkloadApi, WorkloadPages } from './workload.pages.js';
import { WorkloadQuery } from './workload.query.js';

/** The lists that managers work from, and what they do with many items: act at once, hand over, look for slippage. */
@Module({
  imports: [HistoryModule, SettingsModule, TrackingModule, ItemModule, ListsModule],
  controllers: [
    ItemsPages,
    OverduePages,
    BulkPages,
    UndoPages,
    HandOversPages,
    WorkloadPages,
    WorkloadApi,
    SlippagePages,
    SlippageApi,
    ChangesPages,
    ChangesApi,
    SavedViewsPages,
    GapsPages,
    GapsApi,
    OverlookPages,
  ],
  providers: [SavedViewsService, SelectionQuery, SlippageQuery, WorkloadQuery, ChangesQuery],
  exports: [ChangesQuery],
})
export class ManageModule {}
