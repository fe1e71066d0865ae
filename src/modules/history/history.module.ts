import { Module } from '@nestjs/common';
import { HistoryService } from './history.service.js';
import { HistorySealer } from './sealer.js';

@Module({ providers: [HistoryService, HistorySealer], exports: [HistoryService, HistorySealer] })
export class HistoryModule {}
