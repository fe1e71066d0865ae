import { Module } from '@nestjs/common';
import { SettingsModule } from '../settings/index.js';
import { TrackingModule } from '../tracking/index.js';
import { ActorsQuery } from './actors.query.js';
import { FollowUpsDueQuery } from './follow-ups-due.query.js';
import { ItemChoicesQuery } from './item-choices.query.js';
import { PublicationsQuery } from './publications.query.js';

const queries = [PublicationsQuery, ActorsQuery, ItemChoicesQuery, FollowUpsDueQuery];

/** What several pages ask for: the names that filters offer, publications and actors with their counts. */
@Module({ imports: [SettingsModule, TrackingModule], providers: queries, exports: queries })
export class ListsModule {}
