import type { MigrationInterface } from 'typeorm';
import { CreateAccessHistorySettings1763800000000 } from './1763800000000-CreateAccessHistorySettings.js';

/** Every migration, oldest first. */
export const migrations: Array<new () => MigrationInterface> = [CreateAccessHistorySettings1763800000000];
