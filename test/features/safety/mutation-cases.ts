import type { TestApp } from '../../support/app.js';
import { accessCases } from './cases/access.js';
import { actorsCases } from './cases/actors.js';
import { AGAIN_APART, againCases } from './cases/again.js';
import { BULK_APART, bulkCases } from './cases/bulk.js';
import { briefsCases } from './cases/briefs.js';
import type { MutationCase } from './cases/case.js';
import { evidenceCases } from './cases/evidence.js';
import { importsCases } from './cases/imports.js';
import { itemsCases } from './cases/items.js';
import { manageCases } from './cases/manage.js';
import { type People, makerOf } from './cases/made.js';

const AREAS = [
  accessCases,
  actorsCases,
  againCases,
  briefsCases,
  bulkCases,
  evidenceCases,
  importsCases,
  itemsCases,
  manageCases,
];

/** One valid call for every route that changes something. A route that is missing here fails the test. */
export function mutationCases(heed: TestApp, people: People): Record<string, MutationCase> {
  const made = makerOf(heed, people);
  return Object.assign({}, ...AREAS.map((casesOf) => casesOf(made)));
}

/** Routes that change something and yet have no place above, each with its reason. */
export const APART: Record<string, string> = {
  ...AGAIN_APART,
  'POST /sign-in': 'public: nobody acts yet; one entry by whom signs in (access/sign-in.spec.ts)',
  'POST /sign-out': 'session housekeeping; one entry by whom signs out (access/sign-in.spec.ts)',
  'POST /setup': 'public: makes the first person, names the organisation, signs in (access/setup.spec.ts)',
  'POST /set-password': 'public: a one-time link stands for the person (access/people.spec.ts)',
  'POST /imports': 'a draft: its author’s alone, gone after seven days; the commit is what is recorded',
  'POST /api/v1/imports': 'a draft, as above',
  'POST /imports/:id': 'a draft, as above',
  'POST /imports/:id/autosave': 'a draft, as above',
  'PUT /api/v1/imports/:id/review': 'a draft, as above',
  'POST /imports/:id/attempts': 'a draft, as above',
  'POST /api/v1/imports/:id/attempts': 'a draft, as above',
  'POST /imports/:id/discard': 'a draft, as above',
  'DELETE /api/v1/imports/:id': 'a draft, as above',
  ...BULK_APART,
};
