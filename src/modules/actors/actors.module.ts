import { Module } from '@nestjs/common';
import { HistoryModule } from '../history/index.js';
import { ActorsService } from './actors.service.js';

@Module({ imports: [HistoryModule], providers: [ActorsService], exports: [ActorsService] })
export class ActorsModule {}
