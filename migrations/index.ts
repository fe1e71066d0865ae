import type { MigrationInterface } from 'typeorm';
import { CreateAccessHistorySettings1763800000000 } from './1763800000000-CreateAccessHistorySettings.js';
import { CreateTracking1763900000000 } from './1763900000000-CreateTracking.js';
import { KeepImportPassages1764000000000 } from './1764000000000-KeepImportPassages.js';
import { CompareDocuments1764100000000 } from './1764100000000-CompareDocuments.js';
import { ReadImportsOverTime1764300000000 } from './1764300000000-ReadImportsOverTime.js';

/** Every migration, oldest first. */
export const migrations: Array<new () => MigrationInterface> = [
  CreateAccessHistorySettings1763800000000,
  CreateTracking1763900000000,
  KeepImportPassages1764000000000,
  CompareDocuments1764100000000,
  ReadImportsOverTime1764300000000,
];
