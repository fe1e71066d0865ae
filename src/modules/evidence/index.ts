export { ChecksService, type NewCheck } from './checks.service.js';
export { ReadClaimDto, RecordCheckDto } from './dto/evidence.dto.js';
export * from './evidence.entity.js';
export {
  type EffectView,
  EvidenceQuery,
  type PersonView,
  type ReadingView,
  type SourceView,
  type UpdateView,
} from './evidence.query.js';
export { EvidenceModule } from './evidence.module.js';
export {
  EvidenceService,
  type NewEffect,
  type NewEvidence,
  type NewSource,
  type Recorded,
} from './evidence.service.js';
export { findUpdate, seesUpdate, visibleEffects } from './evidence-visibility.js';
export { ReadingsService } from './readings.service.js';
