import { CommitAgainService } from './commit-again.service.js';
import { ComparisonsApi } from './comparisons.api.js';
import { ComparisonsPages } from './comparisons.pages.js';
import { ComparisonsService } from './comparisons.service.js';
import { CorrectPublicationService } from './correct-publication.service.js';
import { PublicationFactsApi } from './publication-facts.api.js';
import { PublicationFactsPages } from './publication-facts.pages.js';
import { TakeOverService } from './take-over.service.js';
import { TrackedQuery } from './tracked.query.js';

/** A document that is brought again; part of the module of imports, whose drafts it compares. */
export const againControllers = [
  ComparisonsApi,
  ComparisonsPages,
  PublicationFactsApi,
  PublicationFactsPages,
];
export const againProviders = [
  TrackedQuery,
  ComparisonsService,
  TakeOverService,
  CommitAgainService,
  CorrectPublicationService,
];
