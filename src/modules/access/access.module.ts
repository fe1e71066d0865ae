import { Module } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { HistoryModule } from '../history/index.js';
import { SettingsModule } from '../settings/index.js';
import { AccessGuard } from './access.guard.js';
import { ApiTokensService } from './api-tokens.service.js';
import { IdempotencyService } from './idempotency.service.js';
import { SessionsService } from './sessions.service.js';
import { SignInPages } from './sign-in.pages.js';
import { SignInService } from './sign-in.service.js';
import { ThrottleService } from './throttle.service.js';
import { VisitorsService } from './visitors.service.js';

@Module({
  imports: [HistoryModule, SettingsModule],
  controllers: [SignInPages],
  providers: [
    { provide: APP_GUARD, useClass: AccessGuard },
    ApiTokensService,
    IdempotencyService,
    SessionsService,
    SignInService,
    ThrottleService,
    VisitorsService,
  ],
  exports: [IdempotencyService, VisitorsService],
})
export class AccessModule {}
