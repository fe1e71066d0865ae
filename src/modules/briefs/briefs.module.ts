import { Module } from '@nestjs/common';
import { HistoryModule } from '../history/index.js';
import { SettingsModule } from '../settings/index.js';
import { TrackingModule } from '../tracking/index.js';
import { BriefDownloadsService } from './brief-downloads.service.js';
import { BriefFactsService } from './brief-facts.service.js';
import { BriefIssuePages } from './brief-issue.pages.js';
import { BriefIssuesService } from './brief-issues.service.js';
import { BriefPageRenderer } from './brief-page.renderer.js';
import { BriefsApi } from './briefs.api.js';
import { BriefsPages } from './briefs.pages.js';
import { BriefsService } from './briefs.service.js';

@Module({
  imports: [HistoryModule, SettingsModule, TrackingModule],
  controllers: [BriefsApi, BriefsPages, BriefIssuePages],
  providers: [BriefsService, BriefFactsService, BriefDownloadsService, BriefIssuesService, BriefPageRenderer],
  exports: [BriefsService, BriefFactsService, BriefIssuesService],
})
export class BriefsModule {}
