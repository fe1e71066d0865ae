export { ApiToken, IdempotencyKey, Session, SetupToken, SignInAttempt } from './credential.entity.js';
export { IdempotencyService, type KeyedRequest } from './idempotency.service.js';
export { Person, Team } from './person.entity.js';
