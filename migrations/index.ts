import type { MigrationInterface } from 'typeorm';
import { CreateAccessHistorySettings1763800000000 } from './1763800000000-CreateAccessHistorySettings.js';
import { CreateTracking1763900000000 } from './1763900000000-CreateTracking.js';
import { KeepImportPassages1764000000000 } from './1764000000000-KeepImportPassages.js';
import { CreateBulkImports1764200000000 } from './1764200000000-CreateBulkImports.js';
import { CreateSearch1764400000000 } from './1764400000000-CreateSearch.js';
import { CompareDocuments1764100000000 } from './1764100000000-CompareDocuments.js';
import { IssueBriefs1764700000000 } from './1764700000000-IssueBriefs.js';
import { ReadImportsOverTime1764300000000 } from './1764300000000-ReadImportsOverTime.js';
import { KeepImportsInUse1764320000000 } from './1764320000000-KeepImportsInUse.js';
import { WeeklyRound1764500000000 } from './1764500000000-WeeklyRound.js';
import { ManageItems1764600000000 } from './1764600000000-ManageItems.js';

/** Every migration, oldest first. */
export const migrations: Array<new () => MigrationInterface> = [
  CreateAccessHistorySettings1763800000000,
  CreateTracking1763900000000,
  KeepImportPassages1764000000000,
  CompareDocuments1764100000000,
  CreateBulkImports1764200000000,
  IssueBriefs1764700000000,
  ReadImportsOverTime1764300000000,
  KeepImportsInUse1764320000000,
  WeeklyRound1764500000000,
  ManageItems1764600000000,
  CreateSearch1764400000000,
];
