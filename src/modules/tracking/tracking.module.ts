import { Module } from '@nestjs/common';
import { DueRevisionsService } from './due-revisions.service.js';
import { FollowUpsService } from './follow-ups.service.js';
import { OwnersService } from './owners.service.js';
import { ResponsesService } from './responses.service.js';
import { TimelinesService } from './timelines.service.js';

const services = [OwnersService, TimelinesService, DueRevisionsService, FollowUpsService, ResponsesService];

@Module({ providers: services, exports: services })
export class TrackingModule {}
