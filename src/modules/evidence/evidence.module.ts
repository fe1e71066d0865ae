import { Module } from '@nestjs/common';
import { ChecksService } from './checks.service.js';
import { EvidenceService } from './evidence.service.js';
import { ReadingsService } from './readings.service.js';

const services = [EvidenceService, ReadingsService, ChecksService];

@Module({ providers: services, exports: services })
export class EvidenceModule {}
