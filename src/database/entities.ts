import {
  ApiToken,
  IdempotencyKey,
  Person,
  Session,
  SetupToken,
  SignInAttempt,
  Team,
} from '../modules/access/index.js';
import { HistoryEntry, HistoryPayload, HistorySeal } from '../modules/history/index.js';
import { Organisation } from '../modules/settings/index.js';

/** Every entity, by hand: what is not listed here has no table. */
export const entities: Array<new () => object> = [
  HistoryEntry,
  HistoryPayload,
  HistorySeal,
  Organisation,
  Team,
  Person,
  Session,
  SetupToken,
  SignInAttempt,
  ApiToken,
  IdempotencyKey,
];
