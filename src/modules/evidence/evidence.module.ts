import { Module } from '@nestjs/common';
import { AccessModule } from '../access/index.js';
import { HistoryModule } from '../history/index.js';
import { SettingsModule } from '../settings/index.js';
import { TrackingModule } from '../tracking/index.js';
import { ChecksService } from './checks.service.js';
import { ChecksApi } from './checks.api.js';
import { ChecksPages } from './checks.pages.js';
import { EvidenceApi } from './evidence.api.js';
import { EvidenceFormQuery } from './evidence-form.query.js';
import { EvidencePages } from './evidence.pages.js';
import { EvidenceQuery } from './evidence.query.js';
import { EvidenceService } from './evidence.service.js';
import { ReadingsApi } from './readings.api.js';
import { ReadingsPages } from './readings.pages.js';
import { ReadingsService } from './readings.service.js';

const services = [EvidenceService, ReadingsService, ChecksService, EvidenceQuery, EvidenceFormQuery];

@Module({
  imports: [HistoryModule, SettingsModule, AccessModule, TrackingModule],
  controllers: [EvidenceApi, ReadingsApi, ChecksApi, EvidencePages, ReadingsPages, ChecksPages],
  providers: services,
  exports: services,
})
export class EvidenceModule {}
