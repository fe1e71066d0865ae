import {
  ApiToken,
  IdempotencyKey,
  Person,
  Session,
  SetupToken,
  SignInAttempt,
  Team,
} from '../modules/access/index.js';
import { Action } from '../modules/action-matrix/index.js';
import { Actor, ActorAlias } from '../modules/actors/index.js';
import { BriefContent, BriefDispatch, BriefFile } from '../modules/briefs/issued-brief.entity.js';
import { ProgressBrief } from '../modules/briefs/progress-brief.entity.js';
import {
  CheckRecord,
  ContributionNote,
  Effect,
  EvidenceUpdate,
  InboxEntry,
  SecondReading,
  Source,
  WatchPlace,
} from '../modules/evidence/index.js';
import { HistoryEntry, HistoryPayload, HistorySeal } from '../modules/history/index.js';
import { BulkDraft, BulkMapping } from '../modules/imports/bulk/bulk-draft.entity.js';
import { ImportDraft } from '../modules/imports/import-draft.entity.js';
import {
  Publication,
  PublicationDocument,
  PublicationGrant,
  PublicationNote,
  PublicationSection,
  StoredFile,
} from '../modules/publications/index.js';
import { ActionRecommendation, Recommendation } from '../modules/recommendations/index.js';
import { Organisation } from '../modules/settings/index.js';
import {
  BulkChange,
  DueRevision,
  EarlierWording,
  FollowUp,
  Item,
  ItemActor,
  ItemGrant,
  ItemVersion,
  ResponseRecord,
} from '../modules/tracking/index.js';
import { SavedView, SavedViewPin } from '../modules/workspace/saved-view.entity.js';

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
  Actor,
  ActorAlias,
  Publication,
  PublicationSection,
  PublicationNote,
  PublicationDocument,
  PublicationGrant,
  StoredFile,
  Item,
  ItemVersion,
  ItemActor,
  ItemGrant,
  ResponseRecord,
  DueRevision,
  EarlierWording,
  FollowUp,
  BulkChange,
  Recommendation,
  ActionRecommendation,
  Action,
  EvidenceUpdate,
  Source,
  Effect,
  SecondReading,
  CheckRecord,
  ContributionNote,
  InboxEntry,
  WatchPlace,
  ImportDraft,
  BulkDraft,
  BulkMapping,
  ProgressBrief,
  BriefContent,
  BriefFile,
  BriefDispatch,
  SavedView,
  SavedViewPin,
];
