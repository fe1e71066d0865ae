export { BulkModule } from './bulk/bulk.module.js';
export { type BroughtAsRead, bringAsRead } from './again/bring-as-read.js';
export type { Comparison } from './again/compared.js';
export type { Difference } from './again/differences.js';
export { CommitImportService } from './commit-import.service.js';
export { importAsRead } from './import-as-read.js';
export { ImportDraft } from './import-draft.entity.js';
export { type BroughtDocument, ImportDraftsService } from './import-drafts.service.js';
export { ImportsModule } from './imports.module.js';
