import { Module } from '@nestjs/common';
import { RecommendationsModule } from '../recommendations/index.js';
import { ActionsService } from './actions.service.js';

@Module({ imports: [RecommendationsModule], providers: [ActionsService], exports: [ActionsService] })
export class ActionMatrixModule {}
