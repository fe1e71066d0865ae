import { CommitAgainService } from './commit-again.service.js';
import { ComparisonsApi } from './comparisons.api.js';
import { ComparisonsPages } from './comparisons.pages.js';
import { ComparisonsService } from './comparisons.service.js';
import { TakeOverService } from './take-over.service.js';
import { TrackedQuery } from './tracked.query.js';

/** A document that is brought again; part of the module of imports, whose drafts it compares. */
export const againControllers = [ComparisonsApi, ComparisonsPages];
export const againProviders = [TrackedQuery, ComparisonsService, TakeOverService, CommitAgainService];
