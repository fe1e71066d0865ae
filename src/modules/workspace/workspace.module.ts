import { Module } from '@nestjs/common';
import { ActorsModule } from '../actors/index.js';
import { BriefsModule } from '../briefs/index.js';
import { EvidenceModule } from '../evidence/index.js';
import { SettingsModule } from '../settings/index.js';
import { TrackingModule } from '../tracking/index.js';
import { ActorsApi } from './actors.api.js';
import { ActorsPages } from './actors.pages.js';
import { ItemModule } from './item.module.js';
import { ListsModule } from './lists.module.js';
import { ManageModule } from './manage.module.js';
import { OverviewApi } from './overview.api.js';
import { OverviewPages } from './overview.pages.js';
import { OverviewQuery } from './overview.query.js';
import { OwnNeedsQuery } from './own-needs.query.js';
import { PublicationDocumentsPages } from './publication-documents.pages.js';
import { PublicationsApi } from './publications.api.js';
import { PublicationsPages } from './publications.pages.js';

/** The pages that join several modules, and the API of what they show. */
@Module({
  imports: [
    SettingsModule,
    TrackingModule,
    EvidenceModule,
    BriefsModule,
    ActorsModule,
    ItemModule,
    ListsModule,
    ManageModule,
  ],
  controllers: [
    OverviewApi,
    OverviewPages,
    PublicationsApi,
    PublicationsPages,
    PublicationDocumentsPages,
    ActorsApi,
    ActorsPages,
  ],
  providers: [OverviewQuery, OwnNeedsQuery],
})
export class WorkspaceModule {}
