import { Module } from '@nestjs/common';
import { HistoryModule } from '../history/index.js';
import { SettingsModule } from '../settings/index.js';
import { TrackingModule } from '../tracking/index.js';
import { BriefFactsService } from './brief-facts.service.js';
import { BriefsApi } from './briefs.api.js';
import { BriefsPages } from './briefs.pages.js';
import { BriefsService } from './briefs.service.js';

@Module({
  imports: [HistoryModule, SettingsModule, TrackingModule],
  controllers: [BriefsApi, BriefsPages, BriefIssuePages],
  providers: [BriefsService, BriefFactsService, BriefDownloadsService, BriefIssuesService, BriefPageRenderer],
  exports: [BriefsService, BriefFactsService],
})
export class BriefsModule {}
