export { ChecksService, type NewCheck } from './checks.service.js';
export { ContributionNotesService } from './contribution-notes.service.js';
export { NoteContributionDto, ReadClaimDto, RecordCheckDto } from './dto/evidence.dto.js';
export { ClaimsQuery, type ReturnedClaim } from './claims.query.js';
export * from './contribution-note.entity.js';
export * from './evidence.entity.js';
export {
  type EffectView,
  EvidenceQuery,
  type PersonView,
  type ReadingView,
  type SourceView,
  type UpdateView,
} from './evidence.query.js';
export { InboxEntry } from './inbox-entry.entity.js';
export { InboxQuery } from './inbox.query.js';
export { InboxService } from './inbox.service.js';
export type { ItemChoice } from './evidence-form.query.js';
export { EvidenceModule } from './evidence.module.js';
export { EvidenceService, type Recorded } from './evidence.service.js';
export { type NewEffect, type NewEvidence, type NewSource, eventDay } from './new-evidence.js';
export { EvidenceInPlace } from './views/evidence-in-place.js';
export { ContributionNotes } from './views/contribution-notes.js';
export { ReturnedClaims } from './views/returned-claim.js';
export { findUpdate, seesUpdate, visibleEffects } from './evidence-visibility.js';
export { ReadingsService } from './readings.service.js';
export { AddWatchPlaceForm, RemoveWatchPlaceDto, scopeFrom } from './dto/watch.dto.js';
export { WatchList } from './views/watch-list.js';
export { type WatchPlaceView, WatchPlacesQuery, watchedNames } from './watch-places.query.js';
export { WatchPlacesService } from './watch-places.service.js';
export { WatchPlace } from './watch-place.entity.js';
