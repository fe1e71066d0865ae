export * from './dto/follow-up.dto.js';
export * from './dto/tracking.dto.js';
export { BulkChange } from './bulk-change.entity.js';
export {
  type BulkDone,
  BulkChangesService,
  type PreviewRow,
  type ReadRow,
  StaleRows,
} from './bulk-changes.service.js';
export { type HandOver, HandOversService, type OpenFollowUp } from './hand-overs.service.js';
export type { BulkWish, Planned } from './bulk-plans.js';
export type { DueShift } from './due-rules.js';
export { UndoService } from './undo.service.js';
export { DueRevisionsService, type ReviseDue } from './due-revisions.service.js';
export { FollowUpsService } from './follow-ups.service.js';
export { moveDue, spanOfActions } from './due-moves.js';
export {
  type ItemChanges,
  MissingItems,
  changeItem,
  lockItem,
  lockItems,
  mustBeCurrent,
  writeItemVersion,
  writeItemVersions,
} from './item-changes.js';
export {
  type NewItem,
  type NewItemActor,
  type NewTimeline,
  NO_TIMELINE,
  shortTitle,
  takeUpItem,
} from './item-creation.js';
export * from './item.entity.js';
export {
  Choices,
  ITEM_ORDERS,
  ItemExportDto,
  ItemFilterDto,
  ItemListDto,
  type ItemOrder,
  MAX_PAGE_SIZE,
  PAGE_SIZE,
  filterOf,
  pageOf,
} from './dto/item-list.dto.js';
export { GAPS, type Gap } from './gaps.js';
export { FILTER_NAMES, type Frame, type ItemFilter, matches, queryOf } from './item-filter.js';
export {
  type GroupCount,
  type Grouping,
  type ItemListRequest,
  ItemListQuery,
  type ItemPage,
} from './item-list.query.js';
export {
  type ItemRow,
  type ItemRowActor,
  lastEvidenceJoin,
  partialDay,
  rowJoins,
  rowJson,
} from './item-row.js';
export { type ItemStanding, standingOf } from './item-standing.js';
export { type NewItemAmongMany, handOver, takeUpItems } from './many-items.js';
export { OwnersService, mustBeStaff, mustSee, seenBy } from './owners.service.js';
export * from './progress.js';
export { type Holding, type Move, applyMove, applyVerdict, movesFor, refusalOf } from './progress-moves.js';
export { RefPipe } from './ref.pipe.js';
export { REF_PATTERN, itemRef } from './reference.js';
export { type RecordResponse, ResponsesService } from './responses.service.js';
export * from './timeliness.js';
export { type SetTimeline, TimelinesService } from './timelines.service.js';
export { TrackingModule } from './tracking.module.js';
export { itemLevel, visibleActors, visibleItems, visibleUpdates } from './visibility.js';
export {
  ActorList,
  DueCell,
  EvidenceCell,
  ITEM_COLUMNS,
  type ItemColumn,
  ItemTable,
  OwnerCell,
  itemSelection,
} from './views/item-table.js';
export { ItemBulkBar, type ItemChoices, ItemFilters } from './views/item-filters.js';
