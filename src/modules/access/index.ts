export { AccessModule } from './access.module.js';
export { ApiToken, IdempotencyKey, Session, SetupToken, SignInAttempt } from './credential.entity.js';
export { IdempotencyService, type KeyedRequest } from './idempotency.service.js';
export { hashPassword } from './passwords.js';
export { PeopleService, type PersonRow } from './people.service.js';
export { Person, Team } from './person.entity.js';
export { SetupService } from './setup.service.js';
export { type TeamRow, TeamsService } from './teams.service.js';
export { VisitorsService } from './visitors.service.js';
