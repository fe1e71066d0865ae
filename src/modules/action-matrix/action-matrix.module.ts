import { Module } from '@nestjs/common';
import { HistoryModule } from '../history/index.js';
import { RecommendationsModule } from '../recommendations/index.js';
import { ActionsService } from './actions.service.js';
import { CarriesOutApi } from './carries-out.api.js';
import { CarriesOutService } from './carries-out.service.js';

@Module({
  imports: [RecommendationsModule, HistoryModule],
  controllers: [CarriesOutApi],
  providers: [ActionsService, CarriesOutService],
  exports: [ActionsService, CarriesOutService],
})
export class ActionMatrixModule {}
