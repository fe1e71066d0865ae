import { Module } from '@nestjs/common';
import { HistoryModule } from '../history/index.js';
import { SettingsModule } from '../settings/index.js';
import { DueRevisionsService } from './due-revisions.service.js';
import { FollowUpsService } from './follow-ups.service.js';
import { OwnersService } from './owners.service.js';
import { ResponsesService } from './responses.service.js';
import { TimelinesService } from './timelines.service.js';

const services = [OwnersService, TimelinesService, DueRevisionsService, FollowUpsService, ResponsesService];

@Module({ imports: [HistoryModule, SettingsModule], providers: services, exports: services })
export class TrackingModule {}
