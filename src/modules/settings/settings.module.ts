import { Module } from '@nestjs/common';
import { HistoryModule } from '../history/index.js';
import { SettingsService } from './settings.service.js';

@Module({ imports: [HistoryModule], providers: [SettingsService], exports: [SettingsService] })
export class SettingsModule {}
