import type { ValidationError } from 'class-validator';

/** What the web itself refuses, before any module is asked. error.filter.ts gives each its answer. */
export abstract class WebRefusal extends Error {}

/** Pages lead to /sign-in and back to `next`; the API answers 401. */
export class SignInNeeded extends WebRefusal {
  constructor(readonly next: string) {
    super('Sign in first');
  }
}

/** The request does not come from a form of ours, or from one that is out of date. 403. */
export class ForgedRequest extends WebRefusal {
  constructor(readonly why: 'origin' | 'token') {
    super(`Refused as forged: ${why}`);
  }
}

/** The role does not carry the permission. Pages look as if nothing were there (404); the API answers 403. */
export class NotAllowed extends WebRefusal {}

/** Guessing is throttled. 429. */
export class TooManyAttempts extends WebRefusal {
  constructor(readonly retryAfterSeconds: number) {
    super(`Too many attempts; again in ${retryAfterSeconds} s`);
  }
}

/** A body or query that its DTO does not allow. 422. */
export class InvalidInput extends WebRefusal {
  constructor(readonly found: ValidationError[]) {
    super('Invalid input');
  }
}

/** The body is larger than anything we take. 413. */
export class TooLarge extends WebRefusal {}
