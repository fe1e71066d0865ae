export { DueRevisionsService, type ReviseDue } from './due-revisions.service.js';
export { FollowUpsService } from './follow-ups.service.js';
export { changeItem, lockItem, lockItems, mustBeCurrent, writeItemVersion } from './item-changes.js';
export {
  type NewItem,
  type NewItemActor,
  type NewTimeline,
  NO_TIMELINE,
  shortTitle,
  takeUpItem,
} from './item-creation.js';
export * from './item.entity.js';
export { OwnersService } from './owners.service.js';
export * from './progress.js';
export { type Move, applyMove, applyVerdict, movesFor, refusalOf } from './progress-moves.js';
export { REF_PATTERN, itemRef } from './reference.js';
export { type RecordResponse, ResponsesService } from './responses.service.js';
export * from './timeliness.js';
export { type SetTimeline, TimelinesService, spanOfActions } from './timelines.service.js';
export { TrackingModule } from './tracking.module.js';
export { itemLevel, visibleItems } from './visibility.js';
