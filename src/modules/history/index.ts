export { canonical, sha256 } from './canonical.js';
export { HistoryEntry, HistoryPayload, HistorySeal } from './history.entity.js';
export { HistoryModule } from './history.module.js';
export { type Change, HistoryService, type RecordedChange } from './history.service.js';
export { HistorySealer } from './sealer.js';
export { type Verification, verifyHistory } from './verify.js';
