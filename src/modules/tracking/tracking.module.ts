import { Module } from '@nestjs/common';
import { AccessModule } from '../access/index.js';
import { HistoryModule } from '../history/index.js';
import { SettingsModule } from '../settings/index.js';
import { BulkChangesService } from './bulk-changes.service.js';
import { DueRevisionsApi } from './due-revisions.api.js';
import { DueRevisionsService } from './due-revisions.service.js';
import { FollowUpsApi } from './follow-ups.api.js';
import { FollowUpsService } from './follow-ups.service.js';
import { HandOversService } from './hand-overs.service.js';
import { ItemListApi } from './item-list.api.js';
import { ItemListQuery } from './item-list.query.js';
import { OwnerApi } from './owner.api.js';
import { OwnersService } from './owners.service.js';
import { ResponsesApi } from './responses.api.js';
import { ResponsesService } from './responses.service.js';
import { TimelineApi } from './timeline.api.js';
import { TimelinesService } from './timelines.service.js';
import { UndoService } from './undo.service.js';

const services = [
  ItemListQuery,
  OwnersService,
  TimelinesService,
  DueRevisionsService,
  FollowUpsService,
  ResponsesService,
  BulkChangesService,
  UndoService,
  HandOversService,
];

@Module({
  imports: [HistoryModule, SettingsModule, AccessModule],
  controllers: [ItemListApi, OwnerApi, TimelineApi, DueRevisionsApi, ResponsesApi, FollowUpsApi],
  providers: services,
  exports: services,
})
export class TrackingModule {}
