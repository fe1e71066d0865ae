import { type DynamicModule, Global, Module } from '@nestjs/common';
import { APP_FILTER } from '@nestjs/core';
import { DataSource } from 'typeorm';
import type { Config } from './config/config.js';
import { CONFIG } from './config/config.token.js';
import { AccessModule } from './modules/access/index.js';
import { ActionMatrixModule } from './modules/action-matrix/index.js';
import { ActorsModule } from './modules/actors/index.js';
import { BriefsModule } from './modules/briefs/index.js';
import { EvidenceModule } from './modules/evidence/index.js';
import { HistoryModule } from './modules/history/index.js';
import { BulkModule, ImportsModule } from './modules/imports/index.js';
import { PublicationsModule } from './modules/publications/index.js';
import { RecommendationsModule } from './modules/recommendations/index.js';
import { SearchModule } from './modules/search/index.js';
import { SettingsModule } from './modules/settings/index.js';
import { TrackingModule } from './modules/tracking/index.js';
import { WorkspaceModule } from './modules/workspace/workspace.module.js';
import { Clock } from './shared/clock.js';
import { ErrorFilter } from './web/error.filter.js';
import { OpenApiController, OpenApiDocument } from './web/open-api.controller.js';

/** What an application stands on; made by whoever starts it. */
export interface AppParts {
  config: Config;
  /** Connected, as the application's role. */
  dataSource: DataSource;
  clock: Clock;
}

@Global()
@Module({})
class GroundModule {
  static with({ config, dataSource, clock }: AppParts): DynamicModule {
    const values = [
      { provide: CONFIG, useValue: config },
      { provide: DataSource, useValue: dataSource },
      { provide: Clock, useValue: clock },
    ];
    return { module: GroundModule, providers: values, exports: values };
  }
}

/** The map of the product. */
@Module({})
export class AppModule {
  static with(parts: AppParts): DynamicModule {
    return {
      module: AppModule,
      imports: [
        GroundModule.with(parts),
        HistoryModule,
        SettingsModule,
        AccessModule,
        ActorsModule,
        PublicationsModule,
        TrackingModule,
        RecommendationsModule,
        ActionMatrixModule,
        EvidenceModule,
        ImportsModule,
        BulkModule,
        BriefsModule,
        SearchModule,
        WorkspaceModule,
      ],
      controllers: [OpenApiController],
      providers: [{ provide: APP_FILTER, useClass: ErrorFilter }, OpenApiDocument],
    };
  }
}
