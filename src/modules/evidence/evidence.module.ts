import { Module } from '@nestjs/common';
import { AccessModule } from '../access/index.js';
import { HistoryModule } from '../history/index.js';
import { SettingsModule } from '../settings/index.js';
import { TrackingModule } from '../tracking/index.js';
import { ChecksService } from './checks.service.js';
import { ChecksApi } from './checks.api.js';
import { ChecksPages } from './checks.pages.js';
import { ClaimsQuery } from './claims.query.js';
import { ContributionNotesApi } from './contribution-notes.api.js';
import { ContributionNotesService } from './contribution-notes.service.js';
import { EvidenceApi } from './evidence.api.js';
import { EvidenceFormQuery } from './evidence-form.query.js';
import { EvidencePages } from './evidence.pages.js';
import { EvidenceQuery } from './evidence.query.js';
import { EvidenceService } from './evidence.service.js';
import { InboxApi } from './inbox.api.js';
import { InboxPages } from './inbox.pages.js';
import { InboxQuery } from './inbox.query.js';
import { InboxService } from './inbox.service.js';
import { ItemOptionsPages } from './item-options.pages.js';
import { ReadingsApi } from './readings.api.js';
import { ReadingsPages } from './readings.pages.js';
import { ReadingsService } from './readings.service.js';
import { WatchPlacesApi } from './watch-places.api.js';
import { WatchPlacesQuery } from './watch-places.query.js';
import { WatchPlacesService } from './watch-places.service.js';

const services = [
  EvidenceService,
  ReadingsService,
  ChecksService,
  InboxService,
  WatchPlacesService,
  ContributionNotesService,
  EvidenceQuery,
  EvidenceFormQuery,
  ClaimsQuery,
  InboxQuery,
  WatchPlacesQuery,
];

@Module({
  imports: [HistoryModule, SettingsModule, AccessModule, TrackingModule],
  controllers: [
    EvidenceApi,
    ReadingsApi,
    ChecksApi,
    InboxApi,
    WatchPlacesApi,
    ContributionNotesApi,
    ItemOptionsPages,
    EvidencePages,
    ReadingsPages,
    ChecksPages,
    InboxPages,
  ],
  providers: services,
  exports: services,
})
export class EvidenceModule {}
