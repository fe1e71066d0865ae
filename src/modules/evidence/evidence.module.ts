import { Module } from '@nestjs/common';
import { AccessModule } from '../access/index.js';
import { HistoryModule } from '../history/index.js';
import { SettingsModule } from '../settings/index.js';
import { ChecksService } from './checks.service.js';
import { EvidenceService } from './evidence.service.js';
import { ReadingsService } from './readings.service.js';

const services = [EvidenceService, ReadingsService, ChecksService];

@Module({ imports: [HistoryModule, SettingsModule, AccessModule], providers: services, exports: services })
export class EvidenceModule {}
