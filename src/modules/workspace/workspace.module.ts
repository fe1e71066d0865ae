import { Module } from '@nestjs/common';
import { ActorsModule } from '../actors/index.js';
import { EvidenceModule } from '../evidence/index.js';
import { SettingsModule } from '../settings/index.js';
import { TrackingModule } from '../tracking/index.js';
import { ActorsApi } from './actors.api.js';
import { ActorsPages } from './actors.pages.js';
import { ActorsQuery } from './actors.query.js';
import { ChangesQuery } from './changes.query.js';
import { FollowUpsDueQuery } from './follow-ups-due.query.js';
import { ItemChoicesQuery } from './item-choices.query.js';
import { ItemModule } from './item.module.js';
import { ItemsPages } from './items.pages.js';
import { ManageModule } from './manage.module.js';
import { OverduePages } from './overdue.pages.js';
import { OverviewApi } from './overview.api.js';
import { OverviewPages } from './overview.pages.js';
import { OverviewQuery } from './overview.query.js';
import { PublicationsApi } from './publications.api.js';
import { PublicationsPages } from './publications.pages.js';
import { PublicationsQuery } from './publications.query.js';

/** The pages that join several modules, and the API of what they show. */
@Module({
  imports: [SettingsModule, TrackingModule, EvidenceModule, ActorsModule, ItemModule, ManageModule],
  controllers: [
    OverviewApi,
    OverviewPages,
    ItemsPages,
    OverduePages,
    PublicationsApi,
    PublicationsPages,
    ActorsApi,
    ActorsPages,
  ],
  providers: [
    OverviewQuery,
    ChangesQuery,
    FollowUpsDueQuery,
    ItemChoicesQuery,
    PublicationsQuery,
    ActorsQuery,
  ],
})
export class WorkspaceModule {}
