export { BulkModule } from './bulk/bulk.module.js';
export { CommitImportService } from './commit-import.service.js';
export { importAsRead } from './import-as-read.js';
export { ImportDraft } from './import-draft.entity.js';
export { type BroughtDocument, ImportDraftsService } from './import-drafts.service.js';
export { ImportsModule } from './imports.module.js';
