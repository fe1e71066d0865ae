import type { Kind } from './matrix-world.js';
import { accessTries } from './tries/access.js';
import { actorsTries } from './tries/actors.js';
import { againTries } from './tries/again.js';
import { briefsTries } from './tries/briefs.js';
import { bulkTries } from './tries/bulk.js';
import { evidenceTries } from './tries/evidence.js';
import { importsTries } from './tries/imports.js';
import { itemsTries } from './tries/items.js';
import { manageTries } from './tries/manage.js';
import type { Try } from './tries/try.js';

/** By route; one that changes something and is missing here fails the test. */
export const TRIES: Record<string, Try> = {
  ...accessTries,
  ...actorsTries,
  ...againTries,
  ...briefsTries,
  ...bulkTries,
  ...evidenceTries,
  ...importsTries,
  ...itemsTries,
  ...manageTries,
};

/** Public ones: what they answer everybody to an empty call. */
export const PUBLIC: Record<string, number[]> = {
  'GET /api/docs': [200],
  'GET /api/docs-json': [200],
  // To whom is signed in, the start page.
  'GET /sign-in': [200, 303],
  'GET /setup': [404],
  'GET /set-password': [404],
  'POST /sign-in': [422],
  'POST /setup': [404],
  'POST /set-password': [404],
};

/** It would end the caller's session (access/sign-in.spec.ts has it). */
export const LEFT_OUT = ['POST /sign-out'];

const KINDS: [RegExp, Kind][] = [
  [/\/items\/:ref/, 'item'],
  [/^\S+ (\/api\/v1)?\/actors\/:id/, 'actor'],
  [/\/publications\/:id/, 'publication'],
  [/\/briefs\/:id/, 'brief'],
  [/\/evidence\/:id/, 'evidence'],
  [/\/effects\/:id/, 'effect'],
  [/\/follow-ups\/:id/, 'followUp'],
  [/\/inbox\/:id/, 'entry'],
  [/\/import\/bulk\/:id|\/bulk-imports\/:id/, 'sheet'],
  [/\/imports\/:id/, 'draft'],
  [/\/(people|teams)\/:id/, 'admin'],
  [/\/(undo|views)\/:id/, 'own'],
  [/\/account\/(tokens|sessions)\/:id/, 'own'],
];

/** What an address names; null: nothing. @throws for a parameter that is not known here */
export function kindOf(name: string): Kind | null {
  const kind = KINDS.find(([pattern]) => pattern.test(name))?.[1] ?? null;
  if (kind === null && name.includes(':')) throw new Error(`What does ${name} name?`);
  return kind;
}

/** Lists that must hold everything that the caller sees. */
export const LISTS = [
  'GET /items',
  'GET /api/v1/items',
  'GET /items.csv',
  'GET /api/v1/items.csv',
  'GET /actors.csv',
  'GET /evidence.csv',
  'GET /publications',
  'GET /api/v1/publications',
  'GET /actors',
  'GET /api/v1/actors',
  'GET /briefs',
  'GET /api/v1/briefs',
  'GET /overdue',
  'GET /readings',
  'GET /evidence/new',
];
