import { Module } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { HistoryModule } from '../history/index.js';
import { SettingsModule } from '../settings/index.js';
import { AccessApi } from './access.api.js';
import { AccessGuard } from './access.guard.js';
import { AccountPages } from './account.pages.js';
import { ApiTokensService } from './api-tokens.service.js';
import { CleanupService } from './cleanup.service.js';
import { IdempotencyService } from './idempotency.service.js';
import { LinksService } from './links.service.js';
import { PasswordsService } from './passwords.service.js';
import { PeoplePages } from './people.pages.js';
import { PeopleService } from './people.service.js';
import { SessionsService } from './sessions.service.js';
import { SetupPages } from './setup.pages.js';
import { SetupService } from './setup.service.js';
import { SignInPages } from './sign-in.pages.js';
import { SignInService } from './sign-in.service.js';
import { TeamsPages } from './teams.pages.js';
import { TeamsService } from './teams.service.js';
import { ThrottleService } from './throttle.service.js';
import { VisitorsService } from './visitors.service.js';

@Module({
  imports: [HistoryModule, SettingsModule],
  controllers: [SignInPages, SetupPages, AccountPages, PeoplePages, TeamsPages, AccessApi],
  providers: [
    { provide: APP_GUARD, useClass: AccessGuard },
    ApiTokensService,
    CleanupService,
    IdempotencyService,
    LinksService,
    PasswordsService,
    PeopleService,
    SessionsService,
    SetupService,
    SignInService,
    TeamsService,
    ThrottleService,
    VisitorsService,
  ],
  exports: [CleanupService, IdempotencyService, PeopleService, SetupService, TeamsService, VisitorsService],
})
export class AccessModule {}
