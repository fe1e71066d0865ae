import { Module } from '@nestjs/common';
import { HistoryModule } from '../history/index.js';
import { SettingsPages } from './settings.pages.js';
import { SettingsService } from './settings.service.js';

@Module({
  imports: [HistoryModule],
  controllers: [SettingsPages],
  providers: [SettingsService],
  exports: [SettingsService],
})
export class SettingsModule {}
