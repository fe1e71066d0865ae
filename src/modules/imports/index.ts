export { CommitImportService } from './commit-import.service.js';
export { ImportDraft } from './import-draft.entity.js';
export { ImportDraftsService } from './import-drafts.service.js';
export { ImportsModule } from './imports.module.js';
